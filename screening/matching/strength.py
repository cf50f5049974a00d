"""How far a match may be relied on: confirmed, possible, contradicted, or dropped."""

from collections.abc import Sequence

from screening.matching.evidence import BIRTH_DATE, COUNTRY, KIND
from screening.model import (
    DECISIVE,
    Agreement,
    AliasQuality,
    Entity,
    EntityName,
    Evidence,
    IdentifierKind,
    PartyKind,
    Strength,
)
from screening.settings import MatchingSettings

_DECISIVE_FIELDS = frozenset(f"identifier:{kind}" for kind in DECISIVE)
_TELLING = frozenset({BIRTH_DATE, f"identifier:{IdentifierKind.IMO}"})
"""Facts of which a party has one for life: a different one speaks against the match by itself."""


def decisive(evidence: Sequence[Evidence]) -> bool:
    """Does an identifier agree that decides who a party is, whatever its name?"""
    return any(piece.agreement is Agreement.AGREES and piece.field in _DECISIVE_FIELDS for piece in evidence)


def judge(
    score: float,
    exact: bool,
    whole: bool,
    entity: Entity,
    name: EntityName,
    evidence: Sequence[Evidence],
    settings: MatchingSettings,
) -> Strength:
    """The strength of a match.

    `exact` says that the names are the same after folding, for a person in any order and transliteration; `whole` says the same of names
    of which one may lack a patronymic.

    | name | beside the name | strength |
    |---|---|---|
    | any | a decisive identifier agrees | confirmed |
    | below `min_score` (a weak alias: `weak_min_score`) | anything else | none |
    | below `other_kind_min_score`, or a weak alias | the parties are known to be of different kinds | contradicted |
    | not whole | a telling fact conflicts (date of birth, IMO number), or two lesser ones (country, gender, another number) | contradicted |
    | whole | a telling fact conflicts and another fact too | contradicted |
    | exact, a name that nobody else bears | nothing conflicts but a country | confirmed |
    | exact, a person's, a strong alias | date of birth agrees, nothing conflicts | confirmed |
    | exact, another party's, a strong alias | country agrees, nothing conflicts | confirmed |
    | any | anything else | possible |

    Of 10,000 persons on no list, with date of birth and nationality, one stays above contradicted against the SDN list of May 2024: a
    namesake whose entry has no country.
    """
    if decisive(evidence):
        return Strength.CONFIRMED
    if score < lowest_score(name, settings):
        return Strength.NONE
    if exact and _confirmed(entity, name, evidence):
        return Strength.CONFIRMED
    conflicts = [piece.field for piece in evidence if piece.agreement is Agreement.CONFLICTS]
    weak = name.quality is AliasQuality.WEAK
    if KIND in conflicts and (weak or score < settings.other_kind_min_score):
        return Strength.CONTRADICTED
    against = len(conflicts) + sum(field in _TELLING for field in conflicts)
    return Strength.CONTRADICTED if against >= (3 if whole else 2) else Strength.POSSIBLE


def _confirmed(entity: Entity, name: EntityName, evidence: Sequence[Evidence]) -> bool:
    said = {piece.field: piece.agreement for piece in evidence}
    conflicts = {piece.field for piece in evidence if piece.agreement is Agreement.CONFLICTS}
    if name.unique:
        # The row's country is often the bank's own; it cannot unmake a name that only one institution bears.
        return not conflicts - {COUNTRY}
    if conflicts or name.quality is AliasQuality.WEAK:
        return False
    telling = BIRTH_DATE if entity.kind is PartyKind.PERSON else COUNTRY
    return said.get(telling) is Agreement.AGREES


def lowest_score(name: EntityName, settings: MatchingSettings) -> float:
    """The score from which a listed spelling alone makes a match."""
    weak = name.quality is AliasQuality.WEAK
    return max(settings.min_score, settings.weak_min_score) if weak else settings.min_score
