"""Which paper a row names: codes, series in free text, look-alikes, and what stays open."""

import pytest

from screening.model import Party, Role, Tristate
from screening.ruleset import Ruleset
from screening.ruleset.context import World
from screening.ruleset.recognition import Reading

from .rows import row

BONDS = "ru-sovereign-bonds"


def read(ruleset: Ruleset, *parties: Party, **facts: str | None) -> Reading:
    world: World = ruleset.world
    return world.readings(row(*parties, **facts))[BONDS]


@pytest.mark.parametrize(
    "text",
    [
        "ОФЗ 26238", "OFZ-PD 26238", "ОФЗ-ПД 26238 15/05/41", "OFZ № 26238RMFS", "SU26238RMFS4", "su26238rmfs4",
        "офз пд 26238", "ОФЗ26238", "Russia OFZ 26238 7.1% 2041", "Oф3 OФЗ 26238", "SU 26238 RMFS4",
    ],
)  # fmt: skip
def test_every_writing_of_a_series_is_the_same_paper(shipped: Ruleset, text: str) -> None:
    found = read(shipped, security=text)

    assert found.state is Tristate.TRUE
    assert found.paper is not None
    assert found.paper.series == "26238"


@pytest.mark.parametrize(
    "isin", ["US78307ACZ49", "XS0564087541", "RU000A10DQB6", "ru000a1034k8", "RU000A1038V6", "RU 000A1038V6"]
)
def test_an_isin_of_the_reference_is_sovereign_whatever_its_prefix(shipped: Ruleset, isin: str) -> None:
    assert read(shipped, isin=isin).state is Tristate.TRUE


def test_a_series_that_the_reference_does_not_hold_is_still_a_federal_bond(shipped: Ruleset) -> None:
    found = read(shipped, security="ОФЗ-ИН 52009")

    assert found.state is Tristate.TRUE
    assert found.paper is None
    assert (found.instrument, found.currency) == ("bond", "RUB")


def test_a_bond_of_the_central_bank_is_sovereign(shipped: Ruleset) -> None:
    assert read(shipped, security="КОБР-44").state is Tristate.TRUE
    assert read(shipped, security="KOBR 44").state is Tristate.TRUE


def test_a_code_whose_check_digit_fails_is_open(shipped: Ruleset) -> None:
    found = read(shipped, security="SU26238RMFS5")

    assert found.state is Tristate.UNKNOWN
    assert "check digit fails" in found.reason
    assert read(shipped, isin="RU000A1038V7").state is Tristate.UNKNOWN


@pytest.mark.parametrize("isin", ["RU0009029540", "RU000A0ZZ505", "RU000A1014H6"])
def test_a_russian_paper_known_to_be_another_issuers_is_not_sovereign(shipped: Ruleset, isin: str) -> None:
    assert read(shipped, isin=isin).state is Tristate.FALSE


def test_an_isin_outside_the_reference_turns_on_whether_the_issuer_is_named(shipped: Ruleset) -> None:
    issuer = Party(Role.ISSUER, "Gazprom")

    assert read(shipped, isin="RU0007661625").state is Tristate.UNKNOWN
    assert read(shipped, issuer, isin="RU0007661625").state is Tristate.FALSE
    assert read(shipped, isin="US0378331005").state is Tristate.FALSE
    assert read(shipped, isin="XS2000000005").state is Tristate.UNKNOWN


def test_texts_that_disagree_are_open(shipped: Ruleset) -> None:
    assert read(shipped, isin="RU0009029540", security="OFZ 26238").state is Tristate.UNKNOWN
    assert read(shipped, isin="DE0001102580", security="OFZ 26238").state is Tristate.UNKNOWN


def test_a_cell_that_names_no_security_is_open_only_where_one_is_expected(shipped: Ruleset) -> None:
    assert read(shipped, isin=None).state is Tristate.UNKNOWN
    assert read(shipped, activity="security_purchase").state is Tristate.UNKNOWN
    assert read(shipped, Party(Role.ISSUER, "Belarus"), isin=None).state is Tristate.FALSE
    assert read(shipped, activity="payment").state is Tristate.FALSE
    assert read(shipped).state is Tristate.FALSE


def test_a_text_about_russia_that_names_no_paper_is_open(shipped: Ruleset) -> None:
    assert read(shipped, security="Russian Federation 5.1% 2035").state in (Tristate.TRUE, Tristate.UNKNOWN)
    assert read(shipped, security="Apple Inc").state is Tristate.FALSE
    assert read(shipped, security="26238").state is Tristate.UNKNOWN


@pytest.mark.parametrize("text", ["Hofzeit AG", "OFZEIT Holding", "Bond 26238 of Utopia", "COUNTERPART1"])
def test_words_that_only_look_like_a_federal_bond_are_not_one(shipped: Ruleset, text: str) -> None:
    assert read(shipped, security=text).state is not Tristate.TRUE


def test_the_paper_supplies_what_the_row_lacks_and_never_overrides_it(shipped: Ruleset) -> None:
    from .rows import DAY

    def directive(**facts: str) -> str:
        record = row(activity="security_purchase", market="primary", trade_date=DAY, **facts)
        findings = shipped.evaluate(record, (), as_of=DAY, actor="us_bank")
        return next(each.state.value for each in findings if each.rule == "us/eo14024-directive-1")

    assert directive(security="OFZ 26239") == "true"
    assert directive(security="OFZ 26239", instrument="debt_security") == "true"
    assert directive(security="OFZ 26239", instrument="equity") == "unknown"


def test_a_number_of_an_external_loan_is_sovereign_and_says_its_currency(shipped: Ruleset) -> None:
    found = read(shipped, security="12840089V")

    assert found.state is Tristate.TRUE
    assert (found.instrument, found.currency) == ("bond", "USD")
    assert read(shipped, isin="12978102V").currency == "EUR"


@pytest.mark.parametrize("text", ["26238RMFS", "12840089V", "1-02-00028-A", "4B02-01-00001-A"])
def test_a_paper_registered_in_russia_has_a_russian_issuer(shipped: Ruleset, text: str) -> None:
    assert shipped.world.readings(row(security=text))["ru-issuers"].state is Tristate.TRUE
