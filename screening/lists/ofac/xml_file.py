"""OFAC's `sdn.xml` and `consolidated.xml`: one file, its publication date, and the number of entries that it must hold.

Format: https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas (schema sdn.xsd).
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.interface import ListSnapshot
from screening.lists.ofac.draft import EntityDraft, clean
from screening.lists.ofac.edition import PARTY_KINDS, make_snapshot
from screening.lists.ofac.remarks import ALIAS_KINDS, read_remarks
from screening.lists.xml_stream import Element, documents, elements, the_document
from screening.model import AliasQuality
from screening.progress import Progress
from screening.values import DateOrder, parse_date

_AGAIN = "download the file again from OFAC"
_ROOT, _HEADER, _ENTRY = "sdnList", "publshInformation", "sdnEntry"  # The schema itself misspells the header.
# Reads one part of an entry into the draft; returns how many birth dates in it were no dates.
_Reader = Callable[[EntityDraft, Element], int]
_SIMPLE = frozenset({"uid", "firstName", "lastName", "title", "sdnType", "remarks"})


class OfacXml:
    """A file whose root is `sdnList`, whatever its name."""

    expects = "OFAC's sdn.xml or consolidated.xml"

    def recognises(self, path: Path) -> bool:
        return bool(documents(path, _ROOT))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = the_document(path, _ROOT)
        progress.start(f"reading {file.name}", file.stat().st_size)
        reading = _Reading(file)
        for element in elements(file, depth=2, progress=progress, remedy=_AGAIN):
            reading.take(element)
        progress.finish()
        published = reading.check()
        notes = [f"elements not read: {name} ({count})" for name, count in sorted(reading.unread.items())]
        if reading.unread_dates:
            notes.append(f"{reading.unread_dates} dates of birth are no dates and were kept as remarks")
        return make_snapshot(
            list(reading.drafts.values()), path, [file], published=published, notes=notes, counts={}
        )


class _Reading:
    """The entries of one file while it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.drafts: dict[str, EntityDraft] = {}
        self.header: Element | None = None
        self.unread: Counter[str] = Counter()
        self.unread_dates = 0

    def take(self, element: Element) -> None:
        if element.name == _HEADER:
            self.header = element
        elif element.name == _ENTRY:
            draft = self._entry(element)
            if draft.uid in self.drafts:
                raise self._error(f"entity {draft.uid} occurs twice: two editions were merged", element)
            self.drafts[draft.uid] = draft
        else:
            self.unread[element.name] += 1

    def check(self) -> str:
        """The publication date (ISO), once the header's count of entries agrees with those read."""
        if self.header is None:
            raise self._error(f"no {_HEADER}: the file does not say how many entries it holds")
        count = self.header.text("Record_Count")
        if not count.isdecimal() or int(count) != len(self.drafts):
            raise self._error(
                f"the file says that it holds {count or 'an unknown number of'} entries, but {len(self.drafts)} were read: it was cut or edited",
                self.header,
            )
        if not self.drafts:
            raise self._error("the list holds no entries", self.header)
        published = self.header.text("Publish_Date")
        try:
            day: date = parse_date(published, DateOrder.MONTH_FIRST).first
        except ValueError as error:
            raise self._error(f"the publication date is not clear: {error}", self.header) from error
        return day.isoformat()

    def _entry(self, entry: Element) -> EntityDraft:
        uid, kind = clean(entry.text("uid")), entry.text("sdnType").strip().casefold()
        name = _name(entry)
        if not (uid.isascii() and uid.isdigit()) or not name:
            raise self._error("an entry without a number or a name", entry)
        if kind not in PARTY_KINDS:
            raise self._error(
                f"'{kind}' is no type of party; expected individual, entity, vessel or aircraft", entry
            )
        draft = EntityDraft.of(uid, PARTY_KINDS[kind], name, clean(entry.text("title")))
        for part in entry.children:
            if part.name in _SIMPLE:
                continue
            read = _READERS.get(part.name)
            if read is None:
                self.unread[part.name] += 1
                continue
            self._read_part(draft, part, read)
        self.unread_dates += read_remarks(draft, clean(entry.text("remarks")))
        return draft

    def _read_part(self, draft: EntityDraft, part: Element, read: _Reader) -> None:
        try:
            self.unread_dates += read(draft, part)
        except ValueError as error:
            raise self._error(f"entity {draft.uid}: {error}", part) from error

    def _error(self, problem: str, element: Element | None = None) -> ListError:
        return ListError(
            problem, where=Location(str(self.file), line=element.line if element else None), remedy=_AGAIN
        )


def _name(element: Element) -> str:
    return ", ".join(
        part for part in (clean(element.text("lastName")), clean(element.text("firstName"))) if part
    )


def _read_programs(draft: EntityDraft, part: Element) -> int:
    draft.programs = [clean(each.body) for each in part.children if clean(each.body)]
    return 0


def _read_ids(draft: EntityDraft, part: Element) -> int:
    for each in part.children:
        country, issued, expires = (
            clean(each.text(name)) for name in ("idCountry", "issueDate", "expirationDate")
        )
        tail = (
            (country and f"({country})"),
            (issued and f"issued {issued}"),
            (expires and f"expires {expires}"),
        )
        # Written as the CSV remarks write it, and read as they are: some numbers carry a bracketed place of their own.
        draft.add_feature(
            clean(each.text("idType")), " ".join(filter(None, (clean(each.text("idNumber")), *tail)))
        )
    return 0


def _read_aliases(draft: EntityDraft, part: Element) -> int:
    for each in part.children:
        kind, name = each.text("type").strip(), _name(each)
        if kind[1:] != ".k.a." or kind[0] not in ALIAS_KINDS or not name:
            raise ValueError(f"'{kind}' '{name}' is no alias; expected a.k.a., f.k.a. or n.k.a. and a name")
        draft.add_name(name, ALIAS_KINDS[kind[0]], AliasQuality(each.text("category").strip()))
    return 0


def _read_addresses(draft: EntityDraft, part: Element) -> int:
    for each in part.children:
        parts = {line.name.casefold(): clean(line.body) for line in each.children}
        draft.add_parts(parts, parts.get("country", ""))
    return 0


def _read_births(draft: EntityDraft, part: Element) -> int:
    return sum(not draft.read_birth_date(clean(each.text("dateOfBirth"))) for each in part.children)


def _read_places(draft: EntityDraft, part: Element) -> int:
    for each in part.children:
        draft.add_birth_place(clean(each.text("placeOfBirth")))
    return 0


def _read_nationalities(draft: EntityDraft, part: Element) -> int:
    for each in part.children:
        draft.add_nationality(
            clean(each.text("country")), "citizen" if each.name == "citizenship" else "nationality"
        )
    return 0


def _read_vessel(draft: EntityDraft, part: Element) -> int:
    draft.add_vessel(
        call_sign=clean(part.text("callSign")),
        kind=clean(part.text("vesselType")),
        tonnage=clean(part.text("tonnage")),
        gross=clean(part.text("grossRegisteredTonnage")),
        flag=clean(part.text("vesselFlag")),
        owner=clean(part.text("vesselOwner")),
    )
    return 0


_READERS: dict[str, _Reader] = {
    "programList": _read_programs,
    "idList": _read_ids,
    "akaList": _read_aliases,
    "addressList": _read_addresses,
    "dateOfBirthList": _read_births,
    "placeOfBirthList": _read_places,
    "nationalityList": _read_nationalities,
    "citizenshipList": _read_nationalities,
    "vesselInfo": _read_vessel,
}
