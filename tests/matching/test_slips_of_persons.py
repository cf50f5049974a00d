"""Personal names written down by ear, or with one word misspelled beyond what a word bears by itself."""

import pytest

from screening.matching import Matcher, compare
from screening.model import PartyKind
from screening.names import heard_consonants
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

PERSON = PartyKind.PERSON
CUT = MatchingSettings().min_score


def _found(ours: str, theirs: str) -> bool:
    """Does a screening show the pair, and a comparison score it so?"""
    matcher = Matcher([listed("1", theirs, kind=PERSON)], MatchingSettings())
    (matches,) = matcher.match([party(ours, PERSON)])
    assert bool(matches) is (compare(ours, theirs, PERSON).score >= CUT)
    return bool(matches)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Fouaz Abbas", "FAWAZ, Abbas"),
        ("Arash Yaqubi", "YAGHOUBI, Arash"),
        ("Wael Jildan", "JULAIDAN, Wael"),
        ("Naser Qannadi", "GHANNADI, Naser"),
        ("Adib Mayala", "MAYALEH, Adib"),
        ("Latif Nassif", "NUSAYYIF, Latif"),
        ("Fuad Chakar", "SHAKUR, Fuad"),
        ("Mahmoud Shouman", "CHOMAN, Mahmoud"),
        ("Gholamreza Baqbani", "BAGHBANI, Gholamreza"),
    ],
)
def test_a_name_written_down_by_ear_is_found_by_its_consonants(ours: str, theirs: str) -> None:
    assert _found(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Marko Petrov", "PETROV, Mirka"),
        ("Aziza Rahimi", "RAHIMI, Aizaz"),
        ("Hasan Salman", "SULAIMANI, Hasan"),
        ("Omar Badr", "BIDAR, Omran"),
        ("Jin Wang", "JIAN, Weng"),
        ("Samir Haddad", "HADID, Samira"),
    ],
)
def test_other_endings_or_too_few_consonants_are_another_name(ours: str, theirs: str) -> None:
    assert not _found(ours, theirs)


@pytest.mark.parametrize("word", ["aouda", "oyoun", "ayman1", "abba", "li"])
def test_a_word_of_one_consonant_or_few_letters_is_not_heard(word: str) -> None:
    assert heard_consonants(word) == ""


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Niels Oscar Frist", "Niels Oscar TROST"),
        ("Maria Fernanda Casta", "Maria Fernanda Cesto"),
        ("Tun Myint Naw", "Tun Myint Nay"),
    ],
)
def test_one_word_may_be_two_edits_off_where_two_words_agree_in_turn(ours: str, theirs: str) -> None:
    assert _found(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Oscar Frist", "TROST, Oscar"),
        ("Kim Jong Il", "KIM, Jong Un"),
        ("Ivan Petrovich Danilov", "Ivan Pavlovich DANILOV"),
        ("Ahmed Hassan Omar", "Ahmed Hassan AMIN"),
        ("Ahmed Hasan Saleh", "Ahmed Hosain SALEH"),
        ("Nikolas Oscar Frist", "Niels Oscar TROST"),
        ("Frist Oscar Niels", "Niels Oscar TROST"),
        ("Ko Tae Bin", "KO, Tae Hun"),
        ("이 재형 민", "이 재명 민"),
    ],
)
def test_it_may_not_beside_a_single_word_nor_where_it_is_another_known_name(ours: str, theirs: str) -> None:
    assert not _found(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Serej Lavrov", "Сергей Лавров"),
        ("Serej Lavrov", "LAVROV, Sergey"),
        ("Jo Chol", "CHO, Chol"),
        ("Chang Myong Chin", "JANG, Myong-Jin"),
        ("Wei Chang", "ZHANG, Wei"),
        ("Li Tse", "LI, Ze"),
    ],
)
def test_a_slip_or_an_older_romanisation_is_found(ours: str, theirs: str) -> None:
    assert _found(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Wei Jang", "ZHANG, Wei"),
        ("Jin Wang", "WANG, Qin"),
        ("Zhou Min", "QIU, Min"),
        ("Safar Mohsen", "SHAFA'I, Mohsen"),
        ("Shalish Mansur", "MANSUR, Salim"),
        ("Paek Chang", "PAEK, Changhon"),
    ],
)
def test_syllables_of_one_system_and_words_that_only_sound_near_are_others(ours: str, theirs: str) -> None:
    assert not _found(ours, theirs)
