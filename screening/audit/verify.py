"""Is the journal as it was written? Each entry against its own digest, the one before it, the anchor, and what the runs witness."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screening.audit.entry import BEGINNING, Entry, read_entry
from screening.audit.journal import Journal
from screening.audit.witness import Witness, witnesses


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is wrong with the journal: the line (None: not in the file), the entry's number where it is known, and what."""

    line: int | None
    seq: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found: `entries` that could be read, `notes` that are worth knowing and no flaw, `flaws` in file order."""

    entries: int
    first: Entry | None
    last: Entry | None
    notes: tuple[str, ...]
    flaws: tuple[Flaw, ...]

    @property
    def whole(self) -> bool:
        return not self.flaws


def verify(journal: Journal) -> Verification:
    """Read the whole journal and find every entry that was changed, taken out, moved, cut off or forged.

    Who can write the journal, its anchor and every run's witness can forge all three: copy the digest of the last entry to a place that
    only others can write.

    Raises:
        WorkspaceError: a file cannot be read.
    """
    lines = journal.lines()
    torn = bool(lines) and not lines[-1].endswith(b"\n")
    notes = (
        ["the last line is half written: a program ended in the middle of it; the next command puts it right"]
        if torn
        else []
    )
    read = [(number, read_entry(line)) for number, line in enumerate(lines[:-1] if torn else lines, start=1)]
    entries = [entry for _, entry in read if entry is not None]
    flaws = [*_chain(read), *_end(journal, entries), *_witnessed(entries, witnesses(journal.workspace))]
    notes += [f"entry {entry.seq}: {note}" for entry in entries for note in entry.notes]
    return Verification(
        len(entries),
        entries[0] if entries else None,
        entries[-1] if entries else None,
        tuple(notes),
        tuple(flaws),
    )


def _chain(read: list[tuple[int, Entry | None]]) -> Iterator[Flaw]:
    """What is wrong between one line and the next."""
    expected, previous = 1, BEGINNING
    for number, entry in read:
        if entry is None:
            yield Flaw(
                number, None, f"changed: this line is not an entry (entry {expected} should stand here)"
            )
            # Its digest is not known: the next entry can only be held to its number.
            expected, previous = expected + 1, ""
            continue
        if entry.digest() != entry.sha256:
            yield Flaw(number, entry.seq, "changed: the entry does not agree with its own SHA-256")
        if entry.seq != expected:
            yield Flaw(number, entry.seq, _out_of_order(entry.seq, expected))
        elif previous and entry.previous != previous:
            yield Flaw(
                number,
                entry.seq,
                f"forged: it names another entry before it than the one in line {number - 1}",
            )
        expected, previous = entry.seq + 1, entry.sha256


def _out_of_order(found: int, expected: int) -> str:
    if found > expected:
        missing = f"entry {expected}" if found == expected + 1 else f"entries {expected} to {found - 1}"
        return f"missing: {missing} should stand before it"
    return f"reordered or repeated: entry {expected} should stand here"


def _end(journal: Journal, entries: list[Entry]) -> Iterator[Flaw]:
    """Does the journal reach the entry that its anchor names?"""
    head = journal.head()
    if head is None:
        if entries:
            yield Flaw(None, None, f"the anchor {journal.head_path.name} is missing")
        return
    by_seq = {entry.seq: entry for entry in entries}
    if head.seq not in by_seq:
        yield Flaw(
            None, head.seq, f"truncated: the anchor names entry {head.seq}, which is not in the journal"
        )
    elif by_seq[head.seq].sha256 != head.sha256:
        yield Flaw(None, head.seq, "forged: the anchor names another entry of this number")


def _witnessed(entries: list[Entry], known: Mapping[str, tuple[Witness, ...]]) -> Iterator[Flaw]:
    """Is each entry that a kept run remembers still there?"""
    by_seq = {entry.seq: entry for entry in entries}
    for run_id, seen in known.items():
        for each in seen:
            entry = by_seq.get(each.seq)
            if entry is None:
                yield Flaw(None, each.seq, f"missing: the kept run {run_id} was entered as {each.seq}")
            elif entry.sha256 != each.sha256:
                yield Flaw(
                    None, each.seq, f"forged: the kept run {run_id} remembers another entry of this number"
                )
