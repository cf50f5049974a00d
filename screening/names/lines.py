"""Many folded words at once, one a line of ASCII bytes: what a regular expression does to a word at a time is done to all letters together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

END = ord("\n")


def lines_of(words: Sequence[str]) -> Bytes:
    """The letters of folded words, with a line's end between two words."""
    return np.frombuffer("\n".join(words).encode("ascii"), np.uint8)


def words_of(lines: Bytes) -> list[str]:
    """The words of such lines; one that is empty where there is no line."""
    return lines.tobytes().decode("ascii").split("\n")


def begins_a_line(lines: Bytes) -> NDArray[np.bool_]:
    """By letter, whether it is the first of its line."""
    first = np.ones(len(lines), dtype=bool)
    first[1:] = lines[:-1] == END
    return first


def without_repeats(lines: Bytes) -> Bytes:
    """The lines with each letter that repeats the one before it left out; none of the lines may be empty."""
    kept = np.ones(len(lines), dtype=bool)
    np.not_equal(lines[1:], lines[:-1], out=kept[1:])
    return lines[kept]
