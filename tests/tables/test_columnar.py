"""Parquet files: typed columns keep their types, and what no cell can hold is refused by name."""

import builtins
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from screening.errors import TableError
from screening.model import DateSpan, Record, Vocabulary
from screening.tables import open_table

Read = Callable[..., list[Record]]


def _write(folder: Path, columns: dict[str, Any], name: str = "table.parquet") -> Path:
    parquet.write_table(pa.table(columns), folder / name)
    return folder / name


def test_typed_columns_keep_their_types(tmp_path: Path, records: Read) -> None:
    path = _write(
        tmp_path,
        {
            "Ref": pa.array([40817810099910004312 % 10**18, 7], pa.int64()),
            "Beneficiary": pa.array(["Ivan Petrov", "A Bank"]).dictionary_encode(),
            "Amount": pa.array([Decimal("1.234"), Decimal("1000.000")], pa.decimal128(12, 3)),
            "Trade date": pa.array([dt.date(2021, 6, 14), None]),
            "Settlement date": pa.array([1623715200000000001, None], pa.timestamp("ns", "UTC")),
        },
    )

    first, second = records(path)

    assert (first.row, second.row) == (2, 3)
    assert first.record_id == "817810099910004312"
    assert first.parties[0].name == "Ivan Petrov"
    assert first.facts["amount"].value == Decimal("1.234")
    assert second.facts["amount"].value == Decimal(1000)
    assert first.facts["trade_date"].value == DateSpan.day(dt.date(2021, 6, 14))
    assert first.facts["settlement_date"].value == DateSpan.day(dt.date(2021, 6, 15))
    assert second.facts["trade_date"].problem == "blank cell"


def test_a_parquet_file_is_known_by_its_bytes_and_read_in_batches(tmp_path: Path, records: Read) -> None:
    path = _write(tmp_path, {"Name": [f"Ivan Petrov {n}" for n in range(5_000)]}, "table.csv")

    found = records(path)

    assert [record.row for record in found] == list(range(2, 5_002))
    assert found[-1].parties[0].name == "Ivan Petrov 4999"


def test_columns_that_no_cell_can_hold_are_refused_all_at_once(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = _write(tmp_path, {"Name": ["A"], "Tags": [["x"]], "Raw": [b"\xff"], "Part": [{"a": 1}]})

    with pytest.raises(TableError, match=r"'Tags'.*'Raw' \(binary\).*'Part'"):
        open_table(path, vocabulary)


def test_a_damaged_parquet_file_is_an_error_and_never_a_shorter_table(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = _write(tmp_path, {"Name": [f"Ivan Petrov {n}" for n in range(500)]})
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:-20], whole[:100] + bytes(60) + whole[160:]):
        path.write_bytes(damaged)

        with pytest.raises(TableError, match="damaged"):
            list(open_table(path, vocabulary).rows())


def test_without_its_package_the_way_to_install_it_is_said(
    tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path, {"Name": ["A"]})
    whole = builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)

    with pytest.raises(TableError, match=r"sanctions-screening\[parquet\]"):
        open_table(path, vocabulary)
