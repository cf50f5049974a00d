"""Any script becomes plain Latin, and no letter is lost on the way."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from screening.names.folding import fold, latinise


def test_a_letter_or_digit_of_any_script_never_becomes_empty() -> None:
    lost = [
        f"U+{point:04X} {unicodedata.name(chr(point), '?')}"
        for point in range(sys.maxunicode + 1)
        if chr(point).isalnum() and not fold(chr(point))
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Лавров", "lavrov"),
        ("Андрей", "andrey"),
        ("Андре\u0438\u0306", "andrey"),
        ("Щёголев Хью Жюль", "shchegolev khyu zhyul"),
        ("Юрій Єрмак Київ", "yuriy yermak kiyiv"),
        ("Пу́тин", "putin"),
        ("Μητσοτάκης", "mitsotakis"),
        ("习近平", "xi jin ping"),
        ("김정은", "kim jeong eun"),
        ("たなか", "tanaka"),
        ("राम", "ram"),
        ("გიორგი", "giorgi"),
        ("محمد بن سلمان", "mhmd bn slman"),
        ("عبد الرحمن", "abd al rhmn"),
        ("حسين", "hsin"),
        ("Łódź Øster Straße Đorđe Þór", "lodz oster strasse dorde thor"),
        ("İstanbul Işık Şekim Öcalan", "istanbul isik sekim ocalan"),
        ("Ｂａｎｋ ①", "bank 1"),
        ("№ 5", "no 5"),
        ("Kondrat’yev", "kondratyev"),
        ("O´Brien O'Brien OʼBrien", "obrien obrien obrien"),
        ("Acme™", "acme"),
        ("Sofia\u200bn\u00ado \u202eIv\x00an", "sofiano ivan"),
        ("Al-Qa'ida", "al qaida"),
    ],
)
def test_writings_of_many_scripts_fold_to_latin(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["РUTIN", "PUТIN", "РUТIN", "ΡUTIN", "Ρutin", "Рutin"])
def test_letters_that_only_look_latin_are_read_as_latin(text: str) -> None:
    assert fold(text) == "putin"


@pytest.mark.parametrize("text", ["ПУTИH", "Пyтин", "ПYTИН"])
def test_letters_that_only_look_cyrillic_are_read_as_cyrillic(text: str) -> None:
    assert fold(text) == "putin"


def test_letters_of_a_script_that_nobody_has_romanised_are_spelled_out() -> None:
    assert fold("𒀀𒀁") == "u12000u12001"


def test_text_without_letters_or_digits_is_empty() -> None:
    assert [fold(text) for text in ("", " \t", "!!!", "— … «»", "\u200b", "🙂")] == [""] * 6


def test_an_invisible_letter_alone_is_spelled_out_but_inside_a_word_it_vanishes() -> None:
    assert fold("\u3164") == "u3164"
    assert fold("Pu\u3164tin") == "putin"


def test_punctuation_that_tells_the_parts_of_a_name_survives() -> None:
    assert latinise("Иванов， Пётр") == "ivanov, petr"
    assert latinise("A/S R&D") == "a/s r&d"


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
@example("À@A")
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    if any(char.isalnum() for char in text) and not any("\u1100" <= char <= "\u11ff" for char in text):
        assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
