"""Parquet files that are not as they should be: every row is accounted for, and the exit code says what became of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

_NAMES = ["Harbour Bakery Ltd", "Maria Lindqvist", "Konstantin Kilimnick"]
Screening = Callable[..., Any]


def _write(path: Path, columns: dict[str, Any]) -> Path:
    parquet.write_table(pa.table(columns), path)
    return path


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("names", "verdict"),
    [
        (pa.array([40817810099, 40817810100, 7_000_000]), "not_screened"),
        (pa.array([True, False, None]), "not_screened"),
        (pa.nulls(3, pa.string()), "not_screened"),
    ],
    ids=["numbers", "flags", "nothing"],
)
def test_names_of_a_wrong_type_leave_each_of_their_rows_unscreened(
    screening: Screening, tmp_path: Path, names: pa.Array, verdict: str
) -> None:
    path = _write(tmp_path / "in.parquet", {"Ref": ["A", "B", "C"], "Beneficiary": names})

    done = screening("run", path, "-o", "out.jsonl", "--map", "Beneficiary=beneficiary")

    rows = _rows(tmp_path / "out.jsonl")
    assert [row["row"] for row in rows] == [2, 3, 4]
    assert all(row["verdict"] == verdict for row in rows if row["parties"] == [])
    assert done.returncode == 4, done.stderr


def test_a_fact_of_a_wrong_type_is_unknown_and_its_row_is_screened(
    screening: Screening, tmp_path: Path
) -> None:
    path = _write(
        tmp_path / "in.parquet",
        {"Beneficiary": _NAMES, "Trade Date": ["soon", "12.5", "2021-13-41"], "Amount": ["much", "", "12"]},
    )

    done = screening("run", path, "-o", "out.jsonl", "--yes")

    rows = _rows(tmp_path / "out.jsonl")
    assert done.returncode == 3, done.stderr
    assert [row["facts"]["trade_date"]["value"] for row in rows] == [None, None, None]
    assert all(row["facts"]["trade_date"]["problem"] for row in rows)
    assert rows[2]["verdict"] == "review"


def test_row_groups_without_rows_leave_no_gap_between_the_others(
    screening: Screening, tmp_path: Path
) -> None:
    table = pa.table({"Beneficiary": _NAMES})
    with parquet.ParquetWriter(tmp_path / "in.parquet", table.schema) as writer:
        for part in (
            table.slice(0, 0),
            table.slice(0, 1),
            table.slice(0, 0),
            table.slice(1),
            table.slice(0, 0),
        ):
            writer.write_table(part)

    done = screening("run", "in.parquet", "-o", "out.jsonl")

    rows = _rows(tmp_path / "out.jsonl")
    assert [(row["row"], row["parties"][0]["name"]) for row in rows] == list(enumerate(_NAMES, 2))
    assert "Rows: 3 in = 3 screened" in done.stderr
    assert done.returncode == 3, done.stderr


def test_a_file_without_any_row_is_an_error_that_says_so(screening: Screening, tmp_path: Path) -> None:
    _write(tmp_path / "in.parquet", {"Beneficiary": pa.array([], pa.string())})

    done = screening("run", "in.parquet", "-o", "out.jsonl")

    assert done.returncode == 2
    assert "no rows" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("damage", ["cut short", "no such file format", "a page overwritten"])
def test_a_damaged_file_among_good_ones_is_named_and_no_report_is_made_of_the_others(
    screening: Screening, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "payments"
    folder.mkdir()
    for name in ("a.parquet", "b.parquet", "c.parquet"):
        _write(folder / name, {"Beneficiary": _NAMES * 200})
    whole = (folder / "b.parquet").read_bytes()
    told = {
        "cut short": whole[:-30],
        "no such file format": b"PAR1" + bytes(200) + b"PAR1",
        "a page overwritten": whole[:60] + bytes(40) + whole[100:],
    }
    (folder / "b.parquet").write_bytes(told[damage])

    done = screening("run", folder, "-o", "out.jsonl")

    assert done.returncode == 2, done.stderr
    assert "b.parquet" in done.stderr
    assert "a.parquet" not in done.stderr
    assert "damaged or cut short" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
