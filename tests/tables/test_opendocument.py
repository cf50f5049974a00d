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
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
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
