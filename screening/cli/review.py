"""`screening review`: reviewers' answers read back from reports, and the register that keeps them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.author import PROGRAM, logbook_of
from screening.cli.options import DebugOption, WorkspaceOption, day_of, now, workspace_of
from screening.errors import ScreeningError, ScreeningErrors, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from screening.review import Imported, Reading, Register, Sheet
    from screening.review.kept import Settled
    from screening.runners.logbook import Logbook
    from screening.settings import ReviewSettings
    from screening.tables.cells import Grid
    from screening.workspace import Workspace

TO_REVIEW, INCOMPLETE = 3, 4
HEADER = (
    "number",
    "ref",
    "listed_entry",
    "decision",
    "state",
    "reason",
    "reviewer",
    "second_reviewer",
    "valid_until",
    "run",
    "read_from",
)

app = typer.Typer(
    help="Read reviewers' decisions back from reports, so that later runs know them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(name="import")
def import_(
    reports: Annotated[
        list[Path],
        typer.Argument(metavar="REPORT...", help="Reports that were filled in, as .xlsx or .ods."),
    ],
    reviewer: Annotated[
        str | None,
        typer.Option(
            "--reviewer",
            metavar="NAME",
            help="Who imports, for the journal.",
            show_default="the user of this machine",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Read the Decision, Reason, Reviewer, Second reviewer and Valid until of every match back into the register.

    Example: screening review import report.xlsx

    The columns are found by their headers: sort, filter, insert and move as you like. What cannot be relied on is refused with its cell, and
    the command leaves with 4; with 3 where reviewers differ.
    """
    from screening.cli.terminal import results
    from screening.review import Register

    place = workspace_of(workspace)
    register, logbook = Register(place), logbook_of(place, reviewer)
    settings = _settings(place)
    _enter_imports(register, logbook)
    errors: list[ScreeningError] = []
    refused = 0
    for path in reports:
        try:
            reading, imported = _take(register, path, logbook, settings)
        except ScreeningError as error:
            errors.append(error)
            continue
        _enter_imports(register, logbook)
        refused += len(imported.refused)
        _say_import(results(), path, reading, imported)
    settled = register.settled(two_reviewers=settings.two_reviewers)
    _say_open(results(), settled)
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
    if refused:
        raise typer.Exit(INCOMPLETE)
    if settled.conflicts:
        raise typer.Exit(TO_REVIEW)


@app.command()
def status(workspace: WorkspaceOption = None, debug: DebugOption = False) -> None:
    """Say how many answers hold, run out within 30 days, have run out, wait for a second reviewer or are in conflict.

    Example: screening review status
    """
    from datetime import timedelta

    from screening.cli.terminal import results
    from screening.model import Ruling
    from screening.review import Register

    place = workspace_of(workspace)
    settled = Register(place).settled(two_reviewers=_settings(place).two_reviewers)
    today = day_of(None)
    days = [each.valid_until for each in settled.dispositions if each.valid_until is not None]
    told = {
        "false positives that hold": sum(each >= today for each in days),
        "  of them running out within 30 days": sum(
            today <= each <= today + timedelta(days=30) for each in days
        ),
        "false positives that have run out": sum(each < today for each in days),
        "true matches": sum(each.ruling is Ruling.TRUE_MATCH for each in settled.dispositions),
        "need more facts": sum(each.ruling is Ruling.MORE_FACTS for each in settled.dispositions),
        "waiting for a second reviewer": len(settled.waiting),
        "in conflict": len(settled.conflicts),
    }
    for what, count in told.items():
        results().print(f"{count:>8,}  {what}")


@app.command(name="list")
def list_(
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only the matches on which reviewers differ.")
    ] = False,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """List the answers in the register; no name of a party is kept there.

    Example: screening review list --conflicts
    """
    from rich.markup import escape
    from rich.table import Table as Grid

    from screening.cli.terminal import results, words

    shown = [each for each in _rows(workspace_of(workspace)) if not conflicts or each[4] == "in conflict"]
    if not shown:
        words().print("No reviewers differ." if conflicts else "The register holds no answer.")
        return
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    picked = (1, 2, 3, 4, 6, 5)
    for index in picked:
        grid.add_column(HEADER[index].replace("_", " "), overflow="fold")
    for each in shown:
        grid.add_row(*(escape(each[index]) for index in picked))
    results().print(grid)


@app.command()
def export(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.csv", help="Where the table goes.")],
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Write every answer with its state as a table.

    Example: screening review export -o answers.csv
    """
    from screening.cli.terminal import words
    from screening.report.write import write_table

    rows = _rows(workspace_of(workspace))
    write_table(output, HEADER, rows)
    words().print(f"{len(rows):,} answers written to {output}")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; a new file.")],
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Copy the register whole, also while others use it. To restore, put the copy in the register's place.

    Example: screening review backup register-2026-03-02.sqlite3
    """
    from screening.cli.terminal import words
    from screening.review import Register

    if target.exists():
        raise UsageError(f"'{target}' is there already", remedy="give another file name")
    register = Register(workspace_of(workspace))
    register.backup(target)
    words().print(f"{len(register.answers()):,} answers copied to {target}")


def _settings(place: "Workspace") -> "ReviewSettings":
    from screening.settings import WorkspaceSettings

    return WorkspaceSettings.read(place.settings).review


def _take(
    register: "Register", path: Path, logbook: "Logbook", settings: "ReviewSettings"
) -> "tuple[Reading, Imported]":
    from screening.cli.reading import ask_password
    from screening.errors import Location, TableError
    from screening.review import Import, read_answers
    from screening.tables import TableOptions, is_protected, open_book

    options = TableOptions(password=ask_password(path) if is_protected(path) else None)
    book = open_book(path, options, lambda _: 0.0)
    reading = read_answers(path.name, map(_sheet, book.grids))
    if not reading.tables:
        raise TableError(
            "holds no table with the columns Ref, Decision and Key",
            where=Location(str(path)),
            remedy="give a report that `screening run -o report.xlsx` wrote, with its hidden column Key",
        )
    told = Import(path.name, book.sha256, logbook.who, now(), settings.months)
    return reading, register.take(reading.answers, reading.refusals, told)


def _sheet(grid: "Grid") -> "Sheet":
    from screening.review import Sheet

    return Sheet(grid.name, _cells(grid))


def _cells(grid: "Grid") -> "Iterator[tuple[int, Sequence[object]]]":
    from screening.tables.cells import CellError

    for row in grid.rows():
        yield row.number, [each.shown if isinstance(each, CellError) else each for each in row.values]


def _enter_imports(register: "Register", logbook: "Logbook") -> None:
    """Tell the journal of every import that it does not know, one that a crash kept from it too."""
    from screening.audit import Event

    for number, facts in register.not_entered():
        entry = logbook.enter(Event.REVIEW_IMPORTED, "screening review import", PROGRAM, dict(facts))
        register.entered(number, entry.seq)


def _say_import(console: "Console", path: Path, reading: "Reading", imported: "Imported") -> None:
    from rich.markup import escape

    told = [f"{len(imported.taken):,} taken"]
    if imported.known:
        told.append(f"{len(imported.known):,} known already, nothing changed")
    if imported.refused:
        told.append(f"[bold red]{len(imported.refused):,} REFUSED[/]")
    if reading.blank:
        told.append(f"{reading.blank:,} without a decision")
    console.print(f"{escape(path.name)}: {', '.join(told)}")
    for each in imported.refused:
        console.print(f"  [red]refused[/]  {escape(str(each))}")


def _say_open(console: "Console", settled: "Settled") -> None:
    from rich.markup import escape

    for conflict in settled.conflicts:
        said = "; ".join(f"{each.reviewer}: {each.ruling}" for each in conflict.answers)
        console.print(f"  [bold red]conflict[/]  {conflict.answers[0].ref}: {escape(said)}; neither is taken")
    for each in settled.waiting:
        console.print(
            f"  [yellow]waiting[/]  {each.ref}: {each.ruling} by {escape(each.reviewer)} needs a second reviewer"
        )


def _rows(place: "Workspace") -> list[tuple[str, ...]]:
    """The answers that count, each with its state; what was replaced by a later word is left out."""
    from screening.review import Register

    settled = Register(place).settled(two_reviewers=_settings(place).two_reviewers)
    today = day_of(None)
    states = []
    for kept, disposition in settled.answers:
        until = disposition.valid_until
        state = "holds" if until is None else f"holds until {until}" if until >= today else f"ran out {until}"
        states.append((kept, state))
    states += [(each, "waits for a second reviewer") for each in settled.waiting]
    states += [(each, "in conflict") for conflict in settled.conflicts for each in conflict.answers]
    return [
        (
            str(each.seq),
            each.ref,
            each.entry,
            each.ruling.value,
            state,
            each.reason,
            each.reviewer,
            each.second_reviewer,
            each.valid_until.isoformat() if each.valid_until else "",
            each.run,
            each.place,
        )
        for each, state in sorted(states, key=lambda pair: pair[0].seq)
    ]
