"""The difference of two editions as a workbook, JSON Lines or CSV."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import assert_never

from screening.errors import UsageError
from screening.model import ChangeKind, EntityChange, ListDifference, SnapshotInfo
from screening.report.safe_text import csv_text, encodable
from screening.report.workbook.book import Imprint
from screening.report.workbook.page import Heading, Look, Shown
from screening.report.workbook.sheets import Sheet, write_sheets
from screening.report.write import ReportFormat, put_whole

CSV_HEADER = ("change", "entity_id", "name", "kind", "programmes", "field", "gained", "lost")
_LISTED = (
    Heading("Entity", 18, Look.STRONG),
    Heading("Name", 42, Look.STRONG),
    Heading("Kind", 14),
    Heading("Programmes", 28),
    Heading("Other names", 46),
    Heading("Identifiers", 40),
)
_CHANGED = (
    Heading("Entity", 18, Look.STRONG),
    Heading("Name", 38, Look.STRONG),
    Heading("What changed", 17),
    Heading("Gained", 56),
    Heading("Lost", 56),
)
_COUNTED = (Heading("What", 46, Look.STRONG), Heading("Entities", 14, Look.COUNT))
_BETWEEN = " | "


def write_difference(target: Path, format: ReportFormat, difference: ListDifference, day: date) -> None:  # noqa: A002
    """Write a difference whole or not at all; `day` is the workbook's own date. Raises ReportError."""

    def fill(draft: Path) -> None:
        match format:
            case ReportFormat.XLSX:
                _write_workbook(draft, difference, day)
            case ReportFormat.JSONL:
                with draft.open("w", encoding="utf-8", newline="\n") as stream:
                    for each in difference.changes:
                        stream.write(encodable(json.dumps(_as_json(each), ensure_ascii=False)) + "\n")
            case ReportFormat.CSV:
                with draft.open("w", encoding="utf-8-sig", newline="") as stream:
                    writer = csv.writer(stream, lineterminator="\r\n")
                    writer.writerow(CSV_HEADER)
                    writer.writerows([csv_text(cell) for cell in row] for row in _csv_rows(difference))
            case ReportFormat.HTML:
                raise UsageError("this is not written as html", remedy="write it as xlsx, jsonl or csv")
            case _:
                assert_never(format)

    put_whole(target, fill)


def edition_in_words(info: SnapshotInfo) -> str:
    """ "us-ofac-sdn of 2021-07-07, SHA-256 6f39749116e4…"."""
    when = info.published or info.day
    return f"{info.list} of {when or 'an unknown day'}, SHA-256 {info.sha256[:12]}…"


def _as_json(change: EntityChange) -> dict[str, object]:
    entity = change.entity
    return {
        "change": change.kind.value,
        "entity_id": entity.id,
        "list": entity.list,
        "name": entity.name,
        "kind": entity.kind.value,
        "programs": list(entity.programs),
        "fields": {
            each.field: {"gained": list(each.gained), "lost": list(each.lost)} for each in change.fields
        },
    }


def _csv_rows(difference: ListDifference) -> Iterator[tuple[str, ...]]:
    for change in difference.changes:
        entity = change.entity
        start = (change.kind.value, entity.id, entity.name, entity.kind.value, _BETWEEN.join(entity.programs))
        if not change.fields:
            yield (*start, "", "", "")
        for each in change.fields:
            yield (*start, each.field, _BETWEEN.join(each.gained), _BETWEEN.join(each.lost))


def _write_workbook(draft: Path, difference: ListDifference, day: date) -> None:
    before, after = edition_in_words(difference.before), edition_in_words(difference.after)
    told = f"from {before}   ·   to {after}"
    counts: list[tuple[Shown, ...]] = [
        *((f"{kind.value}", len(difference.of(kind))) for kind in ChangeKind),
        *((f"   changed: {field}", count) for field, count in difference.changed_fields().items()),
        ("unchanged", difference.unchanged),
        *((f"not compared: one format does not carry {each}", None) for each in difference.not_compared),
    ]
    sheets = [Sheet("Difference", told, _COUNTED, counts, "")]
    for kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        rows = (_listed(each) for each in difference.of(kind))
        sheets.append(Sheet(kind.value.capitalize(), told, _LISTED, rows, "None."))
    changed = (row for each in difference.of(ChangeKind.CHANGED) for row in _changed(each))
    sheets.append(Sheet("Changed", told, _CHANGED, changed, "None."))
    mark = f"{difference.before.sha256[:12]} to {difference.after.sha256[:12]}"
    write_sheets(draft, Imprint("Difference of two editions", difference.after.list, mark, day), sheets)


def _listed(change: EntityChange) -> tuple[Shown, ...]:
    entity = change.entity
    return (
        entity.id,
        entity.name,
        entity.kind.value,
        ", ".join(entity.programs),
        "\n".join(each.text for each in entity.names[1:]),
        "\n".join(f"{each.kind.value.replace('_', ' ')} {each.text}" for each in entity.identifiers),
    )


def _changed(change: EntityChange) -> Iterator[tuple[Shown, ...]]:
    for each in change.fields:
        yield (
            change.entity.id,
            change.entity.name,
            each.field,
            "\n".join(each.gained),
            "\n".join(each.lost),
        )
