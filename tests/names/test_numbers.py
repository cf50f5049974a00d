"""Numbers in words and with endings, in several languages."""

import pytest

from screening.model import PartyKind
from screening.names import parse_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Brigade Forty-Four", "brigade 44"),
        ("Brigade Forty 4", "brigade 44"),
        ("One Hundred and Twelve Ltd", "112"),
        ("Two Thousand Twenty One Ventures", "2021 ventures"),
        ("Twenty Four Seven", "24 seven"),
        ("Soixante-dix Films", "70 films"),
        ("Cuarenta y Cuatro Editores", "44 editores"),
        ("Сорок четвёртая бригада", "44 brigada"),
        ("5-й завод", "5 zavod"),
        ("1er Bataillon", "1 bataillon"),
        ("3% Club", "3 percent club"),
    ],
)
def test_a_number_of_an_organisation_is_read_as_digits(text: str, folded: str) -> None:
    assert parse_name(text, PartyKind.ORGANIZATION).folded == folded


@pytest.mark.parametrize(
    ("word", "value"),
    [("fortyfour", "44"), ("vierundvierzig", "44"), ("einundzwanzig", "21"), ("ventisette", "27")],
)
def test_a_number_written_as_one_word_is_known_by_its_value(word: str, value: str) -> None:
    (number,) = parse_name(word, PartyKind.ORGANIZATION).tokens

    assert (number.text, number.canon) == (word, value)


def test_a_person_whose_name_is_a_number_keeps_it() -> None:
    assert parse_name("Fifty Two", PartyKind.PERSON).folded == "fifty two"
