"""What goes wrong on a cluster: it goes on with the same result, or says why in the program's own words and publishes nothing."""

import contextlib
import os
import re
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from screening.errors import ScreeningError, TableError, UsageError
from screening.report import ReportFormat
from screening.runners import RunRequest
from screening.runners.local import open_tables
from screening.runners.opening import Opening
from screening.tables import TableOptions
from tests.runners.spark.conftest import Both, answers, lines_of, locally, on_spark
from tests.runners.spark.test_same_answers import payments

HOUSE = Path(__file__).parents[3] / "fixtures" / "rules" / "house"

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_a_worker_that_is_killed_in_mid_run_changes_nothing(
    session: Any, opening: Opening, tmp_path: Path
) -> None:
    path = payments(tmp_path / "payments.parquet", 60_000)
    locally(opening, [path], tmp_path / "here.jsonl", TableOptions())
    killed: list[int] = []
    ended = threading.Event()
    killer = threading.Thread(target=_kill_one_at_work, args=(killed, ended))

    killer.start()
    on_spark(session, opening, [path], tmp_path / "there.parquet", TableOptions())
    ended.set()
    killer.join()

    assert killed
    assert answers(tmp_path / "there.parquet") == lines_of(tmp_path / "here.jsonl")


def _kill_one_at_work(killed: list[int], ended: threading.Event) -> None:
    """Kill a Python worker of this process's cluster that has used half a second of processor time more than when it was first seen."""
    seen: dict[int, float] = {}
    while not killed and not ended.wait(0.05):
        for process in _python_workers():
            with contextlib.suppress(OSError, ValueError, IndexError):
                used = _processor_time(process)
                if used - seen.setdefault(process, used) > 0.5:
                    os.kill(process, signal.SIGKILL)
                    killed.append(process)
                    return


def _python_workers() -> list[int]:
    parents = {}
    daemons = set()
    for each in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            process = int(each.name)
            parents[process] = int(_stat(process)[1])
            if "pyspark.daemon" in (each / "cmdline").read_text(encoding="utf-8", errors="replace"):
                daemons.add(process)

    def ours(process: int) -> bool:
        while process > 1:
            if process == os.getpid():
                return True
            process = parents.get(process, 0)
        return False

    return [each for each in daemons if parents[each] in daemons and ours(each)]


def _stat(process: int) -> list[str]:
    text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    return text.rpartition(")")[2].split()


def _processor_time(process: int) -> float:
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_rule_that_changes_before_a_worker_reads_it_stops_the_run_with_nothing_published(
    session: Any, opening: Opening, tmp_path: Path
) -> None:
    from screening.runners.spark import OnSpark, run_spark

    rules = tmp_path / "rules"
    shutil.copytree(HOUSE, rules)
    ours = replace(opening, rules=(rules,))
    source = payments(tmp_path / "payments.parquet", 50)
    output = tmp_path / "out.parquet"
    screener = ours.open()
    tables = open_tables(screener, [source], TableOptions())
    broken = next(rules.rglob("*.yaml"))
    broken.write_text("unheard-of: 1\n", encoding="utf-8")

    with pytest.raises(ScreeningError, match=re.escape(broken.name)):
        run_spark(
            screener,
            tables,
            RunRequest((source,), output, ReportFormat.JSONL, TableOptions()),
            OnSpark(session, ours),
        )

    assert sorted(each.name for each in tmp_path.iterdir()) == ["payments.parquet", "rules"]


def test_a_list_that_changes_before_a_worker_reads_it_stops_the_run(
    session: Any, opening: Opening, tmp_path: Path
) -> None:
    from screening.runners.spark import OnSpark, run_spark

    source = payments(tmp_path / "payments.parquet", 50)
    screener = opening.open()
    tables = open_tables(screener, [source], TableOptions())
    other = replace(opening, lists=(opening.lists[0], Path(str(opening.lists[0])).parent / "un-sc-xml"))

    with pytest.raises(ScreeningError, match="was changed while the run went on"):
        run_spark(
            screener,
            tables,
            RunRequest((source,), tmp_path / "out.parquet", ReportFormat.JSONL, TableOptions()),
            OnSpark(session, other),
        )

    assert [each.name for each in tmp_path.iterdir()] == ["payments.parquet"]


def test_an_output_that_stands_there_is_never_replaced(both: Callable[..., Both], tmp_path: Path) -> None:
    (tmp_path / "there.parquet").mkdir()

    with pytest.raises(UsageError, match="stands there already"):
        both(payments(tmp_path / "payments.parquet", 50))


def test_a_column_that_spark_cannot_read_is_named(both: Callable[..., Both], tmp_path: Path) -> None:
    path = tmp_path / "times.parquet"
    parquet.write_table(pa.table({"Name": ["Anna Berg"], "At": pa.array([1], pa.time64("us"))}), path)

    with pytest.raises(TableError, match=r"columns that Spark cannot read: 'At' \(time64\[us\]\)"):
        both(path)


def test_a_file_that_changes_while_it_is_screened_is_not_reconciled(
    session: Any, opening: Opening, tmp_path: Path
) -> None:
    from screening.runners.spark import OnSpark, run_spark

    source = payments(tmp_path / "payments.parquet", 50)
    screener = opening.open()
    tables = open_tables(screener, [source], TableOptions())
    payments(source, 60)

    with pytest.raises(ScreeningError, match=r"60 rows came in and 60 went out, of 50 that were counted"):
        run_spark(
            screener,
            tables,
            RunRequest((source,), tmp_path / "out.parquet", ReportFormat.JSONL, TableOptions()),
            OnSpark(session, opening),
        )

    assert [each.name for each in tmp_path.iterdir()] == ["payments.parquet"]
