"""A query's name beside one listed spelling, and which of several spellings, and of several matches, stands first."""

from dataclasses import dataclass

from screening.matching.alignment import Alignment, align
from screening.matching.evidence import BIRTH_DATE
from screening.matching.profile import Profile
from screening.matching.similarity import Relation
from screening.matching.weights import is_patronymic
from screening.model import Agreement, AliasQuality, EntityName, Match, NameKind, PartyKind, Strength

_SAME_WORD = frozenset({Relation.SAME, Relation.SOUND})


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of one entity, which is given by its number in the listing and its kind."""

    entity: int
    kind: PartyKind
    name: EntityName
    profile: Profile


@dataclass(frozen=True, slots=True)
class Scored:
    """A spelling beside a query. `exact`: the same words after folding, for a person in any order; `whole`: but for a patronymic."""

    listed: Spelling
    alignment: Alignment
    exact: bool
    whole: bool


def compared(ours: Profile, listed: Spelling) -> Scored:
    """The spelling aligned with our name."""
    alignment = align(ours, listed.profile)
    person = listed.kind is PartyKind.PERSON
    whole = alignment.score == 100 or (
        person and same_words(alignment) and lacks_patronymics_alone(ours, listed.profile, alignment)
    )
    left = alignment.left_ours or alignment.left_theirs
    return Scored(listed, alignment, whole and not left, whole)


def same_words(alignment: Alignment) -> bool:
    """Is every word that has a partner the same word, in any order and in any transliteration?"""
    return all(pair.relation in _SAME_WORD for pair in alignment.pairs)


def lacks_patronymics_alone(ours: Profile, theirs: Profile, alignment: Alignment) -> bool:
    """Is nothing left over but patronymics, on one side?"""
    left = [ours.tokens[index] for index in alignment.left_ours]
    left_theirs = [theirs.tokens[index] for index in alignment.left_theirs]
    return not (left and left_theirs) and all(is_patronymic(token) for token in left + left_theirs)


def preference(option: Scored) -> tuple[float, bool, bool]:
    """The spelling shown for an entity is the greatest: the best score, then a strong alias, then the primary name; the first listed wins a tie."""
    name = option.listed.name
    return (
        option.alignment.score,
        name.quality is AliasQuality.STRONG,
        name.kind is NameKind.PRIMARY,
    )


def rank(match: Match, rarity: int) -> tuple[bool, bool, float, bool, int, int, str]:
    """A queue of matches is in this order; `rarity` is the weight of the lesser name."""
    said = [piece.agreement for piece in match.evidence]
    doubted = any(
        piece.field == BIRTH_DATE and piece.agreement is Agreement.CONFLICTS for piece in match.evidence
    )
    return (
        match.strength is Strength.CONTRADICTED,
        doubted and match.strength is not Strength.CONFIRMED,
        -match.score,
        match.strength is not Strength.CONFIRMED,
        said.count(Agreement.CONFLICTS) - said.count(Agreement.AGREES),
        -rarity,
        match.entity.id,
    )
