"""Columns as a reader in another process sends them (`screening.tables.child`), back as cells."""

import datetime as dt
import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from screening.tables.cells import CellError, CellValue

_BETWEEN = "\x1f"
_READERS: dict[str, Callable[[str], CellValue]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "Decimal": Decimal,
    "error": CellError,
    "text": str,
}


def unpacked(kind: str, data: bytes, days: dict[int, dt.date]) -> Iterable[CellValue]:
    """The cells of one column; `days` remembers the days that came before. Raises ValueError and its like for what is never sent."""
    if kind == "texts":
        return data.decode("utf-8", "surrogatepass").split(_BETWEEN)
    if kind == "numbers":
        return array("d", data)
    if kind == "days":
        return [_day(number, days) if number else "" for number in array("l", data)]
    return _unmarked(json.loads(data.decode("utf-8", "surrogatepass")))


def _day(number: int, days: dict[int, dt.date]) -> dt.date:
    day = days.get(number)
    if day is None:
        day = days[number] = dt.date.fromordinal(number)
    return day


def _unmarked(cells: list[Any]) -> Iterator[CellValue]:
    for cell in cells:
        if not isinstance(cell, list):
            yield cell
        elif cell[0] == "timedelta":
            yield dt.timedelta(*cell[1:])
        else:
            yield _READERS[cell[0]](cell[1])
