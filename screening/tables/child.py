"""The far end of a confined reading: opens one workbook in a process of its own and hands its rows over, batch by batch, as JSON.

It imports nothing of the program but itself, takes what to read from standard input, and ends when that is closed.
"""

import datetime as dt
import io
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from queue import Queue
from typing import Any, BinaryIO

# Rows of one message: enough that its cost is shared, few enough that a parent holds them without noticing.
_BATCH_ROWS = 2_000
_PLAIN = frozenset({str, int, float, bool})
_MOST_MERGED = 1_000_000


def serve() -> None:
    """Answer requests on standard input until it is closed. The first says what to read and under which limit."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    order = json.loads(requests.readline())
    inner = requests.read(order["inner"]) if order["inner"] is not None else None
    _confine(order["memory"])
    wanted: Queue[bytes] = Queue()
    threading.Thread(target=_listen, args=(requests, wanted), daemon=True).start()
    sheets = _open(order["path"], inner, answers)
    if sheets is None:
        os._exit(0)  # the listening thread would hold up an orderly end
    place, rows = (-1, -1), iter(())
    while True:
        request = json.loads(wanted.get())
        asked = (int(request["sheet"]), int(request["row"]))
        if asked != place:
            rows = islice(sheets[asked[0]].iter_rows(), asked[1], None)
        batch = list(islice(rows, _BATCH_ROWS))
        place = (asked[0], asked[1] + len(batch))
        _send(
            answers, {"columns": [_pack(column) for column in zip(*batch, strict=True)], "rows": len(batch)}
        )


def _listen(requests: BinaryIO, wanted: "Queue[bytes]") -> None:
    """Nobody is left to read for once the pipe is closed: not even a reading that is under way goes on."""
    for line in iter(requests.readline, b""):
        wanted.put(line)
    os._exit(0)


def _confine(memory: int | None) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    if memory is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    # A reader that is stopped leaves no image of somebody's data behind.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _open(path: str, inner: bytes | None, answers: BinaryIO) -> list[Any] | None:
    from python_calamine import (  # noqa: PLC0415 - under the limit, which its memory counts for
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        source = path if inner is None else io.BytesIO(inner)
        workbook = CalamineWorkbook.from_object(source)
        metas = enumerate(workbook.sheets_metadata)
        kept = [(place, meta) for place, meta in metas if meta.typ == SheetTypeEnum.WorkSheet]
        sheets = [workbook.get_sheet_by_name(meta.name) for _, meta in kept]
        told = [
            {
                "name": sheet.name,
                "place": place,
                "hidden": meta.visible != SheetVisibleEnum.Visible,
                "start": sheet.start,
                "merged": _merged(sheet.merged_cell_ranges),
            }
            for (place, meta), sheet in zip(kept, sheets, strict=True)
        ]
    except PasswordError:
        _send(answers, {"refused": "password"})
    except (CalamineError, OSError, OverflowError):
        _send(answers, {"refused": "damaged"})
    else:
        _send(answers, {"sheets": told})
        return sheets
    return None


def _merged(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[list[int]]:
    return [[*first, *last] for first, last in islice(ranges or (), _MOST_MERGED)]


def _send(answers: BinaryIO, message: dict[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=False, default=_marked, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    answers.write(len(body).to_bytes(8, "big") + body)
    answers.flush()


def _pack(column: tuple[Any, ...]) -> Any:
    """Plain values as a list; a column of days, which are costly to write out, as their ordinals."""
    kinds = set(map(type, column))
    if kinds <= _PLAIN:
        return column
    if kinds <= {dt.date, str} and all(value == "" for value in column if type(value) is str):
        return {"days": [value.toordinal() if value != "" else 0 for value in column]}
    return {"cells": column}


def _marked(value: object) -> list[Any]:
    """A value that JSON has no form for."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, dt.timedelta):
        return ["timedelta", value.days, value.seconds, value.microseconds]
    return ["text", str(value)]


def unpack(column: Any, days: dict[int, dt.date]) -> Iterable[Any]:
    """The values of a column that `serve` has sent; `days` remembers the ones that came before. Raises ValueError for what it never sends."""
    if isinstance(column, list):
        return column
    if "days" in column:
        return [_day(number, days) if number else "" for number in column["days"]]
    return _unmarked(column["cells"])


def _day(number: int, days: dict[int, dt.date]) -> dt.date:
    day = days.get(number)
    if day is None:
        day = days[number] = dt.date.fromordinal(number)
    return day


def _unmarked(cells: list[Any]) -> Iterator[Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "datetime": dt.datetime.fromisoformat,
        "date": dt.date.fromisoformat,
        "time": dt.time.fromisoformat,
        "text": str,
    }
    for cell in cells:
        if not isinstance(cell, list):
            yield cell
        elif cell[0] == "timedelta":
            yield dt.timedelta(*cell[1:])
        else:
            yield readers[cell[0]](cell[1])
