"""A name made ready for comparison: its words with their weights, and the words that adjacent ones make when joined."""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

from screening.matching.weights import COUNTRY, INITIAL, weight_of
from screening.names import Name, Token, TokenKind

_LONGEST_RUN = 4


class Run(NamedTuple):
    """Two or more words written as one: their places in the name, in the order written, and the weight they carry."""

    places: tuple[int, ...]
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
        for text, sound, places in spelled_together(self.tokens):
            weight = sum([self.weights[place] for place in places])
            if weight:
                run = Run(places, weight)
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


def spelled_together(tokens: tuple[Token, ...]) -> list[tuple[str, str, tuple[int, ...]]]:
    """Text, sound and places of words written as one: adjacent words, and a family name glued before the given names."""
    together: list[tuple[str, str, tuple[int, ...]]] = []
    for places in _adjacent(len(tokens)):
        text = "".join([tokens[place].text for place in places])
        sound = "".join([tokens[place].sound for place in places])
        together.append((text, sound, places))
    return together


@cache
def _adjacent(count: int) -> tuple[tuple[int, ...], ...]:
    # Runs of two to four words, the whole name, and the same with the last word put first.
    every = tuple(range(count))
    runs = [
        every[start:end]
        for start in range(count - 1)
        for end in range(start + 2, min(count, start + _LONGEST_RUN) + 1)
    ]
    if count > 1:
        turned = (count - 1, *every[:-1])
        runs += [every, turned, turned[:2]]
    return tuple(dict.fromkeys(runs))
