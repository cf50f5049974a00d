"""The sheet on which a reviewer decides: one line a match, names side by side, the decision columns beside the reference."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from screening.model import Agreement, Decision, Match, MatchKey, RunInfo
from screening.model.reference import REDACTED_KEY, match_ref, seal
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.differences import side_by_side
from screening.report.workbook.page import Heading, Look, Shown
from screening.report.workbook.palette import CONTRADICTED, DISMISSED, DONE, FAINT, FILL_IN, NOTE, STOP, Mark
from screening.report.workbook.table import Part, Table

NAME = "Matches to review"
TRUE_MATCH, FALSE_POSITIVE, MORE_FACTS = "True match", "False positive", "Need more facts"
_REASONS = (
    "Different birth date",
    "Different country",
    "Different identifier",
    "Different kind of party",
    "Different name",
    "Same party, confirmed",
)
_SHOWN_ROWS = 12
_REDACTED = (
    "This report is redacted and is for reading: decide in the report that was written without --redact."
)
HEADINGS = (
    Heading("Ref", 15, Look.CODE),
    Heading("Priority", 17),
    Heading("Score", 8, Look.SCORE),
    Heading("Decision", 13.5, Look.FILL),
    Heading("Reason", 16, Look.FILL),
    Heading("Reviewer", 10, Look.FILL),
    Heading("Second reviewer", 10, Look.FILL),
    Heading("Valid until", 11, Look.FILL_DATE),
    Heading("Name in your file", 23, Look.STRONG),
    Heading("Listed name", 23, Look.STRONG),
    Heading("Where in your file", 15),
    Heading("Q1  Which list, which programmes", 16),
    Heading("Q3  How much of the name matched, and why", 26),
    Heading("Q5  What is alike (=), differs (≠), is not known (?)", 26),
    Heading("Q2, Q4  Person or entity; the whole listed entry", 33),
    Heading("What to do", 17),
    Heading("Key", 18, Look.CODE, hidden=True),
)
_PRIORITY, _SCORE, _DECISION, _REASON, _REVIEWER, _SECOND, _UNTIL, _FROZEN = 1, 2, 3, 4, 5, 6, 7, 8


@dataclass(slots=True)
class Line:
    """Equal matches of equal facts in one or more rows: one decision settles them all."""

    ref: str
    key: MatchKey | None
    mark: Mark
    match: Match
    order: int
    places: list[str] = field(default_factory=list)
    rows: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass(slots=True)
class MatchLines:
    """Gathers matches, decision by decision, into the lines of the sheet."""

    several: bool
    lines: dict[tuple[str, MatchKey | None], Line] = field(default_factory=dict)

    def gather(self, decision: Decision) -> None:
        for match in decision.matches:
            mark = wording.priority(decision, match)
            identity = (match_ref(match), match.key)
            line = self.lines.get(identity)
            if line is None:
                line = self.lines[identity] = Line(*identity, mark, match, len(self.lines))
            elif mark.rank < line.mark.rank:
                line.mark = mark
            where = wording.place(decision.file, decision.sheet, several=self.several)
            row = f"row {decision.row}{wording.at(match.cell)}"
            line.places.append(f"{where} {row}" if where else row)
            line.rows.append((decision.file, decision.sheet, decision.row))

    def counts(self) -> dict[tuple[str, str], int]:
        """Lines by (list, priority label)."""
        told: dict[tuple[str, str], int] = {}
        for line in self.lines.values():
            key = (line.match.entity.list, line.mark.label)
            told[key] = told.get(key, 0) + 1
        return told

    def ordered(self) -> Iterable[Line]:
        """Gravest first, then highest score, then input order."""
        return sorted(self.lines.values(), key=lambda each: (each.mark.rank, -each.match.score, each.order))


def write_matches(book: Book, gathered: MatchLines, run: RunInfo) -> tuple[Part, ...]:
    """Write the sheet with its dropdowns; returns where the lines stand, for the progress on the summary."""
    table = Table(
        book,
        NAME,
        HEADINGS,
        title="Matches to review",
        subtitle="One line a match, gravest first; equal matches of several rows share a line. Letters that differ are red and underlined.",
        advice=_REDACTED
        if run.redacted
        else "Fill only the yellow columns: a Decision for every ■ STOP and ▲ REVIEW line. Sort, filter and add columns freely; leave Ref as it is.",
        empty="✓ No name in your file is close to a listed one.",
        frozen=_FROZEN,
    )
    for line in gathered.ordered():
        table.add(_cells(line, run))
        for file, sheet, row in line.rows:
            table.page.holds(file, sheet, [row])
    parts = table.finish()
    for part in parts:
        if part.last >= part.first:
            _validate(part, run)
            _colour(book, part)
    return parts


def _cells(line: Line, run: RunInfo) -> tuple[Shown, ...]:
    match = line.match
    ours, theirs = side_by_side(match.input_name or "(identifier only)", match.name.text)
    return (
        line.ref,
        line.mark,
        round(match.score, 2),
        None,
        None,
        None,
        None,
        None,
        ours,
        theirs,
        f"{wording.words(match.role)}\n{wording.some(line.places, _SHOWN_ROWS, between=', ')}",
        wording.listed_under(match.entity),
        wording.why(match),
        wording.evidence(match, tuple(Agreement)),
        wording.entry(match),
        wording.what_to_do(line.mark, match),
        REDACTED_KEY if run.redacted else seal(line.ref, line.key, run.run_id) if line.key else "",
    )


def _validate(part: Part, run: RunInfo) -> None:
    sheet, first, last = part.page.sheet, part.first, part.last
    sheet.data_validation(
        first, _DECISION, last, _DECISION,
        {"validate": "list", "source": [TRUE_MATCH, FALSE_POSITIVE, MORE_FACTS], "error_title": "Decision",
         "error_message": "Choose one of the three answers."},
    )  # fmt: skip
    # A reason of the reviewer's own is welcome: the list only suggests.
    sheet.data_validation(
        first, _REASON, last, _REASON, {"validate": "list", "source": list(_REASONS), "show_error": False}
    )
    sheet.data_validation(
        first, _SECOND, last, _SECOND,
        {"validate": "custom", "value": f"=G{first + 1}<>F{first + 1}", "error_title": "Second reviewer",
         "error_message": "The second reviewer must be another person."},
    )  # fmt: skip
    sheet.data_validation(
        first, _UNTIL, last, _UNTIL,
        {"validate": "date", "criteria": ">=", "value": date.fromisoformat(run.as_of[:10]), "error_title": "Valid until",
         "error_message": "Give a date (YYYY-MM-DD) on or after the day of the run."},
    )  # fmt: skip


def _colour(book: Book, part: Part) -> None:
    """What is still to fill in glows; what is decided fades. The specific comes first: LibreOffice applies only the first that holds."""
    sheet, first, last, row = part.page.sheet, part.first, part.last, part.first + 1
    missing = book.style(bg_color="#F6B79A")
    to_do = book.style(bg_color=FILL_IN)
    done = book.style(font_color=FAINT)
    decided = book.style(bg_color=DONE)
    rules = (
        (_REASON, _REASON, f'=AND($D{row}="{FALSE_POSITIVE}",$E{row}="")', missing),
        (_REVIEWER, _REVIEWER, f'=AND($D{row}<>"",$F{row}="")', missing),
        (_DECISION, _DECISION, f'=$D{row}<>""', decided),
        (_DECISION, _DECISION, f'=AND($D{row}="",OR($B{row}="{STOP.label}",$B{row}="▲ REVIEW"))', to_do),
        (_FROZEN, len(HEADINGS) - 1, f'=$D{row}<>""', done),
        (
            _FROZEN,
            len(HEADINGS) - 1,
            f'=OR($B{row}="{NOTE.label}",$B{row}="{CONTRADICTED.label}",$B{row}="{DISMISSED.label}")',
            done,
        ),
    )
    for left, right, criteria, style in rules:
        sheet.conditional_format(
            first, left, last, right, {"type": "formula", "criteria": criteria, "format": style}
        )
