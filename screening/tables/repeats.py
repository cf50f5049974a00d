"""Rows that say in every cell what an earlier row says: both are kept, and the later one names the earlier."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from screening.model import Note, Record, Row
from screening.tables.cells import Grid, RawRow


@dataclass(slots=True)
class WatchedGrid:
    """A sheet whose first full reading remembers what is there twice: eight bytes a row while it goes on, only the repeats after it."""

    grid: Grid
    _read_once: bool = False
    _repeated: frozenset[int] = frozenset()
    _first: dict[int, int] = field(default_factory=dict)

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
        if self._read_once:
            yield from self.grid.rows()
            return
        marks = array("q")
        mark = marks.append
        for raw in self.grid.rows():
            mark(hash(tuple(raw[1])))
            yield raw
        seen, counts = np.unique(np.frombuffer(marks, dtype=np.int64), return_counts=True)
        self._repeated = frozenset(seen[counts > 1].tolist())
        self._read_once = True

    @property
    def repeats(self) -> bool:
        """Does any row say the same as another?"""
        return bool(self._repeated)

    def first_like(self, raw: RawRow) -> int:
        """The number of the first row that says in every cell what this one says, 0 where it is the first; rows are to be given in order."""
        if not self._repeated:
            return 0
        mark = hash(tuple(raw.values))
        if mark not in self._repeated:
            return 0
        first = self._first.setdefault(mark, raw.number)
        return first if first < raw.number else 0


def linked(row: Row, first: int) -> Row:
    """The record with a note of the first row that says the same (0: there is none)."""
    if not first or not isinstance(row, Record):
        return row
    return replace(row, notes=(*row.notes, Note(f"every cell is the same as in row {first}")))
