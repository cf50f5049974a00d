"""What must be known of a workbook of Excel 97–2003 before it is read: its extent, which cells show an error, what is hidden, and its first day.

The workbook reader gives such cells as blanks. Layouts: [MS-CFB] (the container) and [MS-XLS] (the records), learn.microsoft.com/openspecs.
"""

import struct
from collections.abc import Iterator

from screening.tables.cells import CellError
from screening.tables.preflight import Preflight, SheetFacts

_END_OF_CHAIN = 0xFFFFFFFE
_ENTRIES_IN_HEADER = 109
# 512 or 4,096 bytes, and 64 of the small ones ([MS-CFB] 2.2).
_SECTOR_POWERS = frozenset({9, 12, 6})
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip
_FORMULA = frozenset({0x0006, 0x0206, 0x0406})
_BOOL_OR_ERROR = 0x0205
_BOUND_SHEET = 0x0085
_DATE_MODE = 0x0022
_BEGIN, _END = 0x0809, 0x000A
_ROW, _COLUMNS = 0x0208, 0x007D
_MANY_NUMBERS, _MANY_BLANKS = 0x00BD, 0x00BE
_SINGLE_CELLS = frozenset({0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, *_FORMULA})
_MOST_COLUMNS = 256
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


class BrokenContainer(ValueError):
    """The file's own directory leads nowhere."""


def inspect_legacy(data: bytes) -> Preflight:
    """What is found in each sheet, in the workbook's order (`Preflight.ordered`).

    Raises BrokenContainer where the file cannot be followed, or states a cell that no sheet of its time has.
    """
    try:
        stream = _workbook_stream(data)
        starts: list[int] = []
        from_1904 = False
        for kind, body in _records(stream, 0):
            if kind == _BOUND_SHEET:
                starts.append(struct.unpack_from("<I", body)[0])
            elif kind == _DATE_MODE:
                from_1904 = body[:1] == b"\x01"
        sheets = [_sheet(stream, start) for start in starts]
    except (struct.error, IndexError) as error:
        raise BrokenContainer(str(error)) from error
    return Preflight(
        from_1904=from_1904,
        largest_grid=max((area for _, area in sheets), default=0),
        ordered=tuple(facts for facts, _ in sheets),
    )


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; those of a chart inside it are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheet(stream: bytes, start: int) -> tuple[SheetFacts, int]:
    """The facts of one sheet, and the cells of the grid from A1 to its last cell."""
    errors: dict[tuple[int, int], CellError] = {}
    hidden_rows: list[int] = []
    hidden_columns: set[int] = set()
    last_row = last_column = -1
    for kind, body in _records(stream, start):
        if kind in _SINGLE_CELLS:
            row, column = struct.unpack_from("<HH", body)
            last_row, last_column = max(last_row, row), max(last_column, column)
            if (shown := _error(kind, body)) is not None:
                errors[row, column] = shown
        elif kind in (_MANY_NUMBERS, _MANY_BLANKS):
            row, column = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, len(body) - 2)[0]
            last_row, last_column = max(last_row, row), max(last_column, column)
        elif kind == _ROW and len(body) > 12 and body[12] & _ROW_HIDDEN:
            hidden_rows.append(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", body)
            if flags & _COLUMN_HIDDEN:
                hidden_columns |= set(range(first, min(last + 1, _MOST_COLUMNS)))
    if last_column >= _MOST_COLUMNS:
        raise BrokenContainer(f"a cell in column {last_column}")
    facts = SheetFacts(
        errors,
        tuple(sorted(row for row in set(hidden_rows) if row <= last_row)),
        tuple(sorted(column for column in hidden_columns if column <= last_column)),
    )
    return facts, (last_row + 1) * (last_column + 1)


def _error(kind: int, body: bytes) -> CellError | None:
    if kind in _FORMULA:
        # The value of a formula: eight bytes, of which 02 .. FF FF say that it is an error.
        if body[6] != 2 or body[12:14] != b"\xff\xff":
            return None
        code = body[8]
    elif kind == _BOOL_OR_ERROR and body[7]:
        code = body[6]
    else:
        return None
    return CellError(_ERRORS.get(code, "an error"))


def _workbook_stream(data: bytes) -> bytes:
    """The bytes of the stream that holds the sheets, gathered from its sectors."""
    sector, small_sector = (_size_of_sectors(data, at) for at in (30, 32))
    first_directory, cutoff, first_small = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    table = _allocation(data, sector)
    directory = _follow(data, sector, table, first_directory, header=sector)
    entries: dict[str, tuple[int, int]] = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        entries.setdefault(name.casefold(), struct.unpack_from("<II", directory, at + 116))
    found = entries.get("workbook") or entries.get("book")
    if found is None:
        raise BrokenContainer("no workbook in it")
    first, size = found
    if size >= cutoff:
        return _follow(data, sector, table, first, header=sector)[:size]
    small = _follow(data, sector, table, entries["root entry"][0], header=sector)
    links = _follow(data, sector, table, first_small, header=sector)
    small_table = list(struct.unpack(f"<{len(links) // 4}I", links))
    return _follow(small, small_sector, small_table, first, header=0)[:size]


def _size_of_sectors(data: bytes, at: int) -> int:
    power = int(struct.unpack_from("<H", data, at)[0])
    if power not in _SECTOR_POWERS:
        raise BrokenContainer(f"sectors of 2^{power} bytes")
    return 1 << power


def _allocation(data: bytes, sector: int) -> list[int]:
    """The table that names the sector after each sector."""
    places = list(struct.unpack_from(f"<{_ENTRIES_IN_HEADER}I", data, 76))
    more, steps = struct.unpack_from("<I", data, 68)[0], 0
    while more < _END_OF_CHAIN - 1 and steps <= len(data) // sector:
        block = struct.unpack_from(f"<{sector // 4}I", data, (more + 1) * sector)
        places += block[:-1]
        more, steps = block[-1], steps + 1
    table: list[int] = []
    for place in places:
        if place < _END_OF_CHAIN - 1:
            table += struct.unpack_from(f"<{sector // 4}I", data, (place + 1) * sector)
    return table


def _follow(data: bytes, sector: int, table: list[int], first: int, *, header: int) -> bytes:
    """The sectors from `first` on, joined."""
    pieces: list[bytes] = []
    at = first
    while at < _END_OF_CHAIN - 1:
        if len(pieces) > len(table):
            raise BrokenContainer("its sectors run in a circle")
        pieces.append(data[header + at * sector : header + (at + 1) * sector])
        at = table[at]
    return b"".join(pieces)
