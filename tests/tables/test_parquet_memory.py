"""A parquet file is read in pieces, in however many row groups it lies."""

import subprocess
import sys
from pathlib import Path

import pytest

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

_ROWS = 1_000_000
_MEGABYTES = 70
"""The file has 95 MB: read whole, or kept row group by row group, it would take more."""
_READ = """
import sys
from pathlib import Path
from screening.runners.memory import peak_memory
from screening.tables.columnar import open_parquet
from screening.tables.source import source_of
grid = open_parquet(source_of(Path(sys.argv[1]))).grids[0]
print(peak_memory() or 0)
rows = sum(1 for _ in grid.rows())
print(peak_memory() or 0)
"""


@pytest.mark.slow
@pytest.mark.parametrize("row_group", [10_000, _ROWS], ids=["many row groups", "one row group"])
def test_a_file_is_never_held_whole(tmp_path: Path, row_group: int) -> None:
    path = tmp_path / "rows.parquet"
    # Texts that no dictionary shortens.
    texts = arrow.array([f"{number * 7919 % 10**12:012d}" * 8 for number in range(_ROWS)])
    parquet.write_table(arrow.table({"Name": texts}), path, row_group_size=row_group, compression="none")

    command = [sys.executable, "-c", _READ, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    opened, read = (int(line) for line in done.stdout.split())
    if not opened:
        pytest.skip("this system does not tell how much memory a process has held")
    assert read - opened < _MEGABYTES << 20
