"""Rows of parquet files as a DataFrame, each with its key; and their answers, by the DataFrame API alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from screening.errors import Location, ScreeningError, ScreeningErrors, TableError
from screening.runners.spark.worker import KEYS, SCHEMA, Order

ROWS_OF_A_TASK = 25_000
"""Rows that one task screens: enough that its start does not count, few enough that a lost one is soon made again."""

_FIRST_ROW = 2
_LOCAL = "^file:/+"
_URI, _LOWEST, _MARK, _TIMES = "screening__uri", "screening__lowest", "screening__mark", "screening__times"
_MOST_DIGITS = 38
# What Hadoop takes for a pattern in a path.
_PATTERN = frozenset("\\*?[]{}")


@dataclass(frozen=True, slots=True)
class Group:
    """Parquet files with the same columns: their paths, the number of each among all inputs, that of its first row below the header, and
    the Arrow types of the columns as the files state them."""

    paths: tuple[Path, ...]
    numbers: tuple[int, ...]
    first_rows: tuple[int, ...]
    types: tuple[Any, ...]


def groups_of(paths: Sequence[Path], names: Sequence[str], first_rows: Sequence[int]) -> tuple[Group, ...]:
    """The files by their columns, each file under its number. Raises TableError, for all of them, where Spark cannot read a column."""
    import pyarrow.parquet  # noqa: PLC0415 - an extra, and slow to load

    members: dict[Any, list[int]] = {}
    errors: list[ScreeningError] = []
    for number, path in enumerate(paths):
        schema = pyarrow.parquet.read_schema(path)
        refused = list(_refused(schema))
        if refused:
            errors.append(
                TableError(
                    f"has columns that Spark cannot read: {', '.join(refused)}",
                    where=Location(names[number]),
                    remedy="leave --engine spark out, or export the file with other names or types of these columns",
                )
            )
        members.setdefault(schema.remove_metadata(), []).append(number)
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
    return tuple(
        Group(
            tuple(paths[each] for each in numbers),
            tuple(numbers),
            tuple(first_rows[each] for each in numbers),
            tuple(schema.types),
        )
        for schema, numbers in members.items()
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
    """The rows of a group below the header: its own columns, and KEYS without the last; in no order."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - as all Spark programs call it

    frame = session.read.parquet(*(_plain_path(each) for each in group.paths))
    place = frame.metadataColumn("_metadata")
    uris = {_path_of(each): each for each in frame.inputFiles()}
    # A file is known by its address as Spark writes it.
    known = [
        (_local(uris[path.resolve()]), number, first)
        for path, number, first in zip(group.paths, group.numbers, group.first_rows, strict=True)
    ]
    files = session.createDataFrame(known, f"{_URI} string, {KEYS[0]} int, {_LOWEST} bigint")
    uri = F.regexp_replace(place.getField("file_path"), _LOCAL, "/").alias(_URI)
    row = (place.getField("row_index") + _FIRST_ROW).alias(KEYS[1])
    # The columns keep their names: Spark's planner is lost among a digest of twenty aliases.
    cells = [F.col(quoted(name)) for name in frame.columns]
    rows = frame.select(*cells, uri, row).join(files, _URI)
    return rows.where(F.col(KEYS[1]) >= F.col(_LOWEST)).select(*cells, *KEYS[:2])


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
    """KEYS, then the cells as c0, c1, …. `first` is the number of the first row of the same input that says the same in every cell, 0 where it is that row."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    name, row, first = KEYS
    cells = [quoted(each) for each in frame.columns if each not in KEYS]
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
    return found.select(*KEYS, *(F.col(each).alias(f"c{number}") for number, each in enumerate(cells)))


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


def answered(frames: Sequence[tuple[Any, Order, int]]) -> Any:
    """The answers (SCHEMA) to the rows of all frames, each with its order and the number of its rows.

    Rows are dealt out by their key, however they lie in the files, and screened in its order.
    """
    answers = []
    for frame, order, rows in frames:
        dealt = frame.repartitionByRange(max(1, -(-rows // ROWS_OF_A_TASK)), *KEYS[:2])
        answers.append(dealt.sortWithinPartitions(*KEYS[:2]).mapInArrow(_work(order), SCHEMA))
    return reduce(lambda left, right: left.unionByName(right), answers)


def _work(order: Order) -> Any:
    def screened(batches: Iterator[Any]) -> Iterator[Any]:
        return order.screened(batches)

    return screened
