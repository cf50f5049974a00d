"""How the columns of a DataFrame are read: decided as for a file, on all of its rows, without bringing them to one machine."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from functools import reduce
from typing import Any

from screening.errors import Location, UsageError
from screening.pipeline import Screener
from screening.runners.spark.worker import KEYS
from screening.tables import RawRow, Rest, SheetReading, Summary, TableOptions, cells_of, open_summary
from screening.values import DateOrder

HEAD = 60
"""Rows in which a header is looked for: the names of the columns, and the first rows below them."""

_SECOND = 2
_SCHEMA = "rows bigint, last bigint, columns string"


def reading_of(
    frame: Any, headers: Sequence[str], screener: Screener, options: TableOptions
) -> tuple[SheetReading, int]:
    """How the rows of a frame (KEYS without the last, then the cells) are read, and how many there are.

    Raises TableError, as for a file, where its columns cannot be understood; UsageError where two rows have one number, or one has none.
    """
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - as all Spark programs call it

    row = KEYS[1]
    times = frame.groupBy(row).agg(F.count(F.lit(1)).alias("times"))
    if times.where((F.col("times") > 1) | F.col(row).isNull()).limit(1).count():
        raise UsageError(
            "two rows have the same number, or one has none",
            remedy="give key= the name of a column of whole numbers, each there once",
        )
    top = frame.orderBy(row).limit(HEAD - 1).toArrow()
    numbers = top.column(row).to_pylist()
    cells = [cells_of(column.combine_chunks()) for column in top.columns[len(KEYS) - 1 :]]
    values = zip(*cells, strict=True)
    head = [RawRow(number, list(each)) for number, each in zip(numbers, values, strict=True)]
    below = frame.where(F.col(row) > (numbers[-1] if numbers else 0)).sortWithinPartitions(row)
    told = below.mapInArrow(_summed, _SCHEMA).collect()
    first = (numbers[0] if numbers else _SECOND) - 1
    table = open_summary(
        [RawRow(first, list(headers)), *head],
        _rest(told),
        screener.ruleset.vocabulary,
        replace(options, today=options.today or screener.settings.as_of),
    )
    if table.info.sheets[0].header_row != first:
        raise UsageError(
            "the names of the columns are not read as its header",
            where=Location(table.info.path),
            remedy="give the columns their names, and leave out what stands above the rows",
        )
    ((_, rows),) = table.rows_of_sheets()
    return table.readings()[0], rows


def _summed(batches: Iterator[Any]) -> Iterator[Any]:
    """One row for a partition: how many rows it has, the number of the last, and its columns' summaries as JSON."""
    import pyarrow as arrow  # noqa: PLC0415 - an extra, and slow to load

    columns: list[Summary] = []
    rows = last = 0
    for batch in batches:
        numbers = batch.column(KEYS[1]).to_pylist()
        found = [Summary.of(numbers, cells_of(column)) for column in batch.columns[len(KEYS) - 1 :]]
        pairs = zip(columns, found, strict=True)
        columns = [known.joined(more) for known, more in pairs] if columns else found
        rows, last = rows + batch.num_rows, max([last, *numbers])
    told = json.dumps([astuple(each) for each in columns])
    yield arrow.RecordBatch.from_pydict({"rows": [rows], "last": [last], "columns": [told]})


def _rest(told: Sequence[Any]) -> Rest:
    """What all partitions have told, as if one had read the rows in their order."""
    parts = [[_summary(*column) for column in json.loads(each["columns"])] for each in told if each["rows"]]
    profiles = (reduce(Summary.joined, column).profile() for column in zip(*parts, strict=True))
    rows, last = sum(each["rows"] for each in told), max((each["last"] for each in told), default=0)
    return Rest(tuple(profiles), rows, last)


def _summary(filled: int, longest: int, numbers: int, orders: list[str], texts: list[list[Any]]) -> Summary:
    met = tuple((int(row), str(text)) for row, text in texts)
    return Summary(filled, longest, numbers, tuple(DateOrder(each) for each in orders), met)
