"""What is said of a run on standard error: the columns before it, the counts after it."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid

from screening.model import Column, QualityLine, RunInfo, SnapshotInfo, Verdict
from screening.runners.annotated import Annotation
from screening.runners.local import RunRequest, RunSummary
from screening.tables import Table

LOUD = "NOT SCREENED"
_WIDEST_HEADER = 30
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
            name = f"[bold]{escape(table.info.path)}[/]" + (
                f" {escape(f'[{sheet.sheet}]')}" if sheet.sheet else ""
            )
            where = f"header in row {sheet.header_row}" if sheet.header_row else "no header row"
            console.print(f"{name}, {where}" if sheet.columns else name)
            _say_read(console, [column for column in sheet.columns if column.field is not None])
            # What a note speaks of is not said twice.
            quiet = [
                column.header
                for column in sheet.columns
                if column.field is None and not any(f"'{column.header}'" in note for note in sheet.notes)
            ]
            if quiet:
                _say_note(console, "[dim]not read:[/]", f"[dim]{escape(', '.join(quiet))}[/]")
            for note in sheet.notes:
                style = "bold yellow" if LOUD in note else "yellow"
                _say_note(console, f"[{style}]note:[/]", escape(note))


def say_unread(console: Console, unread: Sequence[tuple[str, str]]) -> None:
    """What lies in a folder that was given, and is not read."""
    for name, reason in unread:
        _say_note(console, "[yellow]not read:[/]", f"{escape(name)}, {escape(reason)}")


def _say_sheets(console: Console, info: RunInfo) -> None:
    """The reconciliation sheet by sheet where there are several, and the control totals."""
    several = len(info.sheets) > 1
    for each in info.sheets if several else [each for each in info.sheets if each.difference]:
        console.print(
            f"  {escape(_place(each.file, each.sheet))}: {each.rows_in:,} in = {each.screened:,} screened + "
            f"{each.not_screened:,} not screened + {each.skipped:,} skipped; difference {each.difference}"
        )
    for total, following in zip_longest(info.totals, info.totals[1:]):
        place = f" of {escape(_place(total.file, total.sheet))}" if several else ""
        console.print(f"Control total{place}: {total.in_words(following)}")


def _place(file: str, sheet: str) -> str:
    return f"{file}[{sheet}]" if sheet else file


def say_annotation(console: Console, annotation: Annotation | None) -> None:
    """Where annotated copies will stand, and what they cannot keep."""
    for note in annotation.said if annotation else ():
        _say_note(console, "[bold yellow]note:[/]", escape(note))
    for original, place in annotation.copies if annotation else ():
        _say_note(console, "annotated copy:", escape(f"{original.name} to {place}"))


def _say_read(console: Console, columns: Sequence[Column]) -> None:
    if not columns:
        return
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    grid.add_column("column", no_wrap=True)
    grid.add_column("header", overflow="fold", max_width=_WIDEST_HEADER)
    grid.add_column("read as", no_wrap=True)
    grid.add_column("why", overflow="fold")
    for column in columns:
        grid.add_row(column.letter, escape(column.header), column.field, escape(column.why))
    console.print(Padding(grid, (0, 0, 0, 2), expand=False))


def _say_note(console: Console, label: str, text: str) -> None:
    """A line whose continuations stand under its text."""
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(f"  {label}", text)
    console.print(grid)


def _say_edition(console: Console, snapshot: SnapshotInfo) -> None:
    edition = snapshot.published or snapshot.day or f"SHA-256 {snapshot.sha256[:12]}…"
    console.print(
        f"List: {snapshot.list}, {snapshot.counts.get('entities', 0):,} entities, edition {edition}"
        + (f"; {escape(snapshot.freshness)}" if snapshot.freshness else "")
        + (f"; judged {snapshot.rows:,} rows" if snapshot.rows is not None else "")
    )


def _say_lines(console: Console, label: str, lines: Sequence[QualityLine]) -> None:
    """Kinds of doubt about the data, each with its first cells; no value of the data is shown."""
    for line in lines:
        sheet = f"[{line.sheet}]" if line.sheet else ""
        more = f", +{line.count - len(line.cells):,} more" if line.count > len(line.cells) else ""
        console.print(
            f"{label}: {line.kind}: {line.count:,} in {line.file}{sheet} ({', '.join(line.cells)}{more})",
            markup=False,
        )


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
    _say_sheets(console, info)
    _say_lines(console, "Not screened", summary.unread)
    _say_lines(console, "Data quality", summary.quality)
    for snapshot in info.lists:
        _say_edition(console, snapshot)
    house = [rule.id for rule in info.rules if rule.id.startswith("house.")]
    if house:
        console.print(f"Rules of the house: {escape(', '.join(house))}")
    speed = summary.names / summary.matching_seconds if summary.matching_seconds else 0
    memory = f"; peak memory {summary.peak_bytes / 2**20:,.0f} MB" if summary.peak_bytes else ""
    console.print(
        f"Matching: {summary.names:,} names at {speed:,.0f} names/s; in all {summary.total_seconds:.1f} s{memory}"
    )
    written = f"; written to {escape(str(request.output))}" if isinstance(request.output, Path) else ""
    console.print(f"Run {info.run_id}, as of {info.settings.get('as of', info.as_of)}{written}")
