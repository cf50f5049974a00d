"""A run in chunks: rows as they stand in, their part of the report and of the counts out, the same whichever process does it."""

import hashlib
import io
import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from screening.audit import block_answer_lines
from screening.collector import collector_paused
from screening.model import AnsweredBlock, Block, Decision, InputInfo, Row, RunInfo
from screening.pipeline import Tally
from screening.progress import SILENT, Progress
from screening.report import TEXTS, Reported, ReportFormat, clear_rows, pieces_of_block
from screening.runners.counts import Counts
from screening.runners.memory import peak_memory
from screening.tables import Portion, SheetReading, SheetRows, Table, TableOptions

CHUNK_ROWS = 10_000
"""Rows of one chunk: what is lost when a run is stopped, and, in decisions, some 40 MB."""


class Screens(Protocol):
    """What a run needs of a screener: `Screener` itself, or `ByRow`, which holds one for each set of editions."""

    def open_table(self, path: Path, options: TableOptions | None = None) -> Table: ...

    def screen(
        self, rows: Iterable[Row], *, tally: Tally | None = None, progress: Progress = SILENT
    ) -> Iterator[Decision]: ...

    def screen_block(self, block: Block, tally: Tally) -> AnsweredBlock: ...

    def run_info(self, inputs: Sequence[InputInfo], tally: Tally, *, command: str = "") -> RunInfo: ...


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive rows of one sheet: `sheet` counts over all tables, `second_table` is what the rows before left behind."""

    number: int
    sheet: int
    portion: Portion
    second_table: int = 0


@dataclass(slots=True)
class Part:
    """What a chunk came to. `content` are the pieces of its part of a text report, whose SHA-256 is `sha256` where it was asked for,
    or its answers for any other."""

    number: int
    sheet: int
    began_with: int
    second_table: int
    content: list[bytes] | list[Reported]
    tally: Tally = field(default_factory=Tally)
    counts: Counts = field(default_factory=Counts)
    answers: bytes = b""
    sha256: bytes = b""
    process: int = 0
    peak_bytes: int | None = None

    def answered(self) -> list[Reported]:
        """The answers of a part that is no text."""
        return [each for each in self.content if not isinstance(each, bytes)]

    def pieces(self) -> list[bytes]:
        """The text of a part that is text."""
        return [each for each in self.content if isinstance(each, bytes)]


class ChunkScreener:
    """Screens chunks with one screener; what its caches hold from one chunk to the next changes no answer."""

    def __init__(
        self,
        screener: Screens,
        readings: Sequence[SheetReading],
        form: ReportFormat | None,
        *,
        recorded: bool = False,
        sealed: bool = False,
    ) -> None:
        """`form` is the kind of report to make parts of, None for decisions as they are; `recorded` asks for the lines that are kept of every decision,
        `sealed` for the digest of a text."""
        self._screener = screener
        self._rows = [SheetRows(each) for each in readings]
        self._form = form
        self._recorded = recorded
        self._sealed = sealed

    def part(self, chunk: Chunk) -> Part:
        """Screen the rows of a chunk."""
        rows = self._rows[chunk.sheet]
        rows.second_table = chunk.second_table
        tally, counts = Tally(), Counts()
        with collector_paused():
            answered = self._screener.screen_block(rows.of(chunk.portion), tally)
            counts.answered(answered)
            content = self._content(answered)
            answers = block_answer_lines(answered) if self._recorded else b""
        part = Part(
            chunk.number,
            chunk.sheet,
            chunk.second_table,
            rows.second_table,
            content,
            tally,
            counts,
            answers,
            process=os.getpid(),
            peak_bytes=peak_memory(),
        )
        if self._sealed:
            part.sha256 = digest_of(part.pieces())
        return part

    def _content(self, answered: AnsweredBlock) -> list[bytes] | list[Reported]:
        if self._form in TEXTS:
            return pieces_of_block(self._form, answered)
        return list(clear_rows(answered) if self._form is not None else answered.decisions())


def digest_of(pieces: Iterable[bytes]) -> bytes:
    """The SHA-256 of a text in pieces."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


class _Known(pickle.Unpickler):
    # What was kept is read as the records that it is made of and as nothing else: a file that somebody put there can call no code.
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a run")


_OURS = ("screening.model.", "screening.pipeline", "screening.runners.", "screening.report.workbook.")
_PLAIN = frozenset(
    {
        ("collections", "Counter"),
        ("decimal", "Decimal"),
        ("datetime", "date"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
    }
)


def unpickled(content: bytes) -> object:
    """The part in what `pickle` wrote. Raises pickle.UnpicklingError for anything else."""
    found: object = _Known(io.BytesIO(content)).load()
    return found
