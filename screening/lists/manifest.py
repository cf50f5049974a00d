"""What is written down of a stored edition: where it came from, which files it is, and how old it is."""

import hashlib
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from screening.errors import Location, WorkspaceError
from screening.model import SnapshotInfo
from screening.workspace import write_whole

NAME = "manifest.json"
_BLOCK = 1 << 20


class DatedBy(StrEnum):
    """Who says from which day an edition counts."""

    FILE = "file"
    USER = "user"
    SERVER = "server"
    RETRIEVAL = "retrieval"


_IN_WORDS = {
    DatedBy.FILE: "",
    DatedBy.USER: "as given when it was added",
    DatedBy.SERVER: "as the publisher's server dates the file",
    DatedBy.RETRIEVAL: "the day on which it was added; the files carry no date",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StoredFile(_Strict):
    """One of the publisher's files, byte for byte; `etag` and `last_modified` are its server's own words, for the next conditional request."""

    name: str = Field(pattern=r"^[^/\\\x00]+$")
    sha256: str
    size: int
    url: str = ""
    etag: str = ""
    last_modified: str = ""


class Manifest(_Strict):
    """One stored edition. `day` is the day from which it counts; `confirmed` when its server last said that it is still the newest."""

    format: Literal[1] = 1
    list: str
    title: str
    publisher: str
    published: date | None
    day: date
    dated_by: DatedBy
    retrieved: AwareDatetime
    confirmed: AwareDatetime | None = None
    source: str
    sha256: str
    counts: dict[str, int]
    notes: tuple[str, ...] = ()
    files: tuple[StoredFile, ...]
    program: str

    @property
    def label(self) -> str:
        """The edition as it is named on the command line: "us-ofac-sdn@2021-07-07"."""
        return f"{self.list}@{self.day.isoformat()}"

    def info(self) -> SnapshotInfo:
        """The edition as a run and its report show it."""
        return SnapshotInfo(
            list=self.list,
            title=self.title,
            publisher=self.publisher,
            path=f"{self.label} of the workspace",
            published=self.published.isoformat() if self.published else None,
            sha256=self.sha256,
            counts=self.counts,
            notes=self.notes,
            day=self.day,
            dated_by=_IN_WORDS[self.dated_by],
            confirmed=self.confirmed.date() if self.confirmed else None,
            kept=True,
        )

    def write(self, folder: Path) -> None:
        """Put the manifest into the edition's folder, whole and owner-only."""
        text = self.model_dump_json(indent=2) + "\n"
        write_whole(folder / NAME, lambda draft: _fill(draft, text))


def _fill(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an edition's folder.

    Raises:
        WorkspaceError: it is missing, cannot be read, or is not what this program writes.
    """
    path = folder / NAME
    where = Location(str(path))
    remedy = f"remove the folder {folder} and add the edition again"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(
            "a stored edition has no readable manifest", where=where, remedy=remedy
        ) from error
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        keys = ".".join(str(each) for each in first["loc"])
        raise WorkspaceError(
            f"the manifest of a stored edition is damaged ({keys or 'not JSON'})", where=where, remedy=remedy
        ) from error
    if (manifest.list, manifest.sha256) != (folder.parent.name, folder.name):
        raise WorkspaceError("the manifest of a stored edition is another one's", where=where, remedy=remedy)
    return manifest


def stored_file(path: Path, **served: str) -> StoredFile:
    """A file as the manifest describes it."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
    return StoredFile(name=path.name, sha256=total.hexdigest(), size=path.stat().st_size, **served)
