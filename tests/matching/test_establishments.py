"""A branch or an office of a listed organisation is that organisation; a person called Branch is not."""

import pytest

from screening.matching import Matcher, compare
from screening.matching.establishments import of_establishments
from screening.model import PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

_LOWEST = MatchingSettings().min_score

BRANCHES = [
    ("Bank Rossiya, Moscow Branch", "BANK ROSSIYA"),
    ("Bank Rossiya OAO St. Petersburg Branch", "BANK ROSSIYA"),
    ("VTB Bank PJSC London Branch", "VTB BANK PJSC"),
    ("Bank Melli Iran Dubai Main Branch", "BANK MELLI IRAN"),
    ("Bank Melli Iran Filiale Hamburg", "BANK MELLI IRAN"),
    ("Bank Saderat Iran, Succursale de Paris", "BANK SADERAT IRAN"),
    ("Mahan Air Cargo Dept", "MAHAN AIR"),
    ("Головной офис Банк Россия", "Банк Россия"),
    ("Банк Россия, Симферопольский филиал", "Банк Россия"),
]


@pytest.mark.parametrize(("ours", "theirs"), BRANCHES)
def test_a_branch_is_found_by_the_name_of_its_organization(ours: str, theirs: str) -> None:
    matcher = Matcher([listed("1", theirs, kind=PartyKind.ORGANIZATION)], MatchingSettings())

    ((found, *_),) = matcher.match([party(ours)])

    assert _LOWEST <= found.score < 100
    assert found.score == compare(ours, theirs, PartyKind.ORGANIZATION).score


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Bank of Kazan, Moscow Branch", "BANK ROSSIYA"),
        ("Moscow Branch Office", "BANK ROSSIYA"),
        ("Bank Melli Hamburg Branch", "BANK SADERAT IRAN"),
        ("Alpha Trading Office", "ALPHA SHIPPING CO"),
        ("VTB Capital Asset Management Moscow Branch", "VTB BANK PJSC"),
    ],
)
def test_a_branch_of_another_organization_is_no_match(ours: str, theirs: str) -> None:
    score = compare(ours, theirs, PartyKind.ORGANIZATION).score

    assert score < _LOWEST


def test_a_person_of_that_name_is_no_branch() -> None:
    score = compare("Michelle Branch", "Michelle OFFORD", PartyKind.PERSON).score

    assert score < _LOWEST


def test_words_beside_the_branch_are_its_place_only_as_far_as_nothing_else_stands_between() -> None:
    name = parse_name("Alpha Beta Gamma Delta Branch", PartyKind.ORGANIZATION)
    weights = [1] * len(name.tokens)

    every = of_establishments(name.tokens, weights, range(5))
    apart = of_establishments(name.tokens, weights, (0, 2, 4))

    assert every == {2, 3, 4}
    assert apart == {4}
