"""Stretches of a text table: consecutive rows that are known by where their bytes lie, so that any process reads them by itself."""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.errors import Location, TableError
from screening.tables.cells import RawRow
from screening.tables.delimited import TextForm, parsed, translated
from screening.tables.raws import RawColumns, RawRows, Raws

_BLOCK = 1 << 20
_MARK = "\x1e"
_LINE_END = re.compile(rb"\r\n|\n|\r")
_UTF8 = frozenset({"utf-8", "utf-8-sig", "ascii"})
_ASCII = bytes(range(128))
_Ends = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many rows of a text table from number `first` on, in the bytes from `start` to `end` of a file that is still the one it was (`stamp`)."""

    path: Path
    form: TextForm
    stamp: tuple[int, int]
    start: int
    end: int
    first: int
    count: int

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.first + self.count - 1

    def raws(self) -> Raws:
        """The rows. Raises TableError for a file that was changed meanwhile."""
        with self.path.open("rb") as file:
            if _stamp(file) != self.stamp:
                raise TableError(
                    "was changed while it was read",
                    where=Location(self.path.name),
                    remedy="run again, when nothing else writes to it",
                )
            file.seek(self.start)
            content = file.read(self.end - self.start)
        return raws_of(content, self.form, self.first, self.path.name)


def raws_of(content: bytes, form: TextForm, first: int, name: str) -> Raws:
    """The rows in some bytes of a text table, which begin and end with one."""
    columns = _columns(content, form)
    if columns is not None:
        return RawColumns(first, columns)
    lines = io.StringIO(_text(content, form), newline="")
    return RawRows([row for row, _ in parsed(translated(lines, form), form, first, name)])


def _columns(content: bytes, form: TextForm) -> list[list[str]] | None:
    """The cells by column, where no row has a quotation mark or another width than the first; else None."""
    if b'"' in content or not form.delimiter.isascii():
        return None
    delimiter = form.delimiter.encode()
    plain = content.replace(b"\r\n", b"\n") if b"\r" in content else content
    plain = plain.removesuffix(b"\n")
    if b"\r" in plain:
        return None
    codes = np.frombuffer(plain, dtype=np.uint8)
    ends = np.append(np.flatnonzero(codes == 10), len(plain))
    between = np.diff(np.searchsorted(np.flatnonzero(codes == delimiter[0]), ends), prepend=0)
    width = int(between[0]) + 1
    # Of a blank line csv makes a row without cells.
    if width == 1 or (between != width - 1).any():
        return None
    text = _text(plain.replace(b"\n", delimiter), form)
    if form.has_controls:
        text = next(iter(translated([text], form)))
    cells = text.split(form.delimiter)
    return [cells[place::width] for place in range(width)]


def stretches(path: Path, form: TextForm, first: int, most: int) -> Iterator[Stretch] | None:
    """The rows from number `first` on, `most` to a stretch; None where the encoding does not show in single bytes where a line ends."""
    return _stretches(path, form, first, most) if _shows_line_ends(form.encoding.name) else None


def batches(path: Path, form: TextForm) -> Iterator[Raws] | None:
    """All rows, many at a time; None as of `stretches`."""
    return _batches(path, form) if _shows_line_ends(form.encoding.name) else None


def _stretches(path: Path, form: TextForm, first: int, most: int) -> Iterator[Stretch]:
    with path.open("rb") as file:
        stamp = _stamp(file)
        begin, number = _skipped(file, form), 1
        held: _Ends = np.empty(0, dtype=np.int64)
        for block in _blocks(file, form, begin):
            ends = block.ends + block.start
            before = max(min(first - number, len(ends)), 0)
            if before:
                begin = int(ends[before - 1])
                number += before
            held = np.concatenate([held, ends[before:]])
            while len(held) >= most:
                end = int(held[most - 1])
                yield Stretch(path, form, stamp, begin, end, number, most)
                begin, number, held = end, number + most, held[most:]
        if len(held):
            yield Stretch(path, form, stamp, begin, int(held[-1]), number, len(held))


def _batches(path: Path, form: TextForm) -> Iterator[Raws]:
    with path.open("rb") as file:
        number = 1
        for block in _blocks(file, form, _skipped(file, form)):
            if block.rows is not None:
                rows = [row._replace(number=row.number + number) for row in block.rows]
                yield RawRows(rows)
            else:
                yield raws_of(block.content, form, number, path.name)
            number += len(block.ends)


class _Block(NamedTuple):
    """Whole rows from a place in the file on: where each ends, counted from there, and the rows themselves, numbered from 0, where they had to be read."""

    start: int
    content: bytes
    ends: _Ends
    rows: list[RawRow] | None


def _blocks(file: BinaryIO, form: TextForm, start: int) -> Iterator[_Block]:
    """The rows of a file that stands at `start`."""
    name = Path(file.name).name
    held, size = b"", _BLOCK
    while chunk := file.read(size):
        held += chunk
        cut = held.rfind(b"\n") + 1 or held.rfind(b"\r", 0, len(held) - 1) + 1
        block = _block(held[:cut], form, start, name, last=False)
        # A row that is longer than a block: what is read is doubled until it ends.
        size = _BLOCK if block.content else len(held)
        if block.content:
            yield block
            start += len(block.content)
            held = held[len(block.content) :]
    if held:
        yield _block(held, form, start, name, last=True)


def _block(content: bytes, form: TextForm, start: int, name: str, *, last: bool) -> _Block:
    """The rows that are whole; with `last` all are."""
    if b'"' not in content and _has_plain_ends(content):
        ends = np.flatnonzero(np.frombuffer(content, dtype=np.uint8) == 10) + 1
        if last and not content.endswith(b"\n"):
            ends = np.append(ends, len(content))
        return _Block(start, content, ends, None)
    of_lines = [found.end() for found in _LINE_END.finditer(content)]
    if not of_lines or of_lines[-1] < len(content):
        of_lines.append(len(content))
    lines = io.StringIO(_text(content, form), newline="")
    # The line behind the last stands for itself, or in a cell whose quotation mark is open yet.
    behind = [] if last else [_MARK]
    whole = list(parsed(chain(translated(lines, form), behind), form, 0, name))
    if not last:
        whole.pop()
    ends = np.array([of_lines[line - 1] for _, line in whole], dtype=np.int64)
    return _Block(start, content[: int(ends[-1])] if whole else b"", ends, [row for row, _ in whole])


def _text(content: bytes, form: TextForm) -> str:
    # A mark at the beginning of the file has been passed over; anywhere else it is a sign of the text.
    name = "utf-8" if form.encoding.name == "utf-8-sig" else form.encoding.name
    return content.decode(name, form.encoding.errors)


def _has_plain_ends(content: bytes) -> bool:
    return b"\r" not in content or content.count(b"\r") == content.count(b"\r\n")


def _skipped(file: BinaryIO, form: TextForm) -> int:
    """Pass over what stands before the first row, and tell how much that is."""
    if form.encoding.name == "utf-8-sig" and file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
    if form.has_sep_line:
        begin, line = file.tell(), file.readline()
        ends = _LINE_END.search(line)
        file.seek(begin + (ends.end() if ends else len(line)))
    return file.tell()


def _stamp(file: BinaryIO) -> tuple[int, int]:
    told = os.fstat(file.fileno())
    return told.st_size, told.st_mtime_ns


@cache
def _shows_line_ends(encoding: str) -> bool:
    """Is a line feed, a carriage return, a quotation mark in the bytes always one in the text, and the other way round?"""
    if encoding in _UTF8:
        return True
    try:
        every = bytes(range(256)).decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return False
    return (
        len(every) == 256
        and every[:128].encode("ascii", "replace") == _ASCII
        and not set(every[128:]) & set('\n\r"')
    )
