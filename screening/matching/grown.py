"""Columns of numbers that grow at their end as a list does."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FIRST = 1024


class Grown:
    """Columns of one length; room is doubled when it is used up, so that what is there is seldom copied."""

    def __init__(self, columns: int, dtype: np.dtype[Any]) -> None:
        self._cells = np.empty((columns, _FIRST), dtype=dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def columns(self) -> NDArray[Any]:
        """All there is, a row for each column; of use until more is added."""
        return self._cells[:, : self._length]

    def at(self, places: NDArray[np.int64]) -> NDArray[Any]:
        """What stands at some places, a row for each column."""
        found: NDArray[Any] = self._cells[:, places]
        return found

    def extend(self, columns: Sequence[NDArray[Any]]) -> None:
        """Add to the end of each column."""
        needed = self._length + len(columns[0])
        if needed > self._cells.shape[1]:
            cells = np.empty((len(self._cells), max(needed, 2 * self._cells.shape[1])), self._cells.dtype)
            cells[:, : self._length] = self.columns
            self._cells = cells
        for row, column in zip(self._cells, columns, strict=True):
            row[self._length : needed] = column
        self._length = needed


class Rows:
    """Rows of several cells each, in as many columns as are asked for; more rows may be added."""

    def __init__(self, columns: int) -> None:
        self._ends = Grown(1, np.dtype(np.int64))
        self._cells = Grown(columns, np.dtype(np.int32))

    def __len__(self) -> int:
        return len(self._ends)

    def extend(self, count: int, rows: NDArray[np.int64], cells: Sequence[NDArray[Any]]) -> None:
        """Add so many rows; `rows` says, ascending, to which of them each of the cells belongs."""
        ends = len(self._cells) + np.cumsum(np.bincount(rows, minlength=count))
        self._ends.extend([ends])
        self._cells.extend(cells)

    def at(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The cells of some rows, and the place in `rows` that each belongs to."""
        (ends,) = self._ends.at(rows)
        starts = np.where(rows > 0, self._ends.at(rows - 1)[0], 0)
        counts = ends - starts
        places = np.repeat(np.arange(len(rows)), counts)
        steps = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self._cells.at(np.repeat(starts, counts) + steps)
