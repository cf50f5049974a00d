"""The worklist of missing facts: one line for each row and each fact that would settle it."""

from collections.abc import Iterator

from screening.model import Decision, Finding, FindingState, Match, Need, Trace, Tristate, Verdict
from screening.report.safe_text import Sentence
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.page import Heading, Look, Shown
from screening.report.workbook.palette import VERDICTS
from screening.report.workbook.table import Part, Table

NAME = "Missing facts"
_HEADINGS = (
    Heading("Row", 7, Look.NUMBER),
    Heading("Verdict", 13),
    Heading("Record", 12),
    Heading("Missing fact", 16, Look.STRONG),
    Heading("Question", 34),
    Heading("Answer", 20, Look.FILL),
    Heading("What each answer would give", 42),
    Heading("Why it is not known", 24),
    Heading("Looked for in", 11),
    Heading("What waits for it", 44),
    Heading("Parties", 27),
)

_PERSON = "a person's decision"
_OPEN = (FindingState.TRUE, FindingState.UNKNOWN)


def write_missing(book: Book, decisions: list[Decision], *, several: bool) -> tuple[Part, ...]:
    """`decisions` in input order, with or without needs; returns where the lines stand."""
    headings = (Heading("File · sheet", 18), *_HEADINGS) if several else _HEADINGS
    table = Table(
        book,
        NAME,
        headings,
        title="Missing facts",
        subtitle="Questions whose answers would settle a row. An unknown fact never counts as harmless.",
        advice="Enter the answer in your own spreadsheet, in the column named, and screen again. The yellow column is for your notes.",
        empty="✓ No fact is missing.",
        frozen=len(headings) - len(_HEADINGS) + 2,
    )
    for decision in decisions:
        where = (wording.place(decision.file, decision.sheet, several=True),) if several else ()
        for cells in _lines(decision):
            table.add((*where, decision.row, VERDICTS[decision.verdict], decision.record_id, *cells))
            table.page.holds(decision.file, decision.sheet, [decision.row])
    return table.finish()


def needs_of(decision: Decision) -> dict[tuple[str, str, str], Need]:
    """A decision's needs and those of its findings, each once."""
    every = (*decision.needs, *(need for finding in decision.findings for need in finding.needs))
    told: dict[tuple[str, str, str], Need] = {}
    for need in every:
        told.setdefault((need.field, need.question, need.reason), need)
    return told


def _lines(decision: Decision) -> Iterator[tuple[Shown, ...]]:
    parties = wording.parties(decision.record)
    needs = needs_of(decision)
    for need in needs.values():
        waiting = [
            _told(finding)
            for finding in decision.findings
            if any((each.field, each.question) == (need.field, need.question) for each in finding.needs)
        ]
        yield (
            wording.words(need.field),
            Sentence(need.question),
            None,
            _settled(decision, need),
            need.reason,
            need.cell or "no cell",
            wording.some(waiting, between="\n"),
            parties,
        )
    if decision.verdict is not Verdict.REVIEW:
        return
    # A row under review must stand on some worklist, whatever put it there. What waits for a match alone is decided beside that match.
    matches = [each for each in decision.matches if each.standing]
    open_findings = [
        each
        for each in decision.findings
        if each.state in _OPEN and not each.needs and not _waits_for(matches, each.trace)
    ]
    for finding in open_findings:
        yield (_PERSON, finding.title, None, "", "", "", _told(finding), parties)
    if not needs and not open_findings and not matches:
        yield (_PERSON, Sentence(" ".join(decision.reasons)), None, "", "", "", "", parties)


def _waits_for(matches: list[Match], trace: Trace | None) -> bool:
    """Does every condition that is open read one of these matches?"""
    unknown = [each for each in _leaves(trace) if each.state is Tristate.UNKNOWN]
    return bool(unknown) and all(any(match.entity.id in each.read for match in matches) for each in unknown)


def _leaves(trace: Trace | None) -> Iterator[Trace]:
    if trace is not None and not trace.children:
        yield trace
    for each in trace.children if trace is not None else ():
        yield from _leaves(each)


def _settled(decision: Decision, need: Need) -> str:
    """What each answer would give; by measure where several wait for it and they differ."""
    told = {
        finding.title: each.settle
        for finding in decision.findings
        for each in finding.needs
        if (each.field, each.question) == (need.field, need.question) and each.settle
    } or {"": need.settle}
    if len(set(told.values())) == 1:
        return "\n".join(next(iter(told.values())))
    return "\n".join(line for title, lines in told.items() for line in (f"{title}:", *lines))


def _told(finding: Finding) -> str:
    return f"{finding.title} ({'; '.join((finding.rule, *finding.cite))}): {finding.text}"
