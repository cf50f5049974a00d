"""What a cell holds before anyone says what it means, and its text as a reader would write it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error or a formula that was never calculated: `shown` is what Excel shows or would say of it."""

    shown: str


CellValue = str | int | float | bool | Decimal | dt.datetime | dt.date | dt.time | dt.timedelta | CellError


class RawRow(NamedTuple):
    """One row: the number that Excel shows, the cells from column A on, and why the row as a whole cannot be trusted, if so."""

    number: int
    values: list[CellValue]
    problem: str | None = None


# Excel keeps 15 significant digits; a longer number has already lost its last ones in the file.
EXACT_DIGITS_BOUND = 10**15


def text_of(value: CellValue) -> str:
    """The cell's text, trimmed: whole numbers without a fraction, dates as YYYY-MM-DD, an error as it shows."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time.min:
        return value.date().isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.shown if isinstance(value, CellError) else str(value)


_ERROR_TEXT = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|Н/Д|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|ДЕЛ/0!)|Err:\d{3}"
)


def error_in(value: CellValue) -> str | None:
    """What an error cell shows ("#N/A"), also where a format keeps it as text; None for any other cell."""
    if isinstance(value, CellError):
        return value.shown
    if isinstance(value, str) and value[:1] in "#E" and _ERROR_TEXT.fullmatch(value.strip()):
        return value.strip()
    return None


def is_blank(value: CellValue) -> bool:
    """Nothing but spaces (no-break and zero-width ones too)."""
    return isinstance(value, str) and not value.strip().strip("\u200b\ufeff\u2060")


@cache
def column_letter(index: int) -> str:
    """0 → "A", 26 → "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Grid(Protocol):
    """The rows of one sheet, readable again and again; `merged` are (first row, first column, last row, last column), counted from 0."""

    @property
    def name(self) -> str: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def merged(self) -> tuple[tuple[int, int, int, int], ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...

    def rows(self) -> Iterator[RawRow]: ...


@dataclass(frozen=True, slots=True)
class Book:
    """An opened file: what it is, its sheets, and the day that serial number 0 stands for."""

    format: str
    sha256: str
    size: int
    grids: tuple[Grid, ...]
    day_zero: dt.date = dt.date(1899, 12, 30)
