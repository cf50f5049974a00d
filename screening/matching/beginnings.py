"""Which listed names begin as a query does that a narrow column may have cut off: a table under the hash of the first letters."""

from collections import defaultdict

import numpy as np

from screening.matching.batch import Batch
from screening.matching.cut import FEWEST_LETTERS, NARROWEST
from screening.matching.hashing import Hashes, HashTable, Ints, hashed, mixed
from screening.names import latinise


def beginnings_of(listed: Batch) -> tuple[Hashes, Ints]:
    """The hashes of the first letters of listed names, as written and in natural order; and the numbers of the names."""
    found = [
        (number, letters[:FEWEST_LETTERS])
        for number, (text, _) in enumerate(listed.names)
        if len(text) > FEWEST_LETTERS
        for letters in _orders(listed, number)
        if len(letters) > FEWEST_LETTERS
    ]
    hashes = mixed(hashed([letters for _, letters in found])[0])
    return hashes, np.array([number for number, _ in found], dtype=np.int64)


def begun(queries: Batch, table: HashTable) -> dict[int, list[int]]:
    """By number of a query, the listed names that begin with its first letters, ascending."""
    found = [
        (number, letters[:FEWEST_LETTERS])
        for number, (text, _) in enumerate(queries.names)
        if len(text) >= NARROWEST and len(letters := _letters(queries, number)) >= FEWEST_LETTERS
    ]
    places, rows = table.find(mixed(hashed([letters for _, letters in found])[0]))
    by_query: dict[int, set[int]] = defaultdict(set)
    for place, row in zip(places.tolist(), rows.tolist(), strict=True):
        by_query[found[place][0]].add(row)
    return {number: sorted(begin) for number, begin in by_query.items()}


def _letters(queries: Batch, number: int) -> str:
    # As the name is written.
    return _orders(queries, number)[0]


def _orders(names: Batch, number: int) -> tuple[str, ...]:
    # As `Profile.orders` has them; only a comma can tell that a family name was written first.
    text = names.names[number][0]
    if "," in (text if text.isascii() else latinise(text)):
        return tuple(letters for letters, _ in names.profile(number).orders)
    words = names.words[names.starts[number] : names.starts[number + 1]].tolist()
    return ("".join([names.tokens[word].text for word in words]),)
