"""What a Spark worker does: opens the screener once in its process by the paths that travelled, and screens the rows it is given.

Nothing of pyspark is imported here: rows come and go as Arrow batches.
"""

import base64
import hashlib
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from screening.errors import ScreeningError, TableError, UsageError
from screening.model import SkippedRow
from screening.report import ReportFormat
from screening.report.safe_text import encodable
from screening.resources import code_digest
from screening.runners.chunks import Chunk, ChunkScreener, Part, unpickled
from screening.runners.opening import Opening
from screening.tables import Portion, RawRow, RawRows, SheetReading, cells_of

DECISION, SKIPPED, SUMS, FAILED = "decision", "skipped", "sums", "failed"
"""Kinds of a row that comes back: an answer, a row that is no record, what a batch came to, and why a worker could not go on."""

SCHEMA = (
    "kind string, input int, row bigint, file string, sheet string, record_id string, verdict string, "
    "reasons array<string>, decision string"
)
"""What comes back, as Spark's DDL."""

# What of an answer has a column of its own.
_TOLD = ("row", "file", "sheet", "record_id", "verdict", "reasons")

KEYS = ("screening__input", "screening__row", "screening__first")
"""The columns in front of the cells: the number of the sheet over all inputs, the row's number, and that of the first row that says the same (0: none)."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a worker needs beside the rows. `types` are the Arrow types of the cells' columns as their file states them.

    `second_tables` gives, by sheet, the row with which another table begins on it. `raises` stops the job at the first error instead
    of telling it in a row.
    """

    opening: Opening
    ground: tuple[str, ...]
    readings: tuple[SheetReading, ...]
    types: tuple[Any, ...]
    second_tables: Mapping[int, int] = field(default_factory=dict)
    recorded: bool = False
    raises: bool = False
    code: str = field(default_factory=lambda: code_digest(""))
    key: str = field(init=False)

    def __post_init__(self) -> None:
        # Made once, where the job is given out: the same objects pickled in two processes need not be the same bytes.
        asked = (self.opening, self.ground, self.readings, self.recorded, self.code)
        object.__setattr__(self, "key", hashlib.sha256(pickle.dumps(asked)).hexdigest())

    def screener(self) -> ChunkScreener:
        """The screener of this process, opened when it is first asked for. Raises ScreeningError, the same every time."""
        if self.key not in _OPENED:
            _OPENED.clear()
            _OPENED[self.key] = _opened(self)
        found = _OPENED[self.key]
        if isinstance(found, ScreeningError):
            raise found
        return found

    def screened(self, batches: Iterator[Any]) -> Iterator[Any]:
        """Arrow batches of rows (KEYS, then the cells) to batches of answers (SCHEMA): an answer for each row, then what the batch came to."""
        try:
            screener = self.screener()
            for batch in batches:
                for sheet, rows in groupby(self._raws(batch), key=lambda each: each[0]):
                    for chunk in self._portions(sheet, [each[1:] for each in rows]):
                        part = screener.part(chunk)
                        if part.second_table and self.raises:
                            raise _another_table(part.second_table)
                        yield _answers(sheet, chunk, part)
        except ScreeningError as error:
            if self.raises:
                raise
            yield _batch([_told(error)])

    def _raws(self, batch: Any) -> Iterator[tuple[int, RawRow, int]]:
        """(sheet, raw row, first row that says the same), in the order of the batch."""
        sheets, numbers, firsts = (batch.column(name).to_pylist() for name in KEYS)
        columns = [
            cells_of(_as_stated(column, kind))
            for column, kind in zip(batch.columns[len(KEYS) :], self.types, strict=True)
        ]
        rows = zip(*columns, strict=True) if columns else ((),) * batch.num_rows
        for sheet, number, first, values in zip(sheets, numbers, firsts, rows, strict=True):
            yield sheet, RawRow(number, list(values)), first

    def _portions(self, sheet: int, rows: Sequence[tuple[RawRow, int]]) -> Iterator[Chunk]:
        """The rows as chunks: those before the start of another table on the sheet, and those from there on."""
        begins = self.second_tables.get(sheet, 0)
        for after, group in groupby(rows, key=lambda each: bool(begins) and each[0].number >= begins):
            members = list(group)
            repeats = {raw.number: first for raw, first in members if first}
            portion = Portion(sheet, RawRows([raw for raw, _ in members]), repeats)
            yield Chunk(portion.first, sheet, portion, begins if after else 0)


_OPENED: dict[str, ChunkScreener | ScreeningError] = {}


def _opened(order: Order) -> ChunkScreener | ScreeningError:
    if order.code != code_digest(""):
        return UsageError(
            "a worker runs another version of the program than the machine that started the run",
            remedy="install the same version on every worker",
        )
    try:
        screener = order.opening.open_same(order.ground)
    except ScreeningError as error:
        return error
    return ChunkScreener(screener, order.readings, ReportFormat.JSONL, recorded=order.recorded)


def _as_stated(column: Any, kind: Any) -> Any:
    """The column with the type of its file, where Spark has another for it."""
    import pyarrow as arrow  # noqa: PLC0415 - an extra, and slow to load

    if kind is None or column.type == kind:
        return column
    if arrow.types.is_null(kind):
        return arrow.nulls(len(column))
    if arrow.types.is_dictionary(kind):
        return column
    try:
        return column.cast(kind)
    except arrow.ArrowException as error:
        raise TableError(
            f"a column of the type {kind} cannot be read through Spark, which holds it as {column.type}",
            remedy="leave --engine spark out, or export the column as text",
        ) from error


def _another_table(row: int) -> TableError:
    return TableError(
        f"another table begins in row {row}: the rows that follow have other columns",
        remedy="leave it and them out of the frame",
    )


def _answers(sheet: int, chunk: Chunk, part: Part) -> Any:
    text = b"".join(part.pieces()).decode()
    rows = [_answer(sheet, line) for line in text.split("\n") if line]
    rows += [_skipped(sheet, each) for each in part.tally.skipped]
    part.content = []
    rows.append((SUMS, sheet, chunk.number, None, None, None, None, None, packed(part)))
    return _batch(rows)


def _answer(sheet: int, line: str) -> tuple[object, ...]:
    told = json.loads(line)
    return DECISION, sheet, *(told[name] for name in _TOLD), line


def _skipped(sheet: int, row: SkippedRow) -> tuple[object, ...]:
    return SKIPPED, sheet, row.row, encodable(row.file), row.sheet, "", None, [row.reason], None


def packed(part: Part) -> str:
    """A part as text: it travels where the text of a decision does, so that the published files need no column for it."""
    return base64.b85encode(pickle.dumps(part, pickle.HIGHEST_PROTOCOL)).decode("ascii")


def unpacked(text: str) -> Part:
    """The part in what `packed` wrote."""
    part = unpickled(base64.b85decode(text))
    assert isinstance(part, Part)
    return part


def _told(error: ScreeningError) -> tuple[object, ...]:
    told = json.dumps({"message": str(error), "exit_code": error.exit_code})
    return (FAILED, 0, 0, None, None, None, None, None, told)


def _batch(rows: Sequence[tuple[object, ...]]) -> Any:
    import pyarrow as arrow  # noqa: PLC0415 - an extra, and slow to load

    text = arrow.string()
    schema = arrow.schema(
        [
            ("kind", text),
            ("input", arrow.int32()),
            ("row", arrow.int64()),
            ("file", text),
            ("sheet", text),
            ("record_id", text),
            ("verdict", text),
            ("reasons", arrow.list_(text)),
            ("decision", text),
        ]
    )
    columns = zip(*rows, strict=True)
    arrays = [arrow.array(column, type=each.type) for column, each in zip(columns, schema, strict=True)]
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)
