"""Rows of a sheet to records: parties, facts and data-quality notes, or the reason why a row is none."""

import datetime as dt
from collections.abc import Sequence

from screening.model import (
    DECISIVE,
    Cell,
    Fact,
    Field,
    FieldType,
    Note,
    Party,
    Record,
    Role,
    Row,
    SkippedRow,
    UnreadableRow,
    Vocabulary,
)
from screening.tables.cells import CellValue, RawRow, is_blank, text_of
from screening.tables.description import (
    Given,
    ReadColumn,
    composed_party,
    describe,
    describes_party,
)
from screening.tables.facts import SHOWS, FactReader
from screening.tables.mapping import PlannedColumn
from screening.tables.parties import names_in, names_in_narrative
from screening.tables.quality import code_problems, identifier_problem, name_problem
from screening.tables.skips import SkipRules
from screening.values import DateOrder


class RowReader:
    """Turns the raw rows of one sheet into records, one answer a row."""

    def __init__(
        self,
        file: str,
        sheet: str,
        columns: Sequence[PlannedColumn],
        vocabulary: Vocabulary,
        skips: SkipRules,
        *,
        width: int | None = None,
        date_order: DateOrder | None = None,
        day_zero: dt.date = dt.date(1899, 12, 30),
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._vocabulary = vocabulary
        self._width = width
        self._skips = skips
        self._second_table = 0
        self._columns = [
            _column(column, column.field, date_order, day_zero)
            for column in columns
            if column.field is not None
        ]
        self._shared = len({column.field.id for column in self._columns}) < len(self._columns)

    def read(self, raw: RawRow) -> Row:
        """The record of one row; a blank row or a total line is skipped, a row without anything to screen is unreadable."""
        no_record = self._no_record(raw)
        if no_record is not None:
            return no_record
        givens = [self._given(column, raw.values, raw.number) for column in self._columns]
        facts = self._facts(givens)
        notes: list[Note] = []
        parties = self._parties(givens, notes)
        record_id = str(facts["record_id"].value or "") if "record_id" in facts else ""
        if (failing := self._unscreenable(givens, parties, facts)) is not None:
            reason, cell = failing
            return UnreadableRow(self._file, self._sheet, raw.number, reason, record_id, cell)
        self._add_notes(givens, notes)
        return Record(self._file, self._sheet, raw.number, record_id, tuple(parties), facts, tuple(notes))

    def _no_record(self, raw: RawRow) -> UnreadableRow | SkippedRow | None:
        if raw.problem is not None:
            return self._unreadable(raw, raw.problem)
        if all(value == "" or is_blank(value) for value in raw.values):
            return SkippedRow(self._file, self._sheet, raw.number, "blank row")
        skipped = self._skips.reason(raw.values)
        if skipped is not None:
            return SkippedRow(self._file, self._sheet, raw.number, skipped)
        if self._second_table or self._skips.starts_a_table(raw.values):
            self._second_table = self._second_table or raw.number
            return self._unreadable(
                raw, f"another table begins in row {self._second_table}; put it on a sheet of its own"
            )
        if self._width is not None and any(not is_blank(value) for value in raw.values[self._width :]):
            return self._unreadable(
                raw,
                f"the row has {len(raw.values)} cells under {self._width} headers: its cells may be shifted",
            )
        return None

    def _unreadable(self, raw: RawRow, reason: str) -> UnreadableRow:
        return UnreadableRow(self._file, self._sheet, raw.number, reason)

    def _given(self, column: ReadColumn, values: Sequence[CellValue], number: int) -> Given:
        value = values[column.index] if column.index < len(values) else ""
        cell = Cell(
            f"{column.letter}{number}", column.header, value.strip() if type(value) is str else text_of(value)
        )
        known, problem = column.reader.read(value)
        return Given(column, cell, Fact(known, cell, problem))

    def _facts(self, givens: Sequence[Given]) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for given in givens:
            field = given.column.field
            earlier = facts.get(field.id) if self._shared else None
            facts[field.id] = given.fact if earlier is None else _together(field, earlier, given.fact)
        for given in givens:
            if given.column.field.type is FieldType.TERM and given.fact.value is not None:
                self._imply(given, facts)
        return facts

    def _imply(self, given: Given, facts: dict[str, Fact]) -> None:
        """A term may state other facts ("auction purchase" is of the primary market): they fill what no cell states."""
        term = self._vocabulary.term(given.column.field.id, str(given.fact.value))
        for field_id, value in term.implies if term else ():
            stated = facts.get(field_id)
            if stated is None or (stated.value is None and stated.cell is not None and not stated.cell.text):
                facts[field_id] = Fact(value, given.cell)

    def _parties(self, givens: Sequence[Given], notes: list[Note]) -> list[Party]:
        parties: list[Party] = []
        for given in givens:
            field = given.column.field
            if field.type is not FieldType.NAME or given.fact.value is None:
                continue
            names = names_in(given.cell.text)
            if len(names) > 1:
                notes.append(Note(f"{len(names)} names are screened from one cell", given.cell.ref))
            parties += [Party(field.role or Role.PARTY, name, field.party_kind, given.cell) for name in names]
        parties += composed_party(givens)
        for given in givens:
            if given.column.field.id == "narrative" and given.fact.value is not None:
                names = names_in_narrative(given.cell.text)
                parties += [Party(Role.NARRATIVE, name, cell=given.cell) for name in names]
        described = [given for given in givens if describes_party(given)]
        return describe(parties, described) if described else parties

    def _screenable(self, parties: Sequence[Party], facts: dict[str, Fact]) -> bool:
        if any(party.name and party.role is not Role.NARRATIVE for party in parties):
            return True
        if any(number.kind in DECISIVE for party in parties for number in party.identifiers):
            return True
        return any(facts[key].value is not None for key in ("isin", "security") if key in facts)

    def _unscreenable(
        self, givens: Sequence[Given], parties: Sequence[Party], facts: dict[str, Fact]
    ) -> tuple[str, str | None] | None:
        """Why the row cannot be answered for, and its cell; a party that nobody can read is never clear because another one can be read."""
        named = [given for given in givens if given.column.field.type is FieldType.NAME]
        broken = next((given for given in named if _shows_error(given)), None)
        if broken is not None:
            return f"no name to screen in '{broken.column.header}': {broken.fact.problem}", broken.cell.ref
        if self._screenable(parties, facts):
            return None
        return "no name to screen", named[0].cell.ref if named else None

    def _add_notes(self, givens: Sequence[Given], notes: list[Note]) -> None:
        for given in givens:
            field, fact = given.column.field, given.fact
            if fact.value is None:
                continue
            if field.type is FieldType.NAME:
                if problem := name_problem(given.cell.text, given.column.cut_length):
                    notes.append(Note(problem, given.cell.ref))
            elif field.type is FieldType.IDENTIFIER:
                if problem := identifier_problem(given.column.reader.identifier(given.cell.text)):
                    notes.append(Note(problem, given.cell.ref))
            elif field.id == "security":
                notes.extend(Note(problem, given.cell.ref) for problem in code_problems(given.cell.text))


def _column(
    planned: PlannedColumn, field: Field, date_order: DateOrder | None, day_zero: dt.date
) -> ReadColumn:
    proved = planned.profile.orders
    order = next(iter(proved)) if len(proved) == 1 else date_order
    reader = FactReader(field, order, mixed_orders=len(proved) > 1, day_zero=day_zero)
    return ReadColumn(
        planned.index, planned.letter, planned.header, field, reader, planned.profile.cut_length
    )


def _shows_error(given: Given) -> bool:
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
