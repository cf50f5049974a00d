"""Every word of ours beside every word of a listed name, for many pairs of names at once: which of them may agree, and what they share."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import INITIAL_OF_PARTICLE, PARTICLE_INITIALS
from screening.matching.hashing import Ints
from screening.matching.similarity import SAME, STANDS_FOR
from screening.matching.vocabulary import Carried
from screening.matching.weights import INITIAL

_Bools = NDArray[np.bool_]
_ROOM = 8
"""Places of the marks for each pair of similar words."""

_STANDS_FOR = max(STANDS_FOR, INITIAL_OF_PARTICLE)

_PARTICLES = np.array(sorted(map(ord, PARTICLE_INITIALS)), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Alike:
    """Similar words of a batch and of a list: `pairs` is our number x the number of listed words + theirs, ascending; `alike` 1 to 100."""

    pairs: Ints
    alike: Ints
    marked: _Bools
    """A place for every remainder of a pair, set for those that are there: most pairs that are asked for need no search."""

    @classmethod
    def of(cls, pairs: Ints, alike: Ints) -> "Alike":
        """Similar words with their marks."""
        marked = np.zeros(1 << (len(pairs) * _ROOM).bit_length(), dtype=bool)
        marked[pairs & (len(marked) - 1)] = True
        return cls(pairs, alike, marked)

    def at(self, pairs: Ints) -> Ints:
        """How alike some words are, 0 where they are not."""
        similar = np.zeros(len(pairs), dtype=np.int64)
        perhaps = np.flatnonzero(self.marked[pairs & (len(self.marked) - 1)])
        if len(self.pairs):
            sought = pairs[perhaps]
            places = np.minimum(np.searchsorted(self.pairs, sought), len(self.pairs) - 1)
            similar[perhaps] = np.where(self.pairs[places] == sought, self.alike[places], 0)
        return similar


class Words(NamedTuple):
    """Names as rows of the numbers of their words of weight, with the particle that each hangs on and what each word carries; `totals` are the names' weights."""

    totals: NDArray[np.integer]
    starts: Ints
    words: NDArray[np.integer]
    hung: NDArray[np.integer]
    carried: Carried
    formed: _Bools | bool = True
    """By name, whether it has a legal form; of ours, whether it is an organisation's."""
    excused: Ints | int = 0
    """By name, what words cost that may be left over at next to no cost where the other name is there in full."""

    def counts(self, names: Ints) -> Ints:
        """How many words some names have."""
        counts: Ints = self.starts[names + 1] - self.starts[names]
        return counts


class Beside(NamedTuple):
    """The words of one side of some pairs of names, all in one row: the pair of each, and its number."""

    pairs: Ints
    words: NDArray[np.integer]
    carried: Carried

    @classmethod
    def of(cls, side: Words, names: Ints) -> "Beside":
        """The words of names, one for each pair."""
        counts = side.counts(names)
        pairs = np.repeat(np.arange(len(names)), counts)
        places = np.arange(len(pairs)) + np.repeat(side.starts[names] - np.cumsum(counts) + counts, counts)
        return cls(pairs, side.words[places], side.carried)

    def where(self, chosen: _Bools) -> "Beside":
        """Some of the words."""
        places = np.flatnonzero(chosen)
        return Beside(self.pairs[places], self.words[places], self.carried)

    def total(self, values: Ints | _Bools, count: int) -> Ints:
        """By pair, of so many, the sum of what stands beside its words."""
        return np.bincount(self.pairs, values, count).astype(np.int64)


class Met(NamedTuple):
    """Words that may agree, a row for each pair of them: the pair of names, the words' places among all words of those pairs on either
    side, how alike they are at best, the weight that they share, and whether they agree as words, not by an initial."""

    pairs: Ints
    ours: Ints
    theirs: Ints
    similar: Ints
    shared: Ints
    whole: _Bools


def met(ours: Words, theirs: Words, pairs: tuple[Ints, Ints], alike: Alike) -> Met:
    """Of every word of ours beside every word of theirs, pair by pair, those that may agree."""
    mine, other = pairs
    counts_ours, counts_theirs = ours.counts(mine), theirs.counts(other)
    crossed = counts_ours * counts_theirs
    pair = np.repeat(np.arange(len(mine)), crossed)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(crossed) - crossed, crossed)
    row, column = np.divmod(place, np.maximum(counts_theirs[pair], 1))
    at, at_theirs = ours.starts[mine][pair] + row, theirs.starts[other][pair] + column
    word, listed = ours.words[at].astype(np.int64), theirs.words[at_theirs].astype(np.int64)
    similar = alike.at(word * len(theirs.carried.weights) + listed)
    initial = (ours.carried.initials[word] > 0) | (theirs.carried.initials[listed] > 0)
    hung = np.zeros(len(similar), dtype=bool)
    if len(some := np.flatnonzero(initial)):
        by_initials = _by_initials(ours, at[some], theirs, at_theirs[some])
        similar[some], hung[some], initial[some] = by_initials
    met = np.flatnonzero(similar)
    pair, word, listed = pair[met], word[met], listed[met]
    shared = np.minimum(ours.carried.weights[word], theirs.carried.weights[listed])
    return Met(
        pair,
        (np.cumsum(counts_ours) - counts_ours)[pair] + row[met],
        (np.cumsum(counts_theirs) - counts_theirs)[pair] + column[met],
        similar[met],
        np.where(hung[met], INITIAL, shared),
        ~initial[met],
    )


def _by_initials(ours: Words, at: Ints, theirs: Words, at_theirs: Ints) -> tuple[Ints, _Bools, _Bools]:
    # Of words by their places, of which one or both are initials: how alike they are, whether by a particle, and whether one stands for a word.
    word, listed = ours.words[at], theirs.words[at_theirs]
    initial, initial_theirs = ours.carried.initials[word] > 0, theirs.carried.initials[listed] > 0
    begins = _begins(ours.carried, word, theirs.carried, listed)
    hangs = initial & _hangs(ours.carried.first[word], theirs.hung[at_theirs])
    hangs |= initial_theirs & _hangs(theirs.carried.first[listed], ours.hung[at])
    same = initial & initial_theirs
    return np.where(begins | hangs, np.where(same, SAME, _STANDS_FOR), 0), hangs, ~same


def _begins(ours: Carried, mine: NDArray[np.integer], theirs: Carried, other: NDArray[np.integer]) -> _Bools:
    # An initial may stand for any word that begins with it, or sounds as if it did.
    first, first_theirs = ours.first[mine], theirs.first[other]
    same = first == first_theirs
    begins: _Bools = (ours.initials[mine] > 0) & (same | (first == theirs.first_sound[other]))
    begins |= (theirs.initials[other] > 0) & (same | (first_theirs == ours.first_sound[mine]))
    return begins


def _hangs(initial: Ints, hung: NDArray[np.integer]) -> _Bools:
    # A few letters may be the initial of the particle that a word hangs on.
    hangs: _Bools = (initial == hung) & np.isin(initial, _PARTICLES)
    return hangs


def marked(places: Ints, count: int) -> _Bools:
    """Of so many places, those that are named."""
    named = np.zeros(count, dtype=bool)
    named[places] = True
    return named
