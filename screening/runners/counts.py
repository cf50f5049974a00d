"""Rows and amounts counted sheet by sheet, on their way in and on their way out, so that nothing is lost between the two."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from itertools import repeat

from screening.model import (
    AnsweredBlock,
    Block,
    ControlTotal,
    Decision,
    Record,
    SheetCount,
    SkippedRow,
    Verdict,
)
from screening.tables import Table

Sheet = tuple[str, str]
_AMOUNT, _CURRENCY = "amount", "currency"


class Counts:
    """What a run, or a part of it, took in and gave out. What came in was counted when the files were opened, apart from the rows that are screened later."""

    def __init__(self, tables: Iterable[Table] = ()) -> None:
        self._found: dict[Sheet, int] = {
            (table.info.path, sheet): rows for table in tables for sheet, rows in table.rows_of_sheets()
        }
        self._screened: Counter[Sheet] = Counter()
        self._not_screened: Counter[Sheet] = Counter()
        self._skipped: Counter[Sheet] = Counter()
        self._totals: dict[tuple[str, str, str], Decimal] = {}
        self._with_amount: Counter[tuple[str, str, str]] = Counter()
        self._without_amount: Counter[Sheet] = Counter()

    def answered(self, answered: AnsweredBlock) -> None:
        """Take the rows of a block and their answers into account."""
        block = answered.block
        sheet = (block.file, block.sheet)
        for row in block.rows:
            if isinstance(row, SkippedRow):
                self._skipped[sheet] += 1
            elif row is not None:
                self._add(row.file, row.sheet, row if isinstance(row, Record) else None)
        self._add_plain(block)
        lost = sum(
            1
            for each in answered.answers
            if isinstance(each, Decision) and each.verdict is Verdict.NOT_SCREENED
        )
        self._not_screened[sheet] += lost
        self._screened[sheet] += len(answered.answers) - lost

    def _add_plain(self, block: Block) -> None:
        count = len(block.numbers)
        amounts = block.column(_AMOUNT) or ()
        column, everywhere = block.column(_CURRENCY), block.layout.constant.get(_CURRENCY)
        currencies = (
            repeat(everywhere.value if everywhere is not None else None)
            if column is None
            else (cell.read.value for cell in column)
        )
        by_currency: dict[str, list[Decimal]] = {}
        for cell, currency in zip(amounts, currencies, strict=False):
            amount = cell.read.value
            if isinstance(amount, Decimal):
                by_currency.setdefault("" if currency is None else str(currency), []).append(amount)
        for currency, each in by_currency.items():
            key = (block.file, block.sheet, currency)
            self._totals[key] = self._totals.get(key, Decimal(0)) + sum(each)
            self._with_amount[key] += len(each)
            count -= len(each)
        self._without_amount[block.file, block.sheet] += count

    def add(self, part: "Counts") -> None:
        """Take in what a part of the run counted."""
        for ours, theirs in (
            (self._screened, part._screened),
            (self._not_screened, part._not_screened),
            (self._skipped, part._skipped),
            (self._without_amount, part._without_amount),
        ):
            ours.update(theirs)
        self._with_amount.update(part._with_amount)
        for key, total in part._totals.items():
            self._totals[key] = self._totals.get(key, Decimal(0)) + total

    def _add(self, file: str, sheet: str, record: Record | None) -> None:
        amount = record.facts.get(_AMOUNT) if record is not None else None
        if record is None or amount is None or not isinstance(amount.value, Decimal):
            self._without_amount[file, sheet] += 1
            return
        stated = record.facts.get(_CURRENCY)
        key = (file, sheet, str(stated.value) if stated is not None and stated.value is not None else "")
        self._totals[key] = self._totals.get(key, Decimal(0)) + amount.value
        self._with_amount[key] += 1

    def sheets(self) -> tuple[SheetCount, ...]:
        """One line a sheet, in the order of the inputs."""
        keys = dict.fromkeys((*self._found, *self._screened, *self._not_screened, *self._skipped))
        return tuple(
            SheetCount(
                file,
                sheet,
                self._found.get((file, sheet), 0),
                self._screened[file, sheet],
                self._not_screened[file, sheet],
                self._skipped[file, sheet],
            )
            for file, sheet in keys
        )

    def totals(self) -> tuple[ControlTotal, ...]:
        """The amounts of every sheet that has some, one line a currency."""
        lines = []
        for (file, sheet, currency), total in sorted(self._totals.items()):
            key = (file, sheet, currency)
            lines.append(
                ControlTotal(
                    file, sheet, currency, total, self._with_amount[key], self._without_amount[file, sheet]
                )
            )
        return tuple(lines)
