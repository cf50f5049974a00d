"""OFAC's `sdn_advanced.xml` and `cons_advanced.xml`: parties, places, documents, ties and entries in sections that refer to each other by number.

Format: https://ofac.treasury.gov/sanctions-list-service (schema ADVANCED_XML.xsd, after the United Nations' sanctions model).
"""

from collections import Counter
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.interface import ListSnapshot
from screening.lists.ofac.advanced_party import read_party
from screening.lists.ofac.advanced_values import Values, day, text_of
from screening.lists.ofac.draft import PUBLISHER_ID, EntityDraft
from screening.lists.ofac.edition import BLOCKING_LIST, RESTRICTED_LIST, lists_of, make_snapshot
from screening.lists.xml_stream import Element, documents, elements, the_document
from screening.progress import Progress

_AGAIN = "download the file again from OFAC"
_ROOT = "Sanctions"
_SECTIONS = b"DateOfIssue"
# The sanctions types that are no measure: the programme's name, which stands in the comment, and the blocking of property.
_PROGRAM, _BLOCK = "program", "block"


class OfacAdvanced:
    """A file whose root is `Sanctions` and that says its day of issue, whatever its name."""

    expects = "OFAC's sdn_advanced.xml or cons_advanced.xml"

    def recognises(self, path: Path) -> bool:
        return bool(documents(path, _ROOT, containing=_SECTIONS))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = the_document(path, _ROOT, containing=_SECTIONS)
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
                "names": reading.values.names,
                "aliases": reading.values.names - len(drafts),
                "names in other scripts": reading.values.scripts,
            },
            restricted=reading.restricted(),
        )


class _Reading:
    """The sections of one file, in their order: values, places, documents, parties, ties, entries."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.values = Values()
        self.issue: dict[str, str] = {}
        self.drafts: dict[str, EntityDraft] = {}
        self.by_profile: dict[str, EntityDraft] = {}
        self.entered: Counter[str] = Counter()
        self.lists: set[str] = set()
        self.unread: Counter[str] = Counter()
        self.unread_dates = 0

    def take(self, element: Element) -> None:
        try:
            self._take(element)
        except ValueError as error:
            number = element.get("ID") or element.get("FixedRef")
            raise self._error(f"{element.name} {number}: {error}", element) from error

    def _take(self, element: Element) -> None:
        match element.name:
            case "Year" | "Month" | "Day":
                self.issue[element.name] = element.body
            case "Location":
                self.values.add_place(element)
            case "IDRegDocument":
                self.values.add_document(element)
            case "DistinctParty":
                self._party(element)
            case "ProfileRelationship":
                self._relation(element)
            case "SanctionsEntry":
                self._entry(element)
            case name if name.endswith("Values"):
                self.values.define(element)
            case name:
                self.unread[name] += 1

    def _party(self, party: Element) -> None:
        uid = party.get("FixedRef").strip()
        if not (uid.isascii() and uid.isdigit()):
            raise ValueError("a party without a number")
        if uid in self.drafts:
            raise ValueError(f"entity {uid} occurs twice: two editions were merged")
        profiles = list(party.every("Profile"))
        if len(profiles) != 1:
            raise ValueError(f"{len(profiles)} profiles, expected one")
        draft, unread_dates = read_party(uid, party, profiles[0], self.values)
        self.unread_dates += unread_dates
        self.drafts[uid] = self.by_profile[profiles[0].get("ID")] = draft

    def _relation(self, relation: Element) -> None:
        ours = self.by_profile.get(relation.get("From-ProfileID"))
        if ours is None:
            self.unread["ProfileRelationship of a party that is not in the file"] += 1
            return
        kind = self.values.word("RelationType", relation.get("RelationTypeID"))
        if relation.get("Former").strip() == "true":
            kind = f"{kind} (former)"
        number = relation.get("To-ProfileID")
        if theirs := self.by_profile.get(number):
            ours.relate(kind, theirs.names[0].text, theirs.uid)
        else:
            # A party of the consolidated list may belong to one that stands on the SDN list alone; a profile has its party's number, and no name.
            ours.add_relation(kind, "", f"{PUBLISHER_ID}:{number}")

    def _entry(self, entry: Element) -> None:
        draft = self.by_profile.get(entry.get("ProfileID"))
        if draft is None:
            raise ValueError(f"profile {entry.get('ProfileID')} is not in the file: it was cut or edited")
        self.entered[draft.uid] += 1
        name = self.values.word("List", entry.get("ListID"))
        self.lists.add(name)
        draft.also_on = (*draft.also_on, *lists_of([name]))
        blocking = lists_of([name]) == {BLOCKING_LIST}
        for event in entry.every("EntryEvent"):
            basis = event.get("LegalBasisID")
            if basis and (act := self.values.word("LegalBasis", basis)):
                draft.legal_basis.append(act)
            date = event.first("Date")
            if date and (first := day(date)):
                draft.listed_on = min(first, draft.listed_on or first)
                if blocking:
                    draft.blocked_on = min(first, draft.blocked_on or first)
        for measure in entry.every("SanctionsMeasure"):
            self._measure(draft, measure)

    def _measure(self, draft: EntityDraft, measure: Element) -> None:
        kind = self.values.word("SanctionsType", measure.get("SanctionsTypeID")).casefold()
        comment = text_of(measure, "Comment")
        if kind == _PROGRAM and comment:
            draft.programs.append(comment)
        elif kind == _BLOCK:
            draft.blocks = True

    def restricted(self) -> bool | None:
        """Is it the non-SDN list? A party of it may stand on the SDN list too, and has an entry for each."""
        found = lists_of(self.lists)
        everyone_blocked = all(BLOCKING_LIST in draft.also_on for draft in self.drafts.values())
        return None if not found else RESTRICTED_LIST in found and not everyone_blocked

    def check(self) -> str:
        """The day of issue (ISO), once every party has its entry and every entry its party."""
        if not self.drafts:
            raise self._error("the list holds no entries")
        bare = [uid for uid in self.drafts if not self.entered[uid]]
        if bare:
            raise self._error(
                f"{len(bare)} of {len(self.drafts)} parties have no entry in SanctionsEntries (the first: {bare[0]}): the file was cut or edited"
            )
        try:
            year, month, number = (int(self.issue[part]) for part in ("Year", "Month", "Day"))
            return f"{year:04}-{month:02}-{number:02}"
        except (KeyError, ValueError) as error:
            raise self._error("no day of issue (DateOfIssue)") from error

    def notes(self) -> list[str]:
        notes = [f"elements not read: {name} ({count})" for name, count in sorted(self.unread.items())]
        if self.unread_dates:
            notes.append(f"{self.unread_dates} dates of birth are no dates and were kept as remarks")
        return notes

    def _error(self, problem: str, element: Element | None = None) -> ListError:
        return ListError(
            problem, where=Location(str(self.file), line=element.line if element else None), remedy=_AGAIN
        )
