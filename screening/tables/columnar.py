"""Parquet files as rows, read in batches with the extra `parquet`; types stay what they are."""

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from screening.errors import Location, TableError
from screening.tables.cells import EXACT_DIGITS_BOUND, Book, CellError, CellValue, RawRow
from screening.tables.source import Source

_BATCH_ROWS = 2_000
_BUFFER = 1 << 20
"""Bytes of each column that are read at once."""

_INSTALL = 'pip install "sanctions-screening[parquet]"'

Convert = Callable[[Any], CellValue]


@dataclass(frozen=True, slots=True)
class ParquetGrid:
    """The rows of a parquet file; its column names stand in row 1, as they would if it were opened in Excel."""

    source: Source
    headers: tuple[str, ...]
    converters: tuple[Convert, ...]
    count: int
    name: str = ""
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[RawRow]:
        """Row 1 with the column names, then every row of the file. Raises TableError where a part of it is damaged."""
        yield RawRow(1, list(self.headers))
        done = 0
        for columns in self._batches():
            for values in zip(*columns, strict=True):
                done += 1
                yield RawRow(done + 1, list(values))
        if done != self.count:
            raise _damaged(self.source.name)

    def _batches(self) -> Iterator[list[list[CellValue]]]:
        arrow, parquet = _library(self.source.name)
        with self.source.open() as stream:
            try:
                # Read ahead, a file of many row groups is held whole by and by; unbuffered, so is a row group.
                file = parquet.ParquetFile(
                    stream, page_checksum_verification=True, pre_buffer=False, buffer_size=_BUFFER
                )
                for batch in file.iter_batches(_BATCH_ROWS, use_threads=False):
                    yield [
                        [convert(value) for value in _values(arrow, column)]
                        for convert, column in zip(self.converters, batch.columns, strict=True)
                    ]
            except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
                raise _damaged(self.source.name) from error


def open_parquet(source: Source) -> Book:
    """A parquet file by its schema; raises TableError for nested or binary columns, which no cell can hold, all of them named."""
    arrow, parquet = _library(source.name)
    try:
        with source.open() as stream:
            file = parquet.ParquetFile(stream)
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise _damaged(source.name) from error
    refused = [f"'{field.name}' ({field.type})" for field in schema if _converter(arrow, field.type) is None]
    if refused:
        raise TableError(
            f"has columns whose values are no single cells: {', '.join(refused)}",
            where=Location(source.name),
            remedy="export it with a column for each part, or without these columns",
        )
    converters = tuple(_converter(arrow, field.type) or _plain for field in schema)
    grid = ParquetGrid(source, tuple(schema.names), converters, rows)
    return Book("parquet", source.sha256, source.size, (grid,))


def cells_of(column: Any) -> list[CellValue]:
    """The cells of an Arrow column, as they would be read from a parquet file that holds it.

    Raises TableError for a type that no cell can hold.
    """
    import pyarrow as arrow  # noqa: PLC0415 - an extra, and slow to load

    convert = _converter(arrow, column.type)
    if convert is None:
        raise TableError(f"values of the type {column.type} are no single cells")
    return [convert(value) for value in _values(arrow, column)]


def _library(name: str) -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415 - an extra, and slow to load
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise TableError(
            "is a Parquet file, and the package that reads such files is not installed",
            where=Location(name),
            remedy=f"{_INSTALL}, or export the table as .xlsx or .csv",
        ) from error
    return pyarrow, pyarrow.parquet


def _damaged(name: str) -> TableError:
    return TableError(
        "is a Parquet file that is damaged or cut short",
        where=Location(name),
        remedy="copy or export the file again",
    )


def _converter(arrow: Any, kind: Any) -> Convert | None:
    """How a value of a column's type becomes a cell; None for types that are no single cell."""
    types = arrow.types
    if types.is_dictionary(kind):
        return _converter(arrow, kind.value_type)
    for holds, convert in (
        (types.is_integer, _integer),
        (types.is_floating, _float),
        (types.is_decimal, _decimal),
        (types.is_timestamp, _moment),
    ):
        if holds(kind):
            return convert
    plain = (
        types.is_string, types.is_large_string, types.is_string_view, types.is_boolean, types.is_date, types.is_time, types.is_duration,
        types.is_null,
    )  # fmt: skip
    return _plain if any(holds(kind) for holds in plain) else None


def _values(arrow: Any, column: Any) -> list[Any]:
    """The values as Python's; nanoseconds, which Python's types lack, are cut to microseconds."""
    kind = column.type
    types = arrow.types
    if getattr(kind, "unit", None) == "ns":
        if types.is_timestamp(kind):
            column = column.cast(arrow.timestamp("us", kind.tz), safe=False)
        elif types.is_duration(kind):
            column = column.cast(arrow.duration("us"), safe=False)
        else:
            column = column.cast(arrow.time64("us"), safe=False)
    return list(column.to_pylist())


def _plain(value: str | bool | dt.date | dt.time | dt.timedelta | None) -> CellValue:
    return "" if value is None else value


def _integer(value: int | None) -> CellValue:
    if value is None:
        return ""
    # Unlike a number of Excel, it is exact whatever its length: an account, not a rounded one.
    return value if abs(value) < EXACT_DIGITS_BOUND else str(value)


def _float(value: float | None) -> CellValue:
    if value is None or math.isnan(value):
        return ""
    return value if math.isfinite(value) else CellError("an infinite number")


def _decimal(value: Decimal | None) -> CellValue:
    return "" if value is None else value


def _moment(value: dt.datetime | None) -> CellValue:
    # The wall clock of the column's own time zone says which day it was there.
    return "" if value is None else value.replace(tzinfo=None)
