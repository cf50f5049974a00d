"""`screening lists`: what a publisher's file holds, and the editions that the workspace keeps."""

from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli import lists_diff, lists_store, lists_update
from screening.cli.options import DebugOption, WorkspaceOption, day_of, workspace_of

if TYPE_CHECKING:
    from rich.console import Console

    from screening.model import SnapshotInfo

app = typer.Typer(
    help="Look at sanctions lists, and keep editions of them.", no_args_is_help=True, rich_markup_mode=None
)

app.command(name="add")(lists_store.add)
app.command(name="update")(lists_update.update)
app.command(name="diff")(lists_diff.diff)
app.command(name="verify")(lists_store.verify)
app.command(name="remove")(lists_store.remove)


@app.command()
def show(
    which: Annotated[
        str,
        typer.Argument(
            metavar="PATH|NAME",
            help="A publisher's list file or folder, or a list of the workspace: NAME, NAME@DATE, NAME@SHA.",
        ),
    ],
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Read a list whole and say which edition it is and what it holds.

    Example: screening lists show SDN_FOLDER
    """
    from screening.cli.terminal import results, watch, words
    from screening.lists import ListStore, open_lists

    with watch(words()) as progress:
        progress.start("Reading the list", None)
        snapshots = open_lists([which], ListStore(workspace_of(workspace)), None, progress)
    for each in snapshots:
        _say(results(), each.info)


def _say(console: "Console", info: "SnapshotInfo") -> None:
    from rich.markup import escape

    console.print(f"[bold]{info.list}[/]  {escape(info.title)}")
    console.print(f"publisher   {escape(info.publisher)}")
    if info.day is not None and not info.published:
        console.print(f"edition     {info.day}, {info.dated_by}")
    else:
        console.print(f"edition     {info.published or 'the files carry no date'}")
    console.print(f"sha-256     {info.sha256}")
    for what, count in info.counts.items():
        console.print(f"{count:>11,}  {what.replace('_', ' ')}")
    for note in info.notes:
        console.print(f"note        {escape(note)}")


@app.command(name="list")
def list_(workspace: WorkspaceOption = None, debug: DebugOption = False) -> None:
    """List the editions that the workspace keeps, with their age today.

    Example: screening lists list
    """
    from rich.table import Table as Grid

    from screening.cli.terminal import results, words
    from screening.errors import ScreeningError, ScreeningErrors
    from screening.lists import ListStore, fresh
    from screening.settings import WorkspaceSettings

    place = workspace_of(workspace)
    limits = WorkspaceSettings.read(place.settings).freshness
    errors: list[ScreeningError] = []
    editions = ListStore(place).readable_editions(errors)
    if not editions and not errors:
        words().print(f"The workspace {place.root} keeps no list. Add one: screening lists add FILE")
        return
    newest = {each.manifest.list: each.manifest.sha256 for each in editions}
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("edition", "entities", "sha-256", "retrieved", "age"):
        grid.add_column(title, overflow="fold", justify="right" if title == "entities" else "left")
    for each in editions:
        told = each.manifest
        (info,) = fresh([told.info()], day_of(None), limits, allow_stale=True)
        current = newest[told.list] == told.sha256
        age = info.freshness.partition(": STALE")[0] if current else "superseded"
        grid.add_row(
            told.label,
            f"{told.counts.get('entities', 0):,}",
            told.sha256[:12],
            f"{told.retrieved:%Y-%m-%d}",
            age,
        )
    results().print(grid)
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
