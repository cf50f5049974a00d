"""OFAC's `SDN_ENHANCED.XML` and `CONS_ENHANCED.XML`: each entry whole, with scripts, relationships, lists and legal authorities.

Format: https://ofac.treasury.gov/sanctions-list-service (schema ENHANCED_XML.xsd of the Sanctions List Service).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.draft import day_of
from screening.lists.interface import ListSnapshot
from screening.lists.ofac.draft import EntityDraft, clean
from screening.lists.ofac.edition import (
    BLOCKING_LIST,
    PARTY_KINDS,
    RESTRICTED_LIST,
    lists_of,
    make_snapshot,
    script_code,
)
from screening.lists.ofac.features import read_document, read_features
from screening.lists.ofac.remarks import ALIAS_KINDS, read_remarks
from screening.lists.xml_stream import Element, documents, elements, the_document
from screening.model import AliasQuality, NameKind
from screening.progress import Progress

_AGAIN = "download the file again from OFAC"
_ROOT = "sanctionsData"
# Blocks the property of whom it names, whatever list the entry is printed on; the other types restrict.
_BLOCKING_TYPE = "block"
_REFERENCES = frozenset({"referenceValue", "featureType"})
_Reader = Callable[[EntityDraft, Element], None]


class OfacEnhanced:
    """A file whose root is `sanctionsData`, whatever its name."""

    expects = "OFAC's SDN_ENHANCED.XML or CONS_ENHANCED.XML"

    def recognises(self, path: Path) -> bool:
        return bool(documents(path, _ROOT))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = the_document(path, _ROOT)
        progress.start(f"reading {file.name}", file.stat().st_size)
        reading = _Reading(file)
        for element in elements(file, depth=3, progress=progress, remedy=_AGAIN):
            reading.take(element)
        progress.finish()
        published = reading.check()
        drafts = list(reading.drafts.values())
        return make_snapshot(
            drafts,
            path,
            [file],
            published=published,
            notes=reading.notes(),
            counts={
                "names": reading.names,
                "aliases": reading.names - len(drafts),
                "names in other scripts": reading.scripts,
            },
            restricted=reading.restricted(),
        )


class _Reading:
    """The entries of one file while it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.drafts: dict[str, EntityDraft] = {}
        self.as_of = ""
        self.lists: set[str] = set()
        self.unread: Counter[str] = Counter()
        self.unread_dates = self.names = self.scripts = 0

    def take(self, element: Element) -> None:
        match element.name:
            case "entity":
                self._add(element)
            case "dataAsOf":
                self.as_of = element.body
            case "filters":
                self.lists |= {clean(each.body) for each in element.every("sanctionsLists", "sanctionsList")}
            case name if name not in _REFERENCES:
                self.unread[name] += 1

    def check(self) -> str:
        """The date of the data (ISO), once there is one and there are entries."""
        day = day_of(self.as_of)
        if day is None:
            raise self._error("no date of the data (publicationInfo/dataAsOf)")
        if not self.drafts:
            raise self._error("the list holds no entries")
        return day.isoformat()

    def restricted(self) -> bool | None:
        """Is it the non-SDN list? None where the file does not say."""
        found = lists_of(self.lists)
        if len(found) > 1:
            raise self._error(f"the file holds several lists at once ({', '.join(sorted(self.lists))})")
        return None if not found else found == {RESTRICTED_LIST}

    def notes(self) -> list[str]:
        notes = [f"elements not read: {name} ({count})" for name, count in sorted(self.unread.items())]
        if self.unread_dates:
            notes.append(f"{self.unread_dates} dates of birth are no dates and were kept as remarks")
        return notes

    def _add(self, entity: Element) -> None:
        uid = entity.get("id").strip()
        info = entity.first("generalInfo")
        kind = clean(info.text("entityType")).casefold() if info else ""
        if not (uid.isascii() and uid.isdigit()):
            raise self._error("an entity without a number", entity)
        if uid in self.drafts:
            raise self._error(f"entity {uid} occurs twice: two editions were merged", entity)
        if info is None or kind not in PARTY_KINDS:
            raise self._error(
                f"'{kind}' is no type of party; expected individual, entity, vessel or aircraft", entity
            )
        draft = EntityDraft(uid, PARTY_KINDS[kind], title=clean(info.text("title")))
        for part in entity.children:
            self._read(draft, part)
        if not draft.names:
            raise self._error(f"entity {uid} has no name", entity)
        self.unread_dates += read_remarks(draft, clean(info.text("remarks")))
        self.drafts[uid] = draft

    def _read(self, draft: EntityDraft, part: Element) -> None:
        try:
            if part.name == "names":
                self._names(draft, part)
            elif part.name == "features":
                self.unread_dates += read_features(draft, _features(part))
            elif read := _READERS.get(part.name):
                read(draft, part)
            elif part.name != "generalInfo":
                self.unread[part.name] += 1
        except ValueError as error:
            raise self._error(f"entity {draft.uid}: {error}", part) from error

    def _names(self, draft: EntityDraft, part: Element) -> None:
        # The primary name comes first whatever its place; it must be exactly one.
        names = sorted(part.every("name"), key=lambda each: each.text("isPrimary").strip() != "true")
        if sum(each.text("isPrimary").strip() == "true" for each in names) != 1:
            raise ValueError("not exactly one name is the primary one")
        for name in names:
            self.names += 1
            self.scripts += _read_name(draft, name) - 1

    def _error(self, problem: str, element: Element | None = None) -> ListError:
        return ListError(
            problem, where=Location(str(self.file), line=element.line if element else None), remedy=_AGAIN
        )


def _read_name(draft: EntityDraft, name: Element) -> int:
    """Adds the name in every script that it is given in; returns how many those are."""
    primary = name.text("isPrimary").strip() == "true"
    weak = name.text("isLowQuality").strip() == "true" and not primary
    quality = AliasQuality.WEAK if weak else AliasQuality.STRONG
    kind = NameKind.PRIMARY if primary else _alias_kind(name.text("aliasType"))
    spellings = list(name.every("translations", "translation"))
    spellings.sort(key=lambda each: each.text("isPrimary").strip() != "true")
    for at, spelling in enumerate(spellings):
        text = clean(spelling.text("formattedFullName"))
        kind = NameKind.AKA if at and primary else kind
        if not draft.add_name(text, kind, quality, script=script_code(spelling.text("script"))):
            raise ValueError("a name without a word")
    if not spellings:
        raise ValueError("a name without a spelling")
    return len(spellings)


def _alias_kind(word: str) -> NameKind:
    kind = ALIAS_KINDS.get(word.strip().casefold()[:1])
    if kind is None:
        raise ValueError(f"'{word}' is no kind of alias; expected A.K.A., F.K.A. or N.K.A.")
    return kind


def _features(part: Element) -> Iterator[tuple[str, str]]:
    for feature in part.every("feature"):
        words = (clean(feature.text("value")), clean(feature.text("comments")))
        yield clean(feature.text("type")), " ".join(word for word in words if word)


def _read_lists(draft: EntityDraft, part: Element) -> None:
    lists = {clean(each.body): day_of(each.get("datePublished")) for each in part.every("sanctionsList")}
    draft.also_on = tuple(sorted(lists_of(lists)))
    days = [day for day in lists.values() if day]
    blocking = [day for name, day in lists.items() if day and lists_of([name]) == {BLOCKING_LIST}]
    # From its first publication on any list the entry restricts; `make_snapshot` narrows it to the day of blocking for the list that blocks.
    draft.listed_on, draft.blocked_on = min(days, default=None), min(blocking, default=None)


def _read_types(draft: EntityDraft, part: Element) -> None:
    draft.blocks = any(clean(each.body).casefold() == _BLOCKING_TYPE for each in part.children)


def _read_programs(draft: EntityDraft, part: Element) -> None:
    draft.programs += [clean(each.body) for each in part.children if clean(each.body)]


def _read_authorities(draft: EntityDraft, part: Element) -> None:
    draft.legal_basis += [clean(each.body) for each in part.children if clean(each.body)]


def _read_addresses(draft: EntityDraft, part: Element) -> None:
    for address in part.every("address"):
        spellings = list(address.every("translations", "translation"))
        chosen = next((each for each in spellings if each.text("isPrimary").strip() == "true"), None)
        parts: dict[str, str] = {}
        for each in chosen.every("addressParts", "addressPart") if chosen else ():
            label = clean(each.text("type")).casefold()
            parts[label] = ", ".join(
                word for word in (parts.get(label, ""), clean(each.text("value"))) if word
            )
        draft.add_parts(parts, clean(address.text("country")))


def _read_documents(draft: EntityDraft, part: Element) -> None:
    for each in part.every("identityDocument"):
        dates = {
            clean(day.text("type")): clean(day.text("value"))
            for day in each.every("documentDates", "documentDate")
        }
        read_document(
            draft,
            clean(each.text("type")),
            clean(each.text("documentNumber")),
            country=clean(each.text("issuingCountry")),
            issued=clean(each.text("issueDate")) or dates.get("Issue Date", ""),
            expires=clean(each.text("expirationDate")) or dates.get("Expiration Date", ""),
            authority=clean(each.text("issuingAuthority")),
            comment=clean(each.text("comments")),
            valid=each.text("isValid").strip() != "false",
        )


def _read_relations(draft: EntityDraft, part: Element) -> None:
    for each in part.every("relationship"):
        other = each.first("relatedEntity")
        if other is None or not clean(other.body):
            raise ValueError("a relationship to nobody")
        draft.relate(clean(each.text("type")), clean(other.body), other.get("entityId"))


_READERS: dict[str, _Reader] = {
    "sanctionsLists": _read_lists,
    "sanctionsPrograms": _read_programs,
    "sanctionsTypes": _read_types,
    "legalAuthorities": _read_authorities,
    "addresses": _read_addresses,
    "identityDocuments": _read_documents,
    "relationships": _read_relations,
}
