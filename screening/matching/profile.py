"""A name made ready for comparison: its words with their weights, and the words that adjacent ones make when joined."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from screening.matching.weights import (
    COUNTRY,
    CUT_FORM,
    INITIAL,
    contradicting_weight,
    is_generic,
    omitted_weight,
    weight_of,
)
from screening.names import Name, Token, TokenKind, is_syllable

LONGEST_RUN = 4
"""Words that may be written as one, unless the whole name is."""


_SIGN = re.compile(r"[\u3040-\ud7ff]")


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
        for places in adjacent(len(self.tokens)):
            text, sound = spelled_together(self.tokens, places)
            weight = sum([self.weights[place] for place in places])
            if weight:
                run = Run(places, weight)
                runs.setdefault(text, run)
                runs.setdefault(sound, run)
        return runs

    @cached_property
    def omissible(self) -> tuple[int, ...]:
        """Beside each token, what it costs that the other name leaves it out."""
        pairs = zip(self.tokens, self.weights, strict=True)
        return tuple([omitted_weight(token, weight) for token, weight in pairs])

    @cached_property
    def contradicting(self) -> tuple[int, ...]:
        """Beside each token, what it weighs where the other name has another word instead."""
        pairs = zip(self.tokens, self.weights, strict=True)
        return tuple([contradicting_weight(token, weight) for token, weight in pairs])

    @cached_property
    def surname(self) -> frozenset[int]:
        """The weighty words of the family name, where it is known, as indexes."""
        if len(self.tokens) != len(self.name.tokens):
            return frozenset()
        return frozenset(place for place in self.name.surname if self.weights[place])

    @cached_property
    def organization(self) -> bool:
        """Does the kind of the party, a legal form or a word like "company" say that an organisation bears the name?"""
        forms = len(self.name.tokens) != len(self.tokens)
        return self.name.organization or forms or any(is_generic(token) for token in self.tokens)

    @cached_property
    def written_order(self) -> tuple[int, ...]:
        """The tokens' indexes as "SURNAME, Given" has them; in natural order where no family name is known."""
        surname = self.name.surname
        forms = len(self.name.tokens) - len(self.tokens)
        every = range(len(self.tokens))
        return (
            tuple(every) if forms or not surname else tuple(sorted(every, key=lambda at: at not in surname))
        )

    @cached_property
    def orders(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The letters of the name without spaces, with the indexes of the tokens that spell them: as written, then in natural order."""
        orders = dict.fromkeys((self.written_order, tuple(range(len(self.tokens)))))
        return tuple(("".join([self.tokens[at].text for at in order]), order) for order in orders)

    @cached_property
    def signs(self) -> bool:
        """Is the name written in signs for whole syllables (Han, kana, Hangul), so that no letter of it can slip?"""
        return _SIGN.search(self.name.text) is not None

    @cached_property
    def syllables(self) -> bool:
        """Is every word a syllable of a Chinese or Korean name?"""
        return all(is_syllable(token.text) for token in self.tokens)


def profile(name: Name) -> Profile:
    """The comparable form of a name; a name of titles, particles or initials alone is weighed by those."""
    tokens = name.tokens
    kinds = [token.kind for token in tokens]
    if TokenKind.LEGAL_FORM in kinds:
        tokens = tuple([token for token in tokens if token.kind is not TokenKind.LEGAL_FORM])
    if any(len(token.text) == 1 and token.kind is TokenKind.WORD for token in tokens):
        tokens = (*[_as_initial(token) for token in tokens[:-1]], _as_initial(tokens[-1], CUT_FORM))
        kinds = [token.kind for token in tokens]
    weights = tuple([weight_of(token) for token in tokens])
    total = sum(weights)
    initials = kinds.count(TokenKind.INITIAL)
    if total == initials * INITIAL:
        initials = 0
        tokens = tuple([token._replace(kind=TokenKind.WORD, canon="") for token in name.tokens])
        weights = tuple([weight_of(token) for token in tokens])
        total = sum(weights)
    return Profile(name, tokens, weights, total, initials, weights.count(COUNTRY))


def _as_initial(token: Token, canon: str = "") -> Token:
    # "R. N. Oil": a letter in an organisation's name may stand for a word too; at the end it may be what is left of a legal form.
    letter = len(token.text) == 1 and token.kind is TokenKind.WORD and token.text.isalpha()
    return token._replace(kind=TokenKind.INITIAL, canon=canon) if letter else token


def spelled_together(tokens: tuple[Token, ...], places: tuple[int, ...]) -> tuple[str, str]:
    """Text and sound of the words at `places` written as one."""
    return "".join([tokens[place].text for place in places]), "".join(
        [tokens[place].sound for place in places]
    )


@cache
def adjacent(count: int) -> tuple[tuple[int, ...], ...]:
    """Places of words that may be written as one: runs of two to four, the whole name, and a family name put before the given names."""
    every = tuple(range(count))
    runs = [
        every[start:end]
        for start in range(count - 1)
        for end in range(start + 2, min(count, start + LONGEST_RUN) + 1)
    ]
    if count > 1:
        turned = (count - 1, *every[:-1])
        runs += [every, turned, turned[:2]]
    return tuple(dict.fromkeys(runs))
