"""The folder in which the program keeps what outlives a run: list editions, the compiled index, the journal, the register; readable by its owner only."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from screening.errors import Location, WorkspaceError

ENVIRONMENT = "SCREENING_WORKSPACE"
"""The environment variable that names the workspace where no option does."""

_OWNER_ONLY = 0o700
_WAIT_SECONDS = 60.0


def default_root() -> Path:
    """Where the workspace lies when nobody says: the environment variable, else the data folder of the platform."""
    named = os.environ.get(ENVIRONMENT, "").strip()
    if named:
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 - not needed by commands that keep nothing

    return platformdirs.user_data_path("sanctions-screening", appauthor=False)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The places in one workspace. A place is made, for its owner only, when something is first written there."""

    root: Path

    @classmethod
    def at(cls, root: Path | None = None) -> "Workspace":
        """The workspace in `root`, or the default one. Nothing is made on the disk yet."""
        return cls((root or default_root()).absolute())

    @property
    def lists(self) -> Path:
        """Editions of lists, by list and content hash."""
        return self.root / "lists"

    @property
    def index(self) -> Path:
        """Compiled indexes, which can be thrown away at any time."""
        return self.root / "index"

    @property
    def runs(self) -> Path:
        """What is kept of each run, by run id."""
        return self.root / "runs"

    @property
    def mappings(self) -> Path:
        """Saved readings of columns, by the set of headers."""
        return self.root / "mappings"

    @property
    def rules(self) -> Path:
        """House rules that every run of this workspace applies."""
        return self.root / "rules"

    @property
    def journal(self) -> Path:
        """The hash-chained journal of runs and imports."""
        return self.root / "journal.jsonl"

    @property
    def register(self) -> Path:
        """The register of reviewers' dispositions (SQLite)."""
        return self.root / "register.sqlite3"

    @property
    def redaction_key(self) -> Path:
        """The secret under which redacted reports refer to names: whoever has it can try names against references."""
        return self.root / "redaction.key"

    @property
    def settings(self) -> Path:
        """The settings of this workspace, where it has any."""
        return self.root / "settings.json"

    def folder(self, place: Path) -> Path:
        """Make a folder of the workspace, with those above it, for the owner only.

        Raises:
            WorkspaceError: the folder cannot be made.
        """
        try:
            for each in reversed([place, *place.parents]):
                if each == self.root or self.root in each.parents:
                    each.mkdir(mode=_OWNER_ONLY, exist_ok=True, parents=True)
        except OSError as error:
            raise cannot_write(place, error) from error
        return place

    @contextmanager
    def lock(self, name: str, timeout: float = _WAIT_SECONDS) -> Iterator[None]:
        """Hold the workspace's lock of that name: two processes never change the same thing at once.

        Raises:
            WorkspaceError: another process held it for longer than `timeout` seconds, or the folder cannot be written.
        """
        import filelock  # noqa: PLC0415 - reading takes no lock

        path = self.folder(self.root) / f".{name}.lock"
        held = filelock.FileLock(path, timeout=timeout, mode=0o600)
        try:
            held.acquire()
        except filelock.Timeout as error:
            raise WorkspaceError(
                f"another run is using the {name} of this workspace",
                where=Location(str(path)),
                remedy="wait for it to end, then try again",
            ) from error
        except OSError as error:
            raise cannot_write(path, error) from error
        try:
            yield
        finally:
            held.release()


def write_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a draft beside `path`, then put it in its place at once: the file is whole and owner-only, or as it was before.

    Raises:
        WorkspaceError: the disk is full or read-only, or the folder may not be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".draft-", dir=path.parent) as private:
            draft = Path(private) / path.name
            fill(draft)
            draft.chmod(0o600)
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
            draft.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> WorkspaceError:
    """The error of a workspace that cannot be written, with its place and remedy."""
    return WorkspaceError(
        f"the workspace cannot be written ({error.strerror or error})",
        where=Location(str(path)),
        remedy="give --workspace a folder that you may write to, on a disk with room",
    )
