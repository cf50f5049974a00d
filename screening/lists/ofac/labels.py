"""OFAC's labels for identity documents and other "features", and the kind of identifier that each is."""

import re
from functools import lru_cache

from screening.model import IdentifierKind as Kind

# One label a line, as OFAC prints them ("Reference values" of its list service); CSV remarks and XML `idType` share them.
_LABELS: dict[Kind, str] = {
    Kind.PASSPORT: """
        Passport
        Diplomatic Passport
        Stateless Person Passport
        British National Overseas Passport
        Travel Document Number
    """,
    Kind.NATIONAL_ID: """
        National ID No.
        National Foreign ID Number
        Identification Number
        Cedula No.
        Cedula No. de Ciudadania
        C.U.R.P.
        D.N.I.
        SSN
        N.I.E.
        C.I.N.
        I.F.E.
        Personal ID Card
        Refugee ID Card
        Stateless Person ID Card
        Tazkira National ID Card
        Citizen's Card Number
        Numero de Identidad
        Electoral Registry No.
        Credencial electoral
        Cartilla de Servicio Militar Nacional
        Kenyan ID No.
        Moroccan Personal ID No.
        Bosnian Personal ID No.
        Turkish Identification Number
        UAE Identification
        CNP (Personal Numerical Code)
        LE Number
        Residency Number
        Romanian Permanent Resident
        Seafarer's Identification Document
    """,
    Kind.TAX_ID: """
        Tax ID No.
        R.F.C.
        RFC
        NIT #
        RUC #
        RIF #
        RTN
        RSIN
        V.A.T. Number
        Fiscal Code
        Italian Fiscal Code
        C.U.I.T.
        C.U.I.
        C.I.F.
        N.I.F.
        US FEIN
        Romanian Tax Registration
        Paraguayan tax identification number
        Numero Unico de Identificacao Tributaria (NUIT)
    """,
    Kind.REGISTRATION: """
        Registration Number
        Registration ID
        Registration Certificate Number (Dubai)
        Business Registration Number
        Business Registration Document #
        Business Number
        Company Number
        UK Company Number
        Enterprise Number
        Commercial Registry Number
        C.R. No.
        Romanian C.R.
        Matricula Mercantil No
        Folio Mercantil No.
        Trade License No.
        Chamber of Commerce Number
        Istanbul Chamber of Comm. No.
        Dubai Chamber of Commerce Membership No.
        Government Gazette Number
        Certificate of Incorporation Number
        Public Registration Number
        Central Registration System Number
        Economic Register Number (CBLS)
        Unified Social Credit Code (USCC)
        United Social Credit Code Certificate (USCCC)
        Organization Code
        D-U-N-S Number
        Registered Charity No.
        MSB Registration Number
        Russian State Individual Business Registration Number Pattern (OGRNIP)
    """,
    Kind.LEI: "Legal Entity Number",
    Kind.BIC: "SWIFT/BIC",
    Kind.IMO: "Vessel Registration Identification",
    Kind.MMSI: "MMSI",
    Kind.CALL_SIGN: "Other Vessel Call Sign",
    Kind.TAIL_NUMBER: """
        Aircraft Tail Number
        Previous Aircraft Tail Number
    """,
    Kind.ISIN: "ISIN",
    Kind.EMAIL: "Email Address",
    Kind.WEBSITE: "Website",
    Kind.PHONE: """
        Phone Number
        Phone
        Telephone
        Fax
    """,
    # Numbers that are no sure sign of one party: too short, shared, or of a thing rather than a party.
    Kind.OTHER: """
        Aircraft Manufacturer's Serial Number (MSN)
        Aircraft Construction Number (also called L/N or S/N or F/N)
        Aircraft Mode S Transponder Code
        Aircraft Serial Identification
        Afghan Money Service Provider License Number
        BIK (RU)
        Birth Certificate Number
        Branch Unit Number
        C.U.I.P.
        Chinese Commercial Code
        Driver's License No.
        Equity Ticker
        File Number
        Immigration No.
        License
        MICEX Code
        Military Registration Number
        Permit Number
        Pilot License Number
        Public Security and Immigration No.
        SRE Permit No.
        Serial No.
        Tarjeta Profesional
        Tourism License No.
        Trademark number
        UN/LOCODE
        VisaNumberID
    """,
}
_KINDS = {
    line.strip().casefold(): kind for kind, lines in _LABELS.items() for line in lines.strip().splitlines()
}
_LONGEST = max(len(label) for label in _KINDS)

CRYPTO_PREFIX = "Digital Currency Address"
_CRYPTO = re.compile(rf"({CRYPTO_PREFIX} - [A-Z0-9]{{2,8}})\s+(\S.*)$", re.IGNORECASE)

# Labels that a later edition may add still say by their words what they are.
_WORDS = (
    (re.compile(r"digital currency address", re.IGNORECASE), Kind.CRYPTO),
    (re.compile(r"\bpassport\b|travel document", re.IGNORECASE), Kind.PASSPORT),
    (re.compile(r"\btax\b|fiscal|v\.a\.t\.", re.IGNORECASE), Kind.TAX_ID),
    (re.compile(r"national id|personal id|identity card|\bID card", re.IGNORECASE), Kind.NATIONAL_ID),
    (re.compile(r"(?:regist|company|commerce).*(?:number|no\.?|#|\bID)$", re.IGNORECASE), Kind.REGISTRATION),
    (re.compile(r"(?:number|\bno\.|#|\bID|\bcode|\bcard)$", re.IGNORECASE), Kind.OTHER),
)
_UNKNOWN_LABEL = re.compile(
    r"([A-Z][\w.'/&()\- ]{1,60}?(?:Number|\bNo\.|#|\bID|\bCode|\bCard|Passport))(?=[\s:])[\s:]+(\S*\d.*)$"
)


@lru_cache(maxsize=4096)
def kind_of_label(label: str) -> Kind | None:
    """The kind of identifier under OFAC's `label`; None for a statement ("Secondary sanctions risk:", "Aircraft Model")."""
    plain = label.strip().rstrip(":").strip()
    known = _KINDS.get(plain.casefold())
    if known is not None:
        return known
    return next((kind for pattern, kind in _WORDS if pattern.search(plain)), None)


def split_label(item: str) -> tuple[str, str] | None:
    """A remark item as (label, value), by the longest known label that starts it, else by the words of a label not seen before; None where it
    bears no identifier.
    """
    if crypto := _CRYPTO.match(item):
        return crypto[1], crypto[2]
    folded = item.casefold()
    for end in range(min(len(item) - 1, _LONGEST), 1, -1):
        if item[end] in " :" and folded[:end] in _KINDS:
            return item[:end], item[end:].lstrip(" :")
    if unknown := _UNKNOWN_LABEL.match(item):
        return unknown[1], unknown[2]
    return None
