"""Copies of what the user gave a run, kept where they were asked for, so that the run can be made again when the files are gone."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from screening.audit import INPUTS, KeptEdition, KeptFile, KeptRun, sha256_of
from screening.errors import Location, UsageError
from screening.lists.files import digest
from screening.workspace import Workspace, write_whole

_HOUSE = "house:"


@dataclass(frozen=True, slots=True)
class _Given:
    """A file of the user's own; a house list is known by a digest that holds its name too."""

    path: Path
    sha256: str
    house: bool

    def is_at(self, place: Path) -> bool:
        if not place.is_file():
            return False
        return (digest([place]) if self.house else sha256_of(place)) == self.sha256


def keep_inputs(workspace: Workspace, run: KeptRun) -> None:
    """Copy the run's inputs, its sheet of holdings and its house lists into its folder, owner-only, each once.

    Raises:
        UsageError: a file is no longer the one that was screened.
        WorkspaceError: the workspace cannot be written.
    """
    for given in _given(run):
        copy = _copy(workspace, run, given)
        if given.is_at(copy):
            continue
        workspace.folder(copy.parent)
        write_whole(copy, lambda draft, source=given.path: _fill(source, draft))  # type: ignore[misc]
        if not given.is_at(copy):
            copy.unlink()
            raise UsageError(
                "the file changed after it was screened", where=Location(str(given.path)), remedy="run again"
            )


def at_hand(run: KeptRun, workspace: Workspace, *, inputs: bool = True) -> tuple[KeptRun, tuple[str, ...]]:
    """The run with its kept copies in the place of files that are gone or no longer what they were, and a sentence about each; with
    `inputs` False the inputs are taken where they are said to lie."""
    copies: dict[str, str] = {}
    told: list[str] = []
    for given in _given(run if inputs else run.model_copy(update={"inputs": ()})):
        copy = None if given.is_at(given.path) else _kept(workspace, run, given)
        if copy is not None:
            copies[str(given.path)] = str(copy)
            state = "is not what it was" if given.path.exists() else "is gone"
            told.append(f"{given.path.name} {state}: the copy that was kept is read")

    def file(each: KeptFile) -> KeptFile:
        return each.model_copy(update={"path": copies.get(each.path, each.path)})

    def edition(each: KeptEdition) -> KeptEdition:
        path = copies.get(each.path, each.path) if each.path else None
        return each.model_copy(update={"path": path})

    found = {
        "inputs": tuple(map(file, run.inputs)),
        "ownership": file(run.ownership) if run.ownership is not None else None,
        "editions": tuple(map(edition, run.editions)),
    }
    return run.model_copy(update=found), tuple(told)


def _given(run: KeptRun) -> Iterator[_Given]:
    for file in (*run.inputs, *([run.ownership] if run.ownership is not None else [])):
        yield _Given(Path(file.path), file.sha256, house=False)
    for edition in run.editions:
        if edition.path is not None and edition.list.startswith(_HOUSE):
            yield _Given(Path(edition.path), edition.sha256, house=True)


def _kept(workspace: Workspace, run: KeptRun, given: _Given) -> Path | None:
    """The whole copy that the run kept, or another run of the same file."""
    others = sorted(workspace.runs.glob(f"*/{INPUTS}/{given.sha256}/*"))
    return next((each for each in (_copy(workspace, run, given), *others) if given.is_at(each)), None)


def _copy(workspace: Workspace, run: KeptRun, given: _Given) -> Path:
    return workspace.runs / run.run_id / INPUTS / given.sha256 / given.path.name


def _fill(source: Path, draft: Path) -> None:
    shutil.copyfile(source, draft)
