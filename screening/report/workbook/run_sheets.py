"""The sheets about the run itself: how columns were read, what judged the rows, and everything needed to repeat it."""

from itertools import zip_longest

from screening.model import Column, Reconciliation, RuleInfo, RunInfo, SheetCount, SnapshotInfo
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.page import Heading, Look, Page, Shown
from screening.report.workbook.palette import CLEAR, SKIPPED, STOP, Mark
from screening.report.workbook.table import Part, Table

COLUMNS, SOURCES, AUDIT = "Columns", "Lists & rules", "Audit"
_COLUMN_HEADINGS = (
    Heading("File · sheet", 26),
    Heading("Column", 9),
    Heading("Your column", 28, Look.STRONG),
    Heading("Read as", 26),
    Heading("Status", 18),
    Heading("Why", 46),
    Heading("Samples", 46),
    Heading("Filled", 8, Look.PERCENT),
)
_RULE_HEADINGS = (
    Heading("Rule", 27, Look.STRONG),
    Heading("What it says", 34),
    Heading("Authority", 19),
    Heading("Sources", 62),
    Heading("Outcome", 13),
    Heading("In force from", 11.5),
    Heading("Expires", 11.5),
    Heading("True", 10.5, Look.COUNT),
    Heading("Unknown", 10.5, Look.COUNT),
    Heading("False", 9, Look.COUNT),
    Heading("Not in force", 9, Look.COUNT),
)
_LIST_HEADINGS = (
    Heading("List", 27, Look.STRONG),
    Heading("Title", 34),
    Heading("Publisher", 19),
    Heading("SHA-256 of the edition", 62, Look.CODE),
    Heading("Published", 13),
    Heading("Entries", 11.5, Look.COUNT),
    Heading("Aliases", 11.5, Look.COUNT),
    Heading("Addresses", 10.5, Look.COUNT),
    Heading("Identifiers", 10.5, Look.COUNT),
    Heading("Age in days", 9, Look.COUNT),
    Heading("Rows judged", 9, Look.COUNT),
)
_LIST_COUNTS = ("entities", "aliases", "addresses", "identifiers")
_AUDIT_HEADINGS = (Heading("What", 38, Look.STRONG), Heading("Value", 106))
_READ, _NOT_USED = CLEAR, SKIPPED


def write_columns(book: Book, run: RunInfo) -> tuple[Part, ...]:
    """Every column of every sheet that was read; the unread ones that look like names first in each sheet, loudly."""
    table = Table(
        book,
        COLUMNS,
        _COLUMN_HEADINGS,
        title="How your columns were read",
        subtitle="Check this first: a name column that was not read was not screened.",
        empty="No input was read.",
    )
    for source in run.inputs:
        for sheet in source.sheets:
            where = wording.place(source.path, sheet.sheet, several=True)
            for column in sorted(sheet.columns, key=lambda each: not each.looks_like_names):
                table.add((where, *_column(column)))
    return table.finish()


def unread_names(run: RunInfo) -> list[str]:
    """Headers of columns that seem to hold names and were not screened."""
    return [
        column.header or f"column {column.letter}"
        for source in run.inputs
        for sheet in source.sheets
        for column in sheet.columns
        if column.looks_like_names and column.field is None
    ]


def _column(column: Column) -> tuple[Shown, ...]:
    status: tuple[Shown, Shown]
    if column.field is not None:
        status = (
            wording.words(column.field),
            Mark(3, _READ.symbol, "READ", _READ.edge, _READ.fill, _READ.ink),
        )
    elif column.looks_like_names:
        status = ("looks like names", Mark(0, STOP.symbol, "NOT SCREENED", STOP.edge, STOP.fill, STOP.ink))
    else:
        status = (
            "not used",
            Mark(5, _NOT_USED.symbol, "NOT USED", _NOT_USED.edge, _NOT_USED.fill, _NOT_USED.ink),
        )
    return (column.letter, column.header, *status, column.why, " · ".join(column.samples), column.filled)


def write_sources(book: Book, run: RunInfo) -> None:
    """Lists with their editions, rules with their counts; each with where it comes from."""
    page = Page(book, SOURCES, _RULE_HEADINGS)
    page.title(
        "Lists and rules",
        "Exactly what judged this run. A count is the number of screened rows for which a rule gave that answer.",
    )
    page.heading("Lists")
    page.header(_LIST_HEADINGS)
    for each in run.lists:
        page.row(_LIST_HEADINGS, _list(each, run))
    if not run.lists:
        page.line("■ No list was used: names were not screened.", bold=True)
    page.space()
    page.heading("Rules")
    page.sheet.repeat_rows(page.header(_RULE_HEADINGS))
    for rule in run.rules:
        page.row(_RULE_HEADINGS, _rule(rule))
    if not run.rules:
        page.line("■ No rule was used: transactions were not held against any measure.", bold=True)
    page.finish()


def _list(each: SnapshotInfo, run: RunInfo) -> tuple[Shown, ...]:
    others = [f"{count:,} {kind}" for kind, count in each.counts.items() if kind not in _LIST_COUNTS]
    told = [", ".join(others)] if others else []
    told += [each.freshness] if each.freshness else []
    told += [f"judged {each.rows:,} rows of this run"] if each.rows is not None else []
    title = "\n".join((each.title, *told, *each.notes))
    return (
        each.list,
        title,
        each.publisher,
        f"{each.sha256}\n{each.path}",
        each.published or (f"{each.day}, {each.dated_by}" if each.day else "not stated"),
        *(each.counts.get(kind) for kind in _LIST_COUNTS),
        each.age_days,
        each.rows if each.rows is not None else run.reconciliation.screened,
    )


def _rule(rule: RuleInfo) -> tuple[Shown, ...]:
    sources = "\n".join(
        f"{source}: {title}" + (f"\n{url}" if url else "") for source, title, url in rule.sources
    )
    informational = rule.counts.get("informational", 0)
    title = f"{rule.title}\n{informational:,} times for information only" if informational else rule.title
    counts = (rule.counts.get(state, 0) for state in ("true", "unknown", "false", "not_in_force"))
    return (
        f"{rule.id}\nrevision {rule.revision}",
        title,
        rule.authority,
        sources,
        wording.words(rule.outcome),
        rule.in_force,
        rule.expires or "no",
        *counts,
    )


def write_audit(book: Book, run: RunInfo) -> None:
    """What an examiner asks for: the run, its settings and every digest."""
    page = Page(book, AUDIT, _AUDIT_HEADINGS)
    page.title(
        "Audit",
        "Everything needed to repeat or to defend this run: the same inputs, lists, rules and settings give the same run id.",
    )
    page.heading("Run")
    for name, value in (
        ("Run id", run.run_id),
        ("Program", run.program),
        ("Judged as of", run.as_of),
        ("Actor, where a row states none", wording.words(run.actor) if run.actor else "not given"),
        ("Command", run.command or "called as a library"),
        ("Rows in / screened / not screened / skipped", _rows(run.reconciliation)),
        ("Rules, SHA-256", run.rules_sha256),
    ):
        page.row(_AUDIT_HEADINGS, (name, value))
    page.space()
    page.heading("Settings and thresholds")
    for name, value in (*run.settings.items(), ("Settings, SHA-256", run.settings_sha256)):
        page.row(_AUDIT_HEADINGS, (name, value))
    page.space()
    page.heading("Inputs")
    for source in run.inputs:
        page.row(
            _AUDIT_HEADINGS, (source.path, f"{source.format}, {source.size:,} bytes\nSHA-256 {source.sha256}")
        )
        for sheet in source.sheets:
            header = f"header in row {sheet.header_row}" if sheet.header_row else "no header"
            named = f"sheet {sheet.sheet}" if sheet.sheet else "rows"
            page.row(_AUDIT_HEADINGS, (f"   {named}", f"{header}, {len(sheet.columns)} columns"))
    _counts(page, run)
    page.finish()


def _counts(page: Page, run: RunInfo) -> None:
    """The reconciliation sheet by sheet, the control totals, and what lay in a folder and was not read."""
    if run.sheets:
        page.space()
        page.heading("Rows in / screened / not screened / skipped, sheet by sheet")
    for each in run.sheets:
        page.row(_AUDIT_HEADINGS, (f"{each.file}[{each.sheet}]" if each.sheet else each.file, _rows(each)))
    if run.totals:
        page.space()
        page.heading("Control totals of the amounts, to be held against the system that exported them")
    for total, following in zip_longest(run.totals, run.totals[1:]):
        place = f"{total.file}[{total.sheet}]" if total.sheet else total.file
        page.row(_AUDIT_HEADINGS, (place, total.in_words(following)))
    if run.unread:
        page.space()
        page.heading("In the folders given, and not read")
    for name, reason in run.unread:
        page.row(_AUDIT_HEADINGS, (name, reason))


def _rows(counted: Reconciliation | SheetCount) -> str:
    numbers = (counted.rows_in, counted.screened, counted.not_screened, counted.skipped)
    return " / ".join(f"{number:,}" for number in numbers) + f"; difference {counted.difference:,}"
