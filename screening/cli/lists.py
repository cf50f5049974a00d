"""`screening lists`: what a publisher's file holds."""

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.options import DebugOption
from screening.errors import UsageError

app = typer.Typer(help="Look at sanctions lists.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Keeps `lists` a group of commands."""


@app.command()
def show(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A publisher's list file, or the folder of its csv set.")
    ],
    debug: DebugOption = False,
) -> None:
    """Read a list whole and say which edition it is and what it holds.

    Example: screening lists show SDN_FOLDER
    """
    from rich.markup import escape

    from screening.cli.terminal import results, watch, words
    from screening.lists import load_list

    if not path.exists():
        raise UsageError(f"no such file or folder: '{path}'")
    with watch(words()) as progress:
        progress.start("Reading the list", None)
        info = load_list(path, progress).info
    console = results()
    console.print(f"[bold]{info.list}[/]  {escape(info.title)}")
    console.print(f"publisher   {escape(info.publisher)}")
    console.print(f"edition     {info.published or 'the files carry no date'}")
    console.print(f"sha-256     {info.sha256}")
    for what, count in info.counts.items():
        console.print(f"{count:>11,}  {what.replace('_', ' ')}")
    for note in info.notes:
        console.print(f"note        {escape(note)}")
