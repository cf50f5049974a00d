"""Answers as the register keeps them, and what they come to: settled, waiting for a second reviewer, or in conflict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from screening.model import Disposition, MatchKey, Ruling, Strength


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer in the register: its number, the match and its state, what was said, and the cell it was read from. `entry` is the id of
    the listed entry."""

    seq: int
    ref: str
    key: MatchKey
    run: str
    entry: str
    ruling: Ruling
    reason: str
    reviewer: str
    second_reviewer: str
    valid_until: date | None
    place: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reviewers who differ on one match; none of their answers is taken until they agree."""

    answers: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What all answers come to. `waiting` are those that need a second reviewer first."""

    answers: tuple[tuple[Kept, Disposition], ...]
    waiting: tuple[Kept, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def dispositions(self) -> tuple[Disposition, ...]:
        return tuple(disposition for _, disposition in self.answers)


def settle(kept: Iterable[Kept], *, two_reviewers: bool) -> Settled:
    """What the answers come to, given in the order of their numbers: of each reviewer the last word on each state of a match counts."""
    by_match: dict[tuple[str, MatchKey], dict[str, Kept]] = {}
    for each in kept:
        by_match.setdefault((each.ref, each.key), {})[person(each.reviewer)] = each
    answers: list[tuple[Kept, Disposition]] = []
    waiting: list[Kept] = []
    conflicts: list[Conflict] = []
    for words in by_match.values():
        said = sorted(words.values(), key=lambda each: each.seq)
        last = said[-1]
        if len({each.ruling for each in said}) > 1:
            conflicts.append(Conflict(tuple(said)))
        elif two_reviewers and needs_two(last.ruling, last.key) and not _second(last, said):
            waiting.append(last)
        else:
            answers.append((last, _disposition(last, said)))
    return Settled(tuple(answers), tuple(waiting), tuple(conflicts))


def needs_two(ruling: Ruling, key: MatchKey) -> bool:
    """Does the answer need two people where the settings ask for it? A true match does, and the dismissal of a confirmed one."""
    confirmed = key.band.startswith(Strength.CONFIRMED.value)
    return ruling is Ruling.TRUE_MATCH or (ruling is Ruling.FALSE_POSITIVE and confirmed)


def person(name: str) -> str:
    """A reviewer's name without case and spacing."""
    return " ".join(name.casefold().split())


def _second(last: Kept, said: Sequence[Kept]) -> str:
    """Who else stands for the answer: the second reviewer whom it names, or another who gave the same."""
    others = (each.reviewer for each in said if person(each.reviewer) != person(last.reviewer))
    return last.second_reviewer or next(others, "")


def _disposition(last: Kept, said: Sequence[Kept]) -> Disposition:
    return Disposition(
        seq=last.seq,
        ref=last.ref,
        key=last.key,
        ruling=last.ruling,
        reason=last.reason,
        reviewer=last.reviewer,
        second_reviewer=_second(last, said),
        valid_until=last.valid_until,
    )
