"""Finds, for a word of a query, the words of a list that are alike: by sound, class and deletion neighbourhood, not pair by pair."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.matching.features import (
    Features,
    alike_by_edits,
    alike_by_sound,
    only_by_edits,
    only_by_reading,
    only_by_sound,
)
from screening.matching.hashing import Hashes, HashTable, Ints, distinct, hashed, mixed, neighbourhood
from screening.matching.other_scripts import spells
from screening.matching.similarity import Looks, allowed_edits, similarity, sound_edits
from screening.matching.word_classes import (
    class_hashes,
    offered_consonants,
    reading_hashes,
    sought_consonants,
    spelling_hashes,
)
from screening.names import Token, TokenKind

_Bools = NDArray[np.bool_]
_Small = NDArray[np.int32]


class WordTables(NamedTuple):
    """How the words of a list are looked up: sorted hashes, each with the number of a word beside it."""

    text_hashes: Hashes
    """Of every word, as written and as it sounds."""
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
        numbers = np.array(
            [number for number, token in enumerate(tokens) if token.kind is not TokenKind.INITIAL],
            dtype=np.int64,
        )
        words = [tokens[number] for number in numbers.tolist()]
        texts, sounds = _text_hashes(words), _sound_hashes(words)
        differs = texts != sounds
        looks = Looks.of([token.text for token in tokens])
        hashes, classed = class_hashes(tokens, looks, offered_consonants)
        worded = np.array([token.kind is not TokenKind.INITIAL for token in tokens], dtype=bool)[classed]
        plain = _plain(tokens)
        near_texts, text_owners = neighbourhood([tokens[number].text for number in plain], allowed_edits)
        near_sounds, sound_owners = neighbourhood([tokens[number].sound for number in plain], sound_edits)
        return cls(
            *_sorted(np.concatenate([texts, sounds[differs]]), np.concatenate([numbers, numbers[differs]])),
            *_sorted(sounds, numbers),
            *_sorted(hashes[worded], classed[worded]),
            *_sorted(near_texts, plain[text_owners]),
            *_sorted(near_sounds, plain[sound_owners]),
            *_sorted(*reading_hashes(tokens)),
            *_sorted(*spelling_hashes(tokens)),
            Features.of(tokens, looks),
        )


class WordIndex:
    """The distinct words of a list, ready to be joined with any other words."""

    def __init__(self, tokens: Sequence[Token], tables: WordTables) -> None:
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
        return cls(tokens, WordTables.of(tokens))

    def join(self, queries: Sequence[Token]) -> tuple[Ints, Ints, Ints]:
        """Every pair of a query and a word of the list that are alike, by number, in the order of the queries; and how alike, 1 to 100."""
        plain = _plain(queries)
        looks = Looks.of([query.text for query in queries])
        hashes, classed = class_hashes(queries, looks, sought_consonants)
        by_class = self._classes.find(hashes)
        width = max(1, len(self._tokens))
        spelled = [
            self._in_other_script(queries, self._spelled, reading_hashes),
            self._in_other_script(queries, self._written, spelling_hashes),
        ]
        near = [
            *spelled,
            self._sounds.find(_sound_hashes(queries)),
            (classed[by_class[0]], by_class[1]),
            self._near(queries, plain, self._near_texts, allowed_edits, _text),
            self._near(queries, plain, self._near_sounds, sound_edits, _sound),
        ]
        numbered = [ours * width + theirs for ours, theirs in near]
        pairs = distinct(np.concatenate(numbered))
        ours, theirs = np.divmod(pairs, width)
        by_reading = np.isin(pairs, np.concatenate(numbered[: len(spelled)]))
        alike = self._alike(queries, Features.of(queries, looks), ours, theirs, by_reading)
        found = alike > 0
        return ours[found], theirs[found], alike[found]

    def _in_other_script(
        self,
        queries: Sequence[Token],
        table: HashTable,
        keys: Callable[[Sequence[Token]], tuple[Hashes, Ints]],
    ) -> tuple[Ints, Ints]:
        # Most lists, and most batches, hold no word in a script that may be read in several ways.
        hashes, owners = keys(queries if len(table.hashes) else ())
        places, theirs = table.find(hashes)
        width = max(1, len(self._tokens))
        ours, theirs = np.divmod(distinct(owners[places] * width + theirs), width)
        # A key is of the first consonants only.
        if table is self._spelled:
            spelled = spells(queries, self._tokens, ours, theirs)
        else:
            spelled = spells(self._tokens, queries, theirs, ours)
        return ours[spelled], theirs[spelled]

    def _alike(
        self, queries: Sequence[Token], features: Features, ours: Ints, theirs: Ints, spelled: _Bools
    ) -> Ints:
        mine, other = features.at(ours), self._features.at(theirs)
        by_sound, by_edits = only_by_sound(mine, other), only_by_edits(mine, other)
        closely = np.flatnonzero(~(by_sound | by_edits | (only_by_reading(mine, other) & ~spelled)))
        near, same = np.flatnonzero(by_edits), np.flatnonzero(by_sound)
        alike = np.zeros(len(ours), dtype=np.int64)
        alike[same] = alike_by_sound(mine.at(same), other.at(same))
        tokens, words = self._pairs(queries, ours[near], theirs[near])
        alike[near] = alike_by_edits(mine.at(near), other.at(near), tokens, words)
        # Each pair stands here once: nothing is gained by remembering it.
        pairs = zip(*self._pairs(queries, ours[closely], theirs[closely]), strict=True)
        alike[closely] = [similarity.__wrapped__(*pair)[0] for pair in pairs]
        return alike

    def _pairs(self, queries: Sequence[Token], ours: Ints, theirs: Ints) -> tuple[list[Token], list[Token]]:
        words = self._tokens
        return [queries[number] for number in ours.tolist()], [words[number] for number in theirs.tolist()]

    def _near(
        self,
        queries: Sequence[Token],
        plain: Ints,
        table: HashTable,
        edits: Callable[[int], int],
        spelling: Callable[[Token], str],
    ) -> tuple[Ints, Ints]:
        # Pairs that share a hash are within the edits, or nearly: distance decides.
        hashes, owners = neighbourhood([spelling(queries[number]) for number in plain.tolist()], edits)
        places, theirs = table.find(hashes)
        width = max(1, len(self._tokens))
        ours, theirs = np.divmod(distinct(plain[owners[places]] * width + theirs), width)
        left = [spelling(queries[number]) for number in ours.tolist()]
        right = [spelling(self._tokens[number]) for number in theirs.tolist()]
        if not left:
            return ours, theirs
        distance = cpdist(left, right, scorer=OSA.distance, score_cutoff=2)
        shorter = np.minimum(_lengths(left), _lengths(right))
        allowed = np.array([edits(length) for length in range(int(shorter.max()) + 1)])
        within = distance <= allowed[shorter]
        return ours[within], theirs[within]


def _lengths(texts: Sequence[str]) -> Ints:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _text(token: Token) -> str:
    return token.text


def _sound(token: Token) -> str:
    return token.sound


def _plain(tokens: Sequence[Token]) -> Ints:
    return np.array(
        [number for number, token in enumerate(tokens) if token.kind is TokenKind.WORD], dtype=np.int64
    )


def _text_hashes(tokens: Sequence[Token]) -> Hashes:
    return mixed(hashed([token.text for token in tokens])[0])


def _sound_hashes(tokens: Sequence[Token]) -> Hashes:
    return mixed(hashed([token.sound for token in tokens])[0])


def _sorted(hashes: Hashes, numbers: Ints) -> tuple[Hashes, _Small]:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], numbers[order].astype(np.int32)
