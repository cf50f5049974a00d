"""Rows of which there is nothing to say but what their cells state: nearly all of a large file, read without a look at each rule."""

from collections.abc import Callable, Sequence

from screening.model import (
    Cell,
    DateSpan,
    Fact,
    Layout,
    Party,
    PartyKind,
    Record,
    Role,
    RowFacts,
)
from screening.tables.cells import CellValue, RawRow, text_of
from screening.tables.column_roles import SheetColumns
from screening.tables.description import Given, composed_party, describe
from screening.tables.known_cells import Known
from screening.tables.territories import NONE_NAMED, TERRITORY

_make = tuple.__new__
# Distinct cells of a column, and distinct descriptions of parties, that are remembered; then the memory begins anew.
_REMEMBERED = 1 << 14


# Of a party, all but its name and cell: role, kind, birth date, countries, the columns of its identifiers, gender.
_Traits = tuple[Role, PartyKind, DateSpan | None, tuple[str, ...], tuple[int, ...], str | None]


class PlainRows:
    """Reads plain rows: a row that names somebody, and of none of whose cells anything is to be noted, refused or implied."""

    def __init__(
        self,
        file: str,
        sheet: str,
        at: SheetColumns,
        look: Callable[[int, CellValue], Known],
        most: int | None,
    ) -> None:
        """`look` reads a cell that is met for the first time; a row wider than `most` is not plain."""
        self._file = file
        self._sheet = sheet
        columns = at.columns
        self._columns = columns
        self._places = at
        self._identifying = tuple(each for each in at.describing if each in at.identified)
        self._look = look
        self._memory: tuple[dict[CellValue, Known], ...] = tuple({} for _ in columns)
        self._cells = [
            (column.index, place, memory.get)
            for place, (column, memory) in enumerate(zip(columns, self._memory, strict=True))
        ]
        # A row states its territory, or none that it names is one; unmapped columns may name it too.
        adds_territory = bool(at.territories.known and at.placing and TERRITORY not in at.keys)
        mapped = {column.index for column in columns}
        silent = [index for index, _, _ in at.placing if adds_territory and index not in mapped]
        self._silent = tuple(silent)
        self._said_nothing: dict[int, set[str]] = {index: set() for index in silent}
        self._least = max((*mapped, *silent), default=-1) + 1
        self._most = most
        self._layout = Layout(
            tuple(column.field.id for column in columns),
            tuple(column.letter for column in columns),
            tuple(column.header for column in columns),
            {TERRITORY: Fact(NONE_NAMED)} if adds_territory else {},
        )
        self._id = self._layout.at.get("record_id")
        self._saying = tuple(each for each in at.describing if each not in at.identified)
        self._naming = (*at.names, *at.narratives)
        self._described: dict[object, tuple[_Traits, ...]] = {}

    def read(self, raw: RawRow) -> Record | None:
        """The row's record; None where the row is not plain."""
        number, values, problem = raw
        width = len(values)
        if problem is not None or width < self._least or (self._most is not None and width > self._most):
            return None
        known: list[Known] = []
        for index, place, find in self._cells:
            value = values[index]
            found = find(value) or self._learn(place, value)
            if not found[2]:
                return None
            known.append(found)
        for place in self._places.names:
            if known[place][1]:
                break
        else:
            return None
        if self._silent and not self._says_nothing(values):
            return None
        facts = RowFacts(self._layout, number, tuple([each[0] for each in known]))
        parties = self._parties(known, facts)
        record_id = str(known[self._id][0][0] or "") if self._id is not None else ""
        return Record(self._file, self._sheet, number, record_id, parties, facts)

    def _learn(self, place: int, value: CellValue) -> Known:
        found = self._look(place, value)
        # Numbers are not remembered: 1, 1.0 and TRUE would be one.
        if type(value) is str:
            memory = self._memory[place]
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[value] = found
        return found

    def _says_nothing(self, values: Sequence[CellValue]) -> bool:
        for index in self._silent:
            value, heard = values[index], self._said_nothing[index]
            if type(value) is str and value in heard:
                continue
            if self._places.territories.named(text_of(value)):
                return False
            if type(value) is str:
                if len(heard) >= _REMEMBERED:
                    heard.clear()
                heard.add(value)
        return True

    def _parties(self, known: Sequence[Known], facts: RowFacts) -> tuple[Party, ...]:
        if self._places.parts:
            return self._made(known, facts)
        # What is said of the parties turns on which columns name how many, on what the describing ones say, and on which give a number; on no name.
        key = (
            tuple([len(known[place][1]) for place in self._naming]),
            tuple([known[place][0] for place in self._saying]),
            tuple([known[place][3] is not None for place in self._identifying]),
        )
        traits = self._described.get(key)
        if traits is None:
            return self._first_made(key, known, facts)
        layout, row, at = self._layout, facts.row, 0
        parties: list[Party] = []
        for place in self._naming:
            read, names, _, _ = known[place]
            if not names:
                continue
            cell = _make(Cell, (f"{layout.letters[place]}{row}", layout.headers[place], read[2]))
            for name in names:
                role, kind, born, countries, numbers, gender = traits[at]
                at += 1
                identifiers = tuple([known[each][3] for each in numbers]) if numbers else ()
                parties.append(_make(Party, (role, name, kind, cell, born, countries, identifiers, gender)))
        return tuple(parties)

    def _first_made(self, key: object, known: Sequence[Known], facts: RowFacts) -> tuple[Party, ...]:
        parties = self._made(known, facts)
        numbers = [(known[place].identifier, place) for place in self._identifying]
        given = {number: place for number, place in numbers if number is not None}
        distinct = len(given) == sum(1 for number, _ in numbers if number is not None)
        if distinct and len(parties) == sum(len(known[place].names) for place in self._naming):
            if len(self._described) >= _REMEMBERED:
                self._described.clear()
            self._described[key] = tuple(
                (
                    each.role,
                    each.kind,
                    each.birth_date,
                    each.countries,
                    tuple(given[number] for number in each.identifiers),
                    each.gender,
                )
                for each in parties
            )
        return parties

    def _made(self, known: Sequence[Known], facts: RowFacts) -> tuple[Party, ...]:
        parties: list[Party] = []
        for place in self._places.names:
            field = self._columns[place].field
            for name in known[place].names:
                cell = facts[field.id].cell
                parties.append(Party(field.role or Role.PARTY, name, field.party_kind, cell))
        for places in self._places.parts:
            parties += composed_party(self._givens(places, facts))
        for place in self._places.narratives:
            cell = facts[self._columns[place].field.id].cell
            parties += [Party(Role.NARRATIVE, name, cell=cell) for name in known[place].names]
        described = self._givens(self._places.describing, facts)
        return tuple(describe(parties, described) if described else parties)

    def _givens(self, places: Sequence[int], facts: RowFacts) -> list[Given]:
        given = ((self._columns[place], facts[self._columns[place].field.id]) for place in places)
        return [Given(column, fact) for column, fact in given if fact.value is not None]
