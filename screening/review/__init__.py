"""Reviewers' answers read back from reports, the register that keeps them, and what of them holds for a match."""

from screening.review.keys import KeyMaker
from screening.review.refusals import Refusal
from screening.review.register import Conflict, Import, Imported, Kept, Register
from screening.review.sheet import Answer, Reading, Sheet, read_answers
from screening.review.standing import NOBODY, Standing

__all__ = [
    "NOBODY",
    "Answer",
    "Conflict",
    "Import",
    "Imported",
    "Kept",
    "KeyMaker",
    "Reading",
    "Refusal",
    "Register",
    "Sheet",
    "Standing",
    "read_answers",
]
