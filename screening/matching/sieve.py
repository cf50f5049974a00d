"""A coarse upper bound of the score of millions of pairs at once, from two sums a pair: the weight that is covered and the weight that agrees."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from screening.matching.alignment import (
    ADDED_COUNTRY,
    CHANCE,
    CONTRADICTION,
    MISSPELLING,
    OMISSION,
    SHORT_WEIGHT,
)
from screening.matching.batch import Batch
from screening.matching.hashing import Ints
from screening.matching.similarity import SAME
from screening.matching.weights import COUNTRY, FULL, INITIAL

_SLACK = 1e-6
_COVERED = 32
"""The bit from which a product holds the weight covered; below it stands the weight that agrees."""

_Floats = NDArray[np.float64]


class Listed(NamedTuple):
    """By listed name: its weight, what leaving it out would cost, its initials, and 1 where it has a word of two or three letters."""

    weights: Ints
    omissible: Ints
    initials: Ints
    short: Ints


def lift(alike: Ints | int, ours: Ints, theirs: Ints) -> Ints:
    """What two words can add to a score, both sums in one number, so that one product adds up both; the weight that agrees in hundredths.

    A pair shares the lesser of two weights and drops the rest of the greater: similarity x lesser + difference.
    """
    lesser, difference = np.minimum(ours, theirs), np.abs(ours - theirs)
    both: Ints = ((lesser + difference) * SAME << _COVERED) + alike * lesser + SAME * difference
    return both


def promising(
    products: sparse.csr_matrix, queries: Batch, chunk: slice, listed: Listed, lowest: float
) -> tuple[Ints, Ints]:
    """The pairs (number of the query, of the listed name) among `products`, whose rows are the queries of the chunk, that could reach `lowest`.

    The score that a pair would have if every similar word found its partner is never below its true score.
    """
    totals, initials, short = queries.weights[chunk], queries.initials[chunk], queries.short[chunk]
    # What may be left over at little cost is not counted in the bound.
    counted = queries.omissible[chunk] - queries.countries[chunk] * (COUNTRY - ADDED_COUNTRY)
    row, column, sums = _sifted(products, counted - SHORT_WEIGHT * short, initials, listed, lowest)
    # An initial agrees with its own weight at most, and the word that it stands for then weighs no more.
    stand_ins = (initials[row] + listed.initials[column]) * INITIAL
    # Two short words may be a slip of one another, where two words agree without them.
    stand_ins = stand_ins + SHORT_WEIGHT * (short[row] & listed.short[column])
    ours = counted[row] - listed.initials[column] * (FULL - INITIAL)
    theirs = listed.omissible[column] - initials[row] * (FULL - INITIAL)
    lesser, greater = np.minimum(ours, theirs), np.maximum(ours, theirs)
    most = np.maximum(totals[row], listed.weights[column])
    agreeing = np.minimum(most, (sums & ((1 << _COVERED) - 1)) / SAME + stand_ins)
    covered = np.minimum(most, (sums >> _COVERED) / SAME + stand_ins)
    against = np.maximum(
        _against(MISSPELLING, lesser - agreeing, greater - agreeing),
        _against(CONTRADICTION, lesser - covered, greater - covered) + CHANCE * (greater > covered),
    )
    keep = 100 * agreeing >= lowest * (agreeing + against) - _SLACK
    return row[keep] + chunk.start, column[keep].astype(np.int64)


def _sifted(
    products: sparse.csr_matrix, counted: Ints, initials: Ints, listed: Listed, lowest: float
) -> tuple[Ints, Ints, Ints]:
    # For the millions of pairs that share an ordinary word: this share of our own name has to agree.
    needed = lowest / 100
    share = needed * OMISSION / (1 - needed + needed * OMISSION)
    least = SAME * (share * counted - initials * INITIAL - 1)
    agreeing = products.data & ((1 << _COVERED) - 1)
    enough = agreeing >= np.repeat(np.ceil(least).astype(np.int64), np.diff(products.indptr))
    keep = np.flatnonzero(enough | (listed.initials > 0)[products.indices])
    row = np.searchsorted(products.indptr, keep, side="right") - 1
    return row, products.indices[keep], products.data[keep]


def _against(cost: float, lesser: _Floats, greater: _Floats) -> _Floats:
    both, either = np.maximum(0, lesser), np.maximum(0, greater)
    against: _Floats = cost * both + OMISSION * (either - both)
    return against
