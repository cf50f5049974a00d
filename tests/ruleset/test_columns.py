"""Answers over columns are those of the closures, for every kind of fact, match and rule."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.model import (
    Cell,
    DateSpan,
    Fact,
    FactValue,
    FieldType,
    Match,
    Party,
    Record,
    Role,
    Strength,
    Tristate,
)
from screening.resources import rules_dir
from screening.ruleset import Ruleset

from .conftest import RULE, MakeRules
from .rows import DAY, entity, fact, match, row

RULES = Ruleset.load([rules_dir()])
BOUNDS = [
    date(2020, 7, 1),
    date(2021, 3, 18),
    date(2021, 4, 15),
    date(2021, 6, 13),
    date(2021, 6, 14),
    date(2021, 6, 15),
    date(2022, 2, 22),
    date(2022, 3, 1),
    date(2022, 3, 2),
    date(2022, 4, 6),
    date(2024, 1, 1),
]
SPANS = st.one_of(
    st.sampled_from(BOUNDS).map(DateSpan.day),
    st.tuples(st.sampled_from(BOUNDS), st.sampled_from(BOUNDS)).map(lambda two: DateSpan(min(two), max(two))),
    st.sampled_from([DateSpan.month(2021, 6), DateSpan.year(2021), DateSpan(date.min, date(2021, 6, 13))]),
    st.just(DateSpan(date(2021, 6, 14), date.max)),
)
AMOUNTS = st.sampled_from(["0", "999.99", "1000", "1000.00", "1000.000000000000000001", "1E+400"]).map(
    Decimal
)
TEXTS = st.sampled_from(["", "RUB", "rub", "EUR", "RU", "OFZ 26239", "primary", "us", "a word of nobody's"])
SECURITIES = st.sampled_from(
    [
        "OFZ 26239",
        "ОФЗ 26235",
        "KOBR-44",
        "Apple",
        "SU26238RMFS5",
        "RU000A0JXTS9",
        "US78307ACZ49",
        "Russia 2030",
    ]
)


def values(ruleset: Ruleset, name: str) -> st.SearchStrategy[FactValue]:
    """What the field may hold, and, now and then, what it should not."""
    field = ruleset.vocabulary.field(name)
    assert field is not None
    own: dict[FieldType, st.SearchStrategy[FactValue]] = {
        FieldType.TERM: st.sampled_from([each.id for each in field.terms] or [""]),
        FieldType.DATE: SPANS,
        FieldType.AMOUNT: AMOUNTS,
        FieldType.CURRENCY: st.sampled_from(["RUB", "EUR", "USD"]),
        FieldType.COUNTRY: st.sampled_from(["RU", "DE"]),
        FieldType.FLAG: st.booleans(),
    }
    likely = SECURITIES if name in {"isin", "security"} else own.get(field.type, TEXTS)
    return st.one_of(likely, likely, likely, likely, TEXTS, st.booleans(), AMOUNTS, SPANS)


def facts(ruleset: Ruleset, names: Sequence[str]) -> st.SearchStrategy[dict[str, Fact]]:
    """Facts of every kind: stated, blank, unreadable, or no such column."""
    gone = st.sampled_from(
        [Fact(None), fact(None), Fact(None, None, "a gap"), fact(None, "it cannot be read", "31/31/2021")]
    )
    return st.fixed_dictionaries(
        {}, optional={name: st.one_of(values(ruleset, name).map(fact), gone) for name in names}
    )


def matches(ruleset: Ruleset, ids: Sequence[str]) -> st.SearchStrategy[list[Match]]:
    known = [each for each in ruleset.entities() if each.id in ids]
    listed = st.builds(
        match, st.sampled_from(known), st.sampled_from(list(Strength)), st.sampled_from(list(Role))
    )
    return st.lists(listed, max_size=3)


ISSUERS = st.lists(
    st.builds(
        Party,
        st.sampled_from([Role.ISSUER, Role.PARTY]),
        st.sampled_from(["", "Apple"]),
        countries=st.sampled_from([(), ("RU",), ("DE", "RU")]),
    ),
    max_size=2,
).map(tuple)
PARTIES = ["us-ofac:31694", "us-ofac:31695", "us-ofac:30518", "us-bis-el:femteco", "us-ofac:30722"]
READ = [
    "activity", "market", "instrument", "actor", "currency", "trade_date", "settlement_date", "shipment_date", "issue_date",
    "placement_date", "isin", "security", "issuer", "issuer_country", "ear_items", "involves_issuer", "energy_related", "amount",
]  # fmt: skip
ACTORS = st.sampled_from([None, "us_bank", "foreign_bank", "us_person", "no class of the vocabulary"])
DAYS = st.sampled_from(BOUNDS)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows(
    ruleset: Ruleset, names: Sequence[str], ids: Sequence[str]
) -> st.SearchStrategy[list[tuple[Record, list[Match]]]]:
    record = st.builds(lambda parties, known: row(*parties, **known), ISSUERS, facts(ruleset, names))
    return st.lists(st.tuples(record, matches(ruleset, ids)), max_size=6)


def check(
    ruleset: Ruleset, given_rows: list[tuple[Record, list[Match]]], as_of: date, actor: str | None
) -> None:
    records, found = [each for each, _ in given_rows], [each for _, each in given_rows]

    states = ruleset.evaluate_states(ruleset.columns(records, found, as_of=as_of, actor=actor))
    many = ruleset.evaluate_many(records, found, as_of=as_of, actor=actor)

    one_by_one = [ruleset.evaluate(*each, as_of=as_of, actor=actor) for each in given_rows]
    assert many == one_by_one
    assert list(states) == [each.id for each in ruleset.rule_infos()]
    for name, column in states.items():
        assert [Tristate(each) for each in column.tolist()] == [answer(name, each) for each in one_by_one]


def answer(name: str, findings: Sequence[object]) -> Tristate:
    """The rule's answer as its finding's trace states it; no finding is no."""
    found = next((each for each in findings if each.rule == name), None)  # type: ignore[attr-defined]
    return found.trace.state if found is not None else Tristate.FALSE


@QUICK
@given(rows(RULES, READ, PARTIES), DAYS, ACTORS)
def test_columns_answer_the_shipped_rules_as_the_closures_do(
    given_rows: list[tuple[Record, list[Match]]], as_of: date, actor: str | None
) -> None:
    check(RULES, given_rows, as_of, actor)
