"""Names read word by word: each distinct stretch of text between spaces is taken apart once, however many names hold it."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.hashing import Ints
from screening.matching.profile import profile
from screening.matching.vocabulary import Vocabulary
from screening.model import PartyKind
from screening.names import (
    STAND_INS,
    Name,
    TokenKind,
    may_be_moved,
    outlined,
    parse_name,
    plain_tokens,
    plain_tokens_of,
)

_OPEN = -1
_Numbers = tuple[int, ...]
_Words = tuple[Sequence[int], bool]
"""The numbers of a name's words, and whether it has a legal form besides."""


class Read(NamedTuple):
    """Names as rows of word numbers, all in one row; by name how many words it has, legal forms left out, and whether it has such a form."""

    words: Ints
    lengths: Ints
    formed: NDArray[np.bool_]


class Reader:
    """Reads names as rows of word numbers and remembers the stretches of text that it met; `listed` names are those of a list, others are ours."""

    def __init__(self, listed: bool = False) -> None:
        self.vocabulary = Vocabulary(listed)
        # By stretch the number of its only word or, below 0, the place (from the end) of what else it is.
        self._codes: dict[str, int] = {}
        self._else: list[_Numbers | None] = []
        self._drawn: dict[str, tuple[str | None, _Numbers]] = {}
        self._outlines: dict[tuple[str, PartyKind], tuple[_Numbers, bool]] = {}

    def read(self, names: Sequence[tuple[str, PartyKind]]) -> Read:
        """The words of all names."""
        stretches = [text.split(" ") for text, _ in names]
        counts = np.fromiter(map(len, stretches), np.int64, len(names))
        flat = list(chain.from_iterable(stretches))
        self._learn([stretch for stretch in dict.fromkeys(flat) if stretch not in self._codes])
        codes = np.fromiter(map(self._codes.__getitem__, flat), np.int64, len(flat))
        owners = np.repeat(np.arange(len(names)), counts)
        apart = np.zeros(len(names), dtype=bool)
        apart[owners[codes < 0]] = True
        others = np.flatnonzero(apart).tolist()
        words = [self._word_by_word(names[number], stretches[number]) for number in others]
        lengths = counts.copy()
        lengths[others] = [len(each) for each, _ in words]
        formed = np.zeros(len(names), dtype=bool)
        formed[others] = [form for _, form in words]
        row = np.empty(int(lengths.sum()), dtype=np.int64)
        by_itself = np.repeat(apart, lengths)
        row[~by_itself] = codes[~apart[owners]]
        row[by_itself] = np.fromiter(chain.from_iterable([each for each, _ in words]), np.int64)
        return Read(row, lengths, formed)

    def _learn(self, stretches: Sequence[str]) -> None:
        number = self.vocabulary.number
        for stretch, tokens in zip(stretches, plain_tokens_of(stretches), strict=True):
            if tokens and len(tokens) == 1:
                self._codes[stretch] = number(tokens[0])
            else:
                self._else.append(None if tokens is None else tuple([number(token) for token in tokens]))
                self._codes[stretch] = -len(self._else)

    def _word_by_word(self, name: tuple[str, PartyKind], stretches: Sequence[str]) -> _Words:
        words: list[int] = []
        for stretch in stretches:
            code = self._codes[stretch]
            if code >= 0:
                words.append(code)
                continue
            known = self._else[-1 - code]
            if known is None:
                # A word whose neighbours have a say: the whole name is read as a name.
                return self._by_outline(name, stretches)
            words += known
        # A legal form is no word that stands by itself.
        return (words, False) if words else self._by_itself(name)

    def _by_outline(self, name: tuple[str, PartyKind], stretches: Sequence[str]) -> _Words:
        # The words of a name by those of its outline, which many names have in common.
        drawn = [self._drawn.get(stretch) or self._draw(stretch) for stretch in stretches]
        lines = [line for line, _ in drawn if line is not None]
        if len(lines) < len(drawn):
            return self._by_itself(name)
        outline = " ".join(lines), name[1]
        known = self._outlines.get(outline)
        if known is None:
            parsed = parse_name(*outline)
            tokens = () if may_be_moved(outline[0]) else profile(parsed).tokens
            numbers = [_OPEN if each.text in STAND_INS else self.vocabulary.number(each) for each in tokens]
            known = self._outlines[outline] = tuple(numbers), _has_form(parsed)
        numbers_of, formed = known
        if not numbers_of:
            return self._by_itself(name)
        replaced = chain.from_iterable([words for _, words in drawn])
        return [next(replaced) if number == _OPEN else number for number in numbers_of], formed

    def _draw(self, stretch: str) -> tuple[str | None, _Numbers]:
        line = outlined(stretch)
        replaced = line is not None and line.partition(" ")[0] in STAND_INS
        tokens = (plain_tokens(stretch) or ()) if replaced else ()
        drawn = self._drawn[stretch] = line, tuple([self.vocabulary.number(token) for token in tokens])
        return drawn

    def _by_itself(self, name: tuple[str, PartyKind]) -> _Words:
        parsed = parse_name(*name)
        return [self.vocabulary.number(token) for token in profile(parsed).tokens], _has_form(parsed)


def _has_form(name: Name) -> bool:
    return any(token.kind is TokenKind.LEGAL_FORM for token in name.tokens)
