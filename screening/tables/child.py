"""The far end of a confined reading: opens one file in a process of its own and hands its rows over, batch by batch.

It imports nothing of the program but itself (and, for a Parquet file, its reader), takes what to read from standard input, and ends when that
is closed. `screening.tables.received` is the near end.
"""

import datetime as dt
import gc
import io
import json
import os
import sys
import threading
from array import array
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from queue import Queue
from typing import Any, BinaryIO, Protocol

# Rows of one message: enough that its cost is shared, few enough that a parent holds them without noticing.
_BATCH_ROWS = 2_000
_MOST_MERGED = 1_000_000
# Stands between the texts of a column; a column in which it also stands within a text goes another way.
_BETWEEN = "\x1f"


class _RefusedError(Exception):
    """What stands in the way, and the remedy."""


class _Sheet(Protocol):
    def iter_rows(self) -> Iterable[list[Any]]: ...


def serve() -> None:
    """Answer requests on standard input until it is closed. The first says what to read and under which limit."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    order = json.loads(requests.readline())
    inner = requests.read(order["inner"]) if order["inner"] is not None else None
    limited = _confine(order["memory"])
    wanted: Queue[bytes] = Queue()
    threading.Thread(target=_listen, args=(requests, wanted), daemon=True).start()
    # Rows are made and sent a million times over and never in a circle: looking for circles among them takes a third as long again.
    gc.disable()
    opened = _open_columns(order["path"]) if order["columns"] else _open(order["path"], inner)
    _send(answers, {**opened[0], "limited": limited})
    if not opened[1]:
        os._exit(0)  # the listening thread would hold up an orderly end
    _answer(opened[1], wanted, answers)


def _answer(sheets: list[_Sheet], wanted: "Queue[bytes]", answers: BinaryIO) -> None:
    place = (-1, -1)
    rows: Iterator[list[Any]] = iter(())
    while True:
        request = json.loads(wanted.get())
        asked = (int(request["sheet"]), int(request["row"]))
        if asked != place:
            rows = islice(sheets[asked[0]].iter_rows(), asked[1], None)
        try:
            batch = list(islice(rows, _BATCH_ROWS))
        except _RefusedError as error:
            _send(answers, {"refused": error.args[0], "remedy": error.args[1]})
            os._exit(0)
        place = (asked[0], asked[1] + len(batch))
        packed = [_pack(column) for column in zip(*batch, strict=True)]
        _send(answers, {"rows": len(batch), "columns": [(kind, len(data)) for kind, data in packed]}, packed)


def _listen(requests: BinaryIO, wanted: "Queue[bytes]") -> None:
    """Nobody is left to read for once the pipe is closed: not even a reading that is under way goes on."""
    for line in iter(requests.readline, b""):
        wanted.put(line)
    os._exit(0)


def _confine(memory: int | None) -> bool:
    """Set the limit, and tell whether the system holds to it."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return False
    # A reader that is stopped leaves no image of somebody's data behind.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if memory is None:
        return False
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ValueError, OSError):
        return False
    # macOS takes the limit and does not keep it.
    return sys.platform != "darwin"


def _open(path: str, inner: bytes | None) -> tuple[dict[str, Any], list[_Sheet]]:
    """What is told of a workbook, and its sheets; none where it is refused."""
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
        return {"refused": "password"}, []
    except (CalamineError, OSError, OverflowError):
        return {"refused": "damaged"}, []
    return {"sheets": told}, list(sheets)


class _Columns:
    """A Parquet file as a sheet whose first row are its columns' names."""

    def __init__(self, grid: Any) -> None:
        self._grid = grid

    def iter_rows(self) -> Iterator[list[Any]]:
        from screening.errors import TableError  # noqa: PLC0415 - a workbook needs none of it

        try:
            for row in self._grid.rows():
                yield row.values
        except TableError as error:
            raise _RefusedError(error.message, error.remedy) from error


def _open_columns(path: str) -> tuple[dict[str, Any], list[_Sheet]]:
    from pathlib import Path  # noqa: PLC0415 - a workbook needs none of these

    from screening.errors import TableError  # noqa: PLC0415
    from screening.tables.columnar import open_parquet  # noqa: PLC0415
    from screening.tables.source import source_of  # noqa: PLC0415

    try:
        (grid,) = open_parquet(source_of(Path(path))).grids
    except TableError as error:
        return {"refused": error.message, "remedy": error.remedy}, []
    told = {"name": "", "place": 0, "hidden": False, "start": (0, 0), "merged": []}
    return {"sheets": [told]}, [_Columns(grid)]


def _merged(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]] | None) -> list[list[int]]:
    return [[*first, *last] for first, last in islice(ranges or (), _MOST_MERGED)]


def _send(answers: BinaryIO, message: dict[str, Any], packed: Iterable[tuple[str, bytes]] = ()) -> None:
    """A message: its length, itself as JSON, and after it the columns that it lists."""
    head = json.dumps(message).encode()
    answers.write(len(head).to_bytes(8, "big") + head)
    for _, data in packed:
        answers.write(data)
    answers.flush()


def _pack(column: tuple[Any, ...]) -> tuple[str, bytes]:
    """A column as bytes, and how they are to be read: most columns are of one kind, whose short form costs a fraction of the general one."""
    kinds = set(map(type, column))
    if kinds == {str}:
        joined = _BETWEEN.join(column)
        if joined.count(_BETWEEN) == len(column) - 1:
            return "texts", joined.encode("utf-8", "surrogatepass")
    elif kinds == {float}:
        return "numbers", array("d", column).tobytes()
    elif kinds <= {dt.date, str} and all(value == "" for value in column if type(value) is str):
        return "days", array("l", [value.toordinal() if value != "" else 0 for value in column]).tobytes()
    text = json.dumps(column, ensure_ascii=False, default=_marked, separators=(",", ":"))
    return "cells", text.encode("utf-8", "surrogatepass")


def _marked(value: object) -> list[Any]:
    """A value that JSON has no form for."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, dt.timedelta):
        return ["timedelta", value.days, value.seconds, value.microseconds]
    if isinstance(value, Decimal):
        return ["Decimal", str(value)]
    shown = getattr(value, "shown", None)
    return ["text", str(value)] if shown is None else ["error", str(shown)]
