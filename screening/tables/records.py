"""Rows of a sheet to records: parties, facts and data-quality notes, or the reason why a row is none."""

import datetime as dt
from collections.abc import Mapping, Sequence

from screening.model import (
    DECISIVE,
    Block,
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
from screening.tables.column_roles import SheetColumns
from screening.tables.description import (
    Given,
    cell_of,
    composed_party,
    describe,
)
from screening.tables.facts import hides_a_name
from screening.tables.known_cells import CellReader
from screening.tables.parties import hides_names, names_in, names_in_narrative
from screening.tables.plain_rows import PlainRead, PlainRows
from screening.tables.planned import PlannedColumn
from screening.tables.quality import (
    is_garbled,
    misplaced_name,
    repaired,
)
from screening.tables.raws import RawRows, Raws
from screening.tables.repeats import linked
from screening.tables.skips import SkipRules
from screening.tables.territories import TERRITORY, Territories
from screening.values import DateOrder, names_paper

_Failing = tuple[str, str | None, str]
"""Why a row cannot be answered for, its cell, and the reason without the row's values."""
_make = tuple.__new__
# Distinct values of a column whose doubts are remembered.
_REMEMBERED = 50_000


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
        today: dt.date | None = None,
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._vocabulary = vocabulary
        self._width = width
        self._skips = skips
        # The number of the row with which another table began on this sheet; 0 before.
        self.second_table = 0
        self._at = SheetColumns(
            columns, Territories(vocabulary), date_order=date_order, day_zero=day_zero, today=today
        )
        self._columns = self._at.columns
        self._readers = [
            (each.index, each.letter, each.header, each.known, each.reader.read) for each in self._columns
        ]
        look = CellReader(self._at, vocabulary, skips).look
        self._plain = PlainRows(file, sheet, self._at, look, width)

    def block(self, raws: Raws, repeats: Mapping[int, int]) -> Block:
        """The answers to consecutive rows; `repeats` gives by row number the first row that says the same."""
        plain = self._plain.read(raws if not self.second_table else RawRows(()))
        rows: list[Row | None] = [None] * len(raws)
        if len(plain.places) < len(raws):
            plain = self._read_others(raws, repeats, plain, rows)
        return self._plain.block(plain, rows, repeats)

    def _read_others(
        self, raws: Raws, repeats: Mapping[int, int], plain: PlainRead, rows: list[Row | None]
    ) -> PlainRead:
        """Read those that are not plain into `rows`; below the beginning of another table none is plain any more."""
        taken = frozenset(plain.places)
        for place in range(len(raws)):
            if place in taken:
                continue
            raw = raws.row(place)
            rows[place] = linked(self.read(raw), repeats.get(raw.number, 0))
            if self.second_table and taken:
                plain, taken = plain.before(place), frozenset()
        return plain

    def read(self, raw: RawRow) -> Row:
        """The record of one row, read with a look at each rule; a blank row or a total line is skipped, a row without anything to screen is unreadable."""
        no_record = self._no_record(raw)
        if no_record is not None:
            return no_record
        row = self._facts_of(raw)
        facts = self._facts(row)
        self._add_territory(raw, facts)
        notes: list[Note] = []
        parties = self._parties(row, notes)
        record_id = str(facts["record_id"].value or "") if "record_id" in facts else ""
        if (failing := self._unscreenable(row, parties, facts)) is not None:
            return UnreadableRow(self._file, self._sheet, raw.number, failing[0], record_id, *failing[1:])
        self._add_notes(row, notes)
        return Record(self._file, self._sheet, raw.number, record_id, tuple(parties), facts, tuple(notes))

    def _no_record(self, raw: RawRow) -> UnreadableRow | SkippedRow | None:
        if raw.problem is not None:
            return self._unreadable(raw, raw.problem)
        if _is_blank_row(raw.values):
            return SkippedRow(self._file, self._sheet, raw.number, "blank row")
        skipped = self._skips.reason(raw.values)
        if skipped is not None:
            return SkippedRow(self._file, self._sheet, raw.number, skipped)
        if self.second_table or self._skips.starts_a_table(raw.values):
            self.second_table = self.second_table or raw.number
            return self._unreadable(
                raw, f"another table begins in row {self.second_table}; put it on a sheet of its own"
            )
        width = self._width
        if width is not None and len(raw.values) > width and not _is_blank_row(raw.values[width:]):
            return self._unreadable(
                raw,
                f"the row has {len(raw.values)} cells under {width} headers: its cells may be shifted",
            )
        return None

    def _unreadable(self, raw: RawRow, reason: str) -> UnreadableRow:
        return UnreadableRow(self._file, self._sheet, raw.number, reason)

    def _facts_of(self, raw: RawRow) -> list[Fact]:
        """One fact for each mapped column, in the order of the columns."""
        number, values = raw.number, raw.values
        width = len(values)
        facts: list[Fact] = []
        digits = str(number)
        for index, letter, header, known, read in self._readers:
            value = values[index] if index < width else ""
            fact, problem = known.get(value) or read(value)
            text = value.strip() if type(value) is str else text_of(value)
            # Made a million times over: the tuple itself, without the named tuple's own constructor.
            cell = _make(Cell, (letter + digits, header, text))
            facts.append(_make(Fact, (fact, cell, problem)))
        return facts

    def _facts(self, row: Sequence[Fact]) -> dict[str, Fact]:
        facts = dict(zip(self._at.keys, row, strict=True))
        if self._at.shared:
            facts = {}
            for column, fact in zip(self._columns, row, strict=True):
                earlier = facts.get(column.field.id)
                facts[column.field.id] = fact if earlier is None else _together(column.field, earlier, fact)
        facts |= self._at.stated
        for place in self._at.terms:
            if row[place].value is not None:
                self._imply(self._columns[place].field, row[place], facts)
        return facts

    def _add_territory(self, raw: RawRow, facts: dict[str, Fact]) -> None:
        """The territory that the row's countries, texts and places name, where no column states one."""
        if TERRITORY in facts:
            return
        cells = [
            Cell(f"{letter}{raw.number}", header, text_of(raw.values[index]))
            for index, letter, header in self._at.placing
            if index < len(raw.values)
        ]
        named = self._at.territories.fact(cells)
        if named is not None:
            facts[TERRITORY] = named

    def _imply(self, field: Field, fact: Fact, facts: dict[str, Fact]) -> None:
        """A term may state other facts ("auction purchase" is of the primary market): they fill what no cell states."""
        term = self._vocabulary.term(field.id, str(fact.value))
        for field_id, value in term.implies if term else ():
            stated = facts.get(field_id)
            if stated is None or (stated.value is None and stated.cell is not None and not stated.cell.text):
                facts[field_id] = Fact(value, fact.cell)

    def _givens(self, places: Sequence[int], row: Sequence[Fact]) -> list[Given]:
        columns = self._columns
        return [_make(Given, (columns[place], row[place])) for place in places if row[place][0] is not None]

    def _parties(self, row: Sequence[Fact], notes: list[Note]) -> list[Party]:
        parties: list[Party] = []
        for column, fact in self._givens(self._at.names, row):
            cell = cell_of(fact)
            names = names_in(cell.text)
            if len(names) > 1:
                notes.append(Note(f"{len(names)} names are screened from one cell", cell.ref))
            if not cell.text.isascii() and is_garbled(cell.text) and (likely := repaired(cell.text)):
                names = (*names, *names_in(likely))
            role = column.field.role or Role.PARTY
            parties += [Party(role, name, column.field.party_kind, cell) for name in names]
        for places in self._at.parts:
            parties += composed_party(self._givens(places, row))
        for _, fact in self._givens(self._at.narratives, row):
            cell = cell_of(fact)
            parties += [Party(Role.NARRATIVE, name, cell=cell) for name in names_in_narrative(cell.text)]
            if hides_names(cell.text):
                notes.append(
                    Note(
                        "written in capitals throughout: only names spelled as they are listed are found in this text",
                        cell.ref,
                    )
                )
        described = self._givens(self._at.describing, row)
        return describe(parties, described) if described else parties

    def _screenable(self, parties: Sequence[Party], facts: dict[str, Fact]) -> bool:
        if any(party.name and party.role is not Role.NARRATIVE for party in parties):
            return True
        if any(number.kind in DECISIVE for party in parties for number in party.identifiers):
            return True
        return any(facts[key].value is not None for key in ("isin", "security") if key in facts)

    def _unknown_security(
        self, row: Sequence[Fact], parties: Sequence[Party], facts: dict[str, Fact]
    ) -> _Failing | None:
        """Of a row that states nothing but a security's number, where the number is none."""
        named = any(party.name or party.identifiers for party in parties)
        if named or ("security" in facts and facts["security"].value is not None):
            return None
        for column, fact in self._givens(self._at.securities, row):
            cell = cell_of(fact)
            if column.reader.identifier(cell.text).valid is False and not names_paper(cell.text):
                return (
                    f"no name to screen, and in '{cell.header}' '{cell.text}' is no ISIN: its check digit fails",
                    cell.ref,
                    f"no name to screen, and in '{cell.header}' no ISIN",
                )
        return None

    def _unscreenable(
        self, row: Sequence[Fact], parties: Sequence[Party], facts: dict[str, Fact]
    ) -> _Failing | None:
        """Why the row cannot be answered for; a party that nobody can read is never clear because another one can be read."""
        for place in self._at.names:
            if row[place].value is None and hides_a_name(row[place].problem):
                cell = cell_of(row[place])
                kind = f"no name to screen in '{cell.header}'"
                return f"{kind}: {row[place].problem}", cell.ref, kind
        if self._screenable(parties, facts):
            return self._unknown_security(row, parties, facts) if self._at.securities else None
        for place in self._at.names:
            cell = cell_of(row[place])
            if cell.text and row[place].value is None:
                reason = f"no name to screen: in '{cell.header}' {row[place].problem or 'is no name'}"
                return reason, cell.ref, f"no name to screen in '{cell.header}'"
        return "no name to screen", cell_of(row[self._at.names[0]]).ref if self._at.names else None, ""

    def _add_notes(self, row: Sequence[Fact], notes: list[Note]) -> None:
        for place in self._at.identified:
            fact = row[place]
            if fact.value is None and fact.problem is not None and cell_of(fact).text:
                notes.append(Note(fact.problem, cell_of(fact).ref))
        for place in self._at.countries:
            fact = row[place]
            if (
                fact.value is None
                and fact.problem is not None
                and (doubt := misplaced_name(cell_of(fact).text, "country"))
            ):
                notes.append(Note(doubt.text, cell_of(fact).ref, doubt.kind))
        for column, fact in self._givens(self._at.checked, row):
            cell = cell_of(fact)
            doubts = column.doubts.get(cell.text)
            if doubts is None:
                doubts = tuple(self._at.doubts(column, fact, cell))
                if len(column.doubts) < _REMEMBERED:
                    column.doubts[cell.text] = doubts
            if doubts:
                notes.extend(Note(doubt.text, cell.ref, doubt.kind) for doubt in doubts)


def _is_blank_row(values: Sequence[CellValue]) -> bool:
    return all(value == "" or is_blank(value) for value in values)


def _together(field: Field, earlier: Fact, later: Fact) -> Fact:
    """Two columns that state one fact: what both say, or the only one that says something; unknown where they differ."""
    if later.value is None or earlier.value == later.value:
        # An unreadable cell beside a readable one leaves the fact in doubt only if there is no other.
        return earlier if earlier.value is not None or later.problem == "blank cell" else later
    if earlier.value is None:
        return later
    if field.type in (FieldType.NAME, FieldType.TEXT):
        return Fact(f"{earlier.value}; {later.value}", earlier.cell)
    first, second = cell_of(earlier), cell_of(later)
    return Fact(
        None,
        first,
        f"'{first.header}' says {first.text} and '{second.header}' ({second.ref}) says {second.text}",
    )
