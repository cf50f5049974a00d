"""Which listed names begin as a query does that a narrow column may have cut off: a table under the hash of the first letters."""

from collections import defaultdict

import numpy as np

from screening.matching.batch import Batch
from screening.matching.cut import FEWEST_LETTERS, NARROWEST
from screening.matching.hashing import Hashes, HashTable, Ints, beginnings, hashed, mixed
from screening.names import may_be_moved


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
    """By number of a query, the listed names that begin with its first letters, as they are written, ascending."""
    wide = [number for number, (text, _) in enumerate(queries.names) if len(text) >= NARROWEST]
    turned = [number for number in wide if may_be_moved(queries.names[number][0])]
    firsts = [
        (number, letters)
        for number in turned
        if len(letters := _orders(queries, number)[0]) >= FEWEST_LETTERS
    ]
    apart, hashes = _first_letters(
        queries, np.setdiff1d(np.array(wide, np.int64), turned, assume_unique=True)
    )
    numbers = np.concatenate([apart, np.array([number for number, _ in firsts], np.int64)])
    own = hashed([letters[:FEWEST_LETTERS] for _, letters in firsts])[0]
    places, rows = table.find(mixed(np.concatenate([hashes, own])))
    by_query: dict[int, set[int]] = defaultdict(set)
    for number, row in zip(numbers[places].tolist(), rows.tolist(), strict=True):
        by_query[number].add(row)
    return {number: sorted(begin) for number, begin in sorted(by_query.items())}


def _first_letters(names: Batch, numbers: Ints) -> tuple[Ints, Hashes]:
    # Those of some names whose words have so many letters, and the hashes of the first ones, composed of those of their words.
    numbers = numbers[np.diff(names.starts)[numbers] > 0]
    if not len(numbers):
        return numbers, np.empty(0, np.uint64)
    texts = [token.text for token in names.tokens]
    prefixes, powers = beginnings(texts, FEWEST_LETTERS)
    sizes = np.diff(names.starts)[numbers]
    starts = np.cumsum(sizes) - sizes
    words = names.words[np.repeat(names.starts[numbers] - starts, sizes) + np.arange(int(sizes.sum()))]
    letters = np.fromiter(map(len, texts), np.int64, len(texts))[words]
    before = np.cumsum(letters) - letters
    before = np.minimum(before - np.repeat(before[starts], sizes), FEWEST_LETTERS)
    parts = prefixes[words, np.minimum(letters, FEWEST_LETTERS - before)]
    hashes = np.add.reduceat(parts * powers[before], starts)
    enough = np.add.reduceat(letters, starts) >= FEWEST_LETTERS
    return numbers[enough], hashes[enough]


def _orders(names: Batch, number: int) -> tuple[str, ...]:
    # As `Profile.orders` has them; only a comma can tell that a family name was written first.
    if may_be_moved(names.names[number][0]):
        return tuple(letters for letters, _ in names.profile(number).orders)
    words = names.words[names.starts[number] : names.starts[number + 1]].tolist()
    return ("".join([names.tokens[word].text for word in words]),)
