"""OpenDocument sheets: repeated rows, error texts, and repeats that would take all memory."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import TableError
from screening.model import Record, UnreadableRow, Vocabulary
from screening.tables import open_table

_CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="S1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_BLANK_TAIL = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def _row(*texts: str) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[[str], Path]:
    def write(rows: str) -> Path:
        path = tmp_path / "table.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", _CONTENT.format(rows=rows))
            archive.writestr("META-INF/manifest.xml", _MANIFEST)
        return path

    return write


def test_an_error_that_the_reader_shows_as_blank_is_an_error_in_its_cell(
    sheet: Callable[[str], Path], vocabulary: Vocabulary
) -> None:
    broken = (
        '<table:table-cell table:formula="of:=VLOOKUP(1;[.Z1:.Z2];1;0)" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    uncalculated = '<table:table-cell table:formula="of:=[.Z1]"/>'
    row = "<table:table-row>{}<table:table-cell office:value-type='string'><text:p>Ann Lee</text:p></table:table-cell></table:table-row>"
    path = sheet(_row("Beneficiary", "Ordering customer") + row.format(broken) + row.format(uncalculated))

    first, second = open_table(path, vocabulary).rows()

    assert isinstance(first, UnreadableRow)
    assert isinstance(second, UnreadableRow)
    assert (first.cell, second.cell) == ("A2", "A3")
    assert "#N/A" in first.reason
    assert "never calculated" in second.reason


def test_blank_tails_of_several_sheets_do_not_add_up(
    sheet: Callable[[str], Path], vocabulary: Vocabulary
) -> None:
    rows = _row("Name", "Country") + _row("Ann Lee", "UK")
    path = sheet(rows + _BLANK_TAIL + '</table:table><table:table table:name="S2">' + rows + _BLANK_TAIL)

    table = open_table(path, vocabulary)

    assert [(row.sheet, row.row) for row in table.rows()] == [("S1", 2), ("S2", 2)]


def test_merged_cells_group_headers_and_repeat_names(
    sheet: Callable[[str], Path], vocabulary: Vocabulary
) -> None:
    text = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    covered = "<table:covered-table-cell/>"
    wide, tall = ' table:number-columns-spanned="2"', ' table:number-rows-spanned="2"'
    path = sheet(
        f"<table:table-row>{text.format(wide, 'Beneficiary')}{covered}{text.format('', 'Amount')}</table:table-row>"
        f"{_row('Name', 'Country')}"
        f"<table:table-row>{text.format(tall, 'Ann Lee')}{text.format('', 'UK')}{text.format('', '7')}</table:table-row>"
        f"<table:table-row>{covered}{text.format('', 'FR')}{text.format('', '8')}</table:table-row>"
    )

    table = open_table(path, vocabulary)

    fields = [column.field for column in table.info.sheets[0].columns]
    assert fields == ["beneficiary", "beneficiary_country", "amount"]
    assert [row.parties[0].name for row in table.rows() if isinstance(row, Record)] == ["Ann Lee", "Ann Lee"]


def test_repeated_blank_rows_keep_the_row_numbers(
    sheet: Callable[[str], Path], vocabulary: Vocabulary
) -> None:
    blank = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    path = sheet(blank + _row("Name", "Country") + _row("#N/A", "RU") + _row("Ivan", "#REF!") + _BLANK_TAIL)

    table = open_table(path, vocabulary)
    first, second = table.rows()

    assert table.info.format == "ods"
    assert isinstance(first, UnreadableRow)
    assert (first.row, first.cell) == (4, "A4")
    assert isinstance(second, Record)
    assert second.facts["country"].problem == "the cell shows #REF!"


@pytest.mark.parametrize(
    "bomb",
    [
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"'
        ' office:value-type="float" office:value="1"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell table:number-columns-repeated="16000"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>',
    ],
)
def test_repeats_that_would_take_all_memory_are_refused(
    sheet: Callable[[str], Path], vocabulary: Vocabulary, bomb: str
) -> None:
    with pytest.raises(TableError, match="grid"):
        open_table(sheet(_row("Name") + bomb), vocabulary)
