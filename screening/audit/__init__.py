"""What proves a run: the identity of its inputs, lists, rules and settings, what is kept of it, and the journal that tells of it."""

from screening.audit.entry import Entry, Event
from screening.audit.identity import run_id, sha256_of
from screening.audit.journal import Author, Journal
from screening.audit.runs import KeptEdition, KeptFile, KeptRun, find_run, keep_run
from screening.audit.verify import Flaw, Verification, verify
from screening.audit.witness import remember

__all__ = [
    "Author",
    "Entry",
    "Event",
    "Flaw",
    "Journal",
    "KeptEdition",
    "KeptFile",
    "KeptRun",
    "Verification",
    "find_run",
    "keep_run",
    "remember",
    "run_id",
    "sha256_of",
    "verify",
]
