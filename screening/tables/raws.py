"""Rows as they stand, several at once: row by row, or column by column where all are equally wide."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count, zip_longest
from operator import itemgetter
from typing import NamedTuple, Protocol

from screening.tables.cells import CellValue, RawRow


class Regular(NamedTuple):
    """Those of some rows that are of a wanted width and of which nothing is said as a whole: their places and numbers, and their columns by index."""

    places: Sequence[int]
    numbers: Sequence[int]
    column: Callable[[int], Sequence[CellValue]]


NONE = Regular((), (), lambda _: ())


class Raws(Protocol):
    """Consecutive rows of a sheet."""

    def __len__(self) -> int: ...

    @property
    def first(self) -> int:
        """The number of the first row."""
        ...

    @property
    def last(self) -> int:
        """The number of the last row."""
        ...

    def marks(self) -> Iterable[int]:
        """A number for each row, the same for rows that say the same in every cell."""
        ...

    def row(self, place: int) -> RawRow:
        """The row at a place, counted from 0."""
        ...

    def regular(self, least: int, most: int | None) -> Regular:
        """Those with at least so many cells, and at most so many."""
        ...

    def columns(self) -> Iterable[Sequence[CellValue]]:
        """The cells by column, "" where a row is too short for one."""
        ...

    def rows(self) -> Iterable[RawRow]:
        """Every row."""
        ...


class RawRows:
    """Rows one by one."""

    def __init__(self, rows: Sequence[RawRow]) -> None:
        self._rows = rows

    @property
    def first(self) -> int:
        """The number of the first row."""
        return self._rows[0].number

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self._rows[-1].number

    def __len__(self) -> int:
        return len(self._rows)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        # By column it goes to another process in half the time; most rows are of one width.
        rows = self._rows
        widths = {len(values) for _, values, _ in rows}
        alike = len(widths) == 1 and widths != {0} and all(row.problem is None for row in rows)
        if not alike or self.last - self.first + 1 != len(rows):
            return RawRows, (rows,)
        return RawColumns, (self.first, list(zip(*[row[1] for row in rows], strict=True)))

    def marks(self) -> Iterable[int]:
        return [hash(tuple(row[1])) for row in self._rows]

    def row(self, place: int) -> RawRow:
        return self._rows[place]

    def rows(self) -> Sequence[RawRow]:
        return self._rows

    def columns(self) -> Iterable[Sequence[CellValue]]:
        return zip_longest(*[row[1] for row in self._rows], fillvalue="")

    def regular(self, least: int, most: int | None) -> Regular:
        rows = self._rows
        places = [
            place
            for place, (_, values, problem) in enumerate(rows)
            if problem is None and least <= len(values) and (most is None or len(values) <= most)
        ]
        chosen = rows if len(places) == len(rows) else [rows[place] for place in places]
        values = [row[1] for row in chosen]
        return Regular(places, [row[0] for row in chosen], lambda index: list(map(itemgetter(index), values)))


class RawColumns:
    """Rows that are all equally wide and of which nothing is said as a whole, by column; `first` is the number of the first."""

    def __init__(self, first: int, columns: Sequence[Sequence[CellValue]]) -> None:
        self._first = first
        self._columns = columns

    @property
    def first(self) -> int:
        """The number of the first row."""
        return self._first

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self._first + len(self) - 1

    def __len__(self) -> int:
        return len(self._columns[0])

    def marks(self) -> Iterable[int]:
        return map(hash, zip(*self._columns, strict=True))

    def row(self, place: int) -> RawRow:
        return RawRow(self._first + place, [column[place] for column in self._columns])

    def rows(self) -> Iterable[RawRow]:
        cells = map(list, zip(*self._columns, strict=True))
        return map(RawRow, count(self._first), cells)

    def columns(self) -> Sequence[Sequence[CellValue]]:
        return self._columns

    def regular(self, least: int, most: int | None) -> Regular:
        width, size = len(self._columns), len(self)
        if width < least or (most is not None and width > most):
            return NONE
        return Regular(range(size), range(self._first, self._first + size), self._columns.__getitem__)
