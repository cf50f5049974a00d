"""Which listed names are worth scoring: a sparse product of word similarities, cut by an upper bound of the score."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from screening.matching.alignment import CONTRADICTION, MISSPELLING, OMISSION
from screening.matching.join import WordIndex
from screening.matching.profile import Profile
from screening.matching.similarity import JOINED, SAME
from screening.matching.weights import FULL
from screening.names import Token, TokenKind

_CHUNK = 4096
_SLACK = 1e-6
_Rows = NDArray[np.int64]


_Key = tuple[str, str, bool]


def _key(token: Token) -> _Key:
    # A word or a number: what its weight and its similarities depend on, and cheap to hash.
    return token.text, token.canon, token.kind is TokenKind.NUMBER


class _Words:
    # Distinct words in order of appearance.

    def __init__(self) -> None:
        self.numbers: dict[_Key, int] = {}
        self.tokens: list[Token] = []
        self.weights: list[int] = []

    def number(self, token: Token, weight: int) -> int:
        key = _key(token)
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.tokens)
            self.tokens.append(token)
            self.weights.append(weight)
        return number


class CandidateIndex:
    """Listed names as sparse columns of words and of joined adjacent words."""

    def __init__(self, names: Sequence[Profile]) -> None:
        self._names = len(names)
        words = _Words()
        columns: list[int] = []
        rows: list[int] = []
        for column, name in enumerate(names):
            for token, weight in zip(name.tokens, name.weights, strict=True):
                if weight and token.kind is not TokenKind.INITIAL:
                    rows.append(words.number(token, weight))
                    columns.append(column)
        self._weights = words.weights
        self._index = WordIndex(words.tokens)
        self._texts: dict[str, list[int]] = {}
        for number, token in enumerate(words.tokens):
            self._texts.setdefault(token.text, []).append(number)
            if token.sound != token.text:
                self._texts.setdefault(token.sound, []).append(number)
        self._runs: dict[str, int] = {}
        self._run_weights: list[int] = []
        for column, name in enumerate(names):
            for run in name.runs():
                weight = sum(name.weights[run.start : run.end])
                for text in sorted({run.text, run.sound}):
                    number = self._runs.setdefault(text, len(self._runs))
                    if number == len(self._run_weights):
                        self._run_weights.append(weight)
                    self._run_weights[number] = max(self._run_weights[number], weight)
                    rows.append(len(words.tokens) + number)
                    columns.append(column)
        self._height = len(words.tokens) + len(self._runs)
        self._matrix = _matrix(rows, columns, [1] * len(rows), (self._height, self._names))
        self._totals = np.array([name.total for name in names], dtype=np.int64)
        self._initials = np.array([name.initials for name in names], dtype=np.int64)

    def candidates(self, queries: Sequence[Profile], lowest: float) -> Iterator[tuple[int, _Rows]]:
        """For each query, in order: its number and the listed names that could score `lowest` (0–100) or more, ascending.

        A pair is found or not by itself: other names, listed or queried, have no part in it.
        """
        words = _Words()
        for query in queries:
            for token, weight in zip(query.tokens, query.weights, strict=True):
                if weight and token.kind is not TokenKind.INITIAL:
                    words.number(token, weight)
        alike = self._alike(words)
        for start in range(0, len(queries), _CHUNK):
            chunk = queries[start : start + _CHUNK]
            agreeing, rest = self._chunk(chunk, words, alike, lowest)
            totals = np.array([query.total for query in chunk], dtype=np.int64)
            for number, found in self._promising(agreeing, rest, totals, lowest):
                yield start + number, found

    def _alike(self, words: _Words) -> sparse.csr_matrix:
        # Query word x (listed word | run of listed words): in hundredths, the most that the pair can lift a score by.
        # A pair shares the lesser of two weights and drops the rest of the greater, hence similarity x lesser + difference.
        rows: list[int] = []
        columns: list[int] = []
        values: list[int] = []
        for number, index, alike in self._index.join(words.tokens):
            rows.append(number)
            columns.append(index)
            values.append(_lift(alike, words.weights[number], self._weights[index]))
        for number, token in enumerate(words.tokens):
            runs = {self._runs.get(token.text), self._runs.get(token.sound)}
            for run in sorted(run for run in runs if run is not None):
                rows.append(number)
                columns.append(len(self._weights) + run)
                values.append(_lift(JOINED, words.weights[number], self._run_weights[run]))
        return _matrix(rows, columns, values, (len(words.tokens), self._height))

    def _chunk(
        self, queries: Sequence[Profile], words: _Words, alike: sparse.csr_matrix, lowest: float
    ) -> tuple[sparse.csr_matrix, _Rows]:
        # Weight that agrees by the words looked up (queries x listed names), and the most that the others can add.
        share = _needed_share(lowest)
        most = _row_maxima(alike)
        rows: list[int] = []
        columns: list[int] = []
        rest = np.zeros(len(queries), dtype=np.int64)
        joined: tuple[list[int], list[int], list[int]] = ([], [], [])
        for row, query in enumerate(queries):
            saved = 0
            for run in query.runs():
                weight = sum(query.weights[run.start : run.end])
                for index in self._texts.get(run.text) or self._texts.get(run.sound) or ():
                    joined[0].append(row)
                    joined[1].append(index)
                    joined[2].append(_lift(JOINED, weight, self._weights[index]))
                    saved = max(saved, weight)
            spare = 0.0 if query.initials or saved else share * query.total * SAME
            rest[row] = query.initials * FULL * SAME
            looked_up = [
                (words.weights[number] * SAME, number)
                for number in map(words.numbers.get, map(_key, query.tokens))
                if number is not None
            ]
            skipped = 0
            for weight, number in sorted(looked_up):
                if skipped + weight < spare:
                    skipped += weight
                    rest[row] += most[number]
                elif most[number]:
                    rows.append(row)
                    columns.append(number)
        heavy = _matrix(rows, columns, [1] * len(rows), (len(queries), len(words.tokens))) @ alike
        if joined[0]:
            heavy = heavy + _matrix(*joined, heavy.shape)
        return (heavy @ self._matrix).tocsr(), rest

    def _promising(
        self, agreeing: sparse.csr_matrix, rest: _Rows, totals: _Rows, lowest: float
    ) -> Iterator[tuple[int, _Rows]]:
        row = np.repeat(np.arange(agreeing.shape[0]), np.diff(agreeing.indptr))
        column = agreeing.indices
        matched = (agreeing.data + rest[row]) / SAME + self._initials[column] * FULL
        ours, theirs = totals[row], self._totals[column]
        matched = np.minimum(matched, np.maximum(ours, theirs))
        lesser = np.maximum(0, np.minimum(ours, theirs) - matched)
        greater = np.maximum(ours, theirs) - matched
        against = min(CONTRADICTION, MISSPELLING) * lesser + OMISSION * (greater - lesser)
        keep = 100 * matched >= lowest * (matched + against) - _SLACK
        row, column = row[keep], column[keep].astype(np.int64)
        ends = np.searchsorted(row, np.arange(agreeing.shape[0] + 1))
        for number in np.flatnonzero(np.diff(ends)).tolist():
            yield number, np.sort(column[ends[number] : ends[number + 1]])


def _lift(alike: int, ours: int, theirs: int) -> int:
    return alike * min(ours, theirs) + SAME * abs(ours - theirs)


def _needed_share(lowest: float) -> float:
    # Names reach `lowest` only with this share of a name's weight agreeing: its lightest words below that need no look-up.
    needed = max(1e-9, lowest / 100)
    return 0.999 * needed * OMISSION / (1 - needed + needed * OMISSION)


def _row_maxima(matrix: sparse.csr_matrix) -> list[int]:
    return [
        int(matrix.data[start:end].max()) if end > start else 0
        for start, end in pairwise(matrix.indptr.tolist())
    ]


def _matrix(
    rows: Sequence[int], columns: Sequence[int], values: Sequence[int], shape: tuple[int, int]
) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.array(values, dtype=np.int64), (rows, columns)), shape=shape)
