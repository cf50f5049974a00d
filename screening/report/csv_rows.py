"""Decisions as CSV: one row a decision, for a quick look in any spreadsheet program."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from screening.model import AnsweredBlock, Decision, FindingState, Match
from screening.report.safe_text import csv_text

HEADER = (
    "file",
    "sheet",
    "row",
    "record_id",
    "verdict",
    "reasons",
    "rules_true",
    "rules_unknown",
    "matches",
    "needs",
    "not_screened_reason",
    "not_screened_cell",
)
_BETWEEN = " | "


def write_csv(stream: TextIO, decisions: Iterable[Decision]) -> None:
    """A header row, then one row a decision; lists are joined by " | ", and no cell can be taken for a formula."""
    write_header(stream)
    write_rows(stream, decisions)


def write_header(stream: TextIO) -> None:
    """The first line."""
    _writer(stream).writerow(HEADER)


def write_rows(stream: TextIO, decisions: Iterable[Decision]) -> None:
    """One row a decision."""
    writer = _writer(stream)
    for decision in decisions:
        writer.writerow([csv_text(cell) for cell in _cells(decision)])


def write_block(stream: TextIO, answered: AnsweredBlock) -> None:
    """One row an answer, the same as `write_rows` writes of their decisions: those of plain rows differ in number and id alone."""
    block, clear = answered.block, answered.clear
    bare = Decision(block.file, block.sheet, 0, "", clear.verdict, clear.reasons)
    file, sheet, _, _, *rest = [csv_text(cell) for cell in _cells(bare)]
    writer = _writer(stream)
    for each in answered.answers:
        if isinstance(each, int):
            called = csv_text(block.record_id(each))
            writer.writerow([file, sheet, block.numbers[each], called, *rest])
        else:
            writer.writerow([csv_text(cell) for cell in _cells(each)])


def _writer(stream: TextIO) -> Any:
    return csv.writer(stream, lineterminator="\r\n")  # RFC 4180, the same on every system


def _cells(decision: Decision) -> tuple[str, ...]:
    return (
        decision.file,
        decision.sheet,
        str(decision.row),
        decision.record_id,
        decision.verdict.value,
        _BETWEEN.join(decision.reasons),
        _rules(decision, FindingState.TRUE),
        _rules(decision, FindingState.UNKNOWN),
        _BETWEEN.join(_match(each) for each in decision.matches),
        _BETWEEN.join(each.question for each in decision.needs),
        decision.not_screened_reason or "",
        decision.not_screened_cell or "",
    )


def _rules(decision: Decision, state: FindingState) -> str:
    return _BETWEEN.join(each.rule for each in decision.findings if each.state is state)


def _match(match: Match) -> str:
    return f"{match.input_name} ~ {match.name.text} ({match.entity.list} {match.entity.id}, {match.strength}, {match.score:.1f})"
