"""A folder of parquet files, as a cluster writes it: some of its files may hold no rows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def _written(path: Path, names: list[str]) -> Path:
    rows = arrow.table({"Name": arrow.array(names, arrow.string()), "Country": ["SE"] * len(names)})
    parquet.write_table(
        rows.cast(arrow.schema([("Name", arrow.string()), ("Country", arrow.string())])), path
    )
    return path


def test_a_file_without_rows_among_others_is_named_and_the_others_are_screened(
    screening: Callable[..., Done], tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    _written(parts / "part-0.parquet", ["Anna Berg", "Nils Holm"])
    _written(parts / "part-1.parquet", [])
    _written(parts / "part-2.parquet", ["Maria Lindqvist"])

    done = screening("run", parts, "-o", tmp_path / "out.jsonl", "--as-of", "2021-07-07")

    assert done.returncode == 0
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert "part-1.parquet" in done.stdout + done.stderr
    assert "the file holds no rows" in done.stdout + done.stderr


def test_files_that_all_hold_no_rows_are_no_run(screening: Callable[..., Done], tmp_path: Path) -> None:
    empty = [_written(tmp_path / f"part-{number}.parquet", []) for number in range(2)]

    done = screening("run", *empty, "-o", tmp_path / "out.jsonl", "--as-of", "2021-07-07")

    assert done.returncode == 2
    assert "part-0.parquet: has no rows below its header" in done.stderr
    assert "part-1.parquet: has no rows below its header" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
