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
_VALIDITY_TAIL = re.compile(r"\s+((?:issued|expires)\s+(?:\d|[A-Z][a-z]{2} \d|circa).*)$")
# Kinds that may be written without a digit; a text without one under another label is a sentence ("Passport was issued in Ulm").
_DIGITLESS = frozenset(
    {
        IdentifierKind.BIC,
        IdentifierKind.CALL_SIGN,
        IdentifierKind.EMAIL,
        IdentifierKind.OTHER,
        IdentifierKind.TAIL_NUMBER,
        IdentifierKind.WEBSITE,
    }
)
_INITIALS = re.compile(r"(?:\b\w\.)+\w$")
_country = lru_cache(maxsize=4096)(country_code)


def clean(text: str | None) -> str:
    """Trimmed, in Unicode's composed form, quotes single: the CSV set cannot hold a double quote, and one party must read the same from both forms."""
    return unicodedata.normalize("NFC", text).replace('"', "'").strip() if text else ""


def without_stop(text: str) -> str:
    """Without a full stop at the end, but with the one of dotted initials ("S.A."): the CSV form ends a remark with a stop that serves for both."""
    bare = text.rstrip(". ")
    return f"{bare}." if _INITIALS.search(bare) else bare


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
            self.add_remark(f"DOB {text}")
            return False
        if span not in self.birth_dates:
            self.birth_dates.append(span)
        return True

    def add_birth_place(self, place: str) -> None:
        text = without_stop(place)
        if text not in self.birth_places:
            self.birth_places.append(text)
        code = _country(text) or _country(text.rpartition(",")[2])
        if code:
            self.countries.add(code)

    def add_nationality(self, text: str, label: str) -> None:
        code = _country(text)
        if code is None:
            self.add_remark(f"{label} {text}")  # A region or a former state: kept in words.
            return
        self.nationalities.add(code)
        self.countries.add(code)

    def add_feature(self, label: str, text: str) -> None:
        """A labelled value as the CSV remarks print it ("Passport", "D9004878 (Iran) issued 18 Jul 2010"): an identifier where the label is one,
        else a remark.
        """
        name = label.strip().rstrip(":").strip()
        folded = name.casefold()
        if folded == "gender" and text.casefold() in ("male", "female"):
            self.gender = text.casefold()
            return
        if folded in ("nationality of registration", "registration country") and (code := _country(text)):
            self.countries.add(code)
        kind = kind_of_label(name)
        if kind is None or not (kind in _DIGITLESS or any(map(str.isdigit, text))):
            self.add_remark(f"{label} {text}")
        else:
            self._add_identifier(kind, name, text)

    def add_remark(self, text: str) -> None:
        """A statement that is none of the facts above."""
        self.remarks.add(without_stop(text))

    def add_vessel(
        self, *, call_sign: str, kind: str, tonnage: str, gross: str, flag: str, owner: str
    ) -> None:
        if call_sign:
            self._add_identifier(IdentifierKind.CALL_SIGN, "", call_sign)
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

    def _add_identifier(self, kind: IdentifierKind, label: str, text: str) -> None:
        value, tail, code = _split_tail(text)
        if code:
            self.countries.add(code)
        kind = _by_value(kind, value, self.kind)
        if kind is IdentifierKind.CRYPTO:
            value = f"{label.removeprefix(CRYPTO_PREFIX).strip(' -')} {value}".strip()
        identifier = make_identifier(kind, value, code)
        shown = value if kind is not IdentifierKind.OTHER else f"{label} {value}".strip()
        self.identifiers.setdefault((kind, identifier.key, code), replace(identifier, text=shown + tail))

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
            birth_dates=tuple(sorted(self.birth_dates)),
            birth_places=tuple(sorted(self.birth_places)),
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


def _split_tail(text: str) -> tuple[str, str, str | None]:
    """(the number, what stands behind it as it is to be shown, the issuing country): "123 (Medellin) (Colombia) issued 2005" gives
    ("123", " (Medellin) issued 2005", "CO").
    """
    value, tail, code = text, "", None
    if found := _VALIDITY_TAIL.search(value):
        value, tail = value[: found.start()], " " + found[1]
    while (found := _COUNTRY_TAIL.search(value)) and found.start() > 0:
        value = value[: found.start()]
        country = _country(found[1])
        if country is None or code is not None:
            tail = f" ({found[1]})" + tail
        code = code or country
    return value, tail, code


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
