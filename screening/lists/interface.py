"""What a publisher's parser offers, and the snapshot that it makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from screening.model import Entity, SnapshotInfo
from screening.progress import Progress


@dataclass(frozen=True, slots=True)
class ListSnapshot:
    """One dated edition of a list: what it is, every party on it, in the publisher's order, and the files that it was read from."""

    info: SnapshotInfo
    entities: Sequence[Entity]
    files: tuple[Path, ...] = ()
    source: str = ""
    """A digest of all that the entities follow from, the files and the code that read them; empty where nobody worked it out."""


class Parser(Protocol):
    """Reads one publisher's format. To add a publisher, write a parser and name it in `registry.PARSERS`."""

    @property
    def expects(self) -> str:
        """The files that it reads, in words for a user who gave something else."""

    def recognises(self, path: Path) -> bool:
        """Does the file, or some file of the folder, have this format? Judged by content; never raises for a readable path."""

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        """The whole edition. Raises ListError, with the place and a remedy, for anything missing, cut short or contradictory."""


class Load(Protocol):
    """Reads one edition from a path, as `load_list` does."""

    def __call__(self, path: Path, progress: Progress) -> ListSnapshot: ...
