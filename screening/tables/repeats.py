"""Rows that say in every cell what an earlier row says: both are kept, and the later one names the earlier."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from screening.model import Note, Record, Row
from screening.tables.cells import Grid, RawRow
from screening.tables.delimited import DelimitedGrid
from screening.tables.raws import RawRows, Raws
from screening.tables.stretches import batches as text_batches

# Rows that are read together.
_AT_ONCE = 2_000


def batches(grid: Grid) -> Iterator[Raws]:
    """Every row of a sheet, many at a time."""
    if isinstance(grid, WatchedGrid):
        return grid.batches()
    known = text_batches(grid.path, grid.form) if isinstance(grid, DelimitedGrid) else None
    return known if known is not None else _some_of(iter(grid.rows()))


def _some_of(rows: Iterator[RawRow]) -> Iterator[Raws]:
    while some := list(islice(rows, _AT_ONCE)):
        yield RawRows(some)


@dataclass(frozen=True, slots=True)
class Repeats:
    """The rows that say the same as an earlier one, by their numbers, which rise, and beside each the number of the first that says it."""

    numbers: NDArray[np.int64]
    firsts: NDArray[np.int64]

    def within(self, first: int, last: int) -> dict[int, int]:
        """Those of the rows from one number to another."""
        some = slice(*np.searchsorted(self.numbers, (first, last + 1)).tolist())
        return dict(zip(self.numbers[some].tolist(), self.firsts[some].tolist(), strict=True))


NO_REPEATS = Repeats(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


@dataclass(slots=True)
class WatchedGrid:
    """A sheet whose first full reading remembers what is there twice: eight bytes a row while it goes on, only the repeated rows after it."""

    grid: Grid
    _read_once: bool = False
    _numbers: NDArray[np.int64] = field(default_factory=lambda: NO_REPEATS.numbers)
    _marks: NDArray[np.int64] = field(default_factory=lambda: NO_REPEATS.numbers)

    @property
    def name(self) -> str:
        return self.grid.name

    @property
    def hidden(self) -> bool:
        return self.grid.hidden

    @property
    def merged(self) -> tuple[tuple[int, int, int, int], ...]:
        return self.grid.merged

    @property
    def notes(self) -> tuple[str, ...]:
        return self.grid.notes

    def rows(self) -> Iterator[RawRow]:
        """Every row, as the sheet gives it."""
        return chain.from_iterable(each.rows() for each in self.batches())

    def batches(self) -> Iterator[Raws]:
        """Every row, many at a time."""
        if self._read_once:
            yield from batches(self.grid)
            return
        marks = array("q")
        first = 0
        for batch in batches(self.grid):
            first = first or batch.first
            marks.extend(batch.marks())
            yield batch
        self._keep(first, np.frombuffer(marks, dtype=np.int64))

    def _keep(self, first: int, marks: NDArray[np.int64]) -> None:
        # Rows are numbered one after the other.
        rising = np.sort(marks)
        twice = np.unique(rising[1:][rising[1:] == rising[:-1]])
        places = np.searchsorted(twice, marks)
        found = (
            np.flatnonzero(twice[np.minimum(places, len(twice) - 1)] == marks) if len(twice) else places[:0]
        )
        self._numbers, self._marks = found + first, marks[found]
        self._read_once = True

    def repeats(self, first: int) -> Repeats:
        """The rows that say in every cell what an earlier one says, from row number `first` on."""
        some = self._numbers >= first
        numbers, marks = self._numbers[some], self._marks[some]
        _, starts, groups = np.unique(marks, return_index=True, return_inverse=True)
        firsts = numbers[starts][groups]
        later = firsts < numbers
        return Repeats(numbers[later], firsts[later])


def linked(row: Row, first: int) -> Row:
    """The record with a note of the first row that says the same (0: there is none)."""
    if not first or not isinstance(row, Record):
        return row
    return replace(row, notes=(*row.notes, Note(f"every cell is the same as in row {first}")))
