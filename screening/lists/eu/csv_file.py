"""The European Union's list as csv (`FULL-1_1.csv`): one line for each name, address, birth, citizenship or document of an entry.

Columns are found by their names, in any order; each name is the XML's element and attribute ("NameAlias_WholeName").
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.eu.edition import entry_id, looks_cut, make_snapshot
from screening.lists.eu.entry import EntryDraft
from screening.lists.headed_csv import HeadedRow, files_with, key, open_headed
from screening.lists.interface import ListSnapshot
from screening.progress import Progress
from screening.values import DateOrder, parse_date

_AGAIN = "download the list again from the European Commission"
_DELIMITER = ";"
_NUMBER, _WHOLE, _DATE = (
    key(name) for name in ("Entity_LogicalId", "NameAlias_WholeName", "fileGenerationDate")
)
_REFERENCE, _PROGRAMME = key("Entity_EU_ReferenceNumber"), key("Entity_Regulation_Programme")
_NEEDED = (_DATE, _NUMBER, _WHOLE)
# What the csv calls otherwise than the XML.
_RENAMED = {
    "Entity_SubjectType": "code",
    "Entity_SubjectType_ClassificationCode": "classificationCode",
    "Entity_EU_ReferenceNumber": "euReferenceNumber",
    "Entity_Regulation_Type": "regulationType",
    "BirthDate_BirthDate": "birthdate",
    "BirthDate_Day": "dayOfMonth",
    "BirthDate_Month": "monthOfYear",
    "Identification_IssuedDate": "issueDate",
    "Identification_TypeCode": "identificationTypeCode",
    "Identification_TypeDescription": "identificationTypeDescription",
}
_ENTITY, _ACT = "Entity", "Entity_Regulation"
_GROUPS = ("NameAlias", "Address", "BirthDate", "Identification", "Citizenship")
# Said of every statement whatever it is, so that alone they say nothing.
_BOILERPLATE = frozenset({"logicalId", "regulationLanguage"})
_PUBLISHED = "publicationDate"


class EuCsv:
    """A text whose first line has the Commission's column names, separated by semicolons."""

    expects = "the European Union's FULL-1_1.csv"

    def recognises(self, path: Path) -> bool:
        return bool(files_with(path, _NEEDED, delimiter=_DELIMITER))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        files = files_with(path, _NEEDED, delimiter=_DELIMITER)
        if len(files) > 1:
            names = ", ".join(file.name for file in files)
            raise ListError(
                f"the folder holds more than one edition ({names})",
                where=Location(str(path)),
                remedy="name the file",
            )
        file = files[0]
        progress.start(f"reading {file.name}", file.stat().st_size)
        table = open_headed(file, _NEEDED, utf8_only=True, delimiter=_DELIMITER)
        reading = _Reading(file, table.header)
        for row in table.rows(progress):
            reading.take(row)
        progress.finish()
        published = reading.check()
        entities = [draft.finish() for draft in reading.drafts.values()]
        # The csv says nowhere how many entries it holds, and ends like any of its lines.
        if looks_cut(entities, published):
            raise reading.error(
                f"the newest of its last entries are half a year older than {published.isoformat()}: the file was cut short"
            )
        return make_snapshot(
            entities,
            path,
            file,
            published=published,
            names=sum(draft.names_read for draft in reading.drafts.values()),
            notes=reading.notes(),
        )


class _Reading:
    """The entries of one file while it is read."""

    def __init__(self, file: Path, header: Iterable[str]) -> None:
        self.file = file
        self.groups = _columns(header)
        self.drafts: dict[tuple[str, str], EntryDraft] = {}
        self.taken: dict[str, str] = {}
        self.seen: set[tuple[tuple[str, str], str, str]] = set()
        self.dates: Counter[str] = Counter()

    def take(self, row: HeadedRow) -> None:
        number, reference = row.get(_NUMBER), row.get(_REFERENCE)
        if not (number.isascii() and number.isdigit()) and not reference:
            raise self.error(f"'{number[:40]}' is no number of an entry", row.line)
        self.dates[row.get(_DATE)] += 1
        which = (number or reference, row.get(_PROGRAMME))
        draft = self.drafts.get(which)
        if draft is None:
            uid = entry_id(number, reference, which[1], self.taken)
            if uid is None:
                raise self.error(f"entry {which[0]} occurs twice: two editions were merged", row.line)
            draft = self.drafts[which] = EntryDraft.of(uid, self._facts(row, _ENTITY))
            draft.add_regulation(self._facts(row, _ACT))
        for group in _GROUPS:
            self._statement(draft, group, which, row)

    def _statement(self, draft: EntryDraft, group: str, which: tuple[str, str], row: HeadedRow) -> None:
        facts = self._facts(row, group)
        if facts.keys() <= _BOILERPLATE:
            return
        # Rows that pair a name with each address repeat both.
        mark = (which, group, facts.get("logicalId") or repr(facts))
        if mark in self.seen:
            return
        self.seen.add(mark)
        draft.add_date(self._facts(row, f"{group}_Regulation").get(_PUBLISHED))
        match group:
            case "NameAlias":
                draft.read_name(facts)
            case "Address":
                draft.read_address(facts)
                if contact := facts.get("contactInfo"):
                    draft.add_remark(f"contact: {contact}")
            case "BirthDate":
                draft.read_birth(facts)
            case "Identification":
                draft.read_identification(facts)
            case _:
                draft.read_citizenship(facts)

    def _facts(self, row: HeadedRow, group: str) -> dict[str, str]:
        return {name: text for at, name in self.groups.get(group, ()) if (text := row.cells[at].strip())}

    def check(self) -> date:
        """The day of generation, once all rows agree on it and every entry has a name."""
        if not self.drafts:
            raise self.error("the list holds no entries")
        if len(self.dates) > 1:
            days = ", ".join(sorted(self.dates))
            raise self.error(f"rows of several days ({days}): two editions were merged")
        for (number, _), draft in self.drafts.items():
            if not draft.names:
                raise self.error(f"entry {number} has no name: its lines are cut")
        try:
            return parse_date(next(iter(self.dates)), DateOrder.DAY_FIRST).first
        except ValueError as error:
            raise self.error(f"the date of generation is not clear: {error}") from error

    def notes(self) -> list[str]:
        doubts: Counter[str] = Counter()
        for draft in self.drafts.values():
            doubts += draft.doubts
        return [f"{count} {what}" for what, count in sorted(doubts.items())]

    def error(self, problem: str, line: int | None = None) -> ListError:
        return ListError(problem, where=Location(str(self.file), line=line), remedy=_AGAIN)


def _columns(header: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Every group of columns as (place, the XML's name): "Address_PoBox" is "poBox" in the group Address, "Address_Regulation_Type" is of the
    group Address_Regulation.
    """
    groups: dict[str, list[tuple[int, str]]] = {}
    for at, column in enumerate(header):
        name = column.removeprefix("\ufeff").strip()
        first, _, rest = name.partition("_")
        if rest.startswith("Regulation_"):
            first, rest = f"{first}_Regulation", rest.removeprefix("Regulation_")
        plain = _RENAMED.get(name) or rest[:1].lower() + rest[1:]
        groups.setdefault(first, []).append((at, plain))
    return groups
