"""The encoded measures: their worked cases, their traps, and that each question is asked both ways."""

from collections import defaultdict
from datetime import date

import pytest
import yaml

from screening.model import FindingState, Outcome, Role, Strength, Trace, Tristate
from screening.ruleset import Ruleset, examples, run_examples
from screening.ruleset.conditions import compile_condition, leaves_of
from screening.ruleset.context import Context
from screening.ruleset.rule import Example, Rule

from .rows import DAY, entity, match, row

# Cases that are about names, texts or lists rather than about a measure's answer: they belong to other tests.
NOT_A_MEASURE = {f"T{number:02d}" for number in (24, 25, 27, 41, 42, *range(43, 50), *range(52, 59))}


def test_every_example_of_every_rule_holds(shipped: Ruleset) -> None:
    results = run_examples(shipped)

    assert [each for each in results if not each.passed] == []
    assert len(results) >= 150


def test_every_rule_has_cases_for_each_answer_that_it_can_give(shipped: Ruleset) -> None:
    answers: dict[str, set[str]] = defaultdict(set)
    for result in run_examples(shipped):
        answers[result.rule].add(result.expected)

    severe = [rule.id for rule in shipped.rules if rule.outcome is not Outcome.INFORMATIONAL]

    assert {
        rule: sorted(answers[rule]) for rule in severe if not answers[rule] >= {"true", "false", "unknown"}
    } == {}


def test_the_first_day_and_the_day_before_are_cases_of_every_dated_rule(shipped: Ruleset) -> None:
    lacking = []
    for rule in shipped.rules:
        if rule.outcome is Outcome.INFORMATIONAL or not rule.temporal.anchor:
            continue
        days = {
            str(value)
            for each in rule.examples
            for name, value in each.given.items()
            if name in rule.temporal.anchor
        }
        first = rule.temporal.in_force
        before = date.fromordinal(first.toordinal() - 1)
        lacking += [(rule.id, day) for day in (str(first), str(before)) if day not in days]

    assert lacking == []


def test_every_trap_that_a_measure_can_express_is_a_case(shipped: Ruleset) -> None:
    covered = {result.trap for result in run_examples(shipped)}
    traps = {f"T{number:02d}" for number in range(1, 61)}

    assert traps - covered - NOT_A_MEASURE == set()


@pytest.mark.shared
def test_every_measure_of_the_facts_is_encoded(shipped: Ruleset, shared: object) -> None:
    from pathlib import Path

    facts = yaml.safe_load((Path(str(shared)) / "facts" / "measures.yaml").read_text(encoding="utf-8"))

    assert {each["id"] for each in facts["measures"]} <= {rule.measure for rule in shipped.rules}


def test_each_question_is_seen_answered_yes_no_and_open(shipped: Ruleset) -> None:
    lacking = []
    for rule in shipped.rules:
        if rule.outcome is Outcome.INFORMATIONAL or rule.when is None:
            continue
        conditions = (rule.when, *(each.when for each in rule.exceptions))
        seen: dict[str, set[Tristate]] = defaultdict(set)
        for example in rule.examples:
            context = example_context(shipped, rule, example)
            for condition in conditions:
                for node in walk(compile_condition(condition).explain(context)[0]):
                    seen[node.text].add(node.state)
        leaves = (leaf for condition in conditions for leaf in leaves_of(condition))
        lacking += [
            (rule.id, leaf.text, wanted.name)
            for leaf in leaves
            for wanted in Tristate
            if wanted not in seen[leaf.text]
        ]

    assert lacking == []


def test_what_is_not_verified_says_so_to_the_reader(shipped: Ruleset) -> None:
    titles = {rule.id: [title for _, title, _ in rule.sources] for rule in shipped.rule_infos()}

    assert any(
        "FAQ 1054" in title and title.endswith("(not verified)")
        for title in titles["us/eo14071-new-investment"]
    )


def test_informational_measures_never_claim_more_than_information(shipped: Ruleset) -> None:
    ministry = match(entity(shipped, "us-ofac:31694"), role=Role.CONSIGNEE)

    findings = shipped.evaluate(
        row(activity="export", trade_date=DAY), (ministry,), as_of=DAY, actor="us_bank"
    )

    states = {each.rule: each.state for each in findings}
    assert states["us/cbw-act-2021"] is FindingState.INFORMATIONAL
    assert "us/expulsion-2021-04-15" not in states
    assert "us/ru-countermeasures-2021" not in states


def test_a_plain_row_that_met_nobody_has_no_findings(shipped: Ruleset) -> None:
    assert shipped.evaluate(row(activity="payment", trade_date=DAY), (), as_of=DAY, actor=None) == ()
    assert shipped.evaluate(row(), (), as_of=DAY, actor=None) == ()


def test_an_entity_of_a_loaded_list_is_recognised_by_its_number(shipped: Ruleset) -> None:
    from dataclasses import replace

    loaded = replace(entity(shipped, "us-ofac:30518"), list="us-ofac-sdn")

    findings = shipped.evaluate(row(trade_date=DAY), (match(loaded),), as_of=DAY, actor="us_bank")

    assert {each.rule: each.state for each in findings} == {
        "us/election-interference-2021-04-15": FindingState.TRUE,
        "us/ofac-sdn-listed-party": FindingState.TRUE,
    }


def test_an_entry_of_several_targets_stands_once_with_the_names_of_all(shipped: Ruleset) -> None:
    entities = shipped.entities()

    assert len({each.id for each in entities}) == len(entities)
    ministry = entity(shipped, "us-ofac:31694")
    assert {"MINISTRY OF FINANCE OF THE RUSSIAN FEDERATION"} <= {name.text for name in ministry.names}


def test_a_possible_match_of_two_parties_is_one_finding_a_rule(shipped: Ruleset) -> None:
    first, second = entity(shipped, "us-ofac:31412"), entity(shipped, "us-ofac:31414")

    findings = shipped.evaluate(
        row(trade_date=DAY), (match(first, Strength.POSSIBLE), match(second)), as_of=DAY, actor="us_bank"
    )

    assert [(each.rule, each.state) for each in findings] == [
        ("us/cyber-technology-2021-04-15", FindingState.TRUE)
    ]


def example_context(ruleset: Ruleset, rule: Rule, example: Example) -> Context:
    context = examples.example_context(ruleset, rule, example)
    context.anchor = rule.temporal.anchor
    return context


def walk(trace: Trace) -> list[Trace]:
    return [trace, *(each for child in trace.children for each in walk(child))]
