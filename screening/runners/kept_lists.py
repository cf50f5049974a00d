"""The editions that runs read from files of their own, kept so that a run can be made again when the file is gone."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from screening.audit import kept_runs
from screening.lists import ListSnapshot, ListStore, Origin
from screening.workspace import Workspace

KEEPING = "runs"
"""The workspace's lock under which runs are kept and forgotten."""
_HOUSE = "house:"


def lists_of_runs(workspace: Workspace) -> ListStore:
    """The editions kept for runs. They lie apart from the workspace's own, so that a name never means one of them."""
    return ListStore(Workspace.at(workspace.root / "run-lists"))


def keep_lists(workspace: Workspace, snapshots: Sequence[ListSnapshot], program: str, now: datetime) -> None:
    """Keep each published edition that was read from a file, once, by its content; house lists are the user's own and are not copied.

    Raises:
        WorkspaceError: the workspace cannot be written.
        ListError: a file changed since the run read it.
    """
    store = lists_of_runs(workspace)
    for each in snapshots:
        if not each.info.kept and not each.info.list.startswith(_HOUSE):
            path = Path(each.info.path)
            store.keep_read(path, each, Origin(str(path.absolute()), now, program))


def prune_lists(workspace: Workspace) -> int:
    """Delete the editions that no kept run needs any more; gives how many. Raises WorkspaceError."""
    store = lists_of_runs(workspace)
    with workspace.lock(KEEPING):
        needed = {
            (each.list, each.sha256)
            for run in kept_runs(workspace)
            for each in run.editions
            if each.path is not None
        }
        spare = [
            each for each in store.editions() if (each.manifest.list, each.manifest.sha256) not in needed
        ]
        for each in spare:
            store.remove(each)
    return len(spare)
