"""Words of a query that many listed names bear and that carry no match by themselves: their pairs need no weighing, the query's other words lead to all that count."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.batch import Batch
from screening.matching.hashing import Ints
from screening.matching.least import ADDITION, LONE_OMISSION
from screening.matching.similarity import SAME
from screening.matching.weights import INITIAL

_Floats = NDArray[np.floating]

WORTH = 16
"""By how many times the pairs of a query's ordinary words must exceed those of its others: a pair that is compared closely costs as much as so many that are weighed."""


class Ordinary(NamedTuple):
    """By query, how many of its words are set aside, their weight, and the most weight of listed words that they cover."""

    words: Ints
    weights: Ints
    covered: Ints

    @classmethod
    def none(cls, queries: int) -> "Ordinary":
        """No word of any query."""
        return cls(*np.zeros((3, queries), dtype=np.int64))

    def at(self, chunk: slice) -> "Ordinary":
        """The same of some of the queries."""
        return Ordinary(self.words[chunk], self.weights[chunk], self.covered[chunk])


def set_aside(
    queries: Batch, counted: Ints, named: Ints, covered: Ints, besides: Ints, lowest: float
) -> tuple[NDArray[np.bool_], Ordinary]:
    """Beside each word of weight, is it set aside; and what those are, by query.

    `counted` is what leaving out a query's words costs at the least. By distinct word, `named` is the number of listed names with a word
    like it, `covered` the weight of the heaviest such word; `besides` the number of names that are like a query by its runs. What is
    said holds of listed names without initials.
    """
    starts, words = queries.weighty
    owners = np.repeat(np.arange(len(queries)), np.diff(starts))
    order = np.lexsort((-named[words], owners))
    weights = queries.carried.weights[words]
    lone, several = _limits(queries, counted, lowest)
    upto = _running(weights[order], starts)
    first = np.arange(len(order)) == starts[:-1][owners]
    light = upto < np.where(first, lone[owners], several[owners])
    # The commonest words, as long as all of them are too light together.
    aside = np.zeros(len(words), dtype=bool)
    aside[order] = _running(~light, starts) == 0
    pairs = named[words]
    common = np.bincount(owners, pairs * aside, len(queries))
    aside &= (common > WORTH * (np.bincount(owners, pairs, len(queries)) - common + besides))[owners]

    def total(values: Ints | NDArray[np.bool_]) -> Ints:
        return np.bincount(owners, values * aside, len(queries)).astype(np.int64)

    return aside, Ordinary(total(aside), total(weights), total(np.maximum(weights, covered[words])))


def enough(share: float, lowest: float) -> float:
    """The part of a name that has to agree for `lowest`, where what is left over costs this share of its weight."""
    needed = lowest / SAME
    return needed * share / (1 - needed + needed * share)


def _limits(queries: Batch, counted: Ints, lowest: float) -> tuple[_Floats, _Floats]:
    # Weight below which a single word, and several, carry no match, whatever the initials agree with.
    besides = queries.initials * INITIAL
    lone: _Floats = enough(LONE_OMISSION, lowest) * counted - besides
    several: _Floats = enough(ADDITION, lowest) * counted - besides - queries.short
    return lone, several


def _running(values: NDArray[np.integer] | NDArray[np.bool_], starts: Ints) -> Ints:
    # Sums of the values of each row up to each place.
    sums = np.cumsum(values)
    before = np.concatenate([[0], sums])[starts[:-1]]
    running: Ints = sums - np.repeat(before, np.diff(starts))
    return running
