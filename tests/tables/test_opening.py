"""What is no table is refused by what it holds, with what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import TableError
from screening.model import Vocabulary
from screening.tables import open_table

Write = Callable[..., Path]


def test_a_text_named_xlsx_is_refused_with_the_way_out(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Name,Country\nIvan Petrov,RU\n", "payments.xlsx")

    with pytest.raises(TableError) as caught:
        open_table(path, vocabulary)

    assert "is named .xlsx but is not an Excel workbook; it looks like text" in str(caught.value)
    assert "payments.csv" in str(caught.value)


def test_a_workbook_named_csv_is_read_as_the_workbook_it_is(workbook: Write, vocabulary: Vocabulary) -> None:
    path = workbook([["Name"], ["Ivan Petrov"]], "table.csv")

    table = open_table(path, vocabulary)

    assert table.info.format == "xlsx"
    assert len(list(table.rows())) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"%PDF-1.7 etc", "a PDF document"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "a web page"),
        (b"<?xml version='1.0'?><a/>", "an XML document"),
        (b"PAR1\x00\x00\x01\x02", "a Parquet file that is damaged"),
        (b"\x00\x01\x02\x03\xff\xfe\x00\x07" * 40, "a binary file"),
        (b'{"name": "x"}', "a JSON document"),
    ],
)
def test_what_is_no_table_is_named(
    tmp_path: Path, vocabulary: Vocabulary, content: bytes, message: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)

    with pytest.raises(TableError, match=message):
        open_table(path, vocabulary)


def test_a_missing_file_and_a_folder_are_usage_errors(tmp_path: Path, vocabulary: Vocabulary) -> None:
    with pytest.raises(TableError, match="no such file"):
        open_table(tmp_path / "absent.xlsx", vocabulary)
    with pytest.raises(TableError, match="is a folder"):
        open_table(tmp_path, vocabulary)


def test_a_blank_workbook_and_a_header_without_rows_are_errors(
    workbook: Write, vocabulary: Vocabulary
) -> None:
    with pytest.raises(TableError, match="holds no rows"):
        open_table(workbook([]), vocabulary)
    with pytest.raises(TableError, match="no rows below"):
        open_table(workbook([["Name", "Country"]]), vocabulary)
