"""What a header says of every row below it: the currency of a column of amounts."""

from collections.abc import Sequence
from dataclasses import replace

from screening.model import Cell, Fact
from screening.tables.planned import PlannedColumn
from screening.values import header_currency

_AMOUNT, _CURRENCY = "amount", "currency"


def with_currency(columns: Sequence[PlannedColumn], header_row: int) -> tuple[PlannedColumn, ...]:
    """The columns, that of the amounts with the currency which its header names, where no column states one and only one column holds amounts."""
    amounts = [each for each in columns if each.field is not None and each.field.id == _AMOUNT]
    stated = any(each.field is not None and each.field.id == _CURRENCY for each in columns)
    currency = header_currency(amounts[0].header) if len(amounts) == 1 and not stated else None
    if currency is None:
        return tuple(columns)
    cell = Cell(f"{amounts[0].letter}{header_row}", amounts[0].header, amounts[0].header)
    return tuple(
        replace(
            each, why=f"{each.why}; in {currency} by its header", states=(_CURRENCY, Fact(currency, cell))
        )
        if each is amounts[0]
        else each
        for each in columns
    )
