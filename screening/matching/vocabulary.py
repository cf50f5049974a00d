"""Distinct words, numbered in order of appearance, with what each of them carries into a comparison."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from screening.matching.alignment import slips
from screening.matching.establishments import is_establishment
from screening.matching.grown import Grown
from screening.matching.hashing import Hashes, Ints, hashed, letter_marks
from screening.matching.light import may_be_light
from screening.matching.places import is_place
from screening.matching.weights import contradicting_weight, omitted_weight, weight_of
from screening.names import Token, TokenKind, begins_a_form, is_title_anywhere


@dataclass(frozen=True, slots=True)
class Carried:
    """By number of a word: its weight, its least cost when left out and in a contradiction, and what it counts as.

    A word that may be a title or a particle in another name costs nothing at the least; nor does one of ours that may be a part of its legal form, or that says that it is a branch:
    `establishes` marks these, `places` countries and cities of ours. `short` is the weight of a word in which an edit may be a slip, else 0, and `letters` marks those of such a word;
    `sought` marks the words that are looked for in a list: those of weight, save initials. `first`, `first_sound` and
    `particle` are code points, the last 0 for a word that is no particle.
    """

    weights: Ints
    omissible: Ints
    contradicting: Ints
    sought: Ints
    initials: Ints
    short: Ints
    letters: Ints
    establishes: Ints
    places: Ints
    first: Ints
    first_sound: Ints
    particle: Ints

    def at(self, numbers: Ints) -> "Carried":
        """What some of the words carry, in that order."""
        return Carried(*(getattr(self, each.name)[numbers] for each in fields(self)))

    @classmethod
    def by(cls, tokens: Sequence[Token], listed: bool = False) -> "Carried":
        """What these words carry; `listed` words are those of a list, others are ours."""
        weights = [weight_of(token) for token in tokens]
        pairs = list(zip(tokens, weights, strict=True))
        initial = [token.kind is TokenKind.INITIAL for token in tokens]
        slipping = [slips(token) for token in tokens]
        least = [(token, 0 if _may_be_light(token, listed) else weight) for token, weight in pairs]
        return cls(
            _ints(weights),
            _ints([omitted_weight(token, weight) for token, weight in least]),
            _ints([weight and contradicting_weight(token, weight) for token, weight in least]),
            _ints([bool(weight) and token.kind is not TokenKind.INITIAL for token, weight in pairs]),
            _ints(initial),
            _ints([weight if slip else 0 for slip, weight in zip(slipping, weights, strict=True)]),
            letter_marks([token.text if slip else "" for slip, token in zip(slipping, tokens, strict=True)]),
            _ints([not listed and is_establishment(token) for token in tokens]),
            _ints([not listed and is_place(token) for token in tokens]),
            _ints([ord(token.text[0]) for token in tokens]),
            _ints([ord(token.sound[0]) if token.sound else 0 for token in tokens]),
            _ints([ord(token.text[0]) if token.kind is TokenKind.PARTICLE else 0 for token in tokens]),
        )


class Spelled(NamedTuple):
    """By number of a word, the hashes of its text and of its sound, each with what composes it (`hashing.together`)."""

    texts: Hashes
    text_powers: Hashes
    sounds: Hashes
    sound_powers: Hashes

    @classmethod
    def by(cls, tokens: Sequence[Token]) -> "Spelled":
        """What these words are spelled."""
        return cls(*hashed([token.text for token in tokens]), *hashed([token.sound for token in tokens]))


class Vocabulary:
    """Grows by the words that it is asked for."""

    def __init__(self, listed: bool = False) -> None:
        self.tokens: list[Token] = []
        self._listed = listed
        self._numbers: dict[Token, int] = {}
        self._carried = Grown(len(fields(Carried)), np.dtype(np.int64))
        self._spelled = Grown(len(Spelled._fields), np.dtype(np.uint64))

    def __len__(self) -> int:
        return len(self.tokens)

    def number(self, token: Token) -> int:
        """The number of a word; a new word gets the next one."""
        number = self._numbers.get(token)
        if number is None:
            number = self._numbers[token] = len(self.tokens)
            self.tokens.append(token)
        return number

    def carried(self, numbers: Ints) -> Carried:
        """What some of the words carry."""
        if new := self.tokens[len(self._carried) :]:
            carried = Carried.by(new, self._listed)
            self._carried.extend([getattr(carried, each.name) for each in fields(carried)])
        return Carried(*self._carried.at(numbers))

    def spelled(self, numbers: Ints) -> Spelled:
        """How some of the words are spelled."""
        if new := self.tokens[len(self._spelled) :]:
            self._spelled.extend(Spelled.by(new))
        return Spelled(*self._spelled.at(numbers))


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _may_be_light(token: Token, listed: bool) -> bool:
    # A title or a particle of persons, or of ours what is left of a legal form or names a branch.
    ours = is_title_anywhere(token) or begins_a_form(token.text) or is_establishment(token)
    return may_be_light(token) or (not listed and ours)
