"""`screening lists diff`: what sets two editions of a list apart."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import DebugOption, WorkspaceOption, day_of, workspace_of
from screening.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from screening.lists import ListSnapshot, ListStore
    from screening.model import ListDifference
    from screening.progress import Progress

_SHOWN = 20


def diff(
    before: Annotated[
        str, typer.Argument(metavar="A", help="The earlier edition: a path, NAME@DATE or NAME@SHA.")
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="The later edition; NAME alone is the newest.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="Every change, as xlsx, jsonl or csv by its suffix."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Compare two editions of a list: entities added, removed and changed, and what changed in them.

    Example: screening lists diff us-ofac-sdn@2021-03-10 us-ofac-sdn@2021-07-07 -o diff.xlsx

    Case, spacing, punctuation and the publisher's file format make no difference.
    """
    from screening.cli.run import format_of
    from screening.cli.terminal import results, watch, words
    from screening.lists import ListStore, compare
    from screening.report import write_difference

    chosen = format_of(output, None, page=False) if output is not None else None
    store = ListStore(workspace_of(workspace))
    with watch(words()) as progress:
        progress.start("Reading the editions", None)
        # One at a time: two editions of one list are what is wanted here.
        old, new = (_edition(each, store, progress) for each in (before, after))
    difference = compare(old, new)
    _say(results(), difference)
    if output is not None and chosen is not None:
        write_difference(output, chosen, difference, _day(difference))
        words().print(f"written to {output}")


def _edition(which: str, store: "ListStore", progress: "Progress") -> "ListSnapshot":
    from screening.lists import ALL, open_lists

    if which == ALL:
        raise UsageError("'all' is not one edition", remedy="name the list: NAME, NAME@DATE or NAME@SHA")
    return open_lists([which], store, None, progress)[0]


def _day(difference: "ListDifference") -> date:
    """The workbook's own date: the newer edition's, else the older's; a fixed one where neither has any."""
    for info in (difference.after, difference.before):
        if info.day or info.published:
            return info.day or day_of(info.published)
    return date(1980, 1, 1)


def _say(console: "Console", difference: "ListDifference") -> None:
    from rich.markup import escape

    from screening.model import ChangeKind
    from screening.report import edition_in_words

    console.print(f"from  {escape(edition_in_words(difference.before))}")
    console.print(f"to    {escape(edition_in_words(difference.after))}\n")
    for kind in ChangeKind:
        console.print(f"{len(difference.of(kind)):>9,}  {kind.value}")
    for field, count in difference.changed_fields().items():
        console.print(f"{count:>9,}    changed in {field}", style="dim")
    console.print(f"{difference.unchanged:>9,}  unchanged")
    if difference.not_compared:
        console.print(
            f"not compared, because one edition's file format does not carry them: {', '.join(difference.not_compared)}"
        )
    changed = difference.of(ChangeKind.CHANGED)
    if changed:
        console.print()
    for each in changed[:_SHOWN]:
        console.print(f"[bold]{escape(each.entity.id)}[/]  {escape(each.entity.name)}")
        for change in each.fields:
            console.print(f"    {escape(str(change))}")
    if len(changed) > _SHOWN:
        console.print(f"… and {len(changed) - _SHOWN:,} more that changed; -o writes all of them")
