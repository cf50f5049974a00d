"""One OFAC entry while it is read: every file format fills the same draft, so that they give equal entities."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from screening.lists.draft import PartyDraft, country, parsed_date
from screening.lists.ofac.labels import CRYPTO_PREFIX, kind_of_label
from screening.model import (
    AliasQuality,
    Effect,
    Entity,
    EntityName,
    IdentifierKind,
    PartyKind,
    Vessel,
)
from screening.values import make_identifier

PUBLISHER_ID = "us-ofac"
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


def clean(text: str | None) -> str:
    """Trimmed, in Unicode's composed form, quotes single: the CSV set cannot hold a double quote, and one party must read the same from both forms."""
    return unicodedata.normalize("NFC", text).replace('"', "'").strip() if text else ""


def without_stop(text: str) -> str:
    """Without a full stop at the end, but with the one of dotted initials ("S.A."): the CSV form ends a remark with a stop that serves for both."""
    bare = text.rstrip(". ")
    return f"{bare}." if _INITIALS.search(bare) else bare


@dataclass(slots=True)
class EntityDraft(PartyDraft):
    """A party's draft that reads what OFAC labels with words.

    `blocks` and `blocked_on` are the structured formats' own word on the effect of the entry; None where the format says nothing.
    """

    blocks: bool | None = None
    blocked_on: date | None = None

    @classmethod
    def of(cls, uid: str, kind: PartyKind, primary: str, title: str = "") -> "EntityDraft":
        return cls(uid, kind, [EntityName(primary)], title=title)

    def read_birth_date(self, text: str) -> bool:
        """False where the text is no date; it is kept among the remarks."""
        try:
            self.add_birth_date(parsed_date(text))
        except ValueError:
            self.add_remark(f"DOB {text}")
            return False
        return True

    def add_birth_place(self, text: str, code: str | None = None) -> None:
        PartyDraft.add_birth_place(self, without_stop(text), code)

    def add_remark(self, text: str) -> None:
        """A statement that is none of the facts above."""
        PartyDraft.add_remark(self, without_stop(text))

    def add_parts(self, parts: Mapping[str, str], country_text: str) -> None:
        """An address by OFAC's names of its parts ("address1", "city"), written as the CSV set writes it."""
        street = [parts.get(f"address{number}", "") for number in "123"]
        town = ", ".join(
            line for name in ("city", "state/province", "stateorprovince") if (line := parts.get(name, ""))
        )
        code = parts.get("postal code", "") or parts.get("postalcode", "")
        city = " ".join(line for line in (town, code) if line)
        # Where the other formats have no country, they print the region in its place.
        where = country_text or (f"Region: {region}" if (region := parts.get("region", "")) else "")
        self.add_address([", ".join(line for line in street if line), city], where)

    def relate(self, kind: str, name: str, uid: str) -> None:
        """A tie to another entry, which the other formats print as "Linked To:"."""
        self.add_relation(kind, name, f"{PUBLISHER_ID}:{uid}" if uid else "")
        self.linked_to.add(without_stop(name))

    def add_feature(self, label: str, text: str) -> None:
        """A labelled value as the CSV remarks print it ("Passport", "D9004878 (Iran) issued 18 Jul 2010"): an identifier where the label is one,
        else a remark.
        """
        name = label.strip().rstrip(":").strip()
        folded = name.casefold()
        if folded == "gender" and text.casefold() in ("male", "female"):
            self.gender = text.casefold()
            return
        if folded in ("nationality of registration", "registration country") and (code := country(text)):
            self.countries.add(code)
        kind = kind_of_label(name)
        if kind is None or not (kind in _DIGITLESS or any(map(str.isdigit, text))):
            self.add_remark(f"{label} {text}")
        else:
            self._add_identifier(kind, name, text)

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
        code = country(flag) if flag else None
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

    def finish(self, list_id: str, effect: Effect) -> Entity:
        """The finished entity: names by quality and remarks in the order of the alphabet, which OFAC's formats order differently."""
        self.names.sort(key=lambda name: name.quality is AliasQuality.WEAK)
        self.remarks.sort()
        if effect is Effect.BLOCKED:
            self.listed_on = self.blocked_on or self.listed_on
        return self.build(PUBLISHER_ID, list_id, effect)


def _split_tail(text: str) -> tuple[str, str, str | None]:
    """(the number, what stands behind it as it is to be shown, the issuing country): "123 (Medellin) (Colombia) issued 2005" gives
    ("123", " (Medellin) issued 2005", "CO").
    """
    value, tail, code = text, "", None
    if found := _VALIDITY_TAIL.search(value):
        value, tail = value[: found.start()], " " + found[1]
    while (found := _COUNTRY_TAIL.search(value)) and found.start() > 0:
        value = value[: found.start()]
        issuer = country(found[1])
        if issuer is None or code is not None:
            tail = f" ({found[1]})" + tail
        code = code or issuer
    return value, tail, code


def _by_value(kind: IdentifierKind, value: str, party: PartyKind) -> IdentifierKind:
    # OFAC files some numbers under a wider label than their own.
    if party is PartyKind.VESSEL and re.match(r"IMO\s*\d{7}$", value):
        return IdentifierKind.IMO
    if kind is IdentifierKind.IMO:
        return IdentifierKind.IMO if re.match(r"(?:IMO\s*)?\d{7}$", value) else IdentifierKind.REGISTRATION
    if kind is IdentifierKind.LEI and len(value.replace(" ", "")) != 20:
        return IdentifierKind.REGISTRATION
    return kind
