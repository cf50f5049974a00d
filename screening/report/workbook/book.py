"""The workbook under construction: one place through which every cell goes, so that no data becomes a formula or a link."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from screening.errors import Location, ReportError
from screening.model import RunInfo
from screening.report.safe_text import cell_text, excel_text, visible
from screening.report.workbook import fast_rows
from screening.report.workbook.differences import Marked
from screening.report.workbook.fast_rows import Open
from screening.report.workbook.palette import DIFFERENT, INK

EXCEL_ROWS = 1_048_576
_A4 = 9
CAUTION = "CONFIDENTIAL – contains personal data"
REDACTED = "CONFIDENTIAL – names and identifiers of the input redacted"
_HEADER_LIMIT = 60  # a header or footer holds 255 characters in all

Value = str | int | float | Marked
Places = dict[tuple[str, str, int], str]
"""Where a row of the input, by file, sheet and number, first stands in the report: "'Stop'!A12"."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every page: what the workbook is, of what it tells, the mark by which it is known again, its day, and a sentence about it."""

    title: str
    subject: str
    mark: str
    day: date
    about: str = ""
    caution: str = CAUTION

    @classmethod
    def of(cls, run: RunInfo, path: Path) -> "Imprint":
        """The imprint of a run's report. Raises ReportError where the run's day is no date."""
        names = [each.path.replace("\\", "/").rsplit("/", 1)[-1] for each in run.inputs]
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        try:
            day = date.fromisoformat(run.as_of[:10])
        except ValueError as error:
            raise ReportError(
                f"the run's day is not a date ('{run.as_of}')",
                where=Location(str(path)),
                remedy="give it as YYYY-MM-DD",
            ) from error
        return cls(
            "Sanctions screening report",
            names[0] + more if names else "",
            f"Run {run.run_id}",
            day,
            "One explained decision for every row of the input",
            REDACTED if run.redacted else CAUTION,
        )


class Book:
    """An XlsxWriter workbook that streams: a sheet's rows are written top to bottom, and only the last one is held in memory.

    `names` are the sheets in their order in the file, whatever the order in which they are filled.
    `max_rows` is the last usable row of a sheet; only a test has reason to lower it. `places`, where given, learns where each row of the
    input stands.
    """

    def __init__(
        self,
        path: Path,
        imprint: Imprint,
        names: Iterable[str],
        *,
        max_rows: int = EXCEL_ROWS,
        places: Places | None = None,
    ) -> None:
        self.path = path
        self.places = places
        self.imprint = imprint
        self.max_rows = max_rows
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._workbook = Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(path.parent),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": "Arial", "font_size": 10},
            },
        )
        self._workbook.use_zip64()
        self._workbook.set_size(28_000, 16_000)
        self._workbook.set_properties(
            {
                "title": imprint.title,
                "subject": visible(imprint.about)[:200],
                "comments": visible(imprint.mark)[:200],
                "created": self._created(),
            }
        )
        self._workbook.set_custom_property("Language", "en", "text")

        self._sheets = {name: self._add(name) for name in names}

    def _created(self) -> datetime:
        # The day that the run judges by: a clock here would make two reports of one run differ.
        day = self.imprint.day
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a document property without a zone

    def sheet(self, name: str) -> Worksheet:
        """The sheet of this name: one of `names`, or a new one after the last."""
        return self._sheets.get(name) or self._add(name)

    def _add(self, name: str) -> Worksheet:
        """Set up to print on A4 landscape, one page wide, with the run and the confidentiality in the footer."""
        sheet = self._workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        printed = self._printed
        sheet.set_header(f"&L&8{printed(self.imprint.title)}&R&8{printed(self.imprint.subject)}")
        mark = printed(self.imprint.mark)
        sheet.set_footer(f"&L&8{mark} · {self.imprint.caution}&R&8&A – page &P of &N")
        return sheet

    def style(self, **properties: object) -> Format:
        """The format with these properties; one object for each distinct set."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            whole: dict[str, Any] = {"font_name": "Arial", "font_size": 9, "font_color": INK, "valign": "top"}
            self._formats[key] = self._workbook.add_format(whole | properties)
        return self._formats[key]

    def put_rows(
        self,
        sheet: Worksheet,
        first: int,
        heights: Sequence[float],
        cells: Sequence[tuple[Value | Open | None, Format]],
        rows: Sequence[Sequence[str | int]] = ((),),
    ) -> None:
        """Write the values of rows from column A on, as `put` does; None is a blank cell, and for each open one every row has its own value:
        a number, or a text that is fit for a cell already.
        """
        plain = _plain(cells) if fast_rows.SUPPORTED else None
        if plain is not None:
            self._ok(fast_rows.write_rows(sheet, first, heights, plain, rows))
            return
        for row, (height, told) in enumerate(zip(heights, rows, strict=True), first):
            sheet.set_row(row, height)
            values = iter(told)
            for column, (given, style) in enumerate(cells):
                value = next(values) if isinstance(given, Open) else given
                if value is None or value == "":
                    sheet.write_blank(row, column, None, style)
                else:
                    self.put(sheet, row, column, value, style)

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
        """Write one value from data: text only ever as text."""
        if isinstance(value, str):
            self._ok(sheet.write_string(row, column, _no_markup(cell_text(value)), style))
        elif isinstance(value, Marked):
            self._put_marked(sheet, row, column, value, style)
        else:
            self._ok(sheet.write_number(row, column, value, style))

    def _put_marked(self, sheet: Worksheet, row: int, column: int, value: Marked, style: Format) -> None:
        # XlsxWriter does not escape inside rich strings, so a text that needs it is written plain.
        if len(value.pieces) < 2 or excel_text(value.text) != value.text or "_x" in value.text:
            self._ok(sheet.write_string(row, column, _no_markup(excel_text(value.text)), style))
            return
        same = self.style(bold=True)
        different = self.style(bold=True, underline=1, font_color=DIFFERENT)
        parts: list[Format | str] = []
        for piece, differs in value.pieces:
            parts += [different if differs else same, piece]
        self._ok(sheet.write_rich_string(row, column, *parts, style))

    def formula(
        self, sheet: Worksheet, row: int, column: int, formula: str, style: Format, value: float | str
    ) -> None:
        """Write a formula of our own (never text from data) with its value, for programs that do not calculate on opening."""
        self._ok(sheet.write_formula(row, column, formula, style, value))

    def link(self, sheet: Worksheet, row: int, column: int, to: str, text: str, style: Format) -> None:
        """Write a link to the sheet `to` of this workbook (never an address from data)."""
        self._ok(sheet.write_url(row, column, f"internal:'{to}'!A1", style, excel_text(text)))

    def span(self, sheet: Worksheet, row: int, columns: tuple[int, int], text: str, style: Format) -> None:
        """Write a text across several columns of one row; not for tables that are sorted."""
        self._ok(sheet.merge_range(row, columns[0], row, columns[1], "", style))
        self.put(sheet, row, columns[0], text, style)

    def bar_chart(self) -> Any:
        """A stacked bar chart to fill and insert."""
        return self._workbook.add_chart({"type": "bar", "subtype": "stacked"})

    def open_at(self, sheet: Worksheet) -> None:
        """The sheet that a reader sees first."""
        sheet.activate()

    @contextmanager
    def written(self) -> Iterator["Book"]:
        """Completes the file on leaving; on an error closes what is open and leaves the draft to its folder's removal."""
        try:
            yield self
        except BaseException:
            for sheet in self._workbook.worksheets():
                sheet.row_data_fh.close()
            self._workbook.fileclosed = True
            raise
        self._workbook.close()

    @staticmethod
    def _printed(text: str) -> str:
        text = " ".join(visible(text).split())
        if len(text) > _HEADER_LIMIT:
            text = text[: _HEADER_LIMIT - 1] + "…"
        return text.replace("&", "&&")

    def _ok(self, code: int | None) -> None:
        if code is not None and code < 0:
            raise ReportError(
                f"a cell could not be written (code {code})",
                where=Location(str(self.path)),
                remedy="nothing was written; write JSON Lines instead and send the row to the maintainers",
            )


def _plain(
    cells: Sequence[tuple[Value | Open | None, Format]],
) -> list[tuple[fast_rows.Plain | Open, Format]] | None:
    """The cells with their texts as they can stand in a row that is written at once; None where one of them is drawn in pieces."""
    plain: list[tuple[fast_rows.Plain | Open, Format]] = []
    for value, style in cells:
        if isinstance(value, str):
            plain.append((cell_text(value), style))
        elif not isinstance(value, Marked):
            plain.append((value, style))
        elif len(value.pieces) > 1:
            return None
        else:
            plain.append((excel_text(value.text), style))
    return plain


def _no_markup(text: str) -> str:
    # XlsxWriter takes a text between these marks for formatted runs of its own, and would write it as it stands.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
