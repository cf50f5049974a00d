"""Words in scripts without vowels, of syllables, or with several romanisations meet the Latin spellings they may stand for, and no others."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names import agreement, parse_name, spelling_keys, written_keys
from screening.names.alphabets import reading_of
from screening.names.signs import parts_of

_PAST_HANGUL = 0xD7A4


@pytest.mark.parametrize(
    ("written", "spelled", "other"),
    [
        ("حسین", "hossein", "hassan"),
        ("بوتين", "putin", "panetta"),
        ("قذافي", "gaddafi", "haddad"),
        ("נתניהו", "netanyahu", "nathan"),
        ("नरेन्द्र", "narendra", "nandini"),
        ("หลีกภัย", "leekpai", "lapid"),
        ("Սարգսյան".lower(), "sargsyan", "sarafyan"),
        ("შევარდნაძე", "shevardnadze", "shaverdashvili"),
        ("παπανδρεου", "papandreou", "papadopoulos"),
        ("ばらく", "barack", "barnaby"),
        ("プーチン", "putin", "pushkin"),
        ("·普京", "putin", "pushkin"),
        ("·奥巴马", "obama", "osama"),
        ("·푸틴", "putin", "pushkin"),
        ("·트럼프", "trump", "trotter"),
        ("정", "jong", "jang"),
        ("习", "hsi", "hsia"),
        ("王", "wong", "wang2"),
    ],
)
def test_a_word_in_another_script_is_spelled_as_its_readings_allow(
    written: str, spelled: str, other: str
) -> None:
    keys = written_keys(written)

    assert agreement(written, spelled) > 0
    assert keys.intersection(spelling_keys(spelled))
    assert agreement(written, other) == 0


@pytest.mark.parametrize("one", ["الحسين", "حسن", "חסן", "हसन"])
def test_a_short_name_is_not_a_longer_one_that_begins_with_it(one: str) -> None:
    (token,) = parse_name(one).tokens[-1:]

    assert agreement(token.written, "hasanovich") == 0


@given(st.text(st.sampled_from("ابتحدرسعفقكلمنهويאבגדהוזחטיכלמנסעפצקרשת"), min_size=1, max_size=9), st.data())
def test_every_spelling_that_a_word_may_have_shares_a_key_with_it(written: str, data: st.DataObject) -> None:
    parts = parts_of(written)
    spelled = "".join(data.draw(st.sampled_from(part)) for part in parts)

    if spelled:
        assert agreement(written, spelled) > 0
        assert written_keys(written).intersection(spelling_keys(spelled))


def test_no_letter_breaks_the_reading_of_a_word() -> None:
    words = (unicodedata.normalize("NFKC", chr(point).casefold()) for point in range(_PAST_HANGUL))

    assert all(agreement(word, "zzz") >= 0 for word in words if reading_of(word))


def test_the_words_of_one_script_alone_are_read() -> None:
    tokens = parse_name("Иван حسن Smith 普京").tokens

    assert [token.written for token in tokens] == ["", "حسن", "", "·普京"]
