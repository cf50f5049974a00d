"""One party of OFAC's advanced XML: its names by parts and scripts, its features and its documents."""

from collections.abc import Iterator

from screening.lists.ofac.advanced_values import Values, in_words, period, text_of
from screening.lists.ofac.draft import EntityDraft, clean
from screening.lists.ofac.edition import PARTY_KINDS, script_code
from screening.lists.ofac.features import read_document, read_features
from screening.lists.ofac.remarks import ALIAS_KINDS, read_remarks
from screening.lists.xml_stream import Element
from screening.model import AliasQuality, NameKind, PartyKind

_PRIMARY_ALIAS = "name"
_GIVEN_FIRST = ("first name", "middle name", "patronymic", "matronymic")


def read_party(uid: str, party: Element, profile: Element, values: Values) -> tuple[EntityDraft, int]:
    """(the party, how many of its dates of birth were no dates). Raises ValueError for what the file does not define, or a party without a name."""
    draft = EntityDraft(uid, _kind(profile.get("PartySubTypeID"), values))
    for identity in sorted(profile.every("Identity"), key=lambda each: each.get("Primary") != "true"):
        _read_names(draft, identity, values)
        for document in values.documents.get(identity.get("ID"), ()):
            read_document(draft, **document._asdict())
    if not draft.names:
        raise ValueError("a party without a name")
    unread = read_features(draft, _features(draft, profile, values))
    return draft, unread + read_remarks(draft, text_of(party, "Comment"))


def _kind(number: str, values: Values) -> PartyKind:
    # The subtype names ships and aircraft; for persons and organizations it is "Unknown", and their type tells.
    subtype = values.word("PartySubType", number).casefold()
    word = subtype if subtype in PARTY_KINDS else values.word("PartyType", values.party_types[number])
    kind = PARTY_KINDS.get(word.casefold())
    if kind is None:
        raise ValueError(f"'{word}' is no type of party")
    return kind


def _read_names(draft: EntityDraft, identity: Element, values: Values) -> None:
    parts = {
        group.get("ID"): values.word("NamePartType", group.get("NamePartTypeID")).casefold()
        for group in identity.every("NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
    }
    for alias in sorted(identity.every("Alias"), key=lambda each: each.get("Primary") != "true"):
        first = not draft.names
        primary = alias.get("Primary") == "true" and first
        if first and not primary:
            raise ValueError("no name is the primary one")
        word = values.word("AliasType", alias.get("AliasTypeID"))
        quality = (
            AliasQuality.WEAK if alias.get("LowQuality") == "true" and not primary else AliasQuality.STRONG
        )
        spellings = [_spelling(each, parts, values) for each in alias.every("DocumentedName")]
        # The Latin spelling is the alias; the others are the same in another script.
        for at, (text, script) in enumerate(sorted(spellings, key=lambda each: each[1] != "")):
            kind = NameKind.PRIMARY if primary and at == 0 else _alias_kind(word)
            if not draft.add_name(text, kind, quality, script=script):
                raise ValueError("a name without a word")
        values.names += 1
        values.scripts += max(0, len(spellings) - 1)


def _alias_kind(word: str) -> NameKind:
    folded = word.casefold()
    kind = NameKind.AKA if folded == _PRIMARY_ALIAS else ALIAS_KINDS.get(folded[:1])
    if kind is None:
        raise ValueError(f"'{word}' is no kind of alias; expected A.K.A., F.K.A., N.K.A. or Name")
    return kind


def _spelling(name: Element, parts: dict[str, str], values: Values) -> tuple[str, str]:
    """(the name as the other formats print it: "SURNAME, Given", the code of its script or nothing for Latin)."""
    found: dict[str, list[str]] = {}
    script = ""
    for value in name.every("DocumentedNamePart", "NamePartValue"):
        label = parts.get(value.get("NamePartGroupID"), "")
        found.setdefault(label, []).append(clean(value.body))
        number = value.get("ScriptID")
        script = script or (script_code(values.word("Script", number)) if number else "")
    given = " ".join(word for label in _GIVEN_FIRST for word in found.pop(label, ()))
    last = " ".join(found.pop("last name", ())) or " ".join(found.pop("maiden name", ()))
    surname = last if script else last.upper()
    # A nickname alone is the name; beside a name it is one of its words. The names of organizations and ships are printed in capitals.
    plain = " ".join(
        word if script or label == "nickname" else word.upper()
        for label, words in found.items()
        for word in words
    )
    whole = ", ".join(word for word in (surname, given) if word)
    return " ".join(word for word in (whole, plain) if word), script


def _features(draft: EntityDraft, profile: Element, values: Values) -> Iterator[tuple[str, str]]:
    for feature in profile.every("Feature"):
        label = values.word("FeatureType", feature.get("FeatureTypeID"))
        for version in feature.every("FeatureVersion"):
            places = [values.place(each.get("LocationID")) for each in version.every("VersionLocation")]
            if label.casefold() == "location":
                for place in places:
                    draft.add_parts(place.parts, place.country)
                continue
            # A place of birth is given in words, and may point to its country beside.
            said = list(_details(version, values)) or [place.words() for place in places]
            yield label, " ".join(word for word in (*said, text_of(version, "Comment")) if word)


def _details(version: Element, values: Values) -> Iterator[str]:
    for detail in version.every("VersionDetail"):
        number = detail.get("DetailReferenceID")
        yield values.word("DetailReference", number) if number else clean(detail.body)
    for each in version.every("DatePeriod"):
        span = period(each)
        yield in_words(span) if span else "unknown"
