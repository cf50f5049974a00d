"""Files screened with words and a bar on standard error: what `screening run` and the demo do once they know what is asked."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening.audit import Recorder
from screening.cli import confirming
from screening.cli.reading import ask_password
from screening.cli.summary import say_annotation, say_columns, say_summary, say_unread
from screening.cli.terminal import TerminalProgress, watch, words
from screening.cli.wording import say_notes
from screening.pipeline import Screener, Tally
from screening.report import TEXTS
from screening.review import NOBODY
from screening.runners.annotated import Annotation
from screening.runners.by_row import by_row, fixed_lists
from screening.runners.chunks import Screens
from screening.runners.local import open_tables, run_local
from screening.runners.opening import Opening, ground_of
from screening.runners.way import Way
from screening.runners.workers import Workers, jobs_for
from screening.tables import Table, is_protected

if TYPE_CHECKING:
    from rich.console import Console

    from screening.cli.engines import Spark
    from screening.model import Decision
    from screening.progress import Progress
    from screening.review import Standing
    from screening.runners import RunRequest
    from screening.runners.local import RunSummary
    from screening.runners.logbook import Logbook
    from screening.settings import Settings
    from screening.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """What to screen, with what, and how to go about it. `observe` is told of each decision, and `logbook` of the run."""

    request: "RunRequest"
    settings: "Settings"
    lists: tuple[str | Path, ...] = ()
    house_lists: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    ownership: Path | None = None
    workspace: "Workspace | None" = None
    house_rules: bool = True
    allow_stale: bool = False
    standing: "Standing | None" = None
    logbook: "Logbook | None" = None
    jobs: int | None = None
    resume: bool = False
    spark: "Spark | None" = None
    keep_input: bool = False
    observe: "Callable[[Decision], None] | None" = None

    @property
    def opening(self) -> Opening:
        """How the screener is opened, here and in every other process."""
        return Opening(
            self.settings,
            tuple(fixed_lists(self.lists)) if self.settings.by_row else self.lists,
            self.house_lists,
            self.rules,
            self.ownership,
            self.workspace,
            self.house_rules,
            self.allow_stale,
            self.standing or NOBODY,
        )

    @property
    def processes(self) -> int:
        """How many screen; one where rows are judged each by its own day, or on a cluster."""
        if self.spark is not None or self.settings.by_row:
            return 1
        request = self.request
        text = request.format in TEXTS and not (request.annotate or request.redactor or self.observe)
        return jobs_for(self.jobs, request.inputs, text=text)


def screen_files(asked: Asked) -> int:
    """Run what is asked. Gives the exit code."""
    console, request = words(), asked.request
    # Asked before anything moves on the screen.
    passwords = {each: ask_password(each) for each in request.inputs if is_protected(each)}
    recorder = Recorder() if asked.logbook is not None else None
    with ExitStack() as until_the_end, watch(console) as progress:
        progress.start("Reading measures and lists", None)
        opened = asked.opening.open(progress)
        say_notes(console, opened.notes)
        screener: Screens = opened
        if asked.settings.by_row:
            screener = by_row(opened, asked.lists, asked.workspace, allow_stale=asked.allow_stale)
        workers = None
        if asked.processes > 1:
            # They open the same screener while the inputs are looked through.
            workers = until_the_end.enter_context(Workers(asked.opening, ground_of(opened), asked.processes))
        tables = _tables(asked, screener, passwords, console, progress)
        annotation = annotation_of(request, tables)
        say_annotation(console, annotation)
        if asked.logbook is not None:
            begun = screener.run_info([each.info for each in tables], Tally(), command=request.command)
            asked.logbook.begun(begun, request)
        way = Way(
            workers=workers,
            keep=None if asked.settings.by_row else asked.workspace,
            resume=asked.resume,
            record=recorder.take_lines if recorder else None,
            say=lambda text: say_notes(console, [text]),
        )
        if asked.spark is not None:
            summary = asked.spark.run(opened, tables, request, asked.opening, way.record, progress)
        else:
            summary = run_local(
                screener,
                tables,
                request,
                progress=progress,
                observe=asked.observe,
                annotation=annotation,
                way=way,
            )
        if asked.logbook is not None and recorder is not None:
            recorder.keep(asked.logbook.workspace, summary.info.run_id)
            asked.logbook.ended(summary, request, answers_sha256=recorder.sha256)
    say_summary(console, summary, request)
    if recorder is not None:
        _keep(asked, opened, summary, recorder.sha256, console)
    return summary.exit_code


def _tables(
    asked: Asked,
    screener: Screens,
    passwords: dict[Path, str | None],
    console: "Console",
    progress: "Progress",
) -> tuple[Table, ...]:
    request = asked.request
    progress.start("Opening spreadsheets", None)
    pause = progress.pause if isinstance(progress, TerminalProgress) else lambda: None
    ask = confirming.asker(console, pause) if confirming.can_ask(request.options) else None
    tables = open_tables(screener, request.inputs, request.options, passwords, ask=ask)
    say_columns(console, tables)
    say_unread(console, request.unread)
    return tables


def _keep(
    asked: Asked, opened: Screener, summary: "RunSummary", answers_sha256: str, console: "Console"
) -> None:
    from screening.cli.keeping import Made, keep
    from screening.pipeline import own_rules
    from screening.workspace import Workspace

    place = asked.workspace or Workspace.at()
    made = Made(
        asked.settings,
        asked.request,
        summary,
        opened.snapshots,
        rules=(*own_rules(place), *asked.rules),
        ownership=asked.ownership,
        answers_sha256=answers_sha256,
        dated=asked.settings.by_row,
        allow_stale=asked.allow_stale,
        inputs_too=asked.keep_input,
    )
    keep(console, place, made)


def annotation_of(request: "RunRequest", tables: Sequence[Table]) -> Annotation | None:
    """The copies that are asked for, checked before anything is screened; UsageError where one cannot be made."""
    if request.annotate is None:
        return None
    taken = (*request.inputs, *((request.output,) if isinstance(request.output, Path) else ()))
    return Annotation.planned(tables, request.annotate, taken)
