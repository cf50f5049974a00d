"""Rows of which there is nothing to say but what their cells state: nearly all of a large file, read column by column."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from screening.model import (
    Block,
    Fact,
    FieldType,
    KnownCell,
    Layout,
    Party,
    Pattern,
    Places,
    Record,
    Role,
    Row,
    RowFacts,
    Traits,
)
from screening.tables.cells import CellValue, text_of
from screening.tables.column_roles import SheetColumns
from screening.tables.description import Given, composed_party, describe
from screening.tables.raws import NONE, Raws
from screening.tables.repeats import linked
from screening.tables.territories import NONE_NAMED, TERRITORY

# Distinct cells of a column, and distinct descriptions of parties, that are remembered.
_REMEMBERED = 1 << 14
# The share of new cells from which on a column is not worth remembering.
_MOSTLY_NEW = 0.75
# What is equal among these is the same.
_REMEMBERED_TYPES = {str, dt.datetime}
_UNKNOWN = Pattern(())


@dataclass(frozen=True, slots=True)
class PlainRead:
    """Plain rows by column: their places among all rows, their numbers, and the cells of each column."""

    places: Sequence[int]
    numbers: Sequence[int]
    columns: list[list[KnownCell]]

    def before(self, place: int) -> "PlainRead":
        """Those that stand before a place."""
        count = bisect_left(self.places, place)
        return PlainRead(self.places[:count], self.numbers[:count], [each[:count] for each in self.columns])

    def without(self, some: Collection[int]) -> "PlainRead":
        """All but some, by their order here."""
        if not some:
            return self
        kept = [at for at in range(len(self.places)) if at not in some]
        return PlainRead(
            [self.places[at] for at in kept],
            [self.numbers[at] for at in kept],
            [[column[at] for at in kept] for column in self.columns],
        )


class _Memory:
    """The cells of a column that were met: when there are too many, those go that were not met again since the last time."""

    def __init__(self) -> None:
        self._young: dict[CellValue, KnownCell] = {}
        self._old: dict[CellValue, KnownCell] = {}

    def found(self, values: Sequence[CellValue]) -> list[KnownCell | None]:
        """Each value's cell, None for one that is not remembered."""
        found = list(map(self._young.get, values))
        if self._old and None in found:
            again = {
                value: cell
                for value, known in zip(values, found, strict=True)
                if known is None and (cell := self._old.get(value)) is not None
            }
            if again:
                self.take(again)
                return [known or again.get(value) for value, known in zip(values, found, strict=True)]
        return found

    def take(self, cells: Mapping[CellValue, KnownCell]) -> None:
        """Remember these too."""
        if len(self._young) > _REMEMBERED:
            self._old, self._young = self._young, {}
        self._young.update(cells)


class PlainRows:
    """Reads plain rows: a row that names somebody, and of none of whose cells anything is to be noted, refused or implied."""

    def __init__(
        self,
        file: str,
        sheet: str,
        at: SheetColumns,
        look: Callable[[int, CellValue], KnownCell],
        most: int | None,
    ) -> None:
        """`look` reads a cell that is met for the first time; a row wider than `most` is not plain."""
        self._file = file
        self._sheet = sheet
        self._at = at
        self._look = look
        # The columns that have held a cell that is not plain.
        self._doubtful: dict[int, None] = {}
        self._memory = tuple(_Memory() for _ in at.columns)
        # A row states its territory, or none that it names is one; unmapped columns may name it too.
        adds_territory = bool(at.territories.known and at.placing and TERRITORY not in at.keys)
        mapped = {column.index for column in at.columns}
        self._silent = [index for index, _, _ in at.placing if adds_territory and index not in mapped]
        self._least = max((*mapped, *self._silent), default=-1) + 1
        self._most = most
        self.layout = Layout(
            tuple(column.field.id for column in at.columns),
            tuple(column.letter for column in at.columns),
            tuple(column.header for column in at.columns),
            at.stated | ({TERRITORY: Fact(NONE_NAMED)} if adds_territory else {}),
        )
        self._dated = tuple(each for each in at.describing if at.columns[each].field.type is FieldType.DATE)
        numbered = tuple(each for each in at.describing if each in at.identified)
        self._saying = tuple(each for each in at.describing if each not in numbered + self._dated)
        self.places = Places((*at.names, *at.narratives), numbered)
        self._patterns: dict[object, Pattern | None] = {}

    def read(self, raws: Raws) -> PlainRead:
        """Those of the rows that are plain."""
        # Where two columns state one fact, it takes a look at both.
        regular = raws.regular(self._least, self._most) if not self._at.shared else NONE
        columns = [
            self._known(place, regular.column(column.index)) for place, column in enumerate(self._at.columns)
        ]
        remarkable = self._naming_nobody(columns, len(regular.places))
        for place in self._doubtful:
            remarkable |= {at for at, cell in enumerate(columns[place]) if not cell.plain}
        for index in self._silent:
            remarkable |= self._placed(regular.column(index))
        return PlainRead(regular.places, regular.numbers, columns).without(remarkable)

    def _known(self, place: int, values: Sequence[CellValue]) -> list[KnownCell]:
        memory = self._memory[place]
        found = memory.found(values)
        if None not in found:
            return found  # type: ignore[return-value]  # as has just been seen
        new = [value for value, cell in zip(values, found, strict=True) if cell is None]
        if not set(map(type, new)) <= _REMEMBERED_TYPES:
            # Numbers are not remembered: 1, 1.0 and TRUE would be one.
            return [cell or self._looked_at(place, value) for value, cell in zip(values, found, strict=True)]
        met = {value: self._looked_at(place, value) for value in dict.fromkeys(new)}
        if len(met) <= _MOSTLY_NEW * len(values):
            memory.take(met)
        if len(new) == len(values):
            return list(map(met.__getitem__, values))
        return [cell or met[value] for value, cell in zip(values, found, strict=True)]

    def _looked_at(self, place: int, value: CellValue) -> KnownCell:
        cell = self._look(place, value)
        if not cell.plain:
            self._doubtful[place] = None
        return cell

    def _naming_nobody(self, columns: Sequence[Sequence[KnownCell]], count: int) -> set[int]:
        nobody: Iterable[int] = range(count)
        for place in self._at.names:
            column = columns[place]
            nobody = [at for at in nobody if not column[at].names]
        return set(nobody)

    def _placed(self, values: Sequence[CellValue]) -> set[int]:
        """The rows in which an unmapped cell names a territory."""
        named = self._at.territories.named
        said = {value for value in set(values) if named(text_of(value))}
        return {at for at, value in enumerate(values) if value in said} if said else set()

    def block(self, read: PlainRead, rows: list[Row | None], repeats: Mapping[int, int]) -> Block:
        """The plain rows as a block. `rows` holds those that are not plain in their places; of the plain ones, those are added to it as records
        that say the same as an earlier row (`repeats`, by number), and those whose parties are not one for each name."""
        patterns = self._described(read)
        single = {at for at, pattern in enumerate(patterns) if pattern is None} if None in patterns else set()
        if repeats:
            single |= {at for at, number in enumerate(read.numbers) if number in repeats}
        for at in single:
            number = read.numbers[at]
            rows[read.places[at]] = linked(self._record(read, at), repeats.get(number, 0))
        kept = read.without(single)
        described = [each for at, each in enumerate(patterns) if each is not None and at not in single]
        return Block(
            self._file, self._sheet, rows, self.layout, self.places, kept.numbers, kept.columns, described
        )

    def _described(self, read: PlainRead) -> list[Pattern | None]:
        """How the parties of each row are described; the first row of those that say the same of them tells."""
        keys = list(self._keys(read))
        if len(self._patterns) > _REMEMBERED:
            self._patterns.clear()
        known = self._patterns
        return [
            pattern if (pattern := known.get(key, _UNKNOWN)) is not _UNKNOWN else self._pattern(key, read, at)
            for at, key in enumerate(keys)
        ]

    def _keys(self, read: PlainRead) -> Iterable[object]:
        """What is said of the parties turns on which columns name how many, on what the describing ones say, and on which give a date or a number;
        on no name, number or birth date."""
        columns = read.columns
        counts = [[len(cell.names) for cell in columns[place]] for place in self.places.naming]
        said = [columns[place] for place in self._saying]
        dated = [[cell.read[0] is not None for cell in columns[place]] for place in self._dated]
        numbered = [
            [cell.identifier is not None for cell in columns[place]] for place in self.places.identifying
        ]
        return zip(*counts, *said, *dated, *numbered, strict=True)

    def _pattern(self, key: object, read: PlainRead, at: int) -> Pattern | None:
        """How the parties of a row are described; None where there is not one for each name, or where it is not plain which cell describes which."""
        cells = [column[at] for column in read.columns]
        numbers = [
            (cells[each].identifier, each) for each in self.places.identifying if cells[each].identifier
        ]
        dates = [
            (id(cells[each].read.value), each) for each in self._dated if cells[each].read.value is not None
        ]
        where = dict[object, int]([*numbers, *dates])
        if len(where) < len(numbers) + len(dates):
            return None
        made = self._patterns[key] = self._made_pattern(cells, self._facts(read, at), where)
        return made

    def _made_pattern(
        self, cells: Sequence[KnownCell], facts: RowFacts, where: Mapping[object, int]
    ) -> Pattern | None:
        parties = self._parties(cells, facts)
        counts = [len(cells[place].names) for place in self.places.naming]
        if self._at.parts or len(parties) != sum(counts):
            return None
        traits = iter(
            [
                Traits(
                    each.role,
                    each.kind,
                    None if each.birth_date is None else where[id(each.birth_date)],
                    each.countries,
                    tuple(where[number] for number in each.identifiers),
                    each.gender,
                )
                for each in parties
            ]
        )
        return Pattern(tuple(tuple(islice(traits, count)) for count in counts))

    def _facts(self, read: PlainRead, at: int) -> RowFacts:
        return RowFacts(self.layout, read.numbers[at], tuple([column[at].read for column in read.columns]))

    def _record(self, read: PlainRead, at: int) -> Record:
        facts = self._facts(read, at)
        parties = self._parties([column[at] for column in read.columns], facts)
        named = facts.get("record_id")
        record_id = str(named.value or "") if named is not None else ""
        return Record(self._file, self._sheet, read.numbers[at], record_id, parties, facts)

    def _parties(self, cells: Sequence[KnownCell], facts: RowFacts) -> tuple[Party, ...]:
        parties: list[Party] = []
        for place in self._at.names:
            field = self._at.columns[place].field
            cell, role = facts[field.id].cell, field.role or Role.PARTY
            parties += [Party(role, name, field.party_kind, cell) for name in cells[place].names]
        for places in self._at.parts:
            parties += composed_party(self._givens(places, facts))
        for place in self._at.narratives:
            cell = facts[self._at.columns[place].field.id].cell
            parties += [Party(Role.NARRATIVE, name, cell=cell) for name in cells[place].names]
        described = self._givens(self._at.describing, facts)
        return tuple(describe(parties, described) if described else parties)

    def _givens(self, places: Sequence[int], facts: RowFacts) -> list[Given]:
        given = ((self._at.columns[place], facts[self._at.columns[place].field.id]) for place in places)
        return [Given(column, fact) for column, fact in given if fact.value is not None]
