"""OpenSanctions' `targets.simple.csv`: a row for each target, several values of a cell separated by semicolons.

Format: https://www.opensanctions.org/docs/bulk/csv/. A value that holds a semicolon itself stands in quotes inside its cell.
"""

import csv
from collections import Counter
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.draft import tidy
from screening.lists.files import AGAIN
from screening.lists.headed_csv import HeadedRow, files_with, only_file, open_headed
from screening.lists.interface import ListSnapshot
from screening.lists.opensanctions.terms import KINDS, PUBLICATION, effect_of, lists_of
from screening.lists.party import SpreadDraft
from screening.lists.publication import snapshot_of
from screening.model import Effect, Entity, IdentifierKind, NameKind, PartyKind
from screening.progress import Progress
from screening.values import looks_like, make_identifier

_WANTED = frozenset({"id", "schema", "name", "aliases", "birthdate", "countries", "dataset", "identifiers"})


class TargetsCsv:
    """The table, whatever its name, told by its header."""

    expects = "OpenSanctions' targets.simple.csv"

    def recognises(self, path: Path) -> bool:
        return bool(files_with(path, _WANTED))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = only_file(path, files_with(path, _WANTED))
        table = open_headed(file, _WANTED, utf8_only=True)
        progress.start(f"reading {file.name}", file.stat().st_size)
        entities: dict[str, Entity] = {}
        unread: Counter[str] = Counter()
        seen = ""
        for row in table.rows(progress):
            entity = _entity(row, table.at(row.line), unread)
            if entity.id in entities:
                problem = f"target {row.get('id')} occurs twice: two editions were merged"
                raise ListError(problem, where=table.at(row.line), remedy=AGAIN)
            entities[entity.id] = entity
            seen = max(seen, row.get("lastseen")[:10])
        progress.finish()
        if not entities:
            raise ListError("the list holds no entries", where=Location(str(file)), remedy=AGAIN)
        return snapshot_of(
            PUBLICATION,
            tuple(entities.values()),
            path,
            [file],
            published=seen or None,
            notes=[f"{count} {what}" for what, count in sorted(unread.items()) if count],
            counts={"rows": len(entities)},
        )


def _entity(row: HeadedRow, where: Location, unread: Counter[str]) -> Entity:
    uid, schema, name = row.get("id"), row.get("schema"), tidy(row.get("name"))
    if not uid or not schema:
        raise ListError("a target without an id or a schema", where=where, remedy=AGAIN)
    if schema not in KINDS:
        unread[f"targets are of a schema that is not known and may be anything: {schema}"] += 1
    draft = SpreadDraft(uid, KINDS.get(schema, PartyKind.ANY))
    if not (draft.add_name(name, NameKind.PRIMARY) or draft.add_name(uid, NameKind.PRIMARY)):
        raise ListError("a target without a name", where=where, remedy=AGAIN)
    for alias in _values(row, "aliases"):
        draft.add_name(alias)
    for text in _values(row, "birthdate"):
        unread["dates of birth are no dates and were kept as remarks"] += not draft.read_birth_date(text)
    for text in _values(row, "countries"):
        draft.linked_country(text)
    for text in _values(row, "addresses"):
        draft.add_address([text], "")
    for text in _values(row, "identifiers"):
        draft.add_identifier(_kind_of(text, draft.kind, schema), text)
    _add_contacts(draft, row)
    sanctions, programs = _values(row, "sanctions"), _values(row, "programids")
    draft.programs = programs or sanctions
    for text in sanctions:
        draft.add_remark(f"Sanction: {text}")
    datasets = _values(row, "dataset")
    draft.add_remark(f"Datasets: {', '.join(datasets)}" if datasets else "")
    draft.effect = effect_of(["sanction"] if sanctions or programs else [], datasets)
    draft.also_on = lists_of(datasets) if draft.effect is not Effect.NONE else ()
    return draft.finished(PUBLICATION.list, PUBLICATION.list)


def _add_contacts(draft: SpreadDraft, row: HeadedRow) -> None:
    for column, kind in (("phones", IdentifierKind.PHONE), ("emails", IdentifierKind.EMAIL)):
        for text in _values(row, column):
            draft.add_identifier(kind, text)


def _values(row: HeadedRow, column: str) -> list[str]:
    cell = row.get(column)
    if not cell:
        return []
    try:
        [found] = csv.reader([" ".join(cell.splitlines())], delimiter=";")
    except (csv.Error, ValueError):
        found = cell.split(";")
    return list(dict.fromkeys(text for each in found if (text := tidy(each))))


def _kind_of(text: str, party: PartyKind, schema: str) -> IdentifierKind:
    """The table does not say what a number is: its form and check digit may."""
    if schema == "CryptoWallet":
        return IdentifierKind.CRYPTO
    found = looks_like(text)
    if found is IdentifierKind.BIC and party is not PartyKind.ORGANIZATION:
        return IdentifierKind.OTHER
    if found is IdentifierKind.IMO:
        return IdentifierKind.IMO if party is PartyKind.VESSEL else IdentifierKind.OTHER
    if found is None and text.isdigit() and make_identifier(IdentifierKind.TAX_ID, text, "RU").valid:
        return IdentifierKind.TAX_ID
    return found or IdentifierKind.OTHER
