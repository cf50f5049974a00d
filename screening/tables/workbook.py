"""Excel and OpenDocument workbooks as rows, by calamine behind the preflight."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

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
from screening.tables.cells import Book, CellError, CellValue, RawRow, column_letter
from screening.tables.confined import ConfinedReader, protected, seconds_for, start_reader, unreadable
from screening.tables.legacy import BrokenContainer, inspect_legacy
from screening.tables.preflight import Preflight, SheetFacts, inspect_workbook, unpacked_size
from screening.tables.source import Source

_DAY_ZERO_1904 = dt.date(1904, 1, 1)
_DAY_ZERO_1900 = dt.date(1899, 12, 30)
# Beyond one of these a workbook is read by another process: its cells then take no memory of this one.
_CONFINED_FROM_BYTES = 8 * 2**20
_CONFINED_FROM_UNPACKED = 64 * 2**20
_CONFINED_FROM_CELLS = 8_000_000
# A cell takes up to this many bytes in a workbook of Excel 97-2003 once it is read, for each byte in the file.
_LEGACY_GROWTH = 8

Span = tuple[int, int, int, int]


class Sheet(Protocol):
    """What is needed of a sheet, here or in another process: its first row and column with content, and the rows from there on."""

    @property
    def name(self) -> str: ...
    @property
    def start(self) -> tuple[int, int] | None: ...

    def iter_rows(self) -> Iterator[list[Any]]: ...


@dataclass(frozen=True, slots=True)
class WorkbookGrid:
    """One sheet; merged cells that reach over several rows repeat their value in each, as a reader sees it."""

    name: str
    hidden: bool
    sheet: Sheet
    errors: dict[tuple[int, int], CellError]
    merged: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[RawRow]:
        """Every row from row 1 to the last with content, cells from column A."""
        errors: dict[int, list[tuple[int, CellError]]] = {}
        for (row, column), shown in self.errors.items():
            errors.setdefault(row, []).append((column, shown))
        covers = _Covers(self.merged)
        last = -1
        for last, values in enumerate(self._read()):
            for column, shown in errors.get(last, ()):
                _put(values, column, shown)
            if covers.wait_for <= last:
                covers.lay(last, values)
            yield RawRow(last + 1, values)
        # Errors below the last cell with a value are not in the reader's range at all.
        for index in range(last + 1, max(errors, default=-1) + 1):
            values = []
            for column, shown in errors.get(index, ()):
                _put(values, column, shown)
            yield RawRow(index + 1, values)

    def _read(self) -> Iterator[list[CellValue]]:
        if self.sheet.start is None:
            return self.sheet.iter_rows()
        left = self.sheet.start[1]
        if not left:
            return self.sheet.iter_rows()
        margin: list[CellValue] = [""] * left
        return (margin + read for read in self.sheet.iter_rows())


class _Covers:
    """Merged cells that reach over several rows, taken up and dropped as the rows go by."""

    def __init__(self, merged: Sequence[Span]) -> None:
        tall = (span for span in merged if span[2] > span[0])
        self._coming = sorted(tall, key=lambda span: (span[0], span[1]), reverse=True)
        self._open: list[tuple[int, int, CellValue]] = []
        self._look_ahead()

    def _look_ahead(self) -> None:
        # The next row at which there is something to do.
        self.wait_for: float = -1 if self._open else self._coming[-1][0] if self._coming else float("inf")

    def lay(self, row: int, values: list[CellValue]) -> None:
        """Fill the cells of a row that lie under a merged cell which begins above it."""
        for _, left, value in self._open:
            _put(values, left, value)
        while self._coming and self._coming[-1][0] <= row:
            _, left, bottom, _ = self._coming.pop()
            self._open.append((bottom, left, values[left] if left < len(values) else ""))
        self._open = [each for each in self._open if each[0] > row]
        self._look_ahead()


def _put(values: list[CellValue], column: int, value: CellValue) -> None:
    if column >= len(values):
        values.extend([""] * (column + 1 - len(values)))
    values[column] = value


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
            _grid(each, preflight.of(each.name, each.place), hidden=each.hidden, merged=each.merged)
            for each in sheets
        )
    elif untrusted:
        raise TableError(
            "cannot be read in a process of its own, as --untrusted asks: this system starts none",
            where=Location(source.name),
            remedy="read it without --untrusted, or elsewhere",
        )
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


def _grid(sheet: Sheet, facts: SheetFacts, *, hidden: bool, merged: tuple[Span, ...]) -> WorkbookGrid:
    return WorkbookGrid(
        sheet.name,
        hidden,
        sheet,
        facts.errors,
        merged or facts.merged,
        tuple(_notes(facts, hidden=hidden)),
    )


def _notes(facts: SheetFacts, *, hidden: bool) -> Iterator[str]:
    if facts.errors:
        places = [f"{column_letter(column)}{row + 1}" for row, column in sorted(facts.errors)[:5]]
        yield f"cells that show an error or were never calculated: {len(facts.errors):,} ({_listed(places, len(facts.errors))})"
    if facts.hidden_rows:
        spans = _spans([row + 1 for row in facts.hidden_rows])
        yield (
            f"rows hidden in Excel: {len(facts.hidden_rows):,} ({_listed(spans[:5], len(spans))}); "
            "they are screened like any other"
        )
    if facts.hidden_columns:
        letters = [column_letter(column) for column in facts.hidden_columns]
        yield (
            f"columns hidden in Excel: {len(letters):,} ({_listed(letters[:8], len(letters))}); they are read like any other"
        )
    if hidden:
        yield "the sheet is hidden in Excel; it is read all the same"


def _listed(shown: Sequence[str], total: int) -> str:
    return ", ".join(shown) + (f" and {total - len(shown):,} more" if total > len(shown) else "")


def _spans(numbers: Sequence[int]) -> list[str]:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]
