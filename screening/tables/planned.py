"""A column with what it is read as, and what to ask where that is not certain."""

import re
from dataclasses import dataclass

from screening.model import Fact, Field
from screening.tables.cells import column_letter
from screening.tables.profile import ColumnProfile


@dataclass(frozen=True, slots=True)
class Question:
    """What a user should confirm about a column: `text` in plain words, and the (header, field id) pairs any one of which settles it."""

    column: str
    text: str
    choices: tuple[tuple[str, str], ...]

    @property
    def maps(self) -> tuple[str, ...]:
        """The choices as they are given on the command line."""
        return tuple(map_line(*choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """A column and how it will be read; `score` tells the better of two candidates, `states` the fact of another field that its header gives to every row."""

    index: int
    header: str
    profile: ColumnProfile
    field: Field | None = None
    why: str = "not read: no known header"
    score: float = 0.0
    given: bool = False
    looks_like_names: bool = False
    states: tuple[str, Fact] | None = None

    @property
    def letter(self) -> str:
        return column_letter(self.index)


def map_line(header: str, field_id: str) -> str:
    """The option that reads a column as a field, ready to be pasted into a shell."""
    quoted = re.sub(r'(["\\$`])', r"\\\1", header)
    return f'--map "{quoted}={field_id}"'
