"""Delimited text (csv, tsv, semicolons, pipes) as rows numbered the way Excel numbers them."""

import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from screening.errors import Location, TableError
from screening.tables.cells import Book, CellValue, RawRow
from screening.tables.encodings import Encoding, encoding_of
from screening.tables.options import TableOptions

_make = tuple.__new__
_DELIMITERS = (";", "\t", "|", ",")
_SEP_LINE = re.compile(r"\"?sep=(.)\"?\s*", re.IGNORECASE)
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_NO_DELIMITER = "\x1f"
_SNIFF_ROWS = 60
_CHUNK_BYTES = 1 << 20
# All but tab, line feed and carriage return; the unit separator stands for "no delimiter at all".
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_TO_SPACES = dict.fromkeys(_CONTROLS, " ")
# A cell may be a long narrative; the module's own limit (128 KB) would end the reading with an error.
_FIELD_LIMIT = min(sys.maxsize, 2**31 - 1)


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text table is written. `has_controls`: control characters stand in it; `has_formulas`: a cell may begin with '="', as texts do that were to stay texts."""

    encoding: Encoding
    delimiter: str
    has_sep_line: bool
    has_controls: bool = False
    has_formulas: bool = True


@dataclass(frozen=True, slots=True)
class DelimitedGrid:
    """A text file as one sheet without a name."""

    path: Path
    form: TextForm
    name: str = ""
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[RawRow]:
        """Every line from the first (after a `sep=` line, which Excel does not number either)."""
        with _open_text(self.path, self.form.encoding) as file:
            if self.form.has_sep_line:
                file.readline()
            lines = translated(file, self.form)
            yield from (row for row, _ in parsed(lines, self.form, 1, self.path.name))


def translated(lines: Iterable[str], form: TextForm) -> Iterable[str]:
    """The lines with a space for each control character."""
    return (line.translate(_TO_SPACES) for line in lines) if form.has_controls else lines


def parsed(lines: Iterable[str], form: TextForm, first: int, name: str) -> Iterator[tuple[RawRow, int]]:
    """The rows that some lines of a text table make, each with the number of lines up to its end; `first` is the number of the first of them,
    `name` that of the file."""
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(lines, delimiter=form.delimiter)
    last_line = 0
    try:
        for number, values in enumerate(reader, start=first):
            line = reader.line_num
            problem = _swallowed(values, line - last_line, form) if line - last_line > 1 else None
            last_line = line
            cells: Sequence[CellValue] = values
            if form.has_formulas:
                cells = [_clean(value) if value[:1] == "=" else value for value in values]
            yield _make(RawRow, (number, cells, problem)), line
    except csv.Error as error:
        raise TableError(
            f"the text cannot be read as a table ({error})",
            where=Location(name, line=first - 1 + reader.line_num),
            remedy="open the file in Excel and save it as .xlsx",
        ) from error


def _swallowed(values: Sequence[str], lines: int, form: TextForm) -> str | None:
    """A quote that is never closed makes one cell of many rows: a line inside a cell that has the delimiters of a whole row shows it."""
    for value in values:
        inner = value.splitlines()[1:]
        hidden = sum(1 for line in inner if line.count(form.delimiter) >= max(2, len(values) - 1))
        if hidden or len(inner) > 200:
            return f'a quotation mark is not closed, so {lines} lines run together into one row; close or double the " in it'
    return None


def _clean(value: str) -> CellValue:
    if value.startswith('="'):
        shown = _FORMULA_TEXT.fullmatch(value)
        return shown.group(1) if shown else value
    return value


def _open_text(path: Path, encoding: Encoding) -> TextIO:
    return path.open(encoding=encoding.name, errors=encoding.errors, newline="")


def open_delimited(path: Path, options: TableOptions, header_score: Callable[[Sequence[str]], float]) -> Book:
    """Open a text table; `header_score` says how much a row looks like a header, so that the right delimiter can be told from a comma in a name."""
    csv.field_size_limit(_FIELD_LIMIT)
    encoding = encoding_of(path, options)
    with _open_text(path, encoding) as file:
        first = file.readline(200)
        sep = _SEP_LINE.fullmatch(first.rstrip("\r\n"))
        if sep is None:
            file.seek(0)
        head = [line.translate(_TO_SPACES) for line in islice(file, _SNIFF_ROWS)]
    delimiter = sep.group(1) if sep else _sniff(head, header_score)
    digest, size, has_controls, has_formulas = _looked_through(path, encoding)
    notes = [encoding.note] if encoding.note else []
    if has_controls:
        notes.append("control characters stand in the text, which no reader shows: they are read as spaces")
    form = TextForm(encoding, delimiter, sep is not None, has_controls, has_formulas)
    grid = DelimitedGrid(path, form, notes=tuple(notes))
    return Book("csv", digest, size, (grid,))


def _looked_through(path: Path, encoding: Encoding) -> tuple[str, int, bool, bool]:
    """The file's digest and size, whether control characters stand in it (of wide encodings, where their bytes are in other characters too: no),
    and whether '="' does (of wide ones: yes)."""
    digest, size = hashlib.sha256(), 0
    narrow = not encoding.name.startswith(("utf-16", "utf-32"))
    controls, formulas, before = False, not narrow, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
            controls = controls or (narrow and len(chunk.translate(None, _CONTROLS)) < len(chunk))
            formulas = formulas or b'="' in chunk or before + chunk[:1] == b'="'
            before = chunk[-1:]
    return digest.hexdigest(), size, controls, formulas


def _sniff(head: Sequence[str], header_score: Callable[[Sequence[str]], float]) -> str:
    """The delimiter under which a header is recognised and the rows have the header's width; none at all for a list of one column."""
    best, best_score = "", (0.0, 0.0)
    for delimiter in _DELIMITERS:
        rows = [row for row in csv.reader(head, delimiter=delimiter) if any(cell.strip() for cell in row)]
        if not rows:
            continue
        widths = Counter(len(row) for row in rows)
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
        if width < 2:
            continue
        header = max(rows, key=header_score)
        agreeing = sum(1 for row in rows if len(row) == len(header)) / len(rows)
        score = (
            header_score(header) if len(header) > 1 else 0.0,
            agreeing + count / len(rows) + width / 1000,
        )
        if score > best_score:
            best, best_score = delimiter, score
    single = max((header_score([line.strip()]) for line in head), default=0.0)
    # A list of names in one column: its header holds no delimiter, though the names may ("Ivanov, Ivan").
    if not best:
        # Most lines have one cell: title lines above a table, or a list in which some names hold a comma.
        wide = max((header_score(row) for row in csv.reader(head) if len(row) > 1), default=0.0)
        best, best_score = ("," if wide else _NO_DELIMITER), (wide, 0.0)
    return _NO_DELIMITER if single > best_score[0] else best
