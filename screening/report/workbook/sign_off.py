"""The block of the summary in which people answer for the report with name, date and signature."""

from screening.report.workbook.page import Page
from screening.report.workbook.palette import FILL_IN_EMPTY, INK, PAPER

_ROLES = (
    "Prepared by (analyst)",
    "Checked by (another person)",
    "Approved by (sanctions officer)",
)
_FIELDS = (("", 0, 3), ("Name", 3, 6), ("Date", 6, 8), ("Signature", 8, 12))
_TALL = 24  # room for a pen


def sign_off(page: Page) -> None:
    """One line a role, empty: who signed is for people to write, on paper or in the yellow cells."""
    page.space()
    page.heading("Sign-off: the matches were decided, the missing facts followed up, the columns looked at")
    book, sheet = page.book, page.sheet
    head = book.style(bold=True, font_color=PAPER, bg_color=INK, valign="vcenter", indent=1)
    sheet.set_row(page.next_row, 18)
    for title, left, right in _FIELDS:
        book.put(sheet, page.next_row, left, title, head)
        for column in range(left + 1, right):
            sheet.write_blank(page.next_row, column, None, head)
    page.next_row += 1
    for role in _ROLES:
        sheet.set_row(page.next_row, _TALL)
        rule: dict[str, object] = {"bottom": 1, "bottom_color": INK, "valign": "vcenter"}
        book.put(sheet, page.next_row, 0, role, book.style(**rule, bold=True, indent=1))
        for column in range(1, _FIELDS[0][2]):
            sheet.write_blank(page.next_row, column, None, book.style(**rule))
        for title, left, right in _FIELDS[1:]:
            form = {"num_format": "yyyy-mm-dd", "align": "left"} if title == "Date" else {}
            for column in range(left, right):
                edge = {"left": 1, "left_color": INK} if column == left else {}
                style = book.style(**rule, **edge, **form, bg_color=FILL_IN_EMPTY)
                sheet.write_blank(page.next_row, column, None, style)
        page.next_row += 1
