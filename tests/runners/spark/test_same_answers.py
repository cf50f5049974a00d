"""On Spark every row gets the answer that it gets on this machine, byte for byte and in the same order."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from screening.resources import demo_dir
from screening.runners.opening import Opening
from screening.runners.spark.frames import ROWS_OF_A_TASK
from screening.tables import TableOptions
from tests.runners.spark.conftest import Both, answers_in_turn, locally, on_spark

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]

MANY = 1_000_000

NAMES = (
    "Harbour Bakery Ltd",
    "SECONDEYE SOLUTION",
    "Maria Lindqvist",
    "Konstantin Kilimnick",
    "Igor Ivanovich Sechin",
    None,
    "FORWARDERZ",
)


def demo(name: str, place: Path) -> Path:
    """A demo workbook as the parquet file that an export of it would be."""
    sheet = openpyxl.load_workbook(demo_dir() / f"{name}.xlsx", data_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next(place for place, row in enumerate(rows) if sum(cell is not None for cell in row) > 5)
    columns = {str(header): [row[n] for row in rows[top + 1 :]] for n, header in enumerate(rows[top])}
    path = place / f"{name}.parquet"
    parquet.write_table(pa.table({header: _column(cells) for header, cells in columns.items()}), path)
    return path


def _column(cells: Sequence[object]) -> pa.Array:
    try:
        return pa.array(cells)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if cell is None else str(cell) for cell in cells])


def payments(path: Path, rows: int, *, row_group: int | None = None) -> Path:
    """Rows of every kind: clear, listed, without a name, blank, there twice, a total line; one name stands in half of them."""
    numbers = range(rows)
    blank = [number % 997 == 996 for number in numbers]
    total = [number % 1009 == 1008 for number in numbers]
    empty = [b or t for b, t in zip(blank, total, strict=True)]
    # Each fiftieth row says what the one before it says.
    told = [number - 1 if number % 50 == 49 else number for number in numbers]
    table = pa.table(
        {
            "Ref": [
                None if b else "Total" if t else f"R{n}" for n, b, t in zip(told, blank, total, strict=True)
            ],
            "Beneficiary": [
                None
                if e
                else NAMES[n % 7]
                if n % 31 == 0
                else "Harbour Bakery Ltd"
                if n % 2
                else f"Trader {n % 5000} GmbH"
                for n, e in zip(told, empty, strict=True)
            ],
            "Amount": pa.array(
                [None if b else Decimal(n % 400) + Decimal("0.25") for n, b in zip(told, blank, strict=True)],
                pa.decimal128(12, 2),
            ),
            "Currency": [None if e else "USD" for e in empty],
            "Trade Date": [None if e else dt.date(2021, 6, 14) for e in empty],
        }
    )
    parquet.write_table(table, path, row_group_size=row_group or rows)
    return path


@pytest.mark.parametrize("name", ["transactions", "counterparties"])
def test_the_demo_workbooks_have_the_same_answers(
    both: Callable[..., Both], tmp_path: Path, name: str
) -> None:
    done = both(demo(name, tmp_path), options=TableOptions(assume_yes=True))

    assert done.there == done.here
    assert done.summary_there.exit_code == done.summary_here.exit_code
    assert done.summary_there.quality == done.summary_here.quality
    assert done.summary_there.info == done.summary_here.info


def test_a_million_rows_in_one_row_group_have_the_same_answers(
    session: Any, opening: Opening, tmp_path: Path
) -> None:
    """They are compared as they are read: a million answers are more than a small machine should hold twice."""
    source, here, there = tmp_path / "payments.parquet", tmp_path / "here.jsonl", tmp_path / "there.parquet"
    payments(source, MANY)

    at_hand = locally(opening, [source], here, TableOptions())
    spread = on_spark(session, opening, [source], there, TableOptions())

    with here.open(encoding="utf-8", newline="\n") as lines:
        pairs = zip_longest((line.rstrip("\n") for line in lines), answers_in_turn(there))
        assert next((pair for pair in pairs if pair[0] != pair[1]), None) is None
    assert spread.info == at_hand.info
    assert len(list(there.glob("part-*.parquet"))) == MANY // ROWS_OF_A_TASK
    told = json.loads((there / "_run.json").read_text(encoding="utf-8"))
    assert told["reconciled"]["rows"] == MANY
    assert told["run"]["run_id"] == at_hand.info.run_id
    assert [each["list"] for each in told["run"]["lists"]] == ["bundled-targets", "us-ofac-sdn"]
    assert told["run"]["rules_sha256"] == at_hand.info.rules_sha256


def test_several_files_are_one_run_each_row_under_its_file(both: Callable[..., Both], tmp_path: Path) -> None:
    """The second has other columns, the third an empty row group, the fourth a name that Hadoop would take for a pattern, the fifth no rows."""
    first = payments(tmp_path / "a.parquet", 300)
    other = tmp_path / "b.parquet"
    parquet.write_table(
        pa.table({"Name": ["Igor Ivanovich Sechin", "Anna Berg"], "Country": ["RU", "SE"]}), other
    )
    third = tmp_path / "c.parquet"
    table = parquet.read_table(first)
    with parquet.ParquetWriter(third, table.schema) as writer:
        for part in (table.slice(0, 40), table.slice(0, 0), table.slice(40, 60)):
            writer.write_table(part)
    fourth = payments(tmp_path / "d [1] {x} é.parquet", 120, row_group=7)

    fifth = tmp_path / "e.parquet"
    parquet.write_table(table.slice(0, 0), fifth)

    done = both(first, other, third, fourth, fifth)

    assert done.there == done.here
    assert done.summary_there.info.sheets == done.summary_here.info.sheets


def test_a_value_is_read_as_the_type_that_its_file_states(both: Callable[..., Both], tmp_path: Path) -> None:
    """What Spark has no type for (unsigned, nanoseconds, durations, zones of a column) is read as on this machine; rows that differ in none are told to be the same."""
    moments = [dt.datetime(2021, 7, 1, 21, 30, tzinfo=dt.UTC)] * 2 + [None] * 2
    path = tmp_path / "types.parquet"
    columns = {
        "Name": pa.array(["Anna Berg", "Anna Berg", "Igor Ivanovich Sechin", "Igor Ivanovich Sechin"]),
        "name": pa.array(["x", "x", None, ""]).dictionary_encode(),
        "Trade Date": pa.array(moments, pa.timestamp("us", "Europe/Berlin")),
        "Settle Date": pa.array([1_600_000_000_123_456_789, 1_600_000_000_123_456_001, 5, 5], pa.timestamp("ns")),
        "Booked": pa.array([0, 0, 7, 7], pa.timestamp("ns", "Asia/Tokyo")),
        "Account No. `x`.y": pa.array([2**63, 2**63, 5, 5], pa.uint64()),
        "Amount": pa.array([0.0, -0.0, None, float("nan")]),
        "Lasted": pa.array([dt.timedelta(1)] * 4, pa.duration("us")),
        "Rate": pa.array([1.1] * 4, pa.float32()),
        "Nothing": pa.nulls(4),
        "Flag": pa.array([True, True, None, None]),
    }  # fmt: skip
    parquet.write_table(pa.table(columns), path)

    done = both(path, options=TableOptions(assume_yes=True))

    assert done.there == done.here
    assert ["as in row" in line for line in done.there] == [False, True, False, True]


def test_rows_below_the_start_of_another_table_are_not_screened_wherever_they_lie(
    both: Callable[..., Both], tmp_path: Path
) -> None:
    table = parquet.read_table(payments(tmp_path / "payments.parquet", 60_000)).to_pydict()
    del table["Amount"], table["Trade Date"]
    table["Ref"][30_000], table["Beneficiary"][30_000], table["Currency"][30_000] = (
        "Beneficiary",
        "Currency",
        "Amount",
    )
    path = tmp_path / "two.parquet"
    parquet.write_table(pa.table(table), path)

    done = both(path)

    assert done.there == done.here
    assert done.summary_there.exit_code == 4


def test_a_name_column_that_holds_numbers_has_the_same_answers(
    both: Callable[..., Both], tmp_path: Path
) -> None:
    path = tmp_path / "wrong.parquet"
    parquet.write_table(pa.table({"Beneficiary": [1, 2, None], "Amount": ["x", "12.5", None]}), path)

    done = both(path)

    assert done.there == done.here
    assert done.summary_there.exit_code == done.summary_here.exit_code


def test_rows_that_are_all_skipped_leave_an_output_of_no_rows(
    both: Callable[..., Both], tmp_path: Path
) -> None:
    path = tmp_path / "blank.parquet"
    parquet.write_table(pa.table({"Name": [None, "", "  "], "Amount": [None, None, None]}), path)

    done = both(path)

    assert done.there == done.here == []
    assert parquet.read_table(next(done.output.glob("part-*.parquet"))).num_rows == 0
    assert done.summary_there.info == done.summary_here.info
