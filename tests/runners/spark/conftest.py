"""A real cluster on this machine: two executors of one core each, in processes of their own."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from screening.report import ReportFormat
from screening.runners import RunRequest, RunSummary, run_local
from screening.runners.local import open_tables
from screening.runners.opening import Opening
from screening.settings import Settings
from screening.tables import TableOptions
from screening.workspace import Workspace

LISTS = Path(__file__).parents[3] / "fixtures" / "lists"
CLUSTER = "local-cluster[2,1,1024]"


@pytest.fixture(scope="session")
def java() -> str:
    """Java and pyspark; where one of them is absent, the tests are skipped, visibly."""
    pytest.importorskip("pyspark", reason="pyspark is not installed (requirements-spark.lock)")
    found = shutil.which("java")
    if found is None:
        pytest.skip("there is no Java on this machine")
    return found


@pytest.fixture(scope="session")
def session(java: str) -> Iterator[Any]:
    from screening.runners.spark import session_at

    with session_at(CLUSTER) as begun:
        yield begun


@pytest.fixture(scope="session")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Opening:
    place = Workspace.at(tmp_path_factory.mktemp("cluster") / "workspace")
    settings = Settings(as_of=date(2021, 7, 7), actor="us_bank")
    return Opening(settings, (LISTS / "ofac-sdn-csv",), workspace=place, allow_stale=True)


@dataclass(frozen=True)
class Both:
    """One input screened on this machine and on Spark."""

    here: list[str]
    there: list[str]
    summary_here: RunSummary
    summary_there: RunSummary
    output: Path


@pytest.fixture
def both(session: Any, opening: Opening, tmp_path: Path) -> Callable[..., Both]:
    """Screen parquet files both ways."""

    def screen(*inputs: Path, options: TableOptions = TableOptions()) -> Both:  # noqa: B008 - frozen
        local = locally(opening, inputs, tmp_path / "here.jsonl", options)
        target = tmp_path / "there.parquet"
        spread = on_spark(session, opening, inputs, target, options)
        return Both(lines_of(tmp_path / "here.jsonl"), answers(target), local, spread, target)

    return screen


def locally(opening: Opening, inputs: Sequence[Path], output: Path, options: TableOptions) -> RunSummary:
    screener = opening.open()
    tables = open_tables(screener, inputs, options)
    return run_local(screener, tables, RunRequest(tuple(inputs), output, ReportFormat.JSONL, options))


def lines_of(output: Path) -> list[str]:
    """The lines of a run on this machine."""
    return output.read_text(encoding="utf-8").split("\n")[:-1]


def on_spark(
    session: Any, opening: Opening, inputs: Sequence[Path], output: Path, options: TableOptions
) -> RunSummary:
    from screening.runners.spark import OnSpark, run_spark

    screener = opening.open()
    tables = open_tables(screener, inputs, options)
    request = RunRequest(tuple(inputs), output, ReportFormat.JSONL, options)
    return run_spark(screener, tables, request, OnSpark(session, opening))


def answers(output: Path) -> list[str]:
    """The lines of the answers, file after file, as they lie there."""
    return list(answers_in_turn(output))


def answers_in_turn(output: Path) -> Iterator[str]:
    """The same lines, few of them held at a time."""
    from pyarrow import parquet

    for each in sorted(output.glob("part-*.parquet")):
        with parquet.ParquetFile(each) as file:
            for batch in file.iter_batches(10_000, columns=["decision"]):
                yield from batch.column(0).to_pylist()
