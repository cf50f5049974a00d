"""`screening run`: spreadsheets in, one decision a row out."""

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.author import logbook_of
from screening.cli.options import (
    ActorOption,
    AllowStaleOption,
    AnnotateOption,
    DateOrderOption,
    DebugOption,
    EncodingOption,
    EngineOption,
    HeaderRowOption,
    HouseListOption,
    JobsOption,
    KeepInputOption,
    ListOption,
    MapOption,
    MappingOption,
    MasterOption,
    MinScoreOption,
    NoJournalOption,
    OwnershipOption,
    RedactOption,
    ResumeOption,
    RulesOption,
    RunAsOfOption,
    SheetOption,
    StrictOption,
    UntrustedOption,
    WorkspaceOption,
    YesOption,
    now,
    run_settings_of,
    workspace_of,
)
from screening.cli.reading import options_in_words, table_options
from screening.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screening.report import Redactor, ReportFormat
    from screening.review import Standing
    from screening.runners import RunRequest
    from screening.settings import Settings
    from screening.tables import TableOptions
    from screening.workspace import Workspace

_JOURNAL = "the run is entered in the journal of its workspace"
_NO_JOURNAL = "the run is entered in no journal (--no-journal)"


def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help="Spreadsheets to screen, or folders of them: xlsx, xlsm, xls, ods, csv, tsv, parquet.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="Where the result goes.",
            show_default="standard output, as JSON Lines",
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="xlsx|html|jsonl|csv",
            help="Kind of result.",
            show_default="by the suffix of OUT",
        ),
    ] = None,
    annotate: AnnotateOption = None,
    redact: RedactOption = False,
    lists: ListOption = None,
    house_lists: HouseListOption = None,
    rules: RulesOption = None,
    as_of: RunAsOfOption = None,
    actor: ActorOption = None,
    ownership: OwnershipOption = None,
    maps: MapOption = None,
    mapping: MappingOption = None,
    sheets: SheetOption = None,
    header_row: HeaderRowOption = None,
    date_order: DateOrderOption = None,
    encoding: EncodingOption = None,
    strict: StrictOption = False,
    untrusted: UntrustedOption = False,
    min_score: MinScoreOption = None,
    allow_stale: AllowStaleOption = False,
    workspace: WorkspaceOption = None,
    no_journal: NoJournalOption = False,
    keep_input: KeepInputOption = False,
    yes: YesOption = False,
    jobs: JobsOption = None,
    resume: ResumeOption = False,
    engine: EngineOption = None,
    master: MasterOption = None,
    debug: DebugOption = False,
) -> None:
    """Screen spreadsheets and give every row one decision.

    Example: screening run payments.xlsx -o report.xlsx --list SDN_FOLDER --actor us_bank
    """
    from screening.cli.engines import spark_of
    from screening.cli.files import Asked, screen_files
    from screening.runners.way import RunStopped

    settings = run_settings_of(as_of, actor, min_score)
    spark = spark_of(engine, master)
    if spark is not None:
        spark.refuse(output, format_, settings, annotate=annotate, redact=redact, resume=resume, jobs=jobs)
    if keep_input and no_journal:
        raise UsageError(
            "--no-journal keeps nothing of the run", remedy="leave --keep-input or --no-journal out"
        )
    place = workspace_of(workspace)
    options = table_options(
        maps,
        sheets,
        header_row,
        yes,
        date_order=date_order,
        encoding=encoding,
        strict=strict,
        untrusted=untrusted,
        mapping=mapping,
        workspace=place,
    )
    chosen = format_of(output, format_) if spark is None else spark.format
    request = _request(inputs, output, chosen, options, journal=_NO_JOURNAL if no_journal else _JOURNAL)
    command = command_in_words(
        inputs, options, lists or [], rules or [], settings, ownership, house_lists or []
    )
    request = replace(
        request,
        command=command + (" --allow-stale" if allow_stale else ""),
        annotate=annotate,
        redactor=_redactor(redact=redact, annotate=annotate, workspace=workspace),
    )
    asked = Asked(
        request,
        settings,
        lists=tuple(lists or ()),
        house_lists=tuple(house_lists or ()),
        rules=tuple(rules or ()),
        ownership=ownership,
        workspace=place,
        allow_stale=allow_stale,
        jobs=jobs,
        resume=resume,
        keep_input=keep_input,
        logbook=None if no_journal else logbook_of(place),
        standing=standing_in(place, settings),
        spark=spark,
    )
    try:
        code = screen_files(asked)
    except KeyboardInterrupt:
        raise RunStopped("stopped before the first row; no report was written") from None
    raise typer.Exit(code)


def _request(
    inputs: list[Path], output: Path | None, form: "ReportFormat", options: "TableOptions", *, journal: str
) -> "RunRequest":
    from screening.runners import RunRequest
    from screening.tables import find_inputs

    found = find_inputs(inputs)
    if output is not None and output.resolve() in {each.resolve() for each in found.files}:
        raise UsageError(f"'{output}' is the input itself", remedy="write the result to another file")
    return RunRequest(found.files, output or sys.stdout, form, options, unread=found.unread, journal=journal)


def _redactor(*, redact: bool, annotate: Path | None, workspace: Path | None) -> "Redactor | None":
    if not redact:
        return None
    if annotate is not None:
        raise UsageError(
            "an annotated copy holds the input's own names", remedy="leave --annotate or --redact out"
        )
    from screening.runners.redaction import redactor_of

    return redactor_of(workspace_of(workspace))


def standing_in(place: "Workspace", settings: "Settings") -> "Standing":
    """The reviewers' answers of a workspace. Whether one has run out is judged today, or on the day that is judged where that is later."""
    from screening.review import Register
    from screening.settings import WorkspaceSettings

    chosen = WorkspaceSettings.read(place.settings).review
    return Register(place).standing(max(settings.as_of, now().date()), two_reviewers=chosen.two_reviewers)


def format_of(output: Path | None, given: str | None, *, page: bool = True) -> "ReportFormat":
    """The format that is named, or told by the suffix; `page` where the result can be an html page. Raises UsageError."""
    from screening.report import ReportFormat

    known = ", ".join(each.value for each in ReportFormat if page or each is not ReportFormat.HTML)
    name = given or ((output.suffix[1:] if output.suffix else "") if output else "jsonl")
    try:
        chosen = ReportFormat(name.lower())
    except ValueError:
        raise UsageError(
            f"no report format '{name}'" if name else f"'{output}' has no suffix to tell the format by",
            remedy=f"use --format with one of: {known}",
        ) from None
    if chosen is ReportFormat.HTML and not page:
        raise UsageError("this is not written as html", remedy=f"use one of: {known}")
    if chosen in (ReportFormat.XLSX, ReportFormat.HTML) and output is None:
        raise UsageError(f"a report as {chosen} is a file", remedy=f"say where it goes: -o report.{chosen}")
    if output is not None and output.is_dir():
        raise UsageError(f"'{output}' is a folder", remedy="give -o a file name")
    if output is not None and not output.absolute().parent.is_dir():
        raise UsageError(f"no folder '{output.parent}' to write into", remedy="make it first")
    return chosen


def command_in_words(
    inputs: list[Path],
    options: "TableOptions",
    lists: list[str],
    rules: list[Path],
    settings: "Settings",
    ownership: Path | None = None,
    house_lists: "Sequence[Path]" = (),
) -> str:
    """The command as the report quotes it, so that a run can be repeated: names without folders, and only what bears on the answer."""
    words = ["screening", "run", *(path.name for path in inputs)]
    for name, values in (("--list", lists), ("--rules", rules)):
        for value in values:
            words += [name, Path(value).name]
    for path in house_lists:
        words += ["--house-list", path.name]
    if ownership is not None:
        words += ["--ownership", ownership.name]
    day = settings.as_of.isoformat()
    words += [
        "--as-of",
        f"row:{day}" if settings.by_row else day,
        "--min-score",
        f"{settings.matching.min_score:g}",
    ]
    if settings.actor:
        words += ["--actor", settings.actor]
    words += options_in_words(options)
    return shlex.join(words)
