"""A run that is stopped or killed leaves no report and no process behind, and goes on to the same bytes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

NAMES = (
    "Harbour Bakery",
    "Maria Lindqvist",
    "Konstantin Kilimnick",
    "Garden Tools Ltd",
    "Internet Research Agency",
)
ROWS = 145_000
"""So many that a run which has finished two chunks of them is far from done, on any machine."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "names.csv"
    rows = (f"{NAMES[at % 5]} {at % 997},GB" for at in range(ROWS))
    path.write_text("\n".join(["Name,Country", *rows]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("whole")
    subprocess.run(command(source, folder, "--jobs", "1"), capture_output=True, check=False)
    return (folder / "out.jsonl").read_bytes()


def command(source: Path, folder: Path, *more: str) -> list[str]:
    place = ("--workspace", str(folder / "workspace"), "--no-journal", "--as-of", "2021-07-07")
    return [
        sys.executable,
        "-m",
        "screening",
        "run",
        str(source),
        "-o",
        str(folder / "out.jsonl"),
        *place,
        *more,
    ]


@contextmanager
def begun(source: Path, folder: Path, parts: int) -> Iterator[subprocess.Popen[str]]:
    """A run with two processes that has finished so many chunks."""
    process = subprocess.Popen(command(source, folder, "--jobs", "2"), stderr=subprocess.PIPE, text=True)
    wait_until(
        lambda: (
            len(list((folder / "workspace" / "runs").rglob("*.part"))) >= parts or process.poll() is not None
        )
    )
    assert process.poll() is None
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def wait_until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def descendants(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(each) for each in told.split()]


def is_alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc for the processes of a run")
def test_no_worker_outlives_a_killed_run_which_then_goes_on_to_the_same_bytes(
    source: Path, whole: bytes, tmp_path: Path
):
    with begun(source, tmp_path, random.Random(os.getpid()).randint(1, 3)) as run:
        workers = descendants(run.pid)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        wait_until(lambda: not any(map(is_alive, workers)))
    left = (tmp_path / "out.jsonl").exists()

    resumed = subprocess.run(
        command(source, tmp_path, "--resume"), capture_output=True, text=True, check=False
    )

    assert len(workers) >= 2
    assert not left
    assert "begins with the first row" not in resumed.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == whole


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc for the processes of a run")
def test_a_worker_that_is_killed_is_replaced_and_the_result_is_the_same(
    source: Path, whole: bytes, tmp_path: Path
):
    with begun(source, tmp_path, 1) as run:
        os.kill(max(descendants(run.pid)), signal.SIGKILL)
        run.communicate()

    assert (tmp_path / "out.jsonl").read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no interrupt to one process")
def test_ctrl_c_says_how_far_the_run_came_and_leaves_with_130(source: Path, whole: bytes, tmp_path: Path):
    with begun(source, tmp_path, 2) as run:
        run.send_signal(signal.SIGINT)
        _, told = run.communicate()
    left = [each.name for each in tmp_path.iterdir()]

    resumed = subprocess.run(command(source, tmp_path, "--resume"), capture_output=True, check=False)

    assert run.returncode == 130
    assert (
        f"0,000 of {ROWS:,} rows; no report was written; the same command with --resume goes on from there"
        in told
    )
    assert left == ["workspace"]
    assert resumed.returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes() == whole
