"""The most that two names could score, from the similarities of their words alone: what cannot reach the threshold is not aligned."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.beside import Alike, Beside, Words, marked, met
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
from screening.matching.sieve import gain
from screening.matching.similarity import JOINED, SAME
from screening.matching.slipped import slipped
from screening.matching.weights import COUNTRY

_Bools = NDArray[np.bool_]
_Floats = NDArray[np.float64]
_OURS = 32
"""The bit from which a number holds the weight that is ours; below it stands theirs."""


class _Left(NamedTuple):
    # How many words of one side are left over, and what these are in sum, by pair.
    number: Ints
    omissible: Ints
    contradicting: Ints
    countries: Ints

    @classmethod
    def of(cls, alone: Beside, count: int) -> "_Left":
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
    words_ours, words_theirs = Beside.of(ours, mine), Beside.of(theirs, other)
    agreeing = met(ours, theirs, pairs, alike)
    gained = gain(agreeing.similar, agreeing.shared, lowest)
    best_ours = _best(agreeing.ours, gained, len(words_ours.pairs))
    best_theirs = _best(agreeing.theirs, gained, len(words_theirs.pairs))
    gained = np.minimum(
        np.bincount(words_ours.pairs, np.maximum(0, best_ours), count),
        np.bincount(words_theirs.pairs, np.maximum(0, best_theirs), count),
    )
    # An initial that stands for a word is not one of several words that agree.
    several = words_ours.total(marked(agreeing.ours[agreeing.whole], len(best_ours)), count) > 1
    several &= words_theirs.total(marked(agreeing.theirs[agreeing.whole], len(best_theirs)), count) > 1
    left_ours = _Left.of(words_ours.where(best_ours < 0), count)
    left_theirs = _Left.of(words_theirs.where(best_theirs < 0), count)
    excused = np.broadcast_to(ours.excused, len(ours.totals))[mine]
    formed = np.broadcast_to(ours.formed, len(ours.totals))[mine]
    formed_theirs = np.broadcast_to(theirs.formed, len(theirs.totals))[other]
    against = _against(left_ours, left_theirs, several, formed, formed_theirs, excused)
    reaches: _Bools = gained + 1 >= lowest * against
    # Words that are all less alike than the score is high never make it.
    reaches &= marked(agreeing.pairs[agreeing.similar >= lowest], count)
    reaches |= slipped(agreeing, (words_ours, words_theirs), several & ~reaches, gained, lowest)
    joins = joined.ours > 0
    gained = gained + gain(JOINED, np.minimum(joined.ours, joined.theirs), lowest)
    # Words that are joined are no longer free to agree by themselves: no more weight agrees than the lighter name has.
    gained = np.minimum(gained, (SAME - lowest) * np.minimum(ours.totals[mine], theirs.totals[other]))
    against = _against_joined(left_ours, left_theirs, joined, formed, excused)
    reaches |= joins & (gained + 1 >= lowest * against)
    return reaches


def _best(words: Ints, gained: _Floats, count: int) -> _Floats:
    # The most that each word gains, below 0 where none is like it.
    best = np.full(count, -1.0)
    np.maximum.at(best, words, gained)
    return best


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
