"""What another edition of a list does to a population that was screened before."""

from dataclasses import dataclass
from enum import StrEnum

from screening.model.decision import Decision
from screening.model.match import Match
from screening.model.run import SnapshotInfo


class MatchState(StrEnum):
    """What became of a match."""

    NEW = "new"
    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class MatchChange:
    """One match that is not as it was, or, where neither match is given, a row that is judged otherwise; `cause` says which change of the list did it."""

    before: Decision
    after: Decision
    old: Match | None
    new: Match | None
    cause: str

    @property
    def state(self) -> MatchState:
        if self.old is None and self.new is not None:
            return MatchState.NEW
        return MatchState.LOST if self.new is None and self.old is not None else MatchState.CHANGED

    @property
    def match(self) -> Match | None:
        """The match as it is now, or as it last was."""
        return self.new or self.old


@dataclass(frozen=True, slots=True)
class Rescreening:
    """The outcome. `rows` counts all that were judged before, `again` those that were judged again because a changed entry reaches them.

    `judged` are the rows whose answer is not as it was, before and after; every other row is as before.
    """

    run_id: str
    before: tuple[SnapshotInfo, ...]
    after: tuple[SnapshotInfo, ...]
    entities: int
    rows: int
    again: int
    judged: tuple[tuple[Decision, Decision], ...]
    changes: tuple[MatchChange, ...]

    def of(self, state: MatchState) -> tuple[MatchChange, ...]:
        """The changes of one kind."""
        return tuple(each for each in self.changes if each.state is state)

    @property
    def unchanged(self) -> int:
        """Rows whose answer is as it was."""
        return self.rows - len(self.judged)
