"""What makes two differently spelled words alike, as hashes to be looked up: classes, looks, consonants, readings of another script."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from screening.matching.hashing import Hashes, Ints, hashed, mixed, together
from screening.matching.similarity import Looks, clipped, headless_skeleton
from screening.matching.weights import shipped_weights
from screening.names import (
    Token,
    TokenKind,
    by_older_system,
    heard_consonants,
    is_syllable,
    spelling_keys,
    written_keys,
)

Classes = Iterator[tuple[str, Sequence[str], Sequence[int]]]
"""Sorts of classes: what they are called, the classes, and the number of the word that belongs to each."""


def class_hashes(
    tokens: Sequence[Token],
    looks: Looks,
    consonants: Callable[[Sequence[Token], Sequence[int], Looks], Classes],
) -> tuple[Hashes, Ints]:
    """The classes of words and whose they are: a given name's class, a number's digits, a country, a look, consonants."""
    country = shipped_weights().country
    countries = [(number, code) for number, token in enumerate(tokens) if (code := country(token))]
    canons = [(number, _class(token)) for number, token in enumerate(tokens) if token.canon]
    plain = [number for number, token in enumerate(tokens) if token.kind is TokenKind.WORD]
    sorts = [
        ("", [canon for _, canon in canons], [number for number, _ in canons]),
        ("country:", [code for _, code in countries], [number for number, _ in countries]),
        ("looks:", [looks.shapes[number] for number in plain], plain),
        *consonants(tokens, plain, looks),
    ]
    hashes = [together(*hashed([sort]), hashed(classes)[0]) for sort, classes, _ in sorts]
    numbers = [number for _, _, numbers in sorts for number in numbers]
    return mixed(np.concatenate(hashes)), np.array(numbers, dtype=np.int64)


def _class(token: Token) -> str:
    # A number is in letters what it is in digits.
    return token.canon if token.canon.isdigit() else f"{token.kind}:{token.canon}"


def offered_consonants(tokens: Sequence[Token], plain: Sequence[int], looks: Looks) -> Classes:
    """The consonants by which a word of a list is found where either side is written without vowels."""
    yield "full:", [looks.skeletons[number] for number in plain], plain
    yield _headless("full:", plain, looks)
    bare = [number for number in plain if looks.bare[number]]
    yield "bare:", [looks.skeletons[number] for number in bare], bare
    yield "clipped:", [tokens[number].text for number in bare], bare
    yield _clipped("whole:", tokens, plain)
    yield _heard(tokens, plain)
    yield _syllables(tokens, plain)


def sought_consonants(tokens: Sequence[Token], plain: Sequence[int], looks: Looks) -> Classes:
    """The consonants by which a word of a query finds those."""
    bare = [number for number in plain if looks.bare[number]]
    yield "full:", [looks.skeletons[number] for number in bare], bare
    yield "whole:", [tokens[number].text for number in bare], bare
    yield _clipped("clipped:", tokens, plain)
    full = [number for number in plain if not looks.bare[number]]
    yield "bare:", [looks.skeletons[number] for number in full], full
    yield _headless("bare:", full, looks)
    yield _heard(tokens, full)
    yield _syllables(tokens, plain)


def _headless(sort: str, numbers: Sequence[int], looks: Looks) -> tuple[str, Sequence[str], Sequence[int]]:
    rests = [
        (number, rest)
        for number in numbers
        if (rest := headless_skeleton(looks.skeletons[number], looks.consonants[number]))
    ]
    return sort, [rest for _, rest in rests], [number for number, _ in rests]


def _clipped(
    sort: str, tokens: Sequence[Token], numbers: Sequence[int]
) -> tuple[str, Sequence[str], Sequence[int]]:
    rests = [(number, rest) for number in numbers if (rest := clipped(tokens[number].text))]
    return sort, [rest for _, rest in rests], [number for number, _ in rests]


def _heard(tokens: Sequence[Token], numbers: Sequence[int]) -> tuple[str, Sequence[str], Sequence[int]]:
    found = [(number, heard) for number in numbers if (heard := heard_consonants(tokens[number].text))]
    return "heard:", [heard for _, heard in found], [number for number, _ in found]


def _syllables(tokens: Sequence[Token], numbers: Sequence[int]) -> tuple[str, Sequence[str], Sequence[int]]:
    found = [
        (number, older)
        for number in numbers
        if is_syllable(tokens[number].text) and (older := by_older_system(tokens[number].text))
    ]
    return "syllable:", [older for _, older in found], [number for number, _ in found]


def reading_hashes(tokens: Sequence[Token]) -> tuple[Hashes, Ints]:
    """The consonants of every reading of words in a script that may be read in several ways, and whose they are."""
    return _keyed(
        (number, key)
        for number, token in enumerate(tokens)
        if token.kind is TokenKind.WORD and token.written
        for key in sorted(written_keys(token.written))
    )


def spelling_hashes(tokens: Sequence[Token]) -> tuple[Hashes, Ints]:
    """The consonants of all other words, by which they are found as such a reading."""
    return _keyed(
        (number, key)
        for number, token in enumerate(tokens)
        if token.kind is TokenKind.WORD and not token.written
        for key in spelling_keys(token.text)
    )


def _keyed(keys: Iterator[tuple[int, str]]) -> tuple[Hashes, Ints]:
    pairs = list(keys)
    numbers = np.array([number for number, _ in pairs], dtype=np.int64)
    return mixed(hashed([key for _, key in pairs])[0]), numbers
