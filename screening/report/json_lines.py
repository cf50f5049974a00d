"""Decisions as JSON Lines: one object a row, in input order, for other programs to read."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, TextIO

from screening.model import (
    Decision,
    Earlier,
    Fact,
    FactValue,
    Finding,
    FindingState,
    Match,
    Need,
    Note,
    Party,
    RowFacts,
    Trace,
)
from screening.model.reference import match_ref
from screening.report.safe_text import encodable

# Legal inside a JSON string, yet many readers take them for the end of the line.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
# What no line holds as it is, lone surrogates among it: one search costs a twentieth of a translation.
_UNFIT = re.compile("[\x85\u2028\u2029\ud800-\udfff]")

# The parts of a line that are texts, and all others; both as `json.dumps(..., ensure_ascii=False)` writes them.
_text = json.encoder.encode_basestring
_encode = json.JSONEncoder(ensure_ascii=False).encode


def decision_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every line holds to."""
    text = files("screening.report").joinpath("decision.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def write_json_lines(stream: TextIO, decisions: Iterable[Decision]) -> None:
    """One line a decision, newline-terminated; lone surrogates are shown as "[U+D800]", all else is as it was read."""
    for decision in decisions:
        stream.write(one_line(json_line(decision)) + "\n")


def one_line(text: str) -> str:
    """JSON text as it may stand in a line: with no character that a reader takes for its end, and none that UTF-8 cannot hold."""
    if text.isascii() or _UNFIT.search(text) is None:
        return text
    return encodable(text.translate(_LINE_ENDS))


def json_line(decision: Decision) -> str:
    """The text that `to_json` stands for, put together from its parts: a row of a large file has little but its facts."""
    record = decision.record
    parts = [
        '{"file": ',
        _text(decision.file),
        ', "sheet": ',
        _text(decision.sheet),
        f', "row": {decision.row}, "record_id": ',
        _text(decision.record_id),
        f', "verdict": "{decision.verdict.value}", "reasons": [',
        ", ".join([_text(each) for each in decision.reasons]),
        '], "findings": ',
        _encode([_finding(each) for each in decision.findings]) if decision.findings else "[]",
        ', "matches": ',
        _encode([_match(each) for each in decision.matches]) if decision.matches else "[]",
        ', "needs": ',
        _encode([_need(each) for each in decision.needs]) if decision.needs else "[]",
        ', "not_screened_reason": ',
        _encode(decision.not_screened_reason),
        ', "not_screened_cell": ',
        _encode(decision.not_screened_cell),
        ', "parties": [',
        ", ".join([_party(each) for each in record.parties]) if record else "",
        '], "facts": {',
        *(_facts(record.facts) if record else ()),
        '}, "editions": ',
        _encode(list(decision.editions)) if decision.editions else "[]",
        f', "judged_on": "{decision.judged_on.isoformat()}"' if decision.judged_on else ', "judged_on": null',
        ', "notes": ',
        _encode([_note(each) for each in record.notes]) if record and record.notes else "[]",
        "}",
    ]
    return "".join(parts)


def _party(party: Party) -> str:
    cell = f'"{party.cell.ref}"' if party.cell else "null"
    return f'{{"role": "{party.role.value}", "name": {_text(party.name)}, "cell": {cell}}}'


def _facts(facts: Mapping[str, Fact]) -> list[str]:
    """The facts as text, in pieces; of a plain row without making each of them."""
    if not isinstance(facts, RowFacts):
        return [_encode({field: _fact(each) for field, each in facts.items()})[1:-1]]
    row = str(facts.row)
    parts: list[str] = []
    for lead, (value, problem, _), letter in zip(
        _leads(facts.layout.fields), facts.cells, facts.layout.letters, strict=True
    ):
        said = value_json(value)
        parts += (lead, said, ', "cell": "', letter, row, '", "problem": ')
        parts.append("null}" if problem is None else _text(problem) + "}")
    for field, fact in facts.layout.constant.items():
        parts.append(f"{', ' if parts else ''}{_text(field)}: {fact_json(fact)}")
    return parts


def fact_json(fact: Fact) -> str:
    """A fact as JSON text."""
    return _encode(_fact(fact))


def value_json(value: FactValue | None) -> str:
    """A fact's value as JSON text."""
    return _text(value) if type(value) is str else _encode(_value(value))


@lru_cache(maxsize=256)
def _leads(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f'{", " if at else ""}{_text(field)}: {{"value": ' for at, field in enumerate(fields))


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
        "notes": [_note(each) for each in (record.notes if record else ())],
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


def _note(note: Note) -> dict[str, object]:
    return {"text": note.text, "cell": note.cell}


def _fact(fact: Fact) -> dict[str, object]:
    return {
        "value": _value(fact.value),
        "cell": fact.cell.ref if fact.cell else None,
        "problem": fact.problem,
    }


def _value(value: FactValue | None) -> str | bool | None:
    return value if value is None or isinstance(value, bool) else str(value)
