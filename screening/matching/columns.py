"""A list's names as plain arrays: all that finding candidates needs, in a form that can be written to the disk and mapped from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.batch import Batch
from screening.matching.beginnings import beginnings_of
from screening.matching.hashing import Hashes, Ints, distinct
from screening.matching.join import WordTables
from screening.matching.lexemes import spell
from screening.matching.reading import Reader
from screening.matching.runs import runs_of
from screening.matching.vocabulary import Carried
from screening.model import PartyKind
from screening.names import Token

_Small = NDArray[np.int32]

_PIECE = 1 << 15
"""Names that are taken apart at once: what that needs by the way does not grow with the list."""


class Postings(NamedTuple):
    """The numbers of the names under each word and, after the words, under each run of words, ascending; `starts` delimit the rows."""

    starts: _Small
    names: _Small


@dataclass(frozen=True, slots=True)
class Columns:
    """Listed names in columns, and the distinct words of weight in them, by number.

    `*_starts` delimit rows of the array beside them. `*_hashes` are sorted, the array beside them holds what each stands for.
    """

    spelled: NDArray[np.uint8]
    """The words, one a line: text, sound, kind and class between tabs."""
    spelled_starts: Ints
    carried: Carried
    name_starts: Ints
    name_words: _Small
    name_hung: _Small
    """Beside each of `name_words`, the code point of the particle before it."""
    name_weights: _Small
    name_omissible: _Small
    name_initials: _Small
    name_short: _Small
    name_formed: NDArray[np.bool_]
    """Has the name a legal form?"""
    plain: Postings
    """Of names without initials."""
    initialled: Postings
    """Of names with initials."""
    run_hashes: Hashes
    run_weights: _Small
    """The most that a run weighs that is spelled so."""
    beginning_hashes: Hashes
    beginning_names: _Small
    tables: WordTables

    @property
    def names(self) -> int:
        """How many names there are."""
        return len(self.name_weights)


class _Piece(NamedTuple):
    # Some names in columns, their words by number in the vocabulary; `run_*` and `beginning_*` are in no order.
    counts: _Small
    words: _Small
    hung: _Small
    weights: _Small
    omissible: _Small
    initials: _Small
    short: _Small
    formed: NDArray[np.bool_]
    run_hashes: Hashes
    run_weights: _Small
    run_names: _Small
    beginning_hashes: Hashes
    beginning_names: _Small

    @classmethod
    def of(cls, batch: Batch, first: int) -> "_Piece":
        # The names of a batch, of which the first has that number.
        starts, words = batch.weighty
        runs = runs_of(batch)
        otherwise = runs.sounds != runs.texts
        beginning_hashes, beginning_names = beginnings_of(batch)
        return cls(
            _small(np.diff(starts)),
            _small(batch.numbers[words]),
            _small(batch.hung),
            _small(batch.weights),
            _small(batch.omissible),
            _small(batch.initials),
            _small(batch.short),
            batch.formed,
            np.concatenate([runs.texts, runs.sounds[otherwise]]),
            _small(np.concatenate([runs.weights, runs.weights[otherwise]])),
            _small(first + np.concatenate([runs.names, runs.names[otherwise]])),
            beginning_hashes,
            _small(first + beginning_names),
        )


def columns_of(names: Iterable[tuple[str, PartyKind]]) -> Columns:
    """The columns of listed names, each with the kind of its party."""
    every, tokens, carried = _read(names)
    count = len(every.counts)
    sought = carried.sought[every.words] > 0
    run_hashes, run_weights, runs = _runs(every)
    rows = np.concatenate([every.words[sought], runs + np.int32(len(tokens))])
    owners = np.repeat(np.arange(count, dtype=np.int32), every.counts)[sought]
    owners = np.concatenate([owners, every.run_names])
    initialled = (every.initials > 0)[owners]
    height = len(tokens) + len(run_hashes)
    spelled, spelled_starts = spell(tokens)
    order = np.argsort(every.beginning_hashes, kind="stable")
    name_starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(every.counts, out=name_starts[1:])
    return Columns(
        spelled=spelled,
        spelled_starts=spelled_starts,
        carried=carried,
        name_starts=name_starts,
        name_words=every.words,
        name_hung=every.hung,
        name_weights=every.weights,
        name_omissible=every.omissible,
        name_initials=every.initials,
        name_short=every.short,
        name_formed=every.formed,
        plain=_postings(rows[~initialled], owners[~initialled], height),
        initialled=_postings(rows[initialled], owners[initialled], height),
        run_hashes=run_hashes,
        run_weights=run_weights,
        beginning_hashes=every.beginning_hashes[order],
        beginning_names=every.beginning_names[order],
        tables=WordTables.of(tokens),
    )


def _read(names: Iterable[tuple[str, PartyKind]]) -> tuple[_Piece, list[Token], Carried]:
    # All names in columns, their distinct words of weight, by which they are numbered, and what those carry.
    reader = Reader(listed=True)
    pieces: list[_Piece] = []
    first, waiting = 0, iter(names)
    while (piece := list(islice(waiting, _PIECE))) or not pieces:
        pieces.append(_Piece.of(Batch(piece, reader), first))
        first += len(piece)
    every = _Piece(*(np.concatenate(column) for column in zip(*pieces, strict=True)))
    used, words = np.unique(every.words, return_inverse=True)
    tokens = [reader.vocabulary.tokens[number] for number in used.tolist()]
    return every._replace(words=_small(words)), tokens, reader.vocabulary.carried(used.astype(np.int64))


def _runs(every: _Piece) -> tuple[Hashes, _Small, _Small]:
    # Distinct spellings of runs with the most that one weighs; and beside each run the number of its spelling.
    hashes, rows = np.unique(every.run_hashes, return_inverse=True)
    weights = np.zeros(len(hashes), dtype=np.int32)
    np.maximum.at(weights, rows, every.run_weights)
    return hashes, weights, _small(rows)


def _postings(rows: _Small, names: _Small, height: int) -> Postings:
    # By row the names that it stands in, each once, ascending.
    width = max(1, int(names.max(initial=0)) + 1)
    pairs = distinct(rows.astype(np.int64) * width + names)
    starts = np.searchsorted(pairs, np.arange(height + 1) * width)
    return Postings(_small(starts), _small(pairs % width))


def _small(values: NDArray[np.integer]) -> _Small:
    return values.astype(np.int32)
