"""Names that a narrow column may have cut off: the first letters of a batch's names against those of each name alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.batch import Batch
from screening.matching.beginnings import beginnings_of, begun
from screening.matching.cut import FEWEST_LETTERS, NARROWEST
from screening.matching.hashing import HashTable, beginnings, hashed
from screening.model import PartyKind

_WORDS = (
    "Joint",
    "Stock",
    "Constantinopolitan",
    "KHAN,",
    "Ltd.",
    "Li",
    "A.",
    "Трансмашхолдинг",
    "،",
    "de",
    "Co.,",
)
_names = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)


@given(listed=st.lists(_names, min_size=1, max_size=6), queries=st.lists(_names, min_size=1, max_size=8))
def test_a_batch_begins_as_each_of_its_names_does(listed: list[str], queries: list[str]) -> None:
    hashes, numbers = beginnings_of(Batch([(name, PartyKind.ANY) for name in listed]))
    order = np.argsort(hashes, kind="stable")
    table = HashTable(hashes[order], numbers[order].astype(np.int32))
    batch = Batch([(name, PartyKind.ANY) for name in queries])
    theirs = [_letters(Batch([(name, PartyKind.ANY)])) for name in listed]

    found = begun(batch, table)

    for number, name in enumerate(queries):
        letters = _letters(Batch([(name, PartyKind.ANY)]))[0][:FEWEST_LETTERS]
        wide = len(name) >= NARROWEST and len(letters) == FEWEST_LETTERS
        assert found.get(number, []) == [
            row
            for row, orders in enumerate(theirs)
            if wide
            and len(listed[row]) > FEWEST_LETTERS
            and any(len(each) > FEWEST_LETTERS and each.startswith(letters) for each in orders)
        ]


def _letters(one: Batch) -> list[str]:
    return [letters for letters, _ in one.profile(0).orders]


@given(texts=st.lists(st.text("abc", max_size=9), max_size=6), most=st.integers(0, 6))
def test_the_first_letters_of_a_word_have_the_hash_of_a_word_of_those_letters(
    texts: list[str], most: int
) -> None:
    found, powers = beginnings(texts, most)

    assert len(powers) == most + 1
    assert found.tolist() == [
        [int(hashed([text[:count]])[0][0]) for count in range(most + 1)] for text in texts
    ]
