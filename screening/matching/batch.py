"""Many names read at once: their words as numbers, so that a batch is compared in columns and few names are ever taken apart."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from screening.matching.establishments import AROUND
from screening.matching.hashing import Ints
from screening.matching.profile import Profile, profile
from screening.matching.reading import Reader
from screening.matching.weights import COUNTRY
from screening.model import PartyKind
from screening.names import Token, parse_name

_FEW = 1024


class Batch:
    """Names as rows of word numbers: the words of name `n` are `words[starts[n]:starts[n + 1]]`, legal forms left out.

    `formed` says which names have a legal form. A word's number is its place among the distinct words of the batch; `numbers` are those of the same words in `vocabulary`, ascending.
    """

    def __init__(self, names: Sequence[tuple[str, PartyKind]], reader: Reader | None = None) -> None:
        self.names = names
        reader = reader or Reader()
        self.vocabulary = reader.vocabulary
        read = reader.read(names)
        self.formed = read.formed
        self.numbers, self.words = _distinct(read.words, len(reader.vocabulary))
        self.starts: Ints = np.zeros(len(names) + 1, dtype=np.int64)
        np.cumsum(read.lengths, out=self.starts[1:])
        self.carried = self.vocabulary.carried(self.numbers)
        self._profiles: dict[int, Profile] = {}

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The distinct words."""
        return [self.vocabulary.tokens[number] for number in self.numbers.tolist()]

    def profile(self, number: int) -> Profile:
        """The name taken apart for an alignment."""
        known = self._profiles.get(number)
        if known is None:
            known = self._profiles[number] = profile(parse_name(*self.names[number]))
        return known

    def total(self, of_words: Ints) -> Ints:
        """By name, the sum of a figure over its words."""
        sums = np.zeros(len(self.words) + 1, dtype=np.int64)
        np.cumsum(of_words[self.words], out=sums[1:])
        totals: Ints = sums[self.starts[1:]] - sums[self.starts[:-1]]
        return totals

    @cached_property
    def organizations(self) -> NDArray[np.bool_]:
        """Which names are an organisation's by their kind, a legal form or a word like "company"."""
        known = np.array([kind is PartyKind.ORGANIZATION for _, kind in self.names], dtype=bool)
        organizations: NDArray[np.bool_] = known | self.formed | (self.total(self.carried.generic) > 0)
        return organizations

    @cached_property
    def weights(self) -> Ints:
        """By name, the weight of all its words."""
        return self.total(self.carried.weights)

    @cached_property
    def omissible(self) -> Ints:
        """By name, what it costs to leave out every word."""
        return self.total(self.carried.omissible)

    @cached_property
    def initials(self) -> Ints:
        """By name, the number of its initials."""
        return self.total(self.carried.initials)

    @cached_property
    def countries(self) -> Ints:
        """By name, the number of its words that weigh as a country."""
        return self.total((self.carried.weights == COUNTRY).astype(np.int64))

    @cached_property
    def excused(self) -> Ints:
        """By name, what it costs to leave out the words that may stand behind a name that is whole, and that say which branch or office is named."""
        starts, words = self.weighty
        excused = self.total(self.carried.trailing * self.carried.omissible)
        marks = np.flatnonzero(self.carried.establishes[words])
        owners = np.searchsorted(starts, marks, side="right") - 1
        for step in (*range(-AROUND, 0), *range(1, AROUND + 1)):
            beside = marks + step
            inside = (beside >= starts[owners]) & (beside < starts[owners + 1])
            np.add.at(excused, owners[inside], self.carried.omissible[words[beside[inside]]])
        return excused

    @cached_property
    def short(self) -> Ints:
        """By name, the most that a word of it weighs in which an edit may be a slip; 0 for a name of fewer than three words."""
        lengths = np.diff(self.starts)
        longer = np.flatnonzero(lengths > 2)
        most = np.zeros(len(lengths), dtype=np.int64)
        if len(longer):
            rows, starts, sizes = self.words, self.starts[longer], lengths[longer]
            inside = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))
            most[longer] = np.maximum.reduceat(self.carried.short[rows[inside]], np.cumsum(sizes) - sizes)
        return most

    @cached_property
    def weighty(self) -> tuple[Ints, Ints]:
        """The words that carry weight, as `starts` and `words` are."""
        weighs = (self.carried.weights > 0).astype(np.int64)
        starts = np.zeros(len(self.names) + 1, dtype=np.int64)
        np.cumsum(self.total(weighs), out=starts[1:])
        return starts, self.words[weighs[self.words] > 0]

    @cached_property
    def hung(self) -> Ints:
        """Beside each word that carries weight, the code point that the particle right before it begins with, 0 where there is none."""
        before = np.zeros(len(self.words), dtype=np.int64)
        before[1:] = self.carried.particle[self.words[:-1]]
        before[self.starts[:-1][np.diff(self.starts) > 0]] = 0
        return before[self.carried.weights[self.words] > 0]


def _distinct(words: Ints, count: int) -> tuple[Ints, Ints]:
    # The numbers that occur among so many, ascending, and each word's place among them.
    if len(words) < _FEW:
        numbers, places = np.unique(words, return_inverse=True)
        return numbers, places
    occurs = np.zeros(count, dtype=bool)
    occurs[words] = True
    numbers = np.flatnonzero(occurs)
    places = np.empty(count, dtype=np.int64)
    places[numbers] = np.arange(len(numbers))
    return numbers, places[words]
