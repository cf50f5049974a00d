"""`screening rules`: the measures that are encoded, and whether they answer as their examples say."""

from typing import Annotated

import typer

from screening.cli import rules_check, rules_explain, rules_write
from screening.cli.options import DebugOption, RulesOption
from screening.errors import UsageError

TEST_FAILED = 4

app = typer.Typer(
    help="Look at the encoded measures and test them.", no_args_is_help=True, rich_markup_mode=None
)

app.command(name="explain")(rules_explain.explain)
app.command(name="lint")(rules_check.lint)
app.command(name="coverage")(rules_check.coverage)
app.command(name="mutate")(rules_check.mutate)
app.command(name="new")(rules_write.new)
app.command(name="schema")(rules_write.schema)


@app.command(name="list")
def list_(rules: RulesOption = None, debug: DebugOption = False) -> None:
    """List every rule with what it does and since when.

    Example: screening rules list
    """
    from rich.table import Table as Grid

    from screening.cli.terminal import results

    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("rule", "outcome", "in force", "until", "title"):
        grid.add_column(title, overflow="fold", no_wrap=title != "title")
    for info in rules_check.load(rules).rule_infos():
        grid.add_row(info.id, info.outcome.replace("_", " "), info.in_force, info.expires or "", info.title)
    results().print(grid)


@app.command()
def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="A rule's id, as `screening rules list` gives it.")
    ],
    rules: RulesOption = None,
    debug: DebugOption = False,
) -> None:
    """Show one rule whole: dates, who is bound, the condition in words, exceptions, sources, examples.

    Example: screening rules show us/eo14024-directive-1
    """
    from screening.cli.rule_words import say_rule
    from screening.cli.terminal import results

    ruleset = rules_check.load(rules)
    for rule in ruleset.rules:
        if id_ in {rule.id, rule.measure}:
            say_rule(results(), rule)
            return
    raise UsageError(f"no rule '{id_}'", remedy=f"use one of: {', '.join(rule.id for rule in ruleset.rules)}")


@app.command(name="test")
def run_tests(rules: RulesOption = None, debug: DebugOption = False) -> None:
    """Run every worked example of every rule; leaves with 4 when one does not answer as it should.

    Example: screening rules test
    """
    from rich.markup import escape

    from screening.cli.terminal import results
    from screening.ruleset import run_examples

    console = results()
    ran = run_examples(rules_check.load(rules))
    for each in ran:
        if not each.passed:
            console.print(
                f"[bold red]FAILED[/] {each.rule}: {escape(each.name)}: expected {each.expected}, answered {each.answered}"
                + (
                    f", asks for {', '.join(each.needs) or 'nothing'}"
                    if each.expected_needs is not None
                    else ""
                )
            )
    failed = sum(not each.passed for each in ran)
    console.print(
        f"{len(ran) - failed} passed, {failed} failed, over {len({each.rule for each in ran})} rules"
    )
    if failed:
        raise typer.Exit(TEST_FAILED)
