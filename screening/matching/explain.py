"""An alignment in plain words."""

from screening.matching.aligned import Aligned
from screening.matching.alignment import Alignment
from screening.matching.profile import Profile
from screening.matching.similarity import SAME, Relation
from screening.model import TokenPair


def token_pairs(ours: Profile, theirs: Profile, alignment: Alignment) -> tuple[TokenPair, ...]:
    """The aligned words in the order of our name; `weight` is the share of both names' weight that the pair carries."""
    whole = max(1, ours.total, theirs.total)
    return tuple(
        TokenPair(
            _words(ours, pair.ours),
            _words(theirs, pair.theirs),
            pair.similarity / SAME,
            round(pair.weight / whole, 3),
            str(pair.relation),
        )
        for pair in sorted(alignment.pairs, key=lambda pair: pair.ours)
    )


def left_over(name: Profile, indexes: tuple[int, ...]) -> tuple[str, ...]:
    """The words without a partner, as folded."""
    return tuple(name.tokens[index].text for index in indexes)


def why(ours: Profile, theirs: Profile, alignment: Alignment) -> str:
    """One line for a reviewer: what is the same, what differs, what is left over."""
    if alignment.score == 100:
        return _forms("same name", ours, theirs)
    parts = [
        _difference(ours, theirs, pair) for pair in alignment.pairs if pair.relation is not Relation.SAME
    ]
    in_order = [pair.theirs for pair in sorted(alignment.pairs, key=lambda pair: pair.ours)]
    if not parts and not alignment.left_ours and not alignment.left_theirs:
        parts.append("same words in another order")
    elif in_order != sorted(in_order):
        parts.append("words in another order")
    for label, name, indexes in (
        ("not in the listed name", ours, alignment.left_ours),
        ("only in the listed name", theirs, alignment.left_theirs),
    ):
        if indexes:
            parts.append(f"{label}: {' '.join(left_over(name, indexes))}")
    return _forms("; ".join(parts), ours, theirs)


def _difference(ours: Profile, theirs: Profile, pair: Aligned) -> str:
    mine, listed = _words(ours, pair.ours), _words(theirs, pair.theirs)
    if pair.relation is Relation.EDIT:
        return f"spelled nearly the same: {mine} / {listed}"
    return f"{pair.relation}: {mine} / {listed}"


def _forms(text: str, ours: Profile, theirs: Profile) -> str:
    mine, listed = ours.name.legal_forms, theirs.name.legal_forms
    if mine and listed and set(mine) != set(listed):
        return f"{text}; legal form differs: {' '.join(mine)} / {' '.join(listed)}"
    return text


def _words(name: Profile, indexes: tuple[int, ...]) -> str:
    return " ".join(name.tokens[index].text for index in indexes)
