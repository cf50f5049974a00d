"""What a query's words are like: the words of a list, and the runs of its words, that each is alike or spells; found once a word."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.grown import Grown
from screening.matching.hashing import HashTable, Ints, distinct, mixed
from screening.matching.join import WordIndex
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
        self._words, self._spelling = _Rows(2), _Rows(1)

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
        found, listed, alike = self._index.join(
            [self.vocabulary.tokens[number] for number in sought.tolist()]
        )
        self._words.extend(count - known, sought[found] - known, [listed, alike])
        spelled = self.vocabulary.spelled(sought)
        places, runs = self._runs.find(mixed(np.concatenate([spelled.texts, spelled.sounds])))
        width = max(1, len(self._runs.hashes))
        spelling, runs = np.divmod(distinct(sought[places % max(1, len(sought))] * width + runs), width)
        self._spelling.extend(count - known, spelling - known, [runs])


class _Rows:
    # Rows of several cells each, of as many columns as are asked for.
    def __init__(self, columns: int) -> None:
        self._ends = Grown(1, np.dtype(np.int64))
        self._cells = Grown(columns, np.dtype(np.int32))

    def __len__(self) -> int:
        return len(self._ends)

    def extend(self, count: int, rows: Ints, cells: list[Ints]) -> None:
        ends = len(self._cells) + np.cumsum(np.bincount(rows, minlength=count))
        self._ends.extend([ends])
        self._cells.extend(cells)

    def at(self, rows: Ints) -> tuple[Ints, NDArray[np.int32]]:
        # The cells of some rows, and the place in `rows` that each belongs to.
        (ends,) = self._ends.at(rows)
        starts = np.where(rows > 0, self._ends.at(rows - 1)[0], 0)
        counts = ends - starts
        places = np.repeat(np.arange(len(rows)), counts)
        steps = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self._cells.at(np.repeat(starts, counts) + steps)
