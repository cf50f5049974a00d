"""Which listed names are worth scoring: a sparse product of word similarities, cut by an upper bound of the score."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from screening.matching.batch import Batch
from screening.matching.beginnings import begun
from screening.matching.beside import Alike, Words
from screening.matching.ceiling import Joined, may_score
from screening.matching.columns import Columns, columns_of
from screening.matching.hashing import HashTable, Ints, distinct
from screening.matching.join import WordIndex
from screening.matching.lexemes import Lexemes
from screening.matching.likeness import Likenesses
from screening.matching.ordinary import set_aside
from screening.matching.runs import runs_of
from screening.matching.sieve import Listed, counted, lift, most_covered, promising
from screening.matching.similarity import JOINED
from screening.matching.threads import Threads
from screening.model import PartyKind

_AT_ONCE = 1 << 19
"""Pairs of names that share a word, weighed at once: so many stay close to the processor."""


class CandidateIndex:
    """Listed names as sparse columns of words and of joined adjacent words."""

    def __init__(self, columns: Columns, threads: Threads) -> None:
        self._columns, self._threads = columns, threads
        self._words = len(columns.carried.weights)
        self._index = WordIndex(Lexemes(columns.spelled, columns.spelled_starts), columns.tables)
        self._runs = HashTable(columns.run_hashes, np.arange(len(columns.run_hashes), dtype=np.int32))
        self._beginnings = HashTable(columns.beginning_hashes, columns.beginning_names)
        self._names = Words(
            columns.name_weights,
            columns.name_starts,
            columns.name_words,
            columns.name_hung,
            columns.carried,
            columns.name_formed,
        )
        self._listed = Listed(
            columns.name_weights, columns.name_omissible, columns.name_initials, columns.name_short
        )
        self._likenesses: Likenesses | None = None
        ones = np.ones(max(len(columns.plain.names), len(columns.initialled.names)), dtype=np.int64)
        shape = (self._words + len(columns.run_hashes), columns.names)
        self._plain, self._initialled = (
            sparse.csr_matrix((ones[: len(names)], names, starts), shape=shape)
            for starts, names in (columns.plain, columns.initialled)
        )

    @classmethod
    def of(cls, names: Sequence[tuple[str, PartyKind]], threads: int | None = None) -> "CandidateIndex":
        """The index of listed names, each with the kind of its party."""
        return cls(columns_of(names), Threads(threads))

    def candidates(self, queries: Batch, lowest: float) -> Iterator[tuple[int, list[int]]]:
        """For each query that has any, in order: its number and the listed names that could score `lowest` (0–100) or more, ascending.

        A pair is found or not by itself: other names, listed or queried, have no part in it.
        """
        starts, words = queries.weighty
        names = Words(
            queries.weights,
            starts,
            words,
            queries.hung,
            queries.carried,
            queries.organizations,
            queries.excused,
        )
        alike, likely, joining = self._likely(queries, lowest)
        every = _Linked.of(queries, np.ones(len(words), dtype=bool))
        named = _filled(likely, np.diff(self._plain.indptr))
        count, cost = len(queries.numbers), counted(queries)
        aside, ordinary = set_aside(
            queries, cost, named[:count], most_covered(likely)[:count], named[count:], lowest
        )
        telling = _Linked.of(queries, ~aside)
        parts = ((self._plain, telling, ordinary), (self._initialled, every, None))
        sharing = telling.total(named) + every.total(_filled(likely, np.diff(self._initialled.indptr)))

        def reaching(chunk: slice) -> tuple[Ints, Ints]:
            found = []
            for postings, linked, left_out in parts:
                products = linked.rows(likely, chunk) @ postings
                ours, theirs = promising(products, queries, cost, chunk, self._listed, left_out, lowest)
                joins = _cells(every.rows(joining, chunk) @ postings, ours - chunk.start, theirs)
                found.append((ours, theirs, joins))
            ours, theirs, joins = (np.concatenate(each) for each in zip(*found, strict=True))
            kept = may_score(names, self._names, (ours, theirs), alike, Joined.of(joins), lowest)
            return ours[kept], theirs[kept]

        for ours, theirs in self._threads.map(reaching, _stretches(sharing)):
            yield from _grouped(ours, theirs)

    def cut(self, queries: Batch) -> dict[int, list[int]]:
        """By number of a query that a narrow column may have cut off, the listed names that begin as it does, ascending."""
        return begun(queries, self._beginnings)

    def _likely(self, queries: Batch, lowest: float) -> tuple[Alike, sparse.csr_matrix, sparse.csr_matrix]:
        # (Query word, or else query by its runs) x (listed word, or else listed run): what the pair can add to a score; and where they are joined.
        if self._likenesses is None or self._likenesses.vocabulary is not queries.vocabulary:
            self._likenesses = Likenesses(queries.vocabulary, self._index, self._runs)
        words, listed, alike, spelling, runs = self._likenesses.of(queries.numbers)
        names, run_weights, spelled = self._spelled_by_runs(queries)
        ours, theirs = queries.carried.weights, self._columns.carried.weights
        joined = (
            np.concatenate([spelling, len(queries.numbers) + names]),
            np.concatenate([self._words + runs, spelled]),
            np.concatenate([ours[spelling], run_weights]),
            np.concatenate([self._columns.run_weights[runs], theirs[spelled]]),
        )
        rows, columns, weights, listed_weights = joined
        lifts = np.concatenate(
            [
                lift(alike, ours[words], theirs[listed], lowest),
                lift(JOINED, weights, listed_weights, lowest),
            ]
        )
        shape = (len(queries.numbers) + len(queries), self._plain.shape[0])
        return (
            Alike.of(words * self._words + listed, alike),
            _matrix(np.concatenate([words, rows]), np.concatenate([listed, columns]), lifts, shape),
            _matrix(rows, columns, Joined.cells(weights, listed_weights), shape),
        )

    def _spelled_by_runs(self, queries: Batch) -> tuple[Ints, Ints, Ints]:
        # Queries, the weight of a run of their words, and the listed word that it spells.
        runs = runs_of(queries)
        places, words = self._index.texts.find(np.concatenate([runs.texts, runs.sounds]))
        width = max(1, self._words)
        pairs = distinct(places % max(1, len(runs.names)) * width + words)
        run, words = np.divmod(pairs, width)
        return runs.names[run], runs.weights[run], words


def _stretches(sharing: Ints) -> Iterator[slice]:
    # The batch in parts of about as many pairs, each from a query up to another.
    start = done = 0
    while start < len(sharing):
        end = max(start + 1, int(np.searchsorted(sharing, done + _AT_ONCE, side="right")))
        yield slice(start, end)
        start, done = end, int(sharing[end - 1])


def _matrix(rows: Ints, columns: Ints, values: Ints, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((values, (rows, columns)), shape=shape)


class _Linked(NamedTuple):
    # The rows of a matrix that belong to each query, those of its words and the one of its runs: of query n those from starts[n] on.
    places: Ints
    starts: Ints

    @classmethod
    def of(cls, queries: Batch, chosen: NDArray[np.bool_]) -> "_Linked":
        starts, words = queries.weighty
        counts = np.concatenate([[0], np.cumsum(chosen)])[starts]
        runs = len(queries.numbers) + np.arange(len(queries))
        return cls(np.insert(words[chosen], counts[1:], runs), counts + np.arange(len(starts)))

    def total(self, values: Ints) -> Ints:
        # By query, what the values of its rows and of those of the queries before it come to.
        sums: Ints = np.cumsum(values[self.places])[self.starts[1:] - 1]
        return sums

    def rows(self, matrix: sparse.csr_matrix, chunk: slice) -> sparse.csr_matrix:
        # The rows of each query of the chunk written as one: what stands there twice is summed in a product.
        starts = self.starts[chunk.start : chunk.stop + 1]
        chosen = matrix[self.places[starts[0] : starts[-1]]]
        ends = chosen.indptr[starts - starts[0]]
        return sparse.csr_matrix(
            (chosen.data, chosen.indices, ends), shape=(len(starts) - 1, matrix.shape[1])
        )


def _filled(matrix: sparse.csr_matrix, values: Ints) -> Ints:
    # By row, the sum of the values of the columns that are not empty.
    sums = np.zeros(len(matrix.indices) + 1, dtype=np.int64)
    np.cumsum(values[matrix.indices], out=sums[1:])
    filled: Ints = sums[matrix.indptr[1:]] - sums[matrix.indptr[:-1]]
    return filled


def _cells(matrix: sparse.csr_matrix, rows: Ints, columns: Ints) -> Ints:
    # What stands in the cells (row, column), 0 in those that are empty.
    if not matrix.nnz:
        return np.zeros(len(rows), dtype=np.int64)
    matrix.sort_indices()
    width = matrix.shape[1]
    filled = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)) * width + matrix.indices
    sought = rows * width + columns
    places = np.minimum(np.searchsorted(filled, sought), len(filled) - 1)
    found: Ints = np.where(filled[places] == sought, matrix.data[places], 0)
    return found


def _grouped(rows: Ints, columns: Ints) -> Iterator[tuple[int, list[int]]]:
    order = np.lexsort((columns, rows))
    numbers, heads = np.unique(rows[order], return_index=True)
    groups = np.split(columns[order], heads[1:])
    for number, group in zip(numbers.tolist(), groups, strict=False):
        yield number, group.tolist()
