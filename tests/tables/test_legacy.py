"""Workbooks of Excel 97–2003: cells that show an error, which the reader gives as blanks."""

import struct
from pathlib import Path

import pytest

from screening.errors import TableError
from screening.model import Record, UnreadableRow, Vocabulary
from screening.tables import open_table

_SECTOR = 512
_STREAM_SECTORS = 8
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _label(row: int, column: int, text: str) -> bytes:
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))


def _formula_error(row: int, column: int, code: int) -> bytes:
    value = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
    return _record(
        0x0006, struct.pack("<HHH", row, column, 0) + value + struct.pack("<HIHBB", 0, 0, 2, 0x1C, code)
    )


def _stored_error(row: int, column: int, code: int) -> bytes:
    return _record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0))


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<III", first, size, 0)


def _workbook(cells: bytes, *, next_sector: int = _END) -> bytes:
    """A container of three parts: its allocation table, its directory, and the stream of records."""
    style, end = _record(0x00E0, bytes(20)), _record(0x000A, b"")
    sheet = struct.pack("<IHBB", len(_begin(5) + style + end) + 4 + 9, 0, 1, 0) + b"S"
    stream = _begin(5) + style + _record(0x0085, sheet) + end + _begin(0x10) + cells + end
    chain = [_TABLE, _END, *range(3, 2 + _STREAM_SECTORS), next_sector]
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(
        "Workbook", 2, 2, _STREAM_SECTORS * _SECTOR
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += struct.pack("<108I", *[_FREE] * 108)
    return header + table + directory.ljust(_SECTOR, b"\0") + stream.ljust(_STREAM_SECTORS * _SECTOR, b"\0")


def test_an_error_cell_is_no_blank_cell(tmp_path: Path, vocabulary: Vocabulary) -> None:
    cells = b"".join(
        [
            *(_label(0, column, text) for column, text in enumerate(["Beneficiary", "Ordering customer"])),
            *(_label(1, column, text) for column, text in enumerate(["Ann Lee", "Bob Stone"])),
            _formula_error(2, 0, 0x2A) + _label(2, 1, "Bob Stone"),
            _stored_error(3, 0, 0x17) + _label(3, 1, "Bob Stone"),
        ]
    )
    path = tmp_path / "old.xls"
    path.write_bytes(_workbook(cells))

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
    path.write_bytes(_workbook(_label(0, 0, "Name"), next_sector=2))

    with pytest.raises(TableError, match="damaged"):
        open_table(path, vocabulary)
