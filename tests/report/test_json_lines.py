"""JSON Lines: the contract that other programs parse."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from screening.model import (
    Agreement,
    Cell,
    DateSpan,
    Decision,
    Evidence,
    Fact,
    Layout,
    Note,
    Party,
    ReadCell,
    Record,
    Role,
    RowFacts,
    Verdict,
)
from screening.report import ReportFormat, decision_schema, to_json, write_report
from screening.report.json_lines import json_line
from tests.report.sample import decisions, run_info


def _written(path: Path, told: tuple[Decision, ...]) -> bytes:
    write_report(path / "out.jsonl", ReportFormat.JSONL, told, lambda: run_info(told))
    return (path / "out.jsonl").read_bytes()


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(decision_schema())


@pytest.mark.parametrize("decision", decisions(), ids=lambda each: f"row {each.row}")
def test_every_decision_holds_to_the_schema(decision: Decision) -> None:
    told = json.loads(json.dumps(to_json(decision)))

    Draft202012Validator(decision_schema()).validate(told)


def test_the_contracts_keys_come_first_and_in_order() -> None:
    keys = list(to_json(decisions()[0]))

    assert keys[:10] == [
        "file", "sheet", "row", "record_id", "verdict", "reasons", "findings", "matches", "needs", "not_screened_reason",
    ]  # fmt: skip


def test_states_are_words_and_evidence_is_keyed_by_field() -> None:
    told = json.loads(json.dumps(to_json(decisions()[1])))

    assert told["findings"][0]["state"] == "false"
    assert told["matches"][0]["evidence"]["birth_date"] == {
        "agreement": "conflicts",
        "ours": "1984",
        "theirs": "1970-04-27",
    }
    assert told["matches"][0]["score"] == 91.3


def test_two_pieces_of_evidence_of_one_field_are_both_kept() -> None:
    decision = decisions()[0]
    passports = tuple(
        Evidence("identifier:passport", Agreement.CONFLICTS, "A1", each) for each in ("B2", "C3")
    )

    told = to_json(replace(decision, matches=(replace(decision.matches[0], evidence=passports),)))

    matches = json.loads(json.dumps(told))["matches"]
    assert list(matches[0]["evidence"]) == ["identifier:passport", "identifier:passport#2"]


def test_needs_are_objects_with_the_question_and_the_cell() -> None:
    asked = next(each for each in decisions() if each.needs)

    needs = json.loads(json.dumps(to_json(asked)))["needs"]

    assert needs[0]["field"] == "market"
    assert set(needs[0]) == {"field", "question", "reason", "cell", "settle"}


def test_one_line_a_decision_in_input_order_whatever_the_text(tmp_path: Path) -> None:
    name = "two\nlines\u2028and\u2029more\x85, \ud800 and Ünïcode"
    first = decisions()[0]
    told = (replace(first, record_id=name), *decisions()[1:])

    data = _written(tmp_path, told)

    assert b"\r" not in data
    assert data.endswith(b"\n")
    lines = data.decode("utf-8").splitlines()
    assert [json.loads(line)["row"] for line in lines] == [each.row for each in told]
    assert json.loads(lines[0])["record_id"] == name.replace("\ud800", "[U+D800]")
    assert "Ünïcode" in lines[0]


def test_a_row_that_was_not_screened_says_why_and_where() -> None:
    lost = next(each for each in decisions() if each.verdict is Verdict.NOT_SCREENED)

    told = to_json(lost)

    assert told["not_screened_reason"] == "the name cell holds an Excel error (#N/A)"
    assert told["not_screened_cell"] == "C1990"
    assert told["parties"] == []


@pytest.mark.parametrize("decision", decisions(), ids=lambda each: f"row {each.row}")
def test_a_line_is_the_json_of_its_decision_letter_for_letter(decision: Decision) -> None:
    line = json_line(decision)

    assert line == json.dumps(to_json(decision), ensure_ascii=False)


_TEXTS = st.text(max_size=8)
_READ = st.builds(
    ReadCell,
    st.none() | _TEXTS | st.booleans() | st.decimals(allow_nan=False) | st.dates().map(DateSpan.day),
    st.none() | _TEXTS,
    _TEXTS,
)


@given(_TEXTS, st.lists(_READ, min_size=3, max_size=3), st.lists(_TEXTS, max_size=3), st.integers(1, 10**7))
def test_a_line_of_a_plain_row_is_the_json_of_its_facts(
    name: str, cells: list[ReadCell], reasons: list[str], row: int
) -> None:
    layout = Layout(("a", "b", "ü"), ("A", "B", "C"), ("x", "y", "z"), {"territory": Fact("none_named")})
    facts = RowFacts(layout, row, tuple(cells))
    party = Party(Role.BENEFICIARY, name, cell=Cell(f"B{row}", "y", name))
    record = Record(name, name, row, name, (party,), facts, (Note(name, "A1"),))
    decision = Decision(name, name, row, name, Verdict.CLEAR, tuple(reasons), record=record)

    line = json_line(decision)

    assert line == json.dumps(to_json(decision), ensure_ascii=False)
