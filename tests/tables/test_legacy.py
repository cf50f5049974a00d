"""Workbooks of Excel 97–2003: cells that show an error, which the reader gives as blanks."""

from pathlib import Path

import pytest

from screening.errors import TableError
from screening.model import Record, UnreadableRow, Vocabulary
from screening.tables import open_table
from tests.tables.old_workbooks import formula_error, label, old_workbook, stored_error


def test_an_error_cell_is_no_blank_cell(tmp_path: Path, vocabulary: Vocabulary) -> None:
    cells = b"".join(
        [
            *(label(0, column, text) for column, text in enumerate(["Beneficiary", "Ordering customer"])),
            *(label(1, column, text) for column, text in enumerate(["Ann Lee", "Bob Stone"])),
            formula_error(2, 0, 0x2A) + label(2, 1, "Bob Stone"),
            stored_error(3, 0, 0x17) + label(3, 1, "Bob Stone"),
        ]
    )
    path = tmp_path / "old.xls"
    path.write_bytes(old_workbook(cells))

    table = open_table(path, vocabulary)
    first, second, third = table.rows()

    assert table.info.format == "xls"
    assert isinstance(first, Record)
    assert isinstance(second, UnreadableRow)
    assert isinstance(third, UnreadableRow)
    assert (second.cell, third.cell) == ("A3", "A4")
    assert "#N/A" in second.reason
    assert "#REF!" in third.reason


def test_a_container_that_runs_in_a_circle_is_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "circle.xls"
    path.write_bytes(old_workbook(label(0, 0, "Name"), next_sector=2))

    with pytest.raises(TableError, match="damaged"):
        open_table(path, vocabulary)
