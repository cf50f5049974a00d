"""Finds, for a word of a query, the words of a list that are alike: by sound, class and deletion neighbourhood, not pair by pair."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.matching.similarity import allowed_edits, similarity, sound_edits
from screening.matching.weights import shipped_weights
from screening.names import Token, TokenKind

Hashes = NDArray[np.uint64]
Indexes = NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_LONGEST = 40
_SIEVE_BITS = 24


class WordIndex:
    """The distinct words of a list, ready to be joined with any other words."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self._sounds: dict[str, list[int]] = defaultdict(list)
        self._classes: dict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self.tokens):
            if token.kind is TokenKind.INITIAL:
                continue
            self._sounds[token.sound].append(index)
            for word_class in _classes(token):
                self._classes[word_class].append(index)
        words = [token for token in self.tokens if token.kind is TokenKind.WORD]
        self._texts: dict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self.tokens):
            if token.kind is TokenKind.WORD:
                self._texts[token.text].append(index)
        self._near_texts = _Spellings([token.text for token in words], allowed_edits)
        self._near_sounds = _Spellings([token.sound for token in words], sound_edits)

    def join(self, queries: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """Every (query, word of the list, similarity above 0) as indexes, in the order of the queries."""
        words = [query for query in queries if query.kind is TokenKind.WORD]
        near_texts = self._near_texts.near([word.text for word in words])
        near_sounds = self._near_sounds.near([word.sound for word in words])
        countries = shipped_weights().countries
        for number, query in enumerate(queries):
            if query.kind is TokenKind.INITIAL:
                continue
            found = [*self._sounds.get(query.sound, ())]
            if query.canon or query.text in countries:
                for word_class in _classes(query):
                    found += self._classes.get(word_class, ())
            if query.text in near_texts:
                for text in near_texts[query.text]:
                    found += self._texts[text]
            if query.sound in near_sounds:
                for sound in near_sounds[query.sound]:
                    found += self._sounds[sound]
            for index in dict.fromkeys(found):
                alike, _ = similarity(query, self.tokens[index])
                if alike:
                    yield number, index, alike


class _Spellings:
    # Distinct spellings in a deletion neighbourhood, sorted by hash.

    def __init__(self, spellings: Sequence[str], edits: Callable[[int], int]) -> None:
        self._edits = edits
        self._spellings = tuple(dict.fromkeys(spellings))
        hashes, owners = neighbourhood(self._spellings, edits)
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._owners = hashes[order], owners[order]
        self._sieve = np.zeros(1 << _SIEVE_BITS, dtype=bool)
        self._sieve[_bucket(self._hashes)] = True

    def near(self, queries: Sequence[str]) -> dict[str, list[str]]:
        """The spellings within the allowed edits of each query."""
        ours = tuple(dict.fromkeys(queries))
        rows, columns = self._colliding(ours)
        left = [ours[row] for row in rows.tolist()]
        right = [self._spellings[column] for column in columns.tolist()]
        near: dict[str, list[str]] = defaultdict(list)
        if left:
            edits = cpdist(left, right, scorer=OSA.distance, score_cutoff=2).tolist()
            for mine, theirs, distance in zip(left, right, edits, strict=True):
                if distance <= self._edits(min(len(mine), len(theirs))):
                    near[mine].append(theirs)
        return near

    def _colliding(self, queries: Sequence[str]) -> tuple[Indexes, Indexes]:
        # Pairs of a query and a spelling that share a hash, once each.
        hashes, owners = neighbourhood(queries, self._edits)
        hit = self._sieve[_bucket(hashes)]
        hashes, owners = hashes[hit], owners[hit]
        low = np.searchsorted(self._hashes, hashes, side="left")
        counts = np.searchsorted(self._hashes, hashes, side="right") - low
        ours = np.repeat(owners, counts)
        steps = np.arange(len(ours)) - np.repeat(np.cumsum(counts) - counts, counts)
        theirs = self._owners[np.repeat(low, counts) + steps]
        width = max(1, len(self._spellings))
        rows, columns = np.divmod(np.unique(ours * np.int64(width) + theirs), width)
        return rows, columns


def _classes(token: Token) -> Iterator[str]:
    # What makes two differently spelled words alike: a given name's class, a number's digits, a country.
    if token.canon:
        yield f"{token.kind}:{token.canon}"
    country = shipped_weights().country(token)
    if country:
        yield f"country:{country}"


def _bucket(hashes: Hashes) -> Indexes:
    return (hashes >> np.uint64(64 - _SIEVE_BITS)).astype(np.int64)


def neighbourhood(words: Sequence[str], edits: Callable[[int], int]) -> tuple[Hashes, Indexes]:
    """Hashes of every word with no, one or two letters left out (as many as the word may carry edits), and whose they are.

    Two words within the allowed edits of each other share a hash (Garbe's symmetric deletion); the reverse is verified by distance.
    """
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        if edits(len(word)) and len(word) <= _LONGEST:
            by_length[len(word)].append(index)
    hashes: list[Hashes] = []
    owners: list[Indexes] = []
    for length, indexes in sorted(by_length.items()):
        letters = np.frombuffer("".join(words[index] for index in indexes).encode("utf-32-le"), np.uint32)
        variants = _deletions(letters.reshape(len(indexes), length).astype(np.uint64), edits(length))
        hashes.append(variants.ravel())
        owners.append(np.repeat(np.array(indexes, dtype=np.int64), variants.shape[1]))
    if not hashes:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    return np.concatenate(hashes), np.concatenate(owners)


def _deletions(letters: Hashes, edits: int) -> Hashes:
    # Polynomial hashes modulo 2^64: leaving a letter out divides what follows it by the base, so prefix sums give all variants.
    length = letters.shape[1]
    powers = np.array([pow(_BASE, place, 1 << 64) for place in range(length)], dtype=np.uint64)
    prefix = np.zeros((len(letters), length + 1), dtype=np.uint64)
    np.cumsum((letters + np.uint64(1)) * powers, axis=1, out=prefix[:, 1:])
    total = prefix[:, -1:]
    once, twice = np.uint64(_INVERSE), np.uint64(_INVERSE * _INVERSE % (1 << 64))
    columns = [total]
    places = np.arange(length)
    columns.append(prefix[:, places] + (total - prefix[:, places + 1]) * once)
    if edits > 1:
        first, second = np.triu_indices(length, k=1)
        middle = (prefix[:, second] - prefix[:, first + 1]) * once
        columns.append(prefix[:, first] + middle + (total - prefix[:, second + 1]) * twice)
    # The high bits of a polynomial hash are the well mixed ones only after a last multiplication.
    mixed = np.concatenate(columns, axis=1)
    mixed ^= mixed >> np.uint64(29)
    return mixed * np.uint64(0xBF58476D1CE4E5B9)
