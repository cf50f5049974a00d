"""Hashes of words that compose: of words written together, and of words with letters left out, all of a batch at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_LONGEST = 40


def hashed(texts: Sequence[str]) -> tuple[Hashes, Hashes]:
    """For each text its polynomial hash modulo 2^64, and the base to the power of its length: what `together` composes."""
    hashes = np.zeros(len(texts), dtype=np.uint64)
    powers = np.ones(len(texts), dtype=np.uint64)
    for length, indexes in _by_length(texts):
        places = _powers(length + 1)
        hashes[indexes] = ((_letters(texts, indexes, length) + np.uint64(1)) * places[:-1]).sum(axis=1)
        powers[indexes] = places[-1]
    return hashes, powers


def letter_marks(texts: Sequence[str]) -> Ints:
    """For each text a bit for every letter that it has; letters whose code points end alike share one of the 32."""
    marks = np.zeros(len(texts), dtype=np.int64)
    for length, indexes in _by_length(texts):
        bits = np.int64(1) << (_letters(texts, indexes, length) & np.uint64(31)).astype(np.int64)
        marks[indexes] = np.bitwise_or.reduce(bits, axis=1)
    return marks


def together(first: Hashes, power: Hashes, second: Hashes) -> Hashes:
    """Hashes of texts written as one; `power` is that of the first."""
    return first + power * second


def mixed(hashes: Hashes) -> Hashes:
    """The hashes as they are looked up: the high bits of a polynomial hash are the well mixed ones only after this."""
    folded = hashes ^ (hashes >> np.uint64(29))
    return folded * np.uint64(0xBF58476D1CE4E5B9)


def beginnings(texts: Sequence[str], most: int) -> tuple[Hashes, Hashes]:
    """By text, the hashes of its first letters, from none to `most` of them (the whole of a shorter text); and what composes each number of letters."""
    found = np.zeros((len(texts), most + 1), dtype=np.uint64)
    powers = _powers(most + 1)
    for length, indexes in _by_length(texts):
        known = min(length, most)
        letters = _letters(texts, indexes, length)[:, :known] + np.uint64(1)
        found[indexes, 1 : known + 1] = np.cumsum(letters * powers[:known], axis=1)
        found[indexes, known + 1 :] = found[indexes, known : known + 1]
    return found, powers


def neighbourhood(words: Sequence[str], edits: Callable[[int], int]) -> tuple[Hashes, Ints]:
    """Hashes of every word with no, one or two letters left out (as many as the word may carry edits), and whose they are.

    Two words within the allowed edits of each other share a hash (Garbe's symmetric deletion); the reverse is verified by distance.
    """
    hashes: list[Hashes] = []
    owners: list[Ints] = []
    for length, indexes in _by_length(words):
        if edits(length) and length <= _LONGEST:
            variants = _deletions(_letters(words, indexes, length), edits(length))
            hashes.append(variants.ravel())
            owners.append(np.repeat(indexes, variants.shape[1]))
    if not hashes:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    return mixed(np.concatenate(hashes)), np.concatenate(owners)


def distinct(numbers: Ints) -> Ints:
    """Each of the numbers once, ascending: sorted, which takes a hundredth of the time of a hash table of millions."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _by_length(texts: Sequence[str]) -> list[tuple[int, Ints]]:
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        by_length[len(text)].append(index)
    return [
        (length, np.array(indexes, dtype=np.int64)) for length, indexes in sorted(by_length.items()) if length
    ]


def _letters(texts: Sequence[str], indexes: Ints, length: int) -> Hashes:
    joined = "".join([texts[index] for index in indexes.tolist()])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return points.reshape(len(indexes), length).astype(np.uint64)


def _powers(count: int) -> Hashes:
    return np.array([pow(_BASE, place, 1 << 64) for place in range(count)], dtype=np.uint64)


def _deletions(letters: Hashes, edits: int) -> Hashes:
    # Leaving a letter out divides what follows it by the base, so prefix sums give all variants.
    length = letters.shape[1]
    prefix = np.zeros((len(letters), length + 1), dtype=np.uint64)
    np.cumsum((letters + np.uint64(1)) * _powers(length), axis=1, out=prefix[:, 1:])
    total = prefix[:, -1:]
    once, twice = np.uint64(_INVERSE), np.uint64(_INVERSE * _INVERSE % (1 << 64))
    places = np.arange(length)
    columns = [total, prefix[:, places] + (total - prefix[:, places + 1]) * once]
    if edits > 1:
        first, second = np.triu_indices(length, k=1)
        middle = (prefix[:, second] - prefix[:, first + 1]) * once
        columns.append(prefix[:, first] + middle + (total - prefix[:, second + 1]) * twice)
    return np.concatenate(columns, axis=1)


class HashTable:
    """Numbers under hashes, several where a hash has several: two arrays, sorted by hash, that may lie on the disk."""

    _MOST_BITS = 24
    _ROOM = 16
    """Places of the sieve for each hash: one in so many of the hashes that are in no table passes."""

    _FEW = 4096

    def __init__(self, hashes: Hashes, numbers: NDArray[np.int32]) -> None:
        self.hashes, self.numbers = hashes, numbers
        # A small sieve stays close to the processor.
        self._bits = min(self._MOST_BITS, (len(hashes) * self._ROOM + 1).bit_length())
        self._sieve: NDArray[np.bool_] | None = None

    def find(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Pairs of a place in `hashes` and a number under that hash."""
        places = np.flatnonzero(self._sifted(hashes))
        low = np.searchsorted(self.hashes, hashes[places], side="left")
        counts = np.searchsorted(self.hashes, hashes[places], side="right") - low
        ours = np.repeat(places, counts)
        steps = np.arange(len(ours)) - np.repeat(np.cumsum(counts) - counts, counts)
        return ours, self.numbers[np.repeat(low, counts) + steps].astype(np.int64)

    def _sifted(self, hashes: Hashes) -> NDArray[np.bool_]:
        # Most hashes of a large batch are in no table: one look at a table of bits spares them the search.
        if self._sieve is None and len(hashes) <= self._FEW:
            return np.ones(len(hashes), dtype=bool)
        if self._sieve is None:
            self._sieve = np.zeros(1 << self._bits, dtype=bool)
            self._sieve[self._bucket(self.hashes)] = True
        return self._sieve[self._bucket(hashes)]

    def _bucket(self, hashes: Hashes) -> Ints:
        return (hashes >> np.uint64(64 - self._bits)).astype(np.int64)
