"""A run on Spark: parquet files in, one folder of answers out, whole or absent."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path
from time import perf_counter
from typing import Any

from screening.errors import Location, ScreeningError, UsageError
from screening.lists import is_path
from screening.pipeline import Screener, Tally
from screening.progress import SILENT, Progress
from screening.runners.counts import Counts
from screening.runners.local import RunRequest, RunSummary, run_info_of
from screening.runners.opening import Opening, ground_of
from screening.runners.spark.frames import answered, groups_of, keyed, linked
from screening.runners.spark.output import Sums, publish, staging
from screening.runners.spark.session import first_line, java_errors
from screening.runners.spark.worker import DECISION, FAILED, KEYS, PART, SCHEMA, SKIPPED, Order, unpacked
from screening.runners.way import RunStopped
from screening.tables import Table
from screening.workspace import Workspace

# What an answer is sorted by: the columns of SCHEMA that hold its kind and its row's key.
_PLACE = ("kind", "input", "row")


@dataclass(frozen=True, slots=True)
class OnSpark:
    """Where and how a run on Spark is gone about; `record` takes down what is kept of the decisions, as lines."""

    session: Any
    opening: Opening
    record: Callable[[bytes], None] | None = None


def run_spark(
    screener: Screener,
    tables: Sequence[Table],
    request: RunRequest,
    way: OnSpark,
    *,
    progress: Progress = SILENT,
) -> RunSummary:
    """Screen parquet files on Spark; `request.output` becomes a folder of parquet files in the order of the rows.

    The output is whole and reconciled with the input, or not there.

    Raises:
        TableError: an input is no parquet file, or has a column that Spark cannot read.
        ScreeningError: what a worker met, or what Spark says of a job that failed; nothing is published.
    """
    started = perf_counter()
    assert isinstance(request.output, Path)
    _refuse_others(tables)
    run = _Run(screener, tables, way)
    progress.start("Screening rows on Spark", None)
    with staging(request.output) as private, _in_plain_words():
        staged = run.staged(private)
        sums = run.reconciled(staged)
        info = run_info_of(screener, tables, request, run.tally, run.counts)
        publish(run.answers(staged), request.output, info, f"Spark {way.session.version}", sums)
    progress.finish()
    return RunSummary(
        info=info,
        rows=run.tally.rows_in,
        names=run.tally.names,
        matching_seconds=run.tally.matching_seconds,
        total_seconds=perf_counter() - started,
        peak_bytes=None,
        quality=tuple(run.tally.quality.values()),
    )


def _refuse_others(tables: Sequence[Table]) -> None:
    others = [each.info.path for each in tables if each.info.format != "parquet"]
    if others:
        raise UsageError(
            f"Spark reads parquet files, and these are none: {', '.join(others)}",
            remedy="leave --engine spark out, or export them as parquet",
        )


class _Run:
    """One run: what is known of its inputs, and what its parts have come to."""

    def __init__(self, screener: Screener, tables: Sequence[Table], way: OnSpark) -> None:
        self._tables = tables
        self._way = way
        self._groups = groups_of(
            [each.path for each in tables],
            [each.info.path for each in tables],
            [_first_row(each) for each in tables],
        )
        self._rows = [sum(rows for _, rows in each.rows_of_sheets()) for each in tables]
        readings = tuple(reading for table in tables for reading in table.readings())
        self._order = Order(
            opened_anywhere(way.opening), ground_of(screener), readings, (), recorded=way.record is not None
        )
        self.tally, self.counts = Tally(), Counts(tables)

    def staged(self, private: Path) -> Path:
        """Screen everything into a folder, by kind; once more where another table was found to begin on a sheet."""
        place = private / "answers"
        self._write(self._order, place)
        begins = self._second_tables(place)
        if begins:
            place = private / "answers-again"
            self._write(replace(self._order, second_tables=begins), place)
        self._refuse_failed(place)
        return place

    def _frames(self, order: Order) -> Iterator[tuple[Any, Order, int]]:
        for group in self._groups:
            rows = sum(self._rows[number] for number in group.numbers)
            frame = linked(keyed(self._way.session, group), group.types)
            yield frame, replace(order, types=group.types), rows

    def _write(self, order: Order, place: Path) -> None:
        ordered = answered(list(self._frames(order))).sortWithinPartitions(*_PLACE)
        # No marker of Spark's own: the answers are good when they reconcile.
        writer = ordered.write.mode("error").partitionBy("kind")
        writer.option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false").parquet(str(place))

    def _read(self, place: Path, *kinds: str) -> Any:
        from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra, and slow to load

        frame = self._way.session.read.schema(SCHEMA).parquet(str(place))
        return frame.where(F.col("kind").isin(*kinds))

    def _refuse_failed(self, place: Path) -> None:
        told = self._read(place, FAILED).select("decision").distinct().limit(20).collect()
        errors = sorted({row["decision"] for row in told})
        if errors:
            raise refused(errors)

    def _second_tables(self, place: Path) -> dict[int, int]:
        """By sheet, the first row with which another table begins on it."""
        found: dict[int, int] = {}
        for row in self._read(place, PART).select("input", "decision").toLocalIterator():
            begins = unpacked(row["decision"]).second_table
            if begins:
                found[row["input"]] = min(begins, found.get(row["input"], begins))
        return found

    def reconciled(self, place: Path) -> Sums:
        """Take in the parts, in order, and hold every row that went out against those that came in. Raises ScreeningError where they differ."""
        parts = self._read(place, PART).orderBy(*_PLACE[1:]).select("decision")
        for row in parts.toLocalIterator():
            part = unpacked(row["decision"])
            self.tally.add(part.tally)
            self.counts.add(part.counts)
            if self._way.record is not None:
                self._way.record(part.answers)
        came = reduce(add, (_sums(keyed(self._way.session, each), KEYS[:2]) for each in self._groups))
        went = _sums(self._read(place, DECISION, SKIPPED), _PLACE[1:])
        if came != went or came.rows != sum(self._rows) or came.rows != self.tally.rows_in:
            raise ScreeningError(
                f"{came.rows:,} rows came in and {went.rows:,} went out, of {sum(self._rows):,} that were counted at first, "
                "or they are not the same rows",
                remedy="nothing was published: see that nobody changes the input while it is screened, and run again",
            )
        return went

    def answers(self, place: Path) -> Path:
        """The folder of the answers alone; without any, one of no rows."""
        found = place / f"kind={DECISION}"
        if not found.is_dir():
            empty = self._read(place, DECISION).drop("kind")
            empty.write.mode("error").parquet(str(found))
        return found


def _sums(frame: Any, key: Sequence[str]) -> Sums:
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra, and slow to load

    digests = F.sum(F.xxhash64(*key).cast("decimal(38,0)"))
    found = frame.agg(F.count(F.lit(1)).alias("rows"), digests.alias("keys")).first()
    return Sums(found["rows"], int(found["keys"] or 0))


def _first_row(table: Table) -> int:
    """The number of the first row below the header. Raises UsageError where the names of the columns are taken for a row."""
    header = table.info.sheets[0].header_row
    if header is None:
        raise UsageError(
            "the names of the columns are read as a row of data here, which Spark does not give",
            where=Location(table.info.path),
            remedy="leave --engine spark out, or name the columns",
        )
    return header + 1


def opened_anywhere(opening: Opening) -> Opening:
    """The same opening by absolute paths, for a process that runs in another folder."""
    lists = tuple(Path(each).absolute() if is_path(each) else each for each in opening.lists)
    return replace(
        opening,
        lists=lists,
        house_lists=tuple(each.absolute() for each in opening.house_lists),
        rules=tuple(each.absolute() for each in opening.rules),
        ownership=opening.ownership.absolute() if opening.ownership else None,
        workspace=opening.workspace or Workspace.at(),
    )


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """What Spark and Java say of a failure, in a line; a stop by Ctrl-C as of any run."""
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra, and slow to load

    try:
        yield
    except KeyboardInterrupt:
        raise RunStopped("stopped; nothing was published", remedy="run again") from None
    except (PySparkException, *java_errors()) as error:
        raise ScreeningError(
            f"the Spark job failed ({first_line(error)})",
            remedy="nothing was published; --debug shows what Spark says, and its workers' logs more",
        ) from error


def refused(told: Sequence[str]) -> ScreeningError:
    """What workers told of themselves as one error."""
    errors = [json.loads(each) for each in told]
    error = ScreeningError("\n".join(dict.fromkeys(each["message"] for each in errors)))
    error.exit_code = max(each["exit_code"] for each in errors)
    return error
