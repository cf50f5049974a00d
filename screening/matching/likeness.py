"""What a query's words are like: the words of a list, and the runs of its words, that each is alike or spells; found once a word."""

from typing import NamedTuple

import numpy as np

from screening.matching.grown import Rows
from screening.matching.hashing import HashTable, Ints, distinct, mixed
from screening.matching.join import WordIndex
from screening.matching.romanisations import word_hashes
from screening.matching.vocabulary import Vocabulary


class Likeness(NamedTuple):
    """By place among the words asked for, ascending: listed words with how alike they are (1 to 100), and spelled runs by number."""

    words: Ints
    listed: Ints
    alike: Ints
    spelling: Ints
    runs: Ints


class Likenesses:
    """Remembers what the words of a vocabulary are like in one list."""

    def __init__(self, vocabulary: Vocabulary, index: WordIndex, runs: HashTable) -> None:
        self.vocabulary = vocabulary
        self._index, self._runs = index, runs
        self._words, self._spelling = Rows(2), Rows(1)

    def of(self, numbers: Ints) -> Likeness:
        """The likenesses of words of the vocabulary."""
        self._learn()
        words, (listed, alike) = self._words.at(numbers)
        spelling, (runs,) = self._spelling.at(numbers)
        return Likeness(
            words, listed.astype(np.int64), alike.astype(np.int64), spelling, runs.astype(np.int64)
        )

    def _learn(self) -> None:
        known, count = len(self._words), len(self.vocabulary)
        if known == count:
            return
        every = np.arange(known, count)
        sought = every[self.vocabulary.carried(every).sought > 0]
        words = [self.vocabulary.tokens[number] for number in sought.tolist()]
        found, listed, alike = self._index.join(words)
        self._words.extend(count - known, sought[found] - known, [listed, alike])
        spelled = self.vocabulary.spelled(sought)
        older, romanised = word_hashes(words)
        hashes = np.concatenate([mixed(np.concatenate([spelled.texts, spelled.sounds])), older])
        places, runs = self._runs.find(hashes)
        width = max(1, len(self._runs.hashes))
        owners = np.concatenate([sought, sought, sought[romanised]])
        spelling, runs = np.divmod(distinct(owners[places] * width + runs), width)
        self._spelling.extend(count - known, spelling - known, [runs])
