"""One OFAC entry while it is read: both file formats fill the same draft, so that they give equal entities."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache

from screening.lists.ofac.labels import CRYPTO_PREFIX, kind_of_label
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
    Vessel,
)
from screening.values import country_code, make_identifier, parse_date

_COUNTRY_TAIL = re.compile(r"\s*\(([^()\d]+)\)$")
_VALIDITY_TAIL = re.compile(r"\s+((?:issued|expires)\s+\d.*)$")
_country = lru_cache(maxsize=4096)(country_code)


def clean(text: str | None) -> str:
    """Trimmed, in Unicode's composed form; nothing else about a published text changes."""
    return unicodedata.normalize("NFC", text).strip() if text else ""


@dataclass(slots=True)
class EntityDraft:
    """What has been read of one entry so far."""

    uid: str
    kind: PartyKind
    primary: str
    strong: list[EntityName] = field(default_factory=list)
    weak: list[EntityName] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    title: str = ""
    gender: str | None = None
    birth_dates: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    addresses: list[Address] = field(default_factory=list)
    identifiers: dict[tuple[IdentifierKind, str, str | None], Identifier] = field(default_factory=dict)
    linked_to: set[str] = field(default_factory=set)
    remarks: set[str] = field(default_factory=set)
    vessel: Vessel | None = None

    def add_alias(self, text: str, kind: NameKind, quality: AliasQuality) -> None:
        bucket = self.weak if quality is AliasQuality.WEAK else self.strong
        bucket.append(EntityName(text, kind, quality))

    def add_address(self, parts: list[str], country: str) -> None:
        """`parts` are the lines without the country; an address without a word is none."""
        text = ", ".join(part for part in (*parts, country) if part)
        code = _country(country) if country else None
        if code:
            self.countries.add(code)
        if text:
            self.addresses.append(Address(text, code))

    def add_birth_date(self, text: str) -> bool:
        """False where the text is no date; it is kept among the remarks."""
        try:
            span = _date(text)
        except ValueError:
            self.remarks.add(f"DOB {text}")
            return False
        if span not in self.birth_dates:
            self.birth_dates.append(span)
        return True

    def add_birth_place(self, text: str) -> None:
        if text not in self.birth_places:
            self.birth_places.append(text)
        code = _country(text) or _country(text.rpartition(",")[2])
        if code:
            self.countries.add(code)

    def add_nationality(self, text: str, label: str) -> None:
        code = _country(text)
        if code is None:
            self.remarks.add(f"{label} {text}")  # A region or a former state: kept in words.
            return
        self.nationalities.add(code)
        self.countries.add(code)

    def add_feature(self, label: str, value: str, country: str = "", validity: str = "") -> None:
        """A labelled value ("Passport", "Gender", "Aircraft Model"): an identifier where the label is one, else a remark."""
        name = label.strip().rstrip(":").strip()
        folded = name.casefold()
        if folded == "gender" and value.casefold() in ("male", "female"):
            self.gender = value.casefold()
            return
        kind = kind_of_label(name)
        if folded in ("nationality of registration", "registration country") and (code := _country(value)):
            self.countries.add(code)
        if kind is None:
            tail = f" ({country})" if country else ""
            self.remarks.add(" ".join(part for part in (f"{label} {value}{tail}", validity) if part))
            return
        self._add_identifier(kind, name, value, country, validity)

    def add_feature_text(self, label: str, text: str) -> None:
        """A labelled value as the CSV remarks print it: "D9004878 (Iran) issued 18 Jul 2010 expires 18 Jul 2015"."""
        validity = country = ""
        if found := _VALIDITY_TAIL.search(text):
            text, validity = text[: found.start()], found[1]
        if (found := _COUNTRY_TAIL.search(text)) and found.start() > 0:
            text, country = text[: found.start()], found[1]
        self.add_feature(label, text, country, validity)

    def add_vessel(
        self, *, call_sign: str, kind: str, tonnage: str, gross: str, flag: str, owner: str
    ) -> None:
        if call_sign:
            self._add_identifier(IdentifierKind.CALL_SIGN, "", call_sign, "", "")
        weights = [
            f"{figure.replace(',', '')} {unit}"
            for figure, unit in ((tonnage, "DWT"), (gross, "GRT"))
            if figure
        ]
        code = _country(flag) if flag else None
        if code:
            self.countries.add(code)
        if kind or flag or weights or owner:
            self.vessel = Vessel(type=kind, flag=code or flag, tonnage=", ".join(weights), owner=owner)

    def _add_identifier(
        self, kind: IdentifierKind, label: str, value: str, country: str, validity: str
    ) -> None:
        code = _country(country) if country else None
        if code:
            self.countries.add(code)
        kind = _by_value(kind, value, self.kind)
        if kind is IdentifierKind.CRYPTO:
            value = f"{label.removeprefix(CRYPTO_PREFIX).strip(' -')} {value}".strip()
        identifier = make_identifier(kind, value, code)
        shown = value if kind is not IdentifierKind.OTHER else f"{label} {value}"
        place = f"({country})" if country and code is None else ""
        text = " ".join(part for part in (shown, place, validity) if part)
        self.identifiers.setdefault((kind, identifier.key, code), replace(identifier, text=text))

    def build(self, list_id: str, effect: Effect) -> Entity:
        """The finished entity. What OFAC's two formats order differently is sorted, so that both give the same."""
        return Entity(
            id=f"us-ofac:{self.uid}",
            list=list_id,
            kind=self.kind,
            names=(EntityName(self.primary), *self.strong, *self.weak),
            effect=effect,
            identifiers=tuple(
                sorted(
                    self.identifiers.values(),
                    key=lambda each: (each.kind, each.key, each.country or "", each.text),
                )
            ),
            birth_dates=tuple(self.birth_dates[:1] + sorted(self.birth_dates[1:])),
            birth_places=tuple(self.birth_places[:1] + sorted(self.birth_places[1:])),
            nationalities=tuple(sorted(self.nationalities)),
            countries=tuple(sorted(self.countries)),
            addresses=tuple(self.addresses),
            gender=self.gender,
            programs=tuple(sorted(self.programs)),
            title=self.title,
            linked_to=tuple(sorted(self.linked_to)),
            vessel=self.vessel,
            remarks="; ".join(sorted(self.remarks)),
        )


@lru_cache(maxsize=16384)
def _date(text: str) -> DateSpan:
    return parse_date(text)


def _by_value(kind: IdentifierKind, value: str, party: PartyKind) -> IdentifierKind:
    # OFAC files some numbers under a wider label than their own.
    if party is PartyKind.VESSEL and re.match(r"IMO\s*\d{7}$", value):
        return IdentifierKind.IMO
    if kind is IdentifierKind.IMO:
        return IdentifierKind.IMO if re.match(r"(?:IMO\s*)?\d{7}$", value) else IdentifierKind.REGISTRATION
    if kind is IdentifierKind.LEI and len(value.replace(" ", "")) != 20:
        return IdentifierKind.REGISTRATION
    return kind
