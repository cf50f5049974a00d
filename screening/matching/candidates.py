"""Which listed names are worth scoring: a sparse product of word similarities, cut by an upper bound of the score."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from screening.matching.batch import Batch
from screening.matching.beginnings import begun
from screening.matching.ceiling import Alike, Joined, Words, may_score
from screening.matching.columns import Columns, columns_of
from screening.matching.hashing import HashTable, Ints
from screening.matching.join import WordIndex
from screening.matching.lexemes import Lexemes
from screening.matching.likeness import Likenesses
from screening.matching.runs import runs_of
from screening.matching.sieve import Listed, lift, promising
from screening.matching.similarity import JOINED
from screening.model import PartyKind

_AT_ONCE = 1 << 20
"""Pairs of names that share a word, weighed at once: so many stay close to the processor."""


class CandidateIndex:
    """Listed names as sparse columns of words and of joined adjacent words."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._words = len(columns.carried.weights)
        self._index = WordIndex(Lexemes(columns.spelled, columns.spelled_starts), columns.tables)
        self._runs = HashTable(columns.run_hashes, np.arange(len(columns.run_hashes), dtype=np.int32))
        self._beginnings = HashTable(columns.beginning_hashes, columns.beginning_names)
        self._names = Words(
            columns.name_weights, columns.name_starts, columns.name_words, columns.name_hung, columns.carried
        )
        self._listed = Listed(
            columns.name_weights, columns.name_omissible, columns.name_initials, columns.name_short
        )
        self._likenesses: Likenesses | None = None
        height = self._words + len(columns.run_hashes)
        ones = np.ones(len(columns.postings), dtype=np.int64)
        self._postings = sparse.csr_matrix(
            (ones, columns.postings, columns.posting_starts), shape=(height, columns.names)
        )

    @classmethod
    def of(cls, names: Sequence[tuple[str, PartyKind]]) -> "CandidateIndex":
        """The index of listed names, each with the kind of its party."""
        return cls(columns_of(names))

    def candidates(self, queries: Batch, lowest: float) -> Iterator[tuple[int, list[int]]]:
        """For each query that has any, in order: its number and the listed names that could score `lowest` (0–100) or more, ascending.

        A pair is found or not by itself: other names, listed or queried, have no part in it.
        """
        starts, words = queries.weighty
        names = Words(queries.weights, starts, words, queries.hung, queries.carried)
        alike, likely, joining = self._likely(queries, lowest)
        # Each name's words, and after them the runs of its words.
        places = np.insert(words, starts[1:], len(queries.numbers) + np.arange(len(queries)))
        starts = starts + np.arange(len(starts))
        for start, end in _stretches(self._sharing(likely, places, starts)):
            own, ends = places[starts[start] : starts[end]], starts[start : end + 1] - starts[start]
            products = _together(likely, own, ends) @ self._postings
            ours, theirs = promising(products, queries, slice(start, end), self._listed, lowest)
            joins = _cells(_together(joining, own, ends) @ self._postings, ours - start, theirs)
            kept = may_score(names, self._names, (ours, theirs), alike, Joined.of(joins), lowest)
            yield from _grouped(ours[kept], theirs[kept])

    def cut(self, queries: Batch) -> dict[int, list[int]]:
        """By number of a query that a narrow column may have cut off, the listed names that begin as it does, ascending."""
        return begun(queries, self._beginnings)

    def _sharing(self, likely: sparse.csr_matrix, places: Ints, starts: Ints) -> Ints:
        # How many pairs of a word and a listed name the queries up to each have, those of the first, of the first two and so on.
        named = np.zeros(len(likely.indices) + 1, dtype=np.int64)
        np.cumsum(np.diff(self._columns.posting_starts)[likely.indices], out=named[1:])
        by_place = named[likely.indptr[1:]] - named[likely.indptr[:-1]]
        sums: Ints = np.cumsum(by_place[places])[starts[1:] - 1]
        return sums

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
        shape = (len(queries.numbers) + len(queries), self._postings.shape[0])
        return (
            Alike(words * self._words + listed, alike),
            _matrix(np.concatenate([words, rows]), np.concatenate([listed, columns]), lifts, shape),
            _matrix(rows, columns, Joined.cells(weights, listed_weights), shape),
        )

    def _spelled_by_runs(self, queries: Batch) -> tuple[Ints, Ints, Ints]:
        # Queries, the weight of a run of their words, and the listed word that it spells.
        runs = runs_of(queries)
        places, words = self._index.texts.find(np.concatenate([runs.texts, runs.sounds]))
        width = max(1, self._words)
        pairs = np.unique(places % max(1, len(runs.names)) * width + words)
        run, words = np.divmod(pairs, width)
        return runs.names[run], runs.weights[run], words


def _stretches(sharing: Ints) -> Iterator[tuple[int, int]]:
    # The batch in parts of about as many pairs, each from a query up to another.
    start = done = 0
    while start < len(sharing):
        end = max(start + 1, int(np.searchsorted(sharing, done + _AT_ONCE, side="right")))
        yield start, end
        start, done = end, int(sharing[end - 1])


def _matrix(rows: Ints, columns: Ints, values: Ints, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((values, (rows, columns)), shape=shape)


def _together(matrix: sparse.csr_matrix, rows: Ints, starts: Ints) -> sparse.csr_matrix:
    # Some rows of a matrix, those from each start on written as one: what stands there twice is summed in a product.
    chosen = matrix[rows]
    return sparse.csr_matrix(
        (chosen.data, chosen.indices, chosen.indptr[starts]), shape=(len(starts) - 1, matrix.shape[1])
    )


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
