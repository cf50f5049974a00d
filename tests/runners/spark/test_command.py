"""`screening run --engine spark` as its user meets it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done
from tests.runners.spark.conftest import CLUSTER, LISTS, answers
from tests.runners.spark.test_same_answers import payments

spark = pytest.mark.spark
LIST = ("--list", str(LISTS / "ofac-sdn-csv"), "--as-of", "2021-07-07", "--actor", "us_bank")


@spark
@pytest.mark.filterwarnings("default")
def test_the_command_screens_a_folder_and_leaves_what_a_run_here_leaves(
    session: Any, screening: Callable[..., Done], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    payments(folder / "a.parquet", 400)
    payments(folder / "b.parquet", 300)

    here = screening("run", folder, "-o", "here.jsonl", *LIST)
    there = screening("run", folder, "-o", "there.parquet", "--engine", "spark", "--master", CLUSTER, *LIST)

    assert there.returncode == here.returncode
    assert answers(tmp_path / "there.parquet") == (tmp_path / "here.jsonl").read_text("utf-8").splitlines()
    assert _balance(there) == _balance(here)
    assert (tmp_path / "there.parquet" / "_SUCCESS").exists()
    assert screening("audit", "verify").returncode == 0


def _balance(done: Done) -> list[str]:
    return [line for line in done.stderr.splitlines() if line.startswith(("Rows", "Control", "Data"))]


@spark
@pytest.mark.filterwarnings("default")
def test_a_damaged_file_among_good_ones_stops_the_run_before_it_begins(
    session: Any, screening: Callable[..., Done], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    payments(folder / "a.parquet", 400)
    whole = payments(folder / "b.parquet", 400).read_bytes()
    (folder / "b.parquet").write_bytes(whole[: len(whole) // 2])

    done = screening("run", folder, "-o", "there.parquet", "--engine", "spark", "--master", CLUSTER, *LIST)

    assert done.returncode == 2
    assert "b.parquet: is a Parquet file that is damaged or cut short" in done.stderr
    assert not (tmp_path / "there.parquet").exists()


@spark
@pytest.mark.filterwarnings("default")
def test_a_list_that_cannot_be_read_is_told_without_a_word_of_java(
    java: str, screening: Callable[..., Done], tmp_path: Path
) -> None:
    payments(tmp_path / "a.parquet", 40)
    (tmp_path / "sdn.xml").write_text("<sdnList>", encoding="utf-8")

    done = screening("run", "a.parquet", "-o", "out.parquet", "--engine", "spark", "--list", "sdn.xml")

    assert done.returncode == 4
    assert "sdn.xml" in done.stderr
    assert "java" not in done.stderr.casefold()


@spark
def test_spark_connect_gives_the_same_answers(
    connect: str, screening: Callable[..., Done], tmp_path: Path
) -> None:
    payments(tmp_path / "a.parquet", 3_000)
    screening("run", "a.parquet", "-o", "here.jsonl", *LIST)

    done = subprocess.run(
        [sys.executable, "-m", "screening", "run", "a.parquet", "-o", "there.parquet", "--engine", "spark", "--master", connect, *LIST],
        cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 4, done.stderr
    assert answers(tmp_path / "there.parquet") == (tmp_path / "here.jsonl").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def connect(java: str) -> Iterator[str]:
    """A Connect server of two cores on this machine."""
    import pyspark

    home = Path(pyspark.__file__).parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [home / "bin" / "spark-submit", "--master", "local[2]", "--conf", f"spark.connect.grpc.binding.port={port}",
         "--conf", "spark.ui.enabled=false", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"],
        env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.2)
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _environment() -> dict[str, str]:
    code = str(Path(__file__).parents[3])
    return {**os.environ, "PYTHONPATH": code, "PYSPARK_PYTHON": sys.executable}


def test_without_pyspark_the_command_says_how_to_install_it(
    screening: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    payments(tmp_path / "a.parquet", 40)
    monkeypatch.setattr("screening.runners.spark.session.find_spec", lambda name: None)

    done = screening("run", "a.parquet", "-o", "out.parquet", "--engine", "spark")

    assert done.returncode == 2
    assert 'not installed; pip install "sanctions-screening[spark]"' in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a program of one line")
def test_without_a_java_of_its_time_the_command_says_which_is_needed(
    screening: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    payments(tmp_path / "a.parquet", 40)
    monkeypatch.setattr("screening.runners.spark.session.find_spec", lambda name: name)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    ask = ("run", "a.parquet", "-o", "out.parquet", "--engine", "spark")

    none = screening(*ask)
    (tmp_path / "bin").mkdir()
    java = tmp_path / "bin" / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n", encoding="utf-8")
    java.chmod(0o700)
    old = screening(*ask)

    assert none.returncode == old.returncode == 2
    assert "Spark needs Java, and there is none; install Java 17 or newer" in none.stderr
    assert f"Spark needs Java 17 or newer, and '{java}' is Java 11" in old.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "out.xlsx"], "Spark writes a folder of parquet files"),
        ([], "Spark writes a folder of parquet files"),
        (
            ["-o", "out.parquet", "--resume", "--jobs", "2"],
            "with --engine spark there is no --resume, --jobs",
        ),
        (["-o", "out.parquet", "--as-of", "row"], "with --engine spark there is no --as-of row"),
        (["-o", "nowhere/out.parquet"], "no folder 'nowhere'"),
        (["-o", "a.parquet"], "'a.parquet' stands there already"),
    ],
)
def test_what_only_a_run_here_does_is_refused_before_anything_starts(
    screening: Callable[..., Done], tmp_path: Path, options: list[str], said: str
) -> None:
    payments(tmp_path / "a.parquet", 40)

    done = screening("run", "a.parquet", "--engine", "spark", *options)

    assert done.returncode == 2
    assert said in done.stderr


def test_an_engine_that_does_not_exist_and_a_master_without_spark_are_refused(
    screening: Callable[..., Done], tmp_path: Path
) -> None:
    payments(tmp_path / "a.parquet", 40)

    other = screening("run", "a.parquet", "--engine", "ray")
    alone = screening("run", "a.parquet", "--master", "local[2]")

    assert "no engine 'ray'; use one of: local, spark" in other.stderr
    assert "--master is for --engine spark" in alone.stderr
