"""`screening rescreen`: a population screened before, held against another edition of a list."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.author import PROGRAM, logbook_of
from screening.cli.options import AllowStaleOption, DebugOption, WorkspaceOption, day_of, workspace_of
from screening.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from screening.lists import ListSnapshot
    from screening.model import Rescreening

TO_REVIEW = 3
_LONGEST_CAUSE = 120


def rescreen(
    old_run: Annotated[
        str,
        typer.Argument(
            metavar="OLD_RUN",
            help="A run that was kept: its id or the beginning of it, its report, or latest.",
        ),
    ],
    lists: Annotated[
        list[str],
        typer.Option(
            "--list",
            metavar="NAME_OR_PATH",
            help="The new edition: its list's newest, NAME@DATE, or a path; may repeat.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="Every change, as xlsx, jsonl or csv by its suffix."
        ),
    ] = None,
    allow_stale: AllowStaleOption = False,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Screen again only what a change of the list can have changed, and name each new, changed and lost match with its cause.

    Example: screening rescreen latest --list us-ofac-sdn -o changes.xlsx

    The rest of the run stays as it was: inputs, rules, settings and the other lists are proved to be the same. Leaves with 3 where an answer changed.
    """
    from screening.audit import Event, find_run
    from screening.cli.reading import ask_password
    from screening.cli.run import format_of, standing_in
    from screening.cli.terminal import watch, words
    from screening.cli.wording import say_notes
    from screening.lists import ListStore, fresh, open_lists
    from screening.report import write_rescreening
    from screening.runners.kept import reopen
    from screening.runners.kept_inputs import at_hand
    from screening.runners.logbook import rescreened
    from screening.runners.rescreen import Rescreen
    from screening.settings import WorkspaceSettings
    from screening.tables import is_protected, shown_names

    chosen = format_of(output, None, page=False) if output is not None else None
    place = workspace_of(workspace)
    found = find_run(place, old_run)
    run, notes = at_hand(found, place)
    console = words()
    say_notes(console, notes)
    names = shown_names([Path(each.path) for each in found.inputs])
    paths = [Path(each.path) for each in run.inputs]
    passwords = {each: ask_password(each) for each in paths if each.is_file() and is_protected(each)}
    with watch(console) as progress:
        progress.start("Opening the run", None)
        then = reopen(run, ListStore(place), passwords, progress, names=names)
        say_notes(console, then.notes)
        progress.start("Reading the new edition", None)
        given = open_lists(lists, ListStore(place), None, progress)
        limits = WorkspaceSettings.read(place.settings).freshness
        fresh([each.info for each in given], day_of(None), limits, allow_stale=allow_stale)
        after = _exchanged(then.snapshots, given)
        progress.start("Screening again", None)
        rows = (row for table in then.tables for row in table.rows())
        standing = standing_in(place, then.settings)
        task = Rescreen(then.ruleset, then.settings, then.snapshots, after, then.ownership, standing, place)
        done = task.run(rows, run.run_id, progress)
    say_notes(console, task.notes)
    _complete(done, run.verdicts)
    _say(console, done)
    if output is not None and chosen is not None:
        write_rescreening(output, chosen, done, then.settings.as_of)
        console.print(f"written to {output}")
    command = shlex.join(
        ["screening", "rescreen", run.run_id, *(f"--list={Path(each).name}" for each in lists)]
    )
    logbook_of(place).enter(Event.RESCREENED, command, PROGRAM, rescreened(done, standing, output))
    raise typer.Exit(TO_REVIEW if done.judged else 0)


def _exchanged(then: "Sequence[ListSnapshot]", given: "Sequence[ListSnapshot]") -> "list[ListSnapshot]":
    """The run's lists with the new editions in the place of the former ones, or behind them."""
    new = {each.info.list: each for each in given}
    kept = [new.pop(each.info.list, each) for each in then]
    return [*kept, *new.values()]


def _complete(done: "Rescreening", verdicts: dict[str, int]) -> None:
    if done.rows != sum(verdicts.values()):
        raise ListError(
            f"the run judged {sum(verdicts.values()):,} rows, and {done.rows:,} were read now",
            remedy="screen the population anew: screening run",
        )


def _say(console: "Console", done: "Rescreening") -> None:
    from collections import Counter

    from screening.model import MatchState
    from screening.report import edition_in_words

    console.print(f"Run {done.run_id}: {done.rows:,} rows")
    for label, editions in (("from", done.before), ("to  ", done.after)):
        for each in editions:
            console.print(f"  {label}  {edition_in_words(each)}")
    console.print(
        f"{done.entities:,} entities changed; {done.again:,} rows are within their reach and were judged again"
    )
    for state in MatchState:
        causes = Counter(change.cause for change in done.of(state))
        console.print(f"  {state.value:<9}{len(done.of(state)):>7,} matches")
        for cause, count in sorted(causes.items(), key=lambda each: (-each[1], each[0]))[:5]:
            told = (
                cause if len(cause) <= _LONGEST_CAUSE else f"{cause[:_LONGEST_CAUSE]}… (-o writes it whole)"
            )
            console.print(f"    {count:>7,}  {told}", markup=False, style="dim")
    moves = Counter(
        (old.verdict.value, new.verdict.value) for old, new in done.judged if old.verdict != new.verdict
    )
    for (old, new), count in sorted(moves.items()):
        console.print(f"  {count:>7,} rows: {old} ▶ {new}")
    console.print(f"  unchanged{done.unchanged:>7,} rows")
