"""The United Nations Security Council's consolidated list as XML.

Format: https://scsanctions.un.org/resources/xml/en/consolidated.xml (schema sc-sanctions.xsd).
"""

import re
from collections import Counter
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.draft import PartyDraft, country, day_of, parsed_date, tidy
from screening.lists.files import digest
from screening.lists.interface import ListSnapshot
from screening.lists.un.documents import read_document
from screening.lists.xml_stream import Element, documents, elements, root_attributes, the_document
from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    IdentifierKind,
    NameKind,
    PartyKind,
    SnapshotInfo,
)
from screening.progress import Progress

_AGAIN = "download the list again from the United Nations"
_ROOT = "CONSOLIDATED_LIST"
_KINDS = {"INDIVIDUAL": PartyKind.PERSON, "ENTITY": PartyKind.ORGANIZATION}
_PARTS = tuple(f"{place}_NAME" for place in ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH"))
_QUALITY = {
    "good": (NameKind.AKA, AliasQuality.STRONG),
    "low": (NameKind.AKA, AliasQuality.WEAK),
    "a.k.a.": (NameKind.AKA, AliasQuality.STRONG),
    "f.k.a.": (NameKind.FKA, AliasQuality.STRONG),
    "": (NameKind.AKA, AliasQuality.STRONG),
}
_FORMER = re.compile(r"\b(?:previously|formerly) (?:listed|known)", re.IGNORECASE)
# "Previously listed as. In Arabic: رياض محمد": the spelling behind the colon, in letters that are not Latin.
_ORIGINAL = re.compile(r"\bin [A-Z]\w+(?: script)?:\s*([^\x00-\u024f][^.;()]*)", re.IGNORECASE)
_GENDER = re.compile(r"\bGender:\s*(male|female)\b", re.IGNORECASE)
_IMO = re.compile(r"\bIMO\b(?:\s+(?:ship|vessel))?(?:\s+(?:no|number|nr))?[.:#\s]*(\d{7})\b", re.IGNORECASE)
_BASIS = re.compile(r"\bpursuant to\s+((?:paragraphs?|operative)\b[^.;]{0,120}?resolution \d+ \(\d{4}\))")
# No statement about the party: the publisher's own book-keeping.
_IGNORED = frozenset(
    {"DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD", "LIST_TYPE", "LAST_DAY_UPDATED"}
)
_READ = frozenset(
    {
        *_PARTS,
        "NAME_ORIGINAL_SCRIPT",
        "REFERENCE_NUMBER",
        "UN_LIST_TYPE",
        "LISTED_ON",
        "DELISTED_ON",
        "GENDER",
    }
    | {"COMMENTS1", "TITLE", "DESIGNATION", "NATIONALITY", "NATIONALITY2", "SUBMITTED_BY", "SUBMITTED_ON"}
)


class UnXml:
    """A file whose root is `CONSOLIDATED_LIST`, whatever its name."""

    expects = "the United Nations' consolidated.xml"

    def recognises(self, path: Path) -> bool:
        return bool(documents(path, _ROOT))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = the_document(path, _ROOT)
        published = day_of(root_attributes(file, _AGAIN).get("dateGenerated", ""))
        progress.start(f"reading {file.name}", file.stat().st_size)
        reading = _Reading(file)
        for element in elements(file, depth=3, progress=progress, remedy=_AGAIN):
            reading.take(element)
        progress.finish()
        if not reading.entities:
            raise reading.error("the list holds no entries")
        if published is None:
            raise reading.error("no date of generation: the file does not say of which day it is")
        info = SnapshotInfo(
            list="un-sc",
            title="United Nations Security Council Consolidated List",
            publisher="United Nations Security Council",
            path=str(path),
            published=published.isoformat(),
            sha256=digest([file]),
            counts=reading.counts(),
            notes=reading.notes(),
        )
        return ListSnapshot(info, tuple(reading.entities.values()))


class _Reading:
    """The entries of one file while it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.entities: dict[str, Entity] = {}
        self.kinds: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.words: Counter[str] = Counter()

    def take(self, entry: Element) -> None:
        if entry.name not in _KINDS:
            raise self.error(f"'{entry.name}' is no kind of entry; expected INDIVIDUAL or ENTITY", entry)
        uid = tidy(entry.text("DATAID")) or tidy(entry.text("REFERENCE_NUMBER"))
        name = " ".join(word for each in _PARTS if (word := tidy(entry.text(each))))
        if not uid or not name:
            raise self.error("an entry without a number or a name", entry)
        if uid in self.entities:
            raise self.error(f"entry {uid} occurs twice: two editions were merged", entry)
        draft = PartyDraft(uid, _KINDS[entry.name])
        draft.add_name(name, NameKind.PRIMARY)
        draft.add_name(tidy(entry.text("NAME_ORIGINAL_SCRIPT")))
        self._facts(draft, entry)
        for part in entry.children:
            self._part(draft, part)
        self.entities[uid] = draft.build("un-sc", "un-sc", Effect.BLOCKED)
        self.kinds[entry.name] += 1

    def _facts(self, draft: PartyDraft, entry: Element) -> None:
        draft.programs = [word for word in (tidy(entry.text("UN_LIST_TYPE")),) if word]
        draft.listed_on = day_of(entry.text("LISTED_ON"))
        draft.delisted_on = day_of(entry.text("DELISTED_ON"))
        if draft.listed_on is None:
            self.words["entries without a readable day of listing"] += 1
        roles = [tidy(each.body) for tag in ("TITLE", "DESIGNATION") for each in entry.every(tag, "VALUE")]
        draft.title = "; ".join(dict.fromkeys(role for role in roles if role))
        comments = tidy(entry.text("COMMENTS1"))
        gender = tidy(entry.text("GENDER")) or (found[1] if (found := _GENDER.search(comments)) else "")
        draft.gender = gender.casefold() if gender.casefold() in ("male", "female") else None
        draft.legal_basis = [tidy(found[1]) for found in _BASIS.finditer(comments)]
        for number in _IMO.findall(comments):
            draft.add_identifier(IdentifierKind.IMO, number)
        reference = tidy(entry.text("REFERENCE_NUMBER"))
        draft.add_remark(reference and f"UN reference {reference}")
        draft.add_remark(comments)
        for tag, label in (("SUBMITTED_BY", "Submitted by"), ("SUBMITTED_ON", "Submitted on")):
            if text := tidy(entry.text(tag)):
                draft.add_remark(f"{label} {text}")

    def _part(self, draft: PartyDraft, part: Element) -> None:
        known = part.name in _READ or part.name in _IGNORED
        match part.name if known else part.name.partition("_")[2]:
            case "NATIONALITY" | "NATIONALITY2":
                for value in part.every("VALUE"):
                    self._nationality(draft, tidy(value.body))
            case "ALIAS":
                self._alias(draft, part)
            case "ADDRESS":
                self._address(draft, part)
            case "DATE_OF_BIRTH":
                self._birth(draft, part)
            case "PLACE_OF_BIRTH":
                self._place(draft, part)
            case "DOCUMENT":
                read_document(draft, {each.name: tidy(each.body) for each in part.children})
            case _ if not known:
                self.unread[part.name] += 1

    def _nationality(self, draft: PartyDraft, text: str) -> None:
        if text and not draft.add_nationality(text):
            self.words["nationalities that are no country were kept as remarks"] += 1

    def _alias(self, draft: PartyDraft, part: Element) -> None:
        word, note = tidy(part.text("QUALITY")).casefold(), tidy(part.text("NOTE"))
        if word not in _QUALITY:
            self.words[f"aliases of the quality '{word}' were read as strong"] += 1
        kind, quality = _QUALITY.get(word, _QUALITY[""])
        kind = NameKind.FKA if _FORMER.search(note) else kind
        # One alias element may hold several spellings; no name has a semicolon of its own.
        names = [name for each in part.text("ALIAS_NAME").split(";") if (name := _unquoted(tidy(each)))]
        for name in names:
            draft.add_name(name, kind, quality)
        if original := _ORIGINAL.search(note):
            draft.add_name(original[1].strip(), kind, quality)
        if note:
            draft.add_remark(f"alias {', '.join(names)}: {note}" if names else f"alias: {note}")
        if born := tidy(part.text("DATE_OF_BIRTH")):
            self._span(draft, born)
        draft.add_birth_place(_joined(part, "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"))

    def _address(self, draft: PartyDraft, part: Element) -> None:
        lines = [tidy(part.text(tag)) for tag in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")]
        where, note = tidy(part.text("COUNTRY")), tidy(part.text("NOTE"))
        if any((*lines, where)):
            draft.add_address([*lines, note and f"({note})"], where, country(where) if where else None)
        elif note:
            draft.add_address([note], "")

    def _place(self, draft: PartyDraft, part: Element) -> None:
        where = _joined(part, "STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
        draft.add_birth_place(where, country(tidy(part.text("COUNTRY"))))
        if note := tidy(part.text("NOTE")):
            draft.add_remark(f"POB {where} {note}".replace("  ", " "))

    def _birth(self, draft: PartyDraft, part: Element) -> None:
        note = tidy(part.text("NOTE"))
        around = tidy(part.text("TYPE_OF_DATE")).casefold() == "approximately" or note.casefold().startswith(
            "approx"
        )
        years = [tidy(part.text(tag)) for tag in ("FROM_YEAR", "TO_YEAR")]
        text = (
            tidy(part.text("DATE")) or tidy(part.text("YEAR")) or " to ".join(year for year in years if year)
        )
        if text:
            self._span(draft, text, around=around)
            if note and not note.casefold().startswith("approx"):
                draft.add_remark(f"DOB {text}: {note}")
        elif note:
            self._span(draft, note, around=around)

    def _span(self, draft: PartyDraft, text: str, *, around: bool = False) -> None:
        try:
            span = parsed_date(text)
        except ValueError:
            draft.add_remark(f"DOB {text}")
            self.words["dates of birth are no dates and were kept as remarks"] += 1
            return
        draft.add_birth_date(DateSpan(span.first, span.last, around or span.around))

    def counts(self) -> dict[str, int]:
        parties = self.entities.values()
        names = sum(len(each.names) for each in parties)
        return {
            "entities": len(parties),
            "persons": self.kinds["INDIVIDUAL"],
            "organizations": self.kinds["ENTITY"],
            "names": names,
            "aliases": names - len(parties),
            "weak aliases": sum(
                name.quality is AliasQuality.WEAK for each in parties for name in each.names[1:]
            ),
            "addresses": sum(len(each.addresses) for each in parties),
            "identifiers": sum(len(each.identifiers) for each in parties),
        }

    def notes(self) -> tuple[str, ...]:
        unread = [f"elements not read: {name} ({count})" for name, count in sorted(self.unread.items())]
        return (*unread, *(f"{count} {what}" for what, count in sorted(self.words.items())))

    def error(self, problem: str, element: Element | None = None) -> ListError:
        return ListError(
            problem, where=Location(str(self.file), line=element.line if element else None), remedy=_AGAIN
        )


def _unquoted(name: str) -> str:
    """Without the quotation marks that stand around a whole nickname."""
    return name[1:-1].strip() if len(name) > 2 and name[0] in "\"“'‘" and name[-1] in "\"”'’" else name


def _joined(part: Element, *tags: str) -> str:
    return ", ".join(text for tag in tags if (text := tidy(part.text(tag))))
