"""Two names compared by themselves: the score and strength that a screening would give the pair, and why."""

from dataclasses import dataclass

from screening.matching.alignment import align
from screening.matching.explain import left_over, token_pairs, why
from screening.matching.profile import profile
from screening.matching.strength import judge
from screening.model import Entity, EntityName, PartyKind, Strength, TokenPair
from screening.names import parse_name
from screening.settings import MatchingSettings

_DEFAULTS = MatchingSettings()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` 0 to 100 (100: the same after folding) with the alignment behind it; `strength` as in a screening that knows the names alone."""

    score: float
    pairs: tuple[TokenPair, ...]
    extra_ours: tuple[str, ...]
    extra_theirs: tuple[str, ...]
    why: str
    strength: Strength


def compare(
    ours: str, theirs: str, kind: PartyKind = PartyKind.ANY, settings: MatchingSettings = _DEFAULTS
) -> Comparison:
    """The score of two names, the second as a list spells it; the same as in a screening against a one-name list."""
    first, second = profile(parse_name(ours, kind)), profile(parse_name(theirs, kind))
    alignment = align(first, second)
    # With nothing known beside the names, how whole a match is changes no answer of the table.
    exact = alignment.score == 100
    listed = EntityName(theirs)
    entity = Entity("", "", kind, (listed,))
    return Comparison(
        alignment.score,
        token_pairs(first, second, alignment),
        left_over(first, alignment.left_ours),
        left_over(second, alignment.left_theirs),
        why(first, second, alignment),
        judge(alignment.score, exact, exact, entity, listed, (), settings),
    )
