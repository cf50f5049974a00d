"""A list's names as plain arrays: all that finding candidates needs, in a form that can be written to the disk and mapped from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from screening.matching.batch import Batch
from screening.matching.beginnings import beginnings_of
from screening.matching.hashing import Hashes, Ints
from screening.matching.join import WordTables
from screening.matching.lexemes import spell
from screening.matching.runs import runs_of
from screening.matching.vocabulary import Carried
from screening.model import PartyKind

_Small = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Columns:
    """Listed names in columns, and the distinct words of weight in them, by number.

    `*_starts` delimit rows of the array beside them. `*_hashes` are sorted, the array beside them holds what each stands for. A
    posting is a name's number under a word or, after the words, under a run of words.
    """

    spelled: NDArray[np.uint8]
    """The words, one a line: text, sound, kind and class between tabs."""
    spelled_starts: Ints
    carried: Carried
    name_starts: Ints
    name_words: _Small
    name_hung: _Small
    """Beside each of `name_words`, the code point of the particle before it."""
    name_weights: Ints
    name_omissible: Ints
    name_initials: Ints
    name_short: Ints
    posting_starts: Ints
    postings: _Small
    run_hashes: Hashes
    run_weights: Ints
    beginning_hashes: Hashes
    beginning_names: _Small
    tables: WordTables

    @property
    def names(self) -> int:
        """How many names there are."""
        return len(self.name_weights)


def columns_of(names: Sequence[tuple[str, PartyKind]]) -> Columns:
    """The columns of listed names, each with the kind of its party."""
    batch = Batch(names)
    starts, words = batch.weighty
    used, numbers = np.unique(words, return_inverse=True)
    tokens = [batch.tokens[number] for number in used.tolist()]
    carried = batch.carried.at(used)
    sought = carried.sought[numbers] > 0
    run_hashes, run_weights, run_rows, run_names = _runs(batch)
    posting_starts, postings = _postings(
        np.concatenate([numbers[sought], len(tokens) + run_rows]),
        np.concatenate([np.repeat(np.arange(len(names)), np.diff(starts))[sought], run_names]),
        len(tokens) + len(run_hashes),
    )
    spelled, spelled_starts = spell(tokens)
    beginning_hashes, beginning_names = beginnings_of(batch)
    return Columns(
        spelled=spelled,
        spelled_starts=spelled_starts,
        carried=carried,
        name_starts=starts,
        name_words=numbers.astype(np.int32),
        name_hung=batch.hung.astype(np.int32),
        name_weights=batch.weights,
        name_omissible=batch.omissible,
        name_initials=batch.initials,
        name_short=batch.short,
        posting_starts=posting_starts,
        postings=postings,
        run_hashes=run_hashes,
        run_weights=run_weights,
        beginning_hashes=beginning_hashes,
        beginning_names=beginning_names,
        tables=WordTables.of(tokens),
    )


def _runs(batch: Batch) -> tuple[Hashes, Ints, Ints, Ints]:
    # Distinct spellings of runs with the most that one weighs; and pairs of a spelling's number and a name that has it.
    runs = runs_of(batch)
    spellings = np.concatenate([runs.texts, runs.sounds])
    hashes, rows = np.unique(spellings, return_inverse=True)
    weights = np.zeros(len(hashes), dtype=np.int64)
    np.maximum.at(weights, rows, np.tile(runs.weights, 2))
    return hashes, weights, rows, np.tile(runs.names, 2)


def _postings(rows: Ints, names: Ints, height: int) -> tuple[Ints, _Small]:
    # By row the names that it stands in, each once, ascending.
    width = max(1, int(names.max(initial=0)) + 1)
    pairs = np.unique(rows * width + names)
    starts = np.searchsorted(pairs, np.arange(height + 1) * width)
    return starts.astype(np.int64), (pairs % width).astype(np.int32)
