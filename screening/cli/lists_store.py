"""`screening lists add | verify | remove`: editions into the workspace and out of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.author import PROGRAM, enter_edition
from screening.cli.options import DebugOption, WorkspaceOption, now, workspace_of
from screening.errors import ScreeningError, ScreeningErrors, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from screening.lists import Added, Edition, ListStore
    from screening.progress import Progress


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|URL...", help="Publishers' files, folders that hold a csv set, or addresses."
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            "--published",
            metavar="DATE",
            help="The publisher's date of an edition whose files carry none.",
            show_default="the day of adding",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Keep editions of lists in the workspace: copied whole, named by their content, used by name from then on.

    Example: screening lists add SDN_FOLDER --published 2021-07-07
    """
    from screening.audit import Event
    from screening.cli.terminal import results, watch, words
    from screening.lists import ListStore

    day = _published(published)
    store = ListStore(workspace_of(workspace))
    errors: list[ScreeningError] = []
    with watch(words()) as progress:
        for each in sources:
            try:
                added = _keep(store, each, day, progress)
            except ScreeningError as error:
                errors.append(error)
            else:
                if added.new:
                    enter_edition(store.workspace, Event.LIST_ADDED, "screening lists add", added.edition)
                _say_added(results(), added, day)
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)


def _keep(store: "ListStore", source: str, day: date | None, progress: "Progress") -> "Added":
    """The edition at a path or an address, kept."""
    from screening.cli.lists_update import fetcher
    from screening.lists import Origin

    if "://" not in source:
        path = Path(source)
        return store.add(path, Origin(str(path.absolute()), now(), PROGRAM, day), progress)
    from screening.lists.sources import source_at
    from screening.lists.update import Renewal
    from screening.settings import WorkspaceSettings

    settings = WorkspaceSettings.read(store.workspace.settings).update
    renewal = Renewal(store, fetcher(settings, progress), now(), PROGRAM, settings.max_shrink_percent)
    return renewal.add(source_at((source,), None), day)


def _say_added(console: "Console", added: "Added", day: date | None) -> None:
    from rich.markup import escape

    from screening.lists import DatedBy

    told = added.edition.manifest
    done = "added" if added.new else "kept already, nothing changed:"
    entities = told.counts.get("entities", 0)
    console.print(f"{done} {escape(told.label)}, {entities:,} entities, SHA-256 {told.sha256[:12]}…")
    if told.dated_by is not DatedBy.FILE:
        console.print(f"  dated {told.day}, {told.info().dated_by}")
    elif day is not None and day != told.day:
        console.print(f"  its files say {told.day}, which holds before --published")


def _published(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--published '{text}' is not a date", remedy="write it as YYYY-MM-DD") from None
    if day is not None and day > now().date():
        raise UsageError(
            f"--published {day} lies in the future", remedy="give the day on which the edition appeared"
        )
    return day


def verify(workspace: WorkspaceOption = None, debug: DebugOption = False) -> None:
    """Check every kept edition byte for byte; leaves with 4 where one is damaged.

    Example: screening lists verify
    """
    from screening.cli.terminal import results
    from screening.lists import ListStore

    store = ListStore(workspace_of(workspace))
    errors: list[ScreeningError] = []
    editions = store.readable_editions(errors)
    for edition in editions:
        try:
            edition.verify()
        except ScreeningError as error:
            errors.append(error)
        else:
            results().print(f"whole  {edition.manifest.label}  {edition.manifest.sha256}")
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
    count = len(editions)
    results().print(f"{count} {'edition' if count == 1 else 'editions'}, each as it was stored")


def remove(
    which: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME@DATE|NAME@SHA...", help="Editions, as `screening lists list` names them."
        ),
    ],
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Take editions out of the workspace. A run that was made with one can then no longer be replayed.

    Example: screening lists remove us-ofac-sdn@2021-07-07
    """
    from screening.audit import Event
    from screening.cli.terminal import results
    from screening.lists import ListStore

    store = ListStore(workspace_of(workspace))
    found = [_one(store, each) for each in which]
    for edition in found:
        store.remove(edition)
        enter_edition(
            store.workspace, Event.LIST_REMOVED, f"screening lists remove {edition.manifest.label}", edition
        )
        results().print(f"removed {edition.manifest.label}  {edition.manifest.sha256[:12]}")


def _one(store: "ListStore", which: str) -> "Edition":
    """The edition of exactly that day or digest: what is taken away is never guessed."""
    name, _, exact = which.partition("@")
    edition = store.find(which) if exact else None
    if edition is None or not (edition.manifest.label == which or edition.manifest.sha256.startswith(exact)):
        raise UsageError(
            f"'{which}' does not name one edition of {name}",
            remedy="name it as `screening lists list` does: NAME@DATE or NAME@SHA",
        )
    return edition
