"""A DataFrame in, a DataFrame of answers out: for programs that have a Spark session of their own."""

from typing import Any

from screening.errors import UsageError
from screening.pipeline import Screener
from screening.runners.opening import Opening, ground_of
from screening.runners.spark.frames import answered, linked, quoted
from screening.runners.spark.job import opened_anywhere
from screening.runners.spark.reading import reading_of
from screening.runners.spark.worker import DECISION, KEYS, SKIPPED, Order
from screening.tables import TableOptions

_FIRST_ROW = 2
_SHOWN = ("row", "file", "sheet", "record_id", "verdict", "reasons", "decision")


def screen(
    frame: Any,
    screener: Screener,
    *,
    key: str | None = None,
    name: str = "rows",
    options: TableOptions | None = None,
) -> Any:
    """The answers to the rows of a DataFrame: one row for each, with `row`, `file` (the `name`), `sheet`, `record_id`, `verdict`, `reasons`, and
    `decision`, the line of JSON that a run on one machine writes. A row that is no record (blank, a total line) has its reason, and no verdict.

    `key` is a column of whole numbers, each there once, by which rows are numbered and ordered. Without it a row has the number that it
    would have in a sheet of the one parquet file that the frame was read from. How columns are read is settled now, on all rows; the
    screening itself is done when the answers are asked for, by the screener that each worker opens by the paths of this one's lists and
    rules, which must be where the workers find them. `screener` is one that `Screener.open` made.

    Raises:
        UsageError: the rows have no numbers, two rows have one number, or the screener cannot be opened elsewhere.
        TableError: the columns cannot be understood.
    A worker that cannot go on fails Spark's job with the program's own words.
    """
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - as all Spark programs call it

    opening = opened_anywhere(Opening.of(screener))
    if screener.settings.by_row:
        raise UsageError(
            "rows by the lists of their own days are screened on one machine", remedy="leave by_row out"
        )
    headers = [each for each in frame.columns if each != key]
    cells = [F.col(quoted(each)) for each in headers]
    number = F.col(quoted(key)) if key is not None else _row_of_its_file(frame) + _FIRST_ROW
    rows = frame.select(F.lit(0).alias(KEYS[0]), number.cast("bigint").alias(KEYS[1]), *cells)
    chosen = options or TableOptions(name=name)
    numbered = rows.select(*KEYS[:2], *(each.alias(f"c{n}") for n, each in enumerate(cells)))
    reading, count = reading_of(numbered, headers, screener, chosen)
    types = numbered.limit(0).toArrow().schema.types[len(KEYS) - 1 :]
    order = Order(opening, ground_of(screener), (reading,), (None,) * len(headers), raises=True)
    answers = answered(linked(rows, types), order, count)
    kept = answers.where(F.col("kind").isin(DECISION, SKIPPED))
    return kept.select(*_SHOWN)


def _row_of_its_file(frame: Any) -> Any:
    """The place of a row in the one file that the frame was read from. Raises UsageError where there is no such file."""
    from pyspark.errors import PySparkException  # noqa: PLC0415

    remedy = "give key= the name of a column of whole numbers, each there once"
    try:
        place = frame.metadataColumn("_metadata").getField("row_index")
        frame.select(place).schema  # noqa: B018 - Spark Connect looks only now whether there is one
    except PySparkException as error:
        raise UsageError("the rows of the frame have no numbers", remedy=remedy) from error
    if len(frame.inputFiles()) != 1:
        raise UsageError("the rows come from several files, each with numbers of its own", remedy=remedy)
    return place
