"""Distinct words, numbered in order of appearance, with what each of them carries into a comparison."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import slips
from screening.matching.establishments import establishment_words, is_establishment
from screening.matching.grown import Grown
from screening.matching.hashing import Hashes, Ints, Points, hashed, letter_marks
from screening.matching.light import may_be_light
from screening.matching.similarity import is_bare
from screening.matching.trailing import may_trail, trailing_words
from screening.matching.weights import (
    CONTRADICTED_WORD,
    COUNTRY,
    FORM_LETTERS,
    contradicting_weight,
    generic_words,
    is_patronymic,
    omitted_weight,
    shipped_weights,
)
from screening.names import (
    NAMES_AND_TITLES,
    Token,
    TokenKind,
    begins_a_form,
    form_beginnings,
    is_title_anywhere,
    role_words,
)


@dataclass(frozen=True, slots=True)
class Carried:
    """By number of a word: its weight, its least cost when left out and in a contradiction, and what it counts as.

    A word that may be a title or a particle in another name costs nothing at the least; nor does one of ours that may be a part of its legal form, or that says that it is a branch:
    `establishes` marks these, `trailing` those of ours that may stand behind a whole name, and `generic` words like "company". `short` is the weight of a word in which an edit may be a slip, else 0, and `letters` marks those of such a word;
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
    trailing: Ints
    generic: Ints
    first: Ints
    first_sound: Ints
    particle: Ints

    def at(self, numbers: Ints) -> "Carried":
        """What some of the words carry, in that order."""
        return Carried(*(getattr(self, each.name)[numbers] for each in fields(self)))

    @classmethod
    def by(cls, tokens: Sequence[Token], listed: bool = False) -> "Carried":
        """What these words carry; `listed` words are those of a list, others are ours."""
        weights = _ints(list(map(shipped_weights().weight, tokens)))
        # Of most words their weight tells what they cost.
        omissible, contradicting = (
            weights.copy(),
            np.where(weights > 0, np.maximum(weights, CONTRADICTED_WORD), 0),
        )
        initials, establishes, trailing, particle = np.zeros((4, len(tokens)), dtype=np.int64)
        for number in np.flatnonzero(~_ordinary(tokens) | (weights == COUNTRY)).tolist():
            token, weight = tokens[number], int(weights[number])
            least = 0 if _may_be_light(token, listed) else weight
            omissible[number] = omitted_weight(token, least)
            contradicting[number] = least and contradicting_weight(token, least)
            initials[number] = token.kind is TokenKind.INITIAL
            establishes[number] = not listed and is_establishment(token)
            trailing[number] = not listed and may_trail(token)
            particle[number] = ord(token.text[0]) if token.kind is TokenKind.PARTICLE else 0
        slipping = [slips(token) for token in tokens]
        texts, sounds = [token.text for token in tokens], [token.sound for token in tokens]
        return cls(
            weights,
            omissible,
            contradicting,
            ((weights > 0) & (initials == 0)).astype(np.int64),
            initials,
            weights * np.array(slipping, dtype=np.int64),
            letter_marks([text if slip else "" for slip, text in zip(slipping, texts, strict=True)]),
            establishes,
            trailing,
            np.array([text in generic_words() for text in texts], dtype=np.int64),
            Points.of(texts).firsts.astype(np.int64),
            Points.of(sounds).firsts.astype(np.int64),
            particle,
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


def _ordinary(tokens: Sequence[Token]) -> NDArray[np.bool_]:
    # Words that are in no table of those that cost less than they weigh, and do not look like one of them.
    told = _told()
    ordinary = [
        token.kind is TokenKind.WORD
        and len(token.text) > FORM_LETTERS
        and token.text not in told
        and token.text.isalpha()
        and token.canon not in NAMES_AND_TITLES
        and not is_bare.__wrapped__(token.text)
        and not is_patronymic(token)
        for token in tokens
    ]
    return np.array(ordinary, dtype=bool)


@cache
def _told() -> frozenset[str]:
    return role_words() | form_beginnings() | establishment_words() | trailing_words()


def _may_be_light(token: Token, listed: bool) -> bool:
    # A title or a particle of persons, or of ours what is left of a legal form or names a branch.
    ours = is_title_anywhere(token) or begins_a_form(token.text) or is_establishment(token)
    return may_be_light(token) or (not listed and ours)
