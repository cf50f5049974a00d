"""The sheet of everything that was not screened, was skipped, or was read with a doubt."""

from dataclasses import dataclass, field

from screening.model import Decision, RunInfo
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.page import Heading, Look, Shown
from screening.report.workbook.palette import NOTE, SKIPPED, UNSCREENED
from screening.report.workbook.table import Part, Table

NAME = "Not screened"
_SHOWN_PLACES = 12
_HEADINGS = (
    Heading("Kind", 18),
    Heading("File · sheet", 28),
    Heading("Rows", 7, Look.COUNT),
    Heading("Where", 30),
    Heading("What was found", 56),
    Heading("What to do", 34),
)


@dataclass(slots=True)
class Places:
    """How often a line was said, the first places, and its words with the first value."""

    text: str
    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, place: str) -> None:
        self.count += 1
        if len(self.first) < _SHOWN_PLACES:
            self.first.append(place)

    @property
    def shown(self) -> str:
        left = self.count - len(self.first)
        return ", ".join(self.first) + (f", +{left:,} more" if left else "")


@dataclass(slots=True)
class Doubts:
    """Gathers rows that were not screened, and data-quality lines grouped by their words."""

    unreadable: list[Decision] = field(default_factory=list)
    notes: dict[tuple[str, str, str], Places] = field(default_factory=dict)

    def gather(self, decision: Decision) -> None:
        if decision.not_screened_reason is not None or decision.record is None:
            self.unreadable.append(decision)
        for note in decision.record.notes if decision.record else ():
            key = (decision.file, decision.sheet, note.kind or note.text)
            places = self.notes.setdefault(key, Places(note.text))
            places.add(f"row {decision.row}{wording.at(note.cell)}")


def write_not_screened(book: Book, doubts: Doubts, run: RunInfo) -> tuple[Part, ...]:
    """Unscreened rows first, then skipped ones, then notes about rows and sheets."""
    table = Table(
        book,
        NAME,
        _HEADINGS,
        title="Not screened, skipped, and data quality",
        subtitle="What could not be read, was left out, or was read with a doubt. Nothing is dropped in silence; a row not screened is never clear.",
        empty="✓ Every row was screened, and nothing about the data calls for attention.",
        frozen=1,
    )
    for each in doubts.unreadable:
        reason = each.not_screened_reason or "the row could not be read"
        where = f"row {each.row}{wording.at(each.not_screened_cell)}"
        table.add((UNSCREENED, _input(each.file, each.sheet), 1, _named(where, each.record_id), reason,
                   "Put the cell right and screen again. This row is NOT cleared."))  # fmt: skip
        table.page.holds(each.file, each.sheet, [each.row])
    for row in run.skipped:
        table.add(
            (
                SKIPPED,
                _input(row.file, row.sheet),
                1,
                f"row {row.row}",
                row.reason,
                "Nothing, if this is no record.",
            )
        )
    for cells in _notes(doubts, run):
        table.add(cells)
    return table.finish()


def _notes(doubts: Doubts, run: RunInfo) -> list[tuple[Shown, ...]]:
    lines: list[tuple[Shown, ...]] = []
    for source in run.inputs:
        for sheet in source.sheets:
            lines += [(NOTE, _input(source.path, sheet.sheet), None, "the whole sheet", note, "Check that it was read as you mean it.")
                      for note in sheet.notes]  # fmt: skip
    for (file, sheet_name, kind), places in doubts.notes.items():
        text = places.text if places.count == 1 or kind == places.text else f"{kind} (first: {places.text})"
        lines.append(
            (
                NOTE,
                _input(file, sheet_name),
                places.count,
                places.shown,
                text,
                "Check that it was read as you mean it.",
            )
        )
    return lines


def _input(file: str, sheet: str) -> str:
    return wording.place(file, sheet, several=True)


def _named(where: str, record_id: str) -> str:
    return f"{where}, record {record_id}" if record_id else where
