"""Chinese given names in two systems of romanisation: one word in the newer ("Zedong"), two syllables in the older ones ("Tse-tung")."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from screening.matching.batch import Batch
from screening.matching.hashing import Hashes, Ints, hashed, mixed, together
from screening.names import Token, TokenKind, in_older_system, two_syllables

_MARK = "~"
"""Stands before what two syllables spell in the older systems, which is no word to be found otherwise."""


class Pairs(NamedTuple):
    """Two syllables beside each other: the number of the name, the weight of both, and the hash of what they spell."""

    names: Ints
    weights: Ints
    spelled: Hashes


def pairs_of(batch: Batch) -> Pairs:
    """Every two words of a batch that stand beside each other in a name and are both a syllable."""
    olds = [in_older_system(token.text) if token.kind is TokenKind.WORD else "" for token in batch.tokens]
    hashes, powers = hashed(olds)
    syllable = np.array([bool(old) for old in olds], dtype=bool)[batch.words]
    owners = np.repeat(np.arange(len(batch)), np.diff(batch.starts))
    first = np.flatnonzero(syllable[:-1] & syllable[1:] & (owners[:-1] == owners[1:]))
    one, other = batch.words[first], batch.words[first + 1]
    weights = batch.carried.weights[one] + batch.carried.weights[other]
    return Pairs(owners[first], weights, _marked(together(hashes[one], powers[one], hashes[other])))


def word_hashes(tokens: Sequence[Token]) -> tuple[Hashes, Ints]:
    """Of every word that is made of two syllables of the newer system, what they spell in the older ones; and whose it is."""
    found = [
        (number, halves)
        for number, token in enumerate(tokens)
        if token.kind is TokenKind.WORD and (halves := two_syllables(token.text))
    ]
    spelled = ["".join(map(in_older_system, halves)) for _, halves in found]
    return _marked(hashed(spelled)[0]), np.array([number for number, _ in found], dtype=np.int64)


def _marked(spelled: Hashes) -> Hashes:
    mark, power = hashed([_MARK])
    return mixed(together(mark, power, spelled))
