"""Good tables with a few bytes, parts or characters changed, as disks, mail programs and enemies change them."""

import csv
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
from pyarrow import parquet

from tests.tables.old_workbooks import label, old_workbook

ROWS = 40
_ODD = (
    b"\x00", b"\xff", b'"', b"<", b">", b"&", b"\r", b"\n", b";", b",", b"\x1a", b"\xef\xbb\xbf", b"=", b"1048576", b"16385", b"XFD1048576",
    b"-1", b"99999999999", b"1e308", b"NaN", b"&#xD800;", b"<!DOCTYPE x>", b"</row>", b't="s"', b'r="A1"', b"PK\x03\x04", b"\xf0\x9f\x98",
)  # fmt: skip


def good_tables(folder: Path) -> dict[str, bytes]:
    """A small good table in each form."""
    header: list[Any] = ["Ref", "Beneficiary", "Country", "Amount", "Trade date"]
    rows: list[list[Any]] = [
        [f"T{n}", f"Ivan Petrov {n}", "RU", n + 0.5, f"2021-06-{n % 28 + 1:02}"] for n in range(ROWS)
    ]
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.worksheets[0].append(row)
    book.create_sheet("Blank")
    book.worksheets[0].merge_cells("C2:C4")
    sheet = folder / "good.xlsx"
    book.save(sheet)
    columns = {name: [row[at] for row in rows] for at, name in enumerate(header)}
    parquet.write_table(pa.table(columns), folder / "good.parquet")
    return {
        "xlsx": sheet.read_bytes(),
        "csv": text.getvalue().encode(),
        "parquet": (folder / "good.parquet").read_bytes(),
        "ods": _opendocument([header, *rows]),
        "xls": old_workbook(
            b"".join(
                label(number, column, str(value))
                for number, row in enumerate([header, *rows])
                for column, value in enumerate(row)
            )
        ),
    }


def _opendocument(rows: list[list[Any]]) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S1">'
        f'<table:table-column table:number-columns-repeated="5"/>{lines}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
        )
    return whole.getvalue()


def mutant(good: bytes, seed: int) -> bytes:
    """The same bytes, changed: the seed decides how, and the same seed always in the same way."""
    dice = random.Random(seed)
    if good.startswith(b"PK") and dice.random() < 0.7:
        return _with_changed_part(good, dice)
    return _changed(good, dice)


def _with_changed_part(good: bytes, dice: random.Random) -> bytes:
    """One part of a workbook changed and packed again, so that its check sum is right."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = dice.choice(sorted(parts))
    if dice.random() < 0.1:
        del parts[chosen]
    else:
        parts[chosen] = _changed(parts[chosen], dice)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


def _changed(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 5))):
        data = dice.choice(_CHANGES)(data, dice)
    return data


def _flip(data: bytes, dice: random.Random) -> bytes:
    if not data:
        return data
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _drop(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at + dice.randrange(1, 200) :]


def _insert(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(_ODD) * dice.choice((1, 1, 3)) + data[at:]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    piece = data[at : at + dice.randrange(1, 400)]
    return data[:at] + piece * dice.choice((2, 3, 50)) + data[at:]


def _renumber(data: bytes, dice: random.Random) -> bytes:
    """A number in the text becomes another one: an address, a count, an index."""
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = dice.choice(digits)
    return (
        data[:at] + str(dice.choice((0, 7, 255, 65_535, 1_048_576, 2**31, 2**63))).encode() + data[at + 1 :]
    )


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _drop,
    _insert,
    _repeat,
    _renumber,
)
