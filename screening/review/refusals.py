"""An answer that was not taken, with its place and what would be right."""

from dataclasses import dataclass

from screening.errors import Location


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with one line of a report, where, and what would be right."""

    where: Location
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}; {self.remedy}"
