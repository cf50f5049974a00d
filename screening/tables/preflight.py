"""What must be known of a workbook's zip file before it is read: that it is whole, not a bomb, and which of its cells hold no value.

The workbook reader stops the whole process on cells at extreme addresses, and reads errors and uncalculated formulas as blanks.
"""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from screening.errors import Location, TableError
from screening.tables.archive import chunks, damaged, drain, elements, refuse_bombs
from screening.tables.cells import CellError
from screening.tables.opendocument import OpenSheet, SheetScanner
from screening.tables.sheetscan import ScannedSheet, SheetScan

_MAX_GRID_CELLS = 120_000_000
# A grid is allotted in full: a few cells far apart would take all memory.
_SPARSE_GRID_CELLS = 4_000_000
_SPARSE_FACTOR = 200
_MOST_MERGED = 1_000_000

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Of one sheet, counted from 0: cells without a value by (row, column), rows and columns that Excel hides, merged cells that only we know."""

    errors: dict[tuple[int, int], CellError] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found in each sheet, by its name or else by its place among the sheets; whether serial numbers count from 1904; the largest
    grid that a sheet spans, in cells."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    from_1904: bool = False
    largest_grid: int = 0
    ordered: tuple[SheetFacts, ...] = ()

    def of(self, name: str, place: int) -> SheetFacts:
        """What was found in a sheet."""
        found = self.sheets.get(name)
        if found is None and place < len(self.ordered):
            found = self.ordered[place]
        return found or SheetFacts()


def inspect_workbook(archive: zipfile.ZipFile, name: str, *, thorough: bool = True) -> Preflight:
    """Look through every part of an .xlsx or .ods once; raises TableError for one that is damaged, unsafe or in a format that is not read.

    Without `thorough` the cells of very large sheets are not each looked at (see SheetScan).
    """
    refuse_bombs(archive, name)
    parts = set(archive.namelist())
    if "xl/workbook.bin" in parts:
        raise TableError(
            "is a binary workbook (.xlsb)",
            where=Location(name),
            remedy="open it in Excel and save it as .xlsx",
        )
    if "xl/workbook.xml" in parts:
        return _inspect_excel(archive, name, thorough=thorough)
    if "content.xml" in parts:
        return _inspect_opendocument(archive, name)
    raise TableError(
        "is a zip archive without a table in it",
        where=Location(name),
        remedy="unpack it and name the spreadsheet that it holds",
    )


def _inspect_excel(archive: zipfile.ZipFile, name: str, *, thorough: bool) -> Preflight:
    sheet_parts, from_1904 = _sheet_parts(archive, name)
    held = set(archive.namelist())
    sheets: dict[str, SheetFacts] = {}
    largest = 0
    for title, part in sheet_parts.items():
        if part not in held:
            continue
        scan = SheetScan(thorough=thorough)
        for chunk in chunks(archive, part, name):
            scan.feed(chunk)
        scanned = scan.close()
        where = Location(name, title)
        _refuse_sparse(scanned.area, scanned.cells, where, bounded=thorough)
        _refuse_many_errors(too_many=scanned.too_many, where=where)
        largest = max(largest, scanned.area)
        sheets[title] = _facts(scanned)
    drain(archive, held - set(sheet_parts.values()), name)
    return Preflight(sheets, from_1904, largest)


def _facts(sheet: ScannedSheet) -> SheetFacts:
    shown = [row for row in sheet.hidden_rows if row <= sheet.last_row]
    width = sheet.width
    return SheetFacts(
        sheet.errors, tuple(shown), tuple(sorted(each for each in sheet.hidden_columns if each < width))
    )


def _sheet_parts(archive: zipfile.ZipFile, name: str) -> tuple[dict[str, str], bool]:
    """The part of each sheet by the sheet's name, and whether the workbook counts days from 1904."""
    workbook = elements(archive, "xl/workbook.xml", name)
    relations = elements(archive, "xl/_rels/workbook.xml.rels", name)
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


def _refuse_sparse(area: int, cells: int, where: Location, *, bounded: bool = True) -> None:
    too_sparse = area > _SPARSE_GRID_CELLS and area > _SPARSE_FACTOR * max(cells, 1)
    if (bounded and area > _MAX_GRID_CELLS) or too_sparse:
        raise TableError(
            f"spreads {cells:,} cells over a grid of {area:,}: a cell far from the others has content or is damaged",
            where=where,
            remedy="delete the stray cell, or copy the table to a new workbook",
        )


def _refuse_many_errors(*, too_many: bool, where: Location) -> None:
    if too_many:
        raise TableError(
            "holds more than a million cells that show an error",
            where=where,
            remedy="delete the rows and columns that are filled with errors",
        )


def _inspect_opendocument(archive: zipfile.ZipFile, name: str) -> Preflight:
    """OpenDocument writes "this row 1,000,000 times": harmless at the end of a sheet, a bomb when a cell in it or after it has a value."""
    try:
        sheets = SheetScanner().scan(chunks(archive, "content.xml", name))
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise damaged(name, "content.xml") from error
    drain(archive, set(archive.namelist()) - {"content.xml"}, name)
    for title, sheet in sheets.items():
        where = Location(name, title)
        _refuse_sparse(sheet.rows * sheet.columns, sheet.values, where)
        _refuse_many_errors(too_many=sheet.too_many or len(sheet.merged) > _MOST_MERGED, where=where)
    return Preflight(
        {title: _open_facts(sheet) for title, sheet in sheets.items()},
        largest_grid=max((sheet.rows * sheet.columns for sheet in sheets.values()), default=0),
    )


def _open_facts(sheet: OpenSheet) -> SheetFacts:
    return SheetFacts(
        sheet.errors,
        tuple(row for row in sheet.hidden_rows if row < sheet.rows),
        tuple(column for column in sheet.hidden_columns if column < sheet.columns),
        tuple(sheet.merged),
    )
