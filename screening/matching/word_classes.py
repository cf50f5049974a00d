"""What makes two differently spelled words alike, as hashes to be looked up: classes, looks, consonants, readings of another script."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from screening.matching.features import BARE, COUNTRY, WORD, Features
from screening.matching.hashing import Hashes, Ints, hashed, mixed, together
from screening.matching.weights import shipped_weights
from screening.names import Token, TokenKind, spelling_keys, written_keys

_Bools = NDArray[np.bool_]

Classes = Iterator[tuple[str, Hashes, _Bools]]
"""Sorts of classes: what they are called, by word its class, and which of the words have one."""


def class_hashes(
    tokens: Sequence[Token], features: Features, consonants: Callable[[Features], Classes]
) -> tuple[Hashes, Ints]:
    """The classes of words and whose they are: a given name's class, a number's digits, a country, a look, consonants."""
    country = shipped_weights().country
    countries = np.flatnonzero(features.marks & COUNTRY)
    classed = np.flatnonzero(features.classes)
    named = [_class(tokens[number]) for number in classed.tolist()]
    codes = [f"country:{country(tokens[number])}" for number in countries.tolist()]
    hashes, numbers = [hashed(named)[0], hashed(codes)[0]], [classed, countries]
    plain = features.marks & WORD > 0
    for sort, classes, having in (("looks:", features.shapes, plain), *consonants(features)):
        owners = np.flatnonzero(having & plain)
        hashes.append(together(*hashed([sort]), classes[owners]))
        numbers.append(owners)
    return mixed(np.concatenate(hashes)), np.concatenate(numbers)


def _class(token: Token) -> str:
    # A number is in letters what it is in digits.
    return token.canon if token.canon.isdigit() else f"{token.kind}:{token.canon}"


def offered_consonants(features: Features) -> Classes:
    """The consonants by which a word of a list is found where either side is written without vowels."""
    bare = features.marks & BARE > 0
    yield "full:", features.skeletons, features.skeletons > 0
    yield "full:", features.headless, features.headless > 0
    yield "bare:", features.skeletons, bare
    yield "clipped:", features.texts, bare
    yield "whole:", features.clipped, features.clipped > 0
    yield "heard:", features.heard, features.heard > 0
    yield "syllable:", features.older, features.older > 0


def sought_consonants(features: Features) -> Classes:
    """The consonants by which a word of a query finds those."""
    bare = features.marks & BARE > 0
    yield "full:", features.skeletons, bare
    yield "whole:", features.texts, bare
    yield "clipped:", features.clipped, features.clipped > 0
    yield "bare:", features.skeletons, ~bare
    yield "bare:", features.headless, ~bare & (features.headless > 0)
    yield "heard:", features.heard, ~bare & (features.heard > 0)
    yield "syllable:", features.older, features.older > 0


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
