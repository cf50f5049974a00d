"""The sheet of rows that must stop: one line for each cause, gravest first."""

from collections.abc import Iterator

from screening.model import Agreement, Decision, Finding, FindingState, Match, Verdict
from screening.model.reference import match_ref
from screening.report.safe_text import Sentence
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.page import Heading, Look, Shown
from screening.report.workbook.palette import VERDICTS
from screening.report.workbook.table import Part, Table

NAME = "Stop"
_HEADINGS = (
    Heading("Row", 7, Look.NUMBER),
    Heading("Verdict", 15),
    Heading("Record", 12),
    Heading("Why it must stop", 27, Look.STRONG),
    Heading("In plain words", 42),
    Heading("Facts used, with their cells", 40),
    Heading("Parties", 23),
    Heading("Measure or list", 34),
    Heading("Sources (see Lists & rules)", 20),
    Heading("What to do", 19),
)


def write_stop(book: Book, decisions: list[Decision], *, several: bool) -> tuple[Part, ...]:
    """`decisions` in input order; blocked rows come before prohibited ones."""
    headings = (Heading("File · sheet", 18), *_HEADINGS) if several else _HEADINGS
    table = Table(
        book,
        NAME,
        headings,
        title="Stop: blocked and prohibited",
        subtitle="Transactions that must not go ahead. One line for each cause; the facts are quoted so that each line can be checked by hand.",
        empty="✓ No row is blocked or prohibited.",
        frozen=len(headings) - len(_HEADINGS) + 2,
    )
    for decision in sorted(decisions, key=lambda each: VERDICTS[each.verdict].rank):
        where = (wording.place(decision.file, decision.sheet, several=True),) if several else ()
        for cause in _causes(decision):
            table.add((*where, decision.row, VERDICTS[decision.verdict], decision.record_id, *cause))
            table.page.holds(decision.file, decision.sheet, [decision.row])
    return table.finish()


def _causes(decision: Decision) -> Iterator[tuple[Shown, ...]]:
    """The cells from "Why it must stop" on: of each true finding and each match that stops the row, else of the reasons alone."""
    todo = (
        "Do not process. Block the property and tell the sanctions officer today."
        if decision.verdict is Verdict.BLOCKED
        else "Do not process. Ask the sanctions officer whether a licence applies."
    )
    parties = wording.parties(decision.record)
    stopping = [each for each in decision.matches if wording.stops(decision, each)]
    told: list[Match] = []
    found = False
    for finding in decision.findings:
        if finding.state is FindingState.TRUE:
            found = True
            parts = [each for each in stopping if wording.rests_on(finding, each)]
            told += parts
            yield (*_finding(decision, finding, parts, parties), todo)
    for match in stopping:
        if match not in told:
            found = True
            yield (*_match(match, parties), todo)
    if not found:
        facts = wording.facts(decision.record)
        yield (Sentence(" ".join(decision.reasons)), "", facts, parties, "", "", todo)


def _finding(decision: Decision, finding: Finding, matches: list[Match], parties: str) -> tuple[Shown, ...]:
    measure = [f"{finding.rule}, revision {finding.revision}", wording.outcome(finding.outcome)]
    return (
        finding.title,
        Sentence(finding.text),
        wording.quoted(finding, decision.record),
        parties,
        "\n".join((*measure, *(_listed(each) for each in matches))),
        wording.cited(finding),
    )


def _listed(match: Match) -> str:
    return (
        f"{match.name.text}\n{match.entity.id}\nref {match_ref(match)}\n{wording.listed_under(match.entity)}"
    )


def _match(match: Match, parties: str) -> tuple[Shown, ...]:
    agreeing = wording.evidence(match, (Agreement.AGREES,))
    facts = f"{wording.words(match.role)}: {match.input_name or match.ours}{wording.at(match.cell)}"
    return (
        Sentence(f"Listed party: {match.name.text}"),
        wording.why(match),
        Sentence(f"{facts}\n{agreeing}" if agreeing else facts),
        parties,
        _listed(match),
        "",
    )
