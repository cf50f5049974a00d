"""What a person sees while work goes on: words and bars on standard error, bars only on a terminal."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from screening.progress import SILENT, Progress

# Columns of a line that goes to a file or a pipe: a table there is cut by nothing.
_UNBROKEN = 1000


def words() -> Console:
    """Standard error: plain when piped, coloured on a terminal unless NO_COLOR is set."""
    return Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else _UNBROKEN)


def results() -> Console:
    """Standard output: results only. Piped, lines are as long as they need to be, and plain."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _UNBROKEN)


class _Rate(TextColumn):
    """Units a second, once they are known."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} rows/s" if speed else "")


class TerminalProgress:
    """A bar with rows, rate and time left; use as a context manager so that the cursor comes back whatever happens."""

    def __init__(self, console: Console) -> None:
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def pause(self) -> None:
        """Take the bar away, for a question; the next stage brings it back."""
        self.finish()
        self._bar.stop()

    def start(self, stage: str, total: int | None) -> None:
        self.finish()
        self._bar.start()
        self._task = self._bar.add_task(stage, total=total)

    def advance(self, done: int) -> None:
        if self._task is not None:
            self._bar.advance(self._task, done)

    def finish(self) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
            self._task = None


class _Nobody:
    """A context manager that gives silent progress."""

    def __enter__(self) -> Progress:
        return SILENT

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to put back."""


def watch(console: Console) -> TerminalProgress | _Nobody:
    """A bar where a person can see one, silence elsewhere."""
    return TerminalProgress(console) if console.is_terminal else _Nobody()
