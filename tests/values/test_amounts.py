"""Amounts and currencies: the separators of every country, and no guess where two readings remain."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.values import currency_code, parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234", "1234"), ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1 234,56", "1234.56"), ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"), ("1'234.56", "1234.56"), ("1,234", "1234"), ("1.234", "1234"), ("0,125", "0.125"), ("0.125", "0.125"),
        ("12345,678", "12345.678"), ("1234.5", "1234.5"), ("1,234,567", "1234567"), ("1.234.567,8", "1234567.8"), ("12,34,567.89", "1234567.89"),
        ("(1,000)", "-1000"), ("-5", "-5"), ("5-", "-5"), ("−5", "-5"), ("+5", "5"), (".5", "0.5"), ("1e6", "1000000"),
        ("USD 1,234", "1234"), ("1 000 000,00 руб.", "1000000"), ("€1.000,00", "1000"), ("¥ 500", "500"), ("US$ 10.50", "10.5"), ("-$5", "-5"),
        ("10 mln", "10000000"), ("1,5 млн руб.", "1500000"), ("2 тыс.", "2000"), ("٣", "3"), ("1000-50", "1000.50"), ("1 000=00", "1000"), ("1000=", "1000"),
        ("CHF 1'000.-", "1000"), ("1000,—", "1000"), ("Rs. 1,00,000.00", "100000"), ("١٬٢٣٤٫٥٦", "1234.56"), ("1,000.00 CR", "1000"), ("1,000 Dr.", "-1000"),
        ("RUB 1 000,50", "1000.50"), ("1,000-", "-1000"), ("$(1,000)", "-1000"), ("kr 1.000,50", "1000.50"),
    ],
)  # fmt: skip
def test_an_amount_is_read_whatever_its_separators(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "5%",
        "10 20",
        "10-2015",
        "1.234,567.8",
        "1,23,4",
        "5m",
        "USD 1 EUR 2",
        "1,2345,678",
        "SU26238RMFS4",
    ],
)
def test_what_has_no_single_reading_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount|mixes separators"):
        parse_amount(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_every_amount_survives_both_ways_of_writing_it(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))

    assert parse_amount(english) == parse_amount(german) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_plain_refusal(text: str) -> None:
    try:
        amount = parse_amount(text)
    except ValueError:
        return
    assert amount.is_finite()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RUB", "RUB"), ("rub", "RUB"), ("RUR", "RUB"), ("SUR", "RUB"), ("810", "RUB"), ("643", "RUB"), ("₽", "RUB"), ("рубль", "RUB"), ("руб.", "RUB"),
        ("Russian Ruble", "RUB"), ("$", "USD"), ("US dollar", "USD"), ("доллар США", "USD"), ("840", "USD"), ("€", "EUR"), ("Euro", "EUR"), ("£", "GBP"),
        ("yuan", "CNY"), ("¥", None), ("XYZ", None), ("", None), ("franc", None), ("peso", None),
        ("RUB - Russian Ruble", "RUB"), ("RUB (643)", "RUB"), ("USD/RUB", None), ("美金", "USD"), ("zł", "PLN"), ("R$", "BRL"), ("рос. руб.", "RUB"),
    ],
)  # fmt: skip
def test_a_currency_is_known_by_code_sign_or_word(text: str, code: str | None) -> None:
    assert currency_code(text) == code
