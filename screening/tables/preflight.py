"""What must be known of a workbook's zip file before it is read: that it is whole, not a bomb, and which of its cells hold no value.

The workbook reader stops the whole process on cells at extreme addresses, and reads errors and uncalculated formulas as blanks.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from screening.errors import Location, TableError
from screening.tables.cells import CellError
from screening.tables.opendocument import SheetScanner

_MAX_TOTAL_BYTES = 6 * 2**30
_MAX_RATIO = 400  # beyond the ratio of real sheets with a million equal rows
_RATIO_MATTERS_FROM = 200 * 2**20
_MAX_GRID_CELLS = 120_000_000
# A grid is allotted in full: a few cells far apart would take all memory.
_SPARSE_GRID_CELLS = 4_000_000
_SPARSE_FACTOR = 200
_CHUNK = 1 << 20

_CELL_AT = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,4})(\d{1,8})"')
_ROW_AT = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,8})"')
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\s([^>]*?\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_ERROR_TEXT = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL_REF = re.compile(rb'\br="([A-Z]{1,4})(\d{1,8})"')


@dataclass(frozen=True, slots=True)
class Preflight:
    """Cells without a value by sheet and (row, column), counted from 0; whether serial numbers count from 1904; merged cells that only we know."""

    errors: dict[str, dict[tuple[int, int], CellError]] = field(default_factory=dict)
    from_1904: bool = False
    merged: dict[str, tuple[tuple[int, int, int, int], ...]] = field(default_factory=dict)


def inspect_workbook(archive: zipfile.ZipFile, name: str) -> Preflight:
    """Look through every part of an .xlsx or .ods; raises TableError for one that is damaged, unsafe or in a format that is not read."""
    _refuse_bombs(archive, name)
    parts = set(archive.namelist())
    if "xl/workbook.bin" in parts:
        raise TableError(
            "is a binary workbook (.xlsb)",
            where=Location(name),
            remedy="open it in Excel and save it as .xlsx",
        )
    _refuse_damage(archive, name)
    if "xl/workbook.xml" not in parts:
        return _inspect_opendocument(archive, name) if "content.xml" in parts else Preflight()
    sheets, from_1904 = _sheet_parts(archive, name)
    errors = {
        sheet: _inspect_sheet(archive, part, Location(name, sheet))
        for sheet, part in sheets.items()
        if part in parts
    }
    return Preflight({sheet: cells for sheet, cells in errors.items() if cells}, from_1904)


def _refuse_bombs(archive: zipfile.ZipFile, name: str) -> None:
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    packed = max(sum(info.compress_size for info in infos), 1)
    if total > _MAX_TOTAL_BYTES or (total > _RATIO_MATTERS_FROM and total / packed > _MAX_RATIO):
        raise TableError(
            f"would unpack to {total / 2**20:,.0f} MB from {packed / 2**20:,.1f} MB, which no real workbook does",
            where=Location(name),
            remedy="export the table again, or as CSV",
        )


def _refuse_damage(archive: zipfile.ZipFile, name: str) -> None:
    """Read every part to its end, which checks its CRC, and refuse document types (they can hide or swell content)."""
    for info in archive.infolist():
        try:
            is_xml = info.filename.endswith((".xml", ".rels"))
            tail = b""
            for chunk in _chunks(archive, info.filename):
                if is_xml and (b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk):
                    raise TableError(
                        f"holds a document type in {info.filename}, which no spreadsheet program writes",
                        where=Location(name),
                        remedy="export the table again, or as CSV",
                    )
                tail = chunk[-10:]
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
            OSError,
        ) as error:
            raise _damaged(name, info.filename) from error


def _damaged(name: str, part: str) -> TableError:
    return TableError(
        f"is damaged: its part {part} cannot be read whole",
        where=Location(name),
        remedy="copy or export the file again",
    )


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _sheet_parts(archive: zipfile.ZipFile, name: str) -> tuple[dict[str, str], bool]:
    """The part of each sheet by the sheet's name, and whether the workbook counts days from 1904."""
    try:
        workbook = _elements(archive.read("xl/workbook.xml"))
        relations = _elements(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, expat.ExpatError) as error:
        raise _damaged(name, "xl/workbook.xml") from error
    targets = {each.get("Id", ""): each.get("Target", "") for tag, each in relations if tag == "Relationship"}
    parts: dict[str, str] = {}
    from_1904 = False
    for tag, attributes in workbook:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            target = targets.get(relation, "")
            parts[attributes.get("name", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
        elif tag == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in {"1", "true"}
    return parts, from_1904


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    parser.Parse(xml, True)
    return found


def _inspect_sheet(archive: zipfile.ZipFile, part: str, where: Location) -> dict[tuple[int, int], CellError]:
    errors: dict[tuple[int, int], CellError] = {}
    columns: set[bytes] = set()
    rows: set[int] = set()
    cells = 0
    for block in _whole_rows(archive, part):
        refs = _CELL_AT.findall(block)
        cells += len(refs)
        columns.update({letters for letters, _ in refs})
        numbers = {int(number) for _, number in refs} | {int(number) for number in _ROW_AT.findall(block)}
        if numbers:
            rows |= {min(numbers), max(numbers)}
        errors.update(_valueless(block))
    if rows and columns:
        indexes = [_column_index(letters) for letters in columns]
        area = (max(rows) - min(rows) + 1) * (max(indexes) - min(indexes) + 1)
        _refuse_sparse(area, cells, where)
    return errors


def _whole_rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    rest = b""
    for chunk in _chunks(archive, part):
        rest += chunk
        cut = rest.rfind(b"row>") + 4
        if cut >= 4:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _valueless(block: bytes) -> Iterator[tuple[tuple[int, int], CellError]]:
    if b't="e"' in block:
        for attributes, inner in _ERROR_CELL.findall(block):
            shown = _ERROR_TEXT.search(inner)
            yield from _placed(attributes, shown.group(1).decode("utf-8", "replace") if shown else "#N/A")
    if b"<f" in block or b":f" in block:
        for attributes in _FORMULA_CELL.findall(block):
            if b't="str"' not in attributes:  # a formula whose answer is an empty text was calculated
                yield from _placed(attributes, "a formula that was never calculated")


def _placed(attributes: bytes, shown: str) -> Iterator[tuple[tuple[int, int], CellError]]:
    place = _CELL_REF.search(attributes)
    if place:
        yield (int(place.group(2)) - 1, _column_index(place.group(1))), CellError(shown)


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _refuse_sparse(area: int, cells: int, where: Location) -> None:
    too_sparse = area > _SPARSE_GRID_CELLS and area > _SPARSE_FACTOR * max(cells, 1)
    if area > _MAX_GRID_CELLS or too_sparse:
        raise TableError(
            f"spreads {cells:,} cells over a grid of {area:,}: a cell far from the others has content or is damaged",
            where=where,
            remedy="delete the stray cell, or copy the table to a new workbook",
        )


def _inspect_opendocument(archive: zipfile.ZipFile, name: str) -> Preflight:
    """OpenDocument writes "this row 1,000,000 times": harmless at the end of a sheet, a bomb when a cell in it or after it has a value."""
    try:
        sheets = SheetScanner().scan(_chunks(archive, "content.xml"))
    except (expat.ExpatError, ValueError) as error:
        raise _damaged(name, "content.xml") from error
    for title, sheet in sheets.items():
        where = Location(name, title)
        _refuse_sparse(sheet.rows * sheet.columns, sheet.values, where)
        if sheet.too_many:
            raise TableError(
                "holds more than a million cells that show an error",
                where=where,
                remedy="delete the rows and columns that are filled with errors",
            )
    return Preflight(
        {title: sheet.errors for title, sheet in sheets.items() if sheet.errors},
        merged={title: tuple(sheet.merged) for title, sheet in sheets.items() if sheet.merged},
    )
