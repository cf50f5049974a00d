"""A table that has a sheet to itself: frozen and repeated header, filter, and a further sheet wherever Excel's rows run out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening.report.workbook.book import Book
from screening.report.workbook.fast_rows import Open
from screening.report.workbook.page import Heading, Page, Shown
from screening.report.workbook.palette import FAINT

_EMPTY_LINE = 28.0


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet's share of a table: rows `first` to `last`, zero-based, both included; none where `last` < `first`."""

    page: Page
    first: int
    last: int


class Table:
    """Rows in the order given, under a title; `frozen` columns stay in sight when scrolling to the right.

    A sheet that is full is continued on "<name> (2)", after the workbook's last sheet.
    """

    def __init__(
        self, book: Book, name: str, headings: Sequence[Heading], *, title: str, subtitle: str, empty: str,
        advice: str = "", frozen: int = 0,
    ) -> None:  # fmt: skip
        self._book = book
        self._name = name
        self._headings = tuple(headings)
        self._title = (title, subtitle)
        self._advice = advice
        self._empty = empty
        self._frozen = frozen
        self._filled: list[Part] = []
        self.rows = 0
        self.page = self._open(name)

    def add(self, cells: Sequence[Shown]) -> None:
        """One more row, one cell a heading."""
        self._turn_full_page()
        self.page.row(self._headings, cells)
        self.rows += 1

    def add_alike(
        self, alike: Sequence[Shown | Open], rows: Sequence[Sequence[str | int]], heights: Sequence[float]
    ) -> Iterator[tuple[Page, int]]:
        """More rows with the same cells but for the open ones, which `rows` give with their `heights`; tells after each page how many of them it took."""
        done = 0
        while done < len(rows):
            self._turn_full_page()
            some = slice(done, done + self._book.max_rows - self.page.next_row)
            count = len(rows[some])
            self.page.rows_alike(self._headings, alike, rows[some], heights[some])
            done += count
            self.rows += count
            yield self.page, count

    def _turn_full_page(self) -> None:
        if self.page.next_row >= self._book.max_rows:
            self._close_page()
            self.page = self._open(f"{self._name} ({len(self._filled) + 1})")

    def finish(self) -> tuple[Part, ...]:
        """Close the last sheet, saying so where the table is empty; returns where the rows stand."""
        if not self.rows:
            row = self.page.next_row
            self.page.across(
                self._empty, self._book.style(font_color=FAINT, valign="vcenter", indent=1), _EMPTY_LINE
            )
            self.page.finish()
            self._filled.append(Part(self.page, row, row - 1))
        else:
            self._close_page()
        return tuple(self._filled)

    def column(self, title: str) -> int:
        """The index of the column with this title."""
        return [each.title for each in self._headings].index(title)

    def _open(self, name: str) -> Page:
        page = Page(self._book, name, self._headings)
        page.title(*self._title)
        if self._advice:
            page.line(self._advice, bold=True)
        self._header = page.header(self._headings)
        page.sheet.freeze_panes(self._header + 1, self._frozen)
        page.sheet.repeat_rows(self._header)
        return page

    def _close_page(self) -> None:
        first, last = self._header + 1, self.page.next_row - 1
        self.page.sheet.autofilter(self._header, 0, last, len(self._headings) - 1)
        self.page.finish()
        # Long digits kept as text (accounts, ids) are meant so: no green corners.
        self.page.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        self._filled.append(Part(self.page, first, last))
