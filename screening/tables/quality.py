"""Signs that a value is not what was meant: a wrong check digit, a name cut short, characters of a wrong encoding."""

import re
from collections.abc import Iterator

from screening.model import Identifier, IdentifierKind
from screening.values import looks_like, state_code_valid

_STATE_CODE = re.compile(r"\bSU\d{5}RMFS\d\b", re.IGNORECASE)
_ISIN = re.compile(r"\b[A-Z]{2}[A-Z0-9]{9}\d\b")
# UTF-8 read as Windows-1252 ("Ã¼", "Ð˜Ð²") or as Windows-1251 ("РРІР°"), and characters that were lost.
_MOJIBAKE = re.compile(
    "[ÃÐÑ][\u0080-\u00bf\u0152-\u0178\u2018-\u2122]|Â[\u00a0-\u00bf]|(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0450-\u045f\u2018-\u2122]){2}|\ufffd|\\?{3,}"
)
_FOREIGN_ACCENTS = re.compile(r"[À-ÿ]{5,}")


def identifier_problem(identifier: Identifier) -> str | None:
    """A line for an identifier whose check digit fails."""
    if identifier.valid is not False:
        return None
    return (
        f"{identifier.text}: check digit fails"
        if identifier.kind is not IdentifierKind.BIC
        else (f"{identifier.text}: not the form of a BIC")
    )


def code_problems(text: str) -> Iterator[str]:
    """Lines for security codes in a free text whose check digits fail."""
    if not any(char.isdigit() for char in text):
        return
    for found in _STATE_CODE.findall(text):
        if not state_code_valid(found):
            yield f"{found}: check digit fails"
    for found in _ISIN.findall(text):
        if not _STATE_CODE.fullmatch(found) and looks_like(found) is not IdentifierKind.ISIN:
            yield f"{found}: check digit fails"


def name_problem(text: str, cut_length: int | None) -> str | None:
    """A line for a name that is probably cut short or garbled."""
    garbled = not text.isascii() and (_MOJIBAKE.search(text) or _FOREIGN_ACCENTS.search(text))
    if garbled or "???" in text:
        return f"'{text[:60]}' looks garbled by a wrong encoding; export the file as UTF-8"
    if cut_length is not None and len(text) == cut_length:
        return f"'{text[:60]}' has {cut_length} characters, where the column seems to be cut; the name may be longer"
    return None
