"""What each answer to an open question would give: the rule's own bounds cut the values, and equal outcomes are told as one."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from screening.model import DateSpan, Finding, FindingState, Match, Record, Role, Strength
from screening.ruleset import Ruleset
from screening.ruleset.bounds import Bounds, span_in_words

from .conftest import MATCHES, MakeRules
from .rows import DAY, entity, match, row
from .test_properties import FACTS
from .test_properties import MATCHES as SOME_MATCHES

LEAF = "{{op: {op}, cite: source, text: a question}}"


def settled(
    ruleset: Ruleset, rule: str, record: Record, *matches: Match, actor: str | None
) -> dict[str, tuple[str, ...]]:
    found = {each.rule: each for each in ruleset.evaluate(record, matches, as_of=DAY, actor=actor)}[rule]
    return {need.field: need.settle for need in found.needs}


def test_a_date_is_cut_at_the_days_of_the_rule(shipped: Ruleset) -> None:
    record = row(
        activity="security_purchase", market="primary", security="OFZ 26235", trade_date=date(2021, 6, 16)
    )

    told = settled(shipped, "us/eo14024-directive-1", record, actor="us_bank")

    assert told == {
        "placement_date": ("14 June 2021 or earlier: not prohibited", "15 June 2021 or later: prohibited")
    }


def test_what_stays_open_when_several_facts_are_missing_is_said(shipped: Ruleset) -> None:
    record = row(
        activity="security_purchase", market="primary", instrument="bond", trade_date=date(2021, 7, 1)
    )
    issuer = match(entity(shipped, "us-ofac:31694"), role=Role.ISSUER)

    told = settled(shipped, "us/eo14024-directive-1", record, issuer, actor="us_bank")

    assert told["issue_date"] == (
        "14 June 2021 or earlier: still open, waits for placement date of the tranche",
        "15 June 2021 or later: prohibited",
    )


def test_terms_are_named_by_the_widest_and_the_gravest_come_first(shipped: Ruleset) -> None:
    record = row(activity="security_subscription", security="OFZ 26239", trade_date=date(2021, 7, 1))

    told = settled(shipped, "us/eo14024-directive-1", record, actor=None)

    assert told["actor"][0] == "a U.S. financial institution: prohibited"
    assert told["actor"][-1].endswith(
        "a foreign subsidiary of a U.S. financial institution: does not settle it"
    )


def test_a_stretch_is_cut_to_what_is_known_of_the_date(shipped: Ruleset) -> None:
    record = row(
        activity="security_purchase",
        market="primary",
        instrument="bond",
        issue_date=DateSpan.month(2021, 6),
        placement_date=date(2021, 6, 10),
        trade_date=date(2021, 7, 1),
    )
    issuer = match(entity(shipped, "us-ofac:31694"), role=Role.ISSUER)

    told = settled(shipped, "us/eo14024-directive-1", record, issuer, actor="us_bank")

    assert told["issue_date"] == (
        "1 June 2021 to 14 June 2021: not prohibited",
        "15 June 2021 to 30 June 2021: prohibited",
    )


@pytest.mark.parametrize(
    ("when", "field", "expected"),
    [
        ("eq, field: urgent, value: true", "urgent", ("yes: prohibited", "no: not prohibited")),
        (
            "in, field: currency, values: [RUB, EUR]",
            "currency",
            ("RUB, or EUR: prohibited", "another currency: not prohibited"),
        ),
        (
            "ge, field: amount, value: 1000",
            "amount",
            ("less than 1000: not prohibited", "exactly 1000, or more than 1000: prohibited"),
        ),
        ("present, field: amount", "amount", ("once it is known: prohibited",)),
    ],
)
def test_each_kind_of_fact_is_cut_at_the_rules_own_values(
    make_rules: MakeRules, when: str, field: str, expected: tuple[str, ...]
) -> None:
    ruleset = Ruleset.load([make_rules(when=f"{{all: [{MATCHES}, {LEAF.format(op=when)}]}}")])

    told = settled(ruleset, "test/rule", row(trade_date=DAY), match(entity(ruleset, "t:1")), actor="us")

    assert told[field] == expected


def test_an_answer_that_changes_nothing_says_so(make_rules: MakeRules) -> None:
    either = ", ".join(LEAF.format(op=f"eq, field: urgent, value: {value}") for value in ("true", "false"))
    ruleset = Ruleset.load([make_rules(when=f"{{all: [{MATCHES}, {{any: [{either}]}}]}}")])

    told = settled(ruleset, "test/rule", row(trade_date=DAY), match(entity(ruleset, "t:1")), actor="us")

    assert told["urgent"] == ("prohibited either way",)


def test_a_possible_match_says_what_its_dismissal_would_give(shipped: Ruleset) -> None:
    possible = match(entity(shipped, "us-ofac:30518"), Strength.POSSIBLE)

    findings = shipped.evaluate(row(trade_date=DAY), (possible,), as_of=DAY, actor="us_bank")

    assert {each.text.rpartition(". ")[2] for each in findings} == {"If it is dismissed: not blocked."}


def test_rows_of_one_pattern_share_their_texts(shipped: Ruleset) -> None:
    facts = {"activity": "security_purchase", "market": "primary", "security": "OFZ 26235"}
    days = [date(2021, 7, 1), date(2021, 7, 2)]

    first, second = (
        settled(shipped, "us/eo14024-directive-1", row(trade_date=day, **facts), actor="us_bank")
        for day in days
    )

    assert first["placement_date"] is second["placement_date"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FACTS, SOME_MATCHES)
def test_remembered_texts_are_those_that_would_be_made_anew(
    facts: dict[str, str | date | bool], matches: list[Match]
) -> None:
    from .test_properties import RULES

    record = row(**facts)

    remembered = RULES.evaluate(record, matches, as_of=date(2021, 7, 1), actor=None)

    assert remembered == _anew(RULES, record, matches)


def _anew(ruleset: Ruleset, record: Record, matches: list[Match]) -> tuple[Finding, ...]:
    fresh = Ruleset(ruleset.vocabulary, ruleset.rules, ruleset.targets, ruleset.securities)
    return fresh.evaluate(record, matches, as_of=date(2021, 7, 1), actor=None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FACTS, SOME_MATCHES)
def test_only_open_questions_are_settled_and_every_one_is(
    facts: dict[str, str | date | bool], matches: list[Match]
) -> None:
    from .test_properties import RULES

    for found in RULES.evaluate(row(**facts), matches, as_of=date(2021, 7, 1), actor=None):
        assert (found.needs == ()) or found.state in {FindingState.UNKNOWN, FindingState.INFORMATIONAL}
        if found.state is FindingState.UNKNOWN:
            assert all(need.settle for need in found.needs), found.needs


def test_the_stretches_of_a_date_cover_every_day_once(shipped: Ruleset) -> None:
    for rule in shipped.rules:
        bounds = Bounds(rule)
        for name in bounds.days:
            stretches = bounds.stretches(name)
            assert stretches[0].first == date.min
            assert stretches[-1].last == date.max
            days = [(one.last.toordinal() + 1, other.first.toordinal()) for one, other in pairwise(stretches)]
            assert all(end == start for end, start in days)


def test_days_are_said_in_words() -> None:
    assert span_in_words(DateSpan(date.min, date(2021, 6, 14))) == "14 June 2021 or earlier"
    assert span_in_words(DateSpan(date(2021, 6, 15), date.max)) == "15 June 2021 or later"
    assert span_in_words(DateSpan.day(date(2022, 3, 1))) == "1 March 2022"
