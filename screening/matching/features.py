"""What words are compared by, in columns, one row a word."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.hashing import Hashes, Ints, Points, behind, hashed
from screening.matching.looks import Looks
from screening.matching.similarity import CONSONANTS_LEFT, other_vowels_score
from screening.matching.weights import is_patronymic, shipped_weights
from screening.names import (
    Token,
    TokenKind,
    all_heard_consonants,
    by_older_system,
    in_english,
    is_alphabetic,
    is_given,
    is_syllable,
)

_Bools = NDArray[np.bool_]
_Bytes = NDArray[np.uint8]

WORD, COUNTRY, CLASSED, GIVEN_NAME, ENGLISH, WRITTEN, ONE_SIGN, ALPHABETIC, PATRONYMIC, SYLLABLE, BARE = (
    1 << bit for bit in range(11)
)
VOWEL_FIRST = 1 << 11
"""Marks of what a word is; CLASSED stands for the class of a given name, or of an ordinary word of organisations' names, which ENGLISH says is English."""

MANY = 255
"""So many letters, or more."""

CLIPPED_FROM = 3
_VOWELS = np.isin(np.arange(128), [ord(vowel) for vowel in "aeiou"])
_VOWELS_HEARD = np.isin(np.arange(128), [ord(vowel) for vowel in "aeiouy"])


class Features(NamedTuple):
    """By word, hashes: of its text, sound, look, and consonants, of which `skeletons` have doubled ones once and `consonants` twice; 0 for what there is not.

    `headless` are the skeletons, `clipped` the texts without their first vowel, where a word may be written so; `heard` the consonants as heard,
    `older` the syllables as an older system of romanisation has them. Besides: how alike words are that are heard so, groups of vowels, letters, marks of what it is.
    """

    texts: Hashes
    sounds: Hashes
    classes: Hashes
    shapes: Hashes
    skeletons: Hashes
    consonants: Hashes
    headless: Hashes
    clipped: Hashes
    heard: Hashes
    older: Hashes
    heard_scores: _Bytes
    vowels: _Bytes
    letters: _Bytes
    sound_letters: _Bytes
    skeleton_letters: _Bytes
    first_sounds: NDArray[np.int32]
    marks: NDArray[np.uint16]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "Features":
        """The features of words."""
        texts = [token.text for token in tokens]
        looks = Looks.of(texts)
        bare = np.array(looks.bare, dtype=bool)
        letters, sounds = Points.of(texts), Points.of([token.sound for token in tokens])
        skeletons, consonants = Points.of(looks.skeletons), Points.of(looks.consonants)
        by_text, by_skeleton = letters.hashed()[0], skeletons.hashed()[0]
        vowel_first = _VOWELS[letters.firsts]
        heard = all_heard_consonants(texts)
        older = [(at, by_older_system(text)) for at, text in enumerate(texts) if is_syllable(text)]
        classed = [at for at, token in enumerate(tokens) if token.canon]
        return cls(
            by_text,
            sounds.hashed()[0],
            _at(classed, [tokens[at].canon for at in classed], len(tokens)),
            hashed(looks.shapes)[0],
            by_skeleton,
            consonants.hashed()[0],
            behind(by_skeleton, letters.firsts) * (vowel_first & (consonants.lengths > CONSONANTS_LEFT)),
            behind(by_text, letters.firsts) * _may_be_clipped(texts, letters),
            hashed(heard)[0],
            _at([at for at, _ in older], [each for _, each in older], len(tokens)),
            np.array([other_vowels_score(each) if each else 0 for each in heard], dtype=np.uint8),
            _few(letters.totals(_starts_of_vowels(letters))),
            _few(letters.lengths),
            _few(sounds.lengths),
            _few(skeletons.lengths),
            sounds.firsts.astype(np.int32),
            _marks(tokens, classed, [at for at, _ in older], bare, vowel_first),
        )

    def at(self, numbers: Ints) -> "Features":
        """The features of some of the words."""
        return Features._make(column[numbers] for column in self)


def _few(counts: Ints) -> _Bytes:
    return np.minimum(counts, MANY).astype(np.uint8)


def _at(numbers: Sequence[int], texts: Sequence[str], count: int) -> Hashes:
    hashes = np.zeros(count, dtype=np.uint64)
    hashes[numbers] = hashed(texts)[0]
    return hashes


def _may_be_clipped(texts: Sequence[str], letters: Points) -> _Bools:
    # As `similarity.clipped` has it.
    short: _Bools = (letters.lengths == CLIPPED_FROM) & (letters.firsts == ord("a"))
    short[short] = [texts[number].isalpha() for number in np.flatnonzero(short).tolist()]
    return short


def _starts_of_vowels(letters: Points) -> Ints:
    vowels = _VOWELS_HEARD[letters.points]
    after = np.zeros(len(vowels), dtype=bool)
    after[1:] = vowels[:-1]
    after[letters.starts[letters.lengths > 0]] = False
    return (vowels & ~after).astype(np.int64)


def _marks(
    tokens: Sequence[Token],
    classed: Sequence[int],
    syllables: Sequence[int],
    bare: _Bools,
    vowel_first: _Bools,
) -> NDArray[np.uint16]:
    country = shipped_weights().country
    given = [at for at in classed if is_given(tokens[at])]
    written = [at for at, token in enumerate(tokens) if token.written]
    marked: tuple[tuple[int, Iterable[int]], ...] = (
        (WORD, (at for at, token in enumerate(tokens) if token.kind is TokenKind.WORD)),
        (COUNTRY, (at for at, token in enumerate(tokens) if country(token))),
        (CLASSED, classed),
        (GIVEN_NAME, given),
        (ENGLISH, (at for at in set(classed).difference(given) if in_english(tokens[at]) is None)),
        (WRITTEN, written),
        (ONE_SIGN, (at for at in written if len(tokens[at].written) == 1)),
        (ALPHABETIC, (at for at in written if is_alphabetic(tokens[at].written))),
        (PATRONYMIC, (at for at, token in enumerate(tokens) if is_patronymic(token))),
        (SYLLABLE, syllables),
    )
    marks = (bare * BARE + vowel_first * VOWEL_FIRST).astype(np.uint16)
    for mark, numbers in marked:
        marks[np.fromiter(numbers, np.int64)] |= mark
    return marks
