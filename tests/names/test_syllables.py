"""Syllables of Chinese and Korean names are words of their own."""

import pytest

from screening.names import TokenKind, is_syllable, parse_name, same_syllable


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
