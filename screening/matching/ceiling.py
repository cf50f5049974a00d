"""The most that two names could score, from the similarities of their words alone: what cannot reach the threshold is not aligned."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import (
    ADDED_COUNTRY,
    CHANCE,
    CONTRADICTION,
    LONE_OMISSION,
    OMISSION,
    PARTICLE_INITIALS,
)
from screening.matching.hashing import Ints
from screening.matching.similarity import SAME
from screening.matching.vocabulary import Carried
from screening.matching.weights import COUNTRY

_Bools = NDArray[np.bool_]
_Floats = NDArray[np.float64]
_PARTICLES = np.array(sorted(map(ord, PARTICLE_INITIALS)), dtype=np.int64)


class Alike(NamedTuple):
    """Similar words of a batch and of a list: `pairs` is our number x the number of listed words + theirs, ascending; `alike` 1 to 100."""

    pairs: Ints
    alike: Ints


class Words(NamedTuple):
    """Names as rows of the numbers of their words of weight, with what each word carries."""

    starts: Ints
    words: NDArray[np.integer]
    carried: Carried


@dataclass(frozen=True, slots=True)
class _Side:
    # The words of one side that no word of the other is like, summed by pair.
    count: Ints
    short: Ints
    omissible: Ints
    contradicting: Ints
    countries: Ints


def may_score(ours: Words, theirs: Words, pairs: tuple[Ints, Ints], alike: Alike, lowest: float) -> _Bools:
    """For each pair of names (ours, theirs): could it score `lowest` (0–100) or more, without joined words?

    Every word is given its best partner, whoever else wants it, and misspelling costs nothing.
    """
    mine, other = pairs
    counts_ours, counts_theirs = np.diff(ours.starts)[mine], np.diff(theirs.starts)[other]
    # Every word of ours beside every word of theirs, pair by pair.
    crossed = counts_ours * counts_theirs
    pair = np.repeat(np.arange(len(mine)), crossed)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(crossed) - crossed, crossed)
    row, column = np.divmod(place, np.maximum(counts_theirs[pair], 1))
    word = ours.words[ours.starts[mine][pair] + row].astype(np.int64)
    listed = theirs.words[theirs.starts[other][pair] + column].astype(np.int64)
    similar = np.maximum(
        _looked_up(alike, word * len(theirs.carried.weights) + listed),
        _initials(ours.carried, word, theirs.carried, listed),
    )
    agreed = similar * np.minimum(ours.carried.weights[word], theirs.carried.weights[listed])
    # The best of each row and whether a column has any, among all rows and all columns of all pairs.
    best = np.zeros(int(counts_ours.sum()), dtype=np.int64)
    np.maximum.at(best, (np.cumsum(counts_ours) - counts_ours)[pair] + row, agreed)
    wanted = np.zeros(int(counts_theirs.sum()), dtype=bool)
    wanted[((np.cumsum(counts_theirs) - counts_theirs)[pair] + column)[similar > 0]] = True
    our_pair = np.repeat(np.arange(len(mine)), counts_ours)
    found = np.bincount(our_pair, best > 0, len(mine))
    covered = np.bincount(our_pair, best, len(mine))
    left_ours = _left(ours, mine, counts_ours, best == 0)
    left_theirs = _left(theirs, other, counts_theirs, ~wanted)
    against = _against(left_ours, left_theirs, np.where(found > 1, OMISSION, LONE_OMISSION))
    # Two short words may be a slip of one another, where two words agree without them.
    slip = (found > 1) & (left_ours.count == 1) & (left_theirs.count == 1)
    slip &= (left_ours.short > 0) & (left_theirs.short > 0)
    reaches: _Bools = slip | (100 * covered >= lowest * (covered + SAME * against) - 1)
    return reaches


def _initials(ours: Carried, mine: Ints, theirs: Carried, other: Ints) -> Ints:
    # An initial may stand for any word that begins with it, or sounds as if it did.
    # A few letters may be the initial of a particle, and stand for any word behind it.
    initial_ours, initial_theirs = ours.initials[mine] > 0, theirs.initials[other] > 0
    first, first_theirs = ours.first[mine], theirs.first[other]
    same = first == first_theirs
    begins = initial_ours & (same | (first == theirs.first_sound[other]) | np.isin(first, _PARTICLES))
    begins |= initial_theirs & (
        same | (first_theirs == ours.first_sound[mine]) | np.isin(first_theirs, _PARTICLES)
    )
    alike: Ints = begins.astype(np.int64) * SAME
    return alike


def _looked_up(alike: Alike, pairs: Ints) -> Ints:
    if not len(alike.pairs):
        return np.zeros(len(pairs), dtype=np.int64)
    places = np.minimum(np.searchsorted(alike.pairs, pairs), len(alike.pairs) - 1)
    similar: Ints = np.where(alike.pairs[places] == pairs, alike.alike[places], 0)
    return similar


def _left(side: Words, names: Ints, counts: Ints, alone: _Bools) -> _Side:
    pair = np.repeat(np.arange(len(names)), counts)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    word, pair = side.words[side.starts[names][pair] + place][alone], pair[alone]

    def total(values: Ints | _Bools) -> Ints:
        return np.bincount(pair, values[word], len(names)).astype(np.int64)

    return _Side(
        np.bincount(pair, minlength=len(names)),
        total(side.carried.short),
        total(side.carried.omissible),
        total(side.carried.contradicting),
        total(side.carried.omissible == COUNTRY),
    )


def _against(ours: _Side, theirs: _Side, omission: _Floats) -> _Floats:
    # Least cost of words that have no partner at all: it only grows with each word more that is left over.
    rest = ours.omissible - np.where(theirs.count == 0, ours.countries * (COUNTRY - ADDED_COUNTRY), 0)
    cost = CONTRADICTION * np.minimum(ours.contradicting, theirs.contradicting) + CHANCE
    cost = cost + omission * np.abs(rest - theirs.omissible)
    return np.where((ours.count == 0) & (theirs.count == 0), 0.0, cost)
