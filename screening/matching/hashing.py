"""Hashes of words that compose: of words written together, and of words with letters left out, all of a batch at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_LONGEST = 40


class Points(NamedTuple):
    """The code points of many texts in one row, and by text where its own start and how many they are."""

    points: NDArray[np.uint32]
    starts: Ints
    lengths: Ints

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Points":
        """The code points of these texts."""
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        return cls(points, np.cumsum(lengths) - lengths, lengths)

    @property
    def firsts(self) -> NDArray[np.uint32]:
        """By text its first code point, 0 where there is none."""
        return np.append(self.points, np.uint32(0))[self.starts] * (self.lengths > 0)

    def totals(self, values: NDArray[Any]) -> NDArray[Any]:
        """By text the sum of a figure over its code points."""
        sums = np.zeros(len(self.points) + 1, dtype=values.dtype)
        np.cumsum(values, out=sums[1:])
        totals: NDArray[Any] = sums[self.starts + self.lengths] - sums[self.starts]
        return totals

    def hashed(self) -> tuple[Hashes, Hashes]:
        """For each text its polynomial hash modulo 2^64, and the base to the power of its length: what `together` composes."""
        powers = _powers(int(self.lengths.max(initial=0)) + 1)
        places = np.arange(len(self.points)) - np.repeat(self.starts, self.lengths)
        return self.totals((self.points.astype(np.uint64) + np.uint64(1)) * powers[places]), powers[
            self.lengths
        ]


def hashed(texts: Sequence[str]) -> tuple[Hashes, Hashes]:
    """The same of texts that nothing else is asked of."""
    return Points.of(texts).hashed()


def behind(hashes: Hashes, first: NDArray[np.integer]) -> Hashes:
    """Hashes of texts without their first letter, of which `first` are the code points."""
    rests: Hashes = (hashes - (first.astype(np.uint64) + np.uint64(1))) * np.uint64(_INVERSE)
    return rests


def letter_marks(texts: Sequence[str]) -> Ints:
    """For each text a bit for every letter that it has; letters whose code points end alike share one of the 32."""
    letters = Points.of(texts)
    having = letters.lengths > 0
    marks = np.zeros(len(texts), dtype=np.int64)
    if having.any():
        bits = np.int64(1) << (letters.points & np.uint32(31)).astype(np.int64)
        marks[having] = np.bitwise_or.reduceat(bits, letters.starts[having])
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
    powers = np.full(count, _BASE, dtype=np.uint64)
    powers[:1] = 1
    return np.cumprod(powers)


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

    _MOST_BITS = 22
    _ROOM = 2
    """Shelves for each hash, which share them by their first bits: a look at one tells where to search, or that there is nothing."""

    _FEW = 4096

    def __init__(self, hashes: Hashes, numbers: NDArray[np.int32]) -> None:
        self.hashes, self.numbers = hashes, numbers
        # Few shelves stay close to the processor.
        self._bits = min(self._MOST_BITS, (len(hashes) * self._ROOM + 1).bit_length())
        self._shelves: NDArray[np.int32] | None = None

    def find(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Pairs of a place in `hashes` and a number under that hash."""
        low, high = self._ranges(hashes)
        places = np.flatnonzero(high > low)
        low, counts = low[places], (high - low)[places]
        ours = np.repeat(places, counts)
        at = np.arange(len(ours)) + np.repeat(low - (np.cumsum(counts) - counts), counts)
        same = self.hashes[at] == hashes[ours]
        return ours[same], self.numbers[at[same]].astype(np.int64)

    def _ranges(self, hashes: Hashes) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
        # From where to where each hash stands in the table, with others of its shelf; to sort the table into shelves is worth it for many.
        if self._shelves is None and len(hashes) <= self._FEW:
            return np.searchsorted(self.hashes, hashes), np.searchsorted(self.hashes, hashes, side="right")
        if self._shelves is None:
            self._shelves = np.zeros((1 << self._bits) + 1, dtype=np.int32)
            np.cumsum(np.bincount(self._shelf(self.hashes), minlength=1 << self._bits), out=self._shelves[1:])
        shelves = self._shelf(hashes)
        return self._shelves[shelves], self._shelves[shelves + 1]

    def _shelf(self, hashes: Hashes) -> Ints:
        return (hashes >> np.uint64(64 - self._bits)).astype(np.int64)
