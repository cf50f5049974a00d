"""What is written beside each row of the user's table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from screening.model import Decision, SkippedRow, Verdict
from screening.report.safe_text import visible
from screening.report.workbook.clear_rows import ClearRows, Reported
from screening.report.workbook.palette import SKIPPED, VERDICTS

HEADERS = ("Screening verdict", "Screening reasons", "Screening score", "Screening report")
WIDTHS = (18.0, 70.0, 16.0, 18.0)
_BETWEEN = " | "


class Answer(NamedTuple):
    """One row's answer: the verdict with its symbol, why, the highest score of a match that stands, and where the row stands in the report."""

    verdict: str
    reasons: str
    score: float | None
    target: str | None


@dataclass(slots=True)
class Answers:
    """Gathers one answer for every row of every input, by (file, sheet) and row number; equal texts are kept once."""

    by_sheet: dict[tuple[str, str], dict[int, Answer]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def gather(self, reported: Reported) -> None:
        """Take down what is written beside a row, or beside each of many."""
        if isinstance(reported, ClearRows):
            clear = Answer(VERDICTS[Verdict.CLEAR].label, self._text(reported.reasons), None, None)
            self._sheet(reported.file, reported.sheet).update(
                dict.fromkeys((row[0] for row in reported.rows), clear)
            )
        else:
            self._sheet(reported.file, reported.sheet)[reported.row] = self._answer(reported)

    def _answer(self, decision: Decision) -> Answer:
        reasons = decision.reasons or ((decision.not_screened_reason or ""),)
        standing = [each.score for each in decision.matches if each.standing]
        return Answer(
            VERDICTS[decision.verdict].label,
            self._text(reasons),
            round(max(standing), 2) if standing else None,
            None,
        )

    def _text(self, reasons: Sequence[str]) -> str:
        text = visible(_BETWEEN.join(reasons)).replace("\n", " ")
        return self._texts.setdefault(text, text)

    def skip(self, rows: Iterable[SkippedRow]) -> None:
        """Rows that are no record are said to be so, with the reason."""
        for row in rows:
            reason = self._texts.setdefault(visible(row.reason), visible(row.reason))
            self._sheet(row.file, row.sheet)[row.row] = Answer(SKIPPED.label, reason, None, None)

    def lead(self, places: Mapping[tuple[str, str, int], str]) -> None:
        """Give each answer its place in the report, as "'Stop'!A12"."""
        for (file, sheet, row), target in places.items():
            answers = self._sheet(file, sheet)
            if row in answers:
                answers[row] = answers[row]._replace(target=target)

    def of(self, file: str) -> dict[str, dict[int, Answer]]:
        """A file's answers by sheet."""
        return {sheet: answers for (name, sheet), answers in self.by_sheet.items() if name == file}

    def _sheet(self, file: str, sheet: str) -> dict[int, Answer]:
        return self.by_sheet.setdefault((file, sheet), {})
