"""Numbers and addresses that identify a party or a security whatever its name."""

from dataclasses import dataclass
from enum import StrEnum


class IdentifierKind(StrEnum):
    """What an identifier is; publishers' and banks' own labels are mapped onto these."""

    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    TAX_ID = "tax_id"
    REGISTRATION = "registration"
    LEI = "lei"
    BIC = "bic"
    IBAN = "iban"
    ACCOUNT = "account"
    IMO = "imo"
    MMSI = "mmsi"
    CALL_SIGN = "call_sign"
    TAIL_NUMBER = "tail_number"
    CRYPTO = "crypto_address"
    ISIN = "isin"
    STATE_CODE = "state_code"
    EMAIL = "email"
    WEBSITE = "website"
    PHONE = "phone"
    OTHER = "other"


# Kinds whose exact agreement decides who a party is, whatever the name (matching.md, step 6).
DECISIVE = frozenset(
    {
        IdentifierKind.PASSPORT,
        IdentifierKind.NATIONAL_ID,
        IdentifierKind.TAX_ID,
        IdentifierKind.REGISTRATION,
        IdentifierKind.LEI,
        IdentifierKind.BIC,
        IdentifierKind.IMO,
        IdentifierKind.CRYPTO,
        IdentifierKind.TAIL_NUMBER,
    }
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier: `text` as it was written, `key` the form in which two writings of it are equal.

    `country` is the issuing country as ISO 3166 alpha-2 when known; `valid` is the check digit's answer, None where the kind has none.
    """

    kind: IdentifierKind
    text: str
    key: str
    country: str | None = None
    valid: bool | None = None
