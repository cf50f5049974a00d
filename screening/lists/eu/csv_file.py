"""The European Union's list as csv (`FULL-1_1.csv`): one line for each name, address, birth, citizenship or document of an entry.

Columns are found by their names, in any order; each name is the XML's element and attribute ("NameAlias_WholeName").
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.eu.edition import entry_id, make_snapshot
from screening.lists.eu.entry import EntryDraft
from screening.lists.files import head, read_text
from screening.lists.interface import ListSnapshot
from screening.progress import Progress
from screening.values import DateOrder, parse_date

_AGAIN = "download the list again from the European Commission"
_NUMBER, _WHOLE, _DATE = "Entity_LogicalId", "NameAlias_WholeName", "fileGenerationDate"
_NEEDED = (_DATE, _NUMBER, _WHOLE)
# What the csv calls otherwise than the XML.
_RENAMED = {
    "Entity_SubjectType": "code",
    "Entity_SubjectType_ClassificationCode": "classificationCode",
    "Entity_EU_ReferenceNumber": "euReferenceNumber",
    "BirthDate_BirthDate": "birthdate",
    "BirthDate_Day": "dayOfMonth",
    "BirthDate_Month": "monthOfYear",
    "Identification_IssuedDate": "issueDate",
    "Identification_TypeCode": "identificationTypeCode",
    "Identification_TypeDescription": "identificationTypeDescription",
}
_GROUPS = ("NameAlias", "Address", "BirthDate", "Identification", "Citizenship")
# Said of every statement whatever it is, so that they alone are none.
_BOILERPLATE = ("_LogicalId", "_RegulationLanguage")


class EuCsv:
    """A text whose first line has the Commission's column names, separated by semicolons."""

    expects = "the European Union's FULL-1_1.csv"

    def recognises(self, path: Path) -> bool:
        return bool(_files(path))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        files = _files(path)
        if len(files) > 1:
            names = ", ".join(file.name for file in files)
            raise ListError(
                f"the folder holds more than one edition ({names})",
                where=Location(str(path)),
                remedy="name the file",
            )
        file = files[0]
        progress.start(f"reading {file.name}", file.stat().st_size)
        text, note = read_text(file)
        reading = _Reading(file)
        for line, row in reading.rows(text):
            reading.take(line, row)
        progress.advance(file.stat().st_size)
        progress.finish()
        published = reading.check()
        return make_snapshot(
            [draft.finish() for draft in reading.drafts.values()],
            path,
            file,
            published=published,
            names=sum(draft.names_read for draft in reading.drafts.values()),
            notes=[*([note] if note else []), *reading.notes()],
        )


def _files(path: Path) -> list[Path]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [file for file in files if file.is_file() and _is_list(file)]


def _is_list(file: Path) -> bool:
    first = head(file).removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    names = {name.strip().strip('"') for name in first.decode("utf-8", "replace").split(";")}
    return names.issuperset(_NEEDED)


class _Reading:
    """The entries of one file while it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.drafts: dict[tuple[str, str], EntryDraft] = {}
        self.taken: dict[str, str] = {}
        self.seen: set[tuple[str, str, str]] = set()
        self.dates: Counter[str] = Counter()

    def rows(self, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Every row with the line on which it starts; raises ListError at the first that is damaged."""
        reader = csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True)
        header = [name.strip() for name in next(reader)]
        if len(set(header)) != len(header):
            raise self.error("a column name occurs twice", 1)
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self.error(
                    "the line is damaged: a quote that does not close, or text behind one", line
                ) from error
            if not "".join(row).strip():
                continue
            if len(row) != len(header):
                raise self.error(f"the line is damaged: {len(row)} columns, expected {len(header)}", line)
            yield line, dict(zip(header, row, strict=True))

    def take(self, line: int, row: Mapping[str, str]) -> None:
        number, reference = row[_NUMBER].strip(), row.get("Entity_EU_ReferenceNumber", "").strip()
        if not (number.isascii() and number.isdigit()) and not reference:
            raise self.error(f"'{number[:40]}' is no number of an entry", line)
        self.dates[row[_DATE].strip()] += 1
        programme = row.get("Entity_Regulation_Programme", "").strip()
        key = (number or reference, programme)
        if key not in self.drafts:
            uid = entry_id(number, reference, programme, self.taken)
            if uid is None:
                raise self.error(f"entry {number or reference} occurs twice", line)
            draft = self.drafts[key] = EntryDraft.of(uid, _facts(row, "Entity"))
            draft.add_regulation(_facts(row, "Entity_Regulation"))
        for group in _GROUPS:
            self._statement(self.drafts[key], group, key, row)

    def _statement(self, draft: EntryDraft, group: str, key: tuple[str, str], row: Mapping[str, str]) -> None:
        said = {
            name: text
            for name, text in row.items()
            if name.startswith(f"{group}_") and text.strip() and not name.endswith(_BOILERPLATE)
        }
        if not said:
            return
        number = row.get(f"{group}_LogicalId", "").strip() or repr(sorted(said.items()))
        # Rows that pair a name with each address repeat both.
        mark = ("/".join(key), group, number)
        if mark in self.seen:
            return
        self.seen.add(mark)
        facts = _facts(said, group)
        draft.add_date(said.get(f"{group}_Regulation_PublicationDate"))
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

    def check(self) -> date:
        """The day of generation, once all rows agree on it and every entry has a name."""
        if not self.drafts:
            raise self.error("the list holds no entries")
        if len(self.dates) > 1:
            raise self.error(
                f"rows of several days ({', '.join(sorted(self.dates))}): two editions were merged"
            )
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


def _facts(row: Mapping[str, str], group: str) -> dict[str, str]:
    """The row's columns of one group under the XML's names: "Address_PoBox" is "poBox"."""
    facts = {}
    for name, text in row.items():
        if name in _RENAMED and name.startswith(f"{group}_"):
            facts[_RENAMED[name]] = text
        elif name.startswith(f"{group}_"):
            plain = name.removeprefix(f"{group}_")
            facts[plain[:1].lower() + plain[1:]] = text
    return {name: text for name, text in facts.items() if "_" not in name} | _regulation(facts)


def _regulation(facts: Mapping[str, str]) -> dict[str, str]:
    # Inside its own group the act's type is plain ("Entity_Regulation_Type").
    return {"regulationType": facts["type"]} if "type" in facts else {}
