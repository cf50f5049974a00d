"""Registration numbers of Russian securities, by their form."""

import pytest

from screening.values import RegisteredPaper as Paper
from screening.values import Registration, names_paper, registrations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("26238RMFS", Registration("26238RMFS", Paper.FEDERAL_LOAN, "26238", "RUB")),
        ("ОФЗ 26238RMFS, 15.05.2041", Registration("26238RMFS", Paper.FEDERAL_LOAN, "26238", "RUB")),
        ("su26238rmfs4", Registration("SU26238RMFS4", Paper.FEDERAL_LOAN, "26238", "RUB")),
        ("12840089V", Registration("12840089V", Paper.EXTERNAL_LOAN, currency="USD")),
        ("Россия 12978102v 2027", Registration("12978102V", Paper.EXTERNAL_LOAN, currency="EUR")),
        ("1-02-00028-A", Registration("1-02-00028-A", Paper.COMPANY)),
        ("10301481В", Registration("10301481B", Paper.COMPANY)),
        ("4B02-01-36383-R-001P", Registration("4B02-01-36383-R-001P", Paper.COMPANY)),
    ],
)
def test_a_registration_number_says_whose_paper_it_is(text: str, found: Registration) -> None:
    assert registrations(text) == (found,)


@pytest.mark.parametrize("text", ["", "26238", "12999089V", "112840089V", "12840089", "4-01-36383-7", "invoice 1-02-2021", "RU000A1038V6"])  # fmt: skip
def test_other_numbers_are_none(text: str) -> None:
    assert registrations(text) == ()


def test_a_federal_bond_s_check_digit_is_judged_where_it_stands() -> None:
    assert names_paper("SU26238RMFS4")
    assert not names_paper("SU26238RMFS5")
    assert names_paper("26238RMFS")
    assert names_paper("12840089V")
    assert not names_paper("RU000A1038V7")
