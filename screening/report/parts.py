"""A report in parts: the text of some decisions, made where they are made, so that only text needs to travel and to be kept."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO, assert_never

from screening.model import AnsweredBlock, Decision
from screening.report.block_lines import block_lines
from screening.report.csv_rows import write_header, write_rows
from screening.report.json_lines import write_json_lines
from screening.report.write import ReportFormat, put_whole

TEXTS = frozenset({ReportFormat.JSONL, ReportFormat.CSV})
"""The formats of which a part stands by itself."""


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


def text_of_block(format: ReportFormat, answered: AnsweredBlock) -> str:  # noqa: A002
    """As `text_of`, of a block of answers; as JSON Lines without making a decision of each."""
    if format is ReportFormat.JSONL:
        return "".join(block_lines(answered))
    return text_of(format, answered.decisions())


def write_parts(target: Path | TextIO, format: ReportFormat, parts: Iterable[str]) -> None:  # noqa: A002
    """Write a text report of its parts, the same as `write_report` writes of their decisions.

    Raises:
        ReportError: the disk is full or read-only, the folder is missing, or the file is open in another program.
    """
    if not isinstance(target, Path):
        _fill(target, format, parts)
        return

    def fill(draft: Path) -> None:
        # The byte order mark tells Excel that a csv file is UTF-8.
        encoding = "utf-8-sig" if format is ReportFormat.CSV else "utf-8"
        with draft.open("w", encoding=encoding, newline="") as stream:
            _fill(stream, format, parts)

    put_whole(target, fill)


def _fill(stream: TextIO, format: ReportFormat, parts: Iterable[str]) -> None:  # noqa: A002
    for part in _headed(format, parts):
        stream.write(part)


def _headed(format: ReportFormat, parts: Iterable[str]) -> Iterator[str]:  # noqa: A002
    if format is ReportFormat.CSV:
        head = io.StringIO(newline="")
        write_header(head)
        yield head.getvalue()
    yield from parts
