"""`screening lists update`: the publishers' newest editions, or word of why not."""

from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.author import PROGRAM, enter_edition
from screening.cli.options import DebugOption, WorkspaceOption, now, workspace_of
from screening.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from screening.lists import Edition
    from screening.lists.download import Fetcher
    from screening.lists.sources import Source
    from screening.lists.update import Update
    from screening.progress import Progress
    from screening.settings import UpdateSettings
    from screening.workspace import Workspace

INCOMPLETE = 4


def update(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME...]", help="Lists to renew.", show_default="every list that is kept"),
    ] = None,
    from_: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="URL",
            help="Fetch the one list from here: its file, or a folder (ending in /) that holds its files; may repeat.",
            show_default="the publisher's official address",
        ),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Keep an edition that is older or much shorter than the one in use."),
    ] = False,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Fetch the newest editions from their publishers; the only command that uses the network.

    Example: screening lists update us-ofac-sdn un-sc

    Each list is renewed on its own. One that cannot be renewed keeps its former edition in use, and the command leaves with 4.
    """
    from screening.cli.terminal import watch, words
    from screening.lists import ListStore
    from screening.lists.sources import read_sources
    from screening.lists.update import Renewal, UpdateState
    from screening.settings import WorkspaceSettings

    place = workspace_of(workspace)
    store = ListStore(place)
    settings = WorkspaceSettings.read(place.settings).update
    chosen = _chosen(names or _kept(store.editions(), read_sources(place)), from_ or [], place)
    console = words()
    outcomes: list[Update] = []
    with watch(console) as progress:
        renewal = Renewal(
            store, fetcher(settings, progress), now(), PROGRAM, settings.max_shrink_percent, accept=accept
        )
        for name, source in chosen.items():
            outcomes.append(renewal.update(name, source))
            _enter(place, outcomes[-1])
    for each in outcomes:
        _say(console, each)
    if any(each.state is UpdateState.FAILED for each in outcomes):
        raise typer.Exit(INCOMPLETE)


def _enter(place: "Workspace", outcome: "Update") -> None:
    """A new edition goes into the journal; nothing else was changed."""
    from screening.audit import Event
    from screening.lists.update import UpdateState

    if outcome.state is UpdateState.UPDATED and outcome.edition is not None:
        enter_edition(place, Event.LIST_UPDATED, f"screening lists update {outcome.list}", outcome.edition)


def fetcher(settings: "UpdateSettings", progress: "Progress") -> "Fetcher":
    """Downloads by the clocks of this machine."""
    import time

    from screening.lists.download import Fetcher

    return Fetcher(settings, PROGRAM.replace(" ", "/"), time.monotonic, time.sleep, now, progress)


def _kept(editions: "tuple[Edition, ...]", sources: "dict[str, Source]") -> list[str]:
    names = sorted({each.manifest.list for each in editions} & sources.keys())
    if not names:
        raise UsageError(
            "no list with a known address is kept yet",
            remedy=f"name those you need: {', '.join(sorted(sources))}",
        )
    return names


def _chosen(names: list[str], from_: list[str], place: "Workspace") -> "dict[str, Source]":
    """The source of each list that is to be renewed; every unknown name is told at once."""
    from screening.lists.sources import read_sources, source_at

    sources = read_sources(place)
    if from_:
        if len(names) != 1:
            raise UsageError("--from is the address of one list", remedy="name that list before it")
        return {names[0]: source_at(tuple(from_), sources.get(names[0]))}
    unknown = [name for name in names if name not in sources]
    if unknown:
        raise UsageError(
            f"no address is known for {', '.join(unknown)}",
            remedy=f"known are {', '.join(sorted(sources))}; --from URL gives another, and the workspace's sources.toml keeps it",
        )
    return {name: sources[name] for name in dict.fromkeys(names)}


def _say(console: "Console", outcome: "Update") -> None:
    from rich.markup import escape

    from screening.lists.update import UpdateState

    used = outcome.edition.manifest if outcome.edition else None
    if outcome.state is UpdateState.FAILED:
        console.print(f"[bold red]NOT UPDATED[/]  {escape(outcome.list)}: {escape(str(outcome.error))}")
        stays = (
            f"the edition of {used.day} stays in use"
            if used
            else "NO edition of it is kept: nothing is screened against it"
        )
        console.print(f"             [bold]{stays}[/]")
    elif used is not None:
        former = f", before {outcome.before.manifest.day}" if outcome.before else ""
        what = "updated   " if outcome.state is UpdateState.UPDATED else "unchanged "
        entities = f"{used.counts.get('entities', 0):,} entities"
        console.print(
            f"{what}   {escape(used.label)}, {entities}{former if what.startswith('updated') else ''}"
        )
