"""One row's explanation told to a person at a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from screening.cli.wording import VERDICTS
from screening.model import Decision, Finding, FindingState, Need, Strength, Trace, Tristate, Verdict
from screening.names import isolated
from screening.ruleset import Explanation, nearest

_ANSWERS = {
    Tristate.TRUE: "[bold]yes[/]",
    Tristate.UNKNOWN: "[bold yellow]?[/]",
    Tristate.FALSE: "[dim]no[/]",
}
_STATES = {
    FindingState.TRUE: "it applies",
    FindingState.UNKNOWN: "open",
    FindingState.FALSE: "it does not apply",
    FindingState.NOT_IN_FORCE: "not in force",
    FindingState.INFORMATIONAL: "for information",
}
_ORDER = tuple(_STATES)
_GROUPS = {"all": "all of these hold", "any": "at least one of these holds", "not": "this does not hold"}


def say_explanations(console: Console, decision: Decision, explanations: Sequence[Explanation]) -> None:
    """The decision first, then each measure with a bearing; for a row that none reaches, what the nearest ones lack."""
    place = " · ".join(
        each for each in (decision.file, decision.sheet, f"row {decision.row}", decision.record_id) if each
    )
    console.print(f"{VERDICTS[decision.verdict]}  {escape(place)}")
    for reason in decision.reasons:
        console.print(isolated(f"• {escape(reason)}"))
    _say_row(console, decision)
    bearing = [(each, each.finding) for each in explanations if each.finding is not None]
    for each, finding in sorted(bearing, key=lambda pair: _ORDER.index(pair[1].state)):
        _say_measure(console, each, finding)
    if decision.verdict is Verdict.CLEAR and explanations:
        console.print("\n[bold]Why not: what the nearest measures would need[/]")
        for each in nearest(explanations):
            _say_unmet(console, each)


def _say_row(console: Console, decision: Decision) -> None:
    record = decision.record
    if record is None:
        where = f" ({decision.not_screened_cell})" if decision.not_screened_cell else ""
        console.print(f"No measure was asked: the row could not be read{where}.")
        return
    console.print()
    for party in record.parties:
        cell = f" ({party.cell.ref})" if party.cell else ""
        named = escape(party.name or "identifiers only")
        console.print(isolated(f"{party.role.value.replace('_', ' ')}: {named}{cell}"))
    for match in decision.matches:
        where = f" ({match.cell})" if match.cell else ""
        line = (
            f"  {match.strength.value} match: {escape(match.ours)}{where} with {escape(match.name.text)} "
            f"({match.entity.id}, {match.entity.list}), score {match.score:.0f}"
            + (f", set aside: {escape(match.set_aside)}" if match.strength is Strength.CONTRADICTED else "")
        )
        console.print(isolated(line))
    for need in decision.needs:
        _say_need(console, need, "")


def _say_measure(console: Console, explanation: Explanation, finding: Finding) -> None:
    rule = explanation.rule
    outcome = rule.outcome.value.replace("_", " ")
    console.print(f"\n[bold]{rule.id}[/]  revision {rule.revision} · {outcome} · {_STATES[finding.state]}")
    console.print(escape(rule.title))
    console.print(isolated(escape(finding.text)))
    if (
        finding.state is FindingState.NOT_IN_FORCE
    ):  # what it would ask of a day on which it binds nobody helps nobody
        return
    tree = Tree("what was asked, and what the row answers")
    for part in explanation.trace.children:
        _grow(tree, part)
    console.print(tree)
    for need in finding.needs:
        _say_need(console, need, "would settle it: ")
    cited = {cite for leaf in _leaves(explanation.trace) for cite in leaf.cite}
    for source in rule.sources:
        if source.id in cited:
            doubt = "" if source.verified else " [yellow](not verified)[/]"
            console.print(f"  {escape(source.id)}: {escape(source.title)}{doubt}  {source.url}")


def _say_unmet(console: Console, explanation: Explanation) -> None:
    console.print(f"[bold]{explanation.rule.id}[/]  {escape(explanation.rule.title)}")
    for leaf in explanation.unmet:
        console.print(f"  {_ANSWERS[leaf.state]} {_said(leaf)}")


def _say_need(console: Console, need: Need, lead: str) -> None:
    where = f" ({need.cell})" if need.cell else ""
    console.print(isolated(f"? {lead}{escape(need.question)} [dim]{escape(need.reason)}{where}[/]"))
    for line in need.settle:
        console.print(f"    {escape(line)}")


def _grow(tree: Tree, trace: Trace) -> None:
    branch = tree.add(f"{_ANSWERS[trace.state]} {_said(trace)}")
    for part in trace.children:
        _grow(branch, part)


def _said(trace: Trace) -> str:
    if trace.label in _GROUPS:
        return f"[italic]{_GROUPS[trace.label]}[/]"
    text = escape(f"exception: {trace.text}" if trace.label == "exception" else trace.text)
    where = f" ({trace.cell})" if trace.cell and trace.cell not in trace.read else ""
    read = isolated(f" — {escape(trace.read)}{where}") if trace.read else ""
    return text + read + (f" [dim]{escape('[' + ', '.join(trace.cite) + ']')}[/]" if trace.cite else "")


def _leaves(trace: Trace) -> list[Trace]:
    return [leaf for each in trace.children for leaf in _leaves(each)] if trace.children else [trace]
