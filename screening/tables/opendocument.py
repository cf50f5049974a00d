"""What must be known of an OpenDocument sheet before it is read: its real extent, its merged cells, and which cells hold no value."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from screening.tables.cells import CellError

# More cells without a value than this are no sheet that anyone works with.
_MOST_ERRORS = 1_000_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384

Place = tuple[int, int]
Span = tuple[int, int, int, int]


@dataclass(slots=True)
class OpenSheet:
    """One sheet: the area that its values span, how many they are, merged cells as (top, left, bottom, right) and errors, counted from 0.

    `too_many` tells that errors are repeated beyond all measure, and that `errors` does not hold them.
    """

    rows: int = 0
    columns: int = 0
    values: int = 0
    merged: list[Span] = field(default_factory=list)
    errors: dict[Place, CellError] = field(default_factory=dict)
    too_many: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Cell:
    """A cell being read, `wide` columns wide because it is written once for all of them."""

    column: int
    wide: int
    is_error: bool
    text: str = ""


class SheetScanner:
    """Takes content.xml in pieces and keeps one OpenSheet a sheet; "this row a million times" is counted, never carried out."""

    def __init__(self) -> None:
        self.sheets: dict[str, OpenSheet] = {}
        self._sheet = OpenSheet()
        self._row = self._repeated = self._column = self._at_column = 0
        self._cell: _Cell | None = None
        self._in_text = False
        self._broken: list[_Cell] = []

    def scan(self, chunks: Iterable[bytes]) -> dict[str, OpenSheet]:
        """The sheets by name; raises ExpatError for what is no XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        starts: dict[str, Callable[[dict[str, str]], None]] = {
            "table:table": self._start_table,
            "table:table-column": self._start_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "text:p": self._start_text,
        }
        ends: dict[str, Callable[[], None]] = {
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "text:p": self._end_text,
        }

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag in starts:
                starts[tag](attributes)

        def end(tag: str) -> None:
            if tag in ends:
                ends[tag]()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = self._take
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        return self.sheets

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._sheet = self.sheets.setdefault(attributes.get("table:name", ""), OpenSheet())
        self._row = self._at_column = 0

    def _start_column(self, attributes: dict[str, str]) -> None:
        repeated = int(attributes.get("table:number-columns-repeated", "1"))
        if attributes.get("table:visibility", "visible") != "visible":
            reach = range(self._at_column, min(self._at_column + repeated, _MOST_COLUMNS))
            self._sheet.hidden_columns.extend(reach)
        self._at_column += repeated

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._repeated = int(attributes.get("table:number-rows-repeated", "1"))
        if attributes.get("table:visibility", "visible") != "visible":
            reach = range(self._row, min(self._row + self._repeated, _MOST_ROWS))
            self._sheet.hidden_rows.extend(reach)
        self._column = 0
        self._broken = []

    def _start_cell(self, attributes: dict[str, str]) -> None:
        wide = int(attributes.get("table:number-columns-repeated", "1"))
        kind = attributes.get("office:value-type")
        column, self._column = self._column, self._column + wide
        down = int(attributes.get("table:number-rows-spanned", "1"))
        across = int(attributes.get("table:number-columns-spanned", "1"))
        if down > 1 or across > 1:
            self._sheet.merged.append((self._row, column, self._row + down - 1, column + across - 1))
        calculated = kind is not None or "table:formula" not in attributes
        if kind is not None or not calculated:
            self._sheet.rows = self._row + self._repeated
            self._sheet.columns = max(self._sheet.columns, self._column)
            self._sheet.values += wide * self._repeated
        if not calculated or attributes.get("calcext:value-type") == "error":
            self._cell = _Cell(column, wide, is_error=calculated)

    def _start_text(self, _: dict[str, str]) -> None:
        self._in_text = self._cell is not None

    def _take(self, text: str) -> None:
        if self._in_text and self._cell is not None:
            self._cell.text += text

    def _end_text(self) -> None:
        self._in_text = False

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._broken.append(self._cell)
            self._cell = None

    def _end_row(self) -> None:
        if self._repeated * sum(cell.wide for cell in self._broken) > _MOST_ERRORS - len(self._sheet.errors):
            self._sheet.too_many = True
        elif self._broken:
            self._sheet.errors.update(self._placed())
        self._row += self._repeated

    def _placed(self) -> Iterator[tuple[Place, CellError]]:
        for cell in self._broken:
            shown = CellError(
                (cell.text.strip() or "an error") if cell.is_error else "a formula that was never calculated"
            )
            for row in range(self._row, self._row + self._repeated):
                for column in range(cell.column, cell.column + cell.wide):
                    yield (row, column), shown
