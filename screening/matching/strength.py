"""How far a match may be relied on: confirmed, possible, or dropped."""

from collections.abc import Sequence

from screening.matching.evidence import BIRTH_DATE, COUNTRY
from screening.model import (
    DECISIVE,
    Agreement,
    AliasQuality,
    Entity,
    EntityName,
    Evidence,
    Party,
    PartyKind,
    Strength,
)
from screening.settings import MatchingSettings

_DECISIVE_FIELDS = frozenset(f"identifier:{kind}" for kind in DECISIVE)


def decisive(evidence: Sequence[Evidence]) -> bool:
    """Does an identifier agree that decides who a party is, whatever its name?"""
    return any(piece.agreement is Agreement.AGREES and piece.field in _DECISIVE_FIELDS for piece in evidence)


def judge(
    score: float,
    exact: bool,
    party: Party,
    entity: Entity,
    name: EntityName,
    evidence: Sequence[Evidence],
    settings: MatchingSettings,
) -> Strength:
    """The strength of a match; `exact` says that the names are the same after folding, for a person in any order and transliteration.

    | name | beside the name | strength |
    |---|---|---|
    | any | a decisive identifier agrees | confirmed |
    | any | dates of birth conflict | possible from `conflict_min_score` |
    | any | the parties are known to be of different kinds | possible from `other_kind_min_score` |
    | exact, a name that nobody else bears | nothing conflicts but a country | confirmed |
    | exact, a person's, a strong alias | date of birth agrees, nothing conflicts | confirmed |
    | exact, another party's, a strong alias | country agrees, nothing conflicts | confirmed |
    | a weak alias | anything else | possible from `weak_min_score` |
    | any | anything else | possible from `min_score` |
    """
    if decisive(evidence):
        return Strength.CONFIRMED
    said = {piece.field: piece.agreement for piece in evidence}
    lowest = _lowest(name, settings)
    if said.get(BIRTH_DATE) is Agreement.CONFLICTS:
        return _possible(score, max(settings.conflict_min_score, lowest))
    if _kinds_differ(party, entity):
        return _possible(score, max(settings.other_kind_min_score, lowest))
    if exact and _confirmed(entity, name, evidence, said):
        return Strength.CONFIRMED
    return _possible(score, lowest)


def _confirmed(
    entity: Entity, name: EntityName, evidence: Sequence[Evidence], said: dict[str, Agreement]
) -> bool:
    conflicts = {piece.field for piece in evidence if piece.agreement is Agreement.CONFLICTS}
    if name.unique:
        # The row's country is often the bank's own; it cannot unmake a name that only one institution bears.
        return not conflicts - {COUNTRY}
    if conflicts or name.quality is AliasQuality.WEAK:
        return False
    telling = BIRTH_DATE if entity.kind is PartyKind.PERSON else COUNTRY
    return said.get(telling) is Agreement.AGREES


def _kinds_differ(party: Party, entity: Entity) -> bool:
    return PartyKind.ANY not in (party.kind, entity.kind) and party.kind is not entity.kind


def _lowest(name: EntityName, settings: MatchingSettings) -> float:
    weak = name.quality is AliasQuality.WEAK
    return max(settings.min_score, settings.weak_min_score) if weak else settings.min_score


def _possible(score: float, lowest: float) -> Strength:
    return Strength.POSSIBLE if score >= lowest else Strength.NONE
