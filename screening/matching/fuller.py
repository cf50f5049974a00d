"""A person's short alias beside the fuller names of the same entry: what one leaves out, another may contradict."""

from collections.abc import Iterable

from screening.matching.alignment import Alignment, align
from screening.matching.profile import Profile
from screening.matching.similarity import Relation
from screening.names import TokenKind


def tempered(ours: Profile, best: Alignment, names: Iterable[Profile]) -> Alignment:
    """The alignment with an entry's best alias, scored lower where another of its `names` has a word that contradicts ours.

    "NIKITIN, Vasily" matches "Vasily Lapshov Nikitin" but for a word; that he is Aleksandrovich elsewhere speaks against it. The
    fuller name's own score then holds.
    """
    agreed = _agreed(best)
    if len(agreed) == len(ours.tokens):
        return best
    lowest = best.score
    for name in names:
        fuller = align(ours, name)
        if fuller.score < lowest and agreed <= _agreed(fuller) and _contradicts(ours, fuller):
            lowest = fuller.score
    return best._replace(score=lowest)


def _agreed(alignment: Alignment) -> frozenset[int]:
    """Our words that the listed name has, initials aside."""
    return frozenset(
        place for pair in alignment.pairs if pair.relation is not Relation.INITIAL for place in pair.ours
    )


def _contradicts(ours: Profile, fuller: Alignment) -> bool:
    """Is a word left over on both sides, ours more than an initial?"""
    return bool(fuller.left_theirs) and any(
        ours.tokens[place].kind is not TokenKind.INITIAL for place in fuller.left_ours
    )
