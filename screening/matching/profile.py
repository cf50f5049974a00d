"""A name made ready for comparison: its words with their weights, and the words that adjacent ones make when joined."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from screening.matching.weights import COUNTRY, INITIAL, weight_of
from screening.names import Name, Token, TokenKind

_LONGEST_RUN = 4


class Run(NamedTuple):
    """Two or more adjacent words written as one: from word `start` to before `end`, and the weight they carry."""

    start: int
    end: int
    weight: int


@dataclass(frozen=True, slots=True)
class Profile:
    """`tokens` are all words but legal forms, in order; `weights` stand beside them (0 for titles and particles).

    `runs` holds, by joined text and by joined sound, every run of two to four adjacent words, and the whole name. `initials`
    and `countries` count the words of those sorts.
    """

    name: Name
    tokens: tuple[Token, ...]
    weights: tuple[int, ...]
    total: int
    runs: dict[str, Run]
    initials: int
    countries: int


def profile(name: Name) -> Profile:
    """The comparable form of a name; a name of titles, particles or initials alone is weighed by those."""
    tokens = tuple([token for token in name.tokens if token.kind is not TokenKind.LEGAL_FORM])
    weights = tuple([weight_of(token) for token in tokens])
    initials = sum([token.kind is TokenKind.INITIAL for token in tokens])
    if sum(weights) == initials * INITIAL:
        initials = 0
        tokens = tuple([replace(token, kind=TokenKind.WORD, canon="") for token in name.tokens])
        weights = tuple([weight_of(token) for token in tokens])
    return Profile(
        name, tokens, weights, sum(weights), _runs(tokens, weights), initials, weights.count(COUNTRY)
    )


def _runs(tokens: tuple[Token, ...], weights: tuple[int, ...]) -> dict[str, Run]:
    runs: dict[str, Run] = {}
    count = len(tokens)
    for start in range(count - 1):
        text, sound, weight = tokens[start].text, tokens[start].sound, weights[start]
        last = count if start == 0 else min(count, start + _LONGEST_RUN)
        for end in range(start + 1, last):
            text += tokens[end].text
            sound += tokens[end].sound
            weight += weights[end]
            if weight and (end - start < _LONGEST_RUN or end + 1 == count):
                run = Run(start, end + 1, weight)
                runs.setdefault(text, run)
                runs.setdefault(sound, run)
    return runs
