"""Kleene's three-valued logic: a missing fact is unknown, and unknown is never false."""

from collections.abc import Iterable
from enum import IntEnum


class Tristate(IntEnum):
    """FALSE < UNKNOWN < TRUE, so that "and" is the minimum and "or" the maximum (Kleene 1938)."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __invert__(self) -> "Tristate":
        return Tristate(2 - self)

    @classmethod
    def of(cls, known: bool | None) -> "Tristate":
        """True and false as themselves, None as UNKNOWN."""
        if known is None:
            return cls.UNKNOWN
        return cls.TRUE if known else cls.FALSE


def all_of(values: Iterable[Tristate]) -> Tristate:
    """Kleene "and"; of nothing: TRUE."""
    return min(values, default=Tristate.TRUE)


def any_of(values: Iterable[Tristate]) -> Tristate:
    """Kleene "or"; of nothing: FALSE."""
    return max(values, default=Tristate.FALSE)
