"""Properties of the FollowTheMoney model to the facts of a draft, and its ties between two parties."""

from collections.abc import Iterator, Mapping

from screening.lists.party import SpreadDraft, find_country
from screening.model import AliasQuality, IdentifierKind, NameKind, PartyKind, Vessel

_NAMES = (
    ("name", NameKind.PRIMARY, AliasQuality.STRONG),
    ("alias", NameKind.AKA, AliasQuality.STRONG),
    ("abbreviation", NameKind.AKA, AliasQuality.WEAK),
    ("previousName", NameKind.FKA, AliasQuality.STRONG),
    ("weakAlias", NameKind.AKA, AliasQuality.WEAK),
)
_IDENTIFIERS = {
    "passportNumber": IdentifierKind.PASSPORT,
    "idNumber": IdentifierKind.NATIONAL_ID,
    "socialSecurityNumber": IdentifierKind.NATIONAL_ID,
    "taxNumber": IdentifierKind.TAX_ID,
    "vatCode": IdentifierKind.TAX_ID,
    "innCode": IdentifierKind.TAX_ID,
    "registrationNumber": IdentifierKind.REGISTRATION,
    "ogrnCode": IdentifierKind.REGISTRATION,
    "okpoCode": IdentifierKind.OTHER,
    "uscCode": IdentifierKind.REGISTRATION,
    "leiCode": IdentifierKind.LEI,
    "swiftBic": IdentifierKind.BIC,
    "imoNumber": IdentifierKind.IMO,
    "mmsi": IdentifierKind.MMSI,
    "callSign": IdentifierKind.CALL_SIGN,
    "publicKey": IdentifierKind.CRYPTO,
    "cryptoWallets": IdentifierKind.CRYPTO,
    "isin": IdentifierKind.ISIN,
    "isinCode": IdentifierKind.ISIN,
    "email": IdentifierKind.EMAIL,
    "phone": IdentifierKind.PHONE,
    "website": IdentifierKind.WEBSITE,
    "serialNumber": IdentifierKind.OTHER,
    "dunsCode": IdentifierKind.OTHER,
    "uniqueEntityId": IdentifierKind.OTHER,
}
_RUSSIAN = frozenset({"innCode", "ogrnCode", "okpoCode"})
# Each tie by its two ends, and what the second is to the first and the first to the second.
EDGES = {
    "Ownership": ("owner", "asset", "Owns", "Owned by"),
    "Directorship": ("director", "organization", "Directs", "Directed by"),
    "Membership": ("member", "organization", "Member of", "Has as a member"),
    "Employment": ("employee", "employer", "Employed by", "Employs"),
    "Representation": ("agent", "client", "Represents", "Represented by"),
    "Family": ("person", "relative", "Relative", "Relative"),
    "Associate": ("person", "associate", "Associate", "Associate"),
    "Succession": ("predecessor", "successor", "Succeeded by", "Successor of"),
    "UnknownLink": ("subject", "object", "Linked to", "Linked to"),
}


def add_properties(draft: SpreadDraft, properties: Mapping[str, list[str]]) -> int:
    """Everything that an entity says of itself; returns how many dates of birth were none."""
    first = True
    for name, kind, quality in _NAMES:
        for text in properties.get(name, ()):
            # Further names of equal rank are aliases: the first is the one that the publisher shows.
            draft.add_name(text, kind if kind is not NameKind.PRIMARY or first else NameKind.AKA, quality)
            first = False
    for name in ("nationality", "citizenship"):
        for text in properties.get(name, ()):
            draft.add_nationality(text)
    for name in ("country", "jurisdiction", "mainCountry", "flag", "birthCountry"):
        for text in properties.get(name, ()):
            draft.linked_country(text)
    for text in properties.get("birthPlace", ()):
        draft.add_birth_place(text)
    for text in properties.get("address", ()):
        draft.add_address([text], "")
    for name in ("position", "title"):
        for text in properties.get(name, ()):
            draft.add_title(text)
    gender = {text.casefold() for text in properties.get("gender", ())}
    draft.gender = next(iter(gender)) if len(gender) == 1 and gender <= {"male", "female"} else draft.gender
    for name in ("programId", "program"):
        draft.programs += [
            text
            for text in properties.get(name, ())
            if text not in draft.programs and not (name == "program" and draft.programs)
        ]
    for text in (*properties.get("notes", ()), *properties.get("summary", ())):
        draft.add_remark(text)
    _add_identifiers(draft, properties)
    _add_vessel(draft, properties)
    return sum(not draft.read_birth_date(text) for text in properties.get("birthDate", ()))


def add_edge(schema: str, properties: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Both directions of a tie as (party, what the other is to it, the other's id)."""
    here, there, forth, back = EDGES[schema]
    detail = next(
        (text for name in ("percentage", "relationship", "role") for text in properties.get(name, ())), ""
    )
    tail = f" ({detail})" if detail else ""
    for first in properties.get(here, ()):
        for second in properties.get(there, ()):
            yield first, forth + tail, second
            yield second, back + tail, first


def _add_identifiers(draft: SpreadDraft, properties: Mapping[str, list[str]]) -> None:
    for name, kind in _IDENTIFIERS.items():
        for text in properties.get(name, ()):
            own = (
                IdentifierKind.TAIL_NUMBER
                if name == "registrationNumber" and draft.kind is PartyKind.AIRCRAFT
                else kind
            )
            draft.add_identifier(own, text, "RU" if name in _RUSSIAN else None)


def _add_vessel(draft: SpreadDraft, properties: Mapping[str, list[str]]) -> None:
    if draft.kind not in (PartyKind.VESSEL, PartyKind.AIRCRAFT):
        return
    form, flag, tonnage = ("; ".join(properties.get(name, ())) for name in ("type", "flag", "tonnage"))
    if form or flag or tonnage:
        draft.vessel = Vessel(type=form, flag=find_country(flag) or flag, tonnage=tonnage)
