"""A text table copied character by character, with the answers at the end of each line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from screening.errors import Location, ReportError
from screening.report.annotate.answers import HEADERS, Answer
from screening.report.safe_text import csv_text


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text table is written: codec and what it does with bytes it cannot read, the delimiter, and whether a `sep=` line comes first."""

    encoding: str
    errors: str
    delimiter: str
    sep_line: bool


def write_text_copy(
    original: Path, draft: Path, form: TextForm, header_row: int | None, answers: Mapping[int, Answer]
) -> None:
    """The original's own characters, encoding, delimiter and line ends; only what is added is written anew, and none of it can start a formula.

    Raises:
        ReportError: a row that was answered is not in the file.
    """
    width = max((len(values) for values, _ in _lines(original, form)), default=0)
    left = set(answers)
    with (
        original.open(encoding=form.encoding, errors=form.errors, newline="") as source,
        draft.open("w", encoding=form.encoding, errors=form.errors, newline="") as target,
    ):
        if form.sep_line:
            target.write(source.readline())
        for number, (values, raw) in enumerate(_records(source, form.delimiter), start=1):
            body = raw.rstrip("\r\n")
            added = HEADERS[:3] if number == header_row else _cells(answers.get(number))
            left.discard(number)
            if added and (body or number in answers):
                body += form.delimiter * (width - max(len(values), 1) + 1) + _row(added, form)
            target.write(body + raw[len(raw.rstrip("\r\n")) :])
    if left:
        raise ReportError(
            f"row {min(left)} was screened and is no longer in the file",
            where=Location(original.name),
            remedy="the file was changed meanwhile: run again",
        )


def _cells(answer: Answer | None) -> tuple[str, ...]:
    if answer is None:
        return ()
    verdict = answer.verdict.partition(" ")[2]  # the word: not every encoding knows the symbol
    return (verdict, answer.reasons, "" if answer.score is None else f"{answer.score:g}")


def _row(cells: tuple[str, ...], form: TextForm) -> str:
    """The cells as they stand in a line; a letter that the table's encoding does not know becomes a question mark."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=form.delimiter, lineterminator="").writerow(
        [csv_text(each) for each in cells]
    )
    codec = "utf-16" if form.encoding.startswith("utf-16") else form.encoding
    return buffer.getvalue().encode(codec, "replace").decode(codec)


def _lines(original: Path, form: TextForm) -> Iterator[tuple[list[str], str]]:
    with original.open(encoding=form.encoding, errors=form.errors, newline="") as source:
        if form.sep_line:
            source.readline()
        yield from _records(source, form.delimiter)


def _records(source: TextIO, delimiter: str) -> Iterator[tuple[list[str], str]]:
    """Each record with the characters that it was read from: several lines where a cell holds line ends."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in source:
            taken.append(line)
            yield line

    for values in csv.reader(lines(), delimiter=delimiter):
        yield values, "".join(taken)
        taken.clear()
