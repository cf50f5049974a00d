"""Names read as rows of word numbers, in columns: few of them are ever taken apart by themselves."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.hashing import Ints
from screening.matching.outlines import Outlines
from screening.matching.profile import profile
from screening.matching.stretches import Stretches
from screening.matching.vocabulary import Vocabulary
from screening.model import PartyKind
from screening.names import TokenKind, parse_name


class Read(NamedTuple):
    """Names as rows of word numbers, all in one row; by name how many words it has, legal forms left out, and whether it has such a form."""

    words: Ints
    lengths: Ints
    formed: NDArray[np.bool_]


class Reader:
    """Reads names as rows of word numbers and remembers the stretches of text that it met; `listed` names are those of a list, others are ours."""

    def __init__(self, listed: bool = False) -> None:
        self.vocabulary = Vocabulary(listed)
        self._stretches = Stretches(self.vocabulary)
        self._outlines = Outlines(self.vocabulary, self._stretches)

    def read(self, names: Sequence[tuple[str, PartyKind]]) -> Read:
        """The words of all names."""
        apart = [text.split(" ") for text, _ in names]
        counts = np.fromiter(map(len, apart), np.int64, len(names))
        stretches = self._stretches.numbered(list(chain.from_iterable(apart)))
        owners = np.repeat(np.arange(len(names)), counts)
        bound = np.zeros(len(names), dtype=bool)
        bound[owners[~self._stretches.plain(stretches)]] = True
        places, words = self._stretches.words(stretches)
        by_stretch = ~bound[owners[places]]
        lengths = np.bincount(owners[places][by_stretch], minlength=len(names))
        others = np.flatnonzero(bound)
        outlined = self._outlines.read(
            [names[number][1] for number in others.tolist()], counts[others], stretches[bound[owners]]
        )
        lengths[others] = outlined.lengths
        formed = np.zeros(len(names), dtype=bool)
        formed[others] = outlined.formed
        # What is left: a legal form is no word that stands by itself.
        left = np.flatnonzero(lengths == 0)
        alone = [self._by_itself(names[number]) for number in left.tolist()]
        lengths[left] = [len(each) for each, _ in alone]
        formed[left] = [form for _, form in alone]
        way = np.where(bound, 1, 0)
        way[left] = 2
        ways = np.repeat(way, lengths)
        row = np.empty(len(ways), dtype=np.int64)
        row[ways == 0] = words[by_stretch]
        row[ways == 1] = outlined.words
        row[ways == 2] = np.fromiter(chain.from_iterable([each for each, _ in alone]), np.int64)
        return Read(row, lengths, formed)

    def _by_itself(self, name: tuple[str, PartyKind]) -> tuple[list[int], bool]:
        parsed = parse_name(*name)
        formed = any(token.kind is TokenKind.LEGAL_FORM for token in parsed.tokens)
        return [self.vocabulary.number(token) for token in profile(parsed).tokens], formed
