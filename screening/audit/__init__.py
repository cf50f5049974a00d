"""What proves a run: the identity of its inputs, lists, rules and settings, what is kept of it, and the journal that tells of it."""

from screening.audit.answers import (
    KeptAnswer,
    KeptMatch,
    Recorder,
    answer_lines,
    answer_of_line,
    kept_answers,
)
from screening.audit.block_answers import block_answer_lines
from screening.audit.comparing import Cause, Change, compare, ground
from screening.audit.entry import Entry, Event
from screening.audit.identity import run_id, sha256_of
from screening.audit.journal import Author, Journal
from screening.audit.runs import (
    INPUTS,
    KeptEdition,
    KeptFile,
    KeptRun,
    find_run,
    forget_run,
    keep_run,
    kept_runs,
    runs_before,
)
from screening.audit.verify import Flaw, Verification, verify
from screening.audit.witness import remember

__all__ = [
    "INPUTS",
    "Author",
    "Cause",
    "Change",
    "Entry",
    "Event",
    "Flaw",
    "Journal",
    "KeptAnswer",
    "KeptEdition",
    "KeptFile",
    "KeptMatch",
    "KeptRun",
    "Recorder",
    "Verification",
    "answer_lines",
    "answer_of_line",
    "block_answer_lines",
    "compare",
    "find_run",
    "forget_run",
    "ground",
    "keep_run",
    "kept_answers",
    "kept_runs",
    "remember",
    "run_id",
    "runs_before",
    "sha256_of",
    "verify",
]
