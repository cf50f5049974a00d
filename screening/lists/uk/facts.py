"""What the lists of the United Kingdom say of a party in csv and in XML alike: each published word to a fact of the draft."""

import re
from itertools import zip_longest

from screening.lists.party import SpreadDraft, find_country
from screening.lists.uk.numbered import (
    add_document,
    add_nationalities,
    national_kind,
    passport_kind,
    registration_kind,
    split_numbered,
)
from screening.model import AliasQuality, IdentifierKind, NameKind, PartyKind, Vessel

KINDS = {"individual": PartyKind.PERSON, "entity": PartyKind.ORGANIZATION, "ship": PartyKind.VESSEL}
# A day or month that is not known is written as zeros or as the letters of its place.
_PARTIAL = re.compile(r"^(00|dd|\d{1,2})[/.-](00|mm|\d{1,2})[/.-](\d{4})$", re.IGNORECASE)
_UNKNOWN = ("00", "dd", "mm")
_SCRIPTS = {
    "arabic": "Arab", "persian": "Arab", "cyrillic": "Cyrl", "chinese": "Hani", "simplified chinese": "Hans", "traditional chinese": "Hant", "han": "Hani",
    "hangul": "Hang", "korean": "Kore", "hebrew": "Hebr", "japanese": "Jpan", "burmese": "Mymr", "myanmar": "Mymr", "thai": "Thai", "greek": "Grek",
    "georgian": "Geor", "armenian": "Armn", "devanagari": "Deva", "bengali": "Beng", "ethiopic": "Ethi", "ge'ez": "Ethi", "latin": "Latn", "khmer": "Khmr",
}  # fmt: skip
_LANGUAGES = {
    "arabic": "ar", "russian": "ru", "ukrainian": "uk", "belarusian": "be", "belarussian": "be", "farsi": "fa", "persian": "fa", "dari": "prs", "pashto": "ps",
    "urdu": "ur", "chinese": "zh", "mandarin": "zh", "korean": "ko", "burmese": "my", "hebrew": "he", "kurdish": "ku", "turkish": "tr", "serbian": "sr",
    "georgian": "ka", "armenian": "hy", "japanese": "ja", "bulgarian": "bg", "kazakh": "kk", "uzbek": "uz", "tigrinya": "ti", "amharic": "am", "somali": "so",
    "greek": "el", "english": "en", "french": "fr", "spanish": "es", "bengali": "bn", "thai": "th", "khmer": "km", "azerbaijani": "az",
}  # fmt: skip


def add_name(draft: SpreadDraft, parts: list[str], kind: str, strength: str) -> None:
    """`parts` are names 1 to 5 and the last name 6, the surname of an individual. A weak alias is "low quality" in the publisher's words."""
    *given, last = (" ".join(part.split()) for part in parts)
    before = " ".join(part for part in given if part)
    person = draft.kind is PartyKind.PERSON and last and before
    text = f"{last}, {before}" if person else " ".join(part for part in (before, last) if part)
    draft.add_name(text, _name_kind(kind), _quality(strength))


def add_non_latin_name(draft: SpreadDraft, text: str, script: str, language: str) -> None:
    """The name in its own script, with ISO codes for the publisher's words where they are known."""
    draft.add_name(
        text,
        NameKind.AKA,
        language=_LANGUAGES.get(language.strip().casefold(), ""),
        script=_SCRIPTS.get(script.strip().casefold(), ""),
    )


def add_birth_dates(draft: SpreadDraft, text: str) -> int:
    """Every date of a cell; returns how many were no dates."""
    return sum(not draft.read_birth_date(_written_out(each)) for each in split_numbered(text))


def add_birth_places(draft: SpreadDraft, town: str, country: str) -> None:
    """Towns and countries numbered alike are paired; otherwise each stands for itself."""
    towns, countries = split_numbered(town), split_numbered(country)
    if len(countries) == 1:
        countries = countries * max(1, len(towns))
    paired = len(towns) == len(countries) or not towns or not countries
    pairs = (
        list(zip_longest(towns, countries, fillvalue=""))
        if paired
        else [*((each, "") for each in towns), *(("", each) for each in countries)]
    )
    for place, land in pairs:
        text = ", ".join(part for part in (place, land) if part)
        draft.add_birth_place(text, find_country(land or place.rpartition(",")[2]))


def add_contacts(draft: SpreadDraft, phone: str = "", website: str = "", email: str = "") -> None:
    for kind, text in (
        (IdentifierKind.PHONE, phone),
        (IdentifierKind.WEBSITE, website),
        (IdentifierKind.EMAIL, email),
    ):
        for each in split_numbered(text):
            draft.add_identifier(kind, each)


def add_documents(
    draft: SpreadDraft, *, passport: str, about_passport: str, national: str, about_national: str
) -> None:
    """Passports and national numbers. Where number and remark stand in two cells, the remark says the country and what else is known."""
    for number, about, kind_of, label in (
        (passport, about_passport, passport_kind, "Passport"),
        (national, about_national, national_kind, "National identification"),
    ):
        numbers, remarks = split_numbered(number), split_numbered(about)
        if not numbers:
            numbers, remarks = remarks, []
        if len(remarks) != len(numbers):
            remarks = [about] * len(numbers) if remarks else [""] * len(numbers)
        for each, remark in zip(numbers, remarks, strict=True):
            add_document(draft, kind_of(f"{each} {remark}"), each, label, remark)


def add_company(
    draft: SpreadDraft, *, registration: str = "", parent: str = "", subsidiaries: str = "", form: str = ""
) -> None:
    """What is published of an organization: numbers, owners and those that it owns."""
    for each in split_numbered(registration):
        add_document(draft, registration_kind(each), each, "Business registration")
    for each in split_numbered(parent):
        draft.add_relation("Parent company", each)
    for each in split_numbered(subsidiaries):
        draft.add_relation("Subsidiary", each)
    if form:
        draft.add_remark(f"Type of entity: {form}")


def add_ship(
    draft: SpreadDraft,
    *,
    imo: str = "",
    owner: str = "",
    former_owner: str = "",
    flag: str = "",
    former_flags: str = "",
    form: str = "",
    tonnage: str = "",
) -> None:
    """What is published of a ship."""
    for each in split_numbered(imo):
        digits = re.sub(r"\D", "", each)
        kind = IdentifierKind.IMO if len(digits) == 7 else IdentifierKind.OTHER
        draft.add_identifier(kind, digits if kind is IdentifierKind.IMO else each, shown=each)
    for kind_of_tie, text in (
        ("Current owner or operator", owner),
        ("Previous owner or operator", former_owner),
    ):
        for each in split_numbered(text):
            draft.add_relation(kind_of_tie, each)
    for each in (*split_numbered(flag), *split_numbered(former_flags)):
        draft.add_country(find_country(each))
    if former_flags:
        draft.add_remark(f"Previous flags: {former_flags}")
    if form or tonnage or flag or (owner and draft.kind is PartyKind.VESSEL):
        draft.vessel = Vessel(type=form, flag=find_country(flag) or flag, tonnage=tonnage, owner=owner)


def add_person(draft: SpreadDraft, *, nationality: str, position: str, title: str, gender: str) -> None:
    add_nationalities(draft, nationality)
    for each in split_numbered(position):
        draft.add_title(each)
    if title:
        draft.add_remark(f"Title: {title}")
    if gender.strip().casefold() in ("male", "female"):
        draft.gender = gender.strip().casefold()


def _name_kind(text: str) -> NameKind:
    word = text.casefold().replace(".", "").strip()
    if word.startswith("prim") and "variation" not in word:
        return NameKind.PRIMARY
    if word.startswith(("fka", "formerly")):
        return NameKind.FKA
    return NameKind.NKA if word.startswith("nka") else NameKind.AKA


def _quality(strength: str) -> AliasQuality:
    weak = strength.strip().casefold().startswith(("low", "weak"))
    return AliasQuality.WEAK if weak else AliasQuality.STRONG


def _written_out(text: str) -> str:
    """A date with its unknown parts left out: "00/04/1963" is 04/1963."""
    found = _PARTIAL.match(text.strip())
    if found is None:
        return text
    first, month, year = (each.casefold() for each in found.groups())
    if month in _UNKNOWN:
        return year
    return f"{month}/{year}" if first in _UNKNOWN else f"{first}/{month}/{year}"
