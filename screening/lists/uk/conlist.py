"""OFSI's consolidated list of financial sanctions targets (ConList.csv): a row for each combination of a name, an address and a date of birth.

Format: https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets; the edition of 2022 added columns for names
in other scripts, the quality of an alias and numbers apart from their remarks. A party is a "Group ID".
"""

import re
from collections import Counter
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.files import AGAIN
from screening.lists.headed_csv import HeadedCsv, HeadedRow, files_with, only_file, open_headed
from screening.lists.interface import ListSnapshot
from screening.lists.party import SpreadDraft, day
from screening.lists.publication import Publication, snapshot_of
from screening.lists.uk import facts
from screening.lists.uk.numbered import imo_numbers
from screening.model import AliasQuality, NameKind, PartyKind
from screening.progress import Progress

_PUBLICATION = Publication(
    "uk-hmt",
    "Consolidated list of financial sanctions targets in the UK",
    "HM Treasury, Office of Financial Sanctions Implementation",
)
_WANTED = frozenset({"name6", "name1", "grouptype", "aliastype", "regime", "listedon", "groupid"})
_NAMES = ("name1", "name2", "name3", "name4", "name5", "name6")
_ADDRESS = ("address1", "address2", "address3", "address4", "address5", "address6", "postzipcode")
# "(UK Statement of Reasons):Front company ... (Phone number):(1) +963 ...": facts of newer editions that have no column of their own.
_LABEL = re.compile(r"\(([A-Z][^():]{1,60})\):")


class ConList:
    """The csv file, whatever its name, told by its header."""

    expects = "OFSI's ConList.csv"

    def recognises(self, path: Path) -> bool:
        return bool(files_with(path, _WANTED))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = only_file(path, files_with(path, _WANTED))
        table = open_headed(file, _WANTED, utf8_only=False)
        progress.start(f"reading {file.name}", file.stat().st_size)
        reading = _Reading(table)
        for row in table.rows(progress):
            reading.take(row)
        progress.finish()
        reading.check()
        return snapshot_of(
            _PUBLICATION,
            [draft.finished(_PUBLICATION.list, _PUBLICATION.list) for draft in reading.drafts.values()],
            path,
            [file],
            published=reading.published(),
            notes=[*([table.note] if table.note else []), *reading.notes()],
            counts={"rows": reading.rows},
        )


class _Reading:
    """The groups of one file while it is read."""

    def __init__(self, table: HeadedCsv) -> None:
        self.table = table
        self.drafts: dict[str, SpreadDraft] = {}
        self.first_lines: dict[str, int] = {}
        self.rows = 0
        self.unread: Counter[str] = Counter()

    def take(self, row: HeadedRow) -> None:
        self.rows += 1
        group, kind = row.get("groupid"), row.get("grouptype").casefold()
        if not (group.isascii() and group.isdigit()):
            raise self._error(f"'{group[:40]}' is no group number", row.line)
        if kind not in facts.KINDS:
            raise self._error(
                f"'{kind[:40]}' is no type of party; expected individual, entity or ship", row.line
            )
        if not row.joined(_NAMES, " "):
            raise self._error(f"a row of group {group} without a name", row.line)
        draft = self.drafts.get(group)
        if draft is None:
            draft = self.drafts[group] = SpreadDraft(group, facts.KINDS[kind])
            self.first_lines[group] = row.line
        elif draft.kind is not facts.KINDS[kind] and draft.kind is not PartyKind.VESSEL:
            raise self._error(f"group {group} is of two types: two editions were merged", row.line)
        self._read(draft, row)

    def check(self) -> None:
        """Each group has one primary name, and its rows are scattered over the file, so that a piece cut away anywhere shows."""
        if not self.drafts:
            raise ListError("the list holds no entries", where=Location(str(self.table.path)), remedy=AGAIN)
        headless = [
            group
            for group, draft in self.drafts.items()
            if not any(name.kind is NameKind.PRIMARY for name in draft.names)
        ]
        if headless:
            raise self._error(
                f"{len(headless)} of {len(self.drafts)} groups lack their primary name (the first: {headless[0]}): the file was cut short",
                self.first_lines[headless[0]],
            )

    def published(self) -> str | None:
        """The date above the header ("Last Updated,27/04/2020")."""
        found = (day(cell) for row in self.table.above for cell in row if cell.strip()[:1].isdigit())
        return next((each.isoformat() for each in found if each), None)

    def notes(self) -> list[str]:
        return [f"{count} {what}" for what, count in sorted(self.unread.items())]

    def _read(self, draft: SpreadDraft, row: HeadedRow) -> None:
        facts.add_name(
            draft, [row.get(each) for each in _NAMES], row.get("aliastype"), row.get("aliasquality")
        )
        facts.add_non_latin_name(
            draft,
            row.get("namenonlatinscript"),
            row.get("nonlatinscripttype"),
            row.get("nonlatinscriptlanguage"),
        )
        known = len(draft.birth_dates), len(draft.remarks)
        bad = facts.add_birth_dates(draft, row.get("dob"))
        if bad and len(draft.remarks) > known[1]:
            self.unread["dates of birth are no dates and were kept as remarks"] += bad
        facts.add_birth_places(draft, row.get("townofbirth"), row.get("countryofbirth"))
        facts.add_person(
            draft,
            nationality=row.get("nationality"),
            position=row.get("position"),
            title=row.get("title"),
            gender="",
        )
        facts.add_documents(
            draft,
            passport=row.get("passportnumber"),
            about_passport=row.get("passportdetails"),
            national=row.get("nationalidentificationnumber"),
            about_national=row.get("nationalidentificationdetails") or row.get("ninumber"),
        )
        draft.add_address([row.get(each) for each in _ADDRESS], row.get("country"))
        if (regime := row.get("regime")) and regime not in draft.programs:
            draft.programs.append(regime)
        listed = day(row.get("listedon"))
        draft.listed_on = min(filter(None, (draft.listed_on, listed)), default=None)
        _add_information(draft, row.get("otherinformation"))

    def _error(self, problem: str, line: int) -> ListError:
        return ListError(problem, where=self.table.at(line), remedy=AGAIN)


def _add_information(draft: SpreadDraft, text: str) -> None:
    """The free text, whole, and the facts in it that are marked as such."""
    known = len(draft.remarks)
    draft.add_remark(text)
    if len(draft.remarks) == known:  # Rows of a group repeat it.
        return
    found, numbers = _labelled(text), imo_numbers(text)
    facts.add_contacts(
        draft, found.get("phone number", ""), found.get("website", ""), found.get("email address", "")
    )
    facts.add_company(
        draft,
        registration=found.get("business reg no", ""),
        parent=found.get("parent company", ""),
        subsidiaries=found.get("subsidiaries", ""),
    )
    gender = found.get("gender", "").casefold()
    if gender in ("male", "female"):
        draft.gender = gender
    facts.add_ship(
        draft,
        # A company's entry may name the ships that it runs: their numbers are not its own.
        imo=found.get("imo number", "") or (numbers[0] if len(numbers) == 1 else ""),
        owner=found.get("current owner/operator", ""),
        flag=found.get("current believed flag of ship", ""),
        form=found.get("type of ship", ""),
        tonnage=found.get("tonnage of ship", ""),
    )
    if draft.kind is PartyKind.ORGANIZATION and len(numbers) == 1 and _is_of_a_ship(draft, text):
        draft.kind = PartyKind.VESSEL


def _labelled(text: str) -> dict[str, str]:
    """The text behind each bracketed label, by the label in small letters."""
    labels = list(_LABEL.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)] * bool(labels)
    pairs = zip(labels, ends, strict=True)
    return {label[1].casefold(): text[label.end() : end].strip() for label, end in pairs}


def _is_of_a_ship(draft: SpreadDraft, text: str) -> bool:
    # Editions before 2021 list ships as entities.
    folded = text.casefold()
    names = (name.text.casefold() for name in draft.names if name.quality is AliasQuality.STRONG)
    return "vessel has been added" in folded or any(f"m/v {name}" in folded for name in names)
