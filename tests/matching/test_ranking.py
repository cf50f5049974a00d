"""Which of two listed names comes first where neither is the party: the one with which more of the name agrees."""

import pytest

from screening.matching import compare
from screening.model import PartyKind
from screening.settings import MatchingSettings

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
