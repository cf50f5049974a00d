"""Signs that a value is not what was meant: a wrong check digit, a name cut short, garbled, made up or in the wrong column, a date to come."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from screening.model import DateSpan, Identifier, IdentifierKind
from screening.tables.profile import is_namelike
from screening.values import country_code, looks_like, state_code_valid

_STATE_CODE = re.compile(r"\bSU\d{5}RMFS\d\b", re.IGNORECASE)
_ISIN = re.compile(r"\b[A-Z]{2}[A-Z0-9]{9}\d\b")
# UTF-8 read as Windows-1252 ("Ã¼", "Ð˜Ð²") or as Windows-1251 ("РРІР°"), and characters that were lost.
_MOJIBAKE = re.compile(
    "[ÃÐÑ][\u0080-\u00bf\u0152-\u0178\u2018-\u2122]|Â[\u00a0-\u00bf]|(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0450-\u045f\u2018-\u2122]){2}|\ufffd|\\?{3,}"
)
_FOREIGN_ACCENTS = re.compile(r"[À-ÿ]{5,}")
# (read as, written as): the mistakes that programs make.
_MISREADINGS = (
    ("cp1252", "utf-8"),
    ("cp1251", "utf-8"),
    ("latin-1", "utf-8"),
    ("cp1252", "cp1251"),
    ("cp866", "cp1251"),
)
_LATIN = re.compile(r"[A-Za-z]")
_LOOKALIKE = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_TEST_DATA = re.compile(
    r"(?:(?:test|testing|тест|тестовый|dummy|sample|demo|mock|fake)\b(?:[\s_-]*(?:test|data|name|user|customer|client|company|account|клиент|\d+))*|"
    r"asdf\w*|qwert\w*|йцук\w*|foo(?:\s?bar)?|lorem ipsum.*|x{3,}|z{3,}|abc(?:\s?def)?|do not use.*|delete(?: me)?|john doe|max mustermann|иванов иван иванович|张三)",
    re.IGNORECASE,
)
_STREET_FIRST = re.compile(
    r"(?:p\.?\s?o\.?\s?box|\d+[a-z]?[,\s]+\w+.*\b(?:street|st|road|rd|avenue|ave|lane|blvd|drive)\b|(?:ул|улица|г|пр-т|проспект)[.\s]+\S|\S*(?:straße|strasse|str\.)\s+\d)",
    re.IGNORECASE,
)
_CODES = frozenset(
    {
        IdentifierKind.ISIN,
        IdentifierKind.LEI,
        IdentifierKind.IBAN,
        IdentifierKind.CRYPTO,
        IdentifierKind.STATE_CODE,
    }
)
_SHORTEST_COUNTRY = 4
_SHOWN = 60
_OLDEST = 120


class Doubt(NamedTuple):
    """Something a reader should know of a cell; `kind` says it without the value, so that a million cells make one line."""

    kind: str
    text: str


def identifier_doubt(identifier: Identifier) -> Doubt | None:
    """A line for an identifier whose check digit fails."""
    if identifier.valid is not False:
        return None
    what = "not the form of a BIC" if identifier.kind is IdentifierKind.BIC else "check digit fails"
    label = str(identifier.kind).replace("_", " ")
    return Doubt(f"{label}: {what}", f"{identifier.text}: {what}")


def code_doubts(text: str) -> Iterator[Doubt]:
    """Lines for security codes in a free text whose check digits fail."""
    if not any(char.isdigit() for char in text):
        return
    for found in _STATE_CODE.findall(text):
        if not state_code_valid(found):
            yield Doubt("security code: check digit fails", f"{found}: check digit fails")
    for found in _ISIN.findall(text):
        if not _STATE_CODE.fullmatch(found) and looks_like(found) is not IdentifierKind.ISIN:
            yield Doubt("security code: check digit fails", f"{found}: check digit fails")


# Name and address in SWIFT messages: four lines of 35 characters.
_SWIFT_LINE = 35


@lru_cache(maxsize=50_000)
def name_doubts(text: str, cut_length: int | None) -> tuple[Doubt, ...]:
    """Lines for a name that is probably garbled, cut short, spelt with letters of two scripts, made up, or no name at all."""
    return tuple(_name_doubts(text, cut_length))


def _name_doubts(text: str, cut_length: int | None) -> Iterator[Doubt]:
    shown = text[:_SHOWN]
    if not text.isascii() or "???" in text:
        if is_garbled(text):
            likely = repaired(text)
            meant = f"; it may be '{likely[:_SHOWN]}', which is screened too" if likely else ""
            kind = "looks garbled by a wrong encoding; export the file as UTF-8"
            yield Doubt(f"a name {kind}", f"'{shown}' {kind}{meant}")
        elif mixed := next(
            (word for word in text.split() if _LATIN.search(word) and _LOOKALIKE.search(word)), None
        ):
            kind = "mixes letters of two alphabets that look alike"
            yield Doubt(f"a word of a name {kind}", f"'{mixed}' {kind}")
    if cut_length is not None and len(text) == cut_length:
        kind = f"has {cut_length} characters, where the column seems to be cut; the name may be longer"
        yield Doubt(f"a name {kind}", f"'{shown}' {kind}")
    elif "\n" in text and max(map(len, text.splitlines())) == _SWIFT_LINE:
        kind = f"has a line of {_SWIFT_LINE} characters, all that SWIFT's four lines hold; the name may be cut or go on in the next line"
        yield Doubt(f"a name {kind}", f"'{shown}' {kind}".replace("\n", " / "))
    if len(text) < _SHOWN and _TEST_DATA.fullmatch(text.strip()):
        yield Doubt(
            "a name looks like test data or a placeholder", f"'{shown}' looks like test data or a placeholder"
        )
    elif (what := _no_name(text)) is not None:
        yield Doubt(f"a name column holds what looks like {what}", f"'{shown}' looks like {what}, not a name")


def _no_name(text: str) -> str | None:
    if "@" in text and "." in text and " " not in text.strip():
        return "an e-mail address"
    if not text.replace(" ", "").isalpha() and any(char.isdigit() for char in text):
        kind = looks_like(text)
        if kind in _CODES or (kind is IdentifierKind.BIC and text.isupper()):
            return f"a code ({str(kind).replace('_', ' ')})"
        if _STREET_FIRST.match(text):
            return "an address"
        if not any(map(str.isalpha, text)):
            return "a number"
    elif len(text) >= _SHORTEST_COUNTRY and country_code(text) is not None:
        return "a country"
    return None


def is_garbled(text: str) -> bool:
    """Do the characters show that the text was read in another encoding than it was written in?"""
    return bool(_MOJIBAKE.search(text) or _FOREIGN_ACCENTS.search(text)) or "???" in text


def repaired(text: str) -> str | None:
    """What a garbled text probably was, where reading its bytes again the other way gives words without a doubt."""
    for read_as, written_as in _MISREADINGS:
        try:
            likely = text.encode(read_as).decode(written_as)
        except UnicodeError:
            continue
        letters = [char for char in likely if char.isalpha()]
        if (
            likely != text
            and letters
            and likely.isprintable()
            and not is_garbled(likely)
            and len(letters) > len(likely) / 2
        ):
            return likely
    return None


def misplaced_name(text: str, what: str) -> Doubt | None:
    """A line for a cell of another kind of column (`what`: "country") that looks like somebody's name."""
    if not is_namelike(text):
        return None
    kind = f"a {what} column holds what looks like a name, which is NOT SCREENED"
    return Doubt(kind, f"'{text[:_SHOWN]}' stands in a {what} column, looks like a name, and is NOT SCREENED")


def date_doubt(span: DateSpan, today: dt.date, what: str) -> Doubt | None:
    """A line for a day that has not come yet on the day of the run, or a birth longer ago than anybody lives. `what` is the fact in words."""
    label = what[:1].lower() + what[1:]
    if span.first > today:
        return Doubt(
            f"{label} lies after the day of the run", f"{label} {span} lies after the day of the run, {today}"
        )
    if "birth" in label and span.last.year < today.year - _OLDEST:
        kind = f"is more than {_OLDEST} years before the day of the run"
        return Doubt(f"{label} {kind}", f"{label} {span} {kind}")
    return None
