"""What a kept run remembers of its entries in the journal, so that a journal written anew does not pass for the old one."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from screening.audit.entry import Entry
from screening.errors import Location, WorkspaceError
from screening.workspace import Workspace, write_whole

_FILE = "journal.json"


class Witness(BaseModel):
    """One entry: its number and its digest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seq: int
    sha256: str


_MANY = TypeAdapter(tuple[Witness, ...])


def remember(workspace: Workspace, run_id: str, entry: Entry) -> None:
    """Note an entry in the folder of its run. Raises WorkspaceError where it cannot be written."""
    folder = workspace.folder(workspace.runs / run_id)
    with workspace.lock("runs"):
        known = (*_read(folder / _FILE), Witness(seq=entry.seq, sha256=entry.sha256))
        text = _MANY.dump_json(known)
        write_whole(folder / _FILE, lambda draft: _fill(draft, text))


def witnesses(workspace: Workspace) -> dict[str, tuple[Witness, ...]]:
    """What every kept run remembers, by run id."""
    if not workspace.runs.is_dir():
        return {}
    files = sorted(workspace.runs.glob(f"*/{_FILE}"))
    return {each.parent.name: _read(each) for each in files}


def _read(path: Path) -> tuple[Witness, ...]:
    try:
        return _MANY.validate_json(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        raise WorkspaceError(
            "what a run remembers of the journal cannot be read",
            where=Location(str(path)),
            remedy="restore it from a backup, or remove it: the journal is then not held to it",
        ) from error


def _fill(draft: Path, text: bytes) -> None:
    draft.write_bytes(text + b"\n")
