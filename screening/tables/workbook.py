"""Excel and OpenDocument workbooks as rows, by calamine behind the preflight."""

import datetime as dt
import io
import zipfile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from screening.errors import Location, TableError
from screening.tables.archive import unpacked_size
from screening.tables.cells import Book
from screening.tables.confined import ConfinedReader, seconds_for, start_reader
from screening.tables.legacy import BrokenContainer, inspect_legacy
from screening.tables.preflight import Preflight, SheetFacts, inspect_workbook
from screening.tables.refusals import no_reader, protected, unreadable
from screening.tables.sheets import Sheet, Span, WorkbookGrid, sheet_notes
from screening.tables.source import Source

_DAY_ZERO_1904 = dt.date(1904, 1, 1)
_DAY_ZERO_1900 = dt.date(1899, 12, 30)
# Beyond one of these a workbook is read by another process: its cells then take no memory of this one.
_CONFINED_FROM_BYTES = 8 * 2**20
_CONFINED_FROM_UNPACKED = 16 * 2**20
_CONFINED_FROM_CELLS = 8_000_000
# A cell takes up to this many bytes in a workbook of Excel 97-2003 once it is read, for each byte in the file.
_LEGACY_GROWTH = 8


def open_workbook(source: Source, *, zipped: bool, untrusted: bool = False) -> Book:
    """A workbook after its preflight: .xlsx, .xlsm and .ods (`zipped`), or one of Excel 97-2003.

    A large one, and any that is `untrusted`, is read by another process under a memory limit.
    """
    return _open_zip(source, untrusted=untrusted) if zipped else _open_legacy(source, untrusted=untrusted)


def _open_zip(source: Source, *, untrusted: bool) -> Book:
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            unpacked = unpacked_size(archive)
            large = source.size > _CONFINED_FROM_BYTES or unpacked > _CONFINED_FROM_UNPACKED
            # The other process reads while this one looks through the same bytes; what the preflight refuses is never asked for.
            reader = start_reader(source, unpacked) if large else None
            preflight = inspect_workbook(
                archive, source.name, thorough=unpacked <= _CONFINED_FROM_UNPACKED or untrusted
            )
            form = "ods" if "content.xml" in archive.namelist() else "xlsx"
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise TableError(
            "is damaged or cut short: it starts like an Excel workbook but does not end like one",
            where=Location(source.name),
            remedy="copy or export the file again",
        ) from error
    if reader is None and (untrusted or preflight.largest_grid > _CONFINED_FROM_CELLS):
        reader = start_reader(source, max(unpacked, preflight.largest_grid * 32))
    return _book(source, form, preflight, reader, unpacked, untrusted=untrusted)


def _open_legacy(source: Source, *, untrusted: bool) -> Book:
    with source.open() as file:
        data = file.read()
    unpacked = len(data) * _LEGACY_GROWTH
    try:
        preflight = inspect_legacy(data)
    except BrokenContainer as error:
        raise unreadable(source.name) from error
    confined = (
        untrusted or source.size > _CONFINED_FROM_BYTES or preflight.largest_grid > _CONFINED_FROM_CELLS
    )
    reader = start_reader(source, unpacked) if confined else None
    return _book(source, "xls", preflight, reader, unpacked, untrusted=untrusted)


def _book(
    source: Source,
    form: str,
    preflight: Preflight,
    reader: ConfinedReader | None,
    unpacked: int,
    *,
    untrusted: bool,
) -> Book:
    if reader is not None:
        sheets = reader.sheets(seconds_for(unpacked))
        grids = tuple(
            _grid(
                each,
                preflight.of(each.name, each.place),
                hidden=each.hidden,
                merged=each.merged,
                said=() if at else reader.notes,
            )
            for at, each in enumerate(sheets)
        )
    elif untrusted:
        raise no_reader(source.name)
    else:
        grids = _here(source, preflight)
    return Book(
        form,
        source.sha256,
        source.size,
        grids,
        _DAY_ZERO_1904 if preflight.from_1904 else _DAY_ZERO_1900,
    )


def _here(source: Source, preflight: Preflight) -> tuple[WorkbookGrid, ...]:
    with source.open() as file:
        data = io.BytesIO(file.read())
    try:
        workbook = CalamineWorkbook.from_filelike(data)
        return tuple(
            _local_grid(workbook.get_sheet_by_name(meta.name), meta, preflight.of(meta.name, place))
            for place, meta in enumerate(workbook.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError as error:
        raise protected(source.name) from error
    except (CalamineError, OverflowError) as error:
        raise unreadable(source.name) from error
    except BaseException as error:
        # The reader is compiled code whose panics are no ordinary exceptions: a damaged file must not look like a crash of ours.
        if type(error).__name__ != "PanicException":
            raise
        raise unreadable(source.name) from error


def _local_grid(sheet: CalamineSheet, meta: SheetMetadata, facts: SheetFacts) -> WorkbookGrid:
    merged = tuple(
        (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return _grid(sheet, facts, hidden=meta.visible != SheetVisibleEnum.Visible, merged=merged)


def _grid(
    sheet: Sheet, facts: SheetFacts, *, hidden: bool, merged: tuple[Span, ...], said: tuple[str, ...] = ()
) -> WorkbookGrid:
    return WorkbookGrid(
        sheet.name,
        hidden,
        sheet,
        facts.errors,
        merged or facts.merged,
        (*said, *sheet_notes(facts, hidden=hidden)),
    )
