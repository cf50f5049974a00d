"""What a list was read as, kept in the workspace: its entities need not be read again where an index of them is at hand."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from screening.errors import ListError, Location, WorkspaceError
from screening.lists.files import digest
from screening.lists.interface import ListSnapshot
from screening.lists.load import load_list
from screening.lists.stored_edition import content
from screening.model import Entity, SnapshotInfo
from screening.progress import SILENT, Progress
from screening.resources import code_digest
from screening.workspace import Workspace, write_whole

_TOLD = ("list", "title", "publisher", "path", "published", "sha256", "notes")
"""What a parser says of an edition beside its counts; one that says more is not remembered."""

_READ_BY = ("lists", "values", "model")


@dataclass(frozen=True, slots=True)
class RememberingLoad:
    """Reads lists as `load_list` does, or says from memory what an edition is and leaves its entities until they are asked for."""

    workspace: Workspace

    def __call__(self, path: Path, progress: Progress = SILENT) -> ListSnapshot:
        """The edition at `path`; what is remembered holds for the same bytes read by the same code alone."""
        try:
            source = _source(path)
        except OSError:
            return load_list(path, progress)  # which says what is wrong with the path
        place = self.workspace.index / f"list-{source}.json"
        known = _recalled(place)
        if known is None:
            snapshot = load_list(path, progress)
            self._remember(place, snapshot)
            return ListSnapshot(snapshot.info, snapshot.entities, snapshot.files, source)
        info, files = known
        return ListSnapshot(info, _Deferred(lambda: _same(path, info, progress)), files, source)

    def _remember(self, place: Path, snapshot: ListSnapshot) -> None:
        info = {name: getattr(snapshot.info, name) for name in _TOLD} | {"counts": dict(snapshot.info.counts)}
        if SnapshotInfo(**info) != snapshot.info:
            return
        body = json.dumps({"info": info, "files": [str(each) for each in snapshot.files]})

        def fill(draft: Path) -> None:
            draft.write_text(f"{body}\n{_seal(body)}", encoding="ascii")

        try:
            self.workspace.folder(place.parent)
            write_whole(place, fill)
        except WorkspaceError:
            return  # the list is then read again: the index, which cannot be kept either, says so


class _Deferred(Sequence[Entity]):
    # Entities that are read when they are first asked for.

    def __init__(self, read: Callable[[], Sequence[Entity]]) -> None:
        self._read = read
        self._entities: Sequence[Entity] | None = None

    def _all(self) -> Sequence[Entity]:
        if self._entities is None:
            self._entities = self._read()
        return self._entities

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Entity: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entity]: ...
    def __getitem__(self, index: int | slice) -> Entity | Sequence[Entity]:
        return self._all()[index]


def _source(path: Path) -> str:
    # What the reading follows from: the code, the path (which the edition is shown with), every file and its name.
    files = content(path) if path.is_dir() else [path]
    return hashlib.sha256(f"{code_digest(*_READ_BY)} {path} {digest(files)}".encode()).hexdigest()


def _recalled(place: Path) -> tuple[SnapshotInfo, tuple[Path, ...]] | None:
    # Nothing where there is no memory, or one that is not as it was written.
    try:
        body, _, seal = place.read_text(encoding="ascii").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if seal != _seal(body):
        return None
    known = json.loads(body)
    info = {**known["info"], "notes": tuple(known["info"]["notes"])}
    return SnapshotInfo(**info), tuple(Path(each) for each in known["files"])


def _seal(body: str) -> str:
    return hashlib.sha256(body.encode("ascii")).hexdigest()


def _same(path: Path, info: SnapshotInfo, progress: Progress) -> Sequence[Entity]:
    snapshot = load_list(path, progress)
    if snapshot.info.sha256 != info.sha256:
        raise ListError("the list changed while it was read", where=Location(str(path)), remedy="try again")
    return snapshot.entities
