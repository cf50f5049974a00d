"""A date as it is known: to the day, the month, the year, or as a range."""

import calendar
from dataclasses import dataclass
from datetime import date

from screening.model.tristate import Tristate


@dataclass(frozen=True, slots=True, order=True)
class DateSpan:
    """Every day from `first` to `last`, both included; a date known to the day has one. `around` marks a published "circa"."""

    first: date
    last: date
    around: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span ends before it starts: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> "DateSpan":
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> "DateSpan":
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int, *, around: bool = False) -> "DateSpan":
        return cls(date(year, 1, 1), date(year, 12, 31), around)

    @property
    def exact(self) -> bool:
        return self.first == self.last

    def before(self, bound: date) -> Tristate:
        """Is it strictly before `bound`? UNKNOWN when the span reaches across it."""
        if self.last < bound:
            return Tristate.TRUE
        return Tristate.FALSE if self.first >= bound else Tristate.UNKNOWN

    def after(self, bound: date) -> Tristate:
        """Is it strictly after `bound`? UNKNOWN when the span reaches across it."""
        if self.first > bound:
            return Tristate.TRUE
        return Tristate.FALSE if self.last <= bound else Tristate.UNKNOWN

    def __str__(self) -> str:
        about = "about " if self.around else ""
        if self.exact:
            return about + self.first.isoformat()
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            years = {self.first.year, self.last.year}
            return about + "–".join(str(year) for year in sorted(years))
        if self == DateSpan.month(self.first.year, self.first.month):
            return f"{about}{self.first:%Y-%m}"
        return f"{about}{self.first.isoformat()}–{self.last.isoformat()}"
