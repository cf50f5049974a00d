"""A name made ready for comparison: its words with their weights, and the words that adjacent ones make when joined."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from screening.matching.weights import COUNTRY, INITIAL, weight_of
from screening.names import Name, Token, TokenKind

_LONGEST_RUN = 4


class Run(NamedTuple):
    """Two or more adjacent words written as one: from word `start` to before `end`, and the weight they carry."""

    start: int
    end: int
    weight: int


@dataclass(frozen=True)
class Profile:
    """`tokens` are all words but legal forms, in order; `weights` stand beside them (0 for titles and particles).

    `initials` and `countries` count the words of those sorts. Not slotted, for the sake of `runs`, which few names are asked for.
    """

    name: Name
    tokens: tuple[Token, ...]
    weights: tuple[int, ...]
    total: int
    initials: int
    countries: int

    @cached_property
    def runs(self) -> dict[str, Run]:
        """By joined text and by joined sound, every run of two to four adjacent words, and the whole name."""
        runs: dict[str, Run] = {}
        for text, sound, start, end in spelled_together(self.tokens):
            weight = sum(self.weights[start:end])
            if weight:
                run = Run(start, end, weight)
                runs.setdefault(text, run)
                runs.setdefault(sound, run)
        return runs


def profile(name: Name) -> Profile:
    """The comparable form of a name; a name of titles, particles or initials alone is weighed by those."""
    tokens = tuple([token for token in name.tokens if token.kind is not TokenKind.LEGAL_FORM])
    weights = tuple([weight_of(token) for token in tokens])
    initials = sum([token.kind is TokenKind.INITIAL for token in tokens])
    if sum(weights) == initials * INITIAL:
        initials = 0
        tokens = tuple([replace(token, kind=TokenKind.WORD, canon="") for token in name.tokens])
        weights = tuple([weight_of(token) for token in tokens])
    return Profile(name, tokens, weights, sum(weights), initials, weights.count(COUNTRY))


def spelled_together(tokens: tuple[Token, ...]) -> list[tuple[str, str, int, int]]:
    """Text and sound of adjacent words written as one, with the first word's index and the one after the last's."""
    together: list[tuple[str, str, int, int]] = []
    count = len(tokens)
    for start in range(count - 1):
        text, sound = tokens[start].text, tokens[start].sound
        last = count if start == 0 else min(count, start + _LONGEST_RUN)
        for end in range(start + 1, last):
            text += tokens[end].text
            sound += tokens[end].sound
            if end - start < _LONGEST_RUN or end + 1 == count:
                together.append((text, sound, start, end + 1))
    return together
