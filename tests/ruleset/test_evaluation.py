"""Three-valued evaluation of one rule: facts, matches, dates, exceptions and what an open answer asks for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from screening.model import (
    Agreement,
    DateSpan,
    Evidence,
    FactValue,
    Finding,
    FindingState,
    Record,
    Strength,
    Trace,
    Tristate,
)
from screening.ruleset import Ruleset

from .conftest import MATCHES, RULE, MakeRules
from .rows import DAY, entity, fact, match, row

LEAF = "{{op: {op}, cite: source, text: t}}"


def finding(
    ruleset: Ruleset, record: Record, strength: Strength | None = Strength.CONFIRMED, actor: str | None = "us"
) -> Finding | None:
    matches = (match(entity(ruleset, "t:1"), strength),) if strength is not None else ()
    return next(iter(ruleset.evaluate(record, matches, as_of=DAY, actor=actor)), None)


def answer(make_rules: MakeRules, leaf: str, **facts: FactValue | date | None) -> Tristate:
    """What a leaf answers beside a confirmed match."""
    ruleset = Ruleset.load([make_rules(when=f"{{all: [{MATCHES}, {LEAF.format(op=leaf)}]}}")])
    found = finding(ruleset, row(trade_date=DAY, **facts))
    assert found is not None
    assert found.trace is not None
    return found.trace.children[-1].children[-1].state


@pytest.mark.parametrize(
    ("leaf", "facts", "expected"),
    [
        ("is_a, field: activity, value: dealing", {"activity": "subscription"}, Tristate.TRUE),
        ("is_a, field: activity, value: purchase", {"activity": "dealing"}, Tristate.UNKNOWN),
        ("is_a, field: activity, value: lending", {"activity": "repo"}, Tristate.UNKNOWN),
        ("is_a, field: activity, value: lending", {"activity": "purchase"}, Tristate.FALSE),
        (
            "is_a, field: activity, value: lending",
            {"activity": "a word of another vocabulary"},
            Tristate.UNKNOWN,
        ),
        ("is_a, field: activity, value: lending", {"activity": None}, Tristate.UNKNOWN),
        ("is_a, field: activity, value: lending", {}, Tristate.UNKNOWN),
        ("is_a, field: market, value: primary", {"activity": "subscription"}, Tristate.TRUE),
        (
            "is_a, field: market, value: primary",
            {"activity": "subscription", "market": "secondary"},
            Tristate.FALSE,
        ),
        ("in, field: currency, values: [RUB, USD]", {"currency": "RUB"}, Tristate.TRUE),
        ("in, field: currency, values: [RUB, USD]", {"currency": "EUR"}, Tristate.FALSE),
        ("not_in, field: currency, values: [RUB]", {"currency": "EUR"}, Tristate.TRUE),
        ("not_in, field: currency, values: [RUB]", {"currency": None}, Tristate.UNKNOWN),
        ("eq, field: urgent, value: true", {"urgent": True}, Tristate.TRUE),
        ("eq, field: urgent, value: true", {"urgent": False}, Tristate.FALSE),
        ("eq, field: urgent, value: true", {}, Tristate.UNKNOWN),
        ("eq, field: currency, value: RUB", {"currency": "RUB"}, Tristate.TRUE),
        (
            "before, field: settlement_date, date: 2021-07-02",
            {"settlement_date": date(2021, 7, 1)},
            Tristate.TRUE,
        ),
        (
            "before, field: settlement_date, date: 2021-07-01",
            {"settlement_date": date(2021, 7, 1)},
            Tristate.FALSE,
        ),
        (
            "after, field: settlement_date, date: 2021-07-01",
            {"settlement_date": date(2021, 7, 1)},
            Tristate.FALSE,
        ),
        (
            "on_or_after, field: settlement_date, date: 2021-07-01",
            {"settlement_date": date(2021, 7, 1)},
            Tristate.TRUE,
        ),
        (
            "on_or_before, field: settlement_date, date: 2021-07-01",
            {"settlement_date": date(2021, 7, 1)},
            Tristate.TRUE,
        ),
        (
            "on_or_before, field: settlement_date, date: 2021-06-30",
            {"settlement_date": date(2021, 7, 1)},
            Tristate.FALSE,
        ),
        (
            "after, field: settlement_date, date: 2021-07-15",
            {"settlement_date": DateSpan.month(2021, 7)},
            Tristate.UNKNOWN,
        ),
        (
            "after, field: settlement_date, date: 2021-07-01, doubtful: [2021-07-01]",
            {"settlement_date": DAY},
            Tristate.UNKNOWN,
        ),
        (
            "between, field: settlement_date, first: 2021-07-01, last: 2021-07-01",
            {"settlement_date": DAY},
            Tristate.TRUE,
        ),
        (
            "between, field: settlement_date, first: 2021-07-02, last: 2021-07-09",
            {"settlement_date": DAY},
            Tristate.FALSE,
        ),
        ("after, field: anchor, date: 2021-06-30", {}, Tristate.TRUE),
        ("ge, field: amount, value: 1000.50", {"amount": Decimal("1000.50")}, Tristate.TRUE),
        ("ge, field: amount, value: 1000.50", {"amount": Decimal("1000.49")}, Tristate.FALSE),
        ("le, field: amount, value: 1000", {"amount": Decimal(1001)}, Tristate.FALSE),
        ("le, field: amount, value: 1000", {"amount": None}, Tristate.UNKNOWN),
        ("present, field: amount", {"amount": Decimal(1)}, Tristate.TRUE),
        ("present, field: amount", {"amount": None}, Tristate.UNKNOWN),
    ],
)
def test_each_operator_answers_yes_no_or_unknown(
    make_rules: MakeRules, leaf: str, facts: dict[str, FactValue | date | None], expected: Tristate
) -> None:
    assert answer(make_rules, leaf, **facts) is expected


def test_a_possible_match_is_unknown_and_asks_for_no_fact(make_rules: MakeRules) -> None:
    found = finding(Ruleset.load([make_rules()]), row(trade_date=DAY), Strength.POSSIBLE)

    assert found is not None
    assert found.state is FindingState.UNKNOWN
    assert found.needs == ()
    assert found.text == "If the match is confirmed: It is prohibited. If it is dismissed: not prohibited."


def test_a_contradicted_match_is_answered_no_and_the_fact_against_it_is_told(make_rules: MakeRules) -> None:
    ruleset = Ruleset.load([make_rules()])
    against = Evidence("birth_date", Agreement.CONFLICTS, "1990", "1962-07-26")
    doubted = replace(match(entity(ruleset, "t:1"), Strength.CONTRADICTED), evidence=(against,))

    (found,) = ruleset.evaluate(row(trade_date=DAY), (doubted,), as_of=DAY, actor="us")
    standing = (doubted, match(entity(ruleset, "t:1"), Strength.POSSIBLE))

    assert found.state is FindingState.FALSE
    assert "set aside" in reads(found.trace)
    assert "birth date 1990 against 1962-07-26" in reads(found.trace)
    assert ruleset.evaluate(row(trade_date=DAY), standing, as_of=DAY, actor="us")[0].state is (
        FindingState.UNKNOWN
    )


def reads(trace: Trace | None) -> str:
    """All that the leaves read."""
    assert trace is not None
    return " ".join([trace.read, *(reads(each) for each in trace.children)])


def test_a_missing_actor_is_asked_for_only_where_a_party_was_met(make_rules: MakeRules) -> None:
    ruleset = Ruleset.load([make_rules()])

    met = finding(ruleset, row(trade_date=DAY), actor=None)
    not_met = finding(ruleset, row(trade_date=DAY), strength=None, actor=None)

    assert met is not None
    assert [(need.field, need.question) for need in met.needs] == [("actor", "Who acts?")]
    assert not_met is None


def test_an_actor_that_cannot_be_read_is_not_replaced_by_the_runs(make_rules: MakeRules) -> None:
    ruleset = Ruleset.load([make_rules()])

    unread = finding(
        ruleset, row(trade_date=DAY, actor=fact(None, "'Narnia' is not in the vocabulary", "Narnia"))
    )
    blank = finding(ruleset, row(trade_date=DAY, actor=None))

    assert unread is not None
    assert unread.state is FindingState.UNKNOWN
    assert unread.needs[0].cell == "B7"
    assert unread.needs[0].reason == "'Narnia' is not in the vocabulary"
    assert blank is not None
    assert blank.state is FindingState.TRUE


def test_a_need_of_a_part_that_decides_nothing_is_not_asked(make_rules: MakeRules) -> None:
    when = f"{{all: [{MATCHES}, {{any: [{LEAF.format(op='eq, field: urgent, value: true')}, {LEAF.format(op='present, field: trade_date')}]}}]}}"

    found = finding(Ruleset.load([make_rules(when=when)]), row(trade_date=DAY), actor=None)

    assert found is not None
    assert [need.field for need in found.needs] == ["actor"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"trade_date": date(2021, 6, 13)}, FindingState.NOT_IN_FORCE),
        ({"trade_date": date(2021, 6, 14)}, FindingState.TRUE),
        ({"trade_date": date(2022, 2, 21)}, FindingState.TRUE),
        ({"trade_date": date(2022, 2, 22)}, FindingState.NOT_IN_FORCE),
        ({"trade_date": date(2021, 6, 11), "settlement_date": date(2021, 6, 15)}, FindingState.UNKNOWN),
        ({"trade_date": None, "settlement_date": date(2021, 6, 15)}, FindingState.TRUE),
        ({"trade_date": None}, FindingState.UNKNOWN),
        ({}, FindingState.TRUE),
    ],
)
def test_the_law_of_the_rows_own_days_decides(
    make_rules: MakeRules, facts: dict[str, FactValue | date | None], state: FindingState
) -> None:
    found = finding(Ruleset.load([make_rules()]), row(**facts))

    assert found is not None
    assert found.state is state


def test_an_unreadable_date_is_not_replaced_by_another(make_rules: MakeRules) -> None:
    record = row(trade_date=fact(None, "31/31/2021 is not a date", "31/31/2021"), settlement_date=DAY)

    found = finding(Ruleset.load([make_rules()]), record)

    assert found is not None
    assert [need.field for need in found.needs] == ["trade_date"]
    assert found.needs[0].reason == "31/31/2021 is not a date"


def test_between_announcement_and_force_the_finding_warns(make_rules: MakeRules) -> None:
    ruleset = Ruleset.load([make_rules()])

    announced = finding(ruleset, row(trade_date=date(2021, 5, 1)))
    before = finding(ruleset, row(trade_date=date(2021, 4, 1)))

    assert announced is not None
    assert announced.text.startswith("A rule: announced on 2021-04-15, but not in force before 2021-06-14")
    assert before is not None
    assert before.text.startswith("A rule: not in force before 2021-06-14")


EXCEPTION = """
exceptions:
  - id: licence
    title: A licence
    cite: source
    temporal: {anchor: [trade_date], in_force: 2021-06-14}
    when: {op: eq, field: urgent, value: true, cite: source, text: it is urgent}
    text: A licence lets it through.
"""


def test_an_exception_that_holds_lifts_the_measure_and_an_open_one_does_not(make_rules: MakeRules) -> None:
    ruleset = Ruleset.load([make_rules(rule=RULE + EXCEPTION)])

    holds = finding(ruleset, row(trade_date=DAY, urgent=True))
    is_open = finding(ruleset, row(trade_date=DAY))
    fails = finding(ruleset, row(trade_date=DAY, urgent=False))

    assert holds is not None
    assert holds.state is FindingState.FALSE
    assert holds.text == "It is free. A licence lets it through."
    assert is_open is not None
    assert is_open.state is FindingState.TRUE
    assert "Possible exception, to be checked: A licence." in is_open.text
    assert fails is not None
    assert fails.text == "It is prohibited."


def test_an_exception_from_a_source_that_nobody_read_leaves_the_row_to_a_person(
    make_rules: MakeRules,
) -> None:
    rule = RULE.replace("title: A notice", "title: A notice, verified: false") + EXCEPTION

    found = finding(Ruleset.load([make_rules(rule=rule)]), row(trade_date=DAY, urgent=True))

    assert found is not None
    assert found.state is FindingState.UNKNOWN


def test_a_negated_unknown_stays_unknown(make_rules: MakeRules) -> None:
    when = f"{{all: [{MATCHES}, {{not: {LEAF.format(op='eq, field: urgent, value: true')}}}]}}"
    ruleset = Ruleset.load([make_rules(when=when)])

    states = [finding(ruleset, row(trade_date=DAY, urgent=value)) for value in (True, False, None)]

    assert [each.state for each in states if each] == [
        FindingState.FALSE,
        FindingState.TRUE,
        FindingState.UNKNOWN,
    ]


def test_the_trace_shows_what_was_read_where_and_whose_word_it_is(make_rules: MakeRules) -> None:
    when = f"{{all: [{MATCHES}, {LEAF.format(op='is_a, field: market, value: primary')}]}}"

    found = finding(Ruleset.load([make_rules(when=when)]), row(trade_date=DAY, activity="subscription"))

    assert found is not None
    assert found.trace is not None
    leaves = list(walk(found.trace))
    assert [each.label for each in leaves] == [
        "measure",
        "in force",
        "bound",
        "is_a",
        "all",
        "matches",
        "is_a",
    ]
    assert leaves[-2].read == "confirmed match: 'ALPHA' with ALPHA (t:1), score 100"
    assert leaves[-2].cell == "C7"
    assert leaves[-1].read == "Market = the primary market ('a subscription')"
    assert leaves[-1].cite == ("source",)


def test_a_rule_that_is_not_active_is_not_applied(make_rules: MakeRules) -> None:
    rule = RULE.replace("revision: 1", "revision: 1\nstatus: draft")

    ruleset = Ruleset.load([make_rules(rule=rule)])

    assert finding(ruleset, row(trade_date=DAY)) is None
    assert ruleset.rule_infos() == ()


def test_a_party_in_another_role_does_not_answer(make_rules: MakeRules) -> None:
    ruleset = Ruleset.load([make_rules(when=MATCHES.replace("cite", "roles: [issuer], cite"))])

    found = finding(ruleset, row(trade_date=DAY))

    assert found is not None
    assert found.state is FindingState.FALSE


def walk(trace: Trace) -> list[Trace]:
    return [trace, *(each for child in trace.children for each in walk(child))]


def test_dates_on_either_side_of_a_change_of_law_are_left_to_a_person_and_not_asked_for(
    make_rules: MakeRules,
) -> None:
    dates = {"trade_date": date(2021, 6, 11), "settlement_date": date(2021, 6, 15)}

    found = finding(Ruleset.load([make_rules()]), row(**dates))

    assert found is not None
    assert found.needs == ()
    assert found.text == (
        "A fact is open. Trade date 2021-06-11 (B7) and settlement date 2021-06-15 (B7) lie on either side of 2021-06-14: "
        "which of them governs is for a person to decide."
    )


def test_a_date_known_to_the_month_is_asked_for_at_its_cell(make_rules: MakeRules) -> None:
    record = row(trade_date=DateSpan.month(2021, 6), settlement_date=date(2021, 6, 15))

    found = finding(Ruleset.load([make_rules()]), record)

    assert found is not None
    assert [(need.field, need.cell) for need in found.needs] == [("trade_date", "B7")]
    assert found.needs[0].reason == "2021-06 reaches across a day on which the law changed"
