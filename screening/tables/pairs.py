"""A table of name pairs: which columns hold the names, and each row with its pair or the reason why it has none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from screening.errors import Location, TableError
from screening.model import PartyKind
from screening.tables.cells import Grid, RawRow, error_in, is_blank, text_of
from screening.tables.opening import open_book
from screening.tables.options import TableOptions

FIRST, SECOND, KIND = "name1", "name2", "kind"
_HEADERS = {
    **dict.fromkeys(("name1", "namea", "leftname", "nameleft"), FIRST),
    **dict.fromkeys(("name2", "nameb", "rightname", "nameright"), SECOND),
    **dict.fromkeys(("schema", "kind", "partykind", "partytype"), KIND),
}
_KINDS = {
    **dict.fromkeys(("person", "individual", "naturalperson"), PartyKind.PERSON),
    **dict.fromkeys(
        ("organization", "organisation", "company", "legalentity", "publicbody", "entity"),
        PartyKind.ORGANIZATION,
    ),
    **dict.fromkeys(("vessel", "ship"), PartyKind.VESSEL),
    **dict.fromkeys(("aircraft", "airplane", "aeroplane"), PartyKind.AIRCRAFT),
    **dict.fromkeys(("any", "thing", "unknown", ""), PartyKind.ANY),
}
"""Words for what both parties are: ours, and those of the FollowTheMoney schema (https://followthemoney.tech/explorer/)."""

_HEADER_ROWS = 20


class NamePair(NamedTuple):
    """One row: its number as Excel shows it, the text of every cell under a header, and the pair; `problem` says why it has none."""

    number: int
    cells: tuple[str, ...]
    first: str
    second: str
    kind: PartyKind
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class PairTable:
    """An opened table of pairs; `headers` in the order of the file."""

    headers: tuple[str, ...]
    _grid: Grid
    _header_row: int
    _places: dict[str, int]

    def rows(self) -> Iterator[NamePair]:
        """Every row below the headers, none left out; blank lines too."""
        for raw in self._grid.rows():
            if raw.number > self._header_row:
                yield self._pair(raw)

    def _pair(self, raw: RawRow) -> NamePair:
        width = len(self.headers)
        cells = tuple(text_of(value) for value in raw.values)
        kept = cells[:width] + ("",) * (width - len(cells))
        first, second = (kept[self._places[each]].strip() for each in (FIRST, SECOND))
        word = kept[self._places[KIND]] if KIND in self._places else ""
        kind = _KINDS.get(_folded(word))
        problem = (
            raw.problem
            or _shifted(cells, width)
            or _unnamed(raw, self._places, kept)
            or (None if kind else f"'{word}' is no kind of party; expected one of: {', '.join(PartyKind)}")
        )
        return NamePair(raw.number, kept, first, second, kind or PartyKind.ANY, problem)


def open_pairs(path: Path) -> PairTable:
    """Open a csv file or workbook with columns name1 and name2; raises TableError where there are none."""
    book = open_book(path, TableOptions(), _header_score)
    for grid in book.grids:
        for raw in grid.rows():
            if raw.number > _HEADER_ROWS:
                break
            headers = tuple(text_of(value) for value in raw.values)
            places = _places(headers)
            if FIRST in places and SECOND in places:
                return PairTable(headers, grid, raw.number, places)
    raise TableError(
        f"no columns {FIRST} and {SECOND} in the first {_HEADER_ROWS} rows",
        where=Location(path.name),
        remedy=f"name the two columns {FIRST} and {SECOND}; a column {KIND} or schema may say what the parties are",
    )


def _places(headers: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, header in enumerate(headers):
        meant = _HEADERS.get(_folded(header))
        if meant is not None:
            places.setdefault(meant, index)
    return places


def _header_score(cells: Sequence[str]) -> float:
    return float(len(_places(cells)))


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _shifted(cells: Sequence[str], width: int) -> str | None:
    if len(cells) > width and any(cells[width:]):
        return f"the row has {len(cells)} cells under {width} headers: its cells may be shifted"
    return None


def _unnamed(raw: RawRow, places: dict[str, int], cells: Sequence[str]) -> str | None:
    if all(is_blank(value) for value in raw.values):
        return "blank row"
    for each in (FIRST, SECOND):
        shown = error_in(raw.values[places[each]]) if places[each] < len(raw.values) else None
        if shown is not None:
            return f"{each} shows {shown}"
        if not any(char.isalnum() for char in cells[places[each]]):
            return f"{each} holds no letter or digit"
    return None
