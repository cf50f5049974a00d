"""How many words look, at once: what a scanner or a careless hand makes of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from screening.matching.similarity import FEWEST_CONSONANTS, seen
from screening.names import END, begins_a_line, lines_of, without_repeats, words_of

_VOWELS = np.isin(np.arange(128), [ord(vowel) for vowel in "aeiou"])
_LETTERS = np.isin(np.arange(128), [ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz"])


class Looks(NamedTuple):
    """Of many words: shape, skeleton, the consonants as written, and whether they are bare."""

    shapes: list[str]
    skeletons: list[str]
    consonants: list[str]
    bare: list[bool]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Looks":
        """How these folded words look: as `shape`, `skeleton` and `is_bare` say of one."""
        if not texts:
            return cls([], [], [], [])
        lines = lines_of(texts)
        first = begins_a_line(lines)
        starts = np.flatnonzero(first)
        lengths = np.diff(starts, append=len(lines) + 1) - 1
        left_out = _VOWELS[lines] & ~first
        consonants = lines[~left_out]
        left_out[starts + lengths - 1] = False
        letters = np.bitwise_or(_LETTERS[lines], lines == END)
        bare = ~np.logical_or.reduceat(left_out, starts) & np.logical_and.reduceat(letters, starts)
        return cls(
            seen(lines.tobytes()).decode("ascii").split("\n"),
            words_of(without_repeats(consonants)),
            words_of(consonants),
            (bare & (lengths >= FEWEST_CONSONANTS)).tolist(),
        )
