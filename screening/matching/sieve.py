"""A coarse upper bound of the score of millions of pairs at once, from two sums a pair: the weight that is covered and the weight that agrees."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from screening.matching.alignment import (
    ADDED_COUNTRY,
    CHANCE,
    CONTRADICTION,
    LONE_OMISSION,
    MISSPELLING,
    OMISSION,
)
from screening.matching.batch import Batch
from screening.matching.hashing import Ints
from screening.matching.similarity import SAME
from screening.matching.weights import COUNTRY, FULL, INITIAL

_SLACK = 1e-6
_COVERED, _COUNT = 33, 59
"""The bits from which a product holds the weight covered and, sixteen for none, how many words agree; below stands the weight that agrees."""

_Floats = NDArray[np.float64]


class Listed(NamedTuple):
    """By listed name: its weight, what leaving it out would cost, its initials, and the most that a word weighs in which an edit may be a slip."""

    weights: Ints
    omissible: Ints
    initials: Ints
    short: Ints


def lift(alike: Ints | int, ours: Ints, theirs: Ints) -> Ints:
    """What two words can add to a score, three sums in one number, so that one product adds up all; the weight that agrees in hundredths.

    A pair shares the lesser of two weights and drops the rest of the greater: similarity x lesser + difference.
    """
    lesser, difference = np.minimum(ours, theirs), np.abs(ours - theirs)
    covered = lesser + difference
    sums: Ints = (1 << _COUNT) + (covered << _COVERED) + alike * lesser + SAME * difference
    return sums


def promising(
    products: sparse.csr_matrix, queries: Batch, chunk: slice, listed: Listed, lowest: float
) -> tuple[Ints, Ints]:
    """The pairs (number of the query, of the listed name) among `products`, whose rows are the queries of the chunk, that could reach `lowest`.

    The score that a pair would have if every similar word found its partner is never below its true score.
    """
    totals, initials, short = queries.weights[chunk], queries.initials[chunk], queries.short[chunk]
    # What may be left over at little cost is not counted in the bound.
    counted = queries.omissible[chunk] - queries.countries[chunk] * (COUNTRY - ADDED_COUNTRY)
    row, column, sums = _sifted(products, counted - short, initials, listed, lowest)
    # An initial agrees with its own weight at most, and the word that it stands for then weighs no more.
    stand_ins = (initials[row] + listed.initials[column]) * INITIAL
    lone = _alone(sums) & (stand_ins == 0)
    # Two short words may be a slip of one another, where two words agree without them.
    stand_ins = stand_ins + np.minimum(short[row], listed.short[column]) * ~lone
    ours = counted[row] - listed.initials[column] * (FULL - INITIAL)
    theirs = listed.omissible[column] - initials[row] * (FULL - INITIAL)
    lesser, greater = np.minimum(ours, theirs), np.maximum(ours, theirs)
    most = np.maximum(totals[row], listed.weights[column])
    agreeing = np.minimum(most, _agreeing(sums) / SAME + stand_ins)
    covered = np.minimum(most, _covered(sums) + stand_ins)
    omission = np.where(lone, LONE_OMISSION, OMISSION)
    against = np.maximum(
        _against(MISSPELLING, omission, lesser - agreeing, greater - agreeing),
        _against(CONTRADICTION, omission, lesser - covered, greater - covered) + CHANCE * (greater > covered),
    )
    keep = 100 * agreeing >= lowest * (agreeing + against) - _SLACK
    return row[keep] + chunk.start, column[keep].astype(np.int64)


def _agreeing(sums: Ints) -> Ints:
    return sums & ((1 << _COVERED) - 1)


def _covered(sums: Ints) -> Ints:
    return (sums >> _COVERED) & ((1 << _COUNT - _COVERED) - 1)


def _alone(sums: Ints) -> NDArray[np.bool_]:
    # Seventeen words are counted as one, but cover more than any.
    alone: NDArray[np.bool_] = ((sums >> _COUNT) & 15 == 1) & (_covered(sums) <= FULL)
    return alone


def _sifted(
    products: sparse.csr_matrix, counted: Ints, initials: Ints, listed: Listed, lowest: float
) -> tuple[Ints, Ints, Ints]:
    # For the millions of pairs that share an ordinary word: this share of our own name has to agree.
    least = _least(counted, initials, lowest, OMISSION)
    enough = _agreeing(products.data) >= np.repeat(least, np.diff(products.indptr))
    keep = np.flatnonzero(enough | (listed.initials > 0)[products.indices])
    row = np.searchsorted(products.indptr, keep, side="right") - 1
    return row, products.indices[keep], products.data[keep]


def _least(counted: Ints, initials: Ints, lowest: float, omission: float) -> Ints:
    needed = lowest / 100
    share = needed * omission / (1 - needed + needed * omission)
    least: Ints = np.ceil(SAME * (share * counted - initials * INITIAL - 1)).astype(np.int64)
    return least


def _against(cost: float, omission: _Floats, lesser: _Floats, greater: _Floats) -> _Floats:
    both, either = np.maximum(0, lesser), np.maximum(0, greater)
    against: _Floats = cost * both + omission * (either - both)
    return against
