"""The grammar of a cell of the United Kingdom's lists that holds several values: "(1) Tunisian (2) French", "a) Malaysia b) Indonesia"."""

import re

from screening.lists.party import SpreadDraft, find_country
from screening.model import IdentifierKind
from screening.values import looks_like

_MARK = re.compile(r"(?<![\w)])\(?(\d{1,2}|[a-hA-H])\)(?:\s*-\s*\(?\d{1,2}\))?\s*")
_NATIONALITIES = re.compile(r"\s*(?:,|;|/|\band\b|\. Also believed to hold)\s*")
# A number as documents bear it: "P04838205", "D 000769", "B/011641", "54401-2288025-9", "TR-P 614 166"; letters that belong to the label are not its own.
_NUMBER = re.compile(
    r"(?<![\w/.-])(?:(?!ID\b|NI\b|NO\b|DRC\b|CAR\b|UK\b|USA\b|UAE\b|INN\b|UN\b)[A-Z]{1,4}(?:-[A-Z])? )?(?=[A-Z0-9/.\-]*\d)"
    r"[A-Z0-9][A-Z0-9/.\-]*(?: ?\d{2,})*"
)
_NO = re.compile(r"\bno\s*\.\s*", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}$|(?:19|20)\d\d$")
_FEWEST_DIGITS = 3
# What stands behind these words is a day or a place of issue.
_ISSUE = re.compile(
    r"\b(?:issued?|expir\w*|valid|dates? of|place of|since|until|revoked|cancelled)\b", re.IGNORECASE
)
_TAX = re.compile(r"\b(?:fiscal|tax|inn|tin|vat)\b", re.IGNORECASE)
_NOT_IDENTITY = re.compile(
    r"\b(?:driv\w+|licen[cs]e|ration|residen\w+|prison|birth|marriage|refugee)\b", re.IGNORECASE
)
_NATIONAL = re.compile(r"\b(?:national|identity|identification|id)\b", re.IGNORECASE)
_IMO = re.compile(r"\bIMO\b(?:\s*(?:number|no)\b\.?)?\s*[:.]?\s*(\d{7})\b", re.IGNORECASE)


def split_numbered(text: str) -> list[str]:
    """The values of a cell in order; one value where the cell counts none. Words before the first mark belong to each value
    ("Passport No: (a) 472320665, (b) 563120356").
    """
    marks = list(_MARK.finditer(text))
    before = text[: marks[0].start()] if marks else ""
    if (
        not marks
        or marks[0][1].casefold() not in ("1", "a")
        or any(map(str.isdigit, before))
        or (before and len(marks) < 2)
    ):
        return [text.strip()] if text.strip() else []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = (text[mark.end() : end].strip(" ,;") for mark, end in zip(marks, ends, strict=True))
    return [f"{before}{part}" for part in parts if part]


def add_nationalities(draft: SpreadDraft, text: str) -> None:
    """Every nationality of a cell; one text may name two ("DRC and Belgian nationalities")."""
    for item in split_numbered(text):
        if find_country(item):
            draft.add_nationality(item)
            continue
        parts = [part for part in _NATIONALITIES.split(item) if part.strip()]
        for part in parts if all(map(find_country, parts)) else [item]:
            draft.add_nationality(part)


def passport_kind(text: str) -> IdentifierKind:
    """What a number in the passports' column is: some are of identity cards."""
    folded = text.casefold()
    card = "identity card" in folded or (_NATIONAL.search(text) and "passport" not in folded)
    return IdentifierKind.NATIONAL_ID if card else IdentifierKind.PASSPORT


def national_kind(text: str) -> IdentifierKind:
    """What a national number is by the words about it; a licence or a ration card is of no kind of its own."""
    if _TAX.search(text):
        return IdentifierKind.TAX_ID
    if _NOT_IDENTITY.search(text) and not _NATIONAL.search(text):
        return IdentifierKind.OTHER
    return IdentifierKind.PASSPORT if "passport" in text.casefold() else IdentifierKind.NATIONAL_ID


def add_document(draft: SpreadDraft, kind: IdentifierKind, item: str, label: str, about: str = "") -> None:
    """One document: its number read out of `item`, its country from there or from what the publisher says `about` it."""
    shown = f"{item} ({about})" if about else item
    own = _ISSUE.split(item, maxsplit=1)[0]
    number = _number_in(own) or _number_in(item)
    if number is None:
        draft.add_remark(f"{label}: {shown}")
        return
    country = _country_in(own.replace(number, " ")) or _country_in(_ISSUE.split(about, maxsplit=1)[0])
    draft.add_identifier(kind, number, country, shown=shown)


def _number_in(text: str) -> str | None:
    numbers = (found[0].strip(" .,-/") for found in _NUMBER.finditer(_NO.sub("no ", text)))
    return next(
        (each for each in numbers if sum(map(str.isdigit, each)) >= _FEWEST_DIGITS and not _DAY.match(each)),
        None,
    )


def imo_numbers(text: str) -> list[str]:
    """The IMO numbers that a text names as such."""
    return list(dict.fromkeys(_IMO.findall(text)))


def registration_kind(text: str) -> IdentifierKind:
    """What a company's number is: a taxpayer's number where it says so, a legal entity identifier by its check digits, else a registration."""
    if _TAX.search(text) or "инн" in text.casefold():
        return IdentifierKind.TAX_ID
    return IdentifierKind.LEI if looks_like(text) is IdentifierKind.LEI else IdentifierKind.REGISTRATION


def _country_in(text: str) -> str | None:
    """The country that a few words name: "Saudi Arabian NI No", "Iranian passport"."""
    words = re.findall(r"[^\W\d_]+", text)
    phrases = (
        " ".join(words[start : start + size]) for size in (3, 2, 1) for start in range(len(words) - size + 1)
    )
    # A short word alone is a code by accident ("no", "ID"), unless it is one of these.
    telling = (each for each in phrases if len(each) > 3 or each in ("DRC", "USA", "CAR", "UAE"))
    return next((code for each in telling if (code := find_country(each))), None)
