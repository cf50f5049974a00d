"""The first sheet: the verdict sentence, tiles that lead on, what to do next, live progress, and the reconciliation."""

from screening.model import RunInfo, Verdict
from screening.report.workbook import cleared, matches, missing, not_screened, run_sheets, stop
from screening.report.workbook.book import Book
from screening.report.workbook.match_figures import LEFT, Totals, chart, heading, matches_by_list, progress
from screening.report.workbook.page import Heading, Page
from screening.report.workbook.palette import (
    CLEAR,
    FAINT,
    INK,
    NOTE,
    PAPER,
    REVIEW,
    RULE,
    STOP,
    TILE,
    UNSCREENED,
    Mark,
)
from screening.report.workbook.sign_off import sign_off
from screening.report.workbook.wording import counted, words

NAME = "Summary"
_COLUMNS = 12
_GRID = tuple(Heading("", 14.6) for _ in range(_COLUMNS))
_SHOWN_ROWS = 8


def write_summary(book: Book, run: RunInfo, totals: Totals) -> None:
    """Written last, shown first."""
    page = Page(book, NAME, _GRID)
    inputs = ", ".join(each.path.replace("\\", "/").rsplit("/", 1)[-1] for each in run.inputs)
    page.title(
        "Sanctions screening report",
        f"{inputs}   ·   judged as of {run.as_of}   ·   run {run.run_id}   ·   {run.program}",
    )
    _verdict_sentence(page, run, totals)
    _tiles(page, run, totals)
    chart_row = page.next_row
    _next_steps(page, run, totals)
    progress(page, totals)
    _reconciliation(page, run, totals)
    by_list_row = matches_by_list(page, totals)
    if by_list_row is not None:
        chart(page, chart_row, by_list_row, totals)
    sign_off(page)
    page.finish()
    page.sheet.fit_to_pages(1, 1)
    book.open_at(page.sheet)


def missing_rows(run: RunInfo, totals: Totals) -> int:
    """Rows of the input that this report does not account for: must be 0."""
    written = sum(totals.verdicts.values())
    expected = run.reconciliation.screened + run.reconciliation.not_screened
    return run.reconciliation.difference or expected - written


def _verdict_sentence(page: Page, run: RunInfo, totals: Totals) -> None:
    mark, text = sentence(run, totals)
    style = page.book.style(
        bold=True, font_size=13, font_color=mark.ink, bg_color=mark.fill, left=5, left_color=mark.edge,
        valign="vcenter", text_wrap=True, indent=1,
    )  # fmt: skip
    page.sheet.set_row(page.next_row, 40)
    page.book.span(page.sheet, page.next_row, (0, _COLUMNS - 1), f"{mark.symbol}  {text}", style)
    page.next_row += 1
    page.space(8)


def sentence(run: RunInfo, totals: Totals) -> tuple[Mark, str]:
    """The verdict on the whole run, and how it is marked."""
    lost = missing_rows(run, totals)
    if lost:
        return (
            STOP,
            f"INCOMPLETE – do not rely on this report: {counted(abs(lost), 'row')} not accounted for.",
        )
    unread = totals.verdicts.get(Verdict.NOT_SCREENED, 0)
    review = totals.verdicts.get(Verdict.REVIEW, 0)
    told = []
    if totals.must_stop:
        told.append(f"{totals.must_stop:,} {_rows(totals.must_stop)} must stop")
    if review:
        told.append(f"{review:,} {_rows(review)} need{'s' if review == 1 else ''} a person")
    if unread:
        told.append(f"{unread:,} {_rows(unread)} could not be screened")
    if told:
        mark = STOP if totals.must_stop else REVIEW
        return mark, f"ACTION NEEDED – {', '.join(told)}; {totals.verdicts.get(Verdict.CLEAR, 0):,} clear."
    if not run.reconciliation.rows_in:
        return REVIEW, "NOTHING WAS SCREENED – the input holds no row."
    return (
        CLEAR,
        f"ALL CLEAR – {totals.verdicts.get(Verdict.CLEAR, 0):,} {_rows(totals.verdicts.get(Verdict.CLEAR, 0))} screened, none to stop or to review.",
    )


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def _tiles(page: Page, run: RunInfo, totals: Totals) -> None:
    tiles = (
        ("Rows in your file", run.reconciliation.rows_in, run_sheets.COLUMNS, INK),
        ("Rows to stop", totals.must_stop, stop.NAME, STOP.edge),
        ("Rows to review", totals.verdicts.get(Verdict.REVIEW, 0), matches.NAME, REVIEW.edge),
        ("Facts missing", totals.needs, missing.NAME, NOTE.edge),
        ("Rows clear", totals.verdicts.get(Verdict.CLEAR, 0), cleared.NAME, CLEAR.edge),
        (
            "Rows not screened",
            totals.verdicts.get(Verdict.NOT_SCREENED, 0),
            not_screened.NAME,
            UNSCREENED.edge,
        ),
    )
    book, sheet, top = page.book, page.sheet, page.next_row
    for row, tall in enumerate((18, 30, 18)):
        sheet.set_row(top + row, tall)
        for index, (label, count, target, edge) in enumerate(tiles):
            common: dict[str, object] = {"bg_color": TILE, "indent": 1, "valign": "vcenter", "align": "left"}
            column = index * 2
            right = book.style(
                **common, **({"top": 5, "top_color": edge} if row == 0 else {}), right=5, right_color=PAPER
            )
            if row == 0:
                book.put(
                    sheet, top, column, label, book.style(**common, font_color=FAINT, top=5, top_color=edge)
                )
            elif row == 1:
                book.put(
                    sheet,
                    top + 1,
                    column,
                    count,
                    book.style(**common, bold=True, font_size=20, num_format="#,##0"),
                )
            else:
                link = book.style(**common, font_color="#1F4E9E", underline=1)
                book.link(sheet, top + 2, column, target, "Open →", link)
            sheet.write_blank(top + row, column + 1, None, right)
    page.next_row = top + 3
    page.space()


def _next_steps(page: Page, run: RunInfo, totals: Totals) -> None:
    heading(page, "What to do next")
    unread = run_sheets.unread_names(run)
    open_lines = totals.lines(STOP) + totals.lines(REVIEW)
    lost = totals.verdicts.get(Verdict.NOT_SCREENED, 0)
    steps = [
        (missing_rows(run, totals), NAME, "Run the screening again: rows are missing from this report"),
        (len(unread), run_sheets.COLUMNS, f"Look at {counted(len(unread), 'unread column')} that may hold names: {', '.join(unread[:3])}"),
        (totals.must_stop, stop.NAME, f"Stop {_rows(totals.must_stop)} {_some_rows(totals)} and tell the sanctions officer"),
        (open_lines, matches.NAME, f"Decide {open_lines:,} {'match' if open_lines == 1 else 'matches'}"),
        (totals.needs, missing.NAME, f"Establish {counted(totals.needs, 'missing fact')} for {counted(totals.needing_rows, 'row')}{_most_asked(totals)}"),
        (lost, not_screened.NAME, f"Repair {lost:,} {_rows(lost)} that could not be screened, and run again"),
    ]  # fmt: skip
    due = [(target, text) for count, target, text in steps if count]
    style = page.book.style(font_color="#1F4E9E", underline=1, valign="vcenter", indent=1)
    for number, (target, text) in enumerate(due, start=1):
        page.sheet.set_row(page.next_row, 18)
        page.book.link(page.sheet, page.next_row, 0, target, f"{number}  {_short(text)}", style)
        page.next_row += 1
    if not due:
        page.book.put(
            page.sheet,
            page.next_row,
            0,
            "Nothing: keep this report with the file.",
            page.book.style(indent=1),
        )
        page.next_row += 1
    page.space()


def _some_rows(totals: Totals) -> str:
    shown = ", ".join(totals.stop_rows[:_SHOWN_ROWS])
    more = len(totals.stop_rows) - _SHOWN_ROWS
    return f"{shown} +{more:,} more" if more > 0 else shown


def _most_asked(totals: Totals) -> str:
    if totals.most_asked is None or totals.most_asked[1] < 2:
        return ""
    field, times = totals.most_asked
    return f"; asked most: {words(field)}, {times:,} times"


def _short(text: str) -> str:
    return text if len(text) <= 95 else f"{text[:94]}…"


def _reconciliation(page: Page, run: RunInfo, totals: Totals) -> None:
    heading(page, "Did every row get screened?")
    told = run.reconciliation
    lost = missing_rows(run, totals)
    rows = (
        ("Rows found below the header", told.rows_in, False),
        ("– screened", told.screened, False),
        ("– not screened (each listed with its reason)", told.not_screened, False),
        ("– skipped (each listed with its reason)", told.skipped, False),
        ("Difference (must be 0)", lost, True),
    )
    for label, number, last in rows:
        mark = (STOP if lost else CLEAR) if last else None
        common: dict[str, object] = {"valign": "vcenter", "bold": last, "bottom": 1, "bottom_color": RULE}
        if mark:
            common |= {"bg_color": mark.fill, "font_color": mark.ink}
        page.sheet.set_row(page.next_row, 17)
        page.book.put(page.sheet, page.next_row, 0, label, page.book.style(**common, indent=1))
        for column in range(1, LEFT - 1):
            page.sheet.write_blank(page.next_row, column, None, page.book.style(**common))
        page.book.put(
            page.sheet,
            page.next_row,
            LEFT - 1,
            number,
            page.book.style(**common, num_format="#,##0", align="right", indent=1),
        )
        page.next_row += 1
    page.space()
