"""The mapped columns of one sheet by what their cells say: settled once for a column, not again for each row."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from screening.model import Cell, DateSpan, Fact, Field, FieldType, IdentifierKind
from screening.tables.description import ReadColumn, describes_party, name_part
from screening.tables.facts import FactReader
from screening.tables.planned import PlannedColumn
from screening.tables.quality import Doubt, code_doubts, date_doubt, identifier_doubt, name_doubts
from screening.tables.territories import Territories, may_name
from screening.values import DateOrder

# Facts that no row can state of a day to come.
_PAST = frozenset({"trade_date", "issue_date", "shipment_date"})


class SheetColumns:
    """The mapped columns in their order, and the places in that order of those that name parties, hold numbers, and so on.

    `placing` are the columns, mapped or not, whose cells may name a territory: index, letter and header of each. `shared`: do two columns state one fact? `stated`
    are the facts that a header gives to every row.
    """

    def __init__(
        self,
        planned: Sequence[PlannedColumn],
        territories: Territories,
        *,
        date_order: DateOrder | None,
        day_zero: dt.date,
        today: dt.date | None,
    ) -> None:
        self.today = today
        self.territories = territories
        self.columns = tuple(
            _column(column, column.field, date_order, day_zero)
            for column in planned
            if column.field is not None
        )
        self.stated = dict(column.states for column in planned if column.states is not None)
        self.keys = tuple(column.field.id for column in self.columns)
        self.shared = len(set(self.keys)) < len(self.keys)
        self.placing = tuple(
            (column.index, column.letter, column.header)
            for column in planned
            if may_name(column.field, column.header)
        )
        self.names = self._places(lambda field: field.type is FieldType.NAME)
        parts = self._places(lambda field: name_part(field) is not None)
        roles = dict.fromkeys(self.columns[place].field.role for place in parts)
        self.parts = tuple(
            tuple(place for place in parts if self.columns[place].field.role is role) for role in roles
        )
        self.terms = self._places(lambda field: field.type is FieldType.TERM)
        self.narratives = self._places(lambda field: field.id == "narrative")
        self.identified = self._places(lambda field: field.type is FieldType.IDENTIFIER)
        self.securities = self._places(lambda field: field.identifier is IdentifierKind.ISIN)
        self.describing = self._places(describes_party)
        self.countries = self._places(lambda field: field.type is FieldType.COUNTRY)
        self.checked = self._places(self._may_be_doubtful)

    def _places(self, wanted: Callable[[Field], bool]) -> tuple[int, ...]:
        return tuple(place for place, column in enumerate(self.columns) if wanted(column.field))

    def _may_be_doubtful(self, field: Field) -> bool:
        if field.type in (FieldType.NAME, FieldType.IDENTIFIER) or field.id == "security":
            return True
        dated = field.type is FieldType.DATE and self.today is not None
        return dated and (field.id in _PAST or "birth" in field.id)

    def doubts(self, column: ReadColumn, fact: Fact, cell: Cell) -> Iterable[Doubt]:
        """What there is to be noted of a cell that was read as `fact`."""
        field = column.field
        if field.type is FieldType.NAME:
            return name_doubts(cell.text, column.cut_length)
        if field.type is FieldType.DATE:
            found = (
                date_doubt(fact.value, self.today, field.label)
                if isinstance(fact.value, DateSpan) and self.today
                else None
            )
            return (found,) if found else ()
        if field.type is FieldType.IDENTIFIER:
            found = identifier_doubt(column.reader.identifier(cell.text))
            return (found,) if found else ()
        return code_doubts(cell.text)


def _column(
    planned: PlannedColumn, field: Field, date_order: DateOrder | None, day_zero: dt.date
) -> ReadColumn:
    proved = planned.profile.orders
    order = next(iter(proved)) if len(proved) == 1 else date_order
    reader = FactReader(field, order, mixed_orders=len(proved) > 1, day_zero=day_zero, header=planned.header)
    return ReadColumn(
        planned.index, planned.letter, planned.header, field, reader, reader.known, planned.profile.cut_length
    )
