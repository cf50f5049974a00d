"""Properties of the shipped rules over many rows: hiding a fact never makes an answer milder, and the two ways of evaluating agree."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.model import Fact, FindingState, Match, Record, Role, Strength
from screening.resources import rules_dir
from screening.ruleset import Ruleset
from screening.ruleset.context import Context
from screening.ruleset.measure import Measure

from .rows import entity, fact, match, row

RULES = Ruleset.load([rules_dir()])
DAYS = st.sampled_from(
    [
        date(2020, 7, 1),
        date(2021, 6, 13),
        date(2021, 6, 14),
        date(2021, 6, 16),
        date(2022, 3, 1),
        date(2022, 3, 2),
        date(2023, 7, 1),
    ]
)
PARTIES = ["us-ofac:31694", "us-ofac:31695", "us-ofac:30518", "us-bis-el:femteco", "us-ofac:30722"]


def terms(field: str) -> st.SearchStrategy[str]:
    known = RULES.vocabulary.field(field)
    assert known is not None
    return st.sampled_from([each.id for each in known.terms])


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "activity": terms("activity"),
        "market": terms("market"),
        "instrument": terms("instrument"),
        "actor": terms("actor"),
        "currency": st.sampled_from(["RUB", "EUR"]),
        "trade_date": DAYS,
        "settlement_date": DAYS,
        "issue_date": DAYS,
        "placement_date": DAYS,
        "security": st.sampled_from(["OFZ 26239", "ОФЗ 26235", "KOBR-44", "Apple", "SU26238RMFS5"]),
        "ear_items": st.booleans(),
        "involves_issuer": st.booleans(),
        "energy_related": st.booleans(),
    },
)
KNOWN = [each for each in RULES.entities() if each.id in PARTIES]
MATCHES = st.lists(
    st.builds(
        match,
        st.sampled_from(KNOWN),
        st.sampled_from([Strength.CONFIRMED, Strength.POSSIBLE]),
        st.sampled_from(list(Role)),
    ),
    max_size=2,
)
# Facts that something else may state too (the paper, the activity, the other date): blanking one side of a contradiction can settle it. A row that names no
# security and is no dealing in one is a plain row, and an exception that can no longer be shown leaves its measure whole.
STATED_TWICE = {"security", "currency", "instrument", "issue_date", "market", "trade_date", "settlement_date"}
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def states(record: Record, matches: list[Match]) -> dict[str, FindingState]:
    return {
        each.rule: each.state for each in RULES.evaluate(record, matches, as_of=date(2021, 7, 1), actor=None)
    }


@QUICK
@given(FACTS, MATCHES, st.data())
def test_blanking_a_known_cell_never_makes_an_answer_milder(
    facts: dict[str, str | date | bool], matches: list[Match], data: st.DataObject
) -> None:
    whole = states(row(**facts), matches)
    hidden = data.draw(st.sampled_from([*sorted(facts), "activity"]))
    blanked: dict[str, str | date | bool | Fact | None] = {**facts, hidden: fact(None)}

    less = states(row(**blanked), matches)

    plain = hidden == "security" or (hidden == "activity" and "security" not in facts)
    for rule in RULES.rules:
        before, after = (each.get(rule.id, FindingState.FALSE) for each in (whole, less))
        if after is FindingState.FALSE:
            assert before is not FindingState.TRUE or plain, (rule.id, hidden)
            assert before is not FindingState.UNKNOWN or plain or hidden in STATED_TWICE, (rule.id, hidden)
        if after is FindingState.TRUE and before is not FindingState.TRUE:
            assert rule.exceptions or hidden in STATED_TWICE, (rule.id, hidden)


@QUICK
@given(FACTS, MATCHES)
def test_the_answer_and_its_explanation_agree(
    facts: dict[str, str | date | bool], matches: list[Match]
) -> None:
    record = row(**facts)
    world = RULES.world
    context = Context(world, record, world.hits(matches), world.readings(record), date(2021, 7, 1), None)

    for rule in RULES.rules:
        measure = Measure(rule)
        if measure.when is not None:
            context.anchor = rule.temporal.anchor
            assert measure.when.state(context) is measure.when.explain(context)[0].state


@QUICK
@given(FACTS, MATCHES)
def test_the_gate_drops_nothing_that_a_rule_would_say(
    facts: dict[str, str | date | bool], matches: list[Match]
) -> None:
    record = row(**facts)
    world = RULES.world
    context = Context(world, record, world.hits(matches), world.readings(record), date(2021, 7, 1), None)
    every = tuple(found for rule in RULES.rules if (found := Measure(rule).evaluate(context)) is not None)

    findings = RULES.evaluate(record, matches, as_of=date(2021, 7, 1), actor=None)

    assert findings == every


def test_entities_used_here_exist() -> None:
    assert [entity(RULES, each).id for each in PARTIES] == PARTIES
