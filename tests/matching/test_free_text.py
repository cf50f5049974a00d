"""Listed names and identifiers found word for word in payment texts."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.matching import FreeText
from screening.matching.free_text import CONTEXT
from screening.matching.text_keys import fold
from screening.model import (
    AliasQuality,
    Cell,
    Entity,
    EntityName,
    IdentifierKind,
    Match,
    NameKind,
    PartyKind,
    Role,
    Strength,
)
from screening.settings import MatchingSettings
from screening.values import make_identifier

PERSON, COMPANY, VESSEL = PartyKind.PERSON, PartyKind.ORGANIZATION, PartyKind.VESSEL


def _entity(number: int, kind: PartyKind, *names: str, **ids: str) -> Entity:
    identifiers = tuple(make_identifier(IdentifierKind(kind_), text) for kind_, text in ids.items())
    return Entity(f"x:{number}", "x", kind, tuple(map(EntityName, names)), identifiers=identifiers)


LISTED = (
    _entity(1, COMPANY, "BANK ROSSIYA, AO", bic="ROSYRU2P"),
    _entity(2, PERSON, "KILIMNIK, Konstantin Viktorovich", passport="AB1234567"),
    _entity(3, VESSEL, "MAJESTIC", imo="IMO 9165827"),
    _entity(4, PERSON, "GHORBANIYAN, Mohammad", crypto_address="1AjZPMsnmpdK2Rv9KQNfMurTXinscVro9V"),
    _entity(5, COMPANY, "AVIA GROUP LTD", tax_id="7831000122"),
    Entity("x:6", "x", COMPANY, (EntityName("ROSOBORONEXPORT OJSC"), EntityName("PARS"), EntityName("Imperial Legion", NameKind.AKA, AliasQuality.WEAK))),
)  # fmt: skip


def _found(text: str, listed: Sequence[Entity] = LISTED) -> dict[str, Match]:
    matches = FreeText(listed, MatchingSettings()).matches(text, Cell("E7", "details", text))
    return {match.entity.id: match for match in matches}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("PAYMENT TO BANK ROSSIYA FOR SERVICES RENDERED UNDER CONTRACT 7", "x:1"),
        ("payment to bank-rossiya", "x:1"),
        ("оплата в БАНК РОССИЯ, без НДС", "x:1"),
        ("TRF KILIMNIK KONSTANTIN VIKTOROVICH RENT", "x:2"),
        ("TRF KONSTANTIN VIKTOROVICH KILIMNIK RENT", "x:2"),
        ("ОПЛАТА КИЛИМНИК КОНСТАНТИН АРЕНДА", "x:2"),
        ("FREIGHT M/V MAJESTIC VOYAGE 12", "x:3"),
        ("FREIGHT MAJESTIC IMO 9165827", "x:3"),
        ("spares, IMO No. 9165827", "x:3"),
        ("to 1AjZPMsnmpdK2Rv9KQNfMurTXinscVro9V", "x:4"),
        ("VIA ROSYRU2P", "x:1"),
        ("VIA ROSYRU2PXXX", "x:1"),
        ("passport AB 1234567", "x:2"),
        ("INN 7831000122 payment", "x:5"),
        ("goods for Rosoboronexport", "x:6"),
    ],
)
def test_a_listed_name_or_identifier_is_found_in_a_text(text, entity):
    assert entity in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "BANK ROSSI PAYMENT",
        "BANKROSSIYAN HOLIDAYS",
        "MAJESTIC TAILORS SUIT",
        "INVOICE 9165827",
        "INVOICE NO 7831000122",
        "via rosyru2p",
        "AVIA GROUP TRAVEL",
        "imperial legion",
        "1ajzpmsnmpdk2rv9kqnfmurtxinscvro9v",
        "",
        "—",
    ],
)
def test_part_of_a_word_a_bare_number_or_a_common_name_finds_nobody(text):
    assert _found(text) == {}


def test_the_match_shows_what_stands_around_it():
    text = "A" * 100 + " payment to Bank Rossiya for services " + "B" * 100

    match = _found(text)["x:1"]

    assert "payment to [Bank Rossiya] for services" in match.why
    assert match.why.count("A") < CONTEXT
    assert match.why.count("…") == 2
    assert (match.role, match.cell, match.input_name) == (Role.NARRATIVE, "E7", "Bank Rossiya")


def test_a_name_is_possible_and_an_identifier_confirms():
    assert _found("PAYMENT TO BANK ROSSIYA")["x:1"].strength is Strength.POSSIBLE
    assert _found("PASSPORT AB1234567")["x:2"].strength is Strength.CONFIRMED


def test_a_vessel_with_another_imo_number_is_contradicted_only_by_a_number_that_is_surely_its_own():
    other = _found("MV MAJESTIC IMO 9074729")["x:3"]
    two = _found("MV MAJESTIC AND MV ORION IMO 9074729 IMO 9319466")["x:3"]

    assert any(piece.agreement == "conflicts" for piece in other.evidence)
    assert not two.evidence


def test_what_is_not_looked_for_is_counted_with_its_reason():
    texts = FreeText(LISTED, MatchingSettings())

    texts.search("anything")

    assert texts.left_out == {"weak aliases": 1, "short or common names": 1}
    assert texts.names == 6
    assert "1 weak aliases" in texts.looked_for()


@given(st.text(max_size=60), st.permutations(LISTED), st.integers(0, len(LISTED)))
def test_what_is_found_of_an_entity_depends_on_the_text_and_the_entity_alone(text, listed, count):
    planted = f"{text} BANK ROSSIYA {text}"

    every, some = _found(planted), _found(planted, listed[:count])

    assert some == {entity.id: every[entity.id] for entity in listed[:count] if entity.id in every}


@given(st.text())
def test_a_text_of_any_signs_is_folded_to_spaced_words(text):
    folded = fold(text)

    assert folded.startswith(" ")
    assert folded.isascii()
    assert "  " not in folded.strip()


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_name_set_off_by_spaces_is_found_whatever_stands_around_it(before, after):
    assert "x:1" in _found(f"{before} Bank Rossiya {after}")
