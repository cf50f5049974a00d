"""What words are compared by, in columns: most words that may be alike differ in letters alone, and need no closer look."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.matching.hashing import Hashes, Ints, hashed
from screening.matching.similarity import Looks, allowed_edits, edit_score, sound_edits
from screening.matching.weights import is_patronymic, shipped_weights
from screening.names import Token, TokenKind, is_syllable

_Bools = NDArray[np.bool_]
_WORD, _CLASSED, _BARE, _PATRONYMIC, _SYLLABLE = (1 << bit for bit in range(5))
_MOST = 2
"""Edits that a word may carry at most."""

_LONGEST = 255


class Features(NamedTuple):
    """By word: hashes of its sound and its look, the letters of its text and its sound (255: so many or more), and marks of what it is."""

    sounds: Hashes
    shapes: Hashes
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
            | (_CLASSED if token.canon or token.written or country(token) else 0)
            | (_BARE if bare else 0)
            | (_PATRONYMIC if is_patronymic(token) else 0)
            | (_SYLLABLE if is_syllable(token.text) else 0)
            for token, bare in zip(tokens, looks.bare, strict=True)
        ]
        sounds = [token.sound for token in tokens]
        return cls(
            hashed(sounds)[0],
            hashed(looks.shapes)[0],
            np.array([min(_LONGEST, len(token.text)) for token in tokens], dtype=np.uint8),
            np.array([min(_LONGEST, len(sound)) for sound in sounds], dtype=np.uint8),
            np.array([ord(sound[0]) if sound else 0 for sound in sounds], dtype=np.int32),
            np.array(marks, dtype=np.uint8),
        )

    def at(self, numbers: Ints) -> "Features":
        """The features of some of the words."""
        return Features(
            self.sounds[numbers],
            self.shapes[numbers],
            self.letters[numbers],
            self.sound_letters[numbers],
            self.first_sounds[numbers],
            self.marks[numbers],
        )


def only_by_edits(ours: Features, theirs: Features) -> _Bools:
    """Pairs of words, side by side, that nothing but their letters can make alike."""
    both, either = ours.marks & theirs.marks, ours.marks | theirs.marks
    plain: _Bools = (both & (_WORD | _SYLLABLE) == _WORD) & (either & (_CLASSED | _BARE | _PATRONYMIC) == 0)
    plain &= (ours.sounds != theirs.sounds) & (ours.shapes != theirs.shapes)
    return plain


def alike_by_edits(
    ours: Features, theirs: Features, queries: Sequence[Token], words: Sequence[Token]
) -> Ints:
    """How alike such pairs are, 0 to 100: `similarity`, for all of them at once."""
    letters = np.minimum(ours.letters, theirs.letters)
    allowed = _allowed(allowed_edits)[letters]
    edits = _distances([each.text for each in queries], [each.text for each in words], _MOST)
    detours = _allowed(sound_edits)[np.minimum(ours.sound_letters, theirs.sound_letters)]
    # Another transliteration with a slip in it: the slip, and one more for the detour by sound.
    far = np.flatnonzero((edits > allowed) & (allowed > 1) & (detours > 0))
    sounds = [queries[pair].sound for pair in far.tolist()], [words[pair].sound for pair in far.tolist()]
    edits[far] = 1 + _distances(*sounds, 1)
    same_start = ours.first_sounds == theirs.first_sounds
    scores = np.array(
        [[edit_score(count, each, True) for each in range(_LONGEST + 1)] for count in (1, _MOST)]
    )
    others = np.array(
        [[edit_score(count, each, False) for each in range(_LONGEST + 1)] for count in (1, _MOST)]
    )
    count = np.clip(edits, 1, _MOST) - 1
    alike: Ints = np.where(same_start, scores[count, letters], others[count, letters])
    return np.where(edits <= allowed, alike, 0)


def _allowed(edits: Callable[[int], int]) -> Ints:
    # By number of letters.
    return np.array([edits(letters) for letters in range(_LONGEST + 1)], dtype=np.int64)


def _distances(ours: Sequence[str], theirs: Sequence[str], most: int) -> Ints:
    if not ours:
        return np.empty(0, np.int64)
    distances: Ints = cpdist(ours, theirs, scorer=OSA.distance, score_cutoff=most).astype(np.int64)
    return distances
