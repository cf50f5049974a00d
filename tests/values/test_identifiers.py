"""Identifiers: equal keys for two writings of one number, and the check digit's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.model import IdentifierKind as Kind
from screening.values import looks_like, make_identifier, state_code_valid

BITCOIN = "18M8bJWMzWHDBMxoLqjHHAffdRy4SrzkfB"
ETHER = "0x7Db418b5D567A4e0E8c59Ad71BE1FcE48f3E6107"


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.PASSPORT, "D 900-4878", "d9004878"),
        (Kind.TAX_ID, "77.36.036626", "7736036626"),
        (Kind.TAX_ID, "ИНН 7707083893/773601001", "7707083893"),
        (Kind.BIC, "SWIFT: SBERRUMM", "SBERRUMM"),
        (Kind.PASSPORT, "Passport № 45 08 123456", "4508123456"),
        (Kind.PASSPORT, "No. NO34409/129", "NO34409129"),
        (Kind.BIC, "SBERRUMMXXX", "sberrumm"),
        (Kind.IMO, "IMO 7406784", "7406784"),
        (Kind.IBAN, "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (Kind.CRYPTO, ETHER, ETHER.lower()),
        (Kind.CRYPTO, f"XBT {BITCOIN}", BITCOIN),
        (
            Kind.CRYPTO,
            "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
            "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        ),
        (Kind.EMAIL, "A@B.ru", "a@b.RU"),
        (Kind.WEBSITE, "https://www.Lkm.ru/", "lkm.ru"),
        (Kind.PHONE, "+7 (495) 123-45-67", "0074951234567"),
    ],
)
def test_two_writings_of_one_number_have_one_key(kind: Kind, one: str, other: str) -> None:
    assert make_identifier(kind, one).key == make_identifier(kind, other).key


def test_letter_case_tells_bitcoin_addresses_apart() -> None:
    assert make_identifier(Kind.CRYPTO, BITCOIN).key != make_identifier(Kind.CRYPTO, BITCOIN.lower()).key


@pytest.mark.parametrize(
    ("kind", "text", "country", "valid"),
    [
        (Kind.ISIN, "RU000A1038V6", None, True),
        (Kind.ISIN, "RU000A1038V7", None, False),
        (Kind.LEI, "5493001KJTIIGC8Y1R12", None, True),
        (Kind.LEI, "5493001KJTIIGC8Y1R13", None, False),
        (Kind.IBAN, "DE89370400440532013000", None, True),
        (Kind.IMO, "7406784", None, True),
        (Kind.IMO, "7406785", None, False),
        (Kind.BIC, "SBERRUMM", None, True),
        (Kind.BIC, "SBERXXMM", None, False),
        (Kind.TAX_ID, "7707083893", "RU", True),
        (Kind.TAX_ID, "7707083894", "RU", False),
        (Kind.TAX_ID, "7707083894", None, None),
        (Kind.STATE_CODE, "SU26238RMFS4", None, True),
        (Kind.STATE_CODE, "SU26238RMFS5", None, False),
        (Kind.PASSPORT, "D9004878", "IR", None),
        (Kind.CRYPTO, f"XBT {BITCOIN}", None, True),
        (Kind.CRYPTO, BITCOIN[:-1] + "C", None, False),
        (Kind.CRYPTO, ETHER, None, None),
        (Kind.CRYPTO, "t1WSKwCDL1QYRRUrCCknEs5tDLhtGVYu9KM", None, True),
        (Kind.ISIN, " -- ", None, None),
    ],
)
def test_a_check_digit_is_judged_where_the_kind_has_one(
    kind: Kind, text: str, country: str | None, valid: bool | None
) -> None:
    assert make_identifier(kind, text, country).valid is valid


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("RU000A1038V6", Kind.ISIN),
        ("RU000A1038V7", None),
        ("SU26238RMFS4", Kind.STATE_CODE),
        ("5493001KJTIIGC8Y1R12", Kind.LEI),
        ("DE89 3704 0044 0532 0130 00", Kind.IBAN),
        ("IMO 7406784", Kind.IMO),
        ("SBERRUMM", Kind.BIC),
        ("sberbank", None),
        (BITCOIN, Kind.CRYPTO),
        (ETHER, Kind.CRYPTO),
        ("LQAhYwwK5AR1JQiQPr7vu8Pu4b6qcxxvNB", Kind.CRYPTO),
        ("Sberbank of Russia", None),
        ("", None),
    ],
)
def test_an_identifier_is_recognised_by_shape_and_check_digit(text: str, kind: Kind | None) -> None:
    assert looks_like(text) == kind


def test_a_state_code_is_told_from_its_misprint() -> None:
    assert state_code_valid("SU26238RMFS4")
    assert state_code_valid("su26239rmfs2")
    assert not state_code_valid("SU26238RMFS5")
    assert not state_code_valid("RU000A1038V6")


@given(st.sampled_from(Kind), st.text(max_size=40))
def test_any_text_makes_an_identifier_whose_key_is_stable(kind: Kind, text: str) -> None:
    first = make_identifier(kind, text)

    assert make_identifier(kind, first.key).key == first.key
    looks_like(text)
