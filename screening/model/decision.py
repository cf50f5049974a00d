"""The one answer for a row."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from screening.model.finding import Finding, Need
from screening.model.match import Match
from screening.model.record import Record


class Verdict(StrEnum):
    """The row's one answer, most severe first; NOT_SCREENED is never counted as clear."""

    BLOCKED = "blocked"
    PROHIBITED = "prohibited"
    REVIEW = "review"
    CLEAR = "clear"
    NOT_SCREENED = "not_screened"


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision for one row of an input, in input order. `record` is None exactly when the row could not be screened."""

    file: str
    sheet: str
    row: int
    record_id: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    matches: tuple[Match, ...] = ()
    needs: tuple[Need, ...] = ()
    not_screened_reason: str | None = None
    not_screened_cell: str | None = None
    record: Record | None = None
    editions: tuple[str, ...] = ()
    """The editions of the loaded lists that judged the row, as "us-ofac-sdn@2021-07-07 6f39749116e4" (list, day where known, digest)."""
    judged_on: date | None = None
    """The row's own day, where rows are judged each by its own."""
