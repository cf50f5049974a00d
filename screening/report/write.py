"""A report reaches its place whole or not at all, readable by its owner only."""

import csv
import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TextIO, assert_never

from xlsxwriter.exceptions import XlsxWriterException

from screening.errors import Location, ReportError
from screening.model import Decision, RunInfo
from screening.report.annotate import Answers, Original, annotate, way_to
from screening.report.csv_rows import write_csv
from screening.report.html import write_html
from screening.report.json_lines import write_json_lines
from screening.report.redact import Redactor
from screening.report.safe_text import csv_text
from screening.report.workbook import write_workbook
from screening.report.workbook.book import Places

_REMEDIES = {
    errno.ENOSPC: "the disk is full: free some space or choose another disk",
    errno.EDQUOT: "your disk quota is used up: free some space or choose another disk",
    errno.EROFS: "the disk is read-only: choose another folder",
    errno.EACCES: "close the file if it is open in another program, or choose a folder that you may write to",
    errno.EPERM: "close the file if it is open in another program, or choose a folder that you may write to",
    errno.ENOENT: "create the folder first, or choose another",
    errno.ENOTDIR: "create the folder first, or choose another",
    errno.EISDIR: "a folder of this name stands there: choose another file name",
    errno.ENAMETOOLONG: "choose a shorter file name",
}


class ReportFormat(StrEnum):
    """What a report is written as."""

    XLSX = "xlsx"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


def write_report(
    target: Path | TextIO,
    format: ReportFormat,  # noqa: A002
    decisions: Iterable[Decision],
    run: Callable[[], RunInfo],
    *,
    places: Places | None = None,
    redactor: Redactor | None = None,
) -> None:
    """Write the decisions, read once and in order, to a file or, as text, to an open stream.

    A file that stands at `target` is replaced only when the new report is complete. Everything is built in a private folder beside it, so
    that no personal data is left behind elsewhere. `run` is asked before the decisions are read, for what the run is made of, and again
    afterwards, for what it counted. `places`, where given, learns where each row of the input stands; `redactor` takes personal
    data of the input out before anything is written.

    Raises:
        ReportError: the disk is full or read-only, the folder is missing, or the file is open in another program.
    """
    if redactor is not None:
        decisions, run = map(redactor.decision, decisions), _redacted(redactor, run)
    if not isinstance(target, Path):
        _fill_stream(target, format, decisions)
        return
    put_whole(target, lambda draft: _fill(draft, format, decisions, run, places))


def _redacted(redactor: Redactor, run: Callable[[], RunInfo]) -> Callable[[], RunInfo]:
    return lambda: redactor.run(run())


def write_annotated(target: Path, original: Original, answers: Answers, report: Path | None) -> None:
    """Write the annotated copy of an input, whole or not at all; `report` is the file in which each row is found.

    Raises:
        ReportError: the file cannot be written, or is no longer the one that was screened.
    """
    way = way_to(report, target) if report is not None else None
    put_whole(target, lambda draft: annotate(original, draft, answers, way))


def put_whole(target: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` build a file in a private folder beside `target`, then put it in its place at once, readable by its owner only.

    Raises:
        ReportError: the disk is full or read-only, the folder is missing, or the file is open in another program.
    """
    if target.is_dir():
        raise _error(target, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    try:
        with tempfile.TemporaryDirectory(prefix=".report-", dir=target.parent) as private:
            draft = Path(private) / target.name
            fill(draft)
            draft.chmod(0o600)
            draft.replace(target)
    except (OSError, XlsxWriterException) as error:
        raise _error(target, error) from error


def _fill(
    draft: Path,
    format: ReportFormat,  # noqa: A002
    decisions: Iterable[Decision],
    run: Callable[[], RunInfo],
    places: Places | None,
) -> None:
    match format:
        case ReportFormat.XLSX:
            write_workbook(draft, decisions, run, places=places)
        case ReportFormat.JSONL:
            with draft.open("w", encoding="utf-8", newline="\n") as stream:
                write_json_lines(stream, decisions)
        case ReportFormat.CSV:
            # The byte order mark tells Excel that the file is UTF-8.
            with draft.open("w", encoding="utf-8-sig", newline="") as stream:
                write_csv(stream, decisions)
        case ReportFormat.HTML:
            with draft.open("w", encoding="utf-8", newline="\n") as stream:
                write_html(stream, decisions, run, places)
        case _:
            assert_never(format)


def write_table(target: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as csv, whole and owner-only, with no cell that a spreadsheet program could take for a formula.

    Raises:
        ReportError: the disk is full or read-only, the folder is missing, or the file is open in another program.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".report-", dir=target.parent) as private:
            draft = Path(private) / target.name
            with draft.open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream, lineterminator="\r\n")
                for row in chain([header], rows):
                    writer.writerow([csv_text(cell) for cell in row])
            draft.chmod(0o600)
            draft.replace(target)
    except OSError as error:
        raise _error(target, error) from error


def _fill_stream(stream: TextIO, format: ReportFormat, decisions: Iterable[Decision]) -> None:  # noqa: A002
    match format:
        case ReportFormat.XLSX | ReportFormat.HTML:
            raise ReportError(f"a report as {format} is a file", remedy="say which file to write")
        case ReportFormat.JSONL:
            write_json_lines(stream, decisions)
        case ReportFormat.CSV:
            write_csv(stream, decisions)
        case _:
            assert_never(format)


def _error(path: Path, error: Exception) -> ReportError:
    cause = (
        error if isinstance(error, OSError) else next((a for a in error.args if isinstance(a, OSError)), None)
    )
    number = cause.errno if cause else None
    said = (cause.strerror if cause else None) or str(error)
    remedy = _REMEDIES.get(number or 0, "nothing was written: put the cause right and run again")
    return ReportError(f"the report could not be written ({said})", where=Location(str(path)), remedy=remedy)
