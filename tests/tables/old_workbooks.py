"""Workbooks of Excel 97–2003 with one sheet, written record by record."""

import struct

_SECTOR = 512
_SMALLEST = 8
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))


def formula_error(row: int, column: int, code: int) -> bytes:
    """A cell whose formula came to an error."""
    value = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
    return _record(
        0x0006, struct.pack("<HHH", row, column, 0) + value + struct.pack("<HIHBB", 0, 0, 2, 0x1C, code)
    )


def stored_error(row: int, column: int, code: int) -> bytes:
    """A cell into which an error was copied."""
    return _record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0))


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<III", first, size, 0)


def old_workbook(cells: bytes, *, next_sector: int = _END) -> bytes:
    """A container of three parts: its allocation table, its directory, and the stream of records."""
    style, end = _record(0x00E0, bytes(20)), _record(0x000A, b"")
    sheet = struct.pack("<IHBB", len(_begin(5) + style + end) + 4 + 9, 0, 1, 0) + b"S"
    stream = _begin(5) + style + _record(0x0085, sheet) + end + _begin(0x10) + cells + end
    sectors = max(_SMALLEST, -(-len(stream) // _SECTOR))
    chain = [_TABLE, _END, *range(3, 2 + sectors), next_sector]
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, sectors * _SECTOR)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += struct.pack("<108I", *[_FREE] * 108)
    return header + table + directory.ljust(_SECTOR, b"\0") + stream.ljust(sectors * _SECTOR, b"\0")
