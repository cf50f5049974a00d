"""Rows and amounts are counted when a file is opened and again when its rows are answered; the two must agree."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from screening.model import Record
from screening.pipeline import Screener
from screening.report import ReportFormat
from screening.runners import RunRequest
from screening.runners.local import open_tables, run_local
from screening.tables import TableOptions
from tests.cli.conftest import Done, screening

__all__ = ["screening"]

Run = Callable[..., Done]
_CONTENT = "Ref,Name,Amount,Currency\nT1,Ann Lee,10.50,USD\nT2,Bob Stone,x,USD\n,,,\nT3,#N/A,1,EUR\nT4,Eve Moon,5,EUR\nTotal,,16.50,\n"


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.open(as_of=date(2021, 7, 7), actor="us_bank")


def _request(path: Path, out: Path) -> RunRequest:
    return RunRequest((path,), out, ReportFormat.XLSX, TableOptions())


def test_rows_and_amounts_are_counted_sheet_by_sheet(tmp_path: Path, screener: Screener) -> None:
    book = openpyxl.Workbook()
    for title in ("June", "July"):
        sheet = book.create_sheet(title)
        for row in (["Name", "Amount", "Currency"], ["Ann Lee", 7, "USD"], ["Bob Stone", 1.25, "EUR"]):
            sheet.append(row)
    book.save(tmp_path / "p.xlsx")
    tables = open_tables(screener, [tmp_path / "p.xlsx"], TableOptions())

    info = run_local(screener, tables, _request(tmp_path / "p.xlsx", tmp_path / "out.xlsx")).info

    counted = {(each.sheet, each.rows_in, each.screened, each.difference) for each in info.sheets}
    assert {("June", 2, 2, 0), ("July", 2, 2, 0)} <= counted
    assert [(each.sheet, each.currency, each.total) for each in info.totals] == [
        ("July", "EUR", Decimal("1.25")),
        ("July", "USD", Decimal(7)),
        ("June", "EUR", Decimal("1.25")),
        ("June", "USD", Decimal(7)),
    ]
    shown = [
        str(cell.value) for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["Audit"] for cell in row
    ]
    assert any("p.xlsx[June]" in text for text in shown)
    assert any("7 USD over 1 row" in text for text in shown)


def test_a_file_that_changes_while_it_is_screened_is_an_incomplete_run(
    tmp_path: Path, screener: Screener
) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Name\nAnn Lee\nBob Stone\nEve Moon\n", encoding="utf-8")
    tables = open_tables(screener, [path], TableOptions())
    path.write_text("Name\nAnn Lee\n", encoding="utf-8")

    summary = run_local(screener, tables, _request(path, tmp_path / "out.xlsx"))

    assert summary.info.reconciliation.difference == 2
    assert summary.exit_code == 4


def test_the_terminal_states_the_balance_and_the_control_totals(screening: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(_CONTENT, encoding="utf-8")
    (tmp_path / "b.csv").write_text("Name\nAnn Lee\n", encoding="utf-8")

    done = screening("run", "a.csv", "b.csv", "--as-of", "2021-07-07", "--actor", "us_bank")

    assert "Rows: 7 in = 4 screened + 1 not screened + 2 skipped; difference 0" in done.stderr
    assert "a.csv: 6 in = 3 screened + 1 not screened + 2 skipped; difference 0" in done.stderr
    assert (
        "Control total of a.csv: 10.50 USD over 1 row; left out: 2 rows not screened or without a readable amount"
        in done.stderr
    )
    assert "Control total of a.csv: 5 EUR over 1 row\n" in done.stderr
    assert done.returncode == 4


def test_a_row_that_is_there_twice_is_kept_and_names_the_first(tmp_path: Path, screener: Screener) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "Name,Amount\nAnn Lee,1\nBob Stone,1\nAnn Lee,1\nAnn Lee,2\nAnn Lee,1\n", encoding="utf-8"
    )
    (table,) = open_tables(screener, [path], TableOptions())

    for _ in range(2):
        notes = {
            row.row: [note.text for note in row.notes] for row in table.rows() if isinstance(row, Record)
        }

        assert notes[2] == notes[3] == notes[5] == []
        assert notes[4] == notes[6] == ["every cell is the same as in row 2"]


def test_json_lines_hold_every_row_of_every_file(screening: Run, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("Name\nAnn Lee\nBob Stone\n", encoding="utf-8")

    done = screening("run", "a.csv", "b.csv", "--as-of", "2021-07-07", "--actor", "us_bank")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["file"], row["row"]) for row in rows if "verdict" in row] == [
        ("a.csv", 2),
        ("a.csv", 3),
        ("b.csv", 2),
        ("b.csv", 3),
    ]
