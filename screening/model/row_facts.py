"""The facts of a row as its cells were read, each made into a fact with its address only when it is asked for."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from screening.model.record import Cell, Fact, FactValue

_make = tuple.__new__


class ReadCell(NamedTuple):
    """What a cell was read as, wherever it stands: equal cells of a column share one. `text` is the cell's text, trimmed."""

    value: FactValue | None
    problem: str | None
    text: str


class Layout:
    """Which fact each cell of a sheet's rows states: the fields, in the columns' order, with the letters and headers of their columns.

    `constant` holds facts that no cell states, the same in every row of this layout.
    """

    __slots__ = ("at", "constant", "fields", "headers", "letters")

    def __init__(
        self,
        fields: tuple[str, ...],
        letters: tuple[str, ...],
        headers: tuple[str, ...],
        constant: Mapping[str, Fact],
    ) -> None:
        self.fields = fields
        self.letters = letters
        self.headers = headers
        self.constant = dict(constant)
        self.at = {name: place for place, name in enumerate(fields)}


class RowFacts(Mapping[str, Fact]):
    """The facts of one row by field: equal to a dictionary of them, at a tenth of its cost where few are asked for."""

    __slots__ = ("cells", "layout", "row")

    def __init__(self, layout: Layout, row: int, cells: tuple[ReadCell, ...]) -> None:
        self.layout = layout
        self.row = row
        self.cells = cells

    def __getitem__(self, name: str) -> Fact:
        layout = self.layout
        place = layout.at.get(name)
        if place is None:
            return layout.constant[name]
        value, problem, text = self.cells[place]
        cell = _make(Cell, (f"{layout.letters[place]}{self.row}", layout.headers[place], text))
        return _make(Fact, (value, cell, problem))

    def get(self, name: str, default: Fact | None = None) -> Fact | None:  # type: ignore[override]
        """The fact, or `default` where no column states one."""
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        return name in self.layout.at or name in self.layout.constant

    def __iter__(self) -> Iterator[str]:
        yield from self.layout.fields
        yield from self.layout.constant

    def __len__(self) -> int:
        return len(self.layout.fields) + len(self.layout.constant)

    def __repr__(self) -> str:
        return repr(dict(self))
