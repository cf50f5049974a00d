"""A finished run written down, and a kept run opened again: the same inputs, rules and settings, or a word of what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from pydantic import JsonValue

from screening import __version__, resources
from screening.audit import KeptEdition, KeptFile, KeptRun, sha256_of
from screening.errors import ListError, Location, ScreeningError, ScreeningErrors, UsageError
from screening.lists import Edition, ListSnapshot, ListStore, load_list
from screening.matching import Matcher
from screening.model import InputInfo, OwnershipSheet, SnapshotInfo
from screening.pipeline import read_house_list
from screening.progress import SILENT, Progress
from screening.ruleset import Ruleset
from screening.runners.kept_lists import lists_of_runs
from screening.runners.local import RunRequest, RunSummary
from screening.settings import FreshnessSettings, Settings
from screening.tables import Table, TableOptions, open_table, read_ownership, shown_names
from screening.values.dates import DateOrder

_FULL_RUN = "screen the population anew: screening run"
_METHOD = "matching method"
_HOUSE = "house:"


def kept_run(
    request: RunRequest,
    summary: RunSummary,
    settings: Settings,
    *,
    rules: Sequence[Path],
    ownership: Path | None,
    finished: datetime,
    answers_sha256: str | None = None,
    fixed: int | None = None,
    freshness: FreshnessSettings | None = None,
    allow_stale: bool = False,
) -> KeptRun:
    """A finished run as it is kept: `rules` are the folders of house rules in their order, `answers_sha256` the digest of its kept answers.
    Of a run by the rows' own days the first `fixed` editions judged every row; the others were held to the limits of `freshness`."""
    info = summary.info
    given = info.lists[1:]
    every = len(given) if fixed is None else fixed
    report = request.output if isinstance(request.output, Path) else None
    return KeptRun(
        run_id=info.run_id,
        program=info.program,
        method=info.settings[_METHOD],
        finished=finished,
        command=info.command,
        inputs=tuple(
            KeptFile(path=str(path.absolute()), sha256=read.sha256)
            for path, read in zip(request.inputs, info.inputs, strict=False)
        ),
        options=_options_to_json(request.options),
        mapping=_mapping(info.inputs),
        editions=tuple(_edition(each, dated=at >= every) for at, each in enumerate(given)),
        ownership=KeptFile.of(ownership) if ownership is not None else None,
        rules=tuple(str(each.absolute()) for each in rules),
        rules_sha256=info.rules_sha256,
        settings=settings.model_dump(mode="json"),
        settings_sha256=info.settings_sha256,
        verdicts=dict(info.verdicts),
        report=KeptFile.of(report) if report is not None else None,
        answers_sha256=answers_sha256,
        reviewed=dict(info.register),
        freshness=freshness.model_dump(mode="json") if freshness is not None else None,
        allow_stale=allow_stale,
    )


def _edition(info: SnapshotInfo, *, dated: bool) -> KeptEdition:
    path = None if info.kept else str(Path(info.path).absolute())
    day = info.published or (info.day.isoformat() if info.day else None)
    return KeptEdition(
        list=info.list, sha256=info.sha256, day=day, path=path, dated=dated, confirmed=info.confirmed
    )


def _mapping(inputs: Sequence[InputInfo]) -> tuple[str, ...]:
    return tuple(f"{c.letter}={c.field}" for each in inputs for s in each.sheets for c in s.columns)


def _options_to_json(options: TableOptions) -> dict[str, JsonValue]:
    return {
        "sheets": list(options.sheets),
        "header_row": options.header_row,
        "maps": [list(each) for each in options.maps],
        "date_order": options.date_order.value if options.date_order else None,
        "assume_yes": options.assume_yes,
        "encoding": options.encoding,
        "strict": options.strict,
        "untrusted": options.untrusted,
        "mapping": str(options.mapping.absolute()) if options.mapping else None,
        "saved_mappings": str(options.saved_mappings.absolute()) if options.saved_mappings else None,
    }


def _options_from_json(told: Mapping[str, JsonValue]) -> TableOptions:
    known: dict[str, object] = dict(told)
    maps, sheets = told.get("maps") or [], told.get("sheets") or []
    assert isinstance(maps, list)
    assert isinstance(sheets, list)
    known["sheets"] = tuple(str(each) for each in sheets)
    known["maps"] = tuple((str(each[0]), str(each[1])) for each in maps if isinstance(each, list))
    known["date_order"] = DateOrder(str(told["date_order"])) if told.get("date_order") else None
    for name in ("mapping", "saved_mappings"):
        known[name] = Path(str(told[name])) if told.get(name) else None
    # Nobody is asked again: the reading must come out as it did, or the run is refused.
    known["assume_yes"] = True
    return TableOptions(**known)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A kept run as it can be judged again: `snapshots` judge every row, `dated` those of their own time; `notes` say what was read elsewhere."""

    ruleset: Ruleset
    settings: Settings
    snapshots: tuple[ListSnapshot, ...]
    tables: tuple[Table, ...]
    ownership: OwnershipSheet | None
    dated: tuple[Edition, ...] = ()
    notes: tuple[str, ...] = ()


def reopen(
    run: KeptRun,
    store: ListStore,
    passwords: Mapping[Path, str | None] | None = None,
    progress: Progress = SILENT,
    *,
    same_ground: bool = True,
    names: Sequence[str] | None = None,
) -> Reopened:
    """The run's rules, settings, lists and tables, each proved to be what it was; without `same_ground` the program and its rules may be others.
    `names` are what the inputs were called, where they were moved.

    Raises:
        UsageError: the program, the rules, the settings or an input is not what it was, or the run judged rows by their own dates.
        ListError: an edition that judged the run is no longer there, or not what it was.
    """
    settings = Settings.model_validate(run.settings)
    ruleset = Ruleset.load([resources.rules_dir(), *(Path(each) for each in run.rules)])
    if settings.by_row and (same_ground or run.freshness is None):
        raise UsageError(
            f"run {run.run_id} judged each row by the editions of its own day",
            remedy=f"{_FULL_RUN} --as-of row",
        )
    differing = ground_differences(run, settings, ruleset)
    if differing and same_ground:
        raise UsageError(
            f"since run {run.run_id}, {' and '.join(differing)} changed: more than a list sets then and now apart",
            remedy=_FULL_RUN,
        )
    errors: list[ScreeningError] = []
    files = [*run.inputs, *([run.ownership] if run.ownership else [])]
    errors += [problem for each in files if (problem := _input_problem(each)) is not None]
    snapshots: list[ListSnapshot] = []
    dated: list[Edition] = []
    notes: list[str] = []
    for edition in run.editions:
        try:
            if edition.dated:
                dated.append(_dated(edition, store))
            else:
                snapshots.append(_snapshot(edition, store, ruleset, progress, notes))
        except ScreeningError as error:
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
    sheet = read_ownership(Path(run.ownership.path)) if run.ownership else None
    tables = _tables(run, settings, ruleset, passwords or {}, names)
    return Reopened(ruleset, settings, tuple(snapshots), tables, sheet, tuple(dated), tuple(notes))


def ground_differences(run: KeptRun, settings: Settings, ruleset: Ruleset) -> list[str]:
    """What judges rows now that is not what judged the run: "the program", "the matching method", "the rules", "the settings"."""
    program, method = f"sanctions-screening {__version__}", Matcher((), settings.matching).version
    return [
        what
        for what, then, now in (
            ("the program", run.program, program),
            ("the matching method", run.method, method),
            ("the rules", run.rules_sha256, ruleset.digest),
            ("the settings", run.settings_sha256, settings.digest()),
        )
        if then != now
    ]


def _input_problem(file: KeptFile) -> UsageError | None:
    path = Path(file.path)
    if not path.is_file():
        return UsageError(
            "an input of the run is no longer there",
            where=Location(file.path),
            remedy=f"put it back, or {_FULL_RUN}",
        )
    if sha256_of(path) != file.sha256:
        return UsageError(
            "an input of the run is not what it was", where=Location(file.path), remedy=_FULL_RUN
        )
    return None


def _stored(edition: KeptEdition, store: ListStore) -> Edition:
    """The edition from the workspace's own lists, or from those that are kept for runs."""
    for each in (store, lists_of_runs(store.workspace)):
        try:
            return each.find(f"{edition.list}@{edition.sha256}")
        except UsageError:
            continue
    raise ListError(
        f"the edition of {edition.list} that judged the run ({edition.day}, SHA-256 {edition.sha256[:12]}…) is no longer kept",
        remedy="add it again: screening lists add FILE",
    )


def _dated(edition: KeptEdition, store: ListStore) -> Edition:
    """The edition with the day and the confirmation that it had for the run."""
    found = _stored(edition, store)
    confirmed = datetime.combine(edition.confirmed, time(), UTC) if edition.confirmed else None
    then = {"day": date.fromisoformat(edition.day or ""), "confirmed": confirmed}
    return Edition(found.manifest.model_copy(update=then), found.folder)


def _snapshot(
    edition: KeptEdition, store: ListStore, ruleset: Ruleset, progress: Progress, notes: list[str]
) -> ListSnapshot:
    """The edition that judged the run: from its file where that is still the same, else as it was kept, which is noted."""
    if edition.path is None:
        return _stored(edition, store).open(progress)
    path = Path(edition.path)
    house = edition.list.startswith(_HOUSE)
    if house or path.exists():
        try:
            snapshot = read_house_list(path, ruleset) if house else load_list(path, progress)
            if snapshot.info.sha256 == edition.sha256:
                return snapshot
        except ListError:
            if house:
                raise
    try:
        if house:
            raise _other(edition)
        kept = _stored(edition, store)
    except ListError as error:
        raise (_other(edition) if path.exists() else error) from error
    state = "is not what it was" if path.exists() else "is gone"
    notes.append(f"{edition.list}: {path.name} {state}: the edition that was kept with the run is read")
    return kept.open(progress)


def _other(edition: KeptEdition) -> ListError:
    return ListError(
        f"the edition of {edition.list} that judged the run is not what it was",
        where=Location(edition.path or ""),
        remedy=f"put it back, or {_FULL_RUN}",
    )


def _tables(
    run: KeptRun,
    settings: Settings,
    ruleset: Ruleset,
    passwords: Mapping[Path, str | None],
    names: Sequence[str] | None,
) -> tuple[Table, ...]:
    paths = [Path(each.path) for each in run.inputs]
    options = replace(_options_from_json(run.options), today=settings.as_of)
    tables = tuple(
        open_table(path, ruleset.vocabulary, replace(options, password=passwords.get(path), name=name))
        for path, name in zip(paths, names or shown_names(paths), strict=True)
    )
    now = _mapping([table.info for table in tables])
    # The sheet of holdings stands behind the inputs in what was kept.
    if run.mapping[: len(now)] != now:
        raise UsageError(
            f"the columns are not read as in run {run.run_id}: their mapping has changed", remedy=_FULL_RUN
        )
    return tables
