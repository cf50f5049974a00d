"""The outcome of a rescreening as a workbook, JSON Lines or CSV."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import assert_never

from screening.errors import UsageError
from screening.model import Match, MatchChange, MatchState, Rescreening
from screening.report.list_difference import edition_in_words
from screening.report.safe_text import csv_text, encodable
from screening.report.workbook.book import Imprint
from screening.report.workbook.page import Heading, Look, Shown
from screening.report.workbook.palette import VERDICTS
from screening.report.workbook.sheets import Sheet, write_sheets
from screening.report.write import ReportFormat, put_whole

_HEADINGS = (
    Heading("File · sheet", 22),
    Heading("Row", 8, Look.NUMBER),
    Heading("Record", 14),
    Heading("Name in the row", 30, Look.STRONG),
    Heading("Listed as", 30, Look.STRONG),
    Heading("Entity", 18),
    Heading("Cause", 44),
    Heading("Before", 15),
    Heading("Now", 15),
    Heading("Why", 50),
)
_COUNTED = (Heading("What", 60, Look.STRONG), Heading("Count", 14, Look.COUNT))
CSV_HEADER = (
    "state", "file", "sheet", "row", "record_id", "cell", "input_name", "entity_id", "list", "listed_as", "cause",
    "verdict_before", "verdict_now", "strength_before", "strength_now", "score_before", "score_now",
)  # fmt: skip


def write_rescreening(target: Path, format: ReportFormat, done: Rescreening, day: date) -> None:  # noqa: A002
    """Write a rescreening whole or not at all; `day` is the workbook's own date. Raises ReportError."""

    def fill(draft: Path) -> None:
        match format:
            case ReportFormat.XLSX:
                _write_workbook(draft, done, day)
            case ReportFormat.JSONL:
                with draft.open("w", encoding="utf-8", newline="\n") as stream:
                    for each in done.changes:
                        line = {**_as_row(each), "reasons_now": list(each.after.reasons)}
                        stream.write(encodable(json.dumps(line, ensure_ascii=False)) + "\n")
            case ReportFormat.CSV:
                with draft.open("w", encoding="utf-8-sig", newline="") as stream:
                    writer = csv.DictWriter(stream, CSV_HEADER, lineterminator="\r\n")
                    writer.writeheader()
                    for each in done.changes:
                        row = _as_row(each).items()
                        writer.writerow({k: "" if v is None else csv_text(str(v)) for k, v in row})
            case ReportFormat.HTML:
                raise UsageError("this is not written as html", remedy="write it as xlsx, jsonl or csv")
            case _:
                assert_never(format)

    put_whole(target, fill)


def _as_row(change: MatchChange) -> dict[str, object]:
    row, match = change.after, change.match
    return {
        "state": change.state.value,
        "file": row.file,
        "sheet": row.sheet,
        "row": row.row,
        "record_id": row.record_id,
        "cell": match.cell if match else None,
        "input_name": match.input_name if match else None,
        "entity_id": match.entity.id if match else None,
        "list": match.entity.list if match else None,
        "listed_as": match.name.text if match else None,
        "cause": change.cause,
        "verdict_before": change.before.verdict.value,
        "verdict_now": change.after.verdict.value,
        "strength_before": _strength(change.old),
        "strength_now": _strength(change.new),
        "score_before": round(change.old.score, 2) if change.old else None,
        "score_now": round(change.new.score, 2) if change.new else None,
    }


def _strength(match: Match | None) -> str | None:
    return match.strength.value if match else None


def _write_workbook(draft: Path, done: Rescreening, day: date) -> None:
    told = "from " + ", ".join(map(edition_in_words, done.before)) if done.before else "from no list"
    told += "   ·   to " + (", ".join(map(edition_in_words, done.after)) or "no list")
    counts: list[tuple[Shown, ...]] = [
        ("Rows of the run", done.rows),
        ("Entities that the lists added, removed or changed", done.entities),
        ("Rows that these reach, judged again in full", done.again),
        *((f"Matches: {state.value}", len(done.of(state))) for state in MatchState),
        ("Rows judged otherwise than before", len(done.judged)),
        ("Rows unchanged", done.unchanged),
    ]
    sheets = [Sheet("Rescreening", told, _COUNTED, counts, "")]
    for state in MatchState:
        rows = _rows(done.of(state))
        sheets.append(Sheet(state.value.capitalize(), told, _HEADINGS, rows, "None."))
    write_sheets(draft, Imprint("Rescreening", f"run {done.run_id}", f"Run {done.run_id}", day), sheets)


def _rows(changes: tuple[MatchChange, ...]) -> Iterator[tuple[Shown, ...]]:
    for each in changes:
        match, row = each.match, each.after
        yield (
            " · ".join(part for part in (row.file, row.sheet) if part),
            row.row,
            row.record_id,
            f"{match.input_name}{f' ({match.cell})' if match.cell else ''}" if match else "",
            match.name.text if match else "",
            f"{match.entity.id}\n{match.entity.list}" if match else "",
            each.cause,
            VERDICTS[each.before.verdict],
            VERDICTS[each.after.verdict],
            "\n".join(row.reasons),
        )
