"""One sheet filled from top to bottom: a title band, headings, and rows as tall as their text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xlsxwriter.format import Format

from screening.report.safe_text import visible
from screening.report.workbook.book import EXCEL_ROWS, Book, Value
from screening.report.workbook.differences import Marked
from screening.report.workbook.fast_rows import OPEN, Open
from screening.report.workbook.palette import (
    BAND_FAINT,
    FAINT,
    FILL_IN,
    FILL_IN_EMPTY,
    INK,
    PAPER,
    RULE,
    Mark,
)
from screening.report.workbook.row_height import Sized, height


@dataclass(frozen=True, slots=True)
class Indented:
    """A text that stands `depth` steps in, its further lines too."""

    text: str
    depth: int


Shown = Value | Mark | Indented | None


class Look(StrEnum):
    """How a column's cells are drawn; FILL is for the reviewer to write in, CODE for digests and commands."""

    TEXT = "text"
    STRONG = "strong"
    FAINT = "faint"
    NUMBER = "number"
    COUNT = "count"
    SCORE = "score"
    PERCENT = "percent"
    CODE = "code"
    FILL = "fill"
    FILL_DATE = "fill_date"


_LOOKS: dict[Look, dict[str, object]] = {
    Look.TEXT: {},
    Look.STRONG: {"bold": True},
    Look.FAINT: {"font_color": FAINT},
    Look.NUMBER: {"num_format": "0", "align": "right"},
    Look.COUNT: {"num_format": "#,##0", "align": "right"},
    Look.SCORE: {"num_format": "0.0", "align": "right", "bold": True},
    Look.PERCENT: {"num_format": "0%", "align": "right"},
    Look.CODE: {"font_name": "Courier New", "font_size": 8},
    Look.FILL: {"bg_color": FILL_IN_EMPTY, "border_color": "#C9A227"},
    Look.FILL_DATE: {
        "bg_color": FILL_IN_EMPTY,
        "border_color": "#C9A227",
        "num_format": "yyyy-mm-dd",
        "align": "left",
    },
}
_Column = tuple[Look, float, Format]
"""How a column is drawn: its look, the width that a text has in it, and the format of a text."""
_RIGHT = frozenset({Look.NUMBER, Look.COUNT, Look.SCORE, Look.PERCENT})
_FILLED_IN = frozenset({Look.FILL, Look.FILL_DATE})
_CODE_STRETCH = 1.15  # Courier's letters are wider than Arial's
_BOLD_STRETCH = 1.08
TEXT_POINTS = 9.0
_INDENTS_A_STEP = 2
_DEEPEST = 7  # steps; a program counts no more than fifteen indents
_WIDTH_OF_INDENT = 1.3  # three spaces of Arial 10, in Excel's unit


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: its title, width in Excel's unit, and look; `hidden` columns are for programs."""

    title: str
    width: float
    look: Look = Look.TEXT
    hidden: bool = False


class Page:
    """A sheet and the next free row; columns keep the widths of `headings`, the sheet's first or only table."""

    def __init__(self, book: Book, name: str, headings: Sequence[Heading]) -> None:
        self.book = book
        self.name = name
        self.sheet = book.sheet(name)
        self.next_row = 0
        self._styles: dict[tuple[Look, Mark | bool | tuple[int]], Format] = {}
        self._known: tuple[Sequence[Heading], list[_Column]] = ((), [])
        self._shown = sum(not each.hidden for each in headings)
        self.widths = [each.width for each in headings]
        for column, each in enumerate(headings):
            self.sheet.set_column(column, column, each.width, None, {"hidden": each.hidden})

    def title(self, title: str, subtitle: str) -> None:
        """The dark band at the top, in the first two rows."""
        band = self.book.style(
            bold=True, font_size=16, font_color=PAPER, bg_color=INK, valign="vcenter", indent=1
        )
        below = self.book.style(font_color=BAND_FAINT, bg_color=INK, valign="vcenter", indent=1)
        for text, style, tall in ((title, band, 28), (subtitle, below, 18)):
            self.across(text, style, tall)
        self.space(6)

    def across(self, text: str, style: Format, tall: float) -> None:
        """One line over the whole width, not merged: it runs over the empty cells to its right."""
        self.sheet.set_row(self.next_row, tall)
        self.book.put(self.sheet, self.next_row, 0, text, style)
        for column in range(1, self._shown):
            self.sheet.write_blank(self.next_row, column, None, style)
        self.next_row += 1

    def heading(self, text: str) -> None:
        """A heading over a section, ruled below."""
        self.across(
            text, self.book.style(bold=True, font_size=12, bottom=2, bottom_color=INK, valign="vcenter"), 22
        )

    def line(self, text: str, **properties: object) -> None:
        """A line of plain words."""
        self.across(text, self.book.style(valign="vcenter", indent=1, **properties), 18)

    def space(self, points: float = 12) -> None:
        self.sheet.set_row(self.next_row, points)
        self.next_row += 1

    def header(self, headings: Sequence[Heading]) -> int:
        """A table's header row; returns its row index."""
        row = self.next_row
        sized = []
        for column, each in enumerate(headings):
            fill = each.look in _FILLED_IN
            style = self.book.style(
                bold=True,
                text_wrap=True,
                valign="vcenter",
                font_color=INK if fill else PAPER,
                bg_color=FILL_IN if fill else INK,
                border=1,
                border_color="#C9A227" if fill else "#45556E",
                align="right" if each.look in _RIGHT else "left",
                indent=1,
            )
            # An autofilter's button covers the end of the title.
            sized.append((each.title, (each.width - 2) / _BOLD_STRETCH, 9.0))
            self.book.put(self.sheet, row, column, each.title, style)
        self.sheet.set_row(row, height(sized) + 6)
        self.next_row += 1
        return row

    def row(self, headings: Sequence[Heading], cells: Sequence[Shown]) -> int:
        """A table's row, one cell a heading; returns its row index."""
        row = self.next_row
        shown: list[tuple[Value | None, Format]] = []
        sized: list[Sized] = []
        for column, cell in zip(self._columns(headings), cells, strict=True):
            shown.append(self._drawn(column, cell, sized))
        self.book.put_rows(self.sheet, row, [height(sized)], shown)
        self.next_row += 1
        return row

    def rows_alike(
        self,
        headings: Sequence[Heading],
        alike: Sequence[Shown | Open],
        rows: Sequence[Sequence[str | int]],
        heights: Sequence[float],
    ) -> None:
        """Rows that have the same cells but for the open ones: these `rows` give in their order, texts fit for a cell, with how high they stand.
        The same as one `row` after the other.
        """
        sized: list[Sized] = []
        shown = [
            (OPEN, column[2]) if cell is OPEN else self._drawn(column, cell, sized)
            for column, cell in zip(self._columns(headings), alike, strict=True)
        ]
        least = height(sized)
        self.book.put_rows(self.sheet, self.next_row, [max(least, each) for each in heights], shown, rows)
        self.next_row += len(rows)

    def _drawn(self, column: _Column, cell: Shown, sized: list[Sized]) -> tuple[Value | None, Format]:
        """A cell's value and format; the room that it takes is added to `sized`."""
        look, width, text_style = column
        if isinstance(cell, str):
            if cell:
                sized.append((visible(cell), width, TEXT_POINTS))
            return cell or None, text_style
        style = self._style(look, cell)
        if isinstance(cell, Indented):
            taken = _steps(cell) * _INDENTS_A_STEP * _WIDTH_OF_INDENT
            sized.append((visible(cell.text), width - taken, TEXT_POINTS))
            return cell.text, style
        if isinstance(cell, Mark):
            sized.append((cell.label, width / _BOLD_STRETCH - 1, TEXT_POINTS))
            return cell.label, style
        if isinstance(cell, Marked):
            sized.append((visible(cell.text), width / _BOLD_STRETCH, TEXT_POINTS))
        return cell, style

    def _columns(self, headings: Sequence[Heading]) -> list[_Column]:
        """Worked out once a table."""
        if headings is not self._known[0]:
            stretched = {Look.CODE: _CODE_STRETCH, Look.STRONG: _BOLD_STRETCH}
            columns = [
                (each.look, each.width / stretched.get(each.look, 1.0), self._style(each.look, ""))
                for each in headings
            ]
            self._known = (headings, columns)
        return self._known[1]

    def holds(self, file: str, sheet: str, rows: Sequence[int]) -> None:
        """Note that the rows just written tell, one of each, of these rows of the input; the first that does is where it is found."""
        places = self.book.places
        if places is not None:
            for at, row in enumerate(rows, self.next_row - len(rows) + 1):
                places.setdefault((file, sheet, row), f"'{self.name}'!A{at}")

    def finish(self) -> None:
        """Print what was written, and nothing beyond it. On a sheet that is full that is the same, and would be written as whole columns."""
        if self.next_row == EXCEL_ROWS:
            return
        self.sheet.print_area(0, 0, self.next_row - 1, self._shown - 1)

    def _style(self, look: Look, cell: Shown) -> Format:
        drawn: Mark | bool | tuple[int] = isinstance(cell, Marked)
        if isinstance(cell, Mark):
            drawn = cell
        elif isinstance(cell, Indented):
            drawn = (_steps(cell),)
        if (look, drawn) not in self._styles:
            self._styles[look, drawn] = self._new_style(look, cell)
        return self._styles[look, drawn]

    def _new_style(self, look: Look, cell: Shown) -> Format:
        properties: dict[str, object] = {"border": 1, "border_color": RULE, "valign": "vcenter"}
        properties["text_wrap"] = look not in _RIGHT
        properties |= {"align": "left", "indent": 1, **_LOOKS[look]}
        if isinstance(cell, Mark):
            properties |= {"bold": True, "font_color": cell.ink, "bg_color": cell.fill}
            properties |= {"left": 5, "left_color": cell.edge}
        elif isinstance(cell, Marked):
            properties["bold"] = True
        elif isinstance(cell, Indented):
            properties["indent"] = 1 + _steps(cell) * _INDENTS_A_STEP
        return self.book.style(**properties)


def _steps(cell: Indented) -> int:
    return min(cell.depth, _DEEPEST)
