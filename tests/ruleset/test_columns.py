"""Answers over columns are those of the closures, for every kind of fact, match and rule."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.model import (
    DateSpan,
    Fact,
    FactValue,
    FieldType,
    Finding,
    Match,
    Party,
    Record,
    Role,
    Strength,
    Tristate,
)
from screening.resources import rules_dir
from screening.ruleset import Rule, Ruleset
from screening.ruleset.columns import Asked, Columns
from screening.ruleset.ownership import Holding, Owned, OwnershipTest
from screening.ruleset.schema import ANCHOR, DateBound

from .rows import DAY, fact, match, row

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
        lambda role, name, countries: Party(role, name, countries=countries),
        st.sampled_from([Role.ISSUER, Role.PARTY]),
        st.sampled_from(["", "Apple"]),
        st.sampled_from([(), ("RU",), ("DE", "RU")]),
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


TESTS = [
    OwnershipTest("us-crimea-2021-04-15", Decimal(50)),
    OwnershipTest("ru-sovereign-wide", Decimal(25), over=True),
]
SHARES = st.sampled_from(["0", "25", "50", "51", "100"]).map(Decimal)
OWNED: st.SearchStrategy[Owned] = st.dictionaries(
    st.sampled_from(TESTS),
    st.lists(
        st.builds(
            lambda role, one, two, sure: Holding(role, "A", "a", min(one, two), max(one, two), "held", sure),
            st.sampled_from([Role.PARTY, Role.ISSUER]),
            SHARES,
            SHARES,
            st.booleans(),
        ),
        min_size=1,
        max_size=2,
    ),
    max_size=2,
)
GivenRow = tuple[Record, list[Match], Owned]


def rows(ruleset: Ruleset, names: Sequence[str], ids: Sequence[str]) -> st.SearchStrategy[list[GivenRow]]:
    record = st.builds(lambda parties, known: row(*parties, **known), ISSUERS, facts(ruleset, names))
    return st.lists(st.tuples(record, matches(ruleset, ids), OWNED), max_size=6)


def check(
    ruleset: Ruleset, given_rows: list[GivenRow], as_of: date, actor: str | None, *, sheet: bool = True
) -> None:
    """`sheet`: whether the run was given a sheet of holdings."""
    records, found = [each for each, _, _ in given_rows], [each for _, each, _ in given_rows]
    owned = [each for _, _, each in given_rows] if sheet else None

    states = ruleset.evaluate_states(ruleset.columns(records, found, as_of=as_of, actor=actor, owned=owned))
    many = ruleset.evaluate_many(records, found, as_of=as_of, actor=actor, owned=owned)

    one_by_one = [
        ruleset.evaluate(record, listed, as_of=as_of, actor=actor, owned=held if sheet else None)
        for record, listed, held in given_rows
    ]
    assert many == one_by_one
    assert list(states) == [each.id for each in ruleset.rule_infos()]
    for name, column in states.items():
        assert [Tristate(each) for each in column.tolist()] == [answer(name, each) for each in one_by_one]


def answer(name: str, findings: Sequence[Finding]) -> Tristate:
    """The rule's answer as its finding's trace states it; no finding is no."""
    traces = [each.trace for each in findings if each.rule == name]
    return traces[0].state if traces and traces[0] is not None else Tristate.FALSE


@QUICK
@given(rows(RULES, READ, PARTIES), DAYS, ACTORS)
def test_columns_answer_the_shipped_rules_as_the_closures_do(
    given_rows: list[GivenRow], as_of: date, actor: str | None
) -> None:
    check(RULES, given_rows, as_of, actor)


SAID = {"cite": "source", "text": "t"}
OPEN_DAYS = st.lists(DAYS, max_size=2)
ANCHORS = st.sampled_from(
    [[], ["trade_date"], ["trade_date", "settlement_date"], ["shipment_date", "issue_date"]]
)
DATES = st.sampled_from(["trade_date", "issue_date", ANCHOR])
LEAVES = st.one_of(
    st.fixed_dictionaries(
        {
            "op": st.just("owned_by"),
            "target": st.sampled_from([each.target for each in TESTS]),
            "threshold": st.sampled_from([25, 50]),
            "over": st.booleans(),
            "roles": st.sampled_from([[], ["issuer"]]),
        }
    ),
    st.fixed_dictionaries(
        {
            "op": st.just("matches"),
            "target": st.sampled_from(
                ["ru-sovereign-institutions", "us-crimea-2021-04-15", "ru-sovereign-wide"]
            ),
            "roles": st.sampled_from([[], ["issuer"], ["party", "issuer"]]),
        }
    ),
    st.fixed_dictionaries(
        {"op": st.just("security_in"), "set": st.sampled_from(["ru-sovereign-bonds", "ru-issuers"])}
    ),
    st.fixed_dictionaries(
        {
            "op": st.just("is_a"),
            "field": st.just("market"),
            "value": st.sampled_from(["primary", "secondary"]),
        }
    ),
    st.just({"op": "is_a", "field": "instrument", "value": "bond"}),
    st.just({"op": "is_a", "field": "activity", "value": "lending"}),
    st.fixed_dictionaries(
        {
            "op": st.sampled_from(["in", "not_in"]),
            "field": st.sampled_from(["currency", "issuer_country", "security"]),
            "values": st.just(["rub", "RU", "Apple"]),
        }
    ),
    st.fixed_dictionaries({"op": st.just("eq"), "field": st.just("ear_items"), "value": st.booleans()}),
    st.just({"op": "eq", "field": "currency", "value": "eur"}),
    st.fixed_dictionaries(
        {
            "op": st.sampled_from(["before", "after", "on_or_before", "on_or_after"]),
            "field": DATES,
            "date": DAYS,
            "doubtful": OPEN_DAYS,
        }
    ),
    st.builds(
        lambda name, one, two: {
            "op": "between",
            "field": name,
            "first": min(one, two),
            "last": max(one, two),
        },
        DATES,
        DAYS,
        DAYS,
    ),
    st.fixed_dictionaries(
        {"op": st.sampled_from(["ge", "le"]), "field": st.just("amount"), "value": AMOUNTS}
    ),
    st.fixed_dictionaries(
        {"op": st.just("present"), "field": st.sampled_from(["amount", "actor", "issue_date"])}
    ),
).map(lambda leaf: {**leaf, **SAID})
CONDITIONS = st.recursive(
    LEAVES,
    lambda part: st.one_of(
        st.lists(part, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        part.map(lambda one: {"not": one}),
    ),
    max_leaves=5,
)
TEMPORALS = st.builds(
    lambda anchor, days, partial: (
        {"anchor": anchor, "partial_days": partial, "in_force": days[0]}
        | ({"expires": days[1]} if len(days) > 1 else {})
    ),
    ANCHORS,
    st.lists(DAYS, min_size=1, max_size=2, unique=True).map(sorted),
    OPEN_DAYS,
)
EXCEPTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.just("licence"),
            "title": st.just("A licence"),
            "cite": st.sampled_from(["source", "unread"]),
            "temporal": TEMPORALS,
            "when": CONDITIONS,
            "text": st.just("It lets it through."),
        }
    ),
    max_size=2,
)


def made(number: int, parts: dict[str, object]) -> Rule:
    text = dict.fromkeys(("title", "authority", "summary", "jurisdiction"), "t")
    sources = [
        {"id": name, "kind": "notice", "title": "A notice", "verified": name == "source"}
        for name in ("source", "unread")
    ]
    rationale = {"true": "yes", "unknown": "open", "false": "no"}
    return Rule.model_validate(
        {"id": f"test/{number}", "revision": 1, **text, "sources": sources, "rationale": rationale, **parts}
    )


MEASURES = st.lists(
    st.fixed_dictionaries(
        {
            "when": CONDITIONS,
            "bound": st.one_of(st.none(), CONDITIONS),
            "temporal": TEMPORALS,
            "exceptions": EXCEPTIONS,
            "outcome": st.sampled_from(["blocked", "prohibited", "informational"]),
        }
    ),
    min_size=1,
    max_size=3,
).map(lambda parts: [made(number, each) for number, each in enumerate(parts)])


@QUICK
@given(MEASURES, rows(RULES, READ, PARTIES), DAYS, ACTORS, st.booleans())
def test_columns_answer_any_rule_as_the_closures_do(
    measures: list[Rule], given_rows: list[GivenRow], as_of: date, actor: str | None, sheet: bool
) -> None:
    ruleset = Ruleset(RULES.vocabulary, measures, RULES.targets, RULES.securities)

    check(ruleset, given_rows, as_of, actor, sheet=sheet)


def test_blocks_of_rows_answer_as_the_whole() -> None:
    found = [match(each) for each in RULES.entities() if each.id == "us-ofac:30518"]
    records = [row(trade_date=DAY) for _ in range(70_000)]
    listed = [found if number % 3 == 0 else [] for number in range(len(records))]

    states = RULES.evaluate_states(RULES.columns(records, listed, as_of=DAY, actor="us_bank"))

    column = states["us/crimea-2021-04-15"] | states["us/ofac-sdn-listed-party"]
    assert {each: column[each::3].max() for each in range(3)} == {0: column[0::3].min(), 1: 0, 2: 0}
    assert sum(int(each.sum()) for each in states.values()) % len(range(0, len(records), 3)) == 0


def test_an_operator_without_a_column_of_its_own_is_asked_of_the_reference() -> None:
    leaf = DateBound(op="after", field=ANCHOR, date=date(2021, 6, 14), cite=("source",), text="t")
    records = [
        row(trade_date=date(2021, 6, 14)),
        row(trade_date=date(2021, 6, 15)),
        row(trade_date=None),
        row(),
    ]
    asked = Asked(others={"leaf": (leaf, ("trade_date",))})

    columns = Columns.of(records, [()] * 4, DAY, None, world=RULES.world, asked=asked)

    assert columns.others["leaf"].tolist() == [Tristate.FALSE, Tristate.TRUE, Tristate.UNKNOWN, Tristate.TRUE]


def test_a_rule_without_a_condition_answers_no() -> None:
    states = RULES.evaluate_states(RULES.columns([row()], [()], as_of=DAY, actor=None))

    assert states["us/ru-countermeasures-2021"].tolist() == [Tristate.FALSE]


def test_no_rows_have_no_answers() -> None:
    assert RULES.evaluate_many([], [], as_of=DAY, actor=None) == []
