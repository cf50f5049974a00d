"""A house list: the user's own table of parties (a watch list, an internal blacklist), read with the same columns as an input.

A match with such a party restricts nothing by law: it leads to review. The list must be whole, so that a row that cannot be read stops the run.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from screening.errors import ListError, Location, ScreeningErrors
from screening.lists.interface import ListSnapshot
from screening.lists.party import SpreadDraft
from screening.lists.publication import Publication, snapshot_of
from screening.model import (
    DateSpan,
    Effect,
    Fact,
    Field,
    FieldType,
    HeaderWords,
    NameKind,
    PartyKind,
    Record,
    Role,
    Row,
    SkippedRow,
    UnreadableRow,
    Vocabulary,
)

PREFIX = "house:"
"""The ids of house lists start so."""
_REMEDY = "put the cell right: a house list is used whole or not at all"
_BETWEEN = re.compile(r"\s*[;|\n\r]+\s*")
# What a table of parties may state of a party; columns of payments and trades have no meaning in a list.
_SHARED = frozenset(
    {
        "record_id", "name", "family_name", "given_name", "middle_name", "party_kind", "birth_date", "country", "gender", "passport", "national_id",
        "tax_id", "registration", "lei", "bic", "iban", "account", "imo", "crypto_address",
    }
)  # fmt: skip
_OWN = (
    Field(
        "aliases", FieldType.TEXT, "Other names", "Which other names does the party bear?",
        headers=("alias", "aliases", "aka", "a k a", "also known as", "other name", "other names", "alternative names", "alternate names", "alt names",
                 "former names", "former name", "другие имена", "псевдоним", "псевдонимы", "также известен как", "aliasnamen", "weitere namen", "autres noms",
                 "otros nombres", "别名", "曾用名"),
    ),
    Field(
        "programme", FieldType.TEXT, "Programme", "Under which programme or category is the party listed?",
        headers=("programme", "program", "programs", "programmes", "category", "regime", "sanctions programme", "программа", "категория", "kategorie",
                 "catégorie", "programa", "categoría", "类别"),
    ),
    Field(
        "remarks", FieldType.TEXT, "Remarks", "Why is the party listed, and what else is known?",
        headers=("remark", "remarks", "comment", "comments", "note", "notes", "reason", "reasons", "reason for listing", "примечание", "примечания",
                 "комментарий", "причина", "bemerkung", "bemerkungen", "grund", "remarque", "remarques", "motif", "comentario", "comentarios", "motivo", "备注"),
    ),
    Field(
        "address", FieldType.TEXT, "Address", "Where does the party live or sit?",
        headers=("address", "addresses", "full address", "адрес", "адреса", "adresse", "anschrift", "dirección", "地址"),
    ),
    Field(
        "listed_on", FieldType.DATE, "Listed on", "Since which day is the party listed?",
        headers=("listed on", "listing date", "date listed", "date of listing", "added on", "date added", "added", "дата включения", "дата внесения",
                 "gelistet am", "date d'inscription", "fecha de inclusión", "列入日期"),
    ),
    Field(
        "delisted_on", FieldType.DATE, "Delisted on", "Until which day is the party listed?",
        headers=("delisted on", "delisting date", "date delisted", "removed on", "date removed", "valid until", "дата исключения", "gestrichen am",
                 "date de radiation", "fecha de exclusión", "移除日期"),
    ),
)  # fmt: skip


def house_vocabulary(vocabulary: Vocabulary) -> Vocabulary:
    """The fields that a house list may state: those of a party, and what only a list says."""
    words = vocabulary.header_words
    readings = tuple(each for each in words.readings if each[0] in _SHARED)
    fields = (*(each for each in vocabulary.fields if each.id in _SHARED), *_OWN)
    return Vocabulary(fields, HeaderWords(words.words, readings))


def house_list_id(path: Path) -> str:
    """ "house:watch-list" of "Watch List.xlsx"."""
    stem = "-".join(re.findall(r"\w+", path.stem.casefold()))
    return PREFIX + (stem or "list")


def read_house(path: Path, rows: Iterable[Row]) -> ListSnapshot:
    """The table's rows, read with `house_vocabulary`, as a list of parties.

    Raises ListError (several at once: ScreeningErrors) for every row that cannot be read, has no name or repeats an id, with its cell.
    """
    reading = _Reading(path)
    for row in rows:
        reading.take(row)
    reading.check()
    list_id = house_list_id(path)
    return snapshot_of(
        Publication(list_id, f"House list {path.name}", "your own"),
        [draft.finished(list_id, list_id) for draft in reading.drafts.values()],
        path,
        [path],
        published=None,
        notes=[f"{count} rows are no parties: {reason}" for reason, count in sorted(reading.skipped.items())]
        + reading.notes,
        counts={"rows": reading.rows},
    )


class _Reading:
    """The parties of one table while it is read, and all that is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.drafts: dict[str, SpreadDraft] = {}
        self.rows = 0
        self.skipped: Counter[str] = Counter()
        self.notes: list[str] = []
        self.errors: list[ListError] = []

    def take(self, row: Row) -> None:
        self.rows += 1
        if isinstance(row, SkippedRow):
            self.skipped[row.reason] += 1
        elif isinstance(row, UnreadableRow):
            self._refuse(row.reason, row.sheet, row.cell or f"row {row.row}")
        else:
            self._take_record(row)

    def check(self) -> None:
        if len(self.errors) == 1:
            raise self.errors[0]
        if self.errors:
            raise ScreeningErrors(list(self.errors))
        if not self.drafts:
            raise ListError("the house list names no party", where=Location(str(self.path)), remedy=_REMEDY)

    def _take_record(self, record: Record) -> None:
        named = [party for party in record.parties if party.name and party.role is not Role.NARRATIVE]
        if not named:
            self._refuse("no name of the party", record.sheet, f"row {record.row}")
            return
        uid = record.record_id or f"{record.sheet}:{record.row}".lstrip(":")
        if uid in self.drafts:
            cell = record.facts["record_id"].cell if "record_id" in record.facts else None
            self._refuse(
                f"the id '{uid}' stands on another row too",
                record.sheet,
                cell.ref if cell else f"row {record.row}",
            )
            return
        draft = self.drafts[uid] = SpreadDraft(uid, PartyKind.ANY, effect=Effect.RESTRICTED)
        first = named[0]
        draft.kind = next((party.kind for party in named if party.kind is not PartyKind.ANY), PartyKind.ANY)
        for text in _values(first.cell.text if first.cell else first.name):
            draft.add_name(text, NameKind.AKA if draft.names else NameKind.PRIMARY)
        for text in _values(_text(record.facts.get("aliases"))):
            draft.add_name(text)
        for party in record.parties:
            draft.gender = draft.gender or party.gender
            if party.birth_date:
                draft.add_birth_date(party.birth_date)
            for code in party.countries:
                draft.add_country(code)
            for each in party.identifiers:
                draft.add_identifier(each.kind, each.text, each.country)
        self._add_own(draft, record)

    def _add_own(self, draft: SpreadDraft, record: Record) -> None:
        """What only a list says, and the cells that could not be read, in words."""
        draft.programs = _values(_text(record.facts.get("programme")))
        for text in _values(_text(record.facts.get("address"))):
            draft.add_address([text], "")
        draft.add_remark(_text(record.facts.get("remarks")))
        draft.listed_on = _day(record.facts.get("listed_on"))
        draft.delisted_on = _day(record.facts.get("delisted_on"))
        for fact in record.facts.values():
            if fact.value is None and fact.problem and fact.cell is not None and fact.cell.text:
                draft.add_remark(f"{fact.cell.header}: {fact.cell.text}")
                self.notes.append(
                    f"{record.sheet or self.path.name} {fact.cell.ref}: {fact.problem}; kept as a remark"
                )

    def _refuse(self, problem: str, sheet: str, cell: str) -> None:
        where = Location(str(self.path), sheet=sheet or None, cell=cell)
        self.errors.append(ListError(problem, where=where, remedy=_REMEDY))


def _values(text: str) -> list[str]:
    return [each for part in _BETWEEN.split(text) if (each := part.strip(" ,"))]


def _text(fact: Fact | None) -> str:
    return fact.cell.text if fact is not None and fact.cell is not None else ""


def _day(fact: Fact | None) -> date | None:
    value = fact.value if fact is not None else None
    return value.first if isinstance(value, DateSpan) else None
