"""A listed party as its publisher describes it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from screening.model.dates import DateSpan
from screening.model.identifier import Identifier

_T = TypeVar("_T")


class PartyKind(StrEnum):
    """What a party is; ANY where the source does not say."""

    PERSON = "person"
    ORGANIZATION = "organization"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ANY = "any"


class NameKind(StrEnum):
    """How a publisher relates a name to its entity."""

    PRIMARY = "primary"
    AKA = "aka"
    FKA = "fka"
    NKA = "nka"


class AliasQuality(StrEnum):
    """A publisher's own word on how far an alias alone should alert (OFAC FAQ 122: weak aliases are broad or generic)."""

    STRONG = "strong"
    WEAK = "weak"


class Effect(StrEnum):
    """What being named does to a party: property blocked, certain dealings restricted, exports licensed, or nothing."""

    BLOCKED = "blocked"
    RESTRICTED = "restricted"
    EXPORT_CONTROLLED = "export_controlled"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EntityName:
    """One spelling under which an entity is listed; a person's is "SURNAME, Given" as OFAC writes it, or in natural order.

    `unique` says that nobody else bears this name, so that the name alone identifies ("Ministry of Finance of the Russian Federation").
    `language` (ISO 639 code) and `script` (ISO 15924 code, such as "Cyrl") are the publisher's own word, empty where it has none.
    """

    text: str
    kind: NameKind = NameKind.PRIMARY
    quality: AliasQuality = AliasQuality.STRONG
    unique: bool = False
    language: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A published address; `country` is ISO 3166 alpha-2, None where the publisher's word is not a country."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Vessel:
    """Vessel and aircraft data as published, empty where not."""

    type: str = ""
    flag: str = ""
    tonnage: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another party as published ("Owned or controlled by"); `entity` is its id where the publisher gives one, else empty."""

    kind: str
    name: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A listed party. `id` is "<publisher>:<the publisher's number>" ("us-ofac:31126"); `list` the list it was read from.

    Countries are ISO 3166 alpha-2: `nationalities` includes citizenships; `countries` is every country the entry links the
    party to (nationality, address, place of birth, issuing country of an identifier, flag).
    """

    id: str
    list: str
    kind: PartyKind
    names: tuple[EntityName, ...]
    effect: Effect = Effect.BLOCKED
    identifiers: tuple[Identifier, ...] = ()
    birth_dates: tuple[DateSpan, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    gender: str | None = None
    programs: tuple[str, ...] = ()
    title: str = ""
    linked_to: tuple[str, ...] = ()
    vessel: Vessel | None = None
    remarks: str = ""
    relations: tuple[Relation, ...] = ()
    legal_basis: tuple[str, ...] = ()
    """The acts under which the party is listed, as published."""
    listed_on: date | None = None
    """The day of listing, where the publisher gives one: before it the entry does not bind."""
    delisted_on: date | None = None
    also_on: tuple[str, ...] = ()
    """Other lists that the party stands on, where entries of several were united."""

    @property
    def name(self) -> str:
        """The primary name."""
        return self.names[0].text

    def united_with(self, other: "Entity") -> "Entity":
        """This entry, completed by what only `other` (the same party elsewhere) says; the graver effect of the two holds.

        A name that either calls unique is unique.
        """
        sure = {name.text for name in other.names if name.unique}
        ours = tuple(replace(name, unique=True) if name.text in sure else name for name in self.names)
        return replace(
            self,
            names=_union(ours, other.names, key=lambda name: name.text.casefold()),
            effect=min(self.effect, other.effect, key=_GRAVITY.index),
            identifiers=_union(self.identifiers, other.identifiers, key=lambda each: (each.kind, each.key)),
            birth_dates=_union(self.birth_dates, other.birth_dates),
            birth_places=_union(self.birth_places, other.birth_places),
            nationalities=_union(self.nationalities, other.nationalities),
            countries=_union(self.countries, other.countries),
            addresses=_union(self.addresses, other.addresses),
            gender=self.gender or other.gender,
            programs=_union(self.programs, other.programs),
            title=self.title or other.title,
            linked_to=_union(self.linked_to, other.linked_to),
            vessel=self.vessel or other.vessel,
            remarks=_joined(self.remarks, other.remarks),
            relations=_union(self.relations, other.relations),
            legal_basis=_union(self.legal_basis, other.legal_basis),
            listed_on=_first(self.listed_on, other.listed_on),
            delisted_on=_last(self.delisted_on, other.delisted_on),
            also_on=tuple(sorted({*self.also_on, other.list, *other.also_on} - {self.list, ""})),
        )


# Most severe first: a party that stands in several places carries the gravest effect.
_GRAVITY = (Effect.BLOCKED, Effect.RESTRICTED, Effect.EXPORT_CONTROLLED, Effect.NONE)


def _first(ours: date | None, theirs: date | None) -> date | None:
    return min(ours, theirs) if ours and theirs else ours or theirs


def _last(ours: date | None, theirs: date | None) -> date | None:
    # Still listed in one place is still listed.
    return max(ours, theirs) if ours and theirs else None


def _joined(ours: str, theirs: str) -> str:
    return "; ".join(dict.fromkeys(each for each in (ours, theirs) if each))


def _union(
    ours: tuple[_T, ...], theirs: tuple[_T, ...], *, key: Callable[[_T], Hashable] = lambda each: each
) -> tuple[_T, ...]:
    seen = {key(each) for each in ours}
    return ours + tuple(each for each in theirs if key(each) not in seen)
