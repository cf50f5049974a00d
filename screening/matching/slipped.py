"""Pairs of names that may be the same but for a slip in one short word, known by what the words weigh and by their letters."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.beside import Beside, Met, marked
from screening.matching.hashing import Ints
from screening.matching.sieve import slip_cost
from screening.matching.similarity import SAME, SLIP_LETTERS

_Bools = NDArray[np.bool_]
_Floats = NDArray[np.float64]


def slipped(
    met: Met, words: tuple[Beside, Beside], perhaps: _Bools, gained: _Floats, lowest: float
) -> _Bools:
    """Which of the pairs that `perhaps` are so may score `lowest` (0–100) as the same names with a slip in them.

    `met` are the words that may agree, `words` those of either side, `gained` is what words that agree do for reaching `lowest` at the most.
    """
    same = met.similar == SAME
    agreeing = np.bincount(met.pairs[same], minlength=len(perhaps))
    once = np.ones(len(perhaps), dtype=bool)
    differing = []
    for side, places in zip(words, (met.ours[same], met.theirs[same]), strict=True):
        agrees = marked(places, len(side.pairs))
        once &= side.total(agrees, len(perhaps)) == agreeing
        differing.append(side.where(~agrees & perhaps[side.pairs]))
    ours, theirs = (_Slip.of(side, once) for side in differing)
    return perhaps & _slips(ours, theirs, gained, lowest)


class _Slip(NamedTuple):
    # By pair, may what differs on one side be one word with a slip in it; is it known which, and then its weight and letters.
    possible: _Bools
    known: _Bools
    weight: Ints
    letters: Ints

    @classmethod
    def of(cls, differing: Beside, once: _Bools) -> "_Slip":
        # A word that the other name may have as a title is perhaps the one, and perhaps nothing. Where not each of the words that
        # are the same is so `once`, one of them may be the one.
        count = len(once)
        firm = differing.carried.contradicting[differing.words] > 0
        numbers = np.bincount(differing.pairs, minlength=count), differing.total(firm, count)
        known = (numbers[1] == 1) | (once & (numbers[0] == 1))
        shorts, letters = (
            np.where(
                numbers[1] == 1,
                differing.total(values[differing.words] * firm, count),
                np.where(known, differing.total(values[differing.words], count), 0),
            )
            for values in (differing.carried.short, differing.carried.letters)
        )
        possible = (numbers[1] <= 1) & ~(once & (numbers[0] == 0)) & (~known | (shorts > 0))
        return cls(possible, known, shorts, letters)


def _slips(ours: _Slip, theirs: _Slip, gained: _Floats, lowest: float) -> _Bools:
    slips = gained + 1 >= slip_cost(np.minimum(ours.weight, theirs.weight), lowest)
    slips &= ours.possible & theirs.possible
    slips &= ~(ours.known & theirs.known) | (_set_bits(ours.letters ^ theirs.letters) <= SLIP_LETTERS)
    return slips


def _set_bits(letters: Ints) -> Ints:
    # How many bits of the lowest 32 are set.
    pairs = letters - (letters >> 1 & 0x55555555)
    fours = (pairs & 0x33333333) + (pairs >> 2 & 0x33333333)
    bits: Ints = ((fours + (fours >> 4) & 0x0F0F0F0F) * 0x01010101 >> 24) & 0xFF
    return bits
