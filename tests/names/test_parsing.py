"""A name is read the way a compliance officer reads it: who is the surname, what is an initial, what carries no weight."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.model import PartyKind
from screening.names import LIGHT_KINDS, Name, TokenKind, may_be_moved, parse_name
from screening.names.folding import latinise

ANY, PERSON, ORGANIZATION, VESSEL = PartyKind.ANY, PartyKind.PERSON, PartyKind.ORGANIZATION, PartyKind.VESSEL


def kinds(name: Name) -> dict[str, TokenKind]:
    return {token.text: token.kind for token in name.tokens}


@pytest.mark.parametrize("kind", [PERSON, ANY])
def test_surname_first_is_turned_to_natural_order_and_the_surname_is_known(kind: PartyKind) -> None:
    name = parse_name("BORTNIKOV, Aleksandr Vasilyevich", kind)

    assert name.folded == "aleksandr vasilyevich bortnikov"
    assert name.surname == {2}
    assert name.tokens[0].canon == "aleksandr"


def test_a_surname_of_several_words_is_known_whole() -> None:
    name = parse_name("BIN LADEN, Usama", PERSON)

    assert [token.text for token in name.tokens] == ["usama", "bin", "laden"]
    assert name.surname == {1, 2}
    assert name.folded == "usama laden"


@pytest.mark.parametrize(
    "text", ["Smith, John, Jr.", "Smith, John Jr.", "SMITH, John, PhD", "Smith, John III"]
)
def test_a_suffix_does_not_hide_the_surname(text: str) -> None:
    name = parse_name(text, PERSON)

    assert name.folded == "john smith"
    assert name.surname == {1}


@pytest.mark.parametrize(
    "text",
    [
        "Bank Rossiya, Moscow",
        "NEOBIT, OOO",
        "CIMEX, S.A.",
        "Research, Development and Trade, Dubai",
        "Unit 5, Area B",
    ],
)
def test_a_comma_in_an_organisations_name_is_no_surname(text: str) -> None:
    assert parse_name(text).surname == frozenset()


def test_a_name_in_natural_order_has_no_known_surname() -> None:
    assert parse_name("Aleksandr Bortnikov", PERSON).surname == frozenset()


@pytest.mark.parametrize("text", ["A. V. Bortnikov", "A.V.Bortnikov", "A V BORTNIKOV", "А. В. Бортников"])
@pytest.mark.parametrize("kind", [PERSON, ANY])
def test_letters_beside_a_surname_are_initials(text: str, kind: PartyKind) -> None:
    name = parse_name(text, kind)

    assert kinds(name) == {"a": TokenKind.INITIAL, "v": TokenKind.INITIAL, "bortnikov": TokenKind.WORD}


@pytest.mark.parametrize(
    "text", ["Ivanov S.A.", "Ivanova A.O.", "Kirienko S. V.", "Ivanov A.S.", "Petrov D. D."]
)
def test_initials_after_a_surname_are_no_legal_form(text: str) -> None:
    name = parse_name(text)

    assert [token.kind for token in name.tokens] == [TokenKind.WORD, TokenKind.INITIAL, TokenKind.INITIAL]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("m i n s", "mins"),
        ("M.I.N.S. LLC", "mins"),
        ("A.S.T.", "ast"),
        ("OOO A.S.T.", "ast"),
        ("U.S. Steel Corp", "us steel"),
        ("I.B.M. Bank", "ibm bank"),
        ("Capital Fund V L.P.", "capital fund v"),
    ],
)
def test_letters_of_an_organisation_are_one_word(text: str, folded: str) -> None:
    assert parse_name(text).folded == folded


@pytest.mark.parametrize(
    ("text", "kind", "folded"),
    [
        ("General Kim Yong Chol", PERSON, "kim yong chol"),
        ("General Electric", ANY, "general electric"),
        ("Mr. Putin", ANY, "putin"),
        ("Sheikh Isa bin Tarif", ANY, "isa tarif"),
        ("Mullah Omar", PERSON, "omar"),
        ("JOHNSON, Prince", PERSON, "prince johnson"),
        ("JOHNSON, Prince Yormie", PERSON, "yormie johnson"),
        ("M/V Adventurer II", ANY, "adventurer 2"),
        ("MV FORTUNA", VESSEL, "fortuna"),
        ("MV Agusta", ANY, "mv agusta"),
    ],
)
def test_titles_carry_no_weight(text: str, kind: PartyKind, folded: str) -> None:
    assert parse_name(text, kind).folded == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Bank of Russia", "Bank Russia"),
        ("Analysis & Intelligence", "Analysis and Intelligence"),
        ("AL-ASSAD", "Assad"),
        ("Sepah-e Qods", "Sepah Qods"),
        ("27th Scientific Center", "27 Scientific Center"),
        ("Plant No. 1", "Plant № 1"),
        ("Fund II Holdings", "Fund 2 Holdings"),
        ("Севергрупп", "Severgrupp"),
        ("SEVERGRUPP, OOO", "ООО «Севергрупп»"),
    ],
)
def test_two_writings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert parse_name(one).folded == parse_name(other).folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bank Rossi", "Bank Rossiya"),
        ("Sergei Kiriyenko", "Vladimir Kiriyenko"),
        ("Aleksandr Bortnikov", "Denis Bortnikov"),
        ("AO Pasit", "AO VAD"),
        ("Le Van Thanh", "Thanh"),
        ("Du Wei", "Wei"),
        ("Li An Na", "Li Na"),
        ("Abu Ali", "Ali"),
        ("Fund I Ltd", "Fund II Ltd"),
        ("Elizabeth", "Elizabeth II"),
    ],
)
def test_two_names_do_not_fold_alike(one: str, other: str) -> None:
    assert parse_name(one).folded != parse_name(other).folded


@pytest.mark.parametrize(
    "text", ["Limited", "OOO", "Company Limited", "The", "El Al", "Sheikh", "M.M.E.", "A", "GmbH & Co. KG"]
)
@pytest.mark.parametrize("kind", list(PartyKind))
def test_a_name_of_light_words_alone_keeps_them_as_words(text: str, kind: PartyKind) -> None:
    name = parse_name(text, kind)

    assert name.core
    assert name.folded


def test_spacing_and_hyphens_vanish_when_joined() -> None:
    joined = {parse_name(text).joined for text in ("Gazprom-Media", "Gazprom Media", "GazpromMedia")}

    assert joined == {"gazprommedia"}


def test_a_number_word_and_a_number_share_their_class() -> None:
    number = parse_name("Factory 2", ORGANIZATION).tokens[1]
    word = parse_name("Factory Two", ORGANIZATION).tokens[1]

    assert (number.kind, number.canon, word.kind, word.canon) == (TokenKind.NUMBER, "2", TokenKind.WORD, "2")


def test_text_without_letters_or_digits_has_no_tokens() -> None:
    assert [parse_name(text).tokens for text in ("", " ", "!!!", ",", "—")] == [()] * 5


@pytest.mark.slow
def test_words_may_be_moved_by_every_sign_that_is_read_as_a_comma() -> None:
    signs = map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode + 1)])

    wrong = [sign for sign in signs if may_be_moved(f"Doe{sign} John") is not ("," in latinise(sign))]

    assert wrong == []


_PIECES = "OOO ооо Ltd S.A. , & / - al bin van Dr II No. 1 27th A. b Ivanov Шойгу 习近平 محمد M/V and the GmbH Co -e Jr Prince"
_TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES.split()), max_size=8).map(" ".join))


@given(_TEXTS, st.sampled_from(PartyKind))
def test_any_text_gives_sound_tokens_and_a_letter_always_gives_one(text: str, kind: PartyKind) -> None:
    name = parse_name(text, kind)

    assert name.text == text
    assert all(re.fullmatch("[a-z0-9]+", token.text) and token.sound for token in name.tokens)
    assert name.surname <= set(range(len(name.tokens)))
    if any(char.isalnum() for char in text):
        assert name.folded
        assert any(token.kind not in LIGHT_KINDS for token in name.tokens)


@given(_TEXTS, st.sampled_from(PartyKind))
def test_reading_twice_gives_the_same(text: str, kind: PartyKind) -> None:
    assert parse_name(text, kind) == parse_name(text, kind)


@given(_TEXTS, st.sampled_from(PartyKind))
def test_letter_case_and_outer_spaces_do_not_matter(text: str, kind: PartyKind) -> None:
    if text.isascii():
        assert parse_name(f"  {text.upper()} ", kind).tokens == parse_name(text.lower(), kind).tokens
