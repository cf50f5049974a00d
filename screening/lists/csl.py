"""The U.S. Consolidated Screening List as csv: thirteen lists of three departments in one file, each row naming its own.

Format: https://www.trade.gov/consolidated-screening-list. A row of OFAC carries OFAC's number and so the id that OFAC's own files give the party;
a party on several of OFAC's lists has a row for each and becomes one entity. Cells hold several values separated by semicolons.
"""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.csl_sources import SOURCES, UNKNOWN, Source, short_name
from screening.lists.files import AGAIN
from screening.lists.headed_csv import HeadedCsv, HeadedRow, files_with, only_file, open_headed
from screening.lists.interface import ListSnapshot
from screening.lists.ofac.draft import EntityDraft, clean
from screening.lists.ofac.edition import PARTY_KINDS
from screening.lists.ofac.remarks import read_remarks
from screening.lists.party import day
from screening.lists.publication import Publication, snapshot_of
from screening.model import Effect, Entity, PartyKind
from screening.progress import Progress
from screening.values import country_code, country_name

_PUBLICATION = Publication(
    "us-csl",
    "Consolidated Screening List",
    "U.S. Department of Commerce, International Trade Administration",
)
_WANTED = frozenset({"source", "entitynumber", "name", "altnames", "sourcelisturl"})


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_COUNTRY = re.compile(r"[A-Z]{2}$")
# The rows go by name; a whole edition, far larger than this, has parties down to the last letters.
_WHOLE_EDITION = 1000
_LAST_LETTERS = "yz"
# A few parties have two rows on one list (1 of 14,160 rows in April 2022); more are two editions in one file.
_REPEATED_SHARE = 0.01


class Csl:
    """The csv file, whatever its name, told by its header."""

    expects = "the U.S. Consolidated Screening List (consolidated.csv)"

    def recognises(self, path: Path) -> bool:
        return bool(files_with(path, _WANTED))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = only_file(path, files_with(path, _WANTED))
        table = open_headed(file, _WANTED)
        progress.start(f"reading {file.name}", file.stat().st_size)
        reading = _Reading(table)
        for row in table.rows(progress):
            reading.take(row)
        progress.finish()
        reading.check()
        notes = [table.note] if table.note else []
        return snapshot_of(
            _PUBLICATION,
            tuple(reading.entities.values()),
            path,
            [file],
            published=None,
            notes=[*notes, *(f"{count} {what}" for what, count in sorted(reading.unread.items()))],
            counts={"rows": reading.rows}
            | {f"rows of {name}": count for name, count in sorted(reading.sources.items())},
        )


class _Reading:
    """The parties of one file while it is read."""

    def __init__(self, table: HeadedCsv) -> None:
        self.table = table
        self.entities: dict[str, Entity] = {}
        self.rows = 0
        self.sources: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self._seen: Counter[tuple[str, str]] = Counter()

    def take(self, row: HeadedRow) -> None:
        self.rows += 1
        words, number, own = row.get("source"), row.get("entitynumber"), row.get("id")
        if not words or not clean(row.get("name")):
            raise self._error("a row without a source or a name", row.line)
        if not number and not own:
            raise self._error("a row without an id", row.line)
        if number and not (number.isascii() and number.isdigit()):
            raise self._error(f"'{number[:40]}' is no entity number", row.line)
        short = short_name(words)
        self._seen[words, number or own] += 1
        source = SOURCES.get(short, UNKNOWN)
        if source is UNKNOWN:
            self.unread[f"rows are of a source that is not known and are kept for review: {words}"] += 1
        self.sources[short or words] += 1
        entity = self._entity(row, source, f"us-ofac:{number}" if number else f"us-csl:{own}", words)
        known = self.entities.get(entity.id)
        self.entities[entity.id] = entity if known is None else _united(known, entity)

    def check(self) -> None:
        """Raises ListError for an empty list, and for one that ends long before the end of the alphabet."""
        where = Location(str(self.table.path))
        if not self.entities:
            raise ListError("the list holds no entries", where=where, remedy=AGAIN)
        self._check_repeated()
        first_letters = {
            name[0] for each in self.entities.values() if (name := each.name.casefold().lstrip("'\"(’ "))
        }
        if self.rows >= _WHOLE_EDITION and first_letters.isdisjoint(_LAST_LETTERS):
            last = max(letter for letter in first_letters if letter.isascii() and letter.isalpha())
            raise ListError(
                f"the names end at the letter {last.upper()}: the file was cut short",
                where=where,
                remedy=AGAIN,
            )

    def _check_repeated(self) -> None:
        repeated = sum(self._seen.values()) - len(self._seen)
        if repeated > _REPEATED_SHARE * self.rows:
            problem = f"{repeated} of {self.rows} rows stand here twice: two editions were merged"
            raise ListError(problem, where=Location(str(self.table.path)), remedy=AGAIN)
        if repeated:
            self.unread["rows say again what another row says of the party on the same list"] += repeated

    def _entity(self, row: HeadedRow, source: Source, entity_id: str, words: str) -> Entity:
        kind = row.get("type").casefold()
        if kind and kind not in PARTY_KINDS:
            raise self._error(
                f"'{kind}' is no type of party; expected individual, entity, vessel or aircraft", row.line
            )
        draft = EntityDraft.of(
            entity_id, PARTY_KINDS.get(kind, PartyKind.ANY), clean(row.get("name")), clean(row.get("title"))
        )
        draft.programs = _values(row.get("programs"))
        self._read(draft, row)
        built = draft.build("us-csl", _PUBLICATION.list, source.effect)
        return replace(
            built,
            id=entity_id,
            legal_basis=tuple(_values(row.get("federalregisternotice"))),
            listed_on=day(row.get("startdate")),
            delisted_on=day(row.get("enddate")),
            also_on=(source.own,) if source.own else (),
            remarks="; ".join(filter(None, (f"Source: {words}", built.remarks, *_terms(row)))),
        )

    def _read(self, draft: EntityDraft, row: HeadedRow) -> None:
        known = {draft.names[0].text.casefold()}
        for name in _values(row.get("altnames")):
            if name.casefold() not in known:
                known.add(name.casefold())
                draft.add_name(name)
        for address in _values(row.get("addresses")):
            _add_address(draft, address)
        for column, label in (("nationalities", "nationality"), ("citizenships", "citizen")):
            for each in _values(row.get(column)):
                draft.add_nationality(each, label)
        bad = sum(not draft.read_birth_date(each) for each in _values(row.get("datesofbirth")))
        if bad:
            self.unread["dates of birth are no dates and were kept as remarks"] += bad
        for each in _values(row.get("placesofbirth")):
            draft.add_birth_place(each)
        for each in _values(row.get("ids")):
            _add_feature(draft, each)
        draft.add_vessel(
            call_sign=row.get("callsign"),
            kind=row.get("vesseltype"),
            tonnage=row.get("grosstonnage"),
            gross=row.get("grossregisteredtonnage"),
            flag=row.get("vesselflag"),
            owner=row.get("vesselowner"),
        )
        read_remarks(draft, clean(row.get("remarks")))

    def _error(self, problem: str, line: int) -> ListError:
        return ListError(problem, where=self.table.at(line), remedy=AGAIN)


def _values(cell: str) -> list[str]:
    """The values of a cell; a semicolon inside brackets separates nothing."""
    found, depth, start = [], 0, 0
    for at, mark in enumerate(cell):
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif mark == ";" and depth == 0:
            found.append(cell[start:at])
            start = at + 1
    found = cell.split(";") if depth else [*found, cell[start:]]
    return list(dict.fromkeys(text for each in found if (text := clean(each).lstrip("-").strip())))


def _add_address(draft: EntityDraft, text: str) -> None:
    """An address ends with its country's two letters."""
    before, _, last = text.rpartition(",")
    code = last.strip()
    if _COUNTRY.match(code) and country_code(code):
        draft.add_address([before.strip()], country_name(code))
    else:
        draft.add_address([text], "")


def _add_feature(draft: EntityDraft, text: str) -> None:
    """An identifier as this list writes it: country, day of expiry, day of issue, number and label, what is not known left out
    ("JO, 2014-08-30, 2009-08-31, K475336, Passport").
    """
    body, _, label = text.rpartition(", ")
    if not body:
        draft.add_remark(text)
        return
    parts = body.split(", ")
    country = (
        country_name(parts.pop(0))
        if len(parts) > 1 and _COUNTRY.match(parts[0]) and country_code(parts[0])
        else ""
    )
    days = []
    while len(parts) > 1 and _ISO_DAY.match(parts[0]):
        days.append(parts.pop(0))
    value = ", ".join(parts)
    tail = f" ({country})" if country else ""
    if len(days) == 2:
        tail += f" issued {days[1]} expires {days[0]}"
    elif days:
        tail += f" issued {days[0]}"
    draft.add_feature(label, f"{value}{tail}")


def _terms(row: HeadedRow) -> list[str]:
    """What the export lists say of licences and orders."""
    named = (
        ("License requirement", "licenserequirement"), ("License policy", "licensepolicy"), ("Standard order", "standardorder"),
        ("More", "sourceinformationurl"),
    )  # fmt: skip
    return [f"{label}: {text}" for label, column in named if (text := row.get(column))]


def _united(known: Entity, other: Entity) -> Entity:
    """The party with its rows on two of the lists: the graver row leads."""
    if other.effect is Effect.BLOCKED and known.effect is not Effect.BLOCKED:
        known, other = other, known
    return known.united_with(other)
