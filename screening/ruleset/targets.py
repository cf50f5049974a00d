"""Named parties of a measure: a closed set with names and identifiers, or a selection of a loaded list."""

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from screening.model import (
    Address,
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    IdentifierKind,
    NameKind,
    PartyKind,
)
from screening.ruleset.schema import FileModel, Identity, Source, Text
from screening.values.dates import parse_date
from screening.values.identifiers import make_identifier

# Where an entity that ships with the rules says it comes from.
BUNDLED = "bundled-targets"


def _span(value: object) -> object:
    """Publishers write "1962", "1962-04", "circa 1962" or "1962 to 1964"; a plain integer in YAML is a year."""
    if isinstance(value, date):
        return DateSpan.day(value)
    return parse_date(str(value)) if isinstance(value, str | int) else value


def _country(value: str) -> str:
    if len(value) != 2 or not value.isascii() or not value.isupper():
        raise ValueError(f"'{value}' is not a country; expected ISO 3166 alpha-2 such as RU")
    return value


Country = Annotated[str, AfterValidator(_country)]
Span = Annotated[DateSpan, BeforeValidator(_span)]


class NameEntry(FileModel):
    """One spelling."""

    text: Text
    kind: NameKind = NameKind.PRIMARY
    quality: AliasQuality = AliasQuality.STRONG


class IdentifierEntry(FileModel):
    """One identifier as published."""

    kind: IdentifierKind
    text: Text
    country: Country | None = None
    note: str = ""


class AddressEntry(FileModel):
    """One address as published."""

    text: Text
    country: Country | None = None


class EntityEntry(FileModel):
    """One party of a closed target; the first name is the primary one."""

    id: Text
    kind: PartyKind
    names: Annotated[tuple[NameEntry, ...], Field(min_length=1)]
    programs: tuple[Text, ...] = ()
    identifiers: tuple[IdentifierEntry, ...] = ()
    birth_dates: tuple[Span, ...] = ()
    birth_places: tuple[Text, ...] = ()
    nationalities: tuple[Country, ...] = ()
    addresses: tuple[AddressEntry, ...] = ()
    gender: str | None = None
    title: str = ""
    linked_to: tuple[Text, ...] = ()
    remarks: str = ""

    def entity(self, effect: Effect, *, names_unique: bool) -> Entity:
        # A name that the target itself calls weak is shared with others, so it is never unique.
        countries = [
            *self.nationalities,
            *(each.country for each in self.addresses if each.country),
            *(each.country for each in self.identifiers if each.country),
        ]
        return Entity(
            id=self.id,
            list=BUNDLED,
            kind=self.kind,
            names=tuple(
                EntityName(
                    each.text, each.kind, each.quality, names_unique and each.quality is AliasQuality.STRONG
                )
                for each in self.names
            ),
            effect=effect,
            identifiers=tuple(
                make_identifier(each.kind, each.text, each.country) for each in self.identifiers
            ),
            birth_dates=self.birth_dates,
            birth_places=self.birth_places,
            nationalities=self.nationalities,
            countries=tuple(dict.fromkeys(countries)),
            addresses=tuple(Address(each.text, each.country) for each in self.addresses),
            gender=self.gender,
            programs=self.programs,
            title=self.title,
            linked_to=self.linked_to,
            remarks=self.remarks,
        )


class Selection(FileModel):
    """Every entry of a loaded list, or those of its entries that carry one of the named programmes, or one of the remarks as whole words.

    `programs` beside `remarks` narrows: an entry must carry one of each.
    """

    list: Identity
    programs: tuple[Text, ...] = ()
    remarks: tuple[Text, ...] = ()


class Target(FileModel):
    """A set of parties. `fifty_percent_rule` says whether what they own to half or more is treated as they are."""

    kind_of_file: ClassVar[str] = "target"

    id: Identity
    title: Text
    effect: Effect
    authority: Text
    expected_count: Annotated[int, Field(ge=0)] | None = None
    fifty_percent_rule: bool = False
    names_unique: bool = False
    sources: tuple[Source, ...] = ()
    entities: tuple[EntityEntry, ...] = ()
    select: Selection | None = None

    @model_validator(mode="after")
    def _one_way_to_name_members(self) -> Self:
        if self.select is not None and self.entities:
            raise ValueError("it both names its members and selects them from a list; keep one")
        found = len(self.entities)
        if self.expected_count is not None and self.select is None and found != self.expected_count:
            raise ValueError(f"it names {found} parties where expected_count says {self.expected_count}")
        ids = [each.id for each in self.entities]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"it names {', '.join(twice)} twice")
        return self

    def members(self) -> tuple[Entity, ...]:
        return tuple(each.entity(self.effect, names_unique=self.names_unique) for each in self.entities)
