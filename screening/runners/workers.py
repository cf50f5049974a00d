"""Chunks screened by several processes: handed out as they become free, given back in order; none outlives the process that started it."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from screening.errors import ScreeningError
from screening.report import ReportFormat
from screening.runners.chunks import Chunk, ChunkScreener, Part
from screening.runners.opening import Opening
from screening.tables import SheetReading

_DEFECT = 1
"""The exit code of a process that met an error of the program: it would meet it again."""
_TRIES = 3
"""How often a chunk is given to another process when the one that had it was killed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What every worker is started with."""

    opening: Opening
    ground: tuple[str, ...]
    readings: tuple[SheetReading, ...]
    form: ReportFormat | None
    recorded: bool = False
    sealed: bool = False


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: "Connection[object, object]"
    chunk: Chunk | None = None


class Workers:
    """So many processes, as a context manager: on leaving, however that comes about, they are ended."""

    def __init__(self, order: Order, jobs: int) -> None:
        self._order = order
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._tries: dict[int, int] = {}

    def __enter__(self) -> Self:
        self._workers = [self._started() for _ in range(self._jobs)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._workers:
            each.process.kill()
        for each in self._workers:
            each.process.join()
            each.pipe.close()

    def _started(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._order), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def parts(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Part]]:
        """Each chunk with its part, in order. Never more than twice as many chunks as workers are on their way.

        Raises:
            ScreeningError: what a worker met, or that workers were killed again and again over one chunk.
        """
        stream = iter(chunks)
        order: deque[Chunk] = deque()
        done: dict[int, Part] = {}
        following = next(stream, None)
        while following is not None or order:
            for worker in self._workers:
                if worker.chunk is None and following is not None and len(order) < 2 * self._jobs:
                    self._give(worker, following)
                    order.append(following)
                    # Read ahead: it is ready when the next worker is.
                    following = next(stream, None)
            if order and order[0].number in done:
                chunk = order.popleft()
                yield chunk, done.pop(chunk.number)
                continue
            for part in self._received():
                done[part.number] = part

    def _give(self, worker: _Worker, chunk: Chunk) -> None:
        worker.chunk = chunk
        try:
            worker.pipe.send(chunk)
        except OSError:
            return  # it has ended: found out when its answer is asked for

    def _received(self) -> Iterator[Part]:
        busy = {each.pipe: each for each in self._workers if each.chunk is not None}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                answer = _taken(worker.pipe)
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(answer, ScreeningError):
                raise answer
            assert isinstance(answer, Part)
            worker.chunk = None
            yield answer

    def _replace(self, worker: _Worker) -> None:
        """A worker that was killed gives its chunk to a new one; a chunk that kills worker after worker ends the run."""
        worker.process.join()
        chunk, code = worker.chunk, worker.process.exitcode
        assert chunk is not None
        tried = self._tries[chunk.number] = self._tries.get(chunk.number, 0) + 1
        if code == _DEFECT or tried >= _TRIES:
            what = (
                "met an error of the program" if code == _DEFECT else f"was ended from outside {tried} times"
            )
            raise ScreeningError(
                f"a process that screened rows {chunk.portion.first}-{chunk.portion.last} {what}",
                remedy="run with --jobs 1, which needs less memory; with --debug it shows the error",
            )
        worker.pipe.close()
        fresh = self._started()
        worker.process, worker.pipe = fresh.process, fresh.pipe
        self._give(worker, chunk)


def _serve(pipe: "Connection[object, object]", order: Order) -> None:
    """A worker's life: chunks in, parts out, until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # A defect must not print rows of somebody's data: the process that asked says what is to be done.
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open for as long as the process lives
    try:
        screener: ChunkScreener | None = ChunkScreener(
            order.opening.open_same(order.ground),
            order.readings,
            order.form,
            recorded=order.recorded,
            sealed=order.sealed,
        )
        refused: ScreeningError | None = None
    except ScreeningError as error:
        screener, refused = None, _plain(error)
    while True:
        try:
            chunk = pipe.recv()
        except EOFError:
            return
        assert isinstance(chunk, Chunk)
        _give(pipe, refused if screener is None else _answer(screener, chunk))


def _give(pipe: "Connection[object, object]", answer: "Part | ScreeningError | None") -> None:
    """The pieces of a text go by themselves: they are copied into no message."""
    pieces = answer.pieces() if isinstance(answer, Part) else []
    if isinstance(answer, Part) and pieces:
        answer.content = []
    pipe.send((answer, len(pieces)))
    for piece in pieces:
        pipe.send_bytes(piece)


def _taken(pipe: "Connection[object, object]") -> object:
    """What `_give` has sent. Raises EOFError or OSError where the process has ended."""
    answer, pieces = cast("tuple[object, int]", pipe.recv())
    if isinstance(answer, Part) and pieces:
        answer.content = [pipe.recv_bytes() for _ in range(pieces)]
    return answer


def _answer(screener: ChunkScreener, chunk: Chunk) -> Part | ScreeningError:
    try:
        return screener.part(chunk)
    except ScreeningError as error:
        return _plain(error)


def _plain(error: ScreeningError) -> ScreeningError:
    """The error as one that travels: a group of errors as its text."""
    told = ScreeningError(str(error))
    told.exit_code = error.exit_code
    return told


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
