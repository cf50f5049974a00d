"""Registration numbers of Russian securities: what kind of paper one names, and in which currency it was issued, by its form.

The Ministry of Finance numbers a federal bond by its series and RMFS ("26238RMFS", with prefix and check digit "SU26238RMFS4"), and a bond of an
external loan by 12, the number of its currency (ISO 4217) and a running number, ending in V ("12840089V"). The Bank of Russia and exchanges
number the papers of companies and banks ("1-02-00028-A", "10301481B", "4B02-01-00001-A").
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from screening.values.amounts import currency_code
from screening.values.identifiers import state_code_valid

_FEDERAL = re.compile(r"(?<![A-Z0-9])(?:SU)?(\d{5})\s?RMFS(?:\s?\d)?(?![A-Z0-9])")
_EXTERNAL = re.compile(r"(?<![A-Z0-9])(12(\d{3})\d{3}V)(?![A-Z0-9])")
# ISO 4217 numbers "no currency" and "for tests" too.
_NO_CURRENCY = frozenset({None, "XXX", "XTS"})
_COMPANY = re.compile(
    r"(?<![A-Z0-9-])((?:[124]-|4B\d\d-)\d\d-\d{5}-[A-Z](?:-\d{3}[A-Z])?)(?![A-Z0-9])|(?<![A-Z0-9])([14]0\d{6}[A-Z])(?![A-Z0-9])"
)
# Cyrillic letters that a typist takes for the Latin ones of a code.
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")


class RegisteredPaper(StrEnum):
    """Whose papers a registration number is of."""

    FEDERAL_LOAN = "federal loan bond"
    EXTERNAL_LOAN = "external loan bond"
    COMPANY = "paper of a company or bank"


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration number found in a text; `series` of a federal bond (five digits), `currency` (ISO 4217) where the number says it."""

    number: str
    paper: RegisteredPaper
    series: str | None = None
    currency: str | None = None


@lru_cache(maxsize=1 << 14)
def registrations(text: str) -> tuple[Registration, ...]:
    """The registration numbers of Russian securities in a text, in the order: federal, external, companies'. Letter case is no matter."""
    upper = text.upper().translate(_LATIN)
    found = [
        Registration(match.group(), RegisteredPaper.FEDERAL_LOAN, match.group(1), "RUB")
        for match in _FEDERAL.finditer(upper)
    ]
    external = set()
    for match in _EXTERNAL.finditer(upper):
        currency = currency_code(match.group(2))
        if currency not in _NO_CURRENCY:
            external.add(match.group(1))
            found.append(Registration(match.group(1), RegisteredPaper.EXTERNAL_LOAN, currency=currency))
    found.extend(
        Registration(match.group(), RegisteredPaper.COMPANY)
        for match in _COMPANY.finditer(upper)
        if match.group() not in external
    )
    return tuple(found)


def names_paper(text: str) -> bool:
    """Is there a registration number in a text that can be relied on: one without a check digit, or with the right one?"""
    return any(
        not each.number.startswith("SU") or state_code_valid(each.number) for each in registrations(text)
    ) or state_code_valid(text)
