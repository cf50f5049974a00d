"""A run on this machine: tables in, one report out, whole or absent."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TextIO

from screening.collector import collector_paused
from screening.errors import ScreeningError, ScreeningErrors
from screening.model import Decision, QualityLine, RunInfo, Verdict
from screening.pipeline import Tally
from screening.progress import SILENT, Progress
from screening.report import (
    TEXTS,
    Redactor,
    Reported,
    ReportFormat,
    put_whole,
    write_book,
    write_parts,
    write_report,
)
from screening.runners.annotated import Annotation
from screening.runners.chunked import Chunked, Peaks
from screening.runners.chunks import Part, Screens
from screening.runners.counts import Counts
from screening.runners.unfinished import Unfinished
from screening.runners.way import Way, kept_chunks, stopped
from screening.tables import Table, TableOptions, shown_names

Maps = tuple[tuple[str, str], ...]
"""Readings of columns: (header or column letter, field id)."""

# Exit codes that other programs rely on (README, "Exit codes").
ALL_CLEAR, TO_REVIEW, INCOMPLETE = 0, 3, 4


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a run was asked to do. `output` is a file, or an open stream for text; `command` is quoted in the report; `unread` tells, with
    the reason, what lay in a given folder and is not read; `journal` says whether the run is entered in one."""

    inputs: tuple[Path, ...]
    output: Path | TextIO
    format: ReportFormat
    options: TableOptions
    command: str = ""
    unread: tuple[tuple[str, str], ...] = ()
    journal: str = ""
    redactor: Redactor | None = None
    """Takes personal data of the input out of the report."""
    annotate: Path | None = None
    """Where the annotated copy of the input goes, or the folder for those of several."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How a finished run went. Times in seconds; `peak_bytes` is None where the system does not tell."""

    info: RunInfo
    rows: int
    names: int
    matching_seconds: float
    total_seconds: float
    peak_bytes: int | None
    quality: tuple[QualityLine, ...] = ()
    unread: tuple[QualityLine, ...] = ()
    """The rows that were not screened, by the kinds of their reasons."""

    @property
    def exit_code(self) -> int:
        """0 all clear, 3 something to review or stop, 4 incomplete: 4 outranks 3."""
        verdicts = self.info.verdicts
        unequal = self.info.reconciliation.difference or any(each.difference for each in self.info.sheets)
        if unequal or verdicts[Verdict.NOT_SCREENED]:
            return INCOMPLETE
        stopped = verdicts[Verdict.BLOCKED] + verdicts[Verdict.PROHIBITED] + verdicts[Verdict.REVIEW]
        return TO_REVIEW if stopped else ALL_CLEAR


def open_tables(
    screener: Screens,
    paths: Sequence[Path],
    options: TableOptions,
    passwords: Mapping[Path, str | None] | None = None,
    *,
    ask: Callable[[Table], Maps] | None = None,
) -> tuple[Table, ...]:
    """Every input opened and its columns understood, or every error at once: a run never starts on half of its inputs.

    `passwords` are those of protected workbooks; `ask` is shown a table with open questions and gives the readings that answer them. Files of the same name are told apart by their folders.
    """
    tables: list[Table] = []
    errors: list[ScreeningError] = []
    for path, name in zip(paths, shown_names(paths), strict=True):
        chosen = replace(options, password=(passwords or {}).get(path, options.password), name=name)
        try:
            with collector_paused():
                tables.append(_opened(screener, path, chosen, ask))
        except ScreeningError as error:
            errors.append(error)
    # A file without rows is one part among others; where no file has any, there is nothing to screen.
    empty = [told for table in tables if (told := table.without_rows()) is not None]
    if not errors and len(empty) == len(tables):
        errors += empty
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ScreeningErrors(errors)
    return tuple(tables)


def _opened(
    screener: Screens, path: Path, options: TableOptions, ask: Callable[[Table], Maps] | None
) -> Table:
    """The table, opened again with the user's answers where its columns leave questions open."""
    if ask is None:
        return screener.open_table(path, options)
    table = screener.open_table(path, replace(options, assume_yes=True))
    if not table.questions:
        return table
    return screener.open_table(path, replace(options, maps=(*options.maps, *ask(table))))


def run_local(
    screener: Screens,
    tables: Sequence[Table],
    request: RunRequest,
    *,
    progress: Progress = SILENT,
    observe: Callable[[Decision], None] | None = None,
    annotation: Annotation | None = None,
    way: Way = Way(),  # noqa: B008 - frozen
) -> RunSummary:
    """Screen `tables` in order and write the report; `observe` is told of each decision as it is made;
    `annotation` gives copies of the inputs with their answers, written after the report.

    The report is complete or not there (ReportError, RunStopped); the summary's counts are those that the report shows.
    """
    started = perf_counter()
    tally, counts, peaks = Tally(), Counts(tables), Peaks()
    total = sum(table.rows_in or 0 for table in tables)
    progress.start("Screening rows", total)

    def info() -> RunInfo:
        return run_info_of(screener, tables, request, tally, counts)

    form = _made_of_parts(request, observe, annotation)
    with ExitStack() as until_the_end, collector_paused():
        kept = until_the_end.enter_context(kept_chunks(way, request, info(), total))
        parts = until_the_end.enter_context(closing(Chunked(screener, tables, form, way, kept).parts()))
        counted = _counted(parts, tally, counts, peaks, progress, way)
        try:
            _write(request, form, counted, info, observe, annotation, kept)
        except KeyboardInterrupt:
            raise stopped(tally.rows_in, total, kept) from None
        if kept is not None:
            kept.forget()
    if annotation is not None:
        annotation.write(
            info(), request.output if annotation.places and isinstance(request.output, Path) else None
        )
    progress.finish()
    return RunSummary(
        info=info(),
        rows=tally.rows_in,
        names=tally.names,
        matching_seconds=tally.matching_seconds,
        total_seconds=perf_counter() - started,
        peak_bytes=peaks.total(),
        quality=tuple(tally.quality.values()),
        unread=tuple(tally.unread.values()),
    )


def run_info_of(
    screener: Screens, tables: Sequence[Table], request: RunRequest, tally: Tally, counts: Counts
) -> RunInfo:
    """What an examiner asks of a run, with its counts so far."""
    made = screener.run_info([table.info for table in tables], tally, command=request.command)
    sheets = counts.sheets()
    # What was counted when the files were opened stands against what came out; a file that changed meanwhile shows here.
    balance = replace(made.reconciliation, rows_in=sum(each.rows_in for each in sheets))
    told = {**made.settings, "journal": request.journal} if request.journal else made.settings
    return replace(
        made,
        settings=told,
        reconciliation=balance,
        sheets=sheets,
        totals=counts.totals(),
        unread=request.unread,
    )


def _counted(
    parts: Iterator[Part], tally: Tally, counts: Counts, peaks: Peaks, progress: Progress, way: Way
) -> Iterator[Part]:
    for part in parts:
        tally.add(part.tally)
        counts.add(part.counts)
        peaks.add(part)
        if way.record is not None:
            way.record(part.answers)
        progress.advance(part.tally.rows_in)
        yield part


def _made_of_parts(
    request: RunRequest, observe: Callable[[Decision], None] | None, annotation: Annotation | None
) -> ReportFormat | None:
    """The format of the report where it can be put together from parts; None where the decision of every row is asked for."""
    if observe is not None or request.redactor is not None:
        return None
    if request.format in TEXTS:
        return request.format if annotation is None else None
    return (
        ReportFormat.XLSX
        if request.format is ReportFormat.XLSX and isinstance(request.output, Path)
        else None
    )


def _write(
    request: RunRequest,
    form: ReportFormat | None,
    parts: Iterator[Part],
    info: Callable[[], RunInfo],
    observe: Callable[[Decision], None] | None,
    annotation: Annotation | None,
    kept: Unfinished | None,
) -> None:
    """Write the report of its parts; `form` is None where they hold a decision for every row."""
    if form in TEXTS:
        if kept is not None and isinstance(request.output, Path):
            put_whole(request.output, lambda draft: kept.hand_over(draft, parts))
        else:
            write_parts(request.output, request.format, chain.from_iterable(part.pieces() for part in parts))
        return
    places = annotation.places if annotation is not None else None
    answers: Iterator[Reported] = chain.from_iterable(part.answered() for part in parts)
    if annotation is not None:
        answers = _observed(answers, annotation)
    if form is not None:
        assert isinstance(request.output, Path)
        write_book(request.output, answers, info, places=places)
        return
    decisions = _decisions(answers, observe)
    write_report(request.output, request.format, decisions, info, places=places, redactor=request.redactor)


def _observed(answers: Iterable[Reported], annotation: Annotation) -> Iterator[Reported]:
    for each in answers:
        annotation.observe(each)
        yield each


def _decisions(answers: Iterable[Reported], observe: Callable[[Decision], None] | None) -> Iterator[Decision]:
    for each in answers:
        assert isinstance(each, Decision)
        if observe is not None:
            observe(each)
        yield each
