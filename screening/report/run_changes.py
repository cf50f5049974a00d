"""What sets two runs apart, as a workbook or as csv."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from screening.report.workbook.book import Imprint
from screening.report.workbook.page import Heading, Look
from screening.report.workbook.sheets import Sheet, write_sheets
from screening.report.write import put_whole, write_table

_WIDTHS = (15, 38, 26, 26, 15, 15, 16, 20, 44)
_SHEETS = (
    ("Verdicts", ("verdict",), "No verdict changed."),
    ("New matches", ("new match",), "No match is new."),
    ("Changed matches", ("changed match",), "No match changed."),
    ("Lost matches", ("lost match",), "No match was lost."),
)


def write_changes(target: Path, header: Sequence[str], rows: Sequence[Sequence[str]], day: date) -> None:
    """Write changes whole or not at all, each with what it is in its first cell; `day` is the workbook's own date. Raises ReportError."""
    if target.suffix.lower() == ".csv":
        write_table(target, header, rows)
        return
    headings = tuple(
        Heading(title.capitalize(), width, Look.STRONG if number == 1 else Look.TEXT)
        for number, (title, width) in enumerate(zip(header, _WIDTHS, strict=True))
    )
    sheets = [
        Sheet(
            name, f"{len(rows):,} changes in all", headings, [row for row in rows if row[0] in kinds], empty
        )
        for name, kinds, empty in _SHEETS
    ]
    imprint = Imprint("Changes between two runs", "verdicts and matches", f"{len(rows):,} changes", day)
    put_whole(target, lambda draft: write_sheets(draft, imprint, sheets))
