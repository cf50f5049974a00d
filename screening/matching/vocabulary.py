"""Distinct words, numbered in order of appearance, with what each of them carries into a comparison."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from screening.matching.ceiling import contradicting_weight
from screening.matching.hashing import Ints
from screening.matching.weights import omitted_weight, weight_of
from screening.names import Token, TokenKind


class Vocabulary:
    """Grows by the words that it is asked for."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._numbers: dict[Token, int] = {}

    def number(self, token: Token) -> int:
        """The number of a word; a new word gets the next one."""
        number = self._numbers.get(token)
        if number is None:
            number = self._numbers[token] = len(self.tokens)
            self.tokens.append(token)
        return number


@dataclass(frozen=True, slots=True)
class Carried:
    """By number of a word: its weight, its cost when left out, its least cost in a contradiction, and what it counts as.

    `counts` marks the words that are looked for in a list: those of weight, save initials.
    """

    weights: Ints
    omissible: Ints
    contradicting: Ints
    counts: Ints
    initials: Ints
    short: Ints

    @classmethod
    def by(cls, tokens: Sequence[Token]) -> "Carried":
        """What these words carry."""
        weights = [weight_of(token) for token in tokens]
        pairs = list(zip(tokens, weights, strict=True))
        initial = [token.kind is TokenKind.INITIAL for token in tokens]
        return cls(
            _ints(weights),
            _ints([omitted_weight(token, weight) for token, weight in pairs]),
            _ints([contradicting_weight(token.kind, weight) for token, weight in pairs]),
            _ints([bool(weight) and token.kind is not TokenKind.INITIAL for token, weight in pairs]),
            _ints(initial),
            _ints([len(token.text) in {2, 3} for token in tokens]),
        )


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
