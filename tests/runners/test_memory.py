"""The memory of a run does not grow with its rows."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.transactions import write_csv

LISTS = Path(__file__).parents[2] / "fixtures" / "lists"
_RUN = """
import contextlib, sys
from screening.cli import main
from screening.runners.memory import peak_memory
with contextlib.suppress(SystemExit):
    main()
print(peak_memory() or 0)
"""


def _peak(source: Path, workspace: Path) -> int:
    words = ["run", source, "-o", source.with_suffix(".jsonl"), "--list", LISTS / "ofac-sdn-csv", "--as-of", "2021-07-07"]  # fmt: skip
    command = [sys.executable, "-c", _RUN, *map(str, words), "--workspace", str(workspace)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert source.with_suffix(".jsonl").exists(), done.stderr
    return int(done.stdout.split()[-1])


def _thrice(source: Path, target: Path) -> None:
    """The same customers' payments three times over, each with a reference of its own."""
    header, *lines = source.read_text(encoding="utf-8").splitlines()
    rows = (f"{turn}{line}" for turn in "123" for line in lines)
    target.write_text("\n".join([header, *rows]), encoding="utf-8")


@pytest.mark.slow
def test_three_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    once, thrice = tmp_path / "once.csv", tmp_path / "thrice.csv"
    write_csv(once, 100_000)
    _thrice(once, thrice)

    peaks = [_peak(each, tmp_path / "workspace") for each in (once, thrice)]

    if not peaks[0]:
        pytest.skip("this system does not tell how much memory a process has held")
    assert peaks[1] <= 1.15 * peaks[0]
