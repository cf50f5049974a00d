"""A scored pair of a party's name and a listed entity, with everything that explains it."""

from dataclasses import dataclass
from enum import StrEnum

from screening.model.disposition import Earlier, MatchKey
from screening.model.entity import Entity, EntityName
from screening.model.record import Role


class Strength(StrEnum):
    """How far a match may be relied on.

    CONTRADICTED is a name near enough to be possible, against which a fact of the record speaks: shown in the lowest tier, it raises no
    verdict by itself. NONE is a pair that was looked at and dropped, and is never handed out.
    """

    CONFIRMED = "confirmed"
    POSSIBLE = "possible"
    CONTRADICTED = "contradicted"
    NONE = "none"


class Agreement(StrEnum):
    """What a piece of evidence says about the pair."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence beside the name: `field` ("birth_date", "country", "identifier:passport", "gender"), and both sides' values."""

    field: str
    agreement: Agreement
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class TokenPair:
    """Two words that were aligned: `similarity` 0 to 1, `weight` the share of the name they carry, `relation` in plain words."""

    ours: str
    theirs: str
    similarity: float
    weight: float
    relation: str


@dataclass(frozen=True, slots=True)
class Match:
    """A party of a record against a listed entity.

    `score` is 0 to 100 from names alone (100: the same after folding), or 100 where a decisive identifier agrees. `name` is the
    listed spelling that scored best. `pairs`, `extra_ours` and `extra_theirs` are the alignment and what was left over.
    """

    role: Role
    input_name: str
    entity: Entity
    name: EntityName
    score: float
    strength: Strength
    evidence: tuple[Evidence, ...] = ()
    pairs: tuple[TokenPair, ...] = ()
    extra_ours: tuple[str, ...] = ()
    extra_theirs: tuple[str, ...] = ()
    cell: str | None = None
    why: str = ""
    key: MatchKey | None = None
    """What an answer to the match rests on; a run gives one to every match."""
    earlier: Earlier | None = None
    """What a reviewer said of the match before, and whether it still holds."""

    @property
    def ours(self) -> str:
        """What of the row was compared: the name in quotes, or the identifiers that agree where no name was given ("imo 9116412")."""
        if self.input_name:
            return f"'{self.input_name}'"
        agreeing = (each for each in self.evidence if each.agreement is Agreement.AGREES)
        return ", ".join(f"{_words(each.field)} {each.ours}" for each in agreeing) or "an identifier"

    @property
    def dismissed(self) -> bool:
        """Did a reviewer dismiss it earlier, under a decision that still holds? It then raises no verdict."""
        return self.earlier is not None and self.earlier.dismisses

    @property
    def standing(self) -> bool:
        """Does it have a part in the verdict? Neither what the row contradicts nor what was dismissed has."""
        return self.strength is not Strength.CONTRADICTED and not self.dismissed

    @property
    def conflicting(self) -> tuple[str, ...]:
        """The fields of the evidence against the match, in words ("birth date"), each once."""
        against = (each for each in self.evidence if each.agreement is Agreement.CONFLICTS)
        return tuple(dict.fromkeys(_words(each.field) for each in against))

    @property
    def set_aside(self) -> str:
        """What speaks against the match, with both sides' values: "birth date 1990 against 1962-07-26"."""
        return "; ".join(
            f"{_words(each.field)} {each.ours} against {each.theirs}"
            for each in self.evidence
            if each.agreement is Agreement.CONFLICTS
        )


def _words(field: str) -> str:
    return field.removeprefix("identifier:").replace("_", " ")
