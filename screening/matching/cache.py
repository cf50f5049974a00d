"""Compiled listings in the workspace: found by what they are made from, built once, replaced when damaged, never in the way."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from screening.errors import WorkspaceError
from screening.matching.compiled import open_listing, save
from screening.matching.listing import Listing
from screening.model import Entity
from screening.workspace import Workspace, cannot_write

_DRAFT = ".draft-"
_ABANDONED = 86_400.0
"""Seconds after which a draft is nobody's work any more: its process was killed."""

_KEPT = 8
"""Indexes that are kept; the longest unused go first."""


def kept_listing(
    workspace: Workspace, key: str, entities: Callable[[], Sequence[Entity]], say: Callable[[str], None]
) -> Listing:
    """The listing that is kept under `key` (a file name), or that of `entities`, kept from now on.

    `say` is told in a sentence when a damaged index had to be replaced or a new one could not be kept: neither stops a run.
    """
    place = workspace.index / key
    try:
        found = open_listing(place, key)
    except FileNotFoundError:
        pass
    except WorkspaceError as error:
        say(f"{error.message}; it was made anew ({place})")
        shutil.rmtree(place, ignore_errors=True)
    else:
        _touch(place)
        return found
    listing = Listing.of(entities())
    try:
        _keep(listing, workspace.folder(workspace.index), key)
    except WorkspaceError as error:
        say(f"the compiled index is not kept: {error}")
    return listing


def _keep(listing: Listing, root: Path, key: str) -> None:
    # Written aside and renamed: another process sees all of it or nothing, and of two that build at once one is kept.
    try:
        with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=root, ignore_cleanup_errors=True) as private:
            draft = Path(private) / key
            draft.mkdir(mode=0o700)
            save(listing, draft, key)
            if not (root / key).exists():
                _rename(draft, root / key)
    except OSError as error:
        raise cannot_write(root, error) from error
    now, _ = _age(root / key)
    abandoned = [each for each in root.glob(f"{_DRAFT}*") if now - _age(each)[0] > _ABANDONED]
    for old in (*abandoned, *sorted(_indexes(root), key=_age)[:-_KEPT]):
        shutil.rmtree(old, ignore_errors=True)


def _rename(draft: Path, place: Path) -> None:
    try:
        draft.rename(place)
    except OSError:
        if not place.exists():
            raise


def _indexes(root: Path) -> list[Path]:
    return [each for each in root.iterdir() if each.is_dir() and not each.name.startswith(".")]


def _age(place: Path) -> tuple[float, str]:
    try:
        return place.stat().st_mtime, place.name
    except FileNotFoundError:
        return 0.0, place.name


def _touch(place: Path) -> None:
    try:
        place.touch()
    except OSError:
        return  # a workspace that is only read keeps its order
