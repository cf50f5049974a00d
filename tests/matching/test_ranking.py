"""Which of two listed names comes first where neither is the party: the one with which more of the name agrees."""

import pytest

from screening.matching import Matcher, compare
from screening.model import PartyKind
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

PERSON = PartyKind.PERSON
CUT = MatchingSettings().min_score


@pytest.mark.parametrize(
    ("ours", "nearer", "farther"),
    [
        ("Emma Akhras", "AL-AKHRAS, Asma", "EMMA"),
        ("Al-Harbi Mansur Saleh", "AL-HARBI, Mansur Khalid", "MANSUR"),
        ("Sultan Zabinyev", "ZABINYEV, Murat", "SULTAN"),
        ("Ricardo Pestano Lavilla", "LAVILLA, Pestano Luis", "RICARDO"),
    ],
)
def test_a_family_name_comes_before_a_single_word_that_only_the_given_name_shares(
    ours: str, nearer: str, farther: str
) -> None:
    near, far = compare(ours, nearer, PERSON), compare(ours, farther, PERSON)

    assert CUT > near.score > far.score > 0


def test_a_word_more_beside_a_rare_one_is_the_party_still() -> None:
    assert compare("Ali Talengelanimiro", "TALENGELANIMIRO", PERSON).score >= CUT


def test_the_nearest_of_the_same_kind_come_before_a_nearer_one_of_another() -> None:
    company = listed("1", "TALENGELANIMIRO LLC", kind=PartyKind.ORGANIZATION)
    person = listed("2", "TALENGELANIMIRO, Benedicto Ruiz", kind=PartyKind.PERSON)
    matcher = Matcher([company, person], MatchingSettings())

    ranked = matcher.rank(party("Talengelanimirro, Ali", PERSON), 2)

    assert [match.entity.id for match in ranked] == [person.id, company.id]
    assert ranked[0].score < ranked[1].score
