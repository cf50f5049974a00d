"""An organisation with its place, or a word like "bank", behind its name is that organisation."""

import pytest

from screening.matching import Matcher, compare
from screening.matching.trailing import trailing_words
from screening.model import PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

_LOWEST = MatchingSettings().min_score


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("PAO SBERBANK MOSCOW", "PJSC SBERBANK"),
        ("Sberbank Russia", "SBERBANK"),
        ("VTB BANK MOSCOW RU", "VTB BANK PUBLIC JOINT STOCK COMPANY"),
        ("Банк ВТБ Москва", "VTB BANK PUBLIC JOINT STOCK COMPANY"),
        ("Bank Saderat PLC London", "BANK SADERAT PLC"),
        ("MAHAN AIR, TEHRAN, IRAN", "MAHAN AIR"),
        ("ФСБ России", "FSB"),
        ("VTB Bank", "VTB"),
        ("Sberbank Group", "SBERBANK"),
        ("VTB Group, Moscow", "VTB"),
    ],
)
def test_a_place_or_a_word_like_bank_behind_a_name_that_is_whole_makes_no_other_organization(
    ours: str, theirs: str
) -> None:
    matcher = Matcher([listed("1", theirs, kind=PartyKind.ORGANIZATION)], MatchingSettings())

    ((found, *_),) = matcher.match([party(ours)])

    assert _LOWEST <= found.score < 100
    assert found.score == compare(ours, theirs, PartyKind.ORGANIZATION).score


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Bank of Moscow", "BANK OF RUSSIA"),
        ("Moscow Insurance", "MOSCOW BANK"),
        ("Alpha Trading Dubai", "ALPHA SHIPPING CO"),
        ("Sberbank Technologies Moscow", "PJSC SBERBANK"),
        ("Hamburg", "BANK MELLI HAMBURG"),
        ("Alfa Group", "ALFA BANK"),
        ("Lauren Marine Bank AG", "LAUREN"),
        ("Elizabeth Shipping Group", "ELLISSA SHIPPING"),
        ("Moscow Bank", "BANK OF MOSCOW REGION"),
    ],
)
def test_a_place_beside_a_name_that_is_not_whole_is_no_match(ours: str, theirs: str) -> None:
    score = compare(ours, theirs, PartyKind.ORGANIZATION).score

    assert score < _LOWEST


def test_a_person_called_like_a_city_is_another_person() -> None:
    score = compare("London, Jack", "Jack", PartyKind.PERSON).score

    assert score < _LOWEST


def test_every_word_of_the_table_is_a_word_as_names_are_read() -> None:
    unread = {word for word in trailing_words() if [each.text for each in parse_name(word).tokens] != [word]}

    assert not unread
