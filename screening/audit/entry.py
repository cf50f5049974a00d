"""One entry of the journal: what was done, by whom, when, on what; bound to the entry before it by its digest."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

BEGINNING = "0" * 64
"""What the first entry names as the digest of the one before it."""


class Event(StrEnum):
    """What an entry tells of. Work that writes files outside the journal has an entry before it and one after it."""

    RUN_BEGUN = "run begun"
    RUN = "run"
    RESCREENED = "rescreened"
    REPLAYED = "replayed"
    LIST_ADDED = "list added"
    LIST_UPDATED = "list updated"
    LIST_REMOVED = "list removed"
    REVIEW_IMPORTED = "review imported"
    FORGOTTEN = "personal data deleted"
    REPAIRED = "journal repaired"


class Entry(BaseModel):
    """`seq` counts from 1; `at` is UTC; `who` the user of the operating system, or who was named; `facts` hold digests and counts, never a
    party's name. `sha256` covers all other fields, `previous` is that of the entry before."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seq: int
    at: datetime
    who: str
    event: Event
    command: str
    program: str
    facts: Mapping[str, JsonValue]
    notes: tuple[str, ...] = ()
    previous: str
    sha256: str = ""

    @property
    def run(self) -> str | None:
        """The run that it tells of."""
        found = self.facts.get("run_id")
        return found if isinstance(found, str) else None

    def digest(self) -> str:
        """SHA-256 of the canonical JSON of everything but the digest itself."""
        return hashlib.sha256(_canonical(self, leave_out={"sha256"}).encode("ascii")).hexdigest()

    def sealed(self) -> "Entry":
        """This entry with its digest."""
        return self.model_copy(update={"sha256": self.digest()})

    def line(self) -> bytes:
        """The one line that stands for it in the file."""
        return f"{_canonical(self)}\n".encode("ascii")


def _canonical(entry: Entry, leave_out: set[str] | None = None) -> str:
    told = entry.model_dump(mode="json", exclude=leave_out)
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def read_entry(line: bytes) -> Entry | None:
    """The entry that a line holds; None where it is none, or is not written as this program writes it."""
    try:
        entry = Entry.model_validate_json(line)
    except ValidationError:
        return None
    return entry if entry.line().rstrip(b"\n") == line.rstrip(b"\n") else None
