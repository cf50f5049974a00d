"""Which Latin words spell words of another script: what `agreement` says of one pair, of many pairs at once."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.hashing import Hashes, Ints
from screening.matching.lexemes import Letters
from screening.names import Part, Token, agreement, parts_of

_Bools = NDArray[np.bool_]

_LETTERS, _NO_LETTER, _NONE_LEFT = 26, 26, 27
"""Columns of a letter: that of "a" is 0; that of a sign which is none; and that which stands behind the last letter of a reading."""

_FIRST = ord("a")
_VOWELS = tuple(ord(vowel) - _FIRST for vowel in "aeiou")
_MOST_LETTERS = 48
"""A longer word is looked at by itself, so that its places and those of a reading's letters fit into the bits of one number."""

_AT_ONCE = 1 << 16
_ONE_BIT = np.int64(1)
_ONE, _EVERYWHERE = np.uint64(1), np.uint64((1 << 64) - 1)


def spells(written: Sequence[Token], latin: Callable[[Ints], Letters], ours: Ints, theirs: Ints) -> _Bools:
    """For pairs, by number, of a word written in another script and a word that is not, of which `latin` tells the letters: may the second spell the first?"""
    found = np.zeros(len(ours), dtype=bool)
    if not len(ours):
        return found
    numbers, ours = np.unique(ours, return_inverse=True)
    words = _Words.of([written[number].written for number in numbers.tolist()])
    places, theirs = np.unique(theirs, return_inverse=True)
    spelled = latin(places).texts.tolist()
    texts = _Latin.of(spelled)
    pairs = _possible(words, texts, ours, theirs)
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        found[some] = _read(words, texts, ours[some], theirs[some])
    long = np.flatnonzero(texts.lengths[theirs] > _MOST_LETTERS)
    found[long] = [
        agreement(written[numbers[mine]].written, spelled[other]) > 0
        for mine, other in zip(ours[long].tolist(), theirs[long].tolist(), strict=True)
    ]
    return found


class _Words(NamedTuple):
    # Words as rows of parts, parts as rows of readings, readings as rows of letters; of each word, what all its spellings have in common.
    lengths: Ints
    starts: Ints
    parts: Ints
    part_lengths: Ints
    part_starts: Ints
    readings: Ints
    letters: Ints
    reading_lengths: Hashes
    shortest: Ints
    longest: Ints
    known: Ints
    needed: Ints
    firsts: Ints
    lasts: Ints

    @classmethod
    def of(cls, written: Sequence[str]) -> "_Words":
        words = [parts_of(word) for word in written]
        numbers: dict[Part, int] = {}
        parts = np.array(
            [numbers.setdefault(part, len(numbers)) for word in words for part in word], np.int64
        )
        readings: dict[str, int] = {}
        rows = [readings.setdefault(each, len(readings)) for part in numbers for each in part]
        lengths = _lengths(words)
        longest = np.array([max(map(len, part)) for part in numbers], np.int64)
        # A part may share its first consonant with the part before it.
        shortest = np.array([max(0, min(map(len, part)) - 1) for part in numbers], np.int64)
        known = np.array([_bits(set().union(*part)) for part in numbers], np.int64)
        needed = np.array([_bits(set(part[0]).intersection(*part[1:])) for part in numbers], np.int64)
        starts, part_lengths = _starts(lengths), _lengths(list(numbers))
        return cls(
            lengths,
            starts,
            parts,
            part_lengths,
            _starts(part_lengths),
            np.array(rows, np.int64),
            _letters(list(readings)),
            _lengths(list(readings)).astype(np.uint64),
            _by_row(np.add, shortest[parts], starts, lengths),
            _by_row(np.add, longest[parts], starts, lengths),
            _by_row(np.bitwise_or, known[parts], starts, lengths),
            _by_row(np.bitwise_or, needed[parts], starts, lengths),
            np.array([_outermost(word, 0) for word in words], np.int64),
            np.array([_outermost(word[::-1], -1) for word in words], np.int64),
        )


class _Latin(NamedTuple):
    # Folded words with their doubled consonants once: letters as bits, and as bits where each letter stands.
    lengths: Ints
    letters: Ints
    firsts: Ints
    lasts: Ints
    places: Hashes

    @classmethod
    def of(cls, texts: Sequence[str]) -> "_Latin":
        columns = np.frombuffer("".join(texts).encode("ascii"), np.uint8).astype(np.int64) - _FIRST
        lengths = _lengths(texts)
        rows = np.repeat(np.arange(len(texts)), lengths)
        doubled = np.zeros(len(columns), dtype=bool)
        doubled[1:] = (columns[1:] == columns[:-1]) & (rows[1:] == rows[:-1])
        once = ~doubled | np.isin(columns, _VOWELS)
        columns, rows = columns[once], rows[once]
        lengths = np.bincount(rows, minlength=len(texts))
        places = np.zeros((len(texts), _NONE_LEFT + 1), dtype=np.uint64)
        # What stands behind a reading is everywhere.
        places[:, _NONE_LEFT] = _EVERYWHERE
        at = np.arange(len(columns)) - np.repeat(_starts(lengths), lengths)
        known = (columns >= 0) & (at < _MOST_LETTERS)
        np.bitwise_or.at(places, (rows[known], columns[known]), _ONE << at[known].astype(np.uint64))
        letters = ((places[:, :_LETTERS] > 0) << np.arange(_LETTERS)).sum(axis=1)
        letter = _ONE_BIT << np.where(columns >= 0, columns, _NO_LETTER)
        starts = _starts(lengths)
        return cls(lengths, letters, letter[starts], letter[starts + lengths - 1], places)


def _possible(words: _Words, latin: _Latin, ours: Ints, theirs: Ints) -> Ints:
    lengths = latin.lengths[theirs]
    possible = (words.lengths[ours] > 0) & (lengths <= np.minimum(words.longest[ours], _MOST_LETTERS))
    letters = latin.letters[theirs]
    possible &= (lengths >= words.shortest[ours]) & (letters & ~words.known[ours] == 0)
    possible &= words.needed[ours] & ~letters == 0
    possible &= (latin.firsts[theirs] & words.firsts[ours] > 0) & (
        latin.lasts[theirs] & words.lasts[ours] > 0
    )
    return np.flatnonzero(possible)


def _read(words: _Words, latin: _Latin, ours: Ints, theirs: Ints) -> _Bools:
    found = np.zeros(len(ours), dtype=bool)
    # As bits, the places up to which each Latin word is read so far; a pair without any is left behind.
    pairs, read = np.arange(len(ours)), np.ones(len(ours), dtype=np.uint64)
    step = 0
    while len(pairs):
        mine, other = ours[pairs], theirs[pairs]
        read = _read_on(words, latin, words.parts[words.starts[mine] + step], other, read)
        step += 1
        done = words.lengths[mine] == step
        found[pairs[done]] = (read[done] >> latin.lengths[other[done]].astype(np.uint64)) & _ONE > 0
        going = ~done & (read > 0)
        pairs, read = pairs[going], read[going]
    return found


def _read_on(words: _Words, latin: _Latin, parts: Ints, texts: Ints, read: Hashes) -> Hashes:
    # The places that one more part of each word leads to.
    counts = words.part_lengths[parts]
    firsts = _starts(counts)
    pairs = np.repeat(np.arange(len(parts)), counts)
    readings = words.readings[np.arange(len(pairs)) + (words.part_starts[parts] - firsts)[pairs]]
    letters, spelled, read = words.letters[readings], texts[pairs], read[pairs]
    # Where all letters of a reading but the first stand, from the last one of the longest reading on.
    rest = np.full(len(pairs), _EVERYWHERE)
    first, lengths = letters[:, 0], words.reading_lengths[readings]
    for column in range(letters.shape[1] - 1, 0, -1):
        long = np.flatnonzero(lengths > column)
        rest[long] = latin.places[spelled[long], letters[long, column]] & (rest[long] >> _ONE)
    own = latin.places[spelled, first]
    reached: Hashes = (read & own & (rest >> _ONE)) << lengths
    # A reading that starts with the consonant just read may share it.
    shares = np.flatnonzero((first < _LETTERS) & ~np.isin(first, _VOWELS))
    reached[shares] |= (read & (own << _ONE) & rest)[shares] << (lengths[shares] - _ONE)
    found: Hashes = np.bitwise_or.reduceat(reached, firsts)
    return found


def _lengths(rows: Sequence[Sequence[object]]) -> Ints:
    return np.fromiter(map(len, rows), np.int64, len(rows))


def _starts(lengths: Ints) -> Ints:
    starts: Ints = np.cumsum(lengths) - lengths
    return starts


def _by_row(combine: np.ufunc, cells: Ints, starts: Ints, lengths: Ints) -> Ints:
    rows = np.zeros(len(lengths), np.int64)
    if len(cells):
        rows[lengths > 0] = combine.reduceat(cells, starts[lengths > 0])
    return rows


def _letters(readings: Sequence[str]) -> Ints:
    letters = np.full((len(readings), max([1, *map(len, readings)])), _NONE_LEFT, np.int64)
    for row, reading in zip(letters, readings, strict=True):
        row[: len(reading)] = [_column(letter) for letter in reading]
    return letters


def _outermost(parts: Sequence[Part], end: int) -> int:
    # The letters, as bits, that a word may begin with, or end with where its parts are turned round: those of its first part, and of the next one where that may be silent.
    letters: set[str] = set()
    for part in parts:
        letters.update(each[end] for each in part if each)
        if "" not in part:
            break
    return _bits(letters)


def _column(letter: str) -> int:
    return ord(letter) - _FIRST if "a" <= letter <= "z" else _NO_LETTER


def _bits(letters: set[str]) -> int:
    return sum(1 << _column(letter) for letter in letters)
