"""`screening audit`: the journal of a workspace, checked and shown."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli import audit_runs
from screening.cli.options import DebugOption, WorkspaceOption, workspace_of
from screening.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screening.audit import Entry, Verification

INCOMPLETE = 4
_SHORT = 12

app = typer.Typer(
    help="Check and show what the workspace's journal tells of runs, lists and reviews.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

app.command()(audit_runs.replay)
app.command()(audit_runs.forget)


@app.command()
def verify(
    json_: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Check every entry of the journal; leaves with 4 where one was changed, taken out, moved, cut off or forged.

    Example: screening audit verify
    """
    from screening.audit import Journal
    from screening.audit import verify as verified

    journal = Journal(workspace_of(workspace))
    found = verified(journal)
    if json_:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
    else:
        _say_verification(found)
    if not found.whole:
        raise typer.Exit(INCOMPLETE)


def _as_json(found: "Verification") -> dict[str, object]:
    return {
        "whole": found.whole,
        "entries": found.entries,
        "head": {"seq": found.last.seq, "sha256": found.last.sha256} if found.last else None,
        "notes": list(found.notes),
        "flaws": [{"line": each.line, "seq": each.seq, "what": each.what} for each in found.flaws],
    }


def _say_verification(found: "Verification") -> None:
    from rich.markup import escape

    from screening.cli.terminal import results

    console = results()
    for note in found.notes:
        console.print(f"[yellow]note:[/] {escape(note)}")
    for flaw in found.flaws:
        where = ", ".join(
            [*([f"line {flaw.line}"] if flaw.line else []), *([f"entry {flaw.seq}"] if flaw.seq else [])]
        )
        console.print(f"[bold red]NOT WHOLE[/]  {escape(f'{where}: ' if where else '')}{escape(flaw.what)}")
    if found.flaws:
        return
    if found.first is None or found.last is None:
        console.print("the journal is empty: nothing was entered in this workspace")
        return
    count = f"{found.entries:,} {'entry' if found.entries == 1 else 'entries'}"
    console.print(f"whole: {count} from {_moment(found.first.at)} to {_moment(found.last.at)}")
    console.print(f"last entry {found.last.seq}, SHA-256 {found.last.sha256}")


@app.command(name="list")
def list_(
    everything: Annotated[
        bool, typer.Option("--all", help="Show, too, the beginnings of runs that came to an end.")
    ] = False,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """List what was done in this workspace, oldest first.

    Example: screening audit list
    """
    from rich.markup import escape
    from rich.table import Table as Grid

    from screening.audit import Journal
    from screening.cli.terminal import results, words

    entries = Journal(workspace_of(workspace)).entries()
    if not entries:
        words().print("Nothing was entered in the journal of this workspace.")
        return
    ended = _ended(entries)
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("entry", "when (UTC)", "who", "what", "run or subject"):
        grid.add_column(title, overflow="fold", justify="right" if title == "entry" else "left")
    for each in entries:
        if everything or each.seq not in ended:
            grid.add_row(
                str(each.seq), _moment(each.at), escape(each.who), _what(each, ended), _subject(each)
            )
    results().print(grid)


@app.command()
def show(
    which: Annotated[
        str,
        typer.Argument(metavar="RUN|ENTRY", help="A run's id or its first letters, or an entry's number."),
    ],
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Show entries of the journal whole, as JSON.

    Example: screening audit show 807e0d79
    """
    from screening.audit import Journal

    entries = Journal(workspace_of(workspace)).entries()
    found = [each for each in entries if which.isdecimal() and each.seq == int(which)]
    if not found:
        found = [each for each in entries if each.run and each.run.startswith(which.lower())]
    if not found or len({each.run for each in found}) > 1:
        problem = "fits several runs" if found else "is neither a run nor an entry of this journal"
        raise UsageError(f"'{which}' {problem}", remedy="see screening audit list")
    for each in found:
        typer.echo(json.dumps(each.model_dump(mode="json"), ensure_ascii=False, indent=2))


def _ended(entries: "Sequence[Entry]") -> frozenset[int]:
    """The numbers of beginnings that have their end: the nearest one before it of the same run."""
    from screening.audit import Event

    begun: dict[str, list[int]] = {}
    ended: set[int] = set()
    for each in entries:
        run = each.run or ""
        if each.event is Event.RUN_BEGUN:
            begun.setdefault(run, []).append(each.seq)
        elif each.event is Event.RUN and begun.get(run):
            ended.add(begun[run].pop())
    return frozenset(ended)


def _what(entry: "Entry", ended: frozenset[int]) -> str:
    from screening.audit import Event

    if entry.event is Event.RUN_BEGUN and entry.seq not in ended:
        return "run begun, has not ended"
    return entry.event.value


def _subject(entry: "Entry") -> str:
    from rich.markup import escape

    facts = entry.facts
    if entry.run:
        verdicts = facts.get("verdicts")
        counts = (
            ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in verdicts.items() if count)
            if isinstance(verdicts, dict)
            else ""
        )
        return escape(f"{entry.run[:_SHORT]}  {counts}".rstrip())
    return escape(
        "; ".join(f"{name} {value}" for name, value in facts.items() if isinstance(value, str | int))
    )


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
