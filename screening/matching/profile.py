"""A name made ready for comparison: its words with their weights, and the words that adjacent ones make when joined."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from screening.matching.weights import shipped_weights
from screening.names import Name, Token, TokenKind

_LONGEST_RUN = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Two or more adjacent words written as one: `text` and `sound` joined, from word `start` to before `end`."""

    text: str
    sound: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Profile:
    """`tokens` are all words but legal forms, in order; `weights` stand beside them (0 for titles and particles)."""

    name: Name
    tokens: tuple[Token, ...]
    weights: tuple[int, ...]
    total: int
    surname: frozenset[int]
    initials: int

    def runs(self) -> Iterator[Run]:
        """Every run of two to four adjacent words, the whole name when it is longer."""
        count = len(self.tokens)
        for start in range(count - 1):
            longest = count if start == 0 else min(count, start + _LONGEST_RUN)
            for end in range(start + 2, longest + 1):
                if end - start > _LONGEST_RUN and end != count:
                    continue
                words = self.tokens[start:end]
                yield Run(
                    "".join(word.text for word in words), "".join(word.sound for word in words), start, end
                )


def profile(name: Name) -> Profile:
    """The comparable form of a name; a name of titles, particles or initials alone is weighed by those."""
    weigh = shipped_weights().weight
    kept = [
        (index, token) for index, token in enumerate(name.tokens) if token.kind is not TokenKind.LEGAL_FORM
    ]
    tokens = tuple(token for _, token in kept)
    weights = tuple(weigh(token) for token in tokens)
    if not any(
        weight and token.kind is not TokenKind.INITIAL for token, weight in zip(tokens, weights, strict=True)
    ):
        kept = list(enumerate(name.tokens))
        tokens = tuple(replace(token, kind=TokenKind.WORD, canon="") for token in name.tokens)
        weights = tuple(weigh(token) for token in tokens)
    return Profile(
        name,
        tokens,
        weights,
        sum(weights),
        frozenset(place for place, (index, _) in enumerate(kept) if index in name.surname),
        sum(1 for token in tokens if token.kind is TokenKind.INITIAL),
    )
