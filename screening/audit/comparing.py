"""Two runs held against each other, row by row and match by match, each change with its cause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from screening.audit.answers import KeptAnswer, KeptMatch
from screening.audit.runs import KeptRun


class Cause(StrEnum):
    """Why an answer is not what it was."""

    ADDED = "the row was added"
    REMOVED = "the row was taken out"
    INPUT = "the row changed"
    LIST = "a list changed"
    RULES = "a measure changed"
    SETTINGS = "the settings changed"
    CODE = "the program changed"
    DISPOSITION = "reviewers' answers changed"
    UNKNOWN = "not told by what is kept"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two runs. `what` is "verdict", "new match", "lost match" or "changed match"."""

    what: str
    before: KeptAnswer | None
    after: KeptAnswer | None
    match: KeptMatch | None
    detail: str
    causes: tuple[Cause, ...]

    @property
    def place(self) -> str:
        """Where the row stands now, or stood."""
        answer = self.after or self.before
        return answer.place if answer else ""


def ground(before: KeptRun, after: KeptRun) -> tuple[Cause, ...]:
    """What two runs were made from that differs, the inputs aside."""
    editions = [sorted((each.list, each.sha256) for each in run.editions) for run in (before, after)]
    differing = (
        (Cause.LIST, editions[0] != editions[1]),
        (Cause.RULES, before.rules_sha256 != after.rules_sha256),
        (Cause.SETTINGS, before.settings_sha256 != after.settings_sha256),
        (Cause.CODE, (before.program, before.method) != (after.program, after.method)),
        (Cause.DISPOSITION, before.reviewed != after.reviewed),
    )
    return tuple(cause for cause, differs in differing if differs)


def compare(
    before: Sequence[KeptAnswer], after: Sequence[KeptAnswer], differing: Sequence[Cause]
) -> tuple[Change, ...]:
    """Every change between two runs' answers; `differing` is what else the runs were made from that is not the same.

    Rows that say the same are one row, wherever they stand; what is left is paired by its place.
    """
    changes: list[Change] = []
    for was, now in _paired(before, after):
        if was is None or now is None:
            row = was or now
            assert row is not None
            cause = Cause.ADDED if was is None else Cause.REMOVED
            changes.append(Change("verdict", was, now, None, row.verdict, (cause,)))
            state = "new match" if was is None else "lost match"
            changes += [Change(state, was, now, each, each.strength, (cause,)) for each in row.matches]
        else:
            changes += _of_row(was, now, tuple(differing))
    return tuple(changes)


def _of_row(was: KeptAnswer, now: KeptAnswer, differing: tuple[Cause, ...]) -> Iterator[Change]:
    general = (Cause.INPUT, *differing) if was.said != now.said else differing
    old, new = ({(each.ref): each for each in side.matches} for side in (was, now))
    told: list[Cause] = []
    for ref in dict.fromkeys((*old, *new)):
        one, other = old.get(ref), new.get(ref)
        if one == other:
            continue
        causes = _narrowed(one, other, general, same_row=was.said == now.said)
        told += causes
        match = other or one
        assert match is not None
        state = "changed match" if one and other else "new match" if other else "lost match"
        yield Change(state, was, now, match, _words(one, other), causes)
    if was.verdict != now.verdict:
        causes = tuple(dict.fromkeys(told)) or general or (Cause.UNKNOWN,)
        yield Change("verdict", was, now, None, f"{was.verdict} → {now.verdict}", causes)


def _narrowed(
    one: KeptMatch | None, other: KeptMatch | None, general: tuple[Cause, ...], *, same_row: bool
) -> tuple[Cause, ...]:
    """The causes that the parts of the match's key bear out; all that differ where the match came or went."""
    if one is not None and other is not None and one.key and other.key:
        names = (Cause.LIST, Cause.INPUT, Cause.RULES)
        parts = zip(names, one.key.split("."), other.key.split("."), strict=False)
        causes = [cause for cause, then, now in parts if then != now]
        if one.dismissed != other.dismissed and not causes:
            causes.append(Cause.DISPOSITION)
        if causes:
            return tuple(causes)
    elif Cause.LIST in general and same_row:
        return tuple(each for each in general if each in (Cause.LIST, Cause.SETTINGS, Cause.CODE))
    possible = tuple(each for each in general if each not in (Cause.DISPOSITION, Cause.RULES))
    return possible or general or (Cause.UNKNOWN,)


def _words(one: KeptMatch | None, other: KeptMatch | None) -> str:
    then, now = (_state(each) if each else "" for each in (one, other))
    return f"{then} → {now}" if then and now and then != now else now or then


def _state(match: KeptMatch) -> str:
    band = match.key.rsplit(".", 1)[-1] or match.strength
    return f"{band}, dismissed" if match.dismissed else band


def _paired(
    before: Sequence[KeptAnswer], after: Sequence[KeptAnswer]
) -> Iterator[tuple[KeptAnswer | None, KeptAnswer | None]]:
    same: dict[tuple[str, str], list[KeptAnswer]] = {}
    for each in before:
        same.setdefault((each.said, "" if each.said else each.place), []).append(each)
    pairs: list[tuple[KeptAnswer | None, KeptAnswer]] = []
    for each in after:
        candidates = same.get((each.said, "" if each.said else each.place))
        pairs.append((candidates.pop(0) if candidates else None, each))
    left = {each.place: each for rest in same.values() for each in rest}
    for was, now in pairs:
        yield (was or left.pop(now.place, None)), now
    for each in before:
        if left.get(each.place) is each:
            yield each, None
