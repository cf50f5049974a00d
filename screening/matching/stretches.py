"""The stretches of text between the spaces of names, each taken apart once, however many names hold it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from screening.matching.grown import Grown, Rows
from screening.matching.hashing import Ints
from screening.matching.vocabulary import Vocabulary
from screening.names import plain_tokens_of


class _Numbers(dict[str, int]):
    # Numbers by stretch: one that was not met gets the next, and is noted as new.
    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        self.new.append(text)
        return number


class Stretches:
    """Numbers the stretches that it is shown and remembers their words, as numbers in a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.texts: list[str] = []
        self._vocabulary = vocabulary
        self._numbers = _Numbers()
        self._words = Rows(1)
        self._plain = Grown(1, np.dtype(np.bool_))

    def numbered(self, texts: Sequence[str]) -> Ints:
        """The numbers of these stretches; a new one gets the next."""
        numbers = np.fromiter(map(self._numbers.__getitem__, texts), np.int64, len(texts))
        if self._numbers.new:
            self._learn(self._numbers.new)
            self._numbers.new = []
        return numbers

    def plain(self, numbers: Ints) -> NDArray[np.bool_]:
        """Whether the words of each are the same in every name; the neighbours of others have a say in what those are."""
        plain: NDArray[np.bool_] = self._plain.at(numbers)[0]
        return plain

    def words(self, numbers: Ints) -> tuple[Ints, Ints]:
        """The words of stretches, none of those that are not plain; before them the place in `numbers` that each belongs to."""
        places, (words,) = self._words.at(numbers)
        return places, words.astype(np.int64)

    def _learn(self, texts: list[str]) -> None:
        self.texts += texts
        found = plain_tokens_of(texts)
        words = [self._vocabulary.number(token) for tokens in found if tokens for token in tokens]
        counts = np.fromiter((len(tokens or ()) for tokens in found), np.int64, len(found))
        self._words.extend(len(found), np.repeat(np.arange(len(found)), counts), [np.array(words, np.int64)])
        self._plain.extend([np.array([tokens is not None for tokens in found], dtype=bool)])
