"""Many names read at once: their words as numbers, so that a batch is compared in columns and few names are ever taken apart."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from screening.matching.hashing import Ints
from screening.matching.profile import Profile, profile
from screening.matching.vocabulary import Carried, Vocabulary
from screening.matching.weights import COUNTRY
from screening.model import PartyKind
from screening.names import STAND_INS, Token, latinise, outlined, parse_name, plain_tokens

_UNKNOWN: tuple[int, ...] = (-1,)
_OPEN = -1


class Batch:
    """Names as rows of word numbers: the words of name `n` are `words[starts[n]:starts[n + 1]]`, legal forms left out."""

    def __init__(self, names: Sequence[tuple[str, PartyKind]]) -> None:
        self.names = names
        vocabulary = Vocabulary()
        self.tokens: Sequence[Token] = vocabulary.tokens
        words, lengths = _read(names, vocabulary)
        self.words: Ints = np.array(words, dtype=np.int64)
        self.starts: Ints = np.zeros(len(names) + 1, dtype=np.int64)
        np.cumsum(np.array(lengths, dtype=np.int64), out=self.starts[1:])
        self.carried = Carried.by(vocabulary.tokens)
        self._profiles: dict[int, Profile] = {}

    def __len__(self) -> int:
        return len(self.names)

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
    def short(self) -> Ints:
        """By name, 1 where it has three words or more and one of two or three letters among them."""
        lengths = np.diff(self.starts)
        return ((lengths > 2) & (self.total(self.carried.short) > 0)).astype(np.int64)

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


def _read(names: Sequence[tuple[str, PartyKind]], vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    # The words of all names in one row, and how many each has.
    plain: dict[str, tuple[int, ...] | None] = {}
    outlines: dict[tuple[str, PartyKind], tuple[int, ...]] = {}
    words: list[int] = []
    lengths: list[int] = []
    before = 0
    for text, kind in names:
        stretches = text.split(" ")
        for stretch in stretches:
            known = plain.get(stretch, _UNKNOWN)
            if known is _UNKNOWN:
                tokens = plain_tokens(stretch)
                known = None if tokens is None else tuple([vocabulary.number(token) for token in tokens])
                plain[stretch] = known
            if known is None:
                # A word whose neighbours have a say: the whole name is read as a name.
                del words[before:]
                words += _by_outline(stretches, kind, outlines, vocabulary)
                break
            words += known
        if len(words) == before:
            words += _by_itself(text, kind, vocabulary)
        lengths.append(len(words) - before)
        before = len(words)
    return words, lengths


def _by_outline(
    stretches: Sequence[str],
    kind: PartyKind,
    outlines: dict[tuple[str, PartyKind], tuple[int, ...]],
    vocabulary: Vocabulary,
) -> list[int]:
    # The words of a name by those of its outline, which many names have in common.
    drawn = [outlined(stretch) for stretch in stretches]
    outline = " ".join(drawn), kind
    known = outlines.get(outline)
    if known is None:
        moved = "," in latinise(outline[0])
        tokens = () if moved else profile(parse_name(*outline)).tokens
        known = tuple([_OPEN if each.text in STAND_INS else vocabulary.number(each) for each in tokens])
        outlines[outline] = known
    if not known:
        return _by_itself(" ".join(stretches), kind, vocabulary)
    replaced = (
        vocabulary.number(token)
        for stretch, stand_in in zip(stretches, drawn, strict=True)
        if stand_in.partition(" ")[0] in STAND_INS
        for token in plain_tokens(stretch) or ()
    )
    return [next(replaced) if number == _OPEN else number for number in known]


def _by_itself(text: str, kind: PartyKind, vocabulary: Vocabulary) -> list[int]:
    return [vocabulary.number(token) for token in profile(parse_name(text, kind)).tokens]
