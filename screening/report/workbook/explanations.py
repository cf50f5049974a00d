"""The sheet that takes the answers apart: every condition of every measure that stops a row or leaves it open, with yes, no or ?."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from screening.model import Decision, Finding, FindingState, Trace, Tristate
from screening.report.safe_text import Sentence
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.page import Heading, Indented, Look, Shown
from screening.report.workbook.table import Part, Table

NAME = "Explanations"
_HEADINGS = (
    Heading("Measure", 30, Look.STRONG),
    Heading("Rows", 22),
    Heading("Condition", 62),
    Heading("Answer", 10, Look.STRONG),
    Heading("What was read in the first of the rows", 52),
    Heading("Sources (see Lists & rules)", 24),
)
_ANSWERS = {Tristate.TRUE: "✓ yes", Tristate.FALSE: "✗ no", Tristate.UNKNOWN: "? open"}
_GROUPS = {"all": "all of these hold:", "any": "at least one of these holds:", "not": "this does not hold:"}
_TOLD = (FindingState.TRUE, FindingState.UNKNOWN)


@dataclass(slots=True)
class _Case:
    """Rows in which one measure's conditions were all answered alike; the first stands for them."""

    finding: Finding
    trace: Trace
    rows: list[str] = field(default_factory=list)


def write_explanations(book: Book, decisions: Iterable[Decision], *, several: bool) -> tuple[Part, ...]:
    """One block for each measure and pattern of answers, in the order of its first row; rows answered alike share it."""
    table = Table(
        book,
        NAME,
        _HEADINGS,
        title="Explanations",
        subtitle="Why each measure answered as it did, condition by condition. Rows whose conditions were answered alike share one block.",
        empty="✓ No measure stops a row or is open.",
        frozen=1,
    )
    for case in _cases(decisions, several=several).values():
        rows = wording.some(case.rows)
        for depth, node in _walk(case.trace, 0):
            table.add(_line(case.finding, rows, depth, node))
    return table.finish()


def _cases(decisions: Iterable[Decision], *, several: bool) -> dict[tuple[object, ...], _Case]:
    cases: dict[tuple[object, ...], _Case] = {}
    for decision in decisions:
        for finding in decision.findings:
            if finding.state in _TOLD and finding.trace is not None:
                pattern = (
                    finding.rule,
                    *((depth, node.text, node.state) for depth, node in _walk(finding.trace, 0)),
                )
                case = cases.setdefault(pattern, _Case(finding, finding.trace))
                place = f"{wording.place(decision.file, decision.sheet, several=True)} " if several else ""
                case.rows.append(f"{place}{decision.row}")
    return cases


def _walk(trace: Trace, depth: int) -> Iterator[tuple[int, Trace]]:
    yield depth, trace
    for each in trace.children:
        yield from _walk(each, depth + 1)


def _line(finding: Finding, rows: str, depth: int, node: Trace) -> tuple[Shown, ...]:
    words = (
        f"{finding.outcome.value.replace('_', ' ')}, if:" if not depth else _GROUPS.get(node.label, node.text)
    )
    return (
        f"{finding.title} ({finding.rule})" if not depth else "",
        rows if not depth else "",
        Indented(words, depth),
        _ANSWERS[node.state],
        Sentence(
            node.read
            if not node.read or f"({node.cell})" in node.read
            else f"{node.read}{wording.at(node.cell)}"
        ),
        ", ".join(node.cite) if depth else "",
    )
