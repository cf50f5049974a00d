"""Names that a column was too narrow for: the query is the beginning of a listed name, cut off within a word."""

from typing import NamedTuple

from screening.matching.profile import Profile

NARROWEST = 18
"""Signs of the narrowest column that is thought of; the usual ones have 20, 30 or 35."""

FEWEST_LETTERS = 14
"""Letters that two names must begin with alike."""


class Cut(NamedTuple):
    """Our word that was cut, the listed word that it begins, and the listed words that fell off, as indexes."""

    ours: int
    theirs: int
    lost: frozenset[int]


def find_cut(ours: Profile, theirs: Profile) -> Cut | None:
    """Where our name was cut off, if it is the beginning of the listed one in either order of family and given names."""
    beginning = cut_spelling(ours)
    if not beginning:
        return None
    last = ours.written_order[-1]
    for spelled, order in theirs.orders:
        if len(spelled) > len(beginning) and spelled.startswith(beginning):
            end = 0
            for place, index in enumerate(order):
                end += len(theirs.tokens[index].text)
                if end == len(beginning):
                    break
                if end > len(beginning):
                    return Cut(last, index, frozenset(order[place + 1 :]))
    return None


def cut_spelling(ours: Profile) -> str:
    """The letters of a name that may have been cut off, as written; "" for one that is too short."""
    if len(ours.name.text) < NARROWEST or len(ours.tokens) < 2:
        return ""
    spelled = ours.orders[0][0]
    return spelled if len(spelled) >= FEWEST_LETTERS else ""
