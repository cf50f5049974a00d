"""Doubtful columns, asked about one by one on a terminal."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from screening.tables import Question, Table, TableOptions

UNREAD = "none"


def can_ask(options: "TableOptions") -> bool:
    """Is there somebody to ask, and nothing that answers for them?"""
    return sys.stdin.isatty() and sys.stderr.isatty() and not options.assume_yes


def asker(
    console: Console, pause: "Callable[[], None]" = lambda: None
) -> "Callable[[Table], tuple[tuple[str, str], ...]]":
    """Asks each question of a table on the terminal; gives the readings that were chosen. `pause` takes a bar away before the first one."""

    def ask(table: "Table") -> tuple[tuple[str, str], ...]:
        pause()
        console.print(f"[bold]{escape(table.info.path)}[/]: some columns can be read in more than one way.")
        return tuple(reading for question in table.questions for reading in _answer(console, question))

    return ask


def _number(last: int) -> int:
    while True:
        said = str(typer.prompt(f"  Which (0 to {last})", default="0", err=True)).strip()
        if said.isdecimal() and int(said) <= last:
            return int(said)


def _answer(console: Console, question: "Question") -> tuple[tuple[str, str], ...]:
    console.print(f"\n  {escape(question.text)}")
    choices = question.choices
    for number, (header, field_id) in enumerate(choices, start=1):
        console.print(f"    {number}  {escape(header)} is '{field_id}'")
    console.print("    0  none of these: leave unread")
    chosen = _number(len(choices))
    unread = tuple(
        (header, UNREAD)
        for header in dict.fromkeys(header for header, _ in choices)
        if not chosen or header != choices[chosen - 1][0]
    )
    return unread if not chosen else (choices[chosen - 1], *unread)
