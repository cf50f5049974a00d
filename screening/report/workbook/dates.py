"""The sheet of dates to keep: reports on blocked and rejected items, the annual report, and what expires."""

from collections.abc import Iterator
from datetime import date

from screening.model import DateSpan, Decision, FindingState, RunInfo, Strength, Verdict
from screening.report.business_days import business_days_after
from screening.report.workbook import wording
from screening.report.workbook.book import Book
from screening.report.workbook.page import Heading, Look, Shown
from screening.report.workbook.palette import NOTE, VERDICTS
from screening.report.workbook.table import Part, Table

NAME = "Dates to keep"
_TERM = 10  # business days, 31 CFR 501.603(b)(1)(i) and 501.604(c)
_DEALT_ON = ("settlement_date", "trade_date")
_HEADINGS = (
    Heading("Row", 8, Look.NUMBER),
    Heading("Kind", 16),
    Heading("Record", 13),
    Heading("What is due", 52, Look.STRONG),
    Heading("Due, if acted on the day of the run", 17),
    Heading("Due, if acted on the day of the deal", 17),
    Heading("Who it is for, and how the days are counted", 62),
    Heading("Source", 26),
)
_COUNTED = (
    "For U.S. persons. Ten business days after the day on which you {0}; no Saturday, Sunday or federal holiday counts. "
    "The day of the run is {1}{2}."
)


def write_dates(book: Book, stop: list[Decision], run: RunInfo, *, several: bool) -> tuple[Part, ...]:
    """`stop` are the rows that must stop. What day an item was really blocked or rejected the reader must say: both likely days are counted."""
    headings = (Heading("File · sheet", 18), *_HEADINGS) if several else _HEADINGS
    table = Table(
        book,
        NAME,
        headings,
        title="Dates to keep",
        subtitle="When reports are due if the rows on Stop are blocked or rejected, and what expires. Check each against the day on which you acted.",
        empty="✓ No date follows from this run.",
        frozen=len(headings) - len(_HEADINGS) + 2,
    )
    day = date.fromisoformat(run.as_of[:10])
    ofac = frozenset(each.id for each in run.rules if "OFAC" in each.authority)
    for decision in sorted(stop, key=lambda each: VERDICTS[each.verdict].rank):
        where = (wording.place(decision.file, decision.sheet, several=True),) if several else ()
        table.add((*where, *_report(decision, day, ofac)))
    for cells in (*_annual(stop, day, ofac), *_expiries(run, day)):
        table.add((*(("",) if several else ()), *cells))
    return table.finish()


def _report(decision: Decision, day: date, ofac: frozenset[str]) -> tuple[Shown, ...]:
    blocked = decision.verdict is Verdict.BLOCKED
    dealt = _dealt_on(decision)
    begin = (decision.row, VERDICTS[decision.verdict], decision.record_id)
    if not _of_ofac(decision, ofac):
        words = "What stops the row is not OFAC's: ask the authority that is named on Stop what must be reported, and until when."
        return (*begin, "Report to the authority of the measure", None, None, words, "")
    what, acted, source = (
        ("Report of blocked property to OFAC", "block the property", "31 CFR 501.603(b)(1)")
        if blocked
        else ("Report of a rejected transaction to OFAC", "reject the transaction", "31 CFR 501.604")
    )
    of_deal = f", that of the deal {dealt.isoformat()}" if dealt else ", that of the deal is not known"
    return (
        *begin,
        what,
        business_days_after(day, _TERM).isoformat(),
        business_days_after(dealt, _TERM).isoformat() if dealt else "not known",
        _COUNTED.format(acted, day.isoformat(), of_deal),
        source,
    )


def _of_ofac(decision: Decision, ofac: frozenset[str]) -> bool:
    """Does one of the measures `ofac`, or a party of an OFAC list, stop the row? Only then is there anything to report to OFAC."""
    rules = (each.rule for each in decision.findings if each.state is FindingState.TRUE)
    confirmed = (each for each in decision.matches if each.strength is Strength.CONFIRMED)
    return any(rule in ofac for rule in rules) or any(
        match.entity.id.startswith("us-ofac") for match in confirmed
    )


def _dealt_on(decision: Decision) -> date | None:
    """The day on which the deal settles or was struck, where the row says it to the day."""
    facts = decision.record.facts if decision.record else {}
    for field in _DEALT_ON:
        value = facts[field].value if field in facts else None
        if isinstance(value, DateSpan) and value.first == value.last:
            return value.first
    return None


def _annual(stop: list[Decision], day: date, ofac: frozenset[str]) -> Iterator[tuple[Shown, ...]]:
    if not any(each.verdict is Verdict.BLOCKED and _of_ofac(each, ofac) for each in stop):
        return
    year = day.year if day <= date(day.year, 6, 30) else day.year + 1
    words = f"For U.S. persons who hold blocked property on 30 June {year}: all of it, each year until it is unblocked."
    yield (
        None,
        NOTE,
        "",
        f"Annual report of blocked property {year}",
        f"{year}-09-30",
        f"{year}-09-30",
        words,
        "31 CFR 501.603(b)(2)",
    )


def _expiries(run: RunInfo, day: date) -> Iterator[tuple[Shown, ...]]:
    """What ends, by its last day: the measures that do, and the answers by which a match of this run was dismissed."""
    told = [*_measures(run, day), *_answers(run)]
    for last, title, words, source in sorted(told, key=lambda each: each[0]):
        yield (None, NOTE, "", title, last, last, words, source)


def _measures(run: RunInfo, day: date) -> Iterator[tuple[str, str, str, str]]:
    words = "From then on the measure, or the licence in it, no longer answers: screen later deals anew."
    for rule in sorted(run.rules, key=lambda each: each.id):
        if rule.expires is not None and rule.expires[:10] >= day.isoformat():
            yield rule.expires, f"Expires: {rule.title}", words, rule.id


def _answers(run: RunInfo) -> Iterator[tuple[str, str, str, str]]:
    for each in run.answers:
        if each.valid_until is not None:
            words = (
                f"Dismissed as a false positive by {each.by}. The answer holds through this day; the first run after it brings "
                "the match back for review, so look at it anew before."
            )
            last = each.valid_until.isoformat()
            yield last, f"Dismissal lapses: match {each.ref}", words, f"register, answer {each.seq}"
