"""The order of the stages: rows in, one decision each out; the only module that knows it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, repeat
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from screening import __version__, resources, tables
from screening.audit import run_id
from screening.collector import collector_paused
from screening.decide import decide, decide_unreadable, not_in_force_then, nothing_found, show_others
from screening.lists import (
    ListSnapshot,
    ListStore,
    RememberingLoad,
    fresh,
    open_lists,
)
from screening.matching import FreeText, Matcher
from screening.model import (
    AnsweredBlock,
    Block,
    Decision,
    Finding,
    InputInfo,
    Match,
    OwnershipSheet,
    Record,
    Role,
    Row,
    RunInfo,
    SkippedRow,
    SnapshotInfo,
    UnreadableRow,
    Verdict,
)
from screening.pipeline.account import bundled, counted, settings_in_words
from screening.pipeline.remarkable import Bearing, remarkable
from screening.pipeline.sources import check_actor, listing_of, own_rules, read_house_lists
from screening.pipeline.tally import Tally
from screening.progress import SILENT, Progress
from screening.review import NOBODY, KeyMaker, Standing
from screening.ruleset import Explanation, Owned, Ruleset, explain
from screening.settings import Settings, WorkspaceSettings
from screening.workspace import Workspace

if TYPE_CHECKING:
    from screening.tables import Table, TableOptions

# Rows are taken in chunks so that memory does not grow with the file; names are distinct within a chunk, so larger is faster.
CHUNK_ROWS = 50_000
# Rows between two moves of the progress bar.
_STEP = 500
# Records that the rules are asked of together, and the number below which that costs more than it saves.
_JUDGED_AT_ONCE = 2_000
_FEW = 50


class Screener:
    """Lists, measures and settings, ready to screen any number of tables; it holds no state of a run."""

    def __init__(
        self,
        ruleset: Ruleset,
        snapshots: Sequence[ListSnapshot],
        settings: Settings,
        ownership: OwnershipSheet | None = None,
        workspace: Workspace | None = None,
        standing: Standing = NOBODY,
        threads: int | None = None,
    ) -> None:
        """`workspace` is where the compiled index of the listed parties is kept; without one it is made for this screener alone. `threads` are those of `Matcher`."""
        self.opened_with: Mapping[str, Any] | None = None
        """The arguments of `open`, by which another process opens the same; None where this was put together by hand."""
        self.ruleset = ruleset
        self.settings = settings
        self.snapshots = tuple(snapshots)
        notes: list[str] = []
        listing = listing_of(ruleset.entities(), self.snapshots, workspace, notes.append)
        self.entities = listing.entities
        self.notes = tuple(notes)
        self.matcher = Matcher(listing, settings.matching, threads)
        self.texts = FreeText(self.entities, settings.matching)
        self.standing = standing
        self._bearing: Bearing = {}
        self._keys = KeyMaker(ruleset.naming)
        self.ownership = ownership
        self._editions = tuple(each.info.edition for each in self.snapshots)
        self._owned = ruleset.ownership(ownership, self.matcher.match) if ownership is not None else None
        companies = self._owned.entities() if self._owned is not None else ()
        self._companies = Matcher(companies, settings.matching, threads)

    @classmethod
    def open(
        cls,
        *,
        as_of: date,
        lists: Sequence[str | Path] = (),
        house_lists: Sequence[Path] = (),
        rules: Sequence[Path] = (),
        actor: str | None = None,
        settings: Settings | None = None,
        ownership: Path | None = None,
        workspace: Workspace | None = None,
        house_rules: bool = True,
        allow_stale: bool = False,
        standing: Standing = NOBODY,
        progress: Progress = SILENT,
        threads: int | None = None,
    ) -> "Screener":
        """Load the shipped measures, `rules` (folders of house rules) and `lists` (publishers' files or folders, or names of `workspace`).

        `as_of` is the day whose law judges a row without a date of its own, `actor` the class of those who act in rows that do not say.
        `house_lists` are the user's own tables of parties: a match with one of them leads to review.
        `ownership` is a sheet of holdings (owner, owned, percent) by which the 50 percent rule is examined.
        A name ("us-ofac-sdn", "us-ofac-sdn@2021-07-07", "all") stands for the edition in force on `as_of`; one that is past its limit of age is a ListError
        unless `allow_stale`. `threads` match names at the most (as many as there are processors, up to four, where nobody says): nothing of it changes a result. `standing` are reviewers' answers: a match that one of them dismisses raises no verdict. `workspace` is the default one where none is given; the rules in its folder `rules` apply too, unless not `house_rules`.
        Every broken rule file and every broken list is reported at once (ScreeningErrors): a run never starts on half of them.
        """
        chosen = settings or Settings(as_of=as_of, actor=actor)
        place = workspace or Workspace.at()
        ruleset = Ruleset.load([resources.rules_dir(), *(own_rules(place) if house_rules else ()), *rules])
        check_actor(ruleset, chosen.actor)
        sheet = tables.read_ownership(ownership) if ownership is not None else None
        snapshots = open_lists(lists, ListStore(place), as_of, progress, RememberingLoad(place))
        snapshots += read_house_lists(house_lists, ruleset)
        limits = WorkspaceSettings.read(place.settings).freshness
        infos = fresh([each.info for each in snapshots], as_of, limits, allow_stale=allow_stale)
        aged = [replace(each, info=info) for each, info in zip(snapshots, infos, strict=True)]
        screener = cls(ruleset, aged, chosen, sheet, place, standing, threads)
        screener.opened_with = {
            "settings": chosen,
            "lists": tuple(lists),
            "house_lists": tuple(house_lists),
            "rules": tuple(rules),
            "ownership": ownership,
            "workspace": place,
            "house_rules": house_rules,
            "allow_stale": allow_stale,
            "standing": standing,
        }
        return screener

    def screen(
        self, rows: Iterable[Row], *, tally: Tally | None = None, progress: Progress = SILENT
    ) -> Iterator[Decision]:
        """One decision for every record and unreadable row, in order; skipped rows are counted in `tally`."""
        count = tally if tally is not None else Tally()
        stream = iter(rows)
        while chunk := _taken(stream):
            yield from self._screen_chunk(chunk, count, progress)

    def screen_block(self, block: Block, tally: Tally) -> AnsweredBlock:
        """The answers to a block's rows, the same as `screen` gives. Each row of which there may be more to say than that nothing was found is put together
        and looked at; of all others the columns have told it.
        """
        started = perf_counter()
        remarkable = frozenset(self._remarkable(block))
        tally.matching_seconds += perf_counter() - started
        ours = iter(range(len(block.numbers)))
        order = [next(ours) if row is None else row for row in block.rows]
        looked_at = [
            block.record(each) if isinstance(each, int) else each
            for each in order
            if not isinstance(each, int) or each in remarkable
        ]
        decisions = self.screen(looked_at, tally=tally)
        answers = [
            each if isinstance(each, int) and each not in remarkable else next(decisions)
            for each in order
            if not isinstance(each, SkippedRow)
        ]
        # To the end, beyond the last decision: rows that are skipped are counted too.
        assert next(decisions, None) is None
        clear = sum(1 for each in answers if isinstance(each, int))
        tally.rows_in += clear
        tally.screened += clear
        named = [block.columns[place] for place in block.places.naming]
        tally.names += sum(len(cell.names) for column in named for cell in column)
        # Those that were put together have been counted.
        tally.names -= sum(len(column[at].names) for column in named for at in remarkable)
        tally.verdicts[Verdict.CLEAR] += clear
        tally.texts = tally.texts or self.texts.looked_for()
        return AnsweredBlock(block, answers, nothing_found(self._editions))

    def _remarkable(self, block: Block) -> Collection[int]:
        every = range(len(block.numbers))
        # What listed parties own, and the row's own day, are asked of each row.
        if self._owned is not None or self.settings.by_row:
            return every
        return remarkable(block, self.matcher, self.texts, self.ruleset, self._bearing)

    def _screen_chunk(self, chunk: list[Row], tally: Tally, progress: Progress) -> Iterator[Decision]:
        records = [row for row in chunk if isinstance(row, Record)]
        parties = [party for record in records for party in record.parties]
        started = perf_counter()
        found = iter(self.matcher.match(parties))
        owned = self._owned.of(records, self._companies.match(parties)) if self._owned else None
        tally.matching_seconds += perf_counter() - started
        tally.names += len(parties)
        matches = [
            self._with_texts(record, [match for _ in record.parties for match in next(found)])
            for record in records
        ]
        tally.texts = tally.texts or self.texts.looked_for()
        decisions = self._decided(records, matches, owned)
        for row in chunk:
            tally.rows_in += 1
            if tally.rows_in % _STEP == 0:
                progress.advance(_STEP)
            if isinstance(row, SkippedRow):
                tally.skipped.append(row)
                continue
            if isinstance(row, UnreadableRow):
                decision = decide_unreadable(row)
                tally.lost(row)
            else:
                decision = next(decisions)
                tally.screened += 1
                tally.doubts(row)
                tally.recalled(decision.matches)
                for finding in decision.findings:
                    tally.rule_states[finding.rule, finding.state.value] += 1
            tally.verdicts[decision.verdict] += 1
            yield decision

    def explain(self, record: Record) -> tuple[Decision, tuple[Explanation, ...]]:
        """The record's decision, and every active measure before it with its conditions answered one by one."""
        found = self.matcher.match(record.parties)
        matches = self._with_texts(record, [match for each in found for match in each])
        owned = self._owned.of([record], self._companies.match(record.parties))[0] if self._owned else None
        explanations = explain(
            self.ruleset,
            record,
            matches,
            as_of=self.settings.as_of,
            actor=self.settings.actor,
            owned=owned,
        )
        return self._decide(record, matches, owned), explanations

    def _with_texts(self, record: Record, matches: list[Match]) -> list[Match]:
        """The matches, and what the row's payment text names word for word: the surer answer where both found a party there."""
        text = record.facts.get("narrative")
        if text is None or not isinstance(text.value, str):
            return matches
        written = self.texts.matches(text.value, text.cell)
        sure = {match.entity.id for match in written}
        return [
            *(match for match in matches if match.role is not Role.NARRATIVE or match.entity.id not in sure),
            *written,
        ]

    def _decided(
        self, records: Sequence[Record], matches: Sequence[list[Match]], owned: Sequence[Owned] | None
    ) -> Iterator[Decision]:
        """The decision of each record; where all are judged on one day, the rules are asked of many at once."""
        for start in range(0, len(records), _JUDGED_AT_ONCE):
            part = slice(start, start + _JUDGED_AT_ONCE)
            some, held = records[part], owned[part] if owned is not None else None
            if self.settings.by_row or len(some) < _FEW:
                yield from map(self._decide, some, matches[part], held or repeat(None))
                continue
            known = [self._recalled(*pair) for pair in zip(some, matches[part], strict=True)]
            live = [_live(each) for each in known]
            day, actor = self.settings.as_of, self.settings.actor
            findings = self.ruleset.evaluate_many(some, live, as_of=day, actor=actor, owned=held)
            yield from map(self._judged, some, known, live, findings)

    def _recalled(self, record: Record, matches: list[Match]) -> list[Match]:
        return [self.standing.recalled(self._keys.keyed(record, match)) for match in matches]

    def _decide(self, record: Record, matches: list[Match], owned: Owned | None) -> Decision:
        matches = self._recalled(record, matches)
        if not self.settings.by_row:
            return self._evaluated(record, matches, owned, self.settings.as_of)
        day = self.ruleset.day_of(record) or self.settings.as_of
        told = [not_in_force_then(match, day) for match in matches]
        binding = [match for match, why in zip(matches, told, strict=True) if not why]
        others = [match for match, why in zip(matches, told, strict=True) if why]
        decision = show_others(self._evaluated(record, binding, owned, day), others, list(filter(None, told)))
        return replace(decision, judged_on=day)

    def _evaluated(self, record: Record, matches: list[Match], owned: Owned | None, day: date) -> Decision:
        live = _live(matches)
        findings = self.ruleset.evaluate(record, live, as_of=day, actor=self.settings.actor, owned=owned)
        return self._judged(record, matches, live, findings)

    def _judged(
        self, record: Record, matches: list[Match], live: list[Match], findings: Sequence[Finding]
    ) -> Decision:
        not_encoded = [match for match in live if not self.ruleset.encodes(match.entity)]
        return decide(record, matches, findings, not_encoded=not_encoded, editions=self._editions)

    def open_table(self, path: Path, options: "TableOptions | None" = None) -> "Table":
        """Open an input with the vocabulary of this screener's rules."""
        chosen = options or tables.TableOptions()
        return tables.open_table(
            path, self.ruleset.vocabulary, replace(chosen, today=chosen.today or self.settings.as_of)
        )

    def run_info(
        self,
        inputs: Sequence[InputInfo],
        tally: Tally,
        *,
        command: str = "",
        editions: Sequence[SnapshotInfo] | None = None,
    ) -> RunInfo:
        """Everything an examiner asks of a finished run; `editions` are those that judged it where they are more than this screener's own."""
        program = f"sanctions-screening {__version__}"
        settings_sha256 = self.settings.digest()
        lists = self.lists() if editions is None else (bundled(self.ruleset), *editions)
        inputs = (*inputs, *((self.ownership.info,) if self.ownership is not None else ()))
        identity = run_id(
            inputs=inputs,
            lists=lists,
            rules_sha256=self.ruleset.digest,
            settings_sha256=settings_sha256,
            mapping=[f"{c.letter}={c.field}" for i in inputs for s in i.sheets for c in s.columns],
            program=f"{program}; {self.matcher.version}; {self.texts.version}",
            register=self.standing.digest,
        )
        return RunInfo(
            run_id=identity,
            program=program,
            as_of=self.settings.as_of.isoformat(),
            actor=self.settings.actor,
            inputs=tuple(inputs),
            lists=lists,
            rules=tuple(counted(info, tally) for info in self.ruleset.rule_infos()),
            rules_sha256=self.ruleset.digest,
            settings=settings_in_words(
                self.settings,
                self.ownership,
                {
                    "earlier answers of reviewers": str(self.standing),
                    "matching method": self.matcher.version,
                    "payment texts": tally.texts or "none was read",
                },
            ),
            settings_sha256=settings_sha256,
            register=self.standing.told(),
            reconciliation=tally.reconciliation(),
            verdicts={verdict.value: tally.verdicts[verdict] for verdict in Verdict},
            skipped=tuple(tally.skipped),
            command=command,
            answers=tuple(tally.answers[seq] for seq in sorted(tally.answers)),
        )

    def lists(self) -> tuple[SnapshotInfo, ...]:
        """Every edition that names are held against: the measures' own parties first, then the loaded lists."""
        return (bundled(self.ruleset), *(snapshot.info for snapshot in self.snapshots))


def _live(matches: Sequence[Match]) -> list[Match]:
    return [match for match in matches if not match.dismissed]


def _taken(stream: Iterator[Row]) -> list[Row]:
    """The next chunk of rows; they make no cycles, and to look for some among them takes as long as to read them."""
    with collector_paused():
        return list(islice(stream, CHUNK_ROWS))
