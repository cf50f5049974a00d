"""What a run counts of its rows and answers, so that nothing is lost unseen."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from screening.model import (
    Match,
    QualityLine,
    Reconciliation,
    Record,
    SkippedRow,
    UnreadableRow,
    UsedAnswer,
    Verdict,
)


@dataclass(slots=True)
class Tally:
    """What a run counted: one entry for every row that came in, so that nothing can be lost unseen."""

    rows_in: int = 0
    screened: int = 0
    skipped: list[SkippedRow] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    rule_states: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: int = 0
    matching_seconds: float = 0.0
    quality: dict[tuple[str, str, str], QualityLine] = field(default_factory=dict)
    unread: dict[tuple[str, str, str], QualityLine] = field(default_factory=dict)
    answers: dict[int, UsedAnswer] = field(default_factory=dict)
    texts: str = ""
    """Which names were looked for in payment texts, in words; empty where there were none."""

    def recalled(self, matches: Iterable[Match]) -> None:
        """Keep the answers that dismiss one of the matches, each once."""
        for match in matches:
            if match.dismissed and match.earlier is not None:
                told = match.earlier.disposition
                self.answers.setdefault(told.seq, UsedAnswer(told.seq, told.ref, told.valid_until, told.by))

    def lost(self, row: UnreadableRow) -> None:
        """Count a row that could not be screened by the kind of its reason."""
        key = (row.file, row.sheet, row.kind or row.reason)
        self.unread.setdefault(key, QualityLine(*key)).add(row.cell or f"row {row.row}")

    def doubts(self, record: Record) -> None:
        """Count the data-quality lines of a record by their kinds."""
        for note in record.notes:
            if note.kind and note.cell:
                key = (record.file, record.sheet, note.kind)
                self.quality.setdefault(key, QualityLine(*key)).add(note.cell)

    def add(self, part: "Tally") -> None:
        """Take in what the next part of the run counted."""
        self.rows_in += part.rows_in
        self.screened += part.screened
        self.skipped += part.skipped
        self.verdicts.update(part.verdicts)
        self.rule_states.update(part.rule_states)
        self.names += part.names
        self.matching_seconds += part.matching_seconds
        for ours, theirs in ((self.quality, part.quality), (self.unread, part.unread)):
            for key, line in theirs.items():
                ours.setdefault(key, QualityLine(*key)).join(line)
        self.texts = self.texts or part.texts
        for seq, answer in part.answers.items():
            self.answers.setdefault(seq, answer)

    @property
    def not_screened(self) -> int:
        return self.verdicts[Verdict.NOT_SCREENED]

    def reconciliation(self) -> Reconciliation:
        return Reconciliation(self.rows_in, self.screened, self.not_screened, len(self.skipped))
