"""Properties of rule sets: no order matters, a rule of the house never makes a verdict milder, and a chain of law has no gap and no overlap."""

import random
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.decide import decide
from screening.model import Finding, Match, Outcome, Record, Verdict
from screening.resources import rules_dir
from screening.ruleset import Rule, Ruleset
from screening.ruleset.schema import Present

from .rows import row
from .test_properties import FACTS, MATCHES, RULES

HOUSE = Ruleset.load([rules_dir(), Path(__file__).parents[2] / "fixtures" / "rules" / "house"])
SEVERITY = [Verdict.CLEAR, Verdict.REVIEW, Verdict.PROHIBITED, Verdict.BLOCKED]
DAY = date(2021, 7, 1)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(ruleset: Ruleset, record: Record, matches: list[Match]) -> tuple[Finding, ...]:
    return ruleset.evaluate(record, matches, as_of=DAY, actor=None)


@QUICK
@given(FACTS, MATCHES, st.randoms(use_true_random=False))
def test_the_order_of_rules_targets_and_sets_does_not_matter(
    facts: dict[str, str | date | bool], matches: list[Match], chance: random.Random
) -> None:
    rules, targets, securities = list(RULES.rules), list(RULES.targets), list(RULES.securities)
    chance.shuffle(rules)
    chance.shuffle(targets)
    chance.shuffle(securities)
    shuffled = Ruleset(RULES.vocabulary, rules, targets, securities)

    assert found(shuffled, row(**facts), matches) == found(RULES, row(**facts), matches)


@QUICK
@given(st.lists(st.tuples(FACTS, MATCHES), min_size=2, max_size=5))
def test_the_order_of_rows_does_not_matter(
    rows: list[tuple[dict[str, str | date | bool], list[Match]]],
) -> None:
    there = [found(RULES, row(**facts), matches) for facts, matches in rows]
    fresh = Ruleset(RULES.vocabulary, RULES.rules, RULES.targets, RULES.securities)

    back = [found(fresh, row(**facts), matches) for facts, matches in reversed(rows)]

    assert back[::-1] == there


def _strict(outcome: Outcome) -> Rule:
    """A rule of the house over every dated row."""
    rule = next(each for each in HOUSE.rules if each.id == "house.large-payments")
    dated = Present(op="present", field="trade_date", cite=("policy",), text="it is dated")
    changed = {"id": "house.strict", "when": dated, "outcome": outcome, "examples": ()}
    return rule.model_copy(update=changed)


STRICT = {
    outcome: Ruleset(RULES.vocabulary, (*RULES.rules, _strict(outcome)), RULES.targets, RULES.securities)
    for outcome in Outcome
}


@QUICK
@given(FACTS, MATCHES, st.sampled_from(list(Outcome)))
def test_a_rule_of_the_house_never_makes_a_verdict_milder(
    facts: dict[str, str | date | bool], matches: list[Match], outcome: Outcome
) -> None:
    record = row(**facts)

    without = decide(record, matches, found(RULES, record, matches)).verdict
    with_it = decide(record, matches, found(STRICT[outcome], record, matches)).verdict

    assert SEVERITY.index(with_it) >= SEVERITY.index(without)


@QUICK
@given(st.dates(date(2014, 1, 1), date(2030, 1, 1)))
def test_on_every_day_a_chain_is_not_yet_in_force_in_force_once_or_expired(day: date) -> None:
    heirs = {each.temporal.superseded_by for each in RULES.rules}
    rules = {each.id: each for each in RULES.rules}
    for rule in RULES.rules:
        if rule.id in heirs or rule.temporal.superseded_by is None:
            continue
        chain = [rule]
        while (heir := chain[-1].temporal.superseded_by) is not None:
            chain.append(rules[heir])
        first, last = chain[0].temporal.in_force, chain[-1].temporal.expires
        in_force = [
            each
            for each in chain
            if each.temporal.in_force <= day
            and (each.temporal.expires is None or day < each.temporal.expires)
        ]
        within = first <= day and (last is None or day < last)
        assert len(in_force) == (1 if within else 0), (rule.id, day)


def test_a_chain_is_there_to_be_looked_at() -> None:
    links = [each for each in RULES.rules if each.temporal.superseded_by]

    assert links
    assert all(
        each.temporal.expires is not None and each.temporal.expires > each.temporal.in_force + timedelta(1)
        for each in links
    )
