"""Workbooks as banks export them: title blocks, several sheets, error cells, merged cells, bombs."""

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from screening.errors import TableError
from screening.model import DateSpan, Record, SkippedRow, UnreadableRow, Vocabulary
from screening.tables import TableOptions, open_table

Write = Callable[..., Path]
Read = Callable[..., list[Record]]


def test_cell_addresses_are_those_of_excel_under_blank_rows_and_columns(
    tmp_path: Path, records: Read
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "Payments of June"
    sheet["C4"], sheet["D4"] = "Beneficiary", "Trade date"
    sheet["C5"], sheet["D5"] = "Ivan Petrov", dt.date(2021, 6, 14)
    book.save(tmp_path / "offset.xlsx")

    (record,) = records(tmp_path / "offset.xlsx")

    assert record.row == 5
    assert record.parties[0].cell is not None
    assert record.parties[0].cell.ref == "C5"
    assert record.facts["trade_date"].value == DateSpan.day(dt.date(2021, 6, 14))
    assert record.facts["trade_date"].cell is not None
    assert record.facts["trade_date"].cell.ref == "D5"


def test_whole_numbers_have_no_fraction_and_blank_cells_have_a_fact(workbook: Write, records: Read) -> None:
    path = workbook([["ID", "Name", "INN", "Market"], [7, "A Bank", 7707083893, None]])

    (record,) = records(path)

    assert record.record_id == "7"
    assert record.facts["tax_id"].value == "7707083893"
    assert record.facts["market"].value is None
    assert record.facts["market"].problem == "blank cell"
    assert "issue_date" not in record.facts


def test_an_error_in_the_only_name_cell_makes_the_row_unreadable(
    workbook: Write, vocabulary: Vocabulary
) -> None:
    path = workbook([["Ref", "Name"], ["1", "#N/A"], ["2", "=VLOOKUP(A3,X!A:B,2)"]])

    rows = list(open_table(path, vocabulary).rows())

    assert [(type(row), row.row) for row in rows] == [(UnreadableRow, 2), (UnreadableRow, 3)]
    assert isinstance(rows[0], UnreadableRow)
    assert rows[0].cell == "B2"
    assert "#N/A" in rows[0].reason
    assert isinstance(rows[1], UnreadableRow)
    assert "never calculated" in rows[1].reason


def test_a_row_with_one_unreadable_party_is_not_answered_for_by_the_other(
    workbook: Write, vocabulary: Vocabulary
) -> None:
    path = workbook([["Ref", "Ordering customer", "Beneficiary"], ["T1", "A LLC", "#REF!"]])

    (row,) = open_table(path, vocabulary).rows()

    assert isinstance(row, UnreadableRow)
    assert (row.record_id, row.cell) == ("T1", "C2")
    assert "'Beneficiary': the cell shows #REF!" in row.reason


def test_an_error_in_another_cell_is_an_unknown_fact(workbook: Write, records: Read) -> None:
    (record,) = records(workbook([["Beneficiary", "Trade date"], ["A LLC", "#VALUE!"]]))

    assert record.facts["trade_date"].value is None
    assert record.facts["trade_date"].problem == "the cell shows #VALUE!"


def test_hidden_sheets_are_screened_and_said(tmp_path: Path, vocabulary: Vocabulary) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Name"])
    book.worksheets[0].append(["Ivan Petrov"])
    hidden = book.create_sheet("More")
    hidden.sheet_state = "hidden"
    hidden.append(["Name"])
    hidden.append(["Pyotr Ivanov"])
    book.save(tmp_path / "hidden.xlsx")

    table = open_table(tmp_path / "hidden.xlsx", vocabulary)

    assert [(row.sheet, row.row) for row in table.rows()] == [("Sheet", 2), ("More", 2)]
    assert any("hidden" in note for note in table.info.sheets[1].notes)


def test_one_sheet_may_be_chosen(workbook: Write, vocabulary: Vocabulary) -> None:
    path = workbook({"A": [["Name"], ["Ivan Petrov"]], "B": [["Name"], ["Pyotr Ivanov"]]})

    table = open_table(path, vocabulary, TableOptions(sheets=("b",)))

    assert [row.sheet for row in table.rows()] == ["B"]
    with pytest.raises(TableError, match="'A', 'B'"):
        open_table(path, vocabulary, TableOptions(sheets=("C",)))


def test_rows_of_a_sheet_without_a_known_name_column_are_listed_not_lost(
    workbook: Write, vocabulary: Vocabulary
) -> None:
    path = workbook(
        {
            "Deals": [["Name"], ["Ivan Petrov"]],
            "Extra": [["Xyz", "Q"], ["Sergey Lavrov", 1], ["Igor Sechin", 2], ["Petr Aven", 3]],
            "Notes": [["1"]],
            "Blank": [],
        }
    )

    table = open_table(path, vocabulary)
    rows = list(table.rows())

    assert len(rows) == table.rows_in == 6
    assert [type(row) for row in rows] == [Record, *[UnreadableRow] * 4, SkippedRow]
    assert any("NOT SCREENED" in note for note in table.info.sheets[1].notes)
    assert table.info.sheets[3].notes == ("the sheet is blank",)


def test_a_merged_name_stands_in_every_row_that_it_covers(tmp_path: Path, records: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Name", "Amount"], ["Ivan Petrov", 1], [None, 2], ["Other Co", 3]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "merged.xlsx")

    names = [record.parties[0].name for record in records(tmp_path / "merged.xlsx")]

    assert names == ["Ivan Petrov", "Ivan Petrov", "Other Co"]


def test_headers_grouped_under_merged_cells_name_their_party(tmp_path: Path, records: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ordering customer", None, "Beneficiary", None, "Value date"])
    sheet.append(["Name", "Country", "Name", "Country", None])
    sheet.append(["A LLC", "US", "Ivan Petrov", "Russia", dt.date(2021, 6, 15)])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    sheet.merge_cells("E1:E2")
    book.save(tmp_path / "grouped.xlsx")

    (record,) = records(tmp_path / "grouped.xlsx")

    assert [(str(party.role), party.name, party.countries) for party in record.parties] == [
        ("ordering_customer", "A LLC", ("US",)),
        ("beneficiary", "Ivan Petrov", ("RU",)),
    ]
    assert record.facts["settlement_date"].value == DateSpan.day(dt.date(2021, 6, 15))


def test_serial_numbers_in_a_date_column_are_dates_of_the_right_epoch(tmp_path: Path, records: Read) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Name", "Trade date"])
    book.worksheets[0].append(["Ivan Petrov", 44361])
    book.save(tmp_path / "serial.xlsx")
    book.epoch = CALENDAR_MAC_1904
    book.save(tmp_path / "serial1904.xlsx")

    (record,) = records(tmp_path / "serial.xlsx")
    (mac,) = records(tmp_path / "serial1904.xlsx")

    assert str(record.facts["trade_date"].value) == "2021-06-14"
    assert str(mac.facts["trade_date"].value) == "2025-06-15"


def test_cells_at_the_far_corner_are_refused_before_they_take_all_memory(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Name"
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(tmp_path / "bomb.xlsx")

    with pytest.raises(TableError, match="grid") as caught:
        open_table(tmp_path / "bomb.xlsx", vocabulary)

    assert "stray cell" in str(caught.value)


def test_a_workbook_cut_short_or_damaged_is_refused(workbook: Write, vocabulary: Vocabulary) -> None:
    path = workbook([["Name"], *([f"Ivan {n}"] for n in range(300))])
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:-40], whole[:400] + b"\x00" * 60 + whole[460:]):
        path.write_bytes(damaged)

        with pytest.raises(TableError, match="damaged"):
            open_table(path, vocabulary)


def test_a_document_type_in_a_workbook_is_refused(workbook: Write, vocabulary: Vocabulary) -> None:
    path = workbook([["Name"], ["Ivan Petrov"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(TableError, match="document type"):
        open_table(path, vocabulary)


def test_a_long_number_stored_as_a_number_is_no_account(workbook: Write, records: Read) -> None:
    path = workbook([["Name", "Account"], ["Ivan Petrov", 40817810099910004312]])

    (record,) = records(path)

    assert record.facts["account"].value is None
    assert "15 digits" in str(record.facts["account"].problem)
    assert record.parties[0].identifiers == ()
