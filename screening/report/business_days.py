"""Business days of the United States: Monday to Friday, but for the federal holidays of 5 U.S.C. 6103 as they are observed."""

from datetime import date, timedelta

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_JUNETEENTH_SINCE = 2021  # Public Law 117-17, signed on 17 June 2021; first observed on Friday the 18th
_KING_SINCE = 1986


def business_days_after(day: date, count: int) -> date:
    """The last day of a term of `count` business days that begins on the day after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def is_business_day(day: date) -> bool:
    """Is `day` neither at the weekend nor a federal holiday? Days off that a President orders once are not known by rule."""
    return day.weekday() < _SATURDAY and day not in federal_holidays(day.year)


def federal_holidays(year: int) -> frozenset[date]:
    """The days off in `year`: one on a Saturday is observed on the Friday before, one on a Sunday on the Monday after."""
    days = {_observed(each) for each in (*_dated(year), date(year + 1, 1, 1))}
    days |= {
        _nth(year, 2, _MONDAY, 3),
        _last_monday_of_may(year),
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 10, _MONDAY, 2),
        _nth(year, 11, _THURSDAY, 4),
    }
    if year >= _KING_SINCE:
        days.add(_nth(year, 1, _MONDAY, 3))
    return frozenset(each for each in days if each.year == year)


def _dated(year: int) -> tuple[date, ...]:
    days = (date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25))
    return (*days, date(year, 6, 19)) if year >= _JUNETEENTH_SINCE else days


def _observed(day: date) -> date:
    if day.weekday() == _SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
