"""The parts of the summary that follow the matches: their progress, counts by list, and chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screening.model import Verdict
from screening.report.workbook.page import Page
from screening.report.workbook.palette import DONE, INK, PAPER, PRIORITIES, RULE, Mark
from screening.report.workbook.table import Part

_ONE_LINE = 12  # letters of a header, in a column of the summary
LEFT = 7  # columns of the left half; the chart stands right of it


@dataclass(frozen=True, slots=True)
class Totals:
    """What the summary tells: rows by verdict as counted in this report, lines on the worklists, and where the match lines stand."""

    verdicts: Mapping[Verdict, int]
    stop_rows: Sequence[str]
    needs: int
    needing_rows: int
    most_asked: tuple[str, int] | None
    by_list: Mapping[tuple[str, str], int]
    match_parts: Sequence[Part]

    def lines(self, mark: Mark) -> int:
        return sum(count for (_, label), count in self.by_list.items() if label == mark.label)

    @property
    def must_stop(self) -> int:
        return self.verdicts.get(Verdict.BLOCKED, 0) + self.verdicts.get(Verdict.PROHIBITED, 0)


def heading(page: Page, text: str, columns: int = LEFT) -> None:
    """A heading ruled below over the first `columns`."""
    page.sheet.set_row(page.next_row, 22)
    style = page.book.style(bold=True, font_size=12, bottom=2, bottom_color=INK, valign="vcenter")
    page.book.put(page.sheet, page.next_row, 0, text, style)
    for column in range(1, columns):
        page.sheet.write_blank(page.next_row, column, None, style)
    page.next_row += 1


def progress(page: Page, totals: Totals) -> None:
    """Counts that follow the reviewer's decisions as they are entered."""
    heading(page, "Review progress (live)")
    book, sheet = page.book, page.sheet
    _cells(page, ("Priority", "", "", "Lines", "Decided", "Open", "Done"), header=True)
    first = page.next_row
    for mark in PRIORITIES:
        row, lines = page.next_row, totals.lines(mark)
        name = book.style(
            bold=True,
            font_color=mark.ink,
            bg_color=mark.fill,
            left=5,
            left_color=mark.edge,
            valign="vcenter",
            indent=1,
        )
        count = book.style(
            num_format="#,##0", align="right", indent=1, bottom=1, bottom_color=RULE, valign="vcenter"
        )
        share = book.style(
            num_format="0%", align="right", indent=1, bottom=1, bottom_color=RULE, valign="vcenter"
        )
        sheet.set_row(row, 18)
        book.put(sheet, row, 0, mark.label, name)
        for column in (1, 2):
            sheet.write_blank(row, column, None, book.style(bg_color=mark.fill))
        book.formula(sheet, row, 3, _count_if(totals.match_parts, mark, decided=False), count, lines)
        book.formula(sheet, row, 4, _count_if(totals.match_parts, mark, decided=True), count, 0)
        book.formula(sheet, row, 5, f"=D{row + 1}-E{row + 1}", count, lines)
        book.formula(
            sheet, row, 6, f'=IF(D{row + 1}=0,"–",E{row + 1}/D{row + 1})', share, 0 if lines else "–"
        )
        page.next_row += 1
    finished = {"type": "cell", "criteria": "==", "value": 1, "format": book.style(bg_color=DONE)}
    sheet.conditional_format(first, 6, page.next_row - 1, 6, finished)
    page.space()


def _count_if(parts: Sequence[Part], mark: Mark, *, decided: bool) -> str:
    """Counts the lines of a priority over every sheet that holds match lines."""
    terms = []
    for part in parts:
        if part.last < part.first:
            continue
        rows = f"${{}}${part.first + 1}:${{}}${part.last + 1}"
        ranges = [f"'{part.page.name}'!{rows.format(letter, letter)}" for letter in ("B", "D")]
        answered = f',{ranges[1]},"?*"' if decided else ""
        terms.append(f'COUNTIFS({ranges[0]},"{mark.label}"{answered})')
    return "=" + ("+".join(terms) or "0")


def matches_by_list(page: Page, totals: Totals) -> int | None:
    """Lines by list and priority, which the chart draws; returns the first list's row index, None without matches."""
    lists = sorted({name for name, _ in totals.by_list})
    if not lists:
        return None
    heading(page, "Matches by list", 4 + len(PRIORITIES))
    _cells(page, ("List", "", "", "", *(mark.label for mark in PRIORITIES)), header=True)
    first = page.next_row
    for name in lists:
        _cells(
            page,
            (name, "", "", "", *(totals.by_list.get((name, mark.label), 0) for mark in PRIORITIES)),
            header=False,
        )
    return first


def _cells(page: Page, cells: Sequence[str | int], *, header: bool) -> None:
    two_lines = any(isinstance(each, str) and len(each) > _ONE_LINE for each in cells)
    page.sheet.set_row(page.next_row, 28 if header and two_lines else 18)
    for column, cell in enumerate(cells):
        properties: dict[str, object] = {
            "valign": "vcenter",
            "align": "right" if column else "left",
            "indent": 1,
        }
        properties |= (
            {"bold": True, "font_color": PAPER, "bg_color": INK, "text_wrap": True, "font_size": 8}
            if header
            else {"bottom": 1, "bottom_color": RULE, "num_format": "#,##0"}
        )
        style = page.book.style(**properties)
        if cell == "":
            page.sheet.write_blank(page.next_row, column, None, style)
        else:
            page.book.put(page.sheet, page.next_row, column, cell, style)
    page.next_row += 1


def chart(page: Page, at_row: int, first: int, totals: Totals) -> None:
    last = first + len({name for name, _ in totals.by_list}) - 1
    chart = page.book.bar_chart()
    for offset, mark in enumerate(PRIORITIES):
        column = 4 + offset
        chart.add_series(
            {
                "name": [page.name, first - 1, column],
                "categories": [page.name, first, 0, last, 0],
                "values": [page.name, first, column, last, column],
                "fill": {"color": mark.edge},
                "gap": 60,
                "data_labels": {
                    "value": True,
                    "num_format": "#,##0;;",
                    "font": {"color": INK, "size": 9, "bold": True},
                },
            }
        )
    chart.set_title(
        {"name": "Matches by list and priority", "name_font": {"size": 11, "color": INK}, "overlay": False}
    )
    chart.set_legend({"position": "bottom", "font": {"size": 9}})
    chart.set_y_axis(
        {"reverse": True, "num_font": {"size": 9}, "line": {"none": True}, "major_tick_mark": "none"}
    )
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_chartarea({"border": {"color": RULE}})
    chart.set_size({"width": 480, "height": 300})
    page.sheet.insert_chart(
        at_row,
        LEFT,
        chart,
        {
            "x_offset": 14,
            "y_offset": 4,
            "description": "Matches by list and priority; the figures stand in the table Matches by list.",
        },
    )
