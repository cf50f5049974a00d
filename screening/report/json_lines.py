"""Decisions as JSON Lines: one object a row, in input order, for other programs to read."""

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, TextIO

from screening.model import (
    Decision,
    Earlier,
    Fact,
    Finding,
    FindingState,
    Match,
    Need,
    Trace,
)
from screening.model.reference import match_ref
from screening.report.safe_text import encodable

# Legal inside a JSON string, yet many readers take them for the end of the line.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def decision_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every line holds to."""
    text = files("screening.report").joinpath("decision.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def write_json_lines(stream: TextIO, decisions: Iterable[Decision]) -> None:
    """One line a decision, newline-terminated; lone surrogates are shown as "[U+D800]", all else is as it was read."""
    for decision in decisions:
        line = json.dumps(to_json(decision), ensure_ascii=False).translate(_LINE_ENDS)
        stream.write(encodable(line) + "\n")


def to_json(decision: Decision) -> dict[str, object]:
    """The decision as plain JSON values; `decision_schema` describes them."""
    record = decision.record
    return {
        "file": decision.file,
        "sheet": decision.sheet,
        "row": decision.row,
        "record_id": decision.record_id,
        "verdict": decision.verdict.value,
        "reasons": list(decision.reasons),
        "findings": [_finding(each) for each in decision.findings],
        "matches": [_match(each) for each in decision.matches],
        "needs": [_need(each) for each in decision.needs],
        "not_screened_reason": decision.not_screened_reason,
        "not_screened_cell": decision.not_screened_cell,
        "parties": [
            {"role": each.role.value, "name": each.name, "cell": each.cell.ref if each.cell else None}
            for each in (record.parties if record else ())
        ],
        "facts": {field: _fact(each) for field, each in record.facts.items()} if record else {},
        "editions": list(decision.editions),
        "judged_on": decision.judged_on.isoformat() if decision.judged_on else None,
        "notes": [{"text": each.text, "cell": each.cell} for each in (record.notes if record else ())],
    }


def _finding(finding: Finding) -> dict[str, object]:
    told: dict[str, object] = {
        "rule": finding.rule,
        "state": finding.state.value,
        "outcome": finding.outcome.value,
        "cite": list(finding.cite),
        "needs": [_need(each) for each in finding.needs],
        "revision": finding.revision,
        "title": finding.title,
        "text": finding.text,
    }
    # The trace of an answer that changes nothing would be most of the file.
    if finding.trace is not None and finding.state in (FindingState.TRUE, FindingState.UNKNOWN):
        told["trace"] = trace_to_json(finding.trace)
    return told


def trace_to_json(trace: Trace) -> dict[str, object]:
    """One node of a trace, with those below it."""
    return {
        "label": trace.label,
        "state": trace.state.name.lower(),
        "text": trace.text,
        "read": trace.read,
        "cell": trace.cell,
        "cite": list(trace.cite),
        "children": [trace_to_json(each) for each in trace.children],
    }


def _match(match: Match) -> dict[str, object]:
    return {
        "role": match.role.value,
        "input_name": match.input_name,
        "entity_id": match.entity.id,
        "list": match.entity.list,
        "matched_name": match.name.text,
        "alias_quality": match.name.quality.value,
        "score": round(match.score, 2),
        "strength": match.strength.value,
        "programs": list(match.entity.programs),
        "evidence": _evidence(match),
        "ref": match_ref(match),
        "name_kind": match.name.kind.value,
        "primary_name": match.entity.name,
        "entity_kind": match.entity.kind.value,
        "effect": match.entity.effect.value,
        "why": match.why,
        "cell": match.cell,
        "extra_ours": list(match.extra_ours),
        "extra_theirs": list(match.extra_theirs),
        "key": str(match.key) if match.key else None,
        "earlier": _earlier(match.earlier) if match.earlier else None,
    }


def _earlier(earlier: Earlier) -> dict[str, object]:
    told = earlier.disposition
    return {
        "ruling": told.ruling.value,
        "dismisses": earlier.dismisses,
        "lapsed": [each.value for each in earlier.lapsed],
        "reason": told.reason,
        "reviewer": told.reviewer,
        "second_reviewer": told.second_reviewer,
        "valid_until": told.valid_until.isoformat() if told.valid_until else None,
    }


def _evidence(match: Match) -> dict[str, object]:
    told: dict[str, object] = {}
    for each in match.evidence:
        key, turn = each.field, 1
        while key in told:  # two passports are two pieces of evidence, and none may be lost
            turn += 1
            key = f"{each.field}#{turn}"
        told[key] = {"agreement": each.agreement.value, "ours": each.ours, "theirs": each.theirs}
    return told


def _need(need: Need) -> dict[str, object]:
    return {
        "field": need.field,
        "question": need.question,
        "reason": need.reason,
        "cell": need.cell,
        "settle": list(need.settle),
    }


def _fact(fact: Fact) -> dict[str, object]:
    value = fact.value
    return {
        "value": value if value is None or isinstance(value, bool) else str(value),
        "cell": fact.cell.ref if fact.cell else None,
        "problem": fact.problem,
    }
