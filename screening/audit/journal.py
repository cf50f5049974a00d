"""The journal of a workspace: appended to under a lock, forced to the disk, each entry bound to the one before."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from screening.audit.entry import BEGINNING, Entry, Event, read_entry
from screening.errors import Location, WorkspaceError
from screening.workspace import Workspace, cannot_write, write_whole

_LOCK = "journal"
_TAIL_BLOCK = 1 << 16
_SET_ASIDE = (
    "see what is wrong: screening audit verify; then restore the journal from a backup, or move it and "
    "its .head file away, as evidence: a new journal begins with the next command"
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something, by which command in words, with which program, and when (UTC)."""

    who: str
    command: str
    program: str
    at: datetime


class Head(BaseModel):
    """The last entry, noted beside the journal: a journal that ends before it was cut short."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seq: int
    sha256: str


class Journal:
    """The journal of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.path = workspace.journal
        self.head_path = workspace.journal.with_suffix(".head")

    def append(self, event: Event, author: Author, facts: Mapping[str, JsonValue]) -> Entry:
        """Write one entry and force it to the disk. A line that a crash left half written is taken away first, and an entry says so.

        Raises:
            WorkspaceError: the journal cannot be written, is held by another process for too long, or was cut short or changed at its end.
        """
        with self.workspace.lock(_LOCK):
            try:
                with self._opened() as file:
                    last = self._last(file, author)
                    entry = self._write(file, last, event, author, facts)
            except OSError as error:
                raise cannot_write(self.path, error) from error
            return entry

    def head(self) -> Head | None:
        """The anchor of the last entry; None where there is none.

        Raises:
            WorkspaceError: it cannot be read.
        """
        try:
            return Head.model_validate_json(self.head_path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            raise WorkspaceError(
                "the anchor of the journal cannot be read",
                where=Location(str(self.head_path)),
                remedy="restore it from a backup; screening audit verify tells whether the journal itself is whole",
            ) from error

    def lines(self) -> list[bytes]:
        """The lines as they stand, a half-written last one included; none where there is no journal."""
        try:
            return self.path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise WorkspaceError(
                f"the journal cannot be read ({error.strerror})",
                where=Location(str(self.path)),
                remedy="check its permissions",
            ) from error

    def entries(self) -> tuple[Entry, ...]:
        """Every entry that can be read, in order; `verify` tells of the others."""
        return tuple(entry for line in self.lines() if (entry := read_entry(line)) is not None)

    def _opened(self) -> BinaryIO:
        self.workspace.folder(self.workspace.root)
        number = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        return os.fdopen(number, "rb+")

    def _last(self, file: BinaryIO, author: Author) -> Entry | None:
        """The entry to go on from, after what a crash left behind was put right."""
        torn, line = _tail(file)
        last = read_entry(line) if line else None
        if line and (last is None or last.digest() != last.sha256):
            raise self._broken("its last entry was changed")
        head = self.head()
        known = (last.seq, last.sha256) if last else (0, BEGINNING)
        if head is not None and (head.seq > known[0] or (head.seq == known[0] and head.sha256 != known[1])):
            raise self._broken(f"it was cut short or changed: entry {head.seq} is not its last one")
        if torn:
            file.truncate(file.seek(0, os.SEEK_END) - len(torn))
            told: dict[str, JsonValue] = {"bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()}
            note = "the last line was half written when a program ended; it was taken away"
            last = self._write(file, last, Event.REPAIRED, author, told, (note,))
        return last

    def _write(
        self,
        file: BinaryIO,
        last: Entry | None,
        event: Event,
        author: Author,
        facts: Mapping[str, JsonValue],
        notes: tuple[str, ...] = (),
    ) -> Entry:
        if last is not None and author.at < last.at:
            notes += (f"the clock went back: entry {last.seq} is of {last.at:%Y-%m-%d %H:%M:%S} UTC",)
        entry = Entry(
            seq=last.seq + 1 if last else 1,
            at=author.at,
            who=author.who,
            event=event,
            command=author.command,
            program=author.program,
            facts=facts,
            notes=notes,
            previous=last.sha256 if last else BEGINNING,
        ).sealed()
        file.seek(0, os.SEEK_END)
        file.write(entry.line())
        file.flush()
        os.fsync(file.fileno())
        text = Head(seq=entry.seq, sha256=entry.sha256).model_dump_json()
        write_whole(self.head_path, lambda draft: _write_text(draft, text))
        return entry

    def _broken(self, problem: str) -> WorkspaceError:
        return WorkspaceError(
            f"the journal is not whole: {problem}", where=Location(str(self.path)), remedy=_SET_ASIDE
        )


def _write_text(draft: Path, text: str) -> None:
    draft.write_text(text + "\n", encoding="ascii", newline="\n")


def _tail(file: BinaryIO) -> tuple[bytes, bytes]:
    """What stands after the last line end, and the last whole line."""
    end = file.seek(0, os.SEEK_END)
    tail = b""
    while len(tail) < end and tail.count(b"\n") < 2:
        start = max(0, end - len(tail) - _TAIL_BLOCK)
        file.seek(start)
        tail = file.read(end - len(tail) - start) + tail
    *lines, torn = tail.split(b"\n")
    return torn, lines[-1] if lines else b""
