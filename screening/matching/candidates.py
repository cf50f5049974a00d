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

_CHUNK = 4096


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
        alike, by_word, joining = self._by_word(queries, lowest)
        by_run, joined = self._by_run(queries, lowest)
        for start in range(0, len(queries), _CHUNK):
            end = min(len(queries), start + _CHUNK)
            own = slice(starts[start], starts[end])
            rows = _ones(words[own], starts[start : end + 1] - starts[start], len(queries.numbers))
            products = (rows @ by_word + by_run[start:end]) @ self._postings
            ours, theirs = promising(products, queries, slice(start, end), self._listed, lowest)
            together = (rows @ joining + joined[start:end]) @ self._postings
            joins = Joined.of(_cells(together, ours - start, theirs))
            kept = may_score(names, self._names, (ours, theirs), alike, joins, lowest)
            yield from _grouped(ours[kept], theirs[kept])

    def cut(self, queries: Batch) -> dict[int, list[int]]:
        """By number of a query that a narrow column may have cut off, the listed names that begin as it does, ascending."""
        return begun(queries, self._beginnings)

    def _by_word(self, queries: Batch, lowest: float) -> tuple[Alike, sparse.csr_matrix, sparse.csr_matrix]:
        # Query word x (listed word | run of listed words): what the pair can add to a score; and where they are joined.
        if self._likenesses is None or self._likenesses.vocabulary is not queries.vocabulary:
            self._likenesses = Likenesses(queries.vocabulary, self._index, self._runs)
        words, listed, alike, spelling, runs = self._likenesses.of(queries.numbers)
        columns, weights = self._columns, queries.carried.weights
        lifts = np.concatenate(
            [
                lift(alike, weights[words], columns.carried.weights[listed], lowest),
                lift(JOINED, weights[spelling], columns.run_weights[runs], lowest),
            ]
        )
        shape = (len(queries.numbers), self._postings.shape[0])
        by_word = _matrix(
            np.concatenate([words, spelling]), np.concatenate([listed, self._words + runs]), lifts, shape
        )
        shared = Joined.cells(weights[spelling], columns.run_weights[runs])
        joining = _matrix(spelling, self._words + runs, shared, shape)
        return Alike(words * self._words + listed, alike), by_word, joining

    def _by_run(self, queries: Batch, lowest: float) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        # Query x listed word that a run of the query's words spells: what that can add to a score, and where it is so.
        runs = runs_of(queries)
        places, words = self._index.texts.find(np.concatenate([runs.texts, runs.sounds]))
        width = max(1, self._words)
        pairs = np.unique(places % max(1, len(runs.names)) * width + words)
        run, words = np.divmod(pairs, width)
        names = runs.names[run]
        shape = (len(queries), self._postings.shape[0])
        weights, listed = runs.weights[run], self._columns.carried.weights[words]
        lifts, shared = lift(JOINED, weights, listed, lowest), Joined.cells(weights, listed)
        return _matrix(names, words, lifts, shape), _matrix(names, words, shared, shape)


def _matrix(rows: Ints, columns: Ints, values: Ints, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((values, (rows, columns)), shape=shape)


def _ones(columns: Ints, starts: Ints, width: int) -> sparse.csr_matrix:
    ones = np.ones(len(columns), dtype=np.int64)
    return sparse.csr_matrix((ones, columns, starts), shape=(len(starts) - 1, width))


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
