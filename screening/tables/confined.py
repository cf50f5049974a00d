"""A file read by another process under a memory limit: a bomb there is an error here, and what it holds passes through in batches."""

import datetime as dt
import json
import math
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, Any

from screening.errors import Location, TableError
from screening.tables import child
from screening.tables.cells import CellValue
from screening.tables.received import unpacked
from screening.tables.refusals import protected, unreadable
from screening.tables.source import Source

# Memory the reader may take: what it needs for real sheets is three times their unpacked size.
_BASE_MEMORY = 2 * 2**30
_MEMORY_FACTOR = 8
# A second unpacks some 40 MB; this is only met by a reader that hangs.
_BASE_SECONDS = 120.0
_SECONDS_A_MEGABYTE = 1.0
_LONGEST_MESSAGE = 2**31
_UNLIMITED = "was read in a process of its own, but without a limit on its memory: this system sets none"
# The file alone, without the package around it: the child is up before the parent has looked through the workbook.
_START = (
    "import sys, json, runpy; sys.path[:] = json.loads(sys.argv[1]); runpy.run_path(sys.argv[2])['serve']()"
)


@dataclass(slots=True)
class RemoteSheet:
    """A sheet in the other process, with the names that the reader's own sheets have."""

    name: str
    hidden: bool
    start: tuple[int, int] | None
    merged: tuple[tuple[int, int, int, int], ...]
    index: int
    place: int
    reader: "ConfinedReader"

    def iter_rows(self) -> Iterator[list[Any]]:
        """Its rows from `start` on."""
        return self.reader.rows(self.index)


@dataclass(slots=True, weakref_slot=True)
class ConfinedReader:
    """One child process that has a workbook open. It ends with this object, and with this process however that ends."""

    name: str
    process: "subprocess.Popen[bytes]"
    days: dict[int, dt.date] = field(default_factory=dict)
    limited: bool = True
    _asked: int = 0

    def sheets(self, seconds: float) -> tuple[RemoteSheet, ...]:
        """The worksheets, once the reader has opened the file; raises TableError where it cannot."""
        timer = threading.Timer(seconds, self.process.kill)
        timer.daemon = True
        timer.start()
        try:
            told = self._receive()
        finally:
            timer.cancel()
        if told.get("refused") == "password":
            raise protected(self.name)
        if "sheets" not in told:
            raise unreadable(self.name)
        self.limited = bool(told["limited"])
        return tuple(
            RemoteSheet(
                str(each["name"]),
                bool(each["hidden"]),
                None if each["start"] is None else (int(each["start"][0]), int(each["start"][1])),
                tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in each["merged"]),
                index,
                int(each["place"]),
                self,
            )
            for index, each in enumerate(told["sheets"])
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What a user should know of this way of reading."""
        return () if self.limited else (_UNLIMITED,)

    def rows(self, sheet: int) -> Iterator[list[Any]]:
        """The rows of a sheet; the next batch is made while this one is worked on. Several iterations may run side by side."""
        at = 0
        turn = self._ask(sheet, at)
        while True:
            batch = self._answer(turn, sheet, at)
            at += batch["rows"]
            if not batch["rows"]:
                return
            turn = self._ask(sheet, at)
            yield from map(list, zip(*self._columns(batch), strict=True))

    def _columns(self, batch: dict[str, Any]) -> list[Iterable[CellValue]]:
        try:
            return [unpacked(kind, data, self.days) for kind, data in batch["data"]]
        except (KeyError, TypeError, ValueError) as error:
            raise unreadable(self.name) from error

    def _ask(self, sheet: int, row: int) -> int:
        """Ask for a batch; gives the number of the question, by which its answer is known."""
        while self._asked % 2:
            # An iteration that was left, or another one, has an answer waiting: it will ask again.
            self._take()
        self._send({"sheet": sheet, "row": row})
        self._asked += 1
        return self._asked

    def _answer(self, turn: int, sheet: int, row: int) -> dict[str, Any]:
        if turn != self._asked:
            self._ask(sheet, row)
        return self._take()

    def _take(self) -> dict[str, Any]:
        self._asked += 1
        return self._receive()

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()
        except OSError as error:
            raise self._stopped() from error

    def _receive(self) -> dict[str, Any]:
        """The next message; its columns, as they were sent, under "data"."""
        size = int.from_bytes(self._read(8), "big")
        try:
            message = json.loads(self._read(size))
            if not isinstance(message, dict):
                raise unreadable(self.name)
            if "remedy" in message:
                raise TableError(
                    str(message["refused"]), where=Location(self.name), remedy=str(message["remedy"])
                )
            message["data"] = [(kind, self._read(int(length))) for kind, length in message.get("columns", ())]
        except (TypeError, ValueError) as error:
            raise unreadable(self.name) from error
        return message

    def _read(self, size: int) -> bytes:
        assert self.process.stdout is not None
        read = self.process.stdout.read(size) if 0 <= size < _LONGEST_MESSAGE else b""
        if len(read) < size:
            raise self._stopped()
        return read

    def _stopped(self) -> TableError:
        return TableError(
            "could not be read: reading it takes more memory or time than any real table of its size, or stops the reader",
            where=Location(self.name),
            remedy="copy the table to a new workbook, or export it as CSV",
        )


def start_reader(source: Source, size: int, *, columns: bool = False) -> ConfinedReader | None:
    """A process that begins to open `source` at once; None where the system starts no process.

    `size` is its size in bytes without compression; `columns` tells that it is a Parquet file and no workbook.
    """
    if not sys.executable:
        return None
    folders = json.dumps([os.path.abspath(each or os.curdir) for each in sys.path])  # noqa: PTH100 - entries may be archives
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter on our own file
            [sys.executable, "-I", "-c", _START, folders, child.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
    reader = ConfinedReader(source.name, process)
    weakref.finalize(reader, _end, process)
    inner = source.inner
    order = {
        "path": str(source.path.absolute()),
        "inner": None if inner is None else len(inner),
        "memory": _BASE_MEMORY + _MEMORY_FACTOR * size,
        "columns": columns,
    }
    _write(process.stdin, chain([json.dumps(order).encode() + b"\n"], [inner] if inner else []))
    return reader


def seconds_for(unpacked: int) -> float:
    """How long a reader may take to open a workbook."""
    return _BASE_SECONDS + math.ceil(unpacked / 2**20) * _SECONDS_A_MEGABYTE


def _write(pipe: IO[bytes] | None, pieces: "chain[bytes]") -> None:
    assert pipe is not None
    try:
        for piece in pieces:
            pipe.write(piece)
        pipe.flush()
    except OSError:
        # It has ended already: the first answer, which will be missing, tells.
        return


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue
    process.wait()
