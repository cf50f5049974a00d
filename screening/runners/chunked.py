"""The chunks of a run on their way: those that were kept, those done here, those done by other processes; always in order."""

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from screening.pipeline import Screener
from screening.report import ReportFormat
from screening.runners.chunks import Chunk, ChunkScreener, Part, Screens
from screening.runners.memory import peak_memory
from screening.runners.opening import ground_of
from screening.runners.unfinished import Unfinished
from screening.runners.way import Way
from screening.runners.workers import Order, Workers
from screening.tables import SheetReading, Table


class Peaks:
    """The most memory that each process of a run has held."""

    def __init__(self) -> None:
        self._by_process: dict[int, int] = {}

    def add(self, part: Part) -> None:
        """Take in what the process of a part has held so far."""
        self._by_process[part.process] = part.peak_bytes or 0

    def total(self) -> int | None:
        """In bytes, all processes together; None where the system does not tell."""
        own = peak_memory()
        here = os.getpid()
        others = (peak for process, peak in self._by_process.items() if process != here)
        return None if own is None else own + sum(others)


class Chunked:
    """One run over the chunks of its tables."""

    def __init__(
        self,
        screener: Screens,
        tables: Sequence[Table],
        form: ReportFormat | None,
        way: Way,
        kept: Unfinished | None,
    ) -> None:
        self._tables = tuple(tables)
        self._readings: tuple[SheetReading, ...] = tuple(
            each for table in tables for each in table.readings()
        )
        self._screener = screener
        self._sealed = kept is not None and form is not None
        self._here = ChunkScreener(
            screener, self._readings, form, recorded=way.record is not None, sealed=self._sealed
        )
        self._form = form
        self._way = way
        self._kept = kept
        # By sheet, the row with which a second table began on it: what a chunk needs to know of those before.
        self._second_table: dict[int, int] = {}

    def parts(self) -> Generator[Part, None, None]:
        """The part of every chunk, in order: what was kept first, then what is new, which is kept from now on."""
        chunks = self._chunks()
        if self._kept is not None and self._way.resume:
            for part in self._kept.parts():
                next(chunks, None)
                self._second_table[part.sheet] = part.second_table
                yield replace(part, process=0, peak_bytes=None)
        for chunk, part in self._screened(chunks):
            before = self._second_table.get(chunk.sheet, 0)
            # It was sent out before the one ahead of it had found where a second table begins.
            right = (
                part if part.began_with == before else self._here.part(replace(chunk, second_table=before))
            )
            self._second_table[chunk.sheet] = right.second_table
            if self._kept is not None:
                self._kept.keep(right)
            yield right

    def _chunks(self) -> Iterator[Chunk]:
        number = first_sheet = 0
        for table in self._tables:
            for portion in table.portions(self._way.chunk_rows):
                sheet = first_sheet + portion.sheet
                yield Chunk(number, sheet, portion, self._second_table.get(sheet, 0))
                number += 1
            first_sheet += len(table.readings())

    def _screened(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Part]]:
        way = self._way
        with ExitStack() as until_the_end:
            workers = way.workers
            if (
                workers is None
                and way.jobs > 1
                and way.opening is not None
                and isinstance(self._screener, Screener)
            ):
                ground = ground_of(self._screener)
                workers = until_the_end.enter_context(Workers(way.opening, ground, way.jobs))
            if workers is None:
                yield from ((chunk, self._here.part(chunk)) for chunk in chunks)
            else:
                yield from workers.parts(self._order(), chunks)

    def _order(self) -> Order:
        return Order(self._readings, self._form, recorded=self._way.record is not None, sealed=self._sealed)
