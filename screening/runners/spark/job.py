"""A run on Spark: parquet files in, one folder of answers out, whole or absent."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
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
from screening.runners.spark.frames import File, Group, answered, groups_of, keyed, linked
from screening.runners.spark.output import Sums, publish, staging
from screening.runners.spark.session import INSTALL, first_line, java_errors
from screening.runners.spark.worker import DECISION, FAILED, KEYS, SCHEMA, SKIPPED, SUMS, Order, unpacked
from screening.runners.way import RunStopped
from screening.tables import Table
from screening.workspace import Workspace

# What an answer is sorted by: the columns of SCHEMA that hold its kind and its row's key.
_PLACE = ("kind", "input", "row")
_NARRATIVE = "narrative"
# How Python says that a worker does not have this program, or a part of it.
_NOT_THERE = "No module named 'screening"
# Sums of batches that are held at a time while they are taken in.
_AT_ONCE = 16


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
        if _texts_are_read(tables):
            # They were read elsewhere; what is looked for in them is told by the screener that has made itself ready.
            screener.texts.search("")
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


def _texts_are_read(tables: Sequence[Table]) -> bool:
    columns = (column for table in tables for sheet in table.info.sheets for column in sheet.columns)
    return any(column.field == _NARRATIVE and column.filled for column in columns)


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
        self._way = way
        self._groups = groups_of([_file(table, number) for number, table in enumerate(tables)])
        readings = tuple(reading for table in tables for reading in table.readings())
        opening, ground = opened_anywhere(way.opening), ground_of(screener)
        self._order = Order(opening, ground, readings, (), recorded=way.record is not None)
        self.tally, self.counts = Tally(), Counts(tables)

    def staged(self, private: Path) -> Path:
        """Screen everything into a folder, by kind; once more where another table was found to begin on a sheet."""
        place = private / "answers"
        self._write(self._order, place)
        _refuse_failed(place)
        begins = _second_tables(place)
        if begins:
            place = private / "answers-again"
            self._write(replace(self._order, second_tables=begins), place)
            _refuse_failed(place)
        return place

    def _write(self, order: Order, place: Path) -> None:
        answers = [
            answered(self._linked(each), replace(order, types=each.types), each.rows) for each in self._groups
        ]
        ordered = reduce(_union, answers).sortWithinPartitions(*_PLACE)
        # No marker of Spark's own: the answers are good when they reconcile.
        writer = ordered.write.mode("error").partitionBy("kind")
        writer.option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false").parquet(str(place))

    def _linked(self, group: Group) -> Any:
        return linked(keyed(self._way.session, group), group.types)

    def reconciled(self, place: Path) -> Sums:
        """Take in what every batch came to, in order, and hold the rows that went out against those that came in. Raises ScreeningError where they differ."""
        for row in _rows_of(place, SUMS):
            part = unpacked(row["decision"])
            self.tally.add(part.tally)
            self.counts.add(part.counts)
            if self._way.record is not None:
                self._way.record(part.answers)
        counted = sum(each.rows for each in self._groups)
        came, went = self._sums(place)
        if came != went or not came.rows == counted == self.tally.rows_in:
            raise ScreeningError(
                f"{came.rows:,} rows came in and {went.rows:,} went out, of {counted:,} that were counted at first; "
                "or they are not the same rows",
                remedy="nothing was published: see that nobody changes the input while it is screened, and run again",
            )
        return went

    def _sums(self, place: Path) -> tuple[Sums, Sums]:
        """Of the rows that lie in the input, and of those that lie in the output."""
        from pyspark.sql import functions as F  # noqa: N812, PLC0415 - an extra, and slow to load

        session, (name, row) = self._way.session, KEYS[:2]
        came = [
            keyed(session, each).select(F.lit(0).alias("side"), F.xxhash64(name, row).alias("key"))
            for each in self._groups
        ]
        staged = session.read.schema(SCHEMA).parquet(str(place))
        answered = staged.where(F.col("kind").isin(DECISION, SKIPPED))
        went = answered.select(F.lit(1).alias("side"), F.xxhash64(*_PLACE[1:]).alias("key"))
        keys = F.sum(F.col("key").cast("decimal(38,0)")).alias("keys")
        rows = reduce(_union, [*came, went]).groupBy("side").agg(F.count(F.lit(1)).alias("rows"), keys)
        found = {each["side"]: Sums(each["rows"], int(each["keys"])) for each in rows.collect()}
        return found.get(0, Sums(0, 0)), found.get(1, Sums(0, 0))

    def answers(self, place: Path) -> Path:
        """The folder of the answers alone; without any, one of no rows."""
        found = place / f"kind={DECISION}"
        if not found.is_dir():
            empty = self._way.session.createDataFrame([], SCHEMA).drop("kind")
            empty.write.mode("error").parquet(str(found))
        return found


def _union(left: Any, right: Any) -> Any:
    return left.unionByName(right)


def _rows_of(place: Path, kind: str) -> Iterator[dict[str, Any]]:
    """The staged rows of a kind, in their order: file after file, as the tasks were numbered by the keys of their rows."""
    from pyarrow import parquet  # noqa: PLC0415 - an extra, and slow to load

    for path in sorted((place / f"kind={kind}").glob("part-*.parquet")):
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_AT_ONCE, columns=["input", "decision"]):
                yield from batch.to_pylist()


def _refuse_failed(place: Path) -> None:
    told = sorted({row["decision"] for row in _rows_of(place, FAILED)})
    if told:
        raise _refused(told)


def _second_tables(place: Path) -> dict[int, int]:
    """By sheet, the first row with which another table begins on it."""
    found: dict[int, int] = {}
    for row in _rows_of(place, SUMS):
        begins = unpacked(row["decision"]).second_table
        if begins:
            found[row["input"]] = min(begins, found.get(row["input"], begins))
    return found


def _file(table: Table, number: int) -> File:
    rows = sum(rows for _, rows in table.rows_of_sheets())
    return File(table.path, number, table.info.path, _first_row(table), rows)


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
        raise failed(error) from error


def failed(error: Exception) -> ScreeningError:
    """What the user is told of an error of Spark's own, or of a worker that could not even begin."""
    told = first_line(error)
    remedy = "nothing was published; --debug shows what Spark says, and its workers' logs more"
    if _NOT_THERE in told:
        remedy = f"nothing was published; install this program, with its extra, on every worker: {INSTALL}"
    return ScreeningError(f"the Spark job failed ({told})", remedy=remedy)


def _refused(told: Sequence[str]) -> ScreeningError:
    """What workers told of themselves as one error."""
    errors = [json.loads(each) for each in told]
    error = ScreeningError("\n".join(dict.fromkeys(each["message"] for each in errors)))
    error.exit_code = max(each["exit_code"] for each in errors)
    return error
