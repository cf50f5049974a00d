"""The order of the stages: rows in, one decision each out; the only module that knows it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from time import perf_counter

from screening import __version__, resources
from screening.audit import run_id
from screening.collector import collector_paused
from screening.decide import decide, decide_unreadable, not_in_force_then, show_others
from screening.errors import ScreeningError, ScreeningErrors, UsageError
from screening.lists import (
    ListSnapshot,
    ListStore,
    RememberingLoad,
    fresh,
    house_list_id,
    house_vocabulary,
    open_lists,
    read_house,
)
from screening.matching import FreeText, Listing, Matcher, built_by, kept_listing
from screening.model import (
    Decision,
    Entity,
    FindingState,
    InputInfo,
    Match,
    OwnershipSheet,
    QualityLine,
    Reconciliation,
    Record,
    Role,
    Row,
    RuleInfo,
    RunInfo,
    SkippedRow,
    SnapshotInfo,
    UnreadableRow,
    UsedAnswer,
    Verdict,
    entity_digest,
)
from screening.progress import SILENT, Progress
from screening.review import NOBODY, KeyMaker, Standing
from screening.ruleset import Explanation, Owned, Ruleset, explain
from screening.settings import Settings, WorkspaceSettings
from screening.tables import Table, TableOptions, open_table, read_ownership
from screening.workspace import Workspace

# Rows are taken in chunks so that memory does not grow with the file; names are distinct within a chunk, so larger is faster.
CHUNK_ROWS = 50_000
# Rows between two moves of the progress bar.
_STEP = 500


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
    answers: dict[int, UsedAnswer] = field(default_factory=dict)

    def recalled(self, matches: Iterable[Match]) -> None:
        """Keep the answers that dismiss one of the matches, each once."""
        for match in matches:
            if match.dismissed and match.earlier is not None:
                told = match.earlier.disposition
                self.answers.setdefault(told.seq, UsedAnswer(told.seq, told.ref, told.valid_until, told.by))

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
        for key, line in part.quality.items():
            self.quality.setdefault(key, QualityLine(*key)).join(line)
        for seq, answer in part.answers.items():
            self.answers.setdefault(seq, answer)

    @property
    def not_screened(self) -> int:
        return self.verdicts[Verdict.NOT_SCREENED]

    def reconciliation(self) -> Reconciliation:
        return Reconciliation(self.rows_in, self.screened, self.not_screened, len(self.skipped))


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
    ) -> None:
        """`workspace` is where the compiled index of the listed parties is kept; without one it is made for this screener alone."""
        self.ruleset = ruleset
        self.settings = settings
        self.snapshots = tuple(snapshots)
        notes: list[str] = []
        listing = _listing(ruleset.entities(), self.snapshots, workspace, notes.append)
        self.entities = listing.entities
        self.notes = tuple(notes)
        self.matcher = Matcher(listing, settings.matching)
        self.texts = FreeText(self.entities, settings.matching)
        self.standing = standing
        self._keys = KeyMaker(ruleset.naming)
        self.ownership = ownership
        self._editions = tuple(each.info.edition for each in self.snapshots)
        self._owned = ruleset.ownership(ownership, self.matcher.match) if ownership is not None else None
        companies = self._owned.entities() if self._owned is not None else ()
        self._companies = Matcher(companies, settings.matching)

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
    ) -> "Screener":
        """Load the shipped measures, `rules` (folders of house rules) and `lists` (publishers' files or folders, or names of `workspace`).

        `as_of` is the day whose law judges a row without a date of its own, `actor` the class of those who act in rows that do not say.
        `house_lists` are the user's own tables of parties: a match with one of them leads to review.
        `ownership` is a sheet of holdings (owner, owned, percent) by which the 50 percent rule is examined.
        A name ("us-ofac-sdn", "us-ofac-sdn@2021-07-07", "all") stands for the edition in force on `as_of`; one that is past its limit of age is a ListError
        unless `allow_stale`. `standing` are reviewers' answers: a match that one of them dismisses raises no verdict. `workspace` is the default one where none is given; the rules in its folder `rules` apply too, unless not `house_rules`.
        Every broken rule file and every broken list is reported at once (ScreeningErrors): a run never starts on half of them.
        """
        chosen = settings or Settings(as_of=as_of, actor=actor)
        place = workspace or Workspace.at()
        ruleset = Ruleset.load([resources.rules_dir(), *(own_rules(place) if house_rules else ()), *rules])
        _check_actor(ruleset, chosen.actor)
        sheet = read_ownership(ownership) if ownership is not None else None
        snapshots = open_lists(lists, ListStore(place), as_of, progress, RememberingLoad(place))
        snapshots += _house_lists(house_lists, ruleset)
        limits = WorkspaceSettings.read(place.settings).freshness
        infos = fresh([each.info for each in snapshots], as_of, limits, allow_stale=allow_stale)
        aged = [replace(each, info=info) for each, info in zip(snapshots, infos, strict=True)]
        return cls(ruleset, aged, chosen, sheet, place, standing)

    def screen(
        self, rows: Iterable[Row], *, tally: Tally | None = None, progress: Progress = SILENT
    ) -> Iterator[Decision]:
        """One decision for every record and unreadable row, in order; skipped rows are counted in `tally`."""
        count = tally if tally is not None else Tally()
        stream = iter(rows)
        while chunk := _taken(stream):
            yield from self._screen_chunk(chunk, count, progress)

    def _screen_chunk(self, chunk: list[Row], tally: Tally, progress: Progress) -> Iterator[Decision]:
        records = [row for row in chunk if isinstance(row, Record)]
        parties = [party for record in records for party in record.parties]
        started = perf_counter()
        found = iter(self.matcher.match(parties))
        owned = iter(self._owned.of(records, self._companies.match(parties)) if self._owned else ())
        tally.matching_seconds += perf_counter() - started
        tally.names += len(parties)
        for row in chunk:
            tally.rows_in += 1
            if tally.rows_in % _STEP == 0:
                progress.advance(_STEP)
            if isinstance(row, SkippedRow):
                tally.skipped.append(row)
                continue
            if isinstance(row, UnreadableRow):
                decision = decide_unreadable(row)
            else:
                named = [match for _ in row.parties for match in next(found)]
                decision = self._decide(row, self._with_texts(row, named), next(owned, None))
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

    def _decide(self, record: Record, matches: list[Match], owned: Owned | None) -> Decision:
        matches = [self.standing.recalled(self._keys.keyed(record, match)) for match in matches]
        if not self.settings.by_row:
            return self._judged(record, matches, owned, self.settings.as_of)
        day = self.ruleset.day_of(record) or self.settings.as_of
        told = [not_in_force_then(match, day) for match in matches]
        binding = [match for match, why in zip(matches, told, strict=True) if not why]
        others = [match for match, why in zip(matches, told, strict=True) if why]
        decision = show_others(self._judged(record, binding, owned, day), others, list(filter(None, told)))
        return replace(decision, judged_on=day)

    def _judged(self, record: Record, matches: list[Match], owned: Owned | None, day: date) -> Decision:
        live = [match for match in matches if not match.dismissed]
        findings = self.ruleset.evaluate(record, live, as_of=day, actor=self.settings.actor, owned=owned)
        not_encoded = [match for match in live if not self.ruleset.encodes(match.entity)]
        return decide(record, matches, findings, not_encoded=not_encoded, editions=self._editions)

    def open_table(self, path: Path, options: TableOptions | None = None) -> Table:
        """Open an input with the vocabulary of this screener's rules."""
        chosen = options or TableOptions()
        return open_table(
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
        lists = self.lists() if editions is None else (self._bundled(), *editions)
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
            rules=tuple(_counted(info, tally) for info in self.ruleset.rule_infos()),
            rules_sha256=self.ruleset.digest,
            settings=self._settings_in_words(),
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
        return (self._bundled(), *(snapshot.info for snapshot in self.snapshots))

    def _bundled(self) -> SnapshotInfo:
        entities = self.ruleset.entities()
        return SnapshotInfo(
            list="bundled-targets",
            title="Parties named in the measures (shipped with the program)",
            publisher="this program, from the sources named in each measure",
            path="rules/targets",
            published=None,
            sha256=self.ruleset.digest,
            counts={"entities": len(entities), "names": sum(len(each.names) for each in entities)},
        )

    def _settings_in_words(self) -> dict[str, str]:
        matching = self.settings.matching
        thresholds = {
            name.replace(
                "_", " "
            ): f"{getattr(matching, name):g} of 100. {' '.join((about.description or '').split())}"
            for name, about in type(matching).model_fields.items()
        }
        return {
            "as of": self._day_in_words(),
            "actor of rows that state none": self.settings.actor
            or "not given: asked for where a measure turns on it",
            "ownership": self._ownership_in_words(),
            "earlier answers of reviewers": str(self.standing),
            **thresholds,
            "matching method": self.matcher.version,
            "payment texts": self.texts.in_words(),
        }

    def _day_in_words(self) -> str:
        day = self.settings.as_of.isoformat()
        return f"each row's own date; {day} for rows without one" if self.settings.by_row else day

    def _ownership_in_words(self) -> str:
        """Whether the 50 percent rule was examined, and on what."""
        if self.ownership is None:
            return "not examined: no sheet of holdings was given (--ownership), so that no company is found by who owns it"
        stakes = self.ownership.stakes
        doubtful = sum(1 for each in stakes if each.problem)
        said = f"; {doubtful} with a share that is not clear" if doubtful else ""
        return f"examined on {len(stakes)} holdings of {self.ownership.info.path}{said}"


def _taken(stream: Iterator[Row]) -> list[Row]:
    """The next chunk of rows; they make no cycles, and to look for some among them takes as long as to read them."""
    with collector_paused():
        return list(islice(stream, CHUNK_ROWS))


def own_rules(workspace: Workspace) -> tuple[Path, ...]:
    """The workspace's folder of house rules, where it holds any."""
    folder = workspace.rules
    return (folder,) if folder.is_dir() and any(folder.rglob("*.y*ml")) else ()


def read_table(path: str | Path, options: TableOptions | None = None) -> Iterator[Row]:
    """The rows of a spreadsheet, in order and none left out, read with the shipped vocabulary.

    Raises TableError where the file, or what its columns mean, cannot be understood.
    """
    vocabulary = Ruleset.load([resources.rules_dir()]).vocabulary
    return open_table(Path(path), vocabulary, options or TableOptions()).rows()


def _counted(info: RuleInfo, tally: Tally) -> RuleInfo:
    """The rule with its answers over all screened rows; a rule that had no bearing on a row answered false."""
    counts = {state.value: tally.rule_states[info.id, state.value] for state in FindingState}
    counts[FindingState.FALSE.value] += tally.screened - sum(counts.values())
    return replace(info, counts=counts)


def _check_actor(ruleset: Ruleset, actor: str | None) -> None:
    if actor is None or ruleset.vocabulary.term("actor", actor) is not None:
        return
    known = ruleset.vocabulary.field("actor")
    terms = ", ".join(term.id for term in known.terms) if known else ""
    raise UsageError(f"unknown actor class '{actor}'", remedy=f"use one of: {terms}")


def _house_lists(paths: Sequence[Path], ruleset: Ruleset) -> list[ListSnapshot]:
    """The user's own tables, read as an input is, each as a list; everything that is wrong with any of them is said at once."""
    snapshots: list[ListSnapshot] = []
    errors: list[ScreeningError] = []
    seen: dict[str, Path] = {}
    for path in paths:
        earlier = seen.setdefault(house_list_id(path), path)
        try:
            if earlier is not path:
                raise UsageError(
                    f"'{earlier}' and '{path}' would be one house list", remedy="give them other file names"
                )
            snapshots.append(read_house_list(path, ruleset))
        except ScreeningError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ScreeningErrors(errors)
    return snapshots


def _listing(
    bundled: Sequence[Entity],
    snapshots: Sequence[ListSnapshot],
    workspace: Workspace | None,
    say: Callable[[str], None],
) -> Listing:
    """Every entity made ready for screening, from the workspace where it keeps an index made of the same parties by the same code."""
    if workspace is None:
        return Listing.of(united(bundled, snapshots))
    parts = [built_by(), *map(entity_digest, bundled)]
    for snapshot in snapshots:
        parts += ["list", *([snapshot.source] if snapshot.source else map(entity_digest, snapshot.entities))]
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return kept_listing(workspace, key, lambda: united(bundled, snapshots), say)


def read_house_list(path: Path, ruleset: Ruleset) -> ListSnapshot:
    """One of the user's own tables of parties as a list. Raises TableError or ListError where a row of it cannot be read."""
    table = open_table(path, house_vocabulary(ruleset.vocabulary), TableOptions())
    return read_house(path, table.rows())


def united(bundled: Sequence[Entity], snapshots: Sequence[ListSnapshot]) -> tuple[Entity, ...]:
    """Every entity once: a loaded list's own entry stands for the bundled one of the same id, and keeps the spellings that only the bundle has."""
    by_id = {entity.id: entity for entity in bundled}
    for snapshot in snapshots:
        for entity in snapshot.entities:
            ours = by_id.get(entity.id)
            by_id[entity.id] = entity if ours is None else entity.united_with(ours)
    return tuple(by_id.values())
