"""What is wrong with rules that load: each thing that lint looks for, and nothing in the shipped rules."""

from datetime import date

import pytest

from screening.model import Tristate
from screening.ruleset import Ruleset
from screening.ruleset.coverage import coverage
from screening.ruleset.lint import lint
from screening.ruleset.truth import implies, walk

from .conftest import MATCHES, RULE, MakeRules

TODAY = date(2026, 1, 1)
LEAF = "{{op: {op}, cite: source, text: {text}}}"
EXAMPLES = """
examples:
  - {name: yes, matches: {listed: confirmed}, given: {actor: us, trade_date: 2021-07-01}, as_of: 2021-07-01, expect: true}
  - {name: open, matches: {listed: possible}, given: {actor: us, trade_date: 2021-07-01}, as_of: 2021-07-01, expect: unknown}
  - {name: no, given: {actor: us, trade_date: 2021-07-01}, as_of: 2021-07-01, expect: false}
"""


def said(folder: object, *, notes: bool = False) -> list[str]:
    remarks = lint(Ruleset.load([folder]), today=TODAY, months=12)  # type: ignore[list-item]
    return [each.text for each in remarks if each.note is notes]


def test_the_shipped_rules_have_no_errors_and_note_each_source_that_nobody_read(shipped: Ruleset) -> None:
    remarks = lint(shipped, today=TODAY, months=12)

    assert [each for each in remarks if not each.note] == []
    assert any("eo14071" in each.about and "'faq-1054'" in each.text for each in remarks)


def test_every_question_of_the_shipped_measures_is_seen_answered_yes_no_and_open(shipped: Ruleset) -> None:
    leaves = coverage(shipped)

    assert [(each.rule, each.text, each.lacking) for each in leaves if each.required and each.lacking] == []
    assert len(leaves) >= 70


def test_a_sound_rule_gives_no_remark(make_rules: MakeRules) -> None:
    folder = make_rules(rule=RULE + EXAMPLES)

    assert said(folder) == []
    assert said(folder, notes=True) == []


@pytest.mark.parametrize(
    ("when", "remark"),
    [
        (
            f"{{all: [{MATCHES}, {LEAF.format(op='before, field: trade_date, date: 2021-07-01', text='early')}, "
            f"{LEAF.format(op='after, field: trade_date, date: 2021-08-01', text='late')}]}}",
            "when can never hold: its questions contradict one another",
        ),
        (
            f"{{any: [{LEAF.format(op='eq, field: urgent, value: true', text='urgent')}, "
            f"{LEAF.format(op='eq, field: urgent, value: false', text='not urgent')}]}}",
            "when holds for every row: it asks nothing",
        ),
        (
            f"{{any: [{MATCHES}, {{all: [{MATCHES}, {LEAF.format(op='eq, field: urgent, value: true', text='urgent')}]}}]}}",
            "when: the answer to 'urgent' changes nothing",
        ),
    ],
)
def test_a_condition_that_decides_nothing_is_an_error(make_rules: MakeRules, when: str, remark: str) -> None:
    assert remark in said(make_rules(when=when, rule=RULE + EXAMPLES))


def test_a_question_that_matters_only_while_another_is_open_is_not_idle(shipped: Ruleset) -> None:
    rule = next(each for each in shipped.rules if each.id == "us/eo14024-directive-1")
    assert rule.when is not None

    found = walk(shipped, rule, rule.when)

    assert found is not None
    assert (found.holds, found.fails, found.idle) == (True, True, ())


def test_a_placeholder_that_nothing_fills_in_is_an_error(make_rules: MakeRules) -> None:
    folder = make_rules(rule=RULE.replace("A fact is open.", '"{party} is open."') + EXAMPLES)

    assert said(folder) == ["rationale.unknown has a placeholder {party}, which no rule fills in"]


def test_a_rule_without_a_case_for_each_answer_is_an_error(make_rules: MakeRules) -> None:
    assert said(make_rules()) == ["no example expects true, unknown, false"]


def test_a_source_that_nobody_read_and_one_that_was_read_long_ago_are_notes(make_rules: MakeRules) -> None:
    rule = RULE.replace("title: A notice", "title: A notice, verified: false, retrieved: 2024-06-01")

    notes = said(make_rules(rule=rule + EXAMPLES), notes=True)

    assert notes == [
        "source 'source' is relied on and has not been read in the publisher's own words",
        "source 'source' was retrieved on 2024-06-01, 19 months ago: read it again",
    ]


def test_a_rule_that_another_says_already_is_noted(make_rules: MakeRules) -> None:
    narrow = RULE.replace("test/rule", "test/narrow").replace(
        "WHEN", f"{{all: [{MATCHES}, {LEAF.format(op='eq, field: urgent, value: true', text='urgent')}]}}"
    )
    folder = make_rules(rule=RULE + EXAMPLES, test__narrow=narrow + EXAMPLES.replace("true}", "false}"))

    ruleset = Ruleset.load([folder])

    first, second = ruleset.rules
    assert (first.id, second.id) == ("test/narrow", "test/rule")
    assert implies(ruleset, first, second)
    assert not implies(ruleset, second, first)
    assert "says nothing that test/rule does not say as gravely" in said(folder, notes=True)


def test_a_chain_of_supersession_that_ends_in_a_draft_is_an_error(make_rules: MakeRules) -> None:
    rule = RULE.replace("expires: 2022-02-22", "expires: 2022-02-22, superseded_by: test/heir") + EXAMPLES
    heir = (
        RULE.replace("test/rule", "test/heir")
        .replace("revision: 1", "revision: 1\nstatus: draft")
        .replace("announced: 2021-04-15, in_force: 2021-06-14, expires: 2022-02-22", "in_force: 2022-02-22")
        .replace("WHEN", MATCHES)
    )

    assert said(make_rules(rule=rule, test__heir=heir)) == [
        "it is superseded by test/heir, which is not active: a gap from 2022-02-22"
    ]


def test_coverage_names_the_answers_that_no_example_has_seen(make_rules: MakeRules) -> None:
    ruleset = Ruleset.load([make_rules(rule=RULE + EXAMPLES)])

    seen = {each.part: each.lacking for each in coverage(ruleset)}

    assert seen == {"when": (), "bound": (Tristate.FALSE, Tristate.UNKNOWN)}
