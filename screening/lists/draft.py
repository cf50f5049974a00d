"""One entry of any publisher's list while it is read."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from screening.model import (
    Address,
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    Identifier,
    IdentifierKind,
    NameKind,
    PartyKind,
    Relation,
    Vessel,
)
from screening.values import country_code, make_identifier, parse_date

country = lru_cache(maxsize=4096)(country_code)


def tidy(text: str | None) -> str:
    """Trimmed, in Unicode's composed form, every run of white space one space: publishers break lines inside names."""
    return " ".join(unicodedata.normalize("NFC", text).split()) if text else ""


@dataclass(slots=True)
class PartyDraft:
    """What has been read of one entry so far. Texts are expected tidy; an empty one adds nothing."""

    uid: str
    kind: PartyKind
    names: list[EntityName] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    legal_basis: list[str] = field(default_factory=list)
    title: str = ""
    gender: str | None = None
    birth_dates: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    addresses: list[Address] = field(default_factory=list)
    identifiers: dict[tuple[IdentifierKind, str, str | None], Identifier] = field(default_factory=dict)
    linked_to: set[str] = field(default_factory=set)
    relations: list[Relation] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    vessel: Vessel | None = None
    listed_on: date | None = None
    delisted_on: date | None = None
    also_on: tuple[str, ...] = ()

    def add_name(
        self,
        text: str,
        kind: NameKind = NameKind.AKA,
        quality: AliasQuality = AliasQuality.STRONG,
        *,
        language: str = "",
        script: str = "",
    ) -> bool:
        """Adds a name, even one that stands there already; False where it is empty."""
        if text:
            self.names.append(EntityName(text, kind, quality, language=language, script=script))
        return bool(text)

    def add_country(self, code: str | None) -> None:
        if code:
            self.countries.add(code)

    def add_address(self, parts: list[str], country_text: str, code: str | None = None) -> None:
        """`parts` are the lines without the country, which is given in words and, where the publisher has it, as a code."""
        text = ", ".join(part for part in (*parts, country_text) if part)
        code = code or (country(country_text) if country_text else None)
        self.add_country(code)
        if text:
            self.addresses.append(Address(text, code))

    def add_birth_date(self, span: DateSpan) -> None:
        if span not in self.birth_dates:
            self.birth_dates.append(span)

    def add_birth_place(self, text: str, code: str | None = None) -> None:
        if text and text not in self.birth_places:
            self.birth_places.append(text)
        self.add_country(code or country(text) or country(text.rpartition(",")[2]))

    def add_nationality(self, text: str, label: str = "nationality") -> bool:
        """False where the text is no country of today (a region, a former state, several): it is kept among the remarks."""
        code = country(text)
        if code is None:
            self.add_remark(f"{label} {text}")
            return False
        self.nationalities.add(code)
        self.countries.add(code)
        return True

    def add_identifier(
        self, kind: IdentifierKind, value: str, code: str | None = None, *, shown: str = ""
    ) -> None:
        """A number of one kind with its issuing country; `shown` is what a reader sees, the number itself unless given."""
        identifier = make_identifier(kind, value, code)
        self.add_country(code)
        self.identifiers.setdefault((kind, identifier.key, code), replace(identifier, text=shown or value))

    def add_relation(self, kind: str, name: str, entity: str = "") -> None:
        """A tie to another party; `entity` is that party's id, empty where the publisher gives none."""
        relation = Relation(kind, name, entity)
        if relation not in self.relations:
            self.relations.append(relation)

    def add_remark(self, text: str) -> None:
        if text and text not in self.remarks:
            self.remarks.append(text)

    def build(self, publisher: str, list_id: str, effect: Effect) -> Entity:
        """The finished entity. What has no order of its own is sorted, so that one party reads the same from every format."""
        return Entity(
            id=f"{publisher}:{self.uid}",
            list=list_id,
            kind=self.kind,
            names=tuple(self.names),
            effect=effect,
            identifiers=tuple(
                sorted(
                    self.identifiers.values(),
                    key=lambda each: (each.kind, each.key, each.country or "", each.text),
                )
            ),
            birth_dates=tuple(sorted(self.birth_dates)),
            birth_places=tuple(sorted(self.birth_places)),
            nationalities=tuple(sorted(self.nationalities)),
            countries=tuple(sorted(self.countries)),
            addresses=tuple(self.addresses),
            gender=self.gender,
            programs=tuple(sorted(set(self.programs))),
            title=self.title,
            linked_to=tuple(sorted(self.linked_to)),
            vessel=self.vessel,
            remarks="; ".join(self.remarks),
            relations=tuple(self.relations),
            legal_basis=tuple(dict.fromkeys(self.legal_basis)),
            listed_on=self.listed_on,
            delisted_on=self.delisted_on,
            also_on=tuple(sorted(set(self.also_on) - {list_id})),
        )


@lru_cache(maxsize=16384)
def parsed_date(text: str) -> DateSpan:
    """`parse_date`, remembered: a list says the same dates over and over. Raises ValueError where the text is none."""
    return parse_date(text)


def day_of(text: str) -> date | None:
    """The day that starts an ISO date or time ("2024-05-13T17:44:28+02:00"); None where the text is empty or no day."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
