"""Text to an identifier: the form in which two writings are equal, and the check digit's answer."""

import re
import unicodedata
from functools import lru_cache

from stdnum import bic, iban, imo, isin, lei, luhn
from stdnum.ru import inn

from screening.model import Identifier, IdentifierKind
from screening.values.countries import country_code
from screening.values.crypto import crypto_key, crypto_valid, is_crypto

# The number's own label, written into its cell ("ИНН 7707083893", "SWIFT: SBERRUMM", "№ 123"); letters that touch a digit are the number's own.
_LABEL = re.compile(
    r"^(?:(?:ИНН|INN|TIN|VAT|ОГРН|OGRN|ISIN|LEI|IBAN|SWIFT|BIC|SWIFT/BIC|BIC/SWIFT|PASSPORT|ПАСПОРТ|NO\.?|NR\.?)(?=[\s:.№#])|№|#)[\s:.№#]*",
    re.IGNORECASE,
)
_INN_WITH_KPP = re.compile(r"^(\d{10})\s*/\s*\d{9}$")
_STATE_CODE = re.compile(r"^[A-Z]{2}\d{5}[A-Z]{4}\d$")
_BIC = re.compile(r"^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$")
_ISIN = re.compile(r"^[A-Z]{2}[A-Z0-9]{9}\d$")
_LEI = re.compile(r"^[A-Z0-9]{18}\d{2}$")
_IMO = re.compile(r"^(?:IMO:?)?\d{7}$", re.IGNORECASE)
_IBAN = re.compile(r"^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$")


# One cell is asked for several times on its way to a party, and columns such as BICs repeat themselves.
@lru_cache(maxsize=1 << 15)
def make_identifier(kind: IdentifierKind, text: str, country: str | None = None) -> Identifier:
    """`text` as an identifier of `kind`, with the key by which two writings are equal and, where the kind has a check digit, whether it holds.

    `country` is the issuing country (ISO 3166 alpha-2); it decides which national check applies. A text with nothing but punctuation has the empty key.
    """
    key = _key(kind, text)
    return Identifier(kind, text.strip(), key, country, _valid(kind, key, country) if key else None)


def looks_like(text: str) -> IdentifierKind | None:
    """The kind that `text` has the shape of, its check digit holding; None where it has none.

    A BIC has no check digit, so that a capital word such as "DEUTSCHE" can look like one, and one number in ten passes as an IMO number:
    judge a column, not a cell.
    """
    one_word = len(text.split()) == 1
    compact = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))
    tests = (
        (IdentifierKind.STATE_CODE, state_code_valid(compact)),
        (IdentifierKind.ISIN, _ISIN.match(compact) and isin.is_valid(compact)),
        (IdentifierKind.LEI, _LEI.match(compact) and lei.is_valid(compact)),
        (IdentifierKind.IBAN, _IBAN.match(compact) and iban.is_valid(compact)),
        (IdentifierKind.IMO, _IMO.match(compact) and imo.is_valid(compact[-7:])),
        (IdentifierKind.BIC, one_word and _bic_shape(compact)),
        (IdentifierKind.CRYPTO, one_word and is_crypto(text)),
    )
    return next((kind for kind, holds in tests if holds), None)


def state_code_valid(text: str) -> bool:
    """Is `text` a Russian state registration code of a federal bond (SU26238RMFS4) with its check digit right? The digit is Luhn's over letters
    written as numbers, as in an ISIN (ISO 6166).
    """
    compact = re.sub(r"[\s-]", "", text).upper()
    return bool(_STATE_CODE.match(compact)) and bool(
        luhn.is_valid("".join(str(int(mark, 36)) for mark in compact))
    )


def _key(kind: IdentifierKind, text: str) -> str:
    folded = unicodedata.normalize("NFKC", _unlabelled(text)).strip()
    if kind is IdentifierKind.CRYPTO:
        return crypto_key(folded)
    if kind is IdentifierKind.EMAIL:
        return folded.casefold()
    if kind is IdentifierKind.WEBSITE:
        return re.sub(r"^(?:https?://)?(?:www\.)?", "", folded.casefold()).rstrip("/")
    if kind is IdentifierKind.PHONE:
        return re.sub(r"\D", "", folded).removeprefix("00")
    if kind in (IdentifierKind.IMO, IdentifierKind.MMSI):
        return re.sub(r"\D", "", folded)
    upper = folded.upper()
    compact = upper if upper.isalnum() else "".join(filter(str.isalnum, upper))
    # The head office's BIC is written with and without its branch code.
    return (
        compact[:8]
        if kind is IdentifierKind.BIC and len(compact) == 11 and compact.endswith("XXX")
        else compact
    )


def _unlabelled(text: str) -> str:
    bare, before = text.strip(), ""
    while bare != before:
        before, bare = bare, _LABEL.sub("", bare)
    # Russian payment orders write the tax number with the tax office's number behind it.
    return _INN_WITH_KPP.sub(r"\1", bare)


def _valid(kind: IdentifierKind, key: str, country: str | None) -> bool | None:
    if kind is IdentifierKind.CRYPTO:
        return crypto_valid(key)
    if kind is IdentifierKind.BIC:
        return _bic_shape(key)
    if kind is IdentifierKind.STATE_CODE:
        return state_code_valid(key)
    if kind is IdentifierKind.TAX_ID:
        return bool(inn.is_valid(key)) if country == "RU" else None
    check = {
        IdentifierKind.ISIN: isin,
        IdentifierKind.LEI: lei,
        IdentifierKind.IBAN: iban,
        IdentifierKind.IMO: imo,
    }.get(kind)
    return None if check is None else bool(check.is_valid(key))


def _bic_shape(key: str) -> bool:
    return bool(_BIC.match(key)) and bool(bic.is_valid(key)) and country_code(key[4:6]) is not None
