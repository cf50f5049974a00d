"""Consecutive rows of one sheet by columns: equal cells share what they say, and a row is put together only where it is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from screening.model.decision import Decision
from screening.model.entity import PartyKind
from screening.model.identifier import Identifier
from screening.model.record import Cell, Party, Record, Role, Row
from screening.model.row_facts import Layout, ReadCell, RowFacts

_make = tuple.__new__


class KnownCell:
    """What a cell says wherever it stands in its column: its reading, the names and the identifier in it.

    `plain`: there is no more to it, nothing to be noted, refused or implied. The last three are room for what is written of the cell and of the names in it
    in a line of a report, and of the cell in a journal, made once for all rows. Two are equal only if they are one.
    """

    __slots__ = ("identifier", "line", "line_names", "names", "plain", "read", "said")

    def __init__(
        self,
        read: ReadCell,
        names: tuple[str, ...] = (),
        identifier: Identifier | None = None,
        plain: bool = True,
    ) -> None:
        self.read = read
        self.names = names
        self.plain = plain
        self.identifier = identifier
        self.line: str | None = None
        self.line_names: tuple[str, ...] | None = None
        self.said: str | None = None


class Traits(NamedTuple):
    """All of a party but its name and cell; its birth date and its identifiers by the columns that state them (places)."""

    role: Role
    kind: PartyKind
    born: int | None
    countries: tuple[str, ...]
    numbers: tuple[int, ...]
    gender: str | None


class Pattern:
    """What rows have in common whose cells describe their parties alike: by naming column, the traits of each party that its cell names."""

    __slots__ = ("issuers", "kinds", "parties")

    def __init__(self, parties: tuple[tuple[Traits, ...], ...]) -> None:
        self.parties = parties
        self.kinds = tuple(tuple(each.kind for each in of_cell) for of_cell in parties)
        every = (each for of_cell in parties for each in of_cell)
        self.issuers = tuple(each.countries for each in every if each.role is Role.ISSUER)


class Places(NamedTuple):
    """Columns by their place in the layout: those that name parties, in the order of the parties, and those that state parties' identifiers."""

    naming: tuple[int, ...]
    identifying: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows in their order: `rows` holds each that is no plain one, and None for the next plain one.

    Of the plain ones `numbers` are the rows' numbers, `columns` the cells by column, `patterns` how their parties are described; all equally long.
    """

    file: str
    sheet: str
    rows: Sequence[Row | None]
    layout: Layout
    places: Places
    numbers: Sequence[int]
    columns: Sequence[Sequence[KnownCell]]
    patterns: Sequence[Pattern]

    def chosen(self, places: Sequence[int]) -> "Block":
        """The plain rows at these places alone; `rows` are no longer those of a sheet."""
        if len(places) == len(self.numbers):
            return self
        return replace(
            self,
            rows=(None,) * len(places),
            numbers=[self.numbers[at] for at in places],
            columns=tuple([column[at] for at in places] for column in self.columns),
            patterns=[self.patterns[at] for at in places],
        )

    def column(self, field: str) -> Sequence[KnownCell] | None:
        """The cells of the column that states a field; None where there is no such column."""
        place = self.layout.at.get(field)
        return None if place is None else self.columns[place]

    def record_id(self, at: int) -> str:
        """What a plain row is called."""
        column = self.column("record_id")
        return "" if column is None else str(column[at].read.value or "")

    def record(self, at: int) -> Record:
        """A plain row as a record."""
        number = self.numbers[at]
        cells = tuple([column[at].read for column in self.columns])
        facts = RowFacts(self.layout, number, cells)
        return Record(self.file, self.sheet, number, self.record_id(at), self.parties(at), facts)

    def parties(self, at: int) -> tuple[Party, ...]:
        """The parties of a plain row."""
        layout, columns, number = self.layout, self.columns, self.numbers[at]
        parties: list[Party] = []
        for place, traits in zip(self.places.naming, self.patterns[at].parties, strict=True):
            if not traits:
                continue
            known = columns[place][at]
            # Made for every party of a large file: the tuples themselves, without the named tuples' own constructors.
            cell = _make(Cell, (f"{layout.letters[place]}{number}", layout.headers[place], known.read.text))
            for name, (role, kind, born, countries, numbers, gender) in zip(known.names, traits, strict=True):
                birth = None if born is None else columns[born][at].read.value
                identifiers = tuple([columns[each][at].identifier for each in numbers])
                parties.append(_make(Party, (role, name, kind, cell, birth, countries, identifiers, gender)))
        return tuple(parties)

    def every(self) -> Iterator[Row]:
        """Every row, in order."""
        plain = iter(range(len(self.numbers)))
        for row in self.rows:
            yield self.record(next(plain)) if row is None else row


@dataclass(frozen=True, slots=True)
class AnsweredBlock:
    """The answers to a block's rows in their order, skipped rows left out: a decision, or the place of a plain row of which there is nothing to say but `clear`.

    `clear` is the decision of such a row without what is the row's own: its number, id and record.
    """

    block: Block
    answers: Sequence[Decision | int]
    clear: Decision

    def unremarkable(self) -> Block:
        """The plain rows that are clear without more to say."""
        return self.block.chosen([each for each in self.answers if isinstance(each, int)])

    def decisions(self) -> Iterator[Decision]:
        """The decision of every row."""
        for each in self.answers:
            yield self._clear(each) if isinstance(each, int) else each

    def _clear(self, at: int) -> Decision:
        block, clear = self.block, self.clear
        return Decision(
            block.file,
            block.sheet,
            block.numbers[at],
            block.record_id(at),
            clear.verdict,
            clear.reasons,
            record=block.record(at),
            editions=clear.editions,
        )
