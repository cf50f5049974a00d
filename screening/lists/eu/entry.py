"""One entry of the European Union's list, read from facts named as the attributes of its XML ("wholeName", "countryIso2Code").

Format: https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions (schema FSF 1.1).
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from screening.lists.draft import PartyDraft, country, day_of, parsed_date, tidy
from screening.lists.eu.identifications import read_identification
from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    IdentifierKind,
    NameKind,
    PartyKind,
)

Facts = Mapping[str, str]
LIST_ID = PUBLISHER_ID = "eu-fsf"
_KINDS = {
    "person": PartyKind.PERSON,
    "p": PartyKind.PERSON,
    "enterprise": PartyKind.ORGANIZATION,
    "e": PartyKind.ORGANIZATION,
}
_GENDERS = {"m": "male", "f": "female"}
_LOW = re.compile(r"\blow[ -]quality\b", re.IGNORECASE)
# The remark stands in the language of the alias: "former name" as the Union's languages say it, but not the "Former Director" of a role.
_FORMER = re.compile(
    r"^\W*(?:former name|formerly\b|previously (?:listed|known)|anciennement|ehemals|frühere|già$|anteriormente|voorheen bekend|tidligere kendt"
    r"|tidigare känd|entinen$|dříve znám|predtým znám|prej imenovano|ranije poznato|anksčiau žinoma|korábbi elnevezés|qabel kien|uprzednio zn"
    r"|cunoscut anterior|varem tuntud|iepriekš zinām)",
    re.IGNORECASE,
)
_CONTACTS = {
    "PHONE": IdentifierKind.PHONE,
    "WEB": IdentifierKind.WEBSITE,
    "EMAIL": IdentifierKind.EMAIL,
}
_UNKNOWN_COUNTRY = "00"


@dataclass(slots=True)
class EntryDraft(PartyDraft):
    """An entry of the list while it is read; `names_read` counts the published spellings."""

    names_read: int = 0
    doubts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, uid: str, facts: Facts) -> "EntryDraft":
        """From the facts of the entry itself: its subject type and regulation, references and remarks."""
        kind = _KINDS.get(tidy(facts.get("code")).casefold()) or _KINDS.get(
            tidy(facts.get("classificationCode")).casefold()
        )
        draft = cls(uid, kind or PartyKind.ANY)
        if kind is None:
            draft.doubts["entries whose type of subject is not known were read as of any kind"] += 1
        draft.add_date(facts.get("designationDate"))
        for name, label in (("euReferenceNumber", "EU reference"), ("unitedNationId", "UN reference")):
            if text := tidy(facts.get(name)):
                draft.add_remark(f"{label} {text}")
        draft.add_remark(tidy(facts.get("designationDetails")))
        draft.add_remark(tidy(facts.get("remark")))
        return draft

    def add_date(self, text: str | None) -> None:
        """A day on which an act that names the party was published or took effect: the first is the day of listing."""
        day: date | None = day_of(text or "")
        if day and (self.listed_on is None or day < self.listed_on):
            self.listed_on = day

    def add_regulation(self, facts: Facts) -> None:
        """The act that lists the party, with its programme."""
        if programme := tidy(facts.get("programme")):
            self.programs.append(programme)
        if title := tidy(facts.get("numberTitle")):
            published = tidy(facts.get("publicationDate"))
            act = f"{tidy(facts.get('organisationType'))} {tidy(facts.get('regulationType'))}".strip()
            words = (act and f"{act}:", title, published and f"of {published}")
            self.legal_basis.append(" ".join(word for word in words if word))
        self.add_date(facts.get("publicationDate"))
        self.add_date(facts.get("entryIntoForceDate"))

    def read_name(self, facts: Facts) -> None:
        self.names_read += 1
        first, middle, last = (tidy(facts.get(name)) for name in ("firstName", "middleName", "lastName"))
        whole, remark = tidy(facts.get("wholeName")), tidy(facts.get("remark"))
        given = " ".join(word for word in (first, middle) if word)
        ordered = ", ".join(word for word in (last, given) if word)
        weak = tidy(facts.get("strong")).casefold() == "false" or bool(_LOW.search(remark))
        quality = AliasQuality.WEAK if weak else AliasQuality.STRONG
        kind = NameKind.FKA if _FORMER.search(remark) else NameKind.AKA
        language = tidy(facts.get("nameLanguage")).casefold()
        self.add_name(whole or ordered, kind, quality, language=language)
        # The parts say more only where the whole name lost a letter or a word of them.
        if whole and any(word.casefold() not in whole.casefold() for word in (first, last)):
            self.add_name(ordered, kind, quality, language=language)
        if not (whole or ordered):
            self.doubts["names without a word"] += 1
        roles = (tidy(facts.get("title")), tidy(facts.get("function")))
        self.title = "; ".join(dict.fromkeys(word for word in (*self.title.split("; "), *roles) if word))
        self.gender = self.gender or _GENDERS.get(tidy(facts.get("gender")).casefold())
        if remark:
            self.add_remark(f"{whole or ordered}: {remark}")

    def read_address(self, facts: Facts) -> None:
        names = ("street", "poBox", "place", "city", "zipCode", "region")
        lines = [tidy(facts.get(name)) for name in names]
        if lines[1] and not lines[1].casefold().startswith("p"):
            lines[1] = f"P.O. Box {lines[1]}"
        code, where = _country(facts)
        self.add_address(lines, where, code)
        if remark := tidy(facts.get("remark")):
            self.add_remark(f"address: {remark}")

    def read_contact(self, key: str, value: str) -> None:
        kind = _CONTACTS.get(key.upper())
        for text in re.split(r"[;\n]", value):
            if kind and (plain := tidy(text)):
                self.add_identifier(kind, plain)
            elif plain := tidy(text):
                self.add_remark(f"{key.casefold()} {plain}")

    def read_birth(self, facts: Facts) -> None:
        code, where = _country(facts)
        place = ", ".join(word for name in ("city", "place", "region") if (word := tidy(facts.get(name))))
        if place or code:
            self.add_birth_place(", ".join(word for word in (place, where) if word), code)
        span = _span(facts)
        if span:
            self.add_birth_date(span)
        elif words := _date_words(facts):
            self.add_remark(f"DOB {words}")
            self.doubts["dates of birth are no dates of this calendar and were kept as remarks"] += 1
        if remark := tidy(facts.get("remark")):
            self.add_remark(f"birth: {remark}")

    def read_citizenship(self, facts: Facts) -> None:
        code, where = _country(facts)
        if code:
            self.nationalities.add(code)
            self.countries.add(code)
        elif where and not self.add_nationality(where, "citizen"):
            self.doubts["citizenships that are no country were kept as remarks"] += 1
        for word in (tidy(facts.get("region")), tidy(facts.get("remark"))):
            if word:
                self.add_remark(f"citizenship: {word}")

    def read_identification(self, facts: Facts) -> None:
        read_identification(self, facts, _country(facts)[0])

    def finish(self) -> Entity:
        """The entry, its plainest name first: current, good, and in English or in no stated language."""
        chosen = next((name for name in self.names if _plain(name)), self.names[0])
        at = self.names.index(chosen)
        rest = [name for place, name in enumerate(self.names) if place != at]
        self.names = [
            EntityName(chosen.text, NameKind.PRIMARY, chosen.quality, language=chosen.language),
            *rest,
        ]
        return self.build(PUBLISHER_ID, LIST_ID, Effect.BLOCKED)


def _plain(name: EntityName) -> bool:
    good = name.kind is NameKind.AKA and name.quality is AliasQuality.STRONG
    return good and name.language in ("", "en") and name.text.isascii()


def _country(facts: Facts) -> tuple[str | None, str]:
    """(ISO alpha-2 or None, the country in words); nothing for the publisher's "00 UNKNOWN"."""
    code, words = tidy(facts.get("countryIso2Code")), tidy(facts.get("countryDescription"))
    if code == _UNKNOWN_COUNTRY or words.casefold() == "unknown":
        return None, ""
    return country(code) or country(words), words


def _span(facts: Facts) -> DateSpan | None:
    """The date as far as it is known; None where there is none in the Gregorian calendar: another calendar's day is not converted."""
    around = tidy(facts.get("circa")).casefold() == "true"
    foreign = tidy(facts.get("calendarType")).upper() not in ("", "GREGORIAN")
    day = day_of(facts.get("birthdate", ""))
    year, month = tidy(facts.get("year")), tidy(facts.get("monthOfYear"))
    start, end = tidy(facts.get("yearRangeFrom")), tidy(facts.get("yearRangeTo"))
    try:
        # The publisher fills a day it does not know with the first of January: the parts say how far the date is known.
        if day and (foreign or tidy(facts.get("dayOfMonth")) or not year):
            span = DateSpan.day(day)
        elif foreign:
            return None
        elif year and month:
            span = DateSpan.month(int(year), int(month))
        elif year:
            span = parsed_date(year)
        elif start and end:
            span = parsed_date(f"{start} to {end}")
        else:
            return None
    except ValueError:
        return None
    return DateSpan(span.first, span.last, around)


def _date_words(facts: Facts) -> str:
    names = ("birthdate", "year", "monthOfYear", "dayOfMonth", "yearRangeFrom", "yearRangeTo")
    words = [f"{name} {text}" for name in names if (text := tidy(facts.get(name)))]
    calendar = tidy(facts.get("calendarType"))
    return ", ".join((*words, f"{calendar} calendar") if words and calendar else words)
