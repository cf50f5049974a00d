"""How long a false positive holds."""

import calendar
from datetime import date

from screening.model import Ruling
from screening.review.refusals import Refusal
from screening.review.sheet import Answer


def valid_until(answer: Answer, today: date, months: int) -> date | Refusal | None:
    """The last day on which the answer holds: the one that was given, else `months` from today; None for a ruling that does not run out.

    A day that has passed, or lies further ahead than `months`, is refused.
    """
    if answer.ruling is not Ruling.FALSE_POSITIVE:
        return None
    furthest = later(today, months)
    if answer.until is None:
        return furthest
    if answer.until < today:
        return Refusal(
            answer.where,
            f"it is valid until {answer.until}, which has passed",
            f"give a day from {today} to {furthest}, or leave it blank",
        )
    if answer.until > furthest:
        return Refusal(
            answer.where,
            f"it is valid until {answer.until}, and a false positive may hold for {months} months",
            f"give a day up to {furthest}, or leave it blank",
        )
    return answer.until


def later(day: date, months: int) -> date:
    """The same day of a later month, or the month's last where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
