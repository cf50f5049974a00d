"""A workbook of plain tables, one a sheet, in the report's dress: for differences of lists and for rescreenings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening.report.workbook.book import Book, Imprint
from screening.report.workbook.page import Heading, Shown
from screening.report.workbook.table import Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: `empty` is what is said where it has no row."""

    name: str
    subtitle: str
    headings: tuple[Heading, ...]
    rows: Iterable[Sequence[Shown]]
    empty: str


def write_sheets(path: Path, imprint: Imprint, sheets: Sequence[Sheet]) -> None:
    """Write the tables in their order; the first is what a reader sees."""
    with Book(path, imprint, [each.name for each in sheets]).written() as book:
        for number, each in enumerate(sheets):
            table = Table(
                book,
                each.name,
                each.headings,
                title=f"{imprint.title}: {each.name.lower()}" if number else imprint.title,
                subtitle=each.subtitle,
                empty=each.empty,
            )
            for row in each.rows:
                table.add(row)
            table.finish()
        book.open_at(book.sheet(sheets[0].name))
