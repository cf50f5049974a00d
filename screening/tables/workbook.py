"""Excel and OpenDocument workbooks as rows, by calamine behind the preflight."""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from screening.errors import Location, TableError
from screening.tables.cells import Book, CellError, CellValue, RawRow
from screening.tables.legacy import BrokenContainer, inspect_legacy
from screening.tables.preflight import Preflight, inspect_workbook

_DAY_ZERO_1904 = dt.date(1904, 1, 1)
_DAY_ZERO_1900 = dt.date(1899, 12, 30)


@dataclass(slots=True)
class WorkbookGrid:
    """One sheet; merged cells that reach over several rows repeat their value in each, as a reader sees it."""

    name: str
    hidden: bool
    sheet: CalamineSheet
    errors: dict[tuple[int, int], CellError]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()
    _tall: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for top, left, bottom, _ in self.merged:
            for row in range(top, bottom + 1) if bottom > top else ():
                self._tall.setdefault(row, []).append((left, top))

    def rows(self) -> Iterator[RawRow]:
        """Every row from row 1 to the last with content, cells from column A."""
        if self.sheet.start is None:
            return
        margin: list[CellValue] = [""] * self.sheet.start[1]
        errors: dict[int, list[tuple[int, CellError]]] = {}
        for (row, column), shown in self.errors.items():
            errors.setdefault(row, []).append((column, shown))
        tops: dict[tuple[int, int], CellValue] = {}
        last = -1
        for index, read in enumerate(self.sheet.iter_rows()):
            values: list[CellValue] = [*margin, *read]
            for column, shown in errors.get(index, ()):
                _put(values, column, shown)
            for left, top in self._tall.get(index, ()):
                if index == top:
                    tops[left, top] = values[left] if left < len(values) else ""
                else:
                    _put(values, left, tops.get((left, top), ""))
            yield RawRow(index + 1, values)
            last = index
        # Errors below the last cell with a value are not in the reader's range at all.
        for index in range(last + 1, max(errors, default=-1) + 1):
            values = []
            for column, shown in errors.get(index, ()):
                _put(values, column, shown)
            yield RawRow(index + 1, values)


def _put(values: list[CellValue], column: int, value: CellValue) -> None:
    if column >= len(values):
        values.extend([""] * (column + 1 - len(values)))
    values[column] = value


def open_zip(data: bytes, name: str) -> Book:
    """A zipped workbook (.xlsx, .xlsm, .ods) after its preflight."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            preflight = inspect_workbook(archive, name)
            form = "ods" if "content.xml" in archive.namelist() else "xlsx"
    except zipfile.BadZipFile as error:
        raise TableError(
            "is damaged or cut short: it starts like an Excel workbook but does not end like one",
            where=Location(name),
            remedy="copy or export the file again",
        ) from error
    return _open(data, name, form, preflight)


def open_xls(data: bytes, name: str) -> Book:
    """A workbook of Excel 97–2003."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _locked(name)
    return _open(data, name, "xls")


def _open(data: bytes, name: str, form: str, known: Preflight | None = None) -> Book:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        preflight = known if known is not None else _legacy_preflight(data, workbook)
        grids = tuple(
            _grid(workbook.get_sheet_by_name(meta.name), meta.visible != SheetVisibleEnum.Visible, preflight)
            for meta in workbook.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError as error:
        raise _locked(name) from error
    except (CalamineError, BrokenContainer) as error:
        raise _unreadable(name) from error
    except BaseException as error:
        # The reader is compiled code whose panics are no ordinary exceptions: a damaged file must not look like a crash of ours.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable(name) from error
    day_zero = _DAY_ZERO_1904 if preflight.from_1904 else _DAY_ZERO_1900
    return Book(form, hashlib.sha256(data).hexdigest(), len(data), grids, day_zero)


def _legacy_preflight(data: bytes, workbook: CalamineWorkbook) -> Preflight:
    errors, from_1904 = inspect_legacy(data)
    return Preflight(dict(zip(workbook.sheet_names, errors, strict=False)), from_1904)


def _grid(sheet: CalamineSheet, hidden: bool, preflight: Preflight) -> WorkbookGrid:
    errors = preflight.errors.get(sheet.name, {})
    merged = tuple(
        (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ) or preflight.merged.get(sheet.name, ())
    notes: tuple[str, ...] = (f"cells that show an error or were never calculated: {len(errors):,}",)
    if not errors:
        notes = ()
    if hidden:
        notes += ("the sheet is hidden in Excel; it is read all the same",)
    return WorkbookGrid(sheet.name, hidden, sheet, errors, merged, notes)


def _locked(name: str) -> TableError:
    return TableError(
        "is protected with a password",
        where=Location(name),
        remedy="save a copy without the password (File > Info > Protect Workbook) and use that",
    )


def _unreadable(name: str) -> TableError:
    return TableError(
        "is not a workbook that can be read: it is damaged or in another format",
        where=Location(name),
        remedy="open it in Excel and save it as .xlsx",
    )
