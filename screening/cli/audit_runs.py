"""`screening audit replay` and `forget`: a run made again, and what is kept of runs deleted."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.author import PROGRAM, logbook_of
from screening.cli.options import DebugOption, WorkspaceOption, workspace_of
from screening.errors import UsageError

if TYPE_CHECKING:
    from pydantic import JsonValue

    from screening.audit import KeptRun
    from screening.runners.replay import Replay

TO_REVIEW, INCOMPLETE = 3, 4
_SHOWN = 20


def replay(
    run: Annotated[
        str,
        typer.Argument(
            metavar="RUN", help="A run that was kept: its id or the beginning of it, its report, or latest."
        ),
    ],
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--input", metavar="FILE", help="Where an input lies now, if it was moved; may repeat, in order."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Make a run again from the same input, editions, settings and reviewers' answers, and say whether it comes out the same.

    Example: screening audit replay latest

    Leaves with 0 where it is identical, with 3 where the program or the measures changed since, with 4 where an input or an edition is no longer what it was.
    """
    from screening.audit import Event, find_run
    from screening.cli.reading import ask_password
    from screening.cli.terminal import watch, words
    from screening.cli.wording import say_notes
    from screening.runners.kept_inputs import at_hand
    from screening.runners.replay import replay as replayed
    from screening.tables import is_protected, shown_names

    place = workspace_of(workspace)
    found = find_run(place, run)
    kept, notes = at_hand(_moved(found, inputs or []), place, inputs=not inputs)
    names = shown_names([Path(each.path) for each in found.inputs])
    files = [Path(each.path) for each in kept.inputs]
    passwords = {each: ask_password(each) for each in files if each.is_file() and is_protected(each)}
    with watch(words()) as progress:
        done = replayed(kept, place, passwords, progress, names)
    say_notes(words(), (*notes, *done.notes))
    facts: dict[str, JsonValue] = {
        "run_id": done.run_id,
        "identical": done.identical,
        "rows_that_differ": len(_rows(done)),
    }
    logbook_of(place).enter(Event.REPLAYED, f"screening audit replay {done.run_id}", PROGRAM, facts)
    _say(done)
    if not done.identical:
        raise typer.Exit(INCOMPLETE if done.missing else TO_REVIEW)


def _moved(run: "KeptRun", inputs: list[Path]) -> "KeptRun":
    """The run with its inputs where they lie now; their content is held to what it was all the same."""
    if not inputs:
        return run
    if len(inputs) != len(run.inputs):
        raise UsageError(
            f"run {run.run_id} had {len(run.inputs)} inputs, and --input names {len(inputs)}",
            remedy="name each of them, in the order of the command",
        )
    files = zip(run.inputs, inputs, strict=True)
    moved = tuple(file.model_copy(update={"path": str(path.absolute())}) for file, path in files)
    return run.model_copy(update={"inputs": moved})


def _rows(done: "Replay") -> list[str]:
    return list(dict.fromkeys(each.place for each in done.changes))


def _say(done: "Replay") -> None:
    from rich.markup import escape

    from screening.cli.terminal import results

    console = results()
    if done.missing:
        console.print(f"[bold red]not replayed[/]  run {done.run_id}: its ground is not what it was")
        for error in done.missing:
            console.print(f"  {escape(str(error))}")
        return
    for what in done.differing:
        console.print(f"[yellow]changed since[/]  {what}")
    if done.then == done.now:
        same = "identical" if done.identical else "the same answers all the same"
        console.print(f"{same}: run {done.run_id}, {done.rows:,} rows, answers SHA-256 {done.now}")
        return
    rows = _rows(done)
    console.print(f"[bold red]differs[/]  run {done.run_id}: {len(rows):,} of {done.rows:,} rows")
    for each in done.changes[:_SHOWN]:
        cause = " and ".join(each.causes)
        console.print(f"  {escape(each.place)}  {each.what}: {escape(each.detail)}, for {cause}")
    if len(done.changes) > _SHOWN:
        console.print(f"  and {len(done.changes) - _SHOWN:,} more changes")


def forget(
    run: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="The run of which nothing more is to be kept.")
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="DATE",
            help="All runs that ended, and all answers that were imported, before this day.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Delete what is kept of runs and of reviewers' answers; the journal keeps their digests and counts, which name nobody.

    Example: screening audit forget --before 2016-01-01

    Records of transactions and of screening must be kept for 10 years (31 CFR 501.601). A run that was forgotten can no longer be replayed.
    """
    from screening.audit import Event, find_run, forget_run, runs_before
    from screening.cli.terminal import results
    from screening.review import Register
    from screening.runners.kept_lists import prune_lists

    if (run is None) == (before is None):
        raise UsageError("say what to forget", remedy="give a run, or --before DATE")
    place = workspace_of(workspace)
    moment = _moment(before) if before is not None else None
    runs = [find_run(place, run).run_id] if run is not None else runs_before(place, moment) if moment else []
    for each in runs:
        forget_run(place, each)
    editions = prune_lists(place)
    answers = Register(place).forget(moment) if moment is not None else 0
    command = f"screening audit forget {run or f'--before {before}'}"
    facts: dict[str, JsonValue] = {"runs": list(runs), "answers": answers, "editions": editions}
    logbook_of(place).enter(Event.FORGOTTEN, command, PROGRAM, facts)
    told = f"{_counted(len(runs), 'run')} and {_counted(answers, 'answer')} deleted"
    spare = f", and {_counted(editions, 'edition')} that no other run needs" if editions else ""
    results().print(f"{told}{spare}; the journal keeps their digests")


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _moment(day: str) -> datetime:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"--before '{day}' is not a date", remedy="write it as YYYY-MM-DD") from None
    return datetime(found.year, found.month, found.day, tzinfo=UTC)
