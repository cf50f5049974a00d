"""The sheet for a first-time reader: what the marks mean, how to decide, and what the report does not say."""

from screening.model import RunInfo
from screening.report.workbook.book import Book
from screening.report.workbook.page import Heading, Page
from screening.report.workbook.palette import (
    CLEAR,
    CONTRADICTED,
    DISMISSED,
    NOTE,
    REVIEW,
    SKIPPED,
    UNSCREENED,
    VERDICTS,
)

NAME = "How to read"
_HEADINGS = (Heading("Mark", 22), Heading("What it means", 68), Heading("What to do", 58))
_BLOCKED, _PROHIBITED = tuple(VERDICTS.values())[:2]
_MARKS = (
    (_BLOCKED, "A confirmed dealing with a party whose property is blocked.", "Do not process. Block, and tell the sanctions officer today."),
    (_PROHIBITED, "A measure forbids the transaction on the facts in your file.", "Do not process. Ask whether a licence applies."),
    (REVIEW, "A name is close to a listed one, or a fact that decides is missing.", "A person must decide: see Matches to review and Missing facts."),
    (NOTE, "A match or remark without bearing on the row's verdict.", "Nothing; kept for completeness."),
    (CONTRADICTED, "A close name against which a fact of your row speaks, such as another date of birth. It has no part in the verdict.", "Nothing, unless what conflicts was mistyped in your file."),
    (DISMISSED, "A match that a reviewer called a false positive in an earlier report, on facts that are still the same. It has no part in the verdict.", "Nothing while that holds. A new decision on its line takes the place of the former one."),
    (CLEAR, "No name is close enough to a listed one, and no rule is met on the facts in your file.", "Nothing to do. Cleared shows what was compared."),
    (UNSCREENED, "The row could not be read. It is never counted as clear.", "Put the cell right and screen again."),
    (SKIPPED, "The row is no record: blank, a total line, a repeated header.", "Look through the list once."),
)  # fmt: skip
_STEPS = (
    "Open Columns: was every column with names read? A name column that was not read was not screened.",
    "Open Stop: each line is a transaction that must not go ahead, with the facts and the source that say so.",
    "Open Matches to review and work from the top. Compare the two names; letters that differ are red and underlined.",
    "Ask the five questions of OFAC's FAQ 5, whose columns are marked Q1 to Q5: which list; person or entity; how much of the name; the whole entry; what is alike.",
    "Choose a Decision in the yellow column. A false positive needs a reason, a reviewer and the day until which it holds.",
    "Open Missing facts: answer each question in your own spreadsheet, and screen again.",
    "In doubt why a measure answered as it did, open Explanations: each of its conditions with yes, no or open.",
)
_LIMITS = (
    "Clear means: no listed name was similar enough, and no encoded rule was met on the facts in your file. It is not legal advice.",
    "Ownership is examined only where a sheet of holdings was given (--ownership): a company owned by a blocked party may be blocked without being listed.",
    "A score compares names alone, 0 to 100. Birth dates, countries and identifiers stand beside it as evidence for and against.",
)


def write_guide(book: Book, run: RunInfo) -> None:
    """The same words in every report, but for the threshold."""
    page = Page(book, NAME, _HEADINGS)
    page.title("How to read this report", "Two minutes for a first-time reader.")
    page.heading("What the marks mean")
    page.header(_HEADINGS)
    for row in _MARKS:
        page.row(_HEADINGS, row)
    page.space()
    page.heading("How to work through it")
    for number, step in enumerate(_STEPS, start=1):
        page.line(f"{number}   {step}")
    page.space()
    page.heading("What this report does not say")
    for text in _LIMITS:
        page.line(text)
    threshold = run.settings.get("matching.min_score")
    if threshold is not None:
        page.line(f"Names with a score below {threshold} are not shown as matches.")
    page.finish()
