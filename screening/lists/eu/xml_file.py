"""The European Union's list as XML (`FULL-1_1.xml`)."""

from collections import Counter
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.draft import day_of
from screening.lists.eu.edition import entry_id, make_snapshot
from screening.lists.eu.entry import EntryDraft
from screening.lists.interface import ListSnapshot
from screening.lists.xml_stream import Element, documents, elements, root_attributes, the_document
from screening.model import Entity
from screening.progress import Progress

_AGAIN = "download the list again from the European Commission"
_ROOT, _ENTRY = "export", "sanctionEntity"
_NAMESPACE = b"http://eu.europa.ec/fpi/fsd/export"


class EuXml:
    """A file whose root is the Commission's `export`, whatever its name."""

    expects = "the European Union's FULL-1_1.xml"

    def recognises(self, path: Path) -> bool:
        return bool(documents(path, _ROOT, containing=_NAMESPACE))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = the_document(path, _ROOT, containing=_NAMESPACE)
        published = day_of(root_attributes(file, _AGAIN).get("generationDate", ""))
        progress.start(f"reading {file.name}", file.stat().st_size)
        reading = _Reading(file)
        for element in elements(file, depth=2, progress=progress, remedy=_AGAIN):
            reading.take(element)
        progress.finish()
        if not reading.entities:
            raise reading.error("the list holds no entries")
        if published is None:
            raise reading.error("no date of generation: the file does not say of which day it is")
        return make_snapshot(
            reading.entities,
            path,
            file,
            published=published,
            names=reading.names,
            notes=reading.notes(),
        )


class _Reading:
    """The entries of one file while it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.entities: list[Entity] = []
        self.taken: dict[str, str] = {}
        self.names = 0
        self.doubts: Counter[str] = Counter()

    def take(self, entry: Element) -> None:
        if entry.name != _ENTRY:
            raise self.error(f"'{entry.name}' is no entry; expected {_ENTRY}", entry)
        number, reference = entry.get("logicalId").strip(), entry.get("euReferenceNumber").strip()
        act = entry.first("regulation")
        if not (number or reference):
            raise self.error("an entry without a number", entry)
        uid = entry_id(number, reference, act.get("programme") if act else "", self.taken)
        if uid is None:
            raise self.error(f"entry {number or reference} occurs twice: two editions were merged", entry)
        subject = entry.first("subjectType")
        facts = {**(subject.attributes if subject else {}), **entry.attributes}
        draft = EntryDraft.of(uid, facts)
        for part in entry.children:
            self._part(draft, part)
        if not draft.names:
            raise self.error(f"entry {number or reference} has no name", entry)
        self.names += draft.names_read
        self.doubts += draft.doubts
        self.entities.append(draft.finish())

    def _part(self, draft: EntryDraft, part: Element) -> None:
        facts = {**part.attributes, "remark": "; ".join(each.body for each in part.every("remark"))}
        for act in part.every("regulationSummary"):
            draft.add_date(act.get("publicationDate"))
        match part.name:
            case "nameAlias":
                draft.read_name(facts)
            case "address":
                draft.read_address(facts)
                for contact in part.every("contactInfo"):
                    draft.read_contact(contact.get("key"), contact.get("value"))
            case "birthdate":
                draft.read_birth(facts)
            case "citizenship":
                draft.read_citizenship(facts)
            case "identification":
                draft.read_identification(facts)
            case "regulation":
                draft.add_regulation(facts)
            case "remark":
                draft.add_remark(" ".join(part.body.split()))
            case "subjectType":
                pass
            case _:
                self.doubts[f"elements not read: {part.name}"] += 1

    def notes(self) -> list[str]:
        return [f"{count} {what}" for what, count in sorted(self.doubts.items())]

    def error(self, problem: str, element: Element | None = None) -> ListError:
        return ListError(
            problem, where=Location(str(self.file), line=element.line if element else None), remedy=_AGAIN
        )
