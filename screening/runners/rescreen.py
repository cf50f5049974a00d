"""A population screened before, held against another edition of a list: only what the change can reach is judged again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from screening.lists import ListSnapshot, changed_fields
from screening.matching import Matcher
from screening.model import (
    Decision,
    Entity,
    Match,
    MatchChange,
    OwnershipSheet,
    Record,
    Rescreening,
    Row,
    SkippedRow,
)
from screening.pipeline import CHUNK_ROWS, Screener, united
from screening.progress import SILENT, Progress
from screening.review import NOBODY, Standing
from screening.ruleset import Ruleset
from screening.settings import Settings
from screening.workspace import Workspace

_Key = tuple[str, str, str, str]


class Rescreen:
    """Two sets of editions before the same rules and settings.

    A match depends on the party and the entity alone, and a row's answer on its facts and matches. So an entity that is the same in both sets cannot
    change a row, and a row that matches no changed entity, old or new, is as it was. Where a sheet of holdings is given, what listed parties own may
    reach any row, and every row is judged again. `standing` are reviewers' answers, which hold or lapse on either side as in a full run;
    in `workspace` the compiled index of each side is kept, and found again by the next run or rescreening.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        settings: Settings,
        before: Sequence[ListSnapshot],
        after: Sequence[ListSnapshot],
        ownership: OwnershipSheet | None = None,
        standing: Standing = NOBODY,
        workspace: Workspace | None = None,
    ) -> None:
        self._workspace = workspace
        self.notes: list[str] = []
        self._ruleset = ruleset
        self._settings = settings
        self._snapshots = (tuple(before), tuple(after))
        self._ownership = ownership
        self._standing = standing
        self._old, self._new = (
            {each.id: each for each in united(ruleset.entities(), side)} for side in self._snapshots
        )
        # A cause is told in the lists' own words: what the program ships beside them has no part in it.
        self._listed = tuple({each.id: each for each in united((), side)} for side in self._snapshots)
        self.changed = frozenset(
            each for each in self._old.keys() | self._new.keys() if self._old.get(each) != self._new.get(each)
        )

    def run(self, rows: Iterable[Row], run_id: str = "", progress: Progress = SILENT) -> Rescreening:
        """Judge the population again where the change reaches it. The same answer as a full run, row by row."""
        count = 0
        reached: list[Record] = []
        for row, touched in self._probed(rows, progress):
            count += not isinstance(row, SkippedRow)
            if touched and isinstance(row, Record):
                reached.append(row)
        judged = tuple(pair for pair in self._judged(reached) if not _same(*pair))
        changes = tuple(change for pair in judged for change in self._changes(*pair))
        before, after = (tuple(each.info for each in side) for side in self._snapshots)
        return Rescreening(run_id, before, after, len(self.changed), count, len(reached), judged, changes)

    def _probed(self, rows: Iterable[Row], progress: Progress) -> Iterator[tuple[Row, bool]]:
        """Each row, and whether a changed entity, as it was or as it is, matches one of its parties."""
        sides = [
            Matcher([side[each] for each in sorted(self.changed) if each in side], self._settings.matching)
            for side in (self._old, self._new)
        ]
        everything = self._ownership is not None and bool(self.changed)
        stream = iter(rows)
        while chunk := list(islice(stream, CHUNK_ROWS)):
            parties = [party for row in chunk if isinstance(row, Record) for party in row.parties]
            found = [iter(side.match(parties)) for side in sides]
            for row in chunk:
                own = len(row.parties) if isinstance(row, Record) else 0
                matched = [next(side) for side in found for _ in range(own)]
                yield row, everything or any(matched)
            progress.advance(len(chunk))

    def _judged(self, records: Sequence[Record]) -> Iterator[tuple[Decision, Decision]]:
        """Each record's decision by the former and by the new editions, both in full."""
        if not records:
            return iter(())
        sides = []
        for snapshots in self._snapshots:
            # One after the other: two full indexes are never held at once.
            screener = Screener(
                self._ruleset, snapshots, self._settings, self._ownership, self._workspace, self._standing
            )
            self.notes += screener.notes
            sides.append(list(screener.screen(records)))
        return zip(*sides, strict=True)

    def _changes(self, before: Decision, after: Decision) -> Iterator[MatchChange]:
        old, new = _keyed(before.matches), _keyed(after.matches)
        told = 0
        for key in (*old, *(each for each in new if each not in old)):
            was, now = old.get(key), new.get(key)
            if was != now:
                told += 1
                yield MatchChange(before, after, was, now, self._cause(key[-1]))
        if not told:
            yield MatchChange(before, after, None, None, "what listed parties own has changed")

    def _cause(self, entity: str) -> str:
        then, now = (side.get(entity) for side in self._listed)
        if then is None and now is not None:
            return f"added to {now.list}"
        if now is None and then is not None:
            return f"removed from {then.list}"
        assert then is not None
        assert now is not None
        return _in_words(then, now)


def _in_words(then: Entity, now: Entity) -> str:
    fields = changed_fields(then, now)
    if fields:
        return " · ".join(str(each) for each in fields)
    return (
        f"now read from {now.list}"
        if then.list != now.list
        else "written in another form, the words the same"
    )


def _keyed(matches: Sequence[Match]) -> Mapping[_Key, Match]:
    return {(each.role.value, each.input_name, each.cell or "", each.entity.id): each for each in matches}


def _same(before: Decision, after: Decision) -> bool:
    """Is the answer the same, whichever edition gave it?"""
    return replace(before, editions=()) == replace(after, editions=())
