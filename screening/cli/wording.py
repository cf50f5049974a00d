"""A decision told to a person at a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from screening.model import Agreement, Decision, Match, Strength, Verdict
from screening.names import isolated

VERDICTS = {
    Verdict.BLOCKED: "[bold red]■ blocked[/]",
    Verdict.PROHIBITED: "[bold red]■ prohibited[/]",
    Verdict.REVIEW: "[bold yellow]▲ review[/]",
    Verdict.CLEAR: "[green]● clear[/]",
    Verdict.NOT_SCREENED: "[bold magenta]× not screened[/]",
}
_STYLES = {
    Strength.CONFIRMED: "bold red",
    Strength.POSSIBLE: "bold yellow",
    Strength.CONTRADICTED: "dim",
    Strength.NONE: "dim",
}
_SIGNS = {Agreement.AGREES: "+", Agreement.CONFLICTS: "−", Agreement.UNKNOWN: "?"}


def say_notes(console: Console, notes: Sequence[str]) -> None:
    """What a reader of the answer should know of how it was come by, a line each."""
    for note in notes:
        console.print(f"[yellow]note[/] {escape(note)}")


def say_decision(console: Console, decision: Decision, name: str, compared_with: str) -> None:
    """The verdict first, then each match with why, then what would settle it."""
    console.print(isolated(f"{VERDICTS[decision.verdict]}  {escape(name)}"))
    console.print(f"compared with {compared_with}\n")
    for match in decision.matches:
        _say_match(console, match)
    for reason in decision.reasons:
        console.print(isolated(f"• {escape(reason)}"))
    for need in decision.needs:
        console.print(
            isolated(f"? {escape(need.question)} [dim]({escape(need.field)}: {escape(need.reason)})[/]")
        )


def _say_match(console: Console, match: Match) -> None:
    entity = match.entity
    style = _STYLES[match.strength]
    listed = isolated(f"[bold]{escape(match.name.text)}[/]")
    console.print(
        f"[{style}]{match.strength.value} {match.score:5.1f}[/]  {listed}  "
        f"{entity.id} · {entity.list} · {escape(', '.join(entity.programs))}"
    )
    if match.name.text != entity.name:
        console.print(isolated(f"    listed as {escape(entity.name)}"))
    if match.why:
        console.print(f"    {escape(match.why)}")
    for each in match.evidence:
        said = f"{escape(each.ours or 'not given')} against {escape(each.theirs or 'not listed')}"
        console.print(isolated(f"    {_SIGNS[each.agreement]} {each.field.replace('_', ' ')}: {said}"))
    console.print()
