"""What must be known of an Excel sheet's XML before it is read, found by looking through its text once, block by block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from screening.tables.cells import CellError

NEVER_CALCULATED = "a formula that was never calculated"
# More cells without a value than this are no sheet that anyone works with.
MOST_ERRORS = 1_000_000
# Hidden rows are told with their numbers; of very many the first ones will do.
_MOST_HIDDEN = 100_000

_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Za-z]{1,9})(\d{1,20})"[^>]*(?<!/)>')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,20})"[^>]*>(?=\s*<(?:\w+:)?c\s)')
_PLAIN_ROW = re.compile(rb'<row r="(\d{1,20})"[^>]*><c ')
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\s([^>]*?\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_ERROR_TEXT = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL_REF = re.compile(rb'\br="([A-Za-z]{1,9})(\d{1,20})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,20})"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_ROW_FIRST = re.compile(rb'<(?:\w+:)?row\s[^>]*?\bhidden="(?:1|true)"[^>]*?\br="(\d{1,20})"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_FIRST_COLUMN = re.compile(rb'\bmin="(\d{1,5})"')
_LAST_COLUMN = re.compile(rb'\bmax="(\d{1,5})"')


@dataclass(slots=True)
class ScannedSheet:
    """One sheet: the grid that its filled cells span, how many cells there are, those without a value, and what is hidden; counted from 0."""

    cells: int = 0
    first_row: int | None = None
    last_row: int = 0
    columns: set[bytes] = field(default_factory=set)
    errors: dict[tuple[int, int], CellError] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    too_many: bool = False

    @property
    def width(self) -> int:
        """Columns from A to the last filled one."""
        return max((_column_index(letters) + 1 for letters in self.columns), default=0)

    @property
    def area(self) -> int:
        """Cells of the smallest grid that holds all filled ones."""
        if self.first_row is None or not self.columns:
            return 0
        left = min(_column_index(letters) for letters in self.columns)
        return (self.last_row - self.first_row + 1) * (self.width - left)


class SheetScan:
    """Takes the XML of a sheet in blocks of whole rows.

    `thorough` looks at the address of every cell. Otherwise rows are taken at the number that they state and cells at their columns alone,
    in a quarter of the time: enough where the reading itself is confined.
    """

    def __init__(self, *, thorough: bool) -> None:
        self.sheet = ScannedSheet()
        self._thorough = thorough
        self._rest = b""
        self._stray = _unknown_column(())

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._rest += chunk
        cut = self._rest.rfind(b"row>") + 4
        if cut >= 4:
            block, self._rest = self._rest[:cut], self._rest[cut:]
            self._look(block)

    def close(self) -> ScannedSheet:
        """The sheet, after its last byte."""
        self._look(self._rest)
        self._rest = b""
        return self.sheet

    def _look(self, block: bytes) -> None:
        plain = block.count(b'<c r="')
        if self._thorough or plain != block.count(b"<c ") or (not plain and b":c " in block):
            self._count_thoroughly(block)
        else:
            self._count(block, plain)
        # A single byte is looked for first, ten times as quickly: most sheets hold none of these.
        has_formulas = b"f" in block and (b"<f" in block or b":f" in block)
        if has_formulas or (b"e" in block and b't="e"' in block):
            self._keep_valueless(block)
        if b"h" in block and b'hidden="' in block:
            self._keep_hidden(block)

    def _count_thoroughly(self, block: bytes) -> None:
        refs = _CELL.findall(block)
        self.sheet.cells += len(refs)
        self.sheet.columns.update({letters for letters, _ in refs})
        self._widen([int(number) for _, number in refs])
        if len(refs) < block.count(b"<c") + block.count(b":c"):
            # Cells may go without an address and then follow their row's number.
            self._widen([int(number) for number in _ROW.findall(block)])

    def _count(self, block: bytes, cells: int) -> None:
        self.sheet.cells += cells
        numbers = _PLAIN_ROW.findall(block)
        self._widen([int(number) for number in numbers])
        at = 0
        while found := self._stray.search(block, at):
            at = found.end()
            if found.group(3) != b"/":
                self.sheet.columns.add(found.group(1))
                self._widen([int(found.group(2))])
                self._stray = _unknown_column(self.sheet.columns)

    def _widen(self, rows: list[int]) -> None:
        if rows:
            first = min(rows) - 1
            self.sheet.first_row = first if self.sheet.first_row is None else min(first, self.sheet.first_row)
            self.sheet.last_row = max(self.sheet.last_row, max(rows) - 1)

    def _keep_valueless(self, block: bytes) -> None:
        for place, shown in _valueless(block):
            if len(self.sheet.errors) >= MOST_ERRORS:
                self.sheet.too_many = True
                return
            self.sheet.errors[place] = shown

    def _keep_hidden(self, block: bytes) -> None:
        if len(self.sheet.hidden_rows) < _MOST_HIDDEN:
            rows = {*_HIDDEN_ROW.findall(block), *_HIDDEN_ROW_FIRST.findall(block)}
            self.sheet.hidden_rows += sorted(int(number) - 1 for number in rows)
        for attributes in _COLUMN.findall(block):
            first, last = _FIRST_COLUMN.search(attributes), _LAST_COLUMN.search(attributes)
            if first and last and re.search(rb'\bhidden="(?:1|true)"', attributes):
                # All columns to the right of the table are often hidden as one: those beyond the last cell are dropped by the caller.
                self.sheet.hidden_columns |= set(
                    range(int(first.group(1)) - 1, min(int(last.group(1)), 16_384))
                )


def _unknown_column(known: "set[bytes] | tuple[()]") -> re.Pattern[bytes]:
    letters = b"|".join(sorted(known)) or b"-"
    return re.compile(rb'<c r="(?!(?:' + letters + rb')\d)([A-Za-z]{1,9})(\d{1,20})"[^>]*?(/?)>')


def _valueless(block: bytes) -> Iterator[tuple[tuple[int, int], CellError]]:
    if b't="e"' in block:
        for attributes, inner in _ERROR_CELL.findall(block):
            shown = _ERROR_TEXT.search(inner)
            yield from _placed(attributes, shown.group(1).decode("utf-8", "replace") if shown else "#N/A")
    if b"<f" in block or b":f" in block:
        for attributes in _FORMULA_CELL.findall(block):
            if b't="str"' not in attributes:  # a formula whose answer is an empty text was calculated
                yield from _placed(attributes, NEVER_CALCULATED)


def _placed(attributes: bytes, shown: str) -> Iterator[tuple[tuple[int, int], CellError]]:
    place = _CELL_REF.search(attributes)
    if place:
        yield (int(place.group(2)) - 1, _column_index(place.group(1))), CellError(shown)


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + (letter & 0x5F) - 64
    return index - 1
