"""Rows of a sheet to records: parties, facts and data-quality notes, or the reason why a row is none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from screening.model import (
    DECISIVE,
    Cell,
    DateSpan,
    Fact,
    Field,
    FieldType,
    Identifier,
    IdentifierKind,
    Note,
    Party,
    PartyKind,
    Record,
    Role,
    Row,
    SkippedRow,
    UnreadableRow,
    Vocabulary,
)
from screening.tables.cells import CellValue, RawRow, is_blank, text_of
from screening.tables.facts import SHOWS, FactReader
from screening.tables.mapping import PlannedColumn
from screening.tables.parties import is_certain_owner, names_in, owner_role
from screening.tables.quality import code_problems, identifier_problem, name_problem
from screening.values import DateOrder

_TOTALS = frozenset(
    {
        "total", "totals", "grand total", "sub total", "subtotal", "sum", "итого", "всего", "итог", "общий итог", "промежуточный итог",
        "summe", "gesamt", "gesamtsumme", "zwischensumme", "totale", "suma", "somme", "合计", "总计", "小计",
    }
)  # fmt: skip
_GENDERS = {
    "m": "male", "male": "male", "man": "male", "м": "male", "муж": "male", "мужской": "male", "männlich": "male", "男": "male",
    "f": "female", "female": "female", "woman": "female", "ж": "female", "жен": "female", "женский": "female", "weiblich": "female",
    "w": "female", "女": "female",
}  # fmt: skip
# In the order in which a name is written.
NAME_PARTS = ("given_name", "middle_name", "family_name")
_PARTY_FIELDS = frozenset({"birth_date", "gender", "party_kind"})


@dataclass(slots=True)
class _Given:
    """One mapped column's cell in one row."""

    column: "_Column"
    cell: Cell
    fact: Fact


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    letter: str
    header: str
    field: Field
    reader: FactReader
    cut_length: int | None


class RowReader:
    """Turns the raw rows of one sheet into records, one answer a row."""

    def __init__(
        self,
        file: str,
        sheet: str,
        columns: Sequence[PlannedColumn],
        vocabulary: Vocabulary,
        *,
        width: int | None = None,
        date_order: DateOrder | None = None,
        day_zero: dt.date = dt.date(1899, 12, 30),
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._vocabulary = vocabulary
        self._width = width
        self._headers = {column.index: column.header for column in columns}
        self._columns = [
            _column(column, column.field, date_order, day_zero)
            for column in columns
            if column.field is not None
        ]
        self._name_columns = [column for column in self._columns if column.field.type is FieldType.NAME]
        self._shared = len({column.field.id for column in self._columns}) < len(self._columns)

    def read(self, raw: RawRow) -> Row:
        """The record of one row; a blank row or a total line is skipped, a row without anything to screen is unreadable."""
        if raw.problem is not None:
            return self._unreadable(raw, raw.problem)
        values = raw.values
        if all(value == "" or is_blank(value) for value in values):
            return SkippedRow(self._file, self._sheet, raw.number, "blank row")
        skipped = self._skipped(values)
        if skipped is not None:
            return SkippedRow(self._file, self._sheet, raw.number, skipped)
        if self._width is not None and any(not is_blank(value) for value in values[self._width :]):
            return self._unreadable(
                raw, f"the row has {len(values)} cells under {self._width} headers: its cells may be shifted"
            )
        givens = [self._given(column, values, raw.number) for column in self._columns]
        facts = self._facts(givens)
        notes: list[Note] = []
        parties = self._parties(givens, notes)
        record_id = str(facts["record_id"].value or "") if "record_id" in facts else ""
        if not self._screenable(parties, facts):
            reason, cell = self._nothing(givens)
            return UnreadableRow(self._file, self._sheet, raw.number, reason, record_id, cell)
        self._add_notes(givens, notes)
        return Record(self._file, self._sheet, raw.number, record_id, tuple(parties), facts, tuple(notes))

    def _unreadable(self, raw: RawRow, reason: str) -> UnreadableRow:
        return UnreadableRow(self._file, self._sheet, raw.number, reason)

    def _skipped(self, values: Sequence[CellValue]) -> str | None:
        """Why the row is no record: a total line states nothing but its word and numbers; a header repeats at the top of a printed page."""
        total: str | None = None
        texts = repeated = numbers = 0
        for index, value in enumerate(values):
            if not isinstance(value, str):
                numbers += 1
            elif value and not value.isspace():
                if len(value) < 25 and value.strip(" :.\xa0").casefold() in _TOTALS:
                    total = value.strip()
                elif self._headers.get(index) == value:
                    repeated += 1
                elif _is_number(value):
                    numbers += 1
                else:
                    texts += 1
        if total is not None and numbers and not texts:
            return f"a total line ('{total}')"
        return "the header again" if repeated >= 2 and not texts else None

    def _given(self, column: _Column, values: Sequence[CellValue], number: int) -> _Given:
        value = values[column.index] if column.index < len(values) else ""
        cell = Cell(
            f"{column.letter}{number}", column.header, value.strip() if type(value) is str else text_of(value)
        )
        known, problem = column.reader.read(value)
        return _Given(column, cell, Fact(known, cell, problem))

    def _facts(self, givens: Sequence[_Given]) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for given in givens:
            field = given.column.field
            earlier = facts.get(field.id) if self._shared else None
            facts[field.id] = given.fact if earlier is None else _together(field, earlier, given.fact)
        for given in givens:
            if given.column.field.type is FieldType.TERM and given.fact.value is not None:
                self._imply(given, facts)
        return facts

    def _imply(self, given: _Given, facts: dict[str, Fact]) -> None:
        """A term may state other facts ("auction purchase" is of the primary market): they fill what no cell states."""
        term = self._vocabulary.term(given.column.field.id, str(given.fact.value))
        for field_id, value in term.implies if term else ():
            stated = facts.get(field_id)
            if stated is None or (stated.value is None and stated.cell is not None and not stated.cell.text):
                facts[field_id] = Fact(value, given.cell)

    def _parties(self, givens: Sequence[_Given], notes: list[Note]) -> list[Party]:
        parties: list[Party] = []
        for given in givens:
            field = given.column.field
            if field.type is not FieldType.NAME or given.fact.value is None:
                continue
            names = names_in(given.cell.text)
            if len(names) > 1:
                notes.append(Note(f"{len(names)} names are screened from one cell", given.cell.ref))
            parties += [Party(field.role or Role.PARTY, name, field.party_kind, given.cell) for name in names]
        parties += _composed(givens)
        described = [given for given in givens if _describes_party(given)]
        return _describe(parties, described) if described else parties

    def _screenable(self, parties: Sequence[Party], facts: dict[str, Fact]) -> bool:
        if any(party.name for party in parties):
            return True
        if any(number.kind in DECISIVE for party in parties for number in party.identifiers):
            return True
        return any(facts[key].value is not None for key in ("isin", "security") if key in facts)

    def _nothing(self, givens: Sequence[_Given]) -> tuple[str, str | None]:
        named = [given for given in givens if given.column.field.type is FieldType.NAME]
        broken = next((given for given in named if _shows_error(given)), None)
        if broken is not None:
            return f"no name to screen: {broken.fact.problem}", broken.cell.ref
        return "no name to screen", named[0].cell.ref if named else None

    def _add_notes(self, givens: Sequence[_Given], notes: list[Note]) -> None:
        for given in givens:
            field, fact = given.column.field, given.fact
            if fact.value is None:
                if field.type is FieldType.NAME and _shows_error(given):
                    notes.append(Note(f"{field.label} could not be read: {fact.problem}", given.cell.ref))
            elif field.type is FieldType.NAME:
                if problem := name_problem(given.cell.text, given.column.cut_length):
                    notes.append(Note(problem, given.cell.ref))
            elif field.type is FieldType.IDENTIFIER:
                if problem := identifier_problem(given.column.reader.identifier(given.cell.text)):
                    notes.append(Note(problem, given.cell.ref))
            elif field.id == "security":
                notes.extend(Note(problem, given.cell.ref) for problem in code_problems(given.cell.text))


def _composed(givens: Sequence[_Given]) -> list[Party]:
    """The person whose family and given names stand in columns of their own."""
    parts = {given.column.field.id: given for given in givens if given.column.field.id in NAME_PARTS}
    known = [parts[key] for key in NAME_PARTS if key in parts and parts[key].fact.value is not None]
    name = " ".join(str(given.fact.value) for given in known)
    if not any(char.isalnum() for char in name):
        return []
    cell = Cell(known[-1].cell.ref, known[-1].cell.header, name)
    return [Party(known[0].column.field.role or Role.PARTY, name, PartyKind.PERSON, cell)]


def _column(planned: PlannedColumn, field: Field, date_order: DateOrder | None, day_zero: dt.date) -> _Column:
    proved = planned.profile.orders
    order = next(iter(proved)) if len(proved) == 1 else date_order
    reader = FactReader(field, order, mixed_orders=len(proved) > 1, day_zero=day_zero)
    return _Column(planned.index, planned.letter, planned.header, field, reader, planned.profile.cut_length)


def _is_number(text: str) -> bool:
    return text[-1:].isdigit() and not any(char.isalpha() for char in text)


def _shows_error(given: _Given) -> bool:
    return (given.fact.problem or "").startswith(SHOWS)


def _together(field: Field, earlier: Fact, later: Fact) -> Fact:
    """Two columns that state one fact: what both say, or the only one that says something; unknown where they differ."""
    if later.value is None or earlier.value == later.value:
        # An unreadable cell beside a readable one leaves the fact in doubt only if there is no other.
        return earlier if earlier.value is not None or later.problem == "blank cell" else later
    if earlier.value is None:
        return later
    if field.type in (FieldType.NAME, FieldType.TEXT):
        return Fact(f"{earlier.value}; {later.value}", earlier.cell)
    first, second = earlier.cell, later.cell
    assert first is not None
    assert second is not None
    return Fact(
        None,
        first,
        f"'{first.header}' says {first.text} and '{second.header}' ({second.ref}) says {second.text}",
    )


def _describes_party(given: _Given) -> bool:
    field = given.column.field
    if given.fact.value is None:
        return False
    if field.type is FieldType.IDENTIFIER:
        return field.identifier is not IdentifierKind.ISIN
    return (
        field.type is FieldType.COUNTRY
        or field.id in _PARTY_FIELDS
        or (field.role is not None and field.type is FieldType.DATE)
    )


@dataclass(slots=True)
class _Traits:
    """What the columns of one row say of the party in one role."""

    kind: PartyKind | None = None
    birth_date: DateSpan | None = None
    gender: str | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    cell: Cell | None = None

    def add(self, given: _Given) -> None:
        field, value = given.column.field, given.fact.value
        if field.type is FieldType.COUNTRY:
            self.countries = tuple(dict.fromkeys((*self.countries, str(value))))
        elif field.type is FieldType.IDENTIFIER:
            self.cell = self.cell or given.cell
            self.identifiers += (given.column.reader.identifier(given.cell.text),)
        elif isinstance(value, DateSpan):
            self.birth_date = self.birth_date or value
        elif field.id == "gender":
            self.gender = _GENDERS.get(str(value).casefold().rstrip("."))
        else:
            self.kind = PartyKind(str(value))


def _describe(parties: list[Party], described: Sequence[_Given]) -> list[Party]:
    """The parties with what other columns say of them; an identifier whose party has no name becomes a party of its own."""
    roles = [party.role for party in parties]
    traits: dict[Role, _Traits] = {}
    for given in described:
        role = given.column.field.role or owner_role(roles, given.column.field.identifier)
        traits.setdefault(role, _Traits()).add(given)
    for role, known in traits.items():
        own = [party for party in parties if party.role is role]
        if own and is_certain_owner(own):
            parties = [_with(party, known) if party.role is role else party for party in parties]
        elif known.identifiers:
            parties.append(_with(Party(role, "", cell=known.cell), known))
    return parties


def _with(party: Party, known: _Traits) -> Party:
    return Party(
        party.role,
        party.name,
        known.kind or party.kind,
        party.cell,
        known.birth_date,
        known.countries,
        known.identifiers,
        known.gender,
    )
