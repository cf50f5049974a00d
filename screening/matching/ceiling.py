"""The most that two names could score, from the similarities of their words alone: what cannot reach the threshold is not aligned."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import INITIAL_OF_PARTICLE, PARTICLE_INITIALS
from screening.matching.hashing import Ints
from screening.matching.least import (
    ADDITION,
    CHANCE,
    CONTRADICTION,
    LONE_OMISSION,
    OMISSION,
    SAME_FORM_OMISSION,
)
from screening.matching.organizations import LONE_ADDITION
from screening.matching.persons import ADDED_COUNTRY
from screening.matching.sieve import gain, slip_cost
from screening.matching.similarity import JOINED, SAME, SLIP_LETTERS, STANDS_FOR
from screening.matching.vocabulary import Carried
from screening.matching.weights import COUNTRY, INITIAL

_Bools = NDArray[np.bool_]
_Floats = NDArray[np.float64]
_ROOM = 8
"""Places of the marks for each pair of similar words."""

_OURS = 32
"""The bit from which a number holds the weight that is ours; below it stands theirs."""

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


class _Beside(NamedTuple):
    # The words of one side of some pairs of names, all in one row: the pair of each, and its number.
    pairs: Ints
    words: NDArray[np.integer]
    carried: Carried

    @classmethod
    def of(cls, side: Words, names: Ints) -> "_Beside":
        counts = side.counts(names)
        pairs = np.repeat(np.arange(len(names)), counts)
        places = np.arange(len(pairs)) + np.repeat(side.starts[names] - np.cumsum(counts) + counts, counts)
        return cls(pairs, side.words[places], side.carried)

    def where(self, chosen: _Bools) -> "_Beside":
        places = np.flatnonzero(chosen)
        return _Beside(self.pairs[places], self.words[places], self.carried)

    def total(self, values: Ints | _Bools, count: int) -> Ints:
        # By pair, of so many.
        return np.bincount(self.pairs, values, count).astype(np.int64)


class _Left(NamedTuple):
    # How many words of one side are left over, and what these are in sum, by pair.
    number: Ints
    omissible: Ints
    contradicting: Ints
    countries: Ints

    @classmethod
    def of(cls, alone: _Beside, count: int) -> "_Left":
        # What the other name may have as a title is perhaps not left over at all.
        left = alone.where(alone.carried.contradicting[alone.words] > 0)
        omissible = left.carried.omissible[left.words]
        return cls(
            np.bincount(left.pairs, minlength=count),
            left.total(omissible, count),
            left.total(left.carried.contradicting[left.words], count),
            left.total(omissible == COUNTRY, count),
        )


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
    count = len(mine)
    words_ours, words_theirs = _Beside.of(ours, mine), _Beside.of(theirs, other)
    met = _met(ours, theirs, pairs, alike)
    gained = gain(met.similar, met.shared, lowest)
    best_ours = _best(met.ours, gained, len(words_ours.pairs))
    best_theirs = _best(met.theirs, gained, len(words_theirs.pairs))
    gained = np.minimum(
        np.bincount(words_ours.pairs, np.maximum(0, best_ours), count),
        np.bincount(words_theirs.pairs, np.maximum(0, best_theirs), count),
    )
    # An initial that stands for a word is not one of several words that agree.
    several = words_ours.total(_any(met.ours[met.whole], len(best_ours)), count) > 1
    several &= words_theirs.total(_any(met.theirs[met.whole], len(best_theirs)), count) > 1
    left_ours = _Left.of(words_ours.where(best_ours < 0), count)
    left_theirs = _Left.of(words_theirs.where(best_theirs < 0), count)
    excused = np.broadcast_to(ours.excused, len(ours.totals))[mine]
    formed = np.broadcast_to(ours.formed, len(ours.totals))[mine]
    formed_theirs = np.broadcast_to(theirs.formed, len(theirs.totals))[other]
    against = _against(left_ours, left_theirs, several, formed, formed_theirs, excused)
    reaches: _Bools = gained + 1 >= lowest * against
    # Words that are all less alike than the score is high never make it.
    reaches &= _any(met.pairs[met.similar >= lowest], count)
    # Two short words may be a slip of one another, where two words besides are the same and none else is left.
    same = met.similar == SAME
    slipping = several & ~reaches
    same_ours, same_theirs = _any(met.ours[same], len(best_ours)), _any(met.theirs[same], len(best_theirs))
    agreeing = np.bincount(met.pairs[same], minlength=count)
    once = (words_ours.total(same_ours, count) == agreeing) & (
        words_theirs.total(same_theirs, count) == agreeing
    )
    ours_differing = words_ours.where(~same_ours & slipping[words_ours.pairs])
    theirs_differing = words_theirs.where(~same_theirs & slipping[words_theirs.pairs])
    slips = _slips(_Slip.of(ours_differing, once), _Slip.of(theirs_differing, once), gained, lowest)
    reaches |= slipping & slips
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


class _Slip(NamedTuple):
    # By pair, may what differs on one side be one word with a slip in it; is it known which, and then its weight and letters.
    possible: _Bools
    known: _Bools
    weight: Ints
    letters: Ints

    @classmethod
    def of(cls, differing: _Beside, once: _Bools) -> "_Slip":
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
    slips &= ~(ours.known & theirs.known) | (_marked(ours.letters ^ theirs.letters) <= SLIP_LETTERS)
    return slips


def _marked(letters: Ints) -> Ints:
    # How many bits of the lowest 32 are set.
    pairs = letters - (letters >> 1 & 0x55555555)
    fours = (pairs & 0x33333333) + (pairs >> 2 & 0x33333333)
    marked: Ints = ((fours + (fours >> 4) & 0x0F0F0F0F) * 0x01010101 >> 24) & 0xFF
    return marked


class _Met(NamedTuple):
    # Words that may agree, a row for each pair of them: the pair of names, the words' places among all words of those pairs on either
    # side, how alike they are at best, the weight that they share, and whether they agree as words, not by an initial.
    pairs: Ints
    ours: Ints
    theirs: Ints
    similar: Ints
    shared: Ints
    whole: _Bools


def _met(ours: Words, theirs: Words, pairs: tuple[Ints, Ints], alike: Alike) -> _Met:
    # Of every word of ours beside every word of theirs, pair by pair, those that may agree.
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
    return _Met(
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


def _against(
    ours: _Left, theirs: _Left, several: _Bools, formed: _Bools, formed_theirs: _Bools, excused: Ints
) -> _Floats:
    # Least cost of words that have no partner at all: it only grows with each word more that is left over.
    excused = ours.countries * (COUNTRY - ADDED_COUNTRY) + excused
    rest = np.maximum(0, ours.omissible - np.where(theirs.number == 0, excused, 0))
    # Beside a single word that agrees, a word of ours may cost as much as in a contradiction.
    most = np.maximum(rest, np.where(several, rest, ours.contradicting))
    cost = CONTRADICTION * np.minimum(ours.contradicting, theirs.contradicting) + CHANCE
    nearest = np.clip(theirs.omissible, rest, most)
    same_form = formed & (theirs.number <= 1)
    cost = cost + _omitted(nearest, theirs.omissible, several, same_form)
    # What we add to a single word is dear to persons by what contradicts, to organisations by what is no legal form.
    firm = np.maximum(rest, ours.contradicting - ours.countries * (COUNTRY - ADDED_COUNTRY))
    added = np.minimum(LONE_ADDITION * rest, LONE_OMISSION * firm) + CHANCE
    cost = np.where(~several & (theirs.number == 0) & ~formed_theirs, added, cost)
    return np.where((ours.number == 0) & (theirs.number == 0), 0.0, cost)


def _against_joined(ours: _Left, theirs: _Left, joined: Joined, formed: _Bools, excused: Ints) -> _Floats:
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
    ours = np.where(several, ADDITION, LONE_OMISSION)
    theirs = np.where(same_form, SAME_FORM_OMISSION, np.where(several, OMISSION, LONE_OMISSION))
    omitted: _Floats = np.where(rest > rest_theirs, ours, theirs) * np.abs(rest - rest_theirs)
    return omitted
