"""`--engine spark`: what can be asked of it, and the run."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screening.pipeline import Screener
    from screening.progress import Progress
    from screening.report import ReportFormat
    from screening.runners import RunRequest
    from screening.runners.local import RunSummary
    from screening.runners.opening import Opening
    from screening.settings import Settings
    from screening.tables import Table

_LOCAL, _SPARK = "local", "spark"
_SUFFIX = "parquet"
_ALL_CORES = "local[*]"


@dataclass(frozen=True, slots=True)
class Spark:
    """A run on the Spark cluster at `master`."""

    master: str

    @property
    def format(self) -> "ReportFormat":
        """The format of each answer: a line of JSON in a parquet file."""
        from screening.report import ReportFormat

        return ReportFormat.JSONL

    def refuse(
        self,
        output: Path | None,
        format_: str | None,
        settings: "Settings",
        *,
        annotate: Path | None,
        redact: bool,
        resume: bool,
        jobs: int | None,
    ) -> None:
        """Raise UsageError for what only a run on this machine does, all of it at once."""
        asked = {
            "--annotate": annotate is not None,
            "--redact": redact,
            "--resume": resume,
            "--jobs": jobs is not None,
            "--as-of row": settings.by_row,
        }
        wrong = [name for name, given in asked.items() if given]
        if wrong:
            raise UsageError(
                f"with --engine spark there is no {', '.join(wrong)}",
                remedy="leave them or --engine spark out",
            )
        if output is None or output.suffix.lower() != f".{_SUFFIX}" or format_ not in (None, _SUFFIX):
            raise UsageError(
                "Spark writes a folder of parquet files", remedy="say where it goes: -o OUT.parquet"
            )
        if not output.absolute().parent.is_dir():
            raise UsageError(f"no folder '{output.parent}' to write into", remedy="make it first")
        if output.exists():
            raise UsageError(f"'{output}' stands there already", remedy="remove it, or give -o another name")

    def run(
        self,
        screener: "Screener",
        tables: "Sequence[Table]",
        request: "RunRequest",
        opening: "Opening",
        record: "Callable[[bytes], None] | None",
        progress: "Progress",
    ) -> "RunSummary":
        """Screen the tables on Spark. Raises ScreeningError; the output is whole or not there."""
        from screening.runners.spark import OnSpark, run_spark, session_at

        progress.start("Starting Spark", None)
        with session_at(self.master) as session:
            return run_spark(screener, tables, request, OnSpark(session, opening, record), progress=progress)


def spark_of(engine: str | None, master: str | None) -> Spark | None:
    """The run on Spark that is asked for, None for one on this machine. Raises UsageError for any other word."""
    if engine == _SPARK:
        return Spark(master or _ALL_CORES)
    if engine not in (None, _LOCAL):
        raise UsageError(f"no engine '{engine}'", remedy=f"use one of: {_LOCAL}, {_SPARK}")
    if master is not None:
        raise UsageError("--master is for --engine spark", remedy="add --engine spark, or leave --master out")
    return None
