"""The identity documents of the European Union's list: kinds by their code and, where that is wide, by the remark that labels them."""

import re
from collections.abc import Mapping

from screening.lists.draft import PartyDraft, tidy
from screening.model import IdentifierKind as Kind

_KINDS = {
    "passport": Kind.PASSPORT,
    "travelcardid": Kind.PASSPORT,
    "id": Kind.NATIONAL_ID,
    "ssn": Kind.NATIONAL_ID,
    "fiscalcode": Kind.TAX_ID,
    "regnumber": Kind.REGISTRATION,
    "swiftbic": Kind.BIC,
    "imo": Kind.IMO,
}
# The label in a remark, where the code says only "other", or says less than the label.
_LABELS = (
    (re.compile(r"^\W*(?:tax|fiscal|TIN\b|INN\b|VAT\b|taxpayer)", re.IGNORECASE), Kind.TAX_ID),
    (re.compile(r"^\W*(?:LEI\b|legal entity identifier)", re.IGNORECASE), Kind.LEI),
    (
        re.compile(r"^\W*(?:OGRN|(?:state |company |business )?registration (?:no|num|id))", re.IGNORECASE),
        Kind.REGISTRATION,
    ),
    (re.compile(r"passport", re.IGNORECASE), Kind.PASSPORT),
    (
        re.compile(r"^\W*(?:national|personal)?\s*(?:id\b|identi(?:ty|fication))", re.IGNORECASE),
        Kind.NATIONAL_ID,
    ),
)
_FLAGS = {
    "knownFalse": "known to be false",
    "knownExpired": "expired",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
    "diplomatic": "diplomatic",
}


def read_identification(draft: PartyDraft, facts: Mapping[str, str], code: str | None) -> None:
    """Reads one document into the draft, with all that is said about it; one without a number becomes a remark."""
    number = tidy(facts.get("number")) or tidy(facts.get("latinNumber"))
    description, remark = tidy(facts.get("identificationTypeDescription")), tidy(facts.get("remark"))
    said = [words for name, words in _FLAGS.items() if tidy(facts.get(name)).casefold() == "true"]
    for name, label in (("issuedBy", "issued by"), ("issueDate", "issued"), ("validFrom", "valid from"), ("validTo", "valid to")):  # fmt: skip
        if text := tidy(facts.get(name)):
            said.append(f"{label} {text}")
    said += [text for name in ("region", "nameOnDocument") if (text := tidy(facts.get(name)))]
    said += [remark] if remark else []
    more = f" ({', '.join(said)})" if said else ""
    if not number:
        draft.add_remark(f"{description}{more}")
        return
    kind = _kind(tidy(facts.get("identificationTypeCode")).casefold(), remark, number)
    shown = number if kind is not Kind.OTHER else f"{description} {number}".strip()
    draft.add_identifier(kind, number, code, shown=shown + more)


def _kind(code: str, remark: str, number: str) -> Kind:
    kind = _KINDS.get(code, Kind.OTHER)
    if kind is Kind.IMO and not re.fullmatch(r"(?:IMO\s*)?\d{7}", number):
        return Kind.REGISTRATION
    labelled = next((each for pattern, each in _LABELS if pattern.search(remark)), None)
    if kind is Kind.OTHER:
        # What has another code of its own (a birth certificate, an election card) is no identity document, whatever its remark mentions.
        kind = (labelled or kind) if code in ("other", "") else kind
    elif kind is Kind.REGISTRATION and labelled is Kind.TAX_ID:
        kind = labelled
    return Kind.REGISTRATION if kind is Kind.LEI and len(number.replace(" ", "")) != 20 else kind
