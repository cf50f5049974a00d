"""Rows as they stand, in portions, and how they become records: the two can be in different processes."""

import datetime as dt
from dataclasses import dataclass

from screening.model import Block, Layout, Places, Row, SkippedRow, UnreadableRow, Vocabulary
from screening.tables.cells import RawRow, is_blank
from screening.tables.headers import AliasIndex
from screening.tables.planned import PlannedColumn
from screening.tables.raws import RawRows, Raws
from screening.tables.records import RowReader
from screening.tables.skips import SkipRules
from screening.tables.stretches import Stretch
from screening.values import DateOrder


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How the rows of one sheet are read; it can be sent to another process."""

    file: str
    sheet: str
    columns: tuple[PlannedColumn, ...]
    vocabulary: Vocabulary
    screenable: bool
    looks_like_parties: bool
    width: int | None
    date_order: DateOrder | None
    day_zero: dt.date
    today: dt.date | None


@dataclass(frozen=True, slots=True)
class Portion:
    """Consecutive rows of one sheet (its number in the table), themselves or where they lie; `repeats` gives by row number the first row that says the same."""

    sheet: int
    held: RawRows | Stretch
    repeats: dict[int, int]

    def raws(self) -> Raws:
        """The rows. Raises TableError where they can no longer be read."""
        return self.held.raws() if isinstance(self.held, Stretch) else self.held

    @property
    def first(self) -> int:
        """The number of the first row."""
        return self.held.first

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.held.last


class SheetRows:
    """Makes rows of one sheet's raw rows, in order."""

    def __init__(self, reading: SheetReading) -> None:
        self._reading = reading
        self._reader = _row_reader(reading) if reading.screenable else None

    @property
    def second_table(self) -> int:
        """The number of the row with which another table began on the sheet, 0 before: all that goes from one row to the next."""
        return self._reader.second_table if self._reader is not None else 0

    @second_table.setter
    def second_table(self, number: int) -> None:
        if self._reader is not None:
            self._reader.second_table = number

    def of(self, portion: Portion) -> Block:
        """The rows of a portion."""
        if self._reader is not None:
            return self._reader.block(portion.raws(), portion.repeats)
        rows = [_refused(self._reading, raw) for raw in portion.raws().rows()]
        return Block(
            self._reading.file, self._reading.sheet, rows, Layout((), (), (), {}), Places((), ()), (), (), ()
        )


def _row_reader(reading: SheetReading) -> RowReader:
    return RowReader(
        reading.file,
        reading.sheet,
        reading.columns,
        reading.vocabulary,
        SkipRules(reading.columns, AliasIndex(reading.vocabulary)),
        width=reading.width,
        date_order=reading.date_order,
        day_zero=reading.day_zero,
        today=reading.today,
    )


def _refused(reading: SheetReading, raw: RawRow) -> Row:
    file, sheet = reading.file, reading.sheet
    if all(is_blank(value) for value in raw.values):
        return SkippedRow(file, sheet, raw.number, "blank row")
    if reading.looks_like_parties:
        return UnreadableRow(file, sheet, raw.number, "no column of this sheet is known to hold names")
    return SkippedRow(file, sheet, raw.number, "the sheet holds no table of parties")
