"""How alike many pairs of words are, in columns: what `similarity` says of each of them, as far as it rests on few features."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cpdist

from screening.matching.features import (
    ALPHABETIC,
    BARE,
    CLASSED,
    COUNTRY,
    ENGLISH,
    GIVEN_NAME,
    MANY,
    ONE_SIGN,
    PATRONYMIC,
    SYLLABLE,
    VOWEL_FIRST,
    WORD,
    WRITTEN,
    Features,
)
from screening.matching.hashing import Ints
from screening.matching.lexemes import Letters
from screening.matching.similarity import (
    CLIPPED,
    CONSONANTS_LEFT,
    DETOUR,
    GIVEN,
    HEADLESS,
    MEANING,
    SAME,
    VOWELS_APART,
    allowed_edits,
    bare_score,
    detour_letters,
    edit_score,
    endless_score,
    looks_score,
    reading_score,
    sound_edits,
    sound_score,
)
from screening.names import consonants_borne_out

_Bools = NDArray[np.bool_]
_MOST = 2
"""Edits that a word may carry at most."""


def only_by_letters(ours: Features, theirs: Features) -> _Bools:
    """Pairs of words, side by side, that nothing but their letters and their classes can make alike."""
    both, either = ours.marks & theirs.marks, ours.marks | theirs.marks
    plain: _Bools = (both & (WORD | SYLLABLE | COUNTRY) == WORD) & (either & WRITTEN == 0)
    plain &= (ours.texts != theirs.texts) & (ours.sounds != theirs.sounds)
    plain &= np.maximum(ours.letters, theirs.letters) < MANY
    return plain


def only_by_reading(ours: Features, theirs: Features) -> _Bools:
    """Pairs of words, side by side, that are the same only if the one spells the other, in a script that says too little of the vowels to show a slip."""
    both, either = ours.marks & theirs.marks, ours.marks | theirs.marks
    crossing: _Bools = (both & (WORD | COUNTRY | CLASSED | WRITTEN) == WORD) & (either & WRITTEN > 0)
    crossing &= (either & ALPHABETIC == 0) & (ours.texts != theirs.texts) & (ours.sounds != theirs.sounds)
    return crossing


def only_by_sound(ours: Features, theirs: Features) -> _Bools:
    """Pairs of words, side by side, that are the same or sound the same, as far as nothing more can be said of them."""
    both, either = ours.marks & theirs.marks, ours.marks | theirs.marks
    plain: _Bools = (both & WORD == WORD) & (either & WRITTEN == 0) & (ours.sounds == theirs.sounds)
    return plain


def alike_by_letters(ours: Features, theirs: Features, mine: Letters, other: Letters) -> Ints:
    """How alike the pairs are that only their letters and their classes can make so, 0 to 100."""
    alike = _without_vowels(ours, theirs, mine, other)
    both = ours.marks & theirs.marks
    given = both & GIVEN_NAME > 0
    looks = _by_letters(looks_score)[np.minimum(ours.letters, theirs.letters)]
    misspelled = np.maximum(
        np.maximum(_edited(ours, theirs, mine, other), _with_other_vowels(ours, theirs)),
        np.where(ours.shapes == theirs.shapes, looks, 0),
    )
    alike = np.where(given, alike, np.maximum(alike, misspelled))
    same = (both & CLASSED > 0) & (ours.classes == theirs.classes)
    alike[same & given] = GIVEN
    neither = (ours.marks | theirs.marks) & GIVEN_NAME == 0
    alike[same & neither & (both & ENGLISH == 0)] = MEANING
    return alike


def alike_by_reading(ours: Features, theirs: Features, mine: Letters, other: Letters) -> Ints:
    """How alike the pairs are of which one spells the other, and nothing else makes them alike."""
    latin = np.where(ours.marks & WRITTEN > 0, other.texts, mine.texts).tolist()
    signs = ((ours.marks | theirs.marks) & ONE_SIGN > 0).tolist()
    pairs = zip(latin, signs, strict=True)
    return np.array([reading_score(consonants_borne_out(text), sign) for text, sign in pairs], dtype=np.int64)


def alike_by_sound(ours: Features, theirs: Features) -> Ints:
    """How alike the pairs are that are the same or only sound so."""
    scores = _by_letters(sound_score)[np.minimum(ours.letters, theirs.letters)]
    alike: Ints = np.where(ours.texts == theirs.texts, SAME, scores)
    return alike


def _edited(ours: Features, theirs: Features, mine: Letters, other: Letters) -> Ints:
    letters = np.minimum(ours.letters, theirs.letters)
    allowed = _by_letters(allowed_edits)[letters]
    patronymic = (ours.marks | theirs.marks) & PATRONYMIC > 0
    allowed = np.where(patronymic, np.minimum(allowed, 1), allowed)
    edits = _distances(mine.texts, other.texts, _MOST)
    detours = _by_letters(sound_edits)[np.minimum(ours.sound_letters, theirs.sound_letters)]
    # Another transliteration with a slip in it: the slip, and one more for the detour by sound.
    longer = np.maximum(ours.letters, theirs.letters) - letters
    detours = detours * (~patronymic & (longer <= _by_letters(detour_letters)[letters]))
    far = np.flatnonzero((edits > allowed) & (allowed > 0) & (detours > 0))
    edits[far] = 1 + _distances(mine.sounds[far], other.sounds[far], 1)
    allowed[far] = DETOUR
    same_start = (ours.first_sounds == theirs.first_sounds).astype(np.int64)
    alike: Ints = np.where(
        edits <= allowed, _edit_scores()[same_start, np.clip(edits, 1, _MOST) - 1, letters], 0
    )
    return alike


def _with_other_vowels(ours: Features, theirs: Features) -> Ints:
    # Words that have all they have in common but their vowels.
    apart = np.abs(ours.vowels.astype(np.int64) - theirs.vowels)
    heard = (ours.heard == theirs.heard) & (apart <= VOWELS_APART)
    heard &= (ours.marks | theirs.marks) & (SYLLABLE | BARE) == 0
    return np.where(heard, ours.heard_scores, 0).astype(np.int64)


def _without_vowels(ours: Features, theirs: Features, mine: Letters, other: Letters) -> Ints:
    # One is the other without vowels: most words of the same consonants are not.
    alike = np.zeros(len(ours.marks), dtype=np.int64)
    shorter = ours.letters < theirs.letters
    bare = np.where(shorter, ours.marks, theirs.marks) & BARE > 0
    pairs = np.flatnonzero(bare & (ours.letters != theirs.letters))
    first = shorter[pairs]
    one, two = ours.at(pairs), theirs.at(pairs)
    short, full = _chosen(first, one, two), _chosen(~first, one, two)
    one_text, two_text = mine.texts[pairs], other.texts[pairs]
    short_text, full_text = np.where(first, one_text, two_text), np.where(first, two_text, one_text)
    same = short.skeletons == full.skeletons
    telling = np.where(short.texts == full.consonants, short.letters, short.skeleton_letters)
    scores = same * _bare_scores()[(short.marks & VOWEL_FIRST > 0).astype(np.int64), telling]
    left_out = np.flatnonzero(scores > 0)
    spelled = cpdist(short_text[left_out].tolist(), full_text[left_out].tolist(), scorer=LCSseq.similarity)
    scores[left_out] *= spelled == short.letters[left_out]
    scores[(short.skeletons == full.headless) & (short.letters >= CONSONANTS_LEFT)] = HEADLESS
    both_bare = full.marks & BARE > 0
    endless = (short.skeletons == full.consonants) * _by_letters(endless_score)[short.letters]
    scores = np.where(both_bare, endless, scores)
    scores[short.texts == full.clipped] = CLIPPED
    alike[pairs] = scores
    return alike


def _chosen(first: _Bools, one: Features, two: Features) -> Features:
    # Of each pair the word on the first side, or else that on the second.
    ours: tuple[NDArray[Any], ...] = one
    theirs: tuple[NDArray[Any], ...] = two
    return Features._make(np.where(first, *columns) for columns in zip(ours, theirs, strict=True))


def _distances(ours: NDArray[np.object_], theirs: NDArray[np.object_], most: int) -> Ints:
    if not len(ours):
        return np.empty(0, np.int64)
    found = cpdist(ours.tolist(), theirs.tolist(), scorer=OSA.distance, score_cutoff=most)
    distances: Ints = found.astype(np.int64)
    return distances


@cache
def _by_letters(figure: Callable[[int], int]) -> Ints:
    return np.array([figure(letters) for letters in range(MANY + 1)], dtype=np.int64)


@cache
def _edit_scores() -> Ints:
    # By whether the sounds start alike, edits less one, and letters.
    return np.array(
        [
            [[edit_score(count, each, same) for each in range(MANY + 1)] for count in (1, _MOST)]
            for same in (False, True)
        ],
        dtype=np.int64,
    )


@cache
def _bare_scores() -> Ints:
    # By whether a vowel comes first, and consonants that tell.
    return np.array(
        [[bare_score(telling, first) for telling in range(MANY + 1)] for first in (False, True)],
        dtype=np.int64,
    )
