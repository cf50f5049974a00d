"""Syllables of Chinese and Korean names are words of their own."""

import pytest

from screening.names import (
    TokenKind,
    is_syllable,
    parse_name,
    same_in_two_systems,
    same_syllable,
    spell_older,
    two_syllables,
)


@pytest.mark.parametrize("word", ["zhang", "xiong", "jiang", "shuang", "hyong", "myeong", "lee", "kwon"])
def test_a_syllable_is_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["john", "karl", "jean", "ivan", "sergei", "jinping", "guihua"])
def test_a_western_name_or_two_syllables_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_romanisations_of_one_korean_syllable_are_the_same() -> None:
    assert same_syllable("yeong", "yong")
    assert same_syllable("sung", "song")
    assert not same_syllable("hyeong", "myeong")


@pytest.mark.parametrize("name", ["정수 이", "우진 최", "오 영호", "阿 部"])
def test_a_syllable_of_one_letter_is_no_initial(name: str) -> None:
    assert TokenKind.INITIAL not in {token.kind for token in parse_name(name).tokens}


@pytest.mark.parametrize(
    ("older", "newer"),
    [("chang", "zhang"), ("hsieh", "xie"), ("tsao", "cao"), ("kuo", "guo"), ("chin", "jin")],
)
def test_an_older_romanisation_is_the_same_syllable(older: str, newer: str) -> None:
    assert same_in_two_systems(older, newer)
    assert same_in_two_systems(newer, older)


@pytest.mark.parametrize(
    ("one", "other"), [("zhang", "jang"), ("qin", "jin"), ("chang", "zhong"), ("li", "ri")]
)
def test_two_syllables_of_one_system_are_two(one: str, other: str) -> None:
    assert not same_in_two_systems(one, other)


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("zedong", ("ze", "dong")),
        ("xiaoping", ("xiao", "ping")),
        ("jinan", ("ji", "nan")),
        ("enlai", ("en", "lai")),
        ("vladimir", None),
    ],
)
def test_a_given_name_of_two_syllables_is_cut_before_a_consonant(
    word: str, halves: tuple[str, str] | None
) -> None:
    assert two_syllables(word) == halves


def test_two_syllables_of_an_older_system_spell_a_word_of_the_newer_and_not_the_other_way() -> None:
    assert spell_older(("tse", "tung"), ("ze", "dong"))
    assert spell_older(("shao", "chi"), ("shao", "qi"))
    assert not spell_older(("jian", "guo"), ("qian", "guo"))
    assert not spell_older(("ze", "dong"), ("ze", "dong"))
