"""The most that two names could score, from the similarities of their words alone: what cannot reach the threshold is not aligned."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import (
    ADDED_COUNTRY,
    ADDITION,
    CHANCE,
    CONTRADICTION,
    DOUBTED_OMISSION,
    INITIAL_OF_PARTICLE,
    LONE_OMISSION,
    OMISSION,
    PARTICLE_INITIALS,
)
from screening.matching.hashing import Ints
from screening.matching.organizations import SAME_FORM_OMISSION
from screening.matching.sieve import gain, slip_cost
from screening.matching.similarity import JOINED, SAME, SLIP_LETTERS, STANDS_FOR
from screening.matching.vocabulary import Carried
from screening.matching.weights import COUNTRY, INITIAL

_Bools = NDArray[np.bool_]
_Floats = NDArray[np.float64]
_OURS = 32
"""The bit from which a number holds the weight that is ours; below it stands theirs."""

_STANDS_FOR = max(STANDS_FOR, INITIAL_OF_PARTICLE)

_PARTICLES = np.array(sorted(map(ord, PARTICLE_INITIALS)), dtype=np.int64)


class Alike(NamedTuple):
    """Similar words of a batch and of a list: `pairs` is our number x the number of listed words + theirs, ascending; `alike` 1 to 100."""

    pairs: Ints
    alike: Ints


class Words(NamedTuple):
    """Names as rows of the numbers of their words of weight, with the particle that each hangs on and what each word carries; `totals` are the names' weights."""

    totals: NDArray[np.integer]
    starts: Ints
    words: NDArray[np.integer]
    hung: NDArray[np.integer]
    carried: Carried
    formed: _Bools | bool = True
    """By name, whether it has a legal form."""
    excused: Ints | int = 0
    """By name, what words cost that may be left over at next to no cost where the other name is there in full."""


@dataclass(frozen=True, slots=True)
class _Side:
    # The words of one side that no word of the other is like, summed by pair; `short` and `letters` are of those that may be slips.
    count: Ints
    short: Ints
    letters: Ints
    omissible: Ints
    contradicting: Ints
    countries: Ints


class Joined(NamedTuple):
    """By pair of names, words of one that runs of words of the other spell, all of them: the weights on either side, summed."""

    ours: Ints
    theirs: Ints

    @classmethod
    def cells(cls, ours: Ints, theirs: Ints) -> Ints:
        """Both weights of a word and a run in one number, so that one product adds up both."""
        both: Ints = (ours << _OURS) + theirs
        return both

    @classmethod
    def of(cls, sums: Ints) -> "Joined":
        """Sums of cells, taken apart."""
        return cls(sums >> _OURS, sums & ((1 << _OURS) - 1))


def may_score(
    ours: Words, theirs: Words, pairs: tuple[Ints, Ints], alike: Alike, joined: Joined, lowest: float
) -> _Bools:
    """For each pair of names (ours, theirs): could it score `lowest` (0–100) or more?

    A score is reached where what the pairs of words gain outweighs what is left over. Every word is given the partner with which it
    gains most, whoever else wants it, first ours and then theirs: the lesser sum still bounds what pairs one to one can gain.
    """
    mine, other = pairs
    counts_ours, counts_theirs = np.diff(ours.starts)[mine], np.diff(theirs.starts)[other]
    # Every word of ours beside every word of theirs, pair by pair.
    crossed = counts_ours * counts_theirs
    pair = np.repeat(np.arange(len(mine)), crossed)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(crossed) - crossed, crossed)
    row, column = np.divmod(place, np.maximum(counts_theirs[pair], 1))
    similar, shared = _compared(
        ours, ours.starts[mine][pair] + row, theirs, theirs.starts[other][pair] + column, alike
    )
    found = np.flatnonzero(similar)
    pair, row, column, similar = pair[found], row[found], column[found], similar[found]
    gained = gain(similar, shared[found], lowest)
    at_ours = (np.cumsum(counts_ours) - counts_ours)[pair] + row
    at_theirs = (np.cumsum(counts_theirs) - counts_theirs)[pair] + column
    best_ours = _best(at_ours, gained, int(counts_ours.sum()))
    best_theirs = _best(at_theirs, gained, int(counts_theirs.sum()))
    partners_ours, gain_ours = _summed(best_ours, counts_ours)
    partners_theirs, gain_theirs = _summed(best_theirs, counts_theirs)
    gained, partners = np.minimum(gain_ours, gain_theirs), np.minimum(partners_ours, partners_theirs)
    left_ours = _left(ours, mine, counts_ours, best_ours < 0)
    left_theirs = _left(theirs, other, counts_theirs, best_theirs < 0)
    excused = np.broadcast_to(ours.excused, len(ours.totals))[mine]
    formed = np.broadcast_to(ours.formed, len(ours.totals))[mine]
    against = _against(left_ours, left_theirs, partners > 1, formed, excused)
    reaches: _Bools = gained + 1 >= lowest * against
    # Words that are all less alike than the score is high never make it.
    reaches &= np.bincount(pair[similar >= lowest], minlength=len(mine)) > 0
    # Two short words may be a slip of one another, where two words besides are the same and none else is left.
    same = similar == SAME
    differing_ours = _left(ours, mine, counts_ours, ~_any(at_ours[same], len(best_ours)))
    differing_theirs = _left(theirs, other, counts_theirs, ~_any(at_theirs[same], len(best_theirs)))
    reaches |= (partners > 1) & _slip(differing_ours, differing_theirs, gained, lowest)
    joins = joined.ours > 0
    gained = gained + gain(JOINED, np.minimum(joined.ours, joined.theirs), lowest)
    # Words that are joined are no longer free to agree by themselves: no more weight agrees than the lighter name has.
    gained = np.minimum(gained, (SAME - lowest) * np.minimum(ours.totals[mine], theirs.totals[other]))
    against = _against_joined(left_ours, left_theirs, joined, formed, excused)
    reaches |= joins & (gained + 1 >= lowest * against)
    return reaches


def _any(places: Ints, count: int) -> _Bools:
    marked = np.zeros(count, dtype=bool)
    marked[places] = True
    return marked


def _best(words: Ints, gained: _Floats, count: int) -> _Floats:
    # The most that each word gains, below 0 where none is like it.
    best = np.full(count, -1.0)
    np.maximum.at(best, words, gained)
    return best


def _summed(best: _Floats, counts: Ints) -> tuple[Ints, _Floats]:
    # By pair, how many words have a partner, and all that they gain.
    pair = np.repeat(np.arange(len(counts)), counts)
    partners: Ints = np.bincount(pair[best >= 0], minlength=len(counts))
    gain: _Floats = np.bincount(pair, np.maximum(0, best), len(counts)).astype(np.float64)
    return partners, gain


def _slip(ours: _Side, theirs: _Side, gained: _Floats, lowest: float) -> _Bools:
    # May all that differs be one word with a slip in it? A word that may be a title is not counted, and may be the one.
    single, single_theirs = ours.count == 1, theirs.count == 1
    slip: _Bools = (single & (ours.short > 0)) | (ours.count == 0)
    slip &= (single_theirs & (theirs.short > 0)) | (theirs.count == 0)
    slip &= ~(single & single_theirs) | (_marked(ours.letters ^ theirs.letters) <= SLIP_LETTERS)
    return slip & (gained + 1 >= slip_cost(np.minimum(ours.short, theirs.short), lowest))


def _marked(letters: Ints) -> Ints:
    # How many bits of the lowest 32 are set.
    pairs = letters - (letters >> 1 & 0x55555555)
    fours = (pairs & 0x33333333) + (pairs >> 2 & 0x33333333)
    marked: Ints = ((fours + (fours >> 4) & 0x0F0F0F0F) * 0x01010101 >> 24) & 0xFF
    return marked


def _compared(ours: Words, mine: Ints, theirs: Words, other: Ints, alike: Alike) -> tuple[Ints, Ints]:
    # Of words by their places: how alike they are at best, and the weight that they share.
    word, listed = ours.words[mine].astype(np.int64), theirs.words[other].astype(np.int64)
    similar = _looked_up(alike, word * len(theirs.carried.weights) + listed)
    initial_ours, initial_theirs = ours.carried.initials[word] > 0, theirs.carried.initials[listed] > 0
    shared = np.minimum(ours.carried.weights[word], theirs.carried.weights[listed])
    some = np.flatnonzero(initial_ours | initial_theirs)
    if len(some):
        word, listed, mine, other = word[some], listed[some], mine[some], other[some]
        begins = _begins(ours.carried, word, theirs.carried, listed)
        hangs = initial_ours[some] & _hangs(ours.carried.first[word], theirs.hung[other])
        hangs |= initial_theirs[some] & _hangs(theirs.carried.first[listed], ours.hung[mine])
        same = initial_ours[some] & initial_theirs[some]
        similar[some] = np.where(begins | hangs, np.where(same, SAME, _STANDS_FOR), similar[some])
        shared[some] = np.where(hangs, INITIAL, shared[some])
    return similar, shared


def _begins(ours: Carried, mine: Ints, theirs: Carried, other: Ints) -> _Bools:
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
    # What the other name may have as a title is perhaps not left over at all.
    costs = side.carried.contradicting[word] > 0
    word, pair = word[costs], pair[costs]

    def total(values: Ints | _Bools) -> Ints:
        return np.bincount(pair, values[word], len(names)).astype(np.int64)

    return _Side(
        np.bincount(pair, minlength=len(names)),
        total(side.carried.short),
        total(side.carried.letters),
        total(side.carried.omissible),
        total(side.carried.contradicting),
        total(side.carried.omissible == COUNTRY),
    )


def _against(ours: _Side, theirs: _Side, several: _Bools, formed: _Bools, excused: Ints) -> _Floats:
    # Least cost of words that have no partner at all: it only grows with each word more that is left over.
    excused = ours.countries * (COUNTRY - ADDED_COUNTRY) + excused
    rest = np.maximum(0, ours.omissible - np.where(theirs.count == 0, excused, 0))
    # Beside a single word that agrees, a word of ours may cost as much as in a contradiction.
    most = np.maximum(rest, np.where(several, rest, ours.contradicting))
    cost = CONTRADICTION * np.minimum(ours.contradicting, theirs.contradicting) + CHANCE
    nearest = np.clip(theirs.omissible, rest, most)
    same_form = formed & (theirs.count <= 1)
    cost = cost + _omitted(nearest, theirs.omissible, several, same_form)
    return np.where((ours.count == 0) & (theirs.count == 0), 0.0, cost)


def _against_joined(ours: _Side, theirs: _Side, joined: Joined, formed: _Bools, excused: Ints) -> _Floats:
    # The same where words of those weights find partners by being joined.
    excused = ours.countries * (COUNTRY - ADDED_COUNTRY) + excused
    rest = np.maximum(0, ours.omissible - excused - joined.ours)
    rest_theirs = np.maximum(0, theirs.omissible - joined.theirs)
    cost = CONTRADICTION * np.minimum(rest, rest_theirs) + CHANCE * ((rest > 0) | (rest_theirs > 0))
    several = np.ones(len(rest), dtype=bool)
    against: _Floats = cost + _omitted(rest, rest_theirs, several, formed)
    return against


def _omitted(rest: Ints, rest_theirs: Ints, several: _Bools, same_form: _Bools) -> _Floats:
    # `several` words agree, perhaps; one of theirs is missing, perhaps, before the `same_form`: the least share that each such case may have.
    ours = np.where(several, min(ADDITION, DOUBTED_OMISSION), LONE_OMISSION)
    theirs = np.where(same_form, SAME_FORM_OMISSION, np.where(several, OMISSION, LONE_OMISSION))
    omitted: _Floats = np.where(rest > rest_theirs, ours, theirs) * np.abs(rest - rest_theirs)
    return omitted
