"""Text to a date as far as the text settles it: to the day, the month, the year, or as a range."""

import contextlib
import re
import unicodedata
from datetime import date
from enum import StrEnum

from screening.model import DateSpan
from screening.values.months import MONTHS


class DateOrder(StrEnum):
    """Which of day and month comes first in an all-digit date; a year that comes first leaves no choice."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


# A publisher's or a bank's word for "about"; it makes the span `around`.
_ABOUT = re.compile(
    r"^(?:circa|approximately|approx\.?|about|ca?\.|ca\s|~|около|ок\.|vers|env\.?|hacia|um\s)\s*"
)
# A clock after the date: "2021-06-14 00:00:00", "2021-06-14T10:00Z", "14.06.2021 10:00:00.000 +03:00", "6/14/2021 12:00 AM".
_CLOCK = re.compile(
    r"(?:t|\s|,\s*)\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|msk|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)[.,]?\s+"
)
_RANGE = re.compile(
    r"^(?:between\s+|from\s+)?(.+?)\s*(?:\bto\b|\band\b|\buntil\b|\bдо\b|\bbis\b|\bau\b|[–—]|\s-\s)\s*(.+)$"
)
_YEAR_RANGE = re.compile(r"^(\d{4})\s*[-/]\s*(\d{4})$")

# A quarter or half of a year: "Q2 2021", "2021-Q2", "2Q 2021", "II квартал 2021", "1. Halbjahr 2021"; which of the two by the word.
_QUARTER = "q|qtr|quarter|кв|квартал|квартала|quartal|trimestre|trim|trimester|季度|kwartał|çeyrek"
_HALF = "h|half|half-year|полугодие|полугодия|halbjahr|semestre|semester|半年"
_NTH = r"(?P<nth>[1-4]|i{1,3}|iv|[一二三四])(?:st|nd|rd|th|e|er|ème|º|ª|-й|-е|\.)?"
_PARTS_OF_A_YEAR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?P<word>{_QUARTER}|{_HALF})\.?[\s-]*{_NTH}[\s,./-]*(?:of\s+|de\s+)?(?P<year>\d{{4}})(?:\s*(?:г|года)\.?)?$",
        rf"^{_NTH}[\s-]*(?P<word>{_QUARTER}|{_HALF})\.?[\s,./-]*(?:of\s+|de\s+)?(?P<year>\d{{4}})(?:\s*(?:г|года)\.?)?$",
        rf"^(?P<year>\d{{4}})\s*年?[\s,./-]*(?P<word>{_QUARTER}|{_HALF})\.?[\s-]*{_NTH}$",
        rf"^(?P<year>\d{{4}})\s*年?[\s,./-]*第?{_NTH}[\s-]*(?P<word>{_QUARTER}|{_HALF})\.?$",
    )
)
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "一": 1, "二": 2, "三": 3, "四": 4}
# "mid 2021" is somewhere in the year; which months it means nobody has settled.
_SOMEWHERE_IN = re.compile(
    r"^(?:early|mid|late|beginning of|end of|начало|конец|середина|anfang|mitte|ende|début|fin)[\s-]+(\d{4})$"
)
_ROMAN_MONTH = re.compile(r"^(\d{1,2})([-./\s])(i{1,3}|iv|vi{0,3}|ix|xi{0,2})\2(\d{4})$")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

_YEAR_LAST = re.compile(r"^(\d{1,2})([-./\s])(\d{1,2})\2(\d{4})(?:\s*(?:г|года)\.?)?$")
_SHORT_YEAR = re.compile(
    r"^\d{1,2}([-./\s])\d{1,2}\1\d{2}$|^\d{1,2}[\s./-]*[^\W\d]+[.\s/-]*'?\d{2}$|^[^\W\d]+[.\s/-]+'?\d{2}$"
)
_Y, _M, _D = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_WORD = r"(?P<word>[^\W\d_]+)\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|ro|º|\.)?"
_GAP = r"[\s,./-]*(?:de\s+|del\s+|of\s+)?"
_G = r"(?:\s*(?:г|год|года)\.?)?"  # Russian "2021 г."
_UNAMBIGUOUS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_Y}{_G}$",
        r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$",
        rf"^{_Y}([-./\s]){_M}\2{_D}$",
        rf"^{_Y}\s*[年년](?:\s*{_M}\s*[月월](?:\s*{_D}\s*[日일])?)?$",
        rf"^{_Y}[-./]{_M}$",
        rf"^{_M}[-./]{_Y}$",
        rf"^{_D}{_ORDINAL}{_GAP}{_WORD}{_GAP}{_Y}{_G}$",
        rf"^{_WORD}{_GAP}{_D}{_ORDINAL}[\s,./-]+{_Y}$",
        rf"^{_Y}{_GAP}{_WORD}{_GAP}{_D}$",
        rf"^{_WORD}{_GAP}{_Y}{_G}$",
        rf"^{_Y}{_GAP}{_WORD}$",
    )
)

_EXPECTED = "expected a date like 2021-06-14 or 14 Jun 2021"


def parse_date(text: str, order: DateOrder | None = None) -> DateSpan:
    """The days that `text` can mean, as one span; a text without a day or a month gives the whole month or year.

    `order` settles all-digit dates such as 06/07/2021. Raises ValueError, in words for the person who wrote the text, when it is no date,
    an impossible date, has a year of two digits, or can be two days. A quarter or half of a year is its whole
    span. Month names in twelve languages (`months`).
    """
    shown = text.strip()
    cleaned = _clean(text)
    if not cleaned:
        raise ValueError(f"no date; {_EXPECTED}")
    body = _ABOUT.sub("", cleaned)
    span = _part_of_a_year(body, shown) or _range(body, shown, order) or _single(body, shown, order)
    return DateSpan(span.first, span.last, around=True) if body != cleaned else span


def date_order_votes(text: str) -> DateOrder | None:
    """The order that an all-digit date proves by a number above 12 (31/12/2021 proves day first); None where it proves nothing."""
    found = _YEAR_LAST.match(_clean(text))
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if 12 < first <= 31 and 1 <= second <= 12:
        return DateOrder.DAY_FIRST
    if 12 < second <= 31 and 1 <= first <= 12:
        return DateOrder.MONTH_FIRST
    return None


def _clean(text: str) -> str:
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" ;,")
    folded = re.sub(r"[‐‑‒−]", "-", folded)
    plain = _WEEKDAY.sub("", _CLOCK.sub("", folded)).strip(" ,")
    return plain[:-1] if plain[-2:-1].isdigit() and plain.endswith(".") else plain  # Hungarian "2021.06.14."


def _range(body: str, shown: str, order: DateOrder | None) -> DateSpan | None:
    years = _YEAR_RANGE.match(body)
    if years is not None:
        return _span(_year(years[1], shown), _year(years[2], shown), shown)
    parts = _RANGE.match(body)
    if parts is None:
        return None
    return _span(
        _single(_ABOUT.sub("", parts[1]), shown, order),
        _single(_ABOUT.sub("", parts[2]), shown, order),
        shown,
    )


def _span(first: DateSpan, last: DateSpan, shown: str) -> DateSpan:
    if last.last < first.first:
        raise ValueError(f"'{shown}' ends before it starts")
    return DateSpan(first.first, last.last)


def _part_of_a_year(body: str, shown: str) -> DateSpan | None:
    if found := _SOMEWHERE_IN.match(body):
        return _year(found[1], shown)
    for pattern in _PARTS_OF_A_YEAR:
        if found := pattern.match(body):
            nth = _ORDINALS.get(found["nth"]) or int(found["nth"])
            year = _year(found["year"], shown).first.year
            months = 3 if re.fullmatch(_QUARTER, found["word"]) else 6
            if nth * months > 12:
                raise ValueError(f"'{shown}' is not a part of a year; {_EXPECTED}")
            last = DateSpan.month(year, nth * months)
            return DateSpan(date(year, (nth - 1) * months + 1, 1), last.last)
    return None


def _single(body: str, shown: str, order: DateOrder | None) -> DateSpan:
    if found := _ROMAN_MONTH.match(body):
        return _calendar(found[4], _ROMANS.index(found[3]) + 1, found[1], shown)
    if found := _YEAR_LAST.match(body):
        return _year_last(int(found[1]), found[2], int(found[3]), int(found[4]), shown, order)
    for pattern in _UNAMBIGUOUS:
        found = pattern.match(body)
        parts = found.groupdict() if found else {}
        if parts and parts.get("word", "may") in MONTHS:
            month = parts.get("month") or MONTHS.get(parts.get("word", ""))
            return _calendar(parts["year"], month, parts.get("day"), shown)
    if _SHORT_YEAR.match(body):
        raise ValueError(f"'{shown}' has a year of two digits; expected four, as in 2021-06-14")
    raise ValueError(f"'{shown}' is not a date; {_EXPECTED}")


def _year_last(
    first: int, mark: str, second: int, year: int, shown: str, order: DateOrder | None
) -> DateSpan:
    readings: dict[DateOrder, date] = {}
    for candidate, month, day in (
        (DateOrder.DAY_FIRST, second, first),
        (DateOrder.MONTH_FIRST, first, second),
    ):
        with contextlib.suppress(ValueError):
            readings[candidate] = date(year, month, day)
    if not readings:
        raise ValueError(f"'{shown}' is not a day of the calendar; {_EXPECTED}")
    # No convention writes the month first with dots, so a dot settles what the digits leave open.
    wanted = DateOrder.DAY_FIRST if order is None and mark == "." else order
    if wanted in readings:
        return DateSpan.day(readings[wanted])
    days = sorted(set(readings.values()))
    if len(days) > 1:
        by_day, by_month = readings[DateOrder.DAY_FIRST], readings[DateOrder.MONTH_FIRST]
        raise ValueError(f"'{shown}' can be {_words(by_day)} or {_words(by_month)}")
    return DateSpan.day(days[0])


def _calendar(year: str, month: str | int | None, day: str | None, shown: str) -> DateSpan:
    if month is None:
        return _year(year, shown)
    try:
        return (
            DateSpan.day(date(int(year), int(month), int(day)))
            if day
            else DateSpan.month(int(year), int(month))
        )
    except ValueError as error:
        kind = "day" if day else "month"
        raise ValueError(f"'{shown}' is not a {kind} of the calendar; {_EXPECTED}") from error


def _words(day: date) -> str:
    return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"


_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _year(year: str, shown: str) -> DateSpan:
    # A bare number outside these years is an amount or an id that stands in the wrong column.
    if not 1800 <= int(year) <= 2199:
        raise ValueError(f"'{shown}' is not a year between 1800 and 2199; {_EXPECTED}")
    return DateSpan.year(int(year))
