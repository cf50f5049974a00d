"""Rows judged each by its own date: by the edition of every list that was in force then."""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from screening.decide import nothing_found
from screening.lists import ALL, Edition, ListStore, RememberingLoad, fresh, is_path, is_stale
from screening.model import (
    AnsweredBlock,
    Block,
    Decision,
    InputInfo,
    Note,
    Record,
    Row,
    RunInfo,
    SkippedRow,
    SnapshotInfo,
    UnreadableRow,
)
from screening.pipeline import CHUNK_ROWS, Screener, Tally
from screening.progress import SILENT, Progress
from screening.settings import FreshnessSettings, Settings, WorkspaceSettings
from screening.tables import Table, TableOptions
from screening.workspace import Workspace

HELD_AT_ONCE = 3
"""Compiled sets of editions that are held in memory at the same time, some 100 MB each; a further one takes the place of the one used longest ago."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A list of which the edition in force on the row's day is taken, oldest first."""

    name: str
    editions: tuple[Edition, ...]

    def on(self, day: date) -> Edition | None:
        known = [each for each in self.editions if each.manifest.day <= day]
        return known[-1] if known else None


_Key = tuple[str, ...]


class ByRow:
    """Screens as `Screener` does, row by row at the row's own date. A row before the first edition of a list is not screened: nobody knows what was listed then.

    A file given by its path, or an edition named by its day, judges every row: who names it has chosen it.
    """

    def __init__(
        self,
        screener: Screener,
        dated: Sequence[Dated],
        place: Workspace,
        limits: FreshnessSettings,
        *,
        allow_stale: bool = False,
        progress: Progress = SILENT,
    ) -> None:
        self._plain = screener
        self._place = place
        self._limits = limits
        self._allow_stale = allow_stale
        self._dated = tuple(dated)
        self._held: OrderedDict[_Key, Screener] = OrderedDict()
        self._counts: Counter[str] = Counter()
        self._oldest: dict[str, SnapshotInfo] = {}
        self._progress = progress

    @property
    def settings(self) -> Settings:
        return self._plain.settings

    def open_table(self, path: Path, options: TableOptions | None = None) -> Table:
        """Open an input with the vocabulary of the rules."""
        return self._plain.open_table(path, options)

    def screen(
        self, rows: Iterable[Row], *, tally: Tally | None = None, progress: Progress = SILENT
    ) -> Iterator[Decision]:
        """One decision for every record and unreadable row, in order; skipped rows are counted in `tally`."""
        count = tally if tally is not None else Tally()
        stream = iter(rows)
        while chunk := list(islice(stream, CHUNK_ROWS)):
            routed = [self._route(row) for row in chunk]
            groups: dict[_Key, list[Row]] = {}
            for key, row in routed:
                groups.setdefault(key, []).append(row)
            made = {
                key: iter(list(self._screener(key).screen(group, tally=count, progress=progress)))
                for key, group in groups.items()
            }
            yield from (next(made[key]) for key, row in routed if not isinstance(row, SkippedRow))

    def screen_block(self, block: Block, tally: Tally) -> AnsweredBlock:
        """The decisions of a block's rows, each put together: its own day is asked of every row."""
        decisions = list(self.screen(block.every(), tally=tally))
        return AnsweredBlock(block, decisions, nothing_found(()))

    def run_info(self, inputs: Sequence[InputInfo], tally: Tally, *, command: str = "") -> RunInfo:
        """Everything an examiner asks of the run: every edition that could have judged a row, and how many rows each did judge."""
        return self._plain.run_info(inputs, tally, command=command, editions=self._editions(tally))

    def _editions(self, tally: Tally) -> list[SnapshotInfo]:
        fixed = [replace(each.info, rows=tally.screened) for each in self._plain.snapshots]
        dated = [
            replace(
                self._oldest.get(each.manifest.sha256, each.manifest.info()),
                rows=self._counts[each.manifest.sha256],
            )
            for one in self._dated
            for each in one.editions
        ]
        return fixed + dated

    def _route(self, row: Row) -> tuple[_Key, Row]:
        """The editions that judge a row, and the row; one for which there is no edition to rely on is not screened."""
        if not isinstance(row, Record):
            return (), row
        stated = self._plain.ruleset.day_of(row)
        day = stated or self.settings.as_of
        chosen: list[SnapshotInfo] = []
        for each in self._dated:
            edition = each.on(day)
            if edition is None:
                first = each.editions[0].manifest.day
                return (), _unscreened(
                    row,
                    f"no edition of {each.name} was in force on {day}: the oldest that is kept is of {first}",
                    f"no edition of {each.name} was in force on the row's day: the oldest that is kept is of {first}",
                )
            (info,) = fresh([edition.manifest.info()], day, self._limits, allow_stale=True)
            if is_stale(info, self._limits) and not self._allow_stale:
                told = info.freshness.partition(": STALE")[0]
                return (), _unscreened(
                    row,
                    f"{each.name} is out of date for this row: {told}; --allow-stale uses it",
                    f"{each.name} is out of date for the row's day; --allow-stale uses it",
                )
            chosen.append(info)
        for info in chosen:
            self._note(info)
        if stated is None and self._dated:
            said = Note(f"no date in this row: judged by the lists in force on {day}")
            row = replace(row, notes=(*row.notes, said))
        return tuple(info.sha256 for info in chosen), row

    def _note(self, info: SnapshotInfo) -> None:
        self._counts[info.sha256] += 1
        known = self._oldest.get(info.sha256)
        if known is None or (info.age_days or 0) > (known.age_days or 0):
            self._oldest[info.sha256] = info

    def _screener(self, key: _Key) -> Screener:
        if not key:
            return self._plain
        known = self._held.pop(key, None)
        if known is None:
            if len(self._held) >= HELD_AT_ONCE:
                self._held.popitem(last=False)
            by_digest = {each.manifest.sha256: each for one in self._dated for each in one.editions}
            place, plain = self._place, self._plain
            load = RememberingLoad(place)
            snapshots = [*plain.snapshots, *(by_digest[each].open(self._progress, load) for each in key)]
            known = Screener(plain.ruleset, snapshots, plain.settings, plain.ownership, place, plain.standing)
        self._held[key] = known
        return known


def by_row(
    screener: Screener, asked: Sequence[str | Path], workspace: Workspace | None, *, allow_stale: bool = False
) -> ByRow:
    """Rows judged by their own dates: `screener` holds what judges every row (`fixed_lists`), `asked` is all that was asked for."""
    place = workspace or Workspace.at()
    limits = WorkspaceSettings.read(place.settings).freshness
    return ByRow(screener, _dated(asked, ListStore(place)), place, limits, allow_stale=allow_stale)


def by_row_again(
    screener: Screener,
    editions: Iterable[Edition],
    place: Workspace,
    limits: FreshnessSettings,
    *,
    allow_stale: bool = False,
) -> ByRow:
    """As `by_row`, by the editions that there were then, whatever has been added since."""
    named: dict[str, list[Edition]] = {}
    for each in editions:
        named.setdefault(each.manifest.list, []).append(each)
    dated = [Dated(name, tuple(known)) for name, known in named.items()]
    return ByRow(screener, dated, place, limits, allow_stale=allow_stale)


def fixed_lists(asked: Sequence[str | Path]) -> list[str | Path]:
    """What judges every row whatever its date: paths, and editions that are named exactly."""
    return [each for each in asked if is_path(each) or "@" in str(each)]


def _dated(asked: Sequence[str | Path], store: ListStore) -> tuple[Dated, ...]:
    names: dict[str, None] = {}
    fixed = fixed_lists(asked)
    for each in asked:
        if each in fixed:
            continue
        if each == ALL:
            names |= {edition.manifest.list: None for edition in store.resolve(ALL)}
        else:
            names[store.find(str(each)).manifest.list] = None
    return tuple(Dated(name, store.editions(name)) for name in sorted(names))


def _unscreened(row: Record, reason: str, kind: str) -> UnreadableRow:
    return UnreadableRow(row.file, row.sheet, row.row, reason, row.record_id, kind=kind)
