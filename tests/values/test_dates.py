"""Dates: every writing a bank's export or a publisher uses, and a plain refusal of the rest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.model import DateSpan
from screening.values import DateOrder, date_order_votes, parse_date

JUNE_14 = DateSpan.day(date(2021, 6, 14))


@pytest.mark.parametrize(
    "text",
    [
        "2021-06-14", "2021/06/14", "2021.6.14", "20210614", "14.06.2021", "14.06.2021 г.", "14-Jun-2021", "14 Jun 2021", "14JUN2021",
        "14/Jun/2021", "Jun 14, 2021", "June 14th, 2021", "Monday, 14 June 2021", "14 июня 2021 г.", "14 июня 2021 года", "14. Juni 2021",
        "14 juin 2021", "14 de junio de 2021", "2021-06-14 00:00:00", "2021-06-14T10:00Z", "2021-06-14T10:00:00.000+03:00",
        "14.06.2021 10:15", "Jun 14 2021 12:00AM", "2021年6月14日", "14/06/2021", "06/14/2021", " 14.06.2021 ", "14\u00a0June\u00a02021",
        "2021-Jun-14", "14 giugno 2021", "14 de junho de 2021", "14 Haziran 2021", "14 червня 2021", "14 czerwca 2021", "14 يونيو 2021", "14/VI/2021", "2021.06.14.",
    ],
)  # fmt: skip
def test_one_day_is_read_from_every_writing(text: str) -> None:
    assert parse_date(text) == JUNE_14


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1962", "1962"),
        ("circa 1962", "about 1962"),
        ("1962 to 1964", "1962–1964"),
        ("1962-1964", "1962–1964"),
        ("between 1962 and 1964", "1962–1964"),
        ("circa 1958 to 1960", "about 1958–1960"),
        ("Mar 2021", "2021-03"),
        ("март 2021", "2021-03"),
        ("2021-03", "2021-03"),
        ("03/2021", "2021-03"),
        ("Mar 1960 to Jun 1962", "1960-03-01–1962-06-30"),
        ("1 Jan 1960 to 31 Jan 1960", "1960-01"),
        ("Q2 2021", "2021-04-01–2021-06-30"),
        ("2021-Q2", "2021-04-01–2021-06-30"),
        ("2Q 2021", "2021-04-01–2021-06-30"),
        ("2 кв. 2021 г.", "2021-04-01–2021-06-30"),
        ("II квартал 2021", "2021-04-01–2021-06-30"),
        ("2. Quartal 2021", "2021-04-01–2021-06-30"),
        ("2e trimestre 2021", "2021-04-01–2021-06-30"),
        ("2021年第二季度", "2021-04-01–2021-06-30"),
        ("H1 2021", "2021-01-01–2021-06-30"),
        ("1st half of 2021", "2021-01-01–2021-06-30"),
        ("mid-2021", "2021"),
    ],
)
def test_a_date_known_in_part_is_a_span(text: str, shown: str) -> None:
    assert str(parse_date(text)) == shown


def test_a_date_that_can_be_two_days_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="'06/07/2021' can be 6 July 2021 or 7 June 2021"):
        parse_date("06/07/2021")


def test_a_known_order_settles_which_day_is_meant() -> None:
    assert parse_date("06/07/2021", DateOrder.DAY_FIRST) == DateSpan.day(date(2021, 7, 6))
    assert parse_date("06/07/2021", DateOrder.MONTH_FIRST) == DateSpan.day(date(2021, 6, 7))


def test_equal_day_and_month_are_not_ambiguous() -> None:
    assert parse_date("06/06/2021") == DateSpan.day(date(2021, 6, 6))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no date"),
        ("14/06/21", "two digits"),
        ("14-Jun-21", "two digits"),
        ("Jun-21", "two digits"),
        ("31/02/2021", "not a day of the calendar"),
        ("31/31/2021", "not a day of the calendar"),
        ("00/00/2021", "not a day of the calendar"),
        ("2021-02-29", "not a day of the calendar"),
        ("13/2021", "not a month of the calendar"),
        ("0001", "not a year between"),
        ("1964 to 1962", "ends before it starts"),
        ("Q5 2021", "not a date"),
        ("H3 2021", "not a part of a year"),
        ("44361", "not a date"),
        ("tomorrow", "not a date"),
        ("14 Foo 2021", "not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31/12/2021", DateOrder.DAY_FIRST),
        ("12/31/2021", DateOrder.MONTH_FIRST),
        ("12/31/2021 10:00", DateOrder.MONTH_FIRST),
        ("06/07/2021", None),
        ("2021-12-31", None),
        ("31 Dec 2021", None),
        ("99/99/2021", None),
        ("", None),
    ],
)
def test_only_a_number_above_twelve_proves_an_order(text: str, order: DateOrder | None) -> None:
    assert date_order_votes(text) == order


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_day_survives_being_written_and_read(day: date) -> None:
    assert (
        parse_date(day.isoformat())
        == parse_date(f"{day:%d.%m.%Y}")
        == parse_date(f"{day:%m/%d/%Y}", DateOrder.MONTH_FIRST)
    )
    assert parse_date(f"{day:%Y%m%d}") == DateSpan.day(day)


@given(st.text(max_size=30))
def test_any_text_is_a_span_or_a_plain_refusal(text: str) -> None:
    try:
        span = parse_date(text)
    except ValueError:
        return
    assert span.first <= span.last
