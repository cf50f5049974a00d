"""The identity documents of the United Nations' list: numbers in a field, in a label or in a sentence."""

import re
from collections.abc import Mapping

from screening.lists.draft import PartyDraft, country
from screening.model import IdentifierKind

_PASSPORT = re.compile(r"passport|pasaporte|passeport", re.IGNORECASE)
_TAX = re.compile(r"fiscal|\btax\b", re.IGNORECASE)
_NATIONAL = re.compile(
    r"national(?!ity)|identi|tazkira|social security|\bID\b|personal|ausweis", re.IGNORECASE
)
# "Passport number L 191609", "identity card no. W334061", "(tazkira) number 545167", "Italian Fiscal Code: DAOMMD74T11Z352Z".
_IN_SENTENCE = re.compile(
    r"(?:number|no\.?|code|card|SSN)[:\s]+((?=[\w/ .-]*\d)[A-Z]{0,6}[ .-]{0,2}[\w/-]*\d[\w/-]*)",
    re.IGNORECASE,
)
_COUNTRY_FIRST = re.compile(r"^(?P<country>[^\W\d_]{4,}(?: [^\W\d_]+)*) (?P<number>\w*\d[\w/-]*)$")
_COUNTRY_LAST = re.compile(r"^(?P<number>\w*\d[\w/-]*), (?P<country>[^\W\d_]+(?: [^\W\d_]+)*)$")
_BARE = re.compile(r"^([\w/-]*\d{5}[\w/-]*)\b")


def read_document(draft: PartyDraft, fields: Mapping[str, str]) -> None:
    """Reads one document into the draft: an identifier where it has a number, in whichever of its fields; else a remark, never nothing."""
    label = fields.get("TYPE_OF_DOCUMENT2") or fields.get("TYPE_OF_DOCUMENT", "")
    number, note = fields.get("NUMBER", ""), fields.get("NOTE", "")
    issuer = fields.get("ISSUING_COUNTRY") or fields.get("COUNTRY_OF_ISSUE", "")
    issued = fields.get("DATE_OF_ISSUE", "")
    facts = (
        issued and f"issued {issued}",
        (place := fields.get("CITY_OF_ISSUE", "")) and f"in {place}",
        note,
    )
    more = ", ".join(fact for fact in facts if fact)
    if number:
        number, issuer = _without_words(number, issuer)
    else:
        number = next((found for text in (label, note) if (found := _number_in(text))), "")
    words = " ".join((label, fields.get("TYPE_OF_DOCUMENT", ""), note if not label else ""))
    if not number:
        said = ", ".join(word for word in (label, issuer, more) if word)
        draft.add_remark(said and f"document: {said}")
        return
    kind = _kind(words)
    shown = number if kind is not IdentifierKind.OTHER else f"{label} {number}".strip()
    draft.add_identifier(
        kind, number, country(issuer) if issuer else None, shown=shown + (more and f" ({more})")
    )


def _without_words(number: str, issuer: str) -> tuple[str, str]:
    """The bare number where words stand beside it ("CAR diplomatic passport no. D00000898", "Jordan 286062", "R00012098, South Sudan"), and the
    issuing country if those words are one.
    """
    if found := _IN_SENTENCE.search(number):
        return found[1].strip(" .-"), issuer
    for pattern in (_COUNTRY_FIRST, _COUNTRY_LAST):
        if (found := pattern.match(number)) and country(found["country"]):
            return found["number"], issuer or found["country"]
    return number, issuer


def _number_in(text: str) -> str:
    found = _IN_SENTENCE.search(text) or _BARE.match(text)
    return found[1].strip(" .-") if found else ""


def _kind(words: str) -> IdentifierKind:
    if _TAX.search(words):
        return IdentifierKind.TAX_ID
    if _PASSPORT.search(words):
        return IdentifierKind.PASSPORT
    return IdentifierKind.NATIONAL_ID if _NATIONAL.search(words) else IdentifierKind.OTHER
