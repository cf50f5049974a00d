"""Files read by a process of their own: every kind of cell comes over as it is, and what cannot be limited is said."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from screening.errors import TableError
from screening.model import Record, Vocabulary
from screening.tables import TableOptions, child, open_book, open_table

_APART = TableOptions(untrusted=True)


def _cells(path: Path, options: TableOptions) -> list[list[Any]]:
    book = open_book(path, options, lambda texts: float(len(texts)))
    return [row.values for grid in book.grids for row in grid.rows()]


def test_every_kind_of_cell_comes_over_as_it_is(tmp_path: Path) -> None:
    sheet = openpyxl.Workbook()
    columns: list[tuple[Any, ...]] = [
        ("Ivan Petrov", "Ѳ 龍 \u2028", "a unit separator, as Excel writes it: _x001F_"),
        (1.5, 7, -3e300),
        (dt.date(2021, 6, 14), None, dt.date(1999, 1, 1)),
        (dt.datetime.fromisoformat("2021-06-14T23:59:59"), dt.time(7, 30), True),
        (1.5, "text", None),
    ]
    for row in zip(*columns, strict=True):
        sheet.worksheets[0].append(row)
    path = tmp_path / "kinds.xlsx"
    sheet.save(path)

    assert _cells(path, _APART) == _cells(path, TableOptions())


def test_a_parquet_file_is_read_apart_with_its_types(
    tmp_path: Path, records: Callable[..., list[Record]]
) -> None:
    path = tmp_path / "table.parquet"
    columns = {
        "Beneficiary": [f"Ivan Petrov {n}" for n in range(3_000)],
        "Amount": pa.array([Decimal("1.234")] * 3_000, pa.decimal128(12, 3)),
        "Trade date": [dt.date(2021, 6, 14)] * 3_000,
        "Rate": [float("inf"), None, 0.5] * 1_000,
    }
    parquet.write_table(pa.table(columns), path)

    assert _cells(path, _APART) == _cells(path, TableOptions())
    assert records(path, _APART) == records(path)


def test_a_damaged_parquet_file_is_refused_in_its_own_words(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "table.parquet"
    parquet.write_table(pa.table({"Name": [f"Ivan Petrov {n}" for n in range(500)]}), path)
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:100] + bytes(60) + whole[160:]):
        path.write_bytes(damaged)

        with pytest.raises(TableError, match="a Parquet file that is damaged"):
            list(open_table(path, vocabulary, _APART).rows())


def test_a_system_that_sets_no_limit_is_said(
    tmp_path: Path, workbook: Callable[..., Path], vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook({"A": [["Name"], ["Ivan Petrov"]], "B": [["Name"], ["Ann Lee"]]})
    elsewhere = tmp_path / "child.py"
    ours = Path(child.__file__).read_text(encoding="utf-8")
    elsewhere.write_text(ours.replace("import resource", "import no_such_module"), encoding="utf-8")

    limited = open_table(path, vocabulary, _APART)
    monkeypatch.setattr(child, "__file__", str(elsewhere))
    unlimited = open_table(path, vocabulary, _APART)

    assert [sheet.notes for sheet in limited.info.sheets] == [(), ()]
    assert ["without a limit on its memory" in "".join(sheet.notes) for sheet in unlimited.info.sheets] == [
        True,
        False,
    ]
    assert list(unlimited.rows()) == list(limited.rows())
