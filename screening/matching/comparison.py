"""Two names compared by themselves: the score that a screening would give the pair, and why."""

from dataclasses import dataclass

from screening.matching.alignment import align
from screening.matching.explain import left_over, token_pairs, why
from screening.matching.profile import profile
from screening.model import PartyKind, TokenPair
from screening.names import parse_name


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` 0 to 100 (100: the same after folding) with the alignment behind it."""

    score: float
    pairs: tuple[TokenPair, ...]
    extra_ours: tuple[str, ...]
    extra_theirs: tuple[str, ...]
    why: str


def compare(ours: str, theirs: str, kind: PartyKind = PartyKind.ANY) -> Comparison:
    """The score of two names, the second as a list spells it; the same as in a screening against a one-name list."""
    first, second = profile(parse_name(ours, kind)), profile(parse_name(theirs, kind))
    alignment = align(first, second)
    return Comparison(
        alignment.score,
        token_pairs(first, second, alignment),
        left_over(first, alignment.left_ours),
        left_over(second, alignment.left_theirs),
        why(first, second, alignment),
    )
