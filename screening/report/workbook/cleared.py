"""The sheet of clear rows: what was compared, and which rules came nearest."""

from itertools import islice

from screening.model import Decision, Finding, FindingState, Strength, Trace, Tristate
from screening.report.safe_text import Sentence
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.clear_rows import FACTS, NAMES, RECORD, ClearRows
from screening.report.workbook.fast_rows import OPEN
from screening.report.workbook.page import Heading, Look
from screening.report.workbook.palette import CLEAR
from screening.report.workbook.table import Part, Table

NAME = "Cleared"
_NEAREST = 2
_HEADINGS = (
    Heading("Row", 8, Look.NUMBER),
    Heading("Verdict", 11),
    RECORD,
    NAMES,
    FACTS,
    Heading("Why it is clear", 56),
)


class ClearedRows:
    """Writes clear rows as they come, so that a long run needs no memory for them."""

    def __init__(self, book: Book, *, several: bool) -> None:
        self._several = several
        headings = (Heading("File · sheet", 18), *_HEADINGS) if several else _HEADINGS
        self._table = Table(
            book,
            NAME,
            headings,
            title="Cleared",
            subtitle="Rows with no name close enough to a listed one and no rule met, with what was compared.",
            empty="No row is clear.",
            frozen=len(headings) - len(_HEADINGS) + 2,
        )

    def add(self, decision: Decision) -> None:
        """One row's decision, with the rules that came nearest."""
        where = (wording.place(decision.file, decision.sheet, several=True),) if self._several else ()
        self._table.add(
            (
                *where,
                decision.row,
                CLEAR,
                decision.record_id,
                wording.parties(decision.record),
                wording.facts(decision.record),
                why_clear(decision),
            )
        )
        self._table.page.holds(decision.file, decision.sheet, [decision.row])

    def add_plain(self, rows: ClearRows) -> None:
        """Rows of which nothing is to be said, each with the place that it gets."""
        place = (wording.place(rows.file, rows.sheet, several=True),) if self._several else ()
        # Their number, id, names and facts are their own.
        alike = (*place, OPEN, CLEAR, OPEN, OPEN, OPEN, Sentence("\n".join(rows.reasons)))
        numbers = iter([each[0] for each in rows.rows])
        for page, count in self._table.add_alike(alike, rows.rows, rows.heights):
            page.holds(rows.file, rows.sheet, list(islice(numbers, count)))

    def finish(self) -> tuple[Part, ...]:
        return self._table.finish()


def why_clear(decision: Decision) -> str:
    """The rules that came nearest, the matches that were set aside, and how many rules remain."""
    by_state: dict[FindingState, list[Finding]] = {}
    for finding in decision.findings:
        by_state.setdefault(finding.state, []).append(finding)
    not_met = sorted(by_state.get(FindingState.FALSE, ()), key=_distance)
    not_in_force = by_state.get(FindingState.NOT_IN_FORCE, [])
    nearest = (not_met or not_in_force)[:_NEAREST]
    notes = [f"Note: {each.title}: {each.text}" for each in by_state.get(FindingState.INFORMATIONAL, ())]
    told = [each.text for each in nearest] + notes if nearest else list(decision.reasons)
    contradicted = [each for each in decision.matches if each.strength is Strength.CONTRADICTED]
    # Said by the decision's own reasons where nothing came nearer.
    dismissed = [each for each in decision.matches if each.dismissed and each not in contradicted]
    other = len(decision.matches) - len(contradicted) - len(dismissed)
    if other:
        told.append(
            f"{wording.counted(other, 'close name')} without bearing on the row: see Matches to review."
        )
    told += (
        f"Contradicted and set aside: {each.name.text} ({each.entity.id}), score {each.score:.0f}: {each.set_aside}."
        for each in contradicted
    )
    told += (
        f"{each.name.text} ({each.entity.id}), score {each.score:.0f}. {wording.earlier(each.earlier)}"
        for each in dismissed
        if each.earlier is not None and nearest
    )
    others = {
        "not met": sum(each not in nearest for each in not_met),
        "not in force on the day": sum(each not in nearest for each in not_in_force),
    }
    rest = [f"{wording.counted(count, 'other rule')} {how}" for how, count in others.items() if count]
    if rest:
        told.append(f"{'; '.join(rest)}.")
    return Sentence("\n".join(told))


def _distance(finding: Finding) -> int:
    """How many conditions failed: the fewer, the nearer. Without a trace a rule counts as far."""
    return _failed(finding.trace) if finding.trace else 1_000


def _failed(trace: Trace) -> int:
    if trace.children:
        return sum(_failed(each) for each in trace.children)
    return int(trace.state is Tristate.FALSE)
