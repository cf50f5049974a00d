"""A coarse upper bound of the score of millions of pairs at once, from two sums a pair: the weight that similar words cover, and what their likeness gains."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from screening.matching.alignment import INITIAL_OF_PARTICLE, MISSPELLING
from screening.matching.batch import Batch
from screening.matching.hashing import Ints
from screening.matching.least import (
    ADDITION,
    CHANCE,
    CONTRADICTION,
    LONE_OMISSION,
    OMISSION,
    SAME_FORM_OMISSION,
)
from screening.matching.ordinary import Ordinary, enough
from screening.matching.persons import ADDED_COUNTRY
from screening.matching.similarity import SAME, SLIP, STANDS_FOR
from screening.matching.weights import COUNTRY, FULL, INITIAL

_SLACK = 1e-6
_COVERED, _COUNT = 29, 51
"""The bits from which a product holds the weight covered and how many words agree; below stands what their agreement gains.

There is room for 4,096 pairs of words: names of so many have as many left over, and reach nothing.
"""

_Floats = NDArray[np.float64]


class Listed(NamedTuple):
    """By listed name: its weight, what leaving it out would cost, its initials, and the most that a word weighs in which an edit may be a slip."""

    weights: NDArray[np.int32]
    omissible: NDArray[np.int32]
    initials: NDArray[np.int32]
    short: NDArray[np.int32]


def gain(alike: NDArray[np.integer] | int, shared: Ints, lowest: float) -> _Floats:
    """What a pair of words that shares so much weight does for reaching `lowest`; nothing where its misspelling costs more.

    A score reaches `lowest` where matched x 100 >= lowest x (matched + misspelled + against): where the gains outweigh lowest x against.
    """
    share = np.asarray(alike) / SAME
    gained: _Floats = shared * (share * (SAME - lowest) - (1 - share) * lowest * MISSPELLING)
    return np.maximum(0, gained)


def slip_cost(weight: Ints, lowest: float) -> _Floats:
    """What a slip in words that share so much weight takes from reaching `lowest`, the other way round than `gain`."""
    share = SLIP / SAME
    cost: _Floats = np.multiply(
        weight, max(0.0, (1 - share) * lowest * MISSPELLING - share * (SAME - lowest))
    )
    return cost


def lift(alike: Ints | int, ours: Ints, theirs: NDArray[np.integer], lowest: float) -> Ints:
    """What two words can add to a score, three sums in one number, so that one product adds up all: that they agree, what they cover, what they gain.

    A pair shares the lesser of two weights and covers the greater: the rest of it is not left over.
    """
    gained = np.ceil(gain(alike, np.minimum(ours, theirs), lowest)).astype(np.int64)
    # Words that are just so alike gain nothing, and are a match where nothing else is left.
    gained = np.maximum(gained, np.asarray(alike) >= lowest)
    sums: Ints = (1 << _COUNT) + (np.maximum(ours, theirs) << _COVERED) + gained
    return sums


def counted(queries: Batch) -> Ints:
    """By query, what it costs at the least to leave out all its words; what may be left over at little cost is not counted."""
    least = queries.omissible - queries.countries * (COUNTRY - ADDED_COUNTRY) - queries.excused
    counted: Ints = np.maximum(0, least)
    return counted


def promising(
    products: sparse.csr_matrix,
    queries: Batch,
    cost: Ints,
    chunk: slice,
    listed: Listed,
    ordinary: Ordinary | None,
    lowest: float,
) -> tuple[Ints, Ints]:
    """The pairs (number of the query, of the listed name) among `products`, whose rows are the queries of the chunk, that could reach `lowest`.

    Every similar word is taken to find its partner, and every initial a word as heavy as words are: no pair scores more than that.
    `cost` is what it costs to leave out all words of a query (`counted`). `ordinary` words have no part in the products, all of which are then of listed names without initials; None where every word has.
    """
    totals, initials, short = queries.weights[chunk], queries.initials[chunk], queries.short[chunk]
    cost = cost[chunk]
    aside = ordinary.at(chunk) if ordinary else Ordinary.none(len(totals))
    least = _least(cost, initials * INITIAL, short, aside, lowest) if ordinary else np.zeros_like(cost)
    alone = (initials == 0) & (aside.words == 0) & (ordinary is not None)
    row, column, sums = _sifted(products, least, alone)
    mine, other = initials[row], listed.initials[column]
    lone = ((sums >> _COUNT) + aside.words[row] == 1) & (np.minimum(mine, other) == 0)
    covered = _covered(sums)
    left = cost[row] - covered - aside.weights[row] - mine * INITIAL - other * FULL
    left_theirs = listed.omissible[column] - covered - aside.covered[row] - other * INITIAL - mine * FULL
    left, left_theirs = np.maximum(0, left), np.maximum(0, left_theirs)
    gained = np.minimum(
        _gained(sums) + (SAME - lowest) * aside.weights[row] + _by_initials(mine, other, lowest),
        (SAME - lowest) * np.minimum(totals[row], listed.weights[column]),
    )
    formed = queries.organizations[chunk][row]
    keep = gained + _SLACK >= lowest * _against(left, left_theirs, lone, formed)
    # All that is left may be a slip of one another, where two words agree without it.
    slip = ~lone & (left <= short[row]) & (left_theirs <= listed.short[column])
    keep |= slip & (gained + _SLACK >= slip_cost(np.minimum(left, left_theirs), lowest))
    return row[keep] + chunk.start, column[keep].astype(np.int64)


def _by_initials(ours: Ints, theirs: NDArray[np.integer], lowest: float) -> _Floats:
    # An initial agrees with a word, or with an initial that could else agree with another word.
    word, initial = (
        float(gain(alike, np.array(INITIAL), lowest))
        for alike in (max(STANDS_FOR, INITIAL_OF_PARTICLE), SAME)
    )
    both = np.minimum(ours, theirs)
    gained: _Floats = both * max(initial, 2 * word) + (ours + theirs - 2 * both) * word
    return gained


def most_covered(matrix: sparse.csr_matrix) -> Ints:
    """By row of a matrix of lifts, the most that one of them covers."""
    most = np.zeros(matrix.shape[0], dtype=np.int64)
    filled = np.flatnonzero(np.diff(matrix.indptr))
    if len(filled):
        most[filled] = np.maximum.reduceat(_covered(matrix.data), matrix.indptr[filled])
    return most


def _gained(sums: Ints) -> Ints:
    return sums & ((1 << _COVERED) - 1)


def _covered(sums: Ints) -> Ints:
    return (sums >> _COVERED) & ((1 << _COUNT - _COVERED) - 1)


def _least(cost: Ints, by_initials: Ints, short: Ints, aside: Ordinary, lowest: float) -> Ints:
    # Nearly all pairs, millions, share a single word: listed words and our own initials have to cover this part of our name then.
    lone = enough(LONE_OMISSION, lowest) * cost
    several = enough(ADDITION, lowest) * cost - aside.weights - short
    least = np.where(aside.words > 0, several, lone) - by_initials - _SLACK
    covered: Ints = np.maximum(0, np.ceil(least)).astype(np.int64)
    return covered


def _sifted(
    products: sparse.csr_matrix, least: Ints, alone: NDArray[np.bool_]
) -> tuple[Ints, NDArray[np.int32], Ints]:
    # The pairs that share more than a word, or one that covers so much, and gains something where it is `alone`.
    lowest = np.repeat((1 << _COUNT) + (least << _COVERED), np.diff(products.indptr))
    keep = np.flatnonzero(products.data >= lowest)
    row, sums = np.searchsorted(products.indptr, keep, side="right") - 1, products.data[keep]
    gains = np.flatnonzero((_gained(sums) > 0) | (sums >= 2 << _COUNT) | ~alone[row])
    return row[gains], products.indices[keep[gains]], sums[gains]


def _against(left: Ints, left_theirs: Ints, lone: NDArray[np.bool_], formed: NDArray[np.bool_]) -> _Floats:
    # The least that words of so much weight cost, left over on either side.
    omission = np.where(formed, SAME_FORM_OMISSION, np.where(lone, LONE_OMISSION, OMISSION))
    share = np.where(left > left_theirs, np.where(lone, LONE_OMISSION, ADDITION), omission)
    against = CONTRADICTION * np.minimum(left, left_theirs) + share * np.abs(left - left_theirs)
    cost: _Floats = against + CHANCE * (np.maximum(left, left_theirs) > 0)
    return cost
