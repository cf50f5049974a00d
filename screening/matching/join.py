"""Finds, for a word of a query, the words of a list that are alike: by sound, class and deletion neighbourhood, not pair by pair."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.matching.features import WORD, Features
from screening.matching.hashing import Hashes, HashTable, Ints, distinct, mixed, neighbourhood
from screening.matching.lexemes import Letters, Lexemes, spell
from screening.matching.other_scripts import spells
from screening.matching.romanisations import word_hashes
from screening.matching.similarity import allowed_edits, similarity, sound_edits
from screening.matching.word_classes import (
    class_hashes,
    offered_consonants,
    reading_hashes,
    sought_consonants,
    spelling_hashes,
)
from screening.matching.word_pairs import (
    alike_by_letters,
    alike_by_reading,
    alike_by_sound,
    only_by_letters,
    only_by_reading,
    only_by_sound,
)
from screening.names import Token, TokenKind

_Bools = NDArray[np.bool_]
_Small = NDArray[np.int32]


class WordTables(NamedTuple):
    """How the words of a list are looked up: sorted hashes, each with the number of a word beside it."""

    text_hashes: Hashes
    """Of every word, as written and as it sounds, and as two syllables in the older romanisations of Chinese."""
    text_words: _Small
    sound_hashes: Hashes
    sound_words: _Small
    class_hashes: Hashes
    class_words: _Small
    near_text_hashes: Hashes
    """Of every word but numbers, with letters left out."""
    near_text_words: _Small
    near_sound_hashes: Hashes
    near_sound_words: _Small
    written_hashes: Hashes
    """Of every word in a script that may be read in several ways, the consonants of each reading."""
    written_words: _Small
    spelled_hashes: Hashes
    """Of every other word its consonants, to be found by such a word."""
    spelled_words: _Small
    features: Features
    """Of every word, in order."""

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "WordTables":
        """The tables of a list's distinct words; initials are no words to be found."""
        features, letters = Features.of(tokens), Letters.of(tokens)
        worded = np.array([token.kind is not TokenKind.INITIAL for token in tokens], dtype=bool)
        numbers = np.flatnonzero(worded)
        texts, sounds = mixed(features.texts[numbers]), mixed(features.sounds[numbers])
        differs = texts != sounds
        hashes, classed = class_hashes(tokens, features, offered_consonants)
        found = worded[classed]
        plain = np.flatnonzero(features.marks & WORD)
        near_texts, text_owners = neighbourhood(letters.texts[plain].tolist(), allowed_edits)
        near_sounds, sound_owners = neighbourhood(letters.sounds[plain].tolist(), sound_edits)
        older, romanised = word_hashes(tokens)
        return cls(
            *_sorted(
                np.concatenate([texts, sounds[differs], older]),
                np.concatenate([numbers, numbers[differs], romanised]),
            ),
            *_sorted(sounds, numbers),
            *_sorted(hashes[found], classed[found]),
            *_sorted(near_texts, plain[text_owners]),
            *_sorted(near_sounds, plain[sound_owners]),
            *_sorted(*reading_hashes(tokens)),
            *_sorted(*spelling_hashes(tokens)),
            features,
        )


class _Query(NamedTuple):
    # The words that are looked for.
    tokens: Sequence[Token]
    features: Features
    letters: Letters


class WordIndex:
    """The distinct words of a list, ready to be joined with any other words."""

    def __init__(self, tokens: Lexemes, tables: WordTables) -> None:
        self._tokens, self._features = tokens, tables.features
        self.texts = HashTable(tables.text_hashes, tables.text_words)
        self._sounds = HashTable(tables.sound_hashes, tables.sound_words)
        self._classes = HashTable(tables.class_hashes, tables.class_words)
        self._near_texts = HashTable(tables.near_text_hashes, tables.near_text_words)
        self._near_sounds = HashTable(tables.near_sound_hashes, tables.near_sound_words)
        self._written = HashTable(tables.written_hashes, tables.written_words)
        self._spelled = HashTable(tables.spelled_hashes, tables.spelled_words)

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "WordIndex":
        """The index of distinct words."""
        return cls(Lexemes(*spell(tokens)), WordTables.of(tokens))

    def join(self, queries: Sequence[Token]) -> tuple[Ints, Ints, Ints]:
        """Every pair of a query and a word of the list that are alike, by number, in the order of the queries; and how alike, 1 to 100."""
        query = _Query(queries, Features.of(queries), Letters.of(queries))
        width = max(1, len(self._tokens))
        spelled = [
            self._in_other_script(query, self._spelled, reading_hashes),
            self._in_other_script(query, self._written, spelling_hashes),
        ]
        near = [
            *spelled,
            self._sounds.find(mixed(query.features.sounds)),
            self._of_a_class(query),
            *self._near(query),
        ]
        numbered = [ours * width + theirs for ours, theirs in near]
        pairs = distinct(np.concatenate(numbered))
        ours, theirs = np.divmod(pairs, width)
        by_reading = np.isin(pairs, np.concatenate(numbered[: len(spelled)]))
        alike = self._alike(query, ours, theirs, by_reading)
        found = alike > 0
        return ours[found], theirs[found], alike[found]

    def _of_a_class(self, query: _Query) -> tuple[Ints, Ints]:
        hashes, owners = class_hashes(query.tokens, query.features, sought_consonants)
        places, theirs = self._classes.find(hashes)
        return owners[places], theirs

    def _in_other_script(
        self,
        query: _Query,
        table: HashTable,
        keys: Callable[[Sequence[Token]], tuple[Hashes, Ints]],
    ) -> tuple[Ints, Ints]:
        # Most lists, and most batches, hold no word in a script that may be read in several ways.
        hashes, owners = keys(query.tokens if len(table.hashes) else ())
        places, theirs = table.find(hashes)
        width = max(1, len(self._tokens))
        ours, theirs = np.divmod(distinct(owners[places] * width + theirs), width)
        # A key is of the first consonants only.
        if table is self._spelled:
            spelled = spells(query.tokens, self._tokens.letters, ours, theirs)
        else:
            spelled = spells(self._tokens, query.letters.at, theirs, ours)
        return ours[spelled], theirs[spelled]

    def _alike(self, query: _Query, ours: Ints, theirs: Ints, spelled: _Bools) -> Ints:
        mine, other = query.features.at(ours), self._features.at(theirs)
        by_sound, by_letters = only_by_sound(mine, other), only_by_letters(mine, other)
        by_reading = only_by_reading(mine, other)
        alike = np.zeros(len(ours), dtype=np.int64)
        same = np.flatnonzero(by_sound)
        alike[same] = alike_by_sound(mine.at(same), other.at(same))
        for judged, judge in ((by_letters, alike_by_letters), (by_reading & spelled, alike_by_reading)):
            near = np.flatnonzero(judged)
            letters = query.letters.at(ours[near]), self._tokens.letters(theirs[near])
            alike[near] = judge(mine.at(near), other.at(near), *letters)
        closely = np.flatnonzero(~(by_sound | by_letters | by_reading))
        # Each pair stands here once: nothing is gained by remembering it.
        alike[closely] = [
            similarity.__wrapped__(query.tokens[one], self._tokens[two])[0]
            for one, two in zip(ours[closely].tolist(), theirs[closely].tolist(), strict=True)
        ]
        return alike

    def _near(self, query: _Query) -> list[tuple[Ints, Ints]]:
        # Pairs of words within the edits of their text, and of their sound.
        return [
            self._within(query, self._near_texts, allowed_edits, _text, _text_letters),
            self._within(query, self._near_sounds, sound_edits, _sound, _sound_letters),
        ]

    def _within(
        self,
        query: _Query,
        table: HashTable,
        edits: Callable[[int], int],
        spelling: Callable[[Letters], NDArray[np.object_]],
        length: Callable[[Features], NDArray[np.uint8]],
    ) -> tuple[Ints, Ints]:
        # Pairs that share a hash are within the edits, or nearly: distance decides.
        plain = np.flatnonzero(query.features.marks & WORD)
        hashes, owners = neighbourhood(spelling(query.letters)[plain].tolist(), edits)
        places, theirs = table.find(hashes)
        width = max(1, len(self._tokens))
        ours, theirs = np.divmod(distinct(plain[owners[places]] * width + theirs), width)
        if not len(ours):
            return ours, theirs
        left, right = spelling(query.letters)[ours], spelling(self._tokens.letters(theirs))
        distance = cpdist(left.tolist(), right.tolist(), scorer=OSA.distance, score_cutoff=2)
        shorter = np.minimum(length(query.features)[ours], length(self._features)[theirs])
        allowed = np.array([edits(letters) for letters in range(int(shorter.max()) + 1)])
        within = distance <= allowed[shorter]
        return ours[within], theirs[within]


def _text(letters: Letters) -> NDArray[np.object_]:
    return letters.texts


def _sound(letters: Letters) -> NDArray[np.object_]:
    return letters.sounds


def _text_letters(features: Features) -> NDArray[np.uint8]:
    return features.letters


def _sound_letters(features: Features) -> NDArray[np.uint8]:
    return features.sound_letters


def _sorted(hashes: Hashes, numbers: Ints) -> tuple[Hashes, _Small]:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], numbers[order].astype(np.int32)
