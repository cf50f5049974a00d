"""What is said of a run on standard error: the columns before it, the counts after it."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from screening.model import Verdict
from screening.runners.local import RunRequest, RunSummary
from screening.tables import Table

_STYLES = {
    Verdict.BLOCKED: ("■", "bold red"),
    Verdict.PROHIBITED: ("■", "bold red"),
    Verdict.REVIEW: ("▲", "bold yellow"),
    Verdict.CLEAR: ("●", "green"),
    Verdict.NOT_SCREENED: ("×", "bold magenta"),
}


def say_columns(console: Console, tables: Sequence[Table]) -> None:
    """How each column was read, and loudly which name-like columns were not. No cell of the data is shown."""
    for table in tables:
        for sheet in table.info.sheets:
            where = f"header in row {sheet.header_row}" if sheet.header_row else "no header row"
            console.print(f"[bold]{escape(table.info.path)}[/] [{escape(sheet.sheet)}], {where}")
            grid = Grid(box=None, padding=(0, 2, 0, 2), show_header=True, header_style="dim")
            for title in ("column", "header", "read as", "why"):
                grid.add_column(title, overflow="fold")
            for column in sheet.columns:
                if column.field is not None:
                    grid.add_row(column.letter, escape(column.header), column.field, escape(column.why))
            console.print(grid)
            unread = [column for column in sheet.columns if column.field is None]
            loud = [column.header for column in unread if column.looks_like_names]
            quiet = [column.header for column in unread if not column.looks_like_names and column.header]
            if loud:
                console.print(
                    f"  [bold yellow]NOT SCREENED though it looks like names:[/] {escape(', '.join(loud))}"
                )
            if quiet:
                console.print(f"  [dim]not read: {escape(', '.join(quiet))}[/]")
            for note in sheet.notes:
                console.print(f"  [yellow]note:[/] {escape(note)}")


def say_summary(console: Console, summary: RunSummary, request: RunRequest) -> None:
    """Verdicts, the reconciliation, the editions used, speed and memory."""
    info = summary.info
    console.print()
    for verdict in Verdict:
        symbol, style = _STYLES[verdict]
        count = info.verdicts[verdict]
        words = verdict.value.replace("_", " ")
        console.print(f"  [{style if count else 'dim'}]{symbol} {words:<13}{count:>9,}[/]")
    rows = info.reconciliation
    console.print(
        f"\nRows: {rows.rows_in:,} in = {rows.screened:,} screened + {rows.not_screened:,} not screened + "
        f"{rows.skipped:,} skipped; difference {rows.difference}"
    )
    for snapshot in info.lists:
        edition = snapshot.published or f"SHA-256 {snapshot.sha256[:12]}…"
        console.print(
            f"List: {snapshot.list}, {snapshot.counts.get('entities', 0):,} entities, edition {edition}"
        )
    speed = summary.names / summary.matching_seconds if summary.matching_seconds else 0
    memory = f"; peak memory {summary.peak_bytes / 2**20:,.0f} MB" if summary.peak_bytes else ""
    console.print(
        f"Matching: {summary.names:,} names at {speed:,.0f} names/s; in all {summary.total_seconds:.1f} s{memory}"
    )
    written = f"; written to {escape(str(request.output))}" if isinstance(request.output, Path) else ""
    console.print(f"Run {info.run_id}, as of {info.as_of}{written}")
