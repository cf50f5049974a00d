"""A reviewer's answer to a match, and what has become of it since."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class Ruling(StrEnum):
    """What a reviewer says of a match."""

    FALSE_POSITIVE = "false positive"
    TRUE_MATCH = "true match"
    MORE_FACTS = "need more facts"


class Lapse(StrEnum):
    """Why an earlier answer does not hold for a match as it is now."""

    EXPIRED = "its validity is over"
    ENTRY = "the listed entry changed"
    PARTY = "what your record says of the party changed"
    RULES = "a measure that names the entry changed"
    SCORE = "the score moved to another band"


@dataclass(frozen=True, slots=True)
class MatchKey:
    """What an answer to a match rests on, each by its digest: the listed entry, the record's facts about the party, the measures that name
    the entry with their revisions, and the strength with the band of its score in words ("possible 80")."""

    entity: str
    party: str
    rules: str
    band: str

    def lapses(self, now: "MatchKey") -> tuple[Lapse, ...]:
        """What is no longer as it was when an answer was given under this key."""
        causes = (Lapse.ENTRY, Lapse.PARTY, Lapse.RULES, Lapse.SCORE)
        return tuple(
            cause
            for cause, field in zip(causes, fields(self), strict=True)
            if getattr(self, field.name) != getattr(now, field.name)
        )

    def __str__(self) -> str:
        return ".".join((self.entity, self.party, self.rules, self.band))


@dataclass(frozen=True, slots=True)
class Disposition:
    """One reviewer's answer to one match, as the register keeps it; `seq` is its number there. `valid_until` is the last day on which a
    false positive holds; other rulings have none."""

    seq: int
    ref: str
    key: MatchKey
    ruling: Ruling
    reason: str
    reviewer: str
    second_reviewer: str = ""
    valid_until: date | None = None

    @property
    def by(self) -> str:
        """Who answered."""
        return " and ".join(filter(None, (self.reviewer, self.second_reviewer)))


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier answer beside the match that it was given for: it holds where nothing lapsed."""

    disposition: Disposition
    lapsed: tuple[Lapse, ...] = ()

    @property
    def dismisses(self) -> bool:
        """Is the match a false positive still?"""
        return self.disposition.ruling is Ruling.FALSE_POSITIVE and not self.lapsed

    def __str__(self) -> str:
        """ "dismissed earlier by A. Officer, until 2027-03-02: different birth date", or why that no longer holds."""
        told = self.disposition
        until = f", until {told.valid_until}" if told.valid_until else ""
        said = "dismissed" if told.ruling is Ruling.FALSE_POSITIVE else f"answered “{told.ruling}”"
        reason = f": {told.reason}" if told.reason else ""
        earlier = f"{said} earlier by {told.by}{until}{reason}"
        if not self.lapsed:
            return earlier
        return f"reopened, for {' and '.join(self.lapsed)} ({earlier})"
