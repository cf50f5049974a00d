"""Chunks screened by several processes: handed out as they become free, given back in order; none outlives the process that started it."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Self, cast

from screening.errors import ScreeningError
from screening.matching.threads import processors
from screening.report import ReportFormat
from screening.runners.chunks import Chunk, ChunkScreener, Part
from screening.runners.opening import Opening
from screening.tables import SheetReading

_JOBS = 2
_LARGE = 16 << 20
"""Bytes of input, some 100,000 payments, from which on a second process has paid for its start (benchmarks/RUNS.md)."""
_DEFECT = 1
"""The exit code of a process that met an error of the program: it would meet it again."""
_AT_HAND = 2
"""Chunks that a worker has: one that it is about, and one so that it need not wait."""
_ON_THEIR_WAY = 3
"""Chunks a worker that are not given out again yet, those included that wait for an earlier one."""
_TRIES = 3
"""How often a chunk is given to another process when the one that had it was killed."""


def jobs_for(asked: int | None, inputs: Sequence[Path], *, text: bool) -> int:
    """How many processes screen where nobody says: two, if the machine has as many processors, for large inputs of which a text report is made.

    A workbook is written by one process, which takes longer than what others could take over.
    """
    if asked is not None:
        return asked
    size = sum(each.stat().st_size for each in inputs if each.is_file())
    return min(_JOBS, processors()) if text and size >= _LARGE else 1


@dataclass(frozen=True, slots=True)
class Order:
    """What every worker is told before its first chunk."""

    readings: tuple[SheetReading, ...]
    form: ReportFormat | None
    recorded: bool = False
    sealed: bool = False


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: "Connection[object, object]"
    # The one that it is about, then the one that waits for it.
    chunks: deque[Chunk] = field(default_factory=deque)


class Workers:
    """So many processes, as a context manager: on leaving, however that comes about, they are ended.

    Each opens the screener when it is started, which may be long before there is something to screen.
    """

    def __init__(self, opening: Opening, ground: tuple[str, ...], jobs: int) -> None:
        """`ground` is what the screener must rest on that each opens."""
        self._opening = opening
        self._ground = ground
        self._jobs = jobs
        self._order: Order | None = None
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
        process = context.Process(target=_serve, args=(theirs, self._opening, self._ground), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        if self._order is not None:
            _send(worker, self._order)
        return worker

    def parts(self, order: Order, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Part]]:
        """Each chunk with its part, in order. Never more than three times as many chunks as workers are on their way.

        Raises:
            ScreeningError: what a worker met, or that workers were killed again and again over one chunk.
        """
        self._order = order
        for worker in self._workers:
            _send(worker, order)
        stream = iter(chunks)
        waiting: deque[Chunk] = deque()
        done: dict[int, Part] = {}
        following = next(stream, None)
        while following is not None or waiting:
            while following is not None and len(waiting) < _ON_THEIR_WAY * self._jobs:
                freest = min(self._workers, key=lambda each: len(each.chunks))
                if len(freest.chunks) >= _AT_HAND:
                    break
                freest.chunks.append(following)
                _send(freest, following)
                waiting.append(following)
                following = next(stream, None)
            if waiting and waiting[0].number in done:
                chunk = waiting.popleft()
                yield chunk, done.pop(chunk.number)
                continue
            for part in self._received():
                done[part.number] = part

    def _received(self) -> Iterator[Part]:
        busy = {each.pipe: each for each in self._workers if each.chunks}
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
            worker.chunks.popleft()
            yield answer

    def _replace(self, worker: _Worker) -> None:
        """A worker that was killed gives its chunks to a new one; a chunk that kills worker after worker ends the run."""
        worker.process.join()
        chunk, code = worker.chunks[0], worker.process.exitcode
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
        for each in worker.chunks:
            _send(worker, each)


def _send(worker: _Worker, message: Order | Chunk) -> None:
    try:
        worker.pipe.send(message)
    except OSError:
        return  # it has ended: found out when its answer is asked for


def _serve(pipe: "Connection[object, object]", opening: Opening, ground: tuple[str, ...]) -> None:
    """A worker's life: an order, then chunks in, parts out, until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # A defect must not print rows of somebody's data: the process that asked says what is to be done.
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open for as long as the process lives
    inbox: Queue[object] = Queue()
    threading.Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    try:
        opened, refused = opening.open_same(ground), None
    except ScreeningError as error:
        opened, refused = None, _plain(error)
    order = inbox.get()
    assert isinstance(order, Order)
    screener = (
        ChunkScreener(opened, order.readings, order.form, recorded=order.recorded, sealed=order.sealed)
        if opened is not None
        else None
    )
    while True:
        chunk = inbox.get()
        assert isinstance(chunk, Chunk)
        _give(pipe, refused if screener is None else _answer(screener, chunk))


def _listen(pipe: "Connection[object, object]", inbox: "Queue[object]") -> None:
    """What is sent is taken at once: who sends it never waits until it is wanted."""
    while True:
        try:
            inbox.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


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
