"""Which listed names are worth scoring: a sparse product of word similarities, cut by an upper bound of the score."""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from screening.matching.alignment import (
    ADDED_COUNTRY,
    CHANCE,
    CONTRADICTION,
    MISSPELLING,
    OMISSION,
    SHORT_WEIGHT,
)
from screening.matching.ceiling import Partners, Reach, contradicting_weight
from screening.matching.join import WordIndex
from screening.matching.profile import Profile, adjacent, has_short_word, may_join, spelled_together
from screening.matching.similarity import JOINED, SAME
from screening.matching.weights import COUNTRY, FULL, INITIAL, omitted_weight
from screening.names import Token, TokenKind

_CHUNK = 4096
_SLACK = 1e-6
_COVERED = 32
"""The bit from which a product holds the weight covered; below it stands the weight that agrees."""

_INITIAL = TokenKind.INITIAL
_Rows = NDArray[np.int64]


class _Words:
    # Distinct words in order of appearance.

    def __init__(self) -> None:
        self.numbers: dict[Token, int] = {}
        self.tokens: list[Token] = []
        self.weights: list[int] = []
        self.omissible: list[int] = []
        self.contradicting: list[int] = []

    def numbered(self, name: Profile) -> list[int]:
        """The words of weight but initials, in order."""
        own = []
        numbers = self.numbers
        for token, weight in zip(name.tokens, name.weights, strict=True):
            if weight and token.kind is not _INITIAL:
                number = numbers.get(token)
                own.append(self._add(token, weight) if number is None else number)
        return own

    def _add(self, token: Token, weight: int) -> int:
        number = self.numbers[token] = len(self.tokens)
        self.tokens.append(token)
        self.weights.append(weight)
        self.omissible.append(omitted_weight(token, weight))
        self.contradicting.append(contradicting_weight(token.kind, weight))
        return number


class CandidateIndex:
    """Listed names as sparse columns of words and of joined adjacent words."""

    def __init__(self, names: Sequence[Profile]) -> None:
        self._names = tuple(names)
        words = _Words()
        self._words = [words.numbered(name) for name in names]
        rows = list(chain.from_iterable(self._words))
        columns = [column for column, own in enumerate(self._words) for _ in own]
        self._weights = words.weights
        self._reach = Reach(words.weights, words.omissible, words.contradicting)
        self._index = WordIndex(words.tokens)
        self._texts: dict[str, list[int]] = {}
        for number, token in enumerate(words.tokens):
            self._texts.setdefault(token.text, []).append(number)
            if token.sound != token.text:
                self._texts.setdefault(token.sound, []).append(number)
        self._beginnings = {text[:end] for text in self._texts for end in range(1, len(text))}
        self._endings = {text[start:] for text in self._texts for start in range(1, len(text))}
        self._runs: dict[str, int] = {}
        self._run_weights: list[int] = []
        for column, name in enumerate(names):
            for text, run in name.runs.items():
                number = self._runs.setdefault(text, len(self._runs))
                if number == len(self._run_weights):
                    self._run_weights.append(run.weight)
                self._run_weights[number] = max(self._run_weights[number], run.weight)
                rows.append(len(words.tokens) + number)
                columns.append(column)
        self._height = len(words.tokens) + len(self._runs)
        self._matrix = _matrix(rows, columns, [1] * len(rows), (self._height, len(names)))
        self._totals = np.array([name.total for name in names], dtype=np.int64)
        self._forgiven = np.array([name.forgiven for name in names], dtype=np.int64)
        self._short = np.array([has_short_word(name) for name in names], dtype=bool)
        self._initials = np.array([name.initials for name in names], dtype=np.int64)
        self._has_initials = self._initials > 0

    def candidates(self, queries: Sequence[Profile], lowest: float) -> Iterator[tuple[int, list[int]]]:
        """For each query, in order: its number and the listed names that could score `lowest` (0–100) or more, ascending.

        A pair is found or not by itself: other names, listed or queried, have no part in it.
        """
        words = _Words()
        numbers = [words.numbered(query) for query in queries]
        partners = self._partners(words)
        alike = self._alike(words, partners)
        for start in range(0, len(queries), _CHUNK):
            chunk = queries[start : start + _CHUNK]
            products = self._products(chunk, numbers[start : start + _CHUNK], alike)
            for number, found in self._promising(products, chunk, lowest):
                query = queries[start + number]
                ours = [
                    (
                        words.weights[word],
                        words.omissible[word],
                        words.contradicting[word],
                        partners[word],
                    )
                    for word in numbers[start + number]
                ]
                joins = query if self._joins(query) else None
                within = [
                    name
                    for name in found.tolist()
                    if self._reach.may_score(
                        ours, self._words[name], (query.initials, self._names[name].initials), lowest
                    )
                    or (joins and may_join(joins, self._names[name]))
                ]
                if within:
                    yield start + number, within

    def _joins(self, query: Profile) -> bool:
        # Is one of our words a run of words somewhere in the list, or a run of ours one of its words?
        if any(token.text in self._runs or token.sound in self._runs for token in query.tokens):
            return True
        return any(True for _ in self._spelled_by_runs(query.tokens))

    def _partners(self, words: _Words) -> list[dict[int, int]]:
        # For each query word the listed words that are alike, with their similarity.
        partners: list[dict[int, int]] = [{} for _ in words.tokens]
        for number, index, alike in self._index.join(words.tokens):
            partners[number][index] = alike
        return partners

    def _alike(self, words: _Words, partners: Sequence[Partners]) -> sparse.csr_matrix:
        # Query word x (listed word | run of listed words): what the pair can add to a score.
        rows: list[int] = []
        columns: list[int] = []
        values: list[int] = []
        for number, own in enumerate(partners):
            for index, alike in own.items():
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

    def _products(
        self, queries: Sequence[Profile], numbers: Sequence[Sequence[int]], alike: sparse.csr_matrix
    ) -> sparse.csr_matrix:
        # Queries x listed names: the most weight that can be covered and agree (initials aside).
        columns = list(chain.from_iterable(numbers))
        rows = np.repeat(np.arange(len(queries)), [len(own) for own in numbers])
        joined: tuple[list[int], list[int], list[int]] = ([], [], [])
        for row, query in enumerate(queries):
            for places, found in self._spelled_by_runs(query.tokens):
                weight = sum(query.weights[place] for place in places)
                for index in found:
                    joined[0].append(row)
                    joined[1].append(index)
                    joined[2].append(_lift(JOINED, weight, self._weights[index]))
        lifts = _matrix(rows, columns, [1] * len(rows), (len(queries), alike.shape[0])) @ alike
        if joined[0]:
            lifts = lifts + _matrix(*joined, lifts.shape)
        return (lifts @ self._matrix).tocsr()

    def _spelled_by_runs(self, tokens: tuple[Token, ...]) -> Iterator[tuple[tuple[int, ...], list[int]]]:
        # Places of our words that are written as one in the list, with the listed words.
        starts = {
            place
            for place, token in enumerate(tokens)
            if token.text in self._beginnings or token.sound in self._beginnings
        }
        if not starts:
            return
        for places in adjacent(len(tokens)):
            if places[0] in starts and self._ends_a_word(tokens[places[-1]]):
                text, sound = spelled_together(tokens, places)
                found = self._texts.get(text) or self._texts.get(sound)
                if found:
                    yield places, found

    def _ends_a_word(self, token: Token) -> bool:
        return token.text in self._endings or token.sound in self._endings

    def _promising(
        self, products: sparse.csr_matrix, queries: Sequence[Profile], lowest: float
    ) -> Iterator[tuple[int, _Rows]]:
        # The score that a pair would have if every similar word found its partner: never below its true score.
        totals = np.array([query.total for query in queries], dtype=np.int64)
        initials = np.array([query.initials for query in queries], dtype=np.int64)
        countries = np.array([query.countries for query in queries], dtype=np.int64)
        # What may be left over at little cost is not counted in the bound.
        counted = totals - np.array([query.forgiven for query in queries], dtype=np.int64)
        counted -= countries * (COUNTRY - ADDED_COUNTRY)
        short = np.array([has_short_word(query) for query in queries], dtype=bool)
        row, column, products_data = self._sifted(products, counted - SHORT_WEIGHT * short, initials, lowest)
        # An initial agrees with its own weight at most, and the word that it stands for then weighs no more.
        stand_ins = (initials[row] + self._initials[column]) * INITIAL
        # Two short words may be a slip of one another, where two words agree without them.
        stand_ins += SHORT_WEIGHT * (short[row] & self._short[column])
        ours = counted[row] - self._initials[column] * (FULL - INITIAL)
        theirs = (self._totals - self._forgiven)[column] - initials[row] * (FULL - INITIAL)
        lesser, greater = np.minimum(ours, theirs), np.maximum(ours, theirs)
        most = np.maximum(totals[row], self._totals[column])
        agreeing = np.minimum(most, (products_data & ((1 << _COVERED) - 1)) / SAME + stand_ins)
        covered = np.minimum(most, (products_data >> _COVERED) / SAME + stand_ins)
        against = np.maximum(
            _against(MISSPELLING, lesser - agreeing, greater - agreeing),
            _against(CONTRADICTION, lesser - covered, greater - covered) + CHANCE * (greater > covered),
        )
        keep = 100 * agreeing >= lowest * (agreeing + against) - _SLACK
        row, column = row[keep], column[keep].astype(np.int64)
        ends = np.searchsorted(row, np.arange(len(queries) + 1))
        for number in np.flatnonzero(np.diff(ends)).tolist():
            yield number, np.sort(column[ends[number] : ends[number + 1]])

    def _sifted(
        self, products: sparse.csr_matrix, counted: _Rows, initials: _Rows, lowest: float
    ) -> tuple[_Rows, _Rows, _Rows]:
        # A coarse sieve for the millions of pairs that share an ordinary word: this share of our own name has to agree.
        needed = lowest / 100
        share = needed * OMISSION / (1 - needed + needed * OMISSION)
        least = share * counted - initials * INITIAL - 1
        row = np.repeat(np.arange(products.shape[0]), np.diff(products.indptr))
        agreeing = products.data & ((1 << _COVERED) - 1)
        keep = (agreeing >= (SAME * least)[row]) | self._has_initials[products.indices]
        return row[keep], products.indices[keep], products.data[keep]


def _against(cost: float, lesser: NDArray[np.float64], greater: NDArray[np.float64]) -> NDArray[np.float64]:
    both, either = np.maximum(0, lesser), np.maximum(0, greater)
    against: NDArray[np.float64] = cost * both + OMISSION * (either - both)
    return against


def _lift(alike: int, ours: int, theirs: int) -> int:
    # Two sums in one number, so that one product adds up both: the weight covered, and the weight that agrees, in hundredths.
    # A pair shares the lesser of two weights and drops the rest of the greater: similarity x lesser + difference.
    lesser, difference = min(ours, theirs), abs(ours - theirs)
    return ((lesser + difference) * SAME << _COVERED) + alike * lesser + SAME * difference


def _matrix(
    rows: Sequence[int] | _Rows, columns: Sequence[int], values: Sequence[int], shape: tuple[int, int]
) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.array(values, dtype=np.int64), (rows, columns)), shape=shape)
