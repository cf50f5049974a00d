"""A report in parts: the words of some answers, made where they are made, so that only words need to travel and to be kept."""

import codecs
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TextIO, assert_never

from screening.model import AnsweredBlock, Decision, RunInfo
from screening.report.block_lines import block_lines
from screening.report.csv_rows import write_block, write_header, write_rows
from screening.report.json_lines import write_json_lines
from screening.report.workbook import write_workbook
from screening.report.workbook.book import Places
from screening.report.workbook.clear_rows import Reported
from screening.report.write import ReportFormat, put_whole

TEXTS = frozenset({ReportFormat.JSONL, ReportFormat.CSV})
"""The formats of which a part stands by itself."""

_AT_ONCE = 1_000
"""Lines of one piece: some two megabytes."""


def text_of(format: ReportFormat, decisions: Iterable[Decision]) -> str:  # noqa: A002
    """The lines of these decisions in a text report; other formats have no such parts (ValueError)."""
    stream = io.StringIO(newline="")
    match format:
        case ReportFormat.JSONL:
            write_json_lines(stream, decisions)
        case ReportFormat.CSV:
            write_rows(stream, decisions)
        case ReportFormat.XLSX | ReportFormat.HTML:
            raise ValueError("only text is made of parts")
        case _:
            assert_never(format)
    return stream.getvalue()


def pieces_of_block(format: ReportFormat, answered: AnsweredBlock) -> list[bytes]:  # noqa: A002
    """As `text_of`, of a block of answers and in UTF-8, in pieces of a size that memory is used again for; without making a decision of each."""
    if format is ReportFormat.JSONL:
        lines: Iterator[str] = block_lines(answered)
        return ["".join(some).encode() for some in iter(lambda: list(islice(lines, _AT_ONCE)), [])]
    if format is not ReportFormat.CSV:
        raise ValueError("only text is made of parts")
    stream = io.StringIO(newline="")
    write_block(stream, answered)
    return [stream.getvalue().encode()]


def head_of(format: ReportFormat) -> bytes:  # noqa: A002
    """What stands in a text report before its first part."""
    if format is not ReportFormat.CSV:
        return b""
    head = io.StringIO(newline="")
    write_header(head)
    # The byte order mark tells Excel that a csv file is UTF-8.
    return codecs.BOM_UTF8 + head.getvalue().encode()


def write_parts(target: Path | TextIO, format: ReportFormat, parts: Iterable[bytes]) -> None:  # noqa: A002
    """Write a text report of the pieces of its parts, the same as `write_report` writes of their decisions.

    Raises:
        ReportError: the disk is full or read-only, the folder is missing, or the file is open in another program.
    """
    if not isinstance(target, Path):
        target.write(head_of(format).decode("utf-8-sig"))
        for piece in parts:
            target.write(piece.decode())
        return

    def fill(draft: Path) -> None:
        with draft.open("wb") as stream:
            for piece in chain([head_of(format)], parts):
                stream.write(piece)

    put_whole(target, fill)


def write_book(
    target: Path, parts: Iterable[Reported], run: Callable[[], RunInfo], *, places: Places | None = None
) -> None:
    """Write a workbook of its parts' answers, the same as `write_report` writes of their decisions.

    Raises:
        ReportError: the disk is full or read-only, the folder is missing, or the file is open in another program.
    """
    put_whole(target, lambda draft: write_workbook(draft, parts, run, places=places))
