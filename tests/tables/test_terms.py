"""Words of a bank's file to the terms of a closed set."""

import pytest

from screening import resources
from screening.ruleset import Ruleset
from screening.tables.terms import TermIndex

VOCABULARY = Ruleset.load([resources.rules_dir()]).vocabulary


def term(field: str, text: str) -> str:
    found = VOCABULARY.field(field)
    assert found is not None
    return TermIndex(found).term(text)


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        ("actor", "US Bank", "us_bank"),
        ("actor", "U.S. financial institution", "us_financial_institution"),
        ("actor", "US finanical institution", "us_financial_institution"),
        ("actor", "us_branch_of_foreign_bank", "us_branch_of_foreign_bank"),
        ("activity", "Secondary purchase", "secondary_purchase"),
        ("activity", "Primary purchase", "security_subscription"),
        ("activity", "subscribtion at auction", "security_subscription"),
        ("activity", "Покупка на аукционе", "security_subscription"),
        ("market", "OTC", "secondary"),
    ],
)
def test_a_term_is_read_through_case_punctuation_language_and_one_slip_a_word(field, text, wanted):
    assert term(field, text) == wanted


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("actor", "Foreign branch of UK bank"),
        ("actor", "London branch of a UK bank"),
        ("actor", "non-EU person"),
        ("actor", "Bank"),
        ("activity", "no subscription"),
        ("activity", "something else"),
        ("market", "tertiary"),
    ],
)
def test_a_phrase_that_differs_in_a_short_word_or_a_whole_word_is_not_guessed(field, text):
    with pytest.raises(ValueError, match="not in the vocabulary"):
        term(field, text)


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        ("activity", "Erwerb am Sekundärmarkt", "secondary_purchase"),
        ("activity", "BUY - OTC", "secondary_purchase"),
        ("activity", "участие в аукционе Минфина", "security_subscription"),
        ("activity", "Bond purchase at primary auction", "security_subscription"),
        ("activity", "Покупка облигаций", "security_purchase"),
        ("activity", "Incoming wire", "payment"),
        ("market", "Primary placement", "primary"),
        ("market", "Secondary (OTC)", "secondary"),
    ],
)
def test_a_term_is_read_by_the_words_of_a_phrase(field: str, text: str, wanted: str) -> None:
    assert term(field, text) == wanted


@pytest.mark.parametrize(
    "text", ["purchase of goods at auction", "primary and secondary", "no purchase", "grey"]
)
def test_a_phrase_with_an_unknown_or_a_contrary_word_is_no_term(text: str) -> None:
    with pytest.raises(ValueError, match="not in the vocabulary"):
        term("market", text)
