"""Rows of parquet files as a DataFrame, each with its key; and their answers, by the DataFrame API alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from screening.errors import Location, ScreeningError, ScreeningErrors, TableError
from screening.runners.spark.worker import KEYS, SCHEMA, Order

ROWS_OF_A_TASK = 25_000
"""Rows that one task screens: enough that its start does not count, few enough that a lost one is soon made again."""

_FIRST_ROW = 2
_LOCAL = "^file:/+"
PART = "screening__part"
"""The column that says which task screens a row, where the rows are counted."""
_URI, _LOWEST, _SHIFT = "screening__uri", "screening__lowest", "screening__shift"
_MARK, _TIMES = "screening__mark", "screening__times"
_MOST_DIGITS = 38
# What Hadoop takes for a pattern in a path.
_PATTERN = frozenset("\\*?[]{}")


@dataclass(frozen=True, slots=True)
class Group:
    """Parquet files with the same columns, and the Arrow types of these as the files state them."""

    files: tuple["File", ...]
    types: tuple[Any, ...]

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.files)


@dataclass(frozen=True, slots=True)
class File:
    """A parquet file: its number among all inputs, its name in messages, the number of its first row below the header, and how many there are."""

    path: Path
    number: int
    name: str
    first_row: int
    rows: int


def groups_of(files: Sequence[File]) -> tuple[Group, ...]:
    """The files, in their order, by their columns. Raises TableError, for all of them, where Spark cannot read a column."""
    import pyarrow.parquet  # noqa: PLC0415 - an extra, and slow to load

    schemas: list[Any] = []
    errors: list[ScreeningError] = []
    for file in files:
        schema = pyarrow.parquet.read_schema(file.path)
        refused = list(_refused(schema))
        if refused:
            errors.append(
                TableError(
                    f"has columns that Spark cannot read: {', '.join(refused)}",
                    where=Location(file.name),
                    remedy="leave --engine spark out, or export the file with other names or types of these columns",
                )
            )
        schemas.append(schema.remove_metadata())
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
    # Only files that follow each other, so that the answers come in the order of the inputs.
    return tuple(
        Group(tuple(file for file, _ in alike), tuple(schema.types))
        for schema, alike in groupby(zip(files, schemas, strict=True), key=lambda each: each[1])
    )


def _refused(schema: Any) -> Iterator[str]:
    from pyarrow import types  # noqa: PLC0415

    for field in schema:
        kind = field.type
        too_long = types.is_decimal(kind) and kind.precision > _MOST_DIGITS
        if types.is_time(kind) or types.is_float16(kind) or too_long:
            yield f"'{field.name}' ({kind})"
        elif schema.names.count(field.name) > 1:
            yield f"'{field.name}' (more than one of this name)"


def keyed(session: Any, group: Group) -> Any:
    """The rows of a group below the header: its own columns, KEYS without the last, and PART; in no order."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - as all Spark programs call it

    frame = session.read.parquet(*(_plain_path(each.path) for each in group.files))
    place = frame.metadataColumn("_metadata")
    uris = {_path_of(each): _local(each) for each in frame.inputFiles()}
    before = accumulate((each.rows for each in group.files), initial=0)
    # A file is known by its address as Spark writes it; `shift` makes of a row's number its place among all rows of the group.
    known = [
        (uris[each.path.resolve()], each.number, each.first_row, ahead - each.first_row)
        for each, ahead in zip(group.files, before, strict=False)
    ]
    files = session.createDataFrame(known, f"{_URI} string, {KEYS[0]} int, {_LOWEST} bigint, {_SHIFT} bigint")
    uri = F.regexp_replace(place.getField("file_path"), _LOCAL, "/").alias(_URI)
    row = (place.getField("row_index") + _FIRST_ROW).alias(KEYS[1])
    # The columns keep their names: Spark's planner is lost among a digest of twenty aliases.
    cells = [F.col(quoted(name)) for name in frame.columns]
    rows = frame.select(*cells, uri, row).join(files, _URI).where(F.col(KEYS[1]) >= F.col(_LOWEST))
    part = F.expr(f"cast(({KEYS[1]} + {_SHIFT}) div {ROWS_OF_A_TASK} as int)").alias(PART)
    return rows.select(*cells, *KEYS[:2], part)


def quoted(name: str) -> str:
    """A column's name as Spark takes it, whatever characters it has."""
    return f"`{name.replace('`', '``')}`"


def _plain_path(path: Path) -> str:
    return "".join(f"\\{char}" if char in _PATTERN else char for char in str(path.resolve()))


def _path_of(uri: str) -> Path:
    return Path(unquote(urlparse(uri).path)).resolve()


def _local(uri: str) -> str:
    # "file:/folder" and "file:///folder" are the same file.
    return re.sub(_LOCAL, "/", uri)


def linked(frame: Any, types: Sequence[Any]) -> Any:
    """PART where there is one, KEYS, then the cells as c0, c1, …. The last of KEYS is the number of the first row of the same input that
    says the same in every cell, 0 where it is that row."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    name, row, first = KEYS
    part = [each for each in frame.columns if each == PART]
    cells = [quoted(each) for each in frame.columns if each not in (*KEYS, PART)]
    texts = [_text(F, cell, kind) for cell, kind in zip(cells, types, strict=True)]
    marked = frame.withColumn(_MARK, F.sha2(F.to_json(F.array(*texts)), 256))
    # Few rows are there twice: what is joined back is these alone, so that a row that is there a million times stays where it is.
    twice = (
        marked.groupBy(name, _MARK)
        .agg(F.min(row).alias(first), F.count(F.lit(1)).alias(_TIMES))
        .where(F.col(_TIMES) > 1)
        .drop(_TIMES)
    )
    earlier = F.when(F.col(first) < F.col(row), F.col(first)).otherwise(F.lit(0)).cast("bigint")
    found = marked.join(twice, [name, _MARK], "left").withColumn(first, earlier)
    return found.select(*part, *KEYS, *(F.col(each).alias(f"c{number}") for number, each in enumerate(cells)))


def _text(F: Any, name: str, kind: Any) -> Any:  # noqa: N803
    """A text that two cells share exactly where they would be the same cell on a sheet."""
    from pyarrow import types  # noqa: PLC0415

    cell = F.col(name)
    if types.is_floating(kind):
        # No number is a blank cell; minus nought is nought.
        cell = F.when(F.isnan(cell), F.lit(None)).otherwise(cell + F.lit(0).cast("float"))
    elif types.is_timestamp(kind):
        if kind.unit == "ns":
            # They come as whole numbers, of which a cell holds the microseconds.
            micros = F.expr(f"{name} div 1000")
            cell = F.timestamp_micros(micros) if kind.tz else micros
        if kind.tz is not None:
            # The clock on the wall, as the cell shows it.
            cell = F.unix_micros(F.from_utc_timestamp(cell, kind.tz))
    return F.coalesce(cell.cast("string"), F.lit(""))


def answered(frame: Any, order: Order, rows: int) -> Any:
    """The answers (SCHEMA) to so many rows. They are dealt out by their key, however they lie in the files, and screened in its order."""
    parts = max(1, -(-rows // ROWS_OF_A_TASK))
    if PART in frame.columns:
        dealt = frame.repartitionById(parts, PART).drop(PART)
    else:
        dealt = frame.repartitionByRange(parts, *KEYS[:2])
    return dealt.sortWithinPartitions(*KEYS[:2]).mapInArrow(_work(order), SCHEMA)


def _work(order: Order) -> Any:
    def screened(batches: Iterator[Any]) -> Iterator[Any]:
        return order.screened(batches)

    return screened
