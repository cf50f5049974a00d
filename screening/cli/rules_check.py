"""`screening rules lint`, `coverage` and `mutate`: how far the encoded measures, and one's own, may be relied on."""

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import DebugOption, RulesOption

if TYPE_CHECKING:
    from screening.ruleset import Ruleset

FOUND = 4


def load(rules: list[Path] | None) -> "Ruleset":
    """The shipped rules with those of the given folders."""
    from screening import resources
    from screening.ruleset import Ruleset

    return Ruleset.load([resources.rules_dir(), *(rules or [])])


def lint(
    rules: RulesOption = None,
    months: Annotated[
        int, typer.Option("--months", metavar="N", min=1, help="Note sources that were read longer ago.")
    ] = 12,
    debug: DebugOption = False,
) -> None:
    """Look for what is wrong with the rules though they load; leaves with 4 when something is.

    Example: screening rules lint --rules house
    """
    from rich.markup import escape

    from screening.cli.options import day_of
    from screening.cli.terminal import results
    from screening.errors import ScreeningError, ScreeningErrors
    from screening.ruleset.lint import lint as look

    console = results()
    try:
        ruleset = load(rules)
    except ScreeningError as error:
        broken = error.errors if isinstance(error, ScreeningErrors) else (error,)
        for each in broken:
            console.print(f"[bold red]error[/] {escape(str(each))}")
        console.print(f"{len(broken)} errors: the rules do not load, so that nothing else was looked at")
        raise typer.Exit(FOUND) from None
    remarks = look(ruleset, today=day_of(None), months=months)
    for remark in remarks:
        kind = "[dim]note[/] " if remark.note else "[bold red]error[/]"
        console.print(f"{kind} {escape(remark.about)}: {escape(remark.text)}")
    errors = sum(not each.note for each in remarks)
    console.print(f"{len(ruleset.rules)} rules: {errors} errors, {len(remarks) - errors} notes")
    if errors:
        raise typer.Exit(FOUND)


def coverage(rules: RulesOption = None, debug: DebugOption = False) -> None:
    """Show which answers the examples have seen each question give; leaves with 4 when one lacks yes, no or open.

    Example: screening rules coverage
    """
    from rich.markup import escape

    from screening.cli.terminal import results
    from screening.model import Tristate
    from screening.ruleset.coverage import coverage as seen_by

    words = {Tristate.TRUE: "yes", Tristate.UNKNOWN: "open", Tristate.FALSE: "no"}
    console = results()
    leaves = seen_by(load(rules))
    lacking = [each for each in leaves if each.lacking]
    for leaf in lacking:
        kind = "[bold red]error[/]" if leaf.required else "[dim]note[/] "
        never = ", ".join(words[each] for each in leaf.lacking)
        console.print(f"{kind} {leaf.rule}: {leaf.part}: '{escape(leaf.text)}' is never answered {never}")
    required = [each for each in leaves if each.required]
    full = sum(not each.lacking for each in required)
    console.print(
        f"{full} of {len(required)} questions that decide are seen answered yes, no and open; "
        f"{len(leaves) - len(required)} questions of measures that only inform"
    )
    if full < len(required):
        raise typer.Exit(FOUND)


def mutate(rules: RulesOption = None, debug: DebugOption = False) -> None:
    """Change one thing after another in every rule and see whether an example notices; leaves with 4 when one survives without a reason.

    Example: screening rules mutate --rules house
    """
    from rich.markup import escape

    from screening.cli.terminal import results, watch, words
    from screening.ruleset.mutation import mutate as change

    console = results()
    started = perf_counter()
    with watch(words()) as progress:
        found = change(load(rules), progress)
    for each in found.survivors:
        if each.why:
            console.print(f"[dim]accepted[/] {each.rule}: {escape(each.change)}: {escape(each.why)}")
    for each in found.unexplained:
        console.print(f"[bold red]survived[/] {each.rule}: {escape(each.change)}")
        told = (
            escape(each.suggested)
            or "no example near the rule's own tells the two apart: give the reason under 'equivalent:'"
        )
        console.print(f"  {told}")
    for rule, stale in found.stale:
        console.print(
            f"[bold red]stale[/] {rule}: the reason for '{escape(stale)}' excuses nothing: remove it"
        )
    console.print(
        f"{found.killed} of {found.total} changes are noticed by an example, {len(found.survivors) - len(found.unexplained)} "
        f"have a reason why none can, {len(found.unexplained)} survive; {perf_counter() - started:.1f} s"
    )
    if found.unexplained or found.stale:
        raise typer.Exit(FOUND)
