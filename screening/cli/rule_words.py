"""A rule told to a person at a terminal."""

from typing import assert_never

from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from screening.ruleset import Rule
from screening.ruleset.schema import All, AnyOf, Condition, Leaf, Not


def say_rule(console: Console, rule: Rule) -> None:
    """The whole rule, in the order in which an examiner asks."""
    console.print(f"[bold]{rule.id}[/]  revision {rule.revision}, {rule.status.value}")
    console.print(f"[bold]{escape(rule.title)}[/]")
    console.print(f"{escape(rule.authority)} · {rule.outcome.value.replace('_', ' ')}")
    console.print(f"\n{escape(rule.summary)}\n")
    dates = rule.temporal
    until = f", until {dates.expires}" if dates.expires else ""
    after = f", then {dates.superseded_by}" if dates.superseded_by else ""
    announced = f" (announced {dates.announced})" if dates.announced else ""
    console.print(f"in force from {dates.in_force}{announced}{until}{after}")
    console.print(f"read on: {', '.join(dates.anchor) or 'the as-of date of the run'}\n")
    for label, condition in (("who is bound", rule.bound), ("what is caught", rule.when)):
        if condition is not None:
            tree = Tree(label)
            _grow(tree, condition)
            console.print(tree)
    for exception in rule.exceptions:
        console.print(f"\nexception: {escape(exception.title)}\n  {escape(exception.text)}")
    console.print("\nsources")
    for source in rule.sources:
        doubt = "" if source.verified else " [yellow](not verified)[/]"
        console.print(f"  {escape(source.id)}: {escape(source.title)}{doubt}  {source.url}")
    console.print(f"\n{len(rule.examples)} worked examples; run them with: screening rules test")


def _grow(tree: Tree, condition: Condition) -> None:
    match condition:
        case All():
            _branch(tree, "all of", condition.all)
        case AnyOf():
            _branch(tree, "any of", condition.any)
        case Not():
            _branch(tree, "not", (condition.not_,))
        case Leaf():
            tree.add(f"{escape(condition.text)} [dim]({escape(', '.join(condition.cite))})[/]")
        case _:
            assert_never(condition)


def _branch(tree: Tree, label: str, parts: tuple[Condition, ...]) -> None:
    branch = tree.add(f"[italic]{label}[/]")
    for part in parts:
        _grow(branch, part)
