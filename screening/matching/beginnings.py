"""Which listed names begin as a query does that a narrow column may have cut off: a table under the hash of the first letters."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from screening.matching.batch import Batch
from screening.matching.cut import FEWEST_LETTERS, NARROWEST
from screening.matching.hashing import Hashes, HashTable, hashed, mixed


def beginnings_of(listed: Batch) -> tuple[Hashes, NDArray[np.int32]]:
    """The sorted hashes of the first letters of listed names, as written and in natural order; and whose they are."""
    found = [
        (number, letters[:FEWEST_LETTERS])
        for number, (text, _) in enumerate(listed.names)
        if len(text) > FEWEST_LETTERS
        for letters, _ in listed.profile(number).orders
        if len(letters) > FEWEST_LETTERS
    ]
    hashes = mixed(hashed([letters for _, letters in found])[0])
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.array([number for number, _ in found], dtype=np.int32)[order]


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
    # As `Profile.orders` has them; only a comma can tell that a family name was written first.
    if "," in queries.names[number][0]:
        return queries.profile(number).orders[0][0]
    words = queries.words[queries.starts[number] : queries.starts[number + 1]].tolist()
    return "".join([queries.tokens[word].text for word in words])
