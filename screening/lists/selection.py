"""What a run asks for – names of the workspace, files, folders – to the editions that judge it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from screening.errors import ListError, ScreeningError, ScreeningErrors
from screening.lists.interface import ListSnapshot, Load
from screening.lists.load import load_list
from screening.lists.store import ListStore
from screening.progress import SILENT, Progress


def open_lists(
    asked: Sequence[str | Path],
    store: ListStore,
    as_of: date | None,
    progress: Progress = SILENT,
    load: Load = load_list,
) -> list[ListSnapshot]:
    """Every edition asked for, read whole: an existing path is that file or folder, any other word a name in `store` ("all": every list of it).

    `load` reads a path. A bare name means the edition in force on `as_of`. Everything that cannot be used is reported at once (ScreeningErrors).
    """
    snapshots: list[ListSnapshot] = []
    errors: list[ScreeningError] = []
    for each in asked:
        try:
            snapshots += _open(each, store, as_of, progress, load)
        except ScreeningError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ScreeningErrors(errors)
    _refuse_twice(snapshots)
    return snapshots


def is_path(asked: str | Path) -> bool:
    """Does it lie on the disk? What does not is taken for a name of the workspace."""
    return isinstance(asked, Path) or Path(asked).exists()


def _open(
    asked: str | Path, store: ListStore, as_of: date | None, progress: Progress, load: Load
) -> list[ListSnapshot]:
    if is_path(asked) and Path(asked).exists():
        return [load(Path(asked), progress)]
    return [edition.open(progress, load) for edition in store.resolve(str(asked), as_of)]


def _refuse_twice(snapshots: Sequence[ListSnapshot]) -> None:
    seen: dict[str, str] = {}
    for snapshot in snapshots:
        earlier = seen.setdefault(snapshot.info.list, snapshot.info.path)
        if earlier != snapshot.info.path:
            raise ListError(
                f"two editions of {snapshot.info.list} were given: {earlier} and {snapshot.info.path}",
                remedy="screen against one edition of a list in a run",
            )
