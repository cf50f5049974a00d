"""The most that two names could score, from the similarities of their words alone: what cannot reach the threshold is not aligned."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import (
    ADDED_COUNTRY,
    CHANCE,
    CONTRADICTED_WORD,
    CONTRADICTION,
    LONE_OMISSION,
    OMISSION,
    SHORT_WEIGHT,
)
from screening.matching.hashing import Ints
from screening.matching.similarity import SAME
from screening.matching.weights import COUNTRY, FULL, INITIAL
from screening.names import TokenKind

_Bools = NDArray[np.bool_]
_Floats = NDArray[np.float64]


class Alike(NamedTuple):
    """Similar words of a batch and of a list: `pairs` is our number x the number of listed words + theirs, ascending; `alike` 1 to 100."""

    pairs: Ints
    alike: Ints


class Words(NamedTuple):
    """Names as rows of word numbers with what each word carries: its weight, its cost when left out, its least cost in a contradiction."""

    starts: Ints
    words: NDArray[np.integer]
    initials: Ints
    weights: Ints
    omissible: Ints
    contradicting: Ints


@dataclass(frozen=True, slots=True)
class _Side:
    # The words of one side that no word of the other is like, summed by pair.
    count: Ints
    weight: Ints
    omissible: Ints
    contradicting: Ints
    countries: Ints


def may_score(ours: Words, theirs: Words, pairs: tuple[Ints, Ints], alike: Alike, lowest: float) -> _Bools:
    """For each pair of names (ours, theirs): could it score `lowest` (0–100) or more, without joined words?

    Every word is given its best partner, whoever else wants it, and misspelling costs nothing; each initial stands for a word of
    the other name.
    """
    mine, other = pairs
    counts_ours, counts_theirs = np.diff(ours.starts)[mine], np.diff(theirs.starts)[other]
    # Every word of ours beside every word of theirs, pair by pair.
    crossed = counts_ours * counts_theirs
    pair = np.repeat(np.arange(len(mine)), crossed)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(crossed) - crossed, crossed)
    step = counts_theirs[pair]
    row, column = np.divmod(place, np.maximum(step, 1))
    word = ours.words[ours.starts[mine][pair] + row]
    listed = theirs.words[theirs.starts[other][pair] + column]
    similar = _looked_up(alike, word * np.int64(len(theirs.weights)) + listed)
    agreed = similar * np.minimum(ours.weights[word], theirs.weights[listed])
    # The cells of a row and of a column of each pair: their number among all rows and all columns.
    our_cell = (np.cumsum(counts_ours) - counts_ours)[pair] + row
    their_cell = (np.cumsum(counts_theirs) - counts_theirs)[pair] + column
    best = np.zeros(int(counts_ours.sum()), dtype=np.int64)
    np.maximum.at(best, our_cell, agreed)
    wanted = np.zeros(int(counts_theirs.sum()), dtype=bool)
    wanted[their_cell[similar > 0]] = True
    our_pair = np.repeat(np.arange(len(mine)), counts_ours)
    found = np.bincount(our_pair, best > 0, len(mine)).astype(np.int64)
    covered = np.bincount(our_pair, best, len(mine))
    left_ours = _left(ours, mine, counts_ours, best == 0)
    left_theirs = _left(theirs, other, counts_theirs, ~wanted)
    initials = ours.initials[mine], theirs.initials[other]
    covered = covered + (initials[0] + initials[1]) * (INITIAL * SAME)
    against = _against(left_ours, left_theirs, initials, np.where(found > 1, OMISSION, LONE_OMISSION))
    slip = (found > 1) & (left_ours.count == 1) & (left_theirs.count == 1)
    slip &= np.minimum(left_ours.omissible, left_theirs.weight) <= SHORT_WEIGHT
    reaches: _Bools = slip | (100 * covered >= lowest * (covered + SAME * against) - 1)
    return reaches


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
        total(side.weights),
        total(side.omissible),
        total(side.contradicting),
        total(side.omissible == COUNTRY),
    )


def _against(ours: _Side, theirs: _Side, initials: tuple[Ints, Ints], omission: _Floats) -> _Floats:
    # Least cost of words that have no partner at all: it only grows with each word more that is left over.
    our_initials, their_initials = initials
    rest_ours = ours.omissible - their_initials * FULL
    rest_ours = rest_ours - np.where(theirs.count == 0, ours.countries * (COUNTRY - ADDED_COUNTRY), 0)
    rest_theirs = theirs.omissible - our_initials * FULL
    contradicted = np.minimum(
        ours.contradicting - their_initials * FULL, theirs.contradicting - our_initials * FULL
    )
    cost = CONTRADICTION * np.maximum(0, contradicted)
    plain = (our_initials == 0) & (their_initials == 0)
    cost = cost + np.where(plain, CHANCE + omission * np.abs(rest_ours - rest_theirs), 0)
    return np.where((ours.count == 0) & (theirs.count == 0), 0.0, cost)


def contradicting_weight(kind: TokenKind, weight: int) -> int:
    """The weight of a left-over word where both names have some: even ordinary words tell two parties apart, numbers as they weigh."""
    return weight if kind is TokenKind.NUMBER else max(CONTRADICTED_WORD, weight)
