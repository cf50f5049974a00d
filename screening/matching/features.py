"""What words are compared by, in columns: most words that may be alike differ in letters alone, and need no closer look."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.matching.hashing import Hashes, Ints, hashed
from screening.matching.similarity import (
    DETOUR,
    SAME,
    VOWELS_APART,
    Looks,
    allowed_edits,
    detour_letters,
    edit_score,
    headless_skeleton,
    other_vowels_score,
    sound_edits,
    sound_score,
)
from screening.matching.weights import is_patronymic, shipped_weights
from screening.names import Token, TokenKind, heard_consonants, is_alphabetic, is_syllable, vowel_groups

_Bools = NDArray[np.bool_]
_WORD, _COUNTRY, _CANON, _WRITTEN, _PATRONYMIC, _SYLLABLE, _BARE, _ALPHABETIC = (1 << bit for bit in range(8))
_MOST = 2
"""Edits that a word may carry at most."""

_LONGEST, _CLIPPED = 255, 3


class Features(NamedTuple):
    """By word: hashes of its text, sound, look and consonants (0: none left without its first vowel) as written and as heard; how alike words are that are heard so, groups of vowels, letters (255: so many or more), marks of what it is."""

    texts: Hashes
    sounds: Hashes
    shapes: Hashes
    skeletons: Hashes
    headless: Hashes
    heard: Hashes
    heard_scores: NDArray[np.uint8]
    vowels: NDArray[np.uint8]
    letters: NDArray[np.uint8]
    sound_letters: NDArray[np.uint8]
    first_sounds: NDArray[np.int32]
    marks: NDArray[np.uint8]

    @classmethod
    def of(cls, tokens: Sequence[Token], looks: Looks) -> "Features":
        """The features of words that look so."""
        country = shipped_weights().country
        marks = [
            (_WORD if token.kind is TokenKind.WORD else 0)
            | (_COUNTRY if country(token) else 0)
            | (_CANON if token.canon else 0)
            | (_WRITTEN if token.written else 0)
            | (_ALPHABETIC if token.written and is_alphabetic(token.written) else 0)
            | (_PATRONYMIC if is_patronymic(token) else 0)
            | (_SYLLABLE if is_syllable(token.text) else 0)
            | (_BARE if bare else 0)
            for token, bare in zip(tokens, looks.bare, strict=True)
        ]
        texts, sounds = [token.text for token in tokens], [token.sound for token in tokens]
        heard = list(map(heard_consonants, texts))
        return cls(
            hashed(texts)[0],
            hashed(sounds)[0],
            hashed(looks.shapes)[0],
            hashed(looks.skeletons)[0],
            hashed(list(map(headless_skeleton, looks.skeletons, looks.consonants)))[0],
            hashed(heard)[0],
            np.array([other_vowels_score(each) if each else 0 for each in heard], dtype=np.uint8),
            np.array([min(_LONGEST, vowel_groups(text)) for text in texts], dtype=np.uint8),
            _lengths(texts),
            _lengths(sounds),
            np.array([ord(sound[0]) if sound else 0 for sound in sounds], dtype=np.int32),
            np.array(marks, dtype=np.uint8),
        )

    def at(self, numbers: Ints) -> "Features":
        """The features of some of the words."""
        return Features._make(column[numbers] for column in self)


def only_by_edits(ours: Features, theirs: Features) -> _Bools:
    """Pairs of words, side by side, that nothing but their letters can make alike."""
    both, either = ours.marks & theirs.marks, ours.marks | theirs.marks
    plain: _Bools = (both & (_WORD | _SYLLABLE | _COUNTRY | _CANON) == _WORD) & (either & _WRITTEN == 0)
    plain &= (ours.sounds != theirs.sounds) & (ours.shapes != theirs.shapes)
    # Words of the same consonants are one word without its vowels where one of them has none.
    consonants = (ours.skeletons == theirs.skeletons) | (ours.skeletons == theirs.headless)
    consonants |= ours.headless == theirs.skeletons
    # And one of three letters may lack its first ("li" for "ali").
    consonants |= np.minimum(ours.letters, theirs.letters) < _CLIPPED
    plain &= ~(consonants & (either & _BARE > 0))
    return plain


def only_by_reading(ours: Features, theirs: Features) -> _Bools:
    """Pairs of words, side by side, that are the same only if the one spells the other, in a script that says too little of the vowels to show a slip."""
    both, either = ours.marks & theirs.marks, ours.marks | theirs.marks
    crossing: _Bools = (both & (_WORD | _COUNTRY | _CANON | _WRITTEN) == _WORD) & (either & _WRITTEN > 0)
    crossing &= (either & _ALPHABETIC == 0) & (ours.texts != theirs.texts) & (ours.sounds != theirs.sounds)
    return crossing


def only_by_sound(ours: Features, theirs: Features) -> _Bools:
    """Pairs of words, side by side, that are the same or sound the same, as far as nothing more can be said of them."""
    both, either = ours.marks & theirs.marks, ours.marks | theirs.marks
    plain: _Bools = (both & _WORD == _WORD) & (either & _WRITTEN == 0) & (ours.sounds == theirs.sounds)
    return plain


def alike_by_edits(
    ours: Features, theirs: Features, queries: Sequence[Token], words: Sequence[Token]
) -> Ints:
    """How alike the pairs are that only their letters can make so, 0 to 100: `similarity`, for all of them at once."""
    letters = np.minimum(ours.letters, theirs.letters)
    allowed = _allowed(allowed_edits)[letters]
    patronymic = (ours.marks | theirs.marks) & _PATRONYMIC > 0
    allowed = np.where(patronymic, np.minimum(allowed, 1), allowed)
    edits = _distances([each.text for each in queries], [each.text for each in words], _MOST)
    detours = _allowed(sound_edits)[np.minimum(ours.sound_letters, theirs.sound_letters)]
    # Another transliteration with a slip in it: the slip, and one more for the detour by sound.
    longer = np.maximum(ours.letters, theirs.letters) - letters
    detours *= ~patronymic & (longer <= _allowed(detour_letters)[letters])
    far = np.flatnonzero((edits > allowed) & (allowed > 0) & (detours > 0))
    sounds = [queries[pair].sound for pair in far.tolist()], [words[pair].sound for pair in far.tolist()]
    edits[far] = 1 + _distances(*sounds, 1)
    allowed[far] = DETOUR
    same_start = (ours.first_sounds == theirs.first_sounds).astype(np.int64)
    scores = np.array(
        [
            [[edit_score(count, each, same) for each in range(_LONGEST + 1)] for count in (1, _MOST)]
            for same in (False, True)
        ]
    )
    alike = np.where(edits <= allowed, scores[same_start, np.clip(edits, 1, _MOST) - 1, letters], 0)
    return np.maximum(alike, _alike_by_consonants(ours, theirs))


def _alike_by_consonants(ours: Features, theirs: Features) -> Ints:
    # Words that have all they have in common but their vowels.
    apart = np.abs(ours.vowels.astype(np.int64) - theirs.vowels)
    heard = (ours.heard == theirs.heard) & (apart <= VOWELS_APART)
    heard &= (ours.marks | theirs.marks) & (_SYLLABLE | _BARE) == 0
    return np.where(heard, ours.heard_scores, 0).astype(np.int64)


def alike_by_sound(ours: Features, theirs: Features) -> Ints:
    """How alike the pairs are that are the same or only sound so."""
    scores = np.array([sound_score(letters) for letters in range(_LONGEST + 1)], dtype=np.int64)
    alike: Ints = np.where(ours.texts == theirs.texts, SAME, scores[np.minimum(ours.letters, theirs.letters)])
    return alike


def _lengths(texts: Sequence[str]) -> NDArray[np.uint8]:
    return np.array([min(_LONGEST, len(text)) for text in texts], dtype=np.uint8)


def _allowed(edits: Callable[[int], int]) -> Ints:
    # By number of letters.
    return np.array([edits(letters) for letters in range(_LONGEST + 1)], dtype=np.int64)


def _distances(ours: Sequence[str], theirs: Sequence[str], most: int) -> Ints:
    if not ours:
        return np.empty(0, np.int64)
    distances: Ints = cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=most).astype(np.int64)
    return distances
