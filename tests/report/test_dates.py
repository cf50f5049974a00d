"""Ten business days are counted as the calendar of the United States has them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from screening.model import UsedAnswer
from screening.report import Redactor, ReportFormat, write_report
from screening.report.business_days import business_days_after, federal_holidays, is_business_day
from tests.report.sample import decisions, run_info

# As the Office of Personnel Management published them.
_PUBLISHED = {
    2020: "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2022: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
    2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
}


@pytest.mark.parametrize("year", _PUBLISHED)
def test_the_holidays_are_those_that_were_published(year: int) -> None:
    published = {date.fromisoformat(f"{year}-{each}") for each in _PUBLISHED[year].split()}

    assert federal_holidays(year) == published


def test_juneteenth_counts_from_2021_on() -> None:
    assert is_business_day(date(2020, 6, 19))
    assert not is_business_day(date(2021, 6, 18))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2021-06-14", "2021-06-29"),
        ("2021-06-16", "2021-07-01"),
        ("2021-12-23", "2022-01-10"),
        ("2020-06-12", "2020-06-26"),
        ("2021-07-03", "2021-07-19"),
    ],
)
def test_ten_business_days_begin_on_the_day_after(day: str, due: str) -> None:
    assert business_days_after(date.fromisoformat(day), 10) == date.fromisoformat(due)


def test_the_sheet_tells_each_report_the_annual_one_and_what_expires(tmp_path: Path) -> None:
    told = decisions()
    run = run_info(told)
    write_report(tmp_path / "r.xlsx", ReportFormat.XLSX, told, lambda: run)

    lines = list(load_workbook(tmp_path / "r.xlsx")["Dates to keep"].iter_rows(values_only=True))[4:]

    blocked, prohibited, house, annual, expires = [line[:8] for line in lines]
    assert blocked[:6] == (
        6,
        "■ BLOCKED",
        "TX-00006",
        "Report of blocked property to OFAC",
        "2021-07-01",
        "2021-07-01",
    )
    assert prohibited[3] == "Report of a rejected transaction to OFAC"
    assert house[3] == "Report to the authority of the measure"
    assert (annual[3], annual[4]) == ("Annual report of blocked property 2021", "2021-09-30")
    assert (expires[4], expires[7]) == ("2022-03-01", "us/eo14024/lending")


def test_after_june_the_annual_report_is_next_years(tmp_path: Path) -> None:
    told = decisions()
    run = replace(run_info(told), as_of="2021-07-01")
    write_report(tmp_path / "r.xlsx", ReportFormat.XLSX, told, lambda: run)

    sheet = load_workbook(tmp_path / "r.xlsx")["Dates to keep"]

    assert "2022-09-30" in [line[4] for line in sheet.iter_rows(values_only=True)]


def _with_answers(path: Path, redactor: Redactor | None = None) -> list[tuple[object, ...]]:
    told = decisions()
    answers = (
        UsedAnswer(3, "M-WXNCIP5R2NA", date(2022, 6, 1), "A. Analyst and B. Head"),
        UsedAnswer(7, "M-WXNCIP5R2NB", date(2021, 9, 1), "A. Analyst"),
        UsedAnswer(8, "M-WXNCIP5R2NC", None, "A. Analyst"),
    )
    run = replace(run_info(told), answers=answers)
    write_report(path, ReportFormat.XLSX, told, lambda: run, redactor=redactor)
    return [line[3:8] for line in load_workbook(path)["Dates to keep"].iter_rows(min_row=9, values_only=True)]


def test_answers_that_dismissed_a_match_stand_among_what_expires_by_their_last_day(tmp_path: Path) -> None:
    lines = _with_answers(tmp_path / "r.xlsx")

    assert [(line[0], line[1], line[4]) for line in lines if line[0]] == [
        ("Dismissal lapses: match M-WXNCIP5R2NB", "2021-09-01", "register, answer 7"),
        (
            "Expires: Lending to the Central Bank, the National Wealth Fund or the Ministry of Finance",
            "2022-03-01",
            "us/eo14024/lending",
        ),
        ("Dismissal lapses: match M-WXNCIP5R2NA", "2022-06-01", "register, answer 3"),
    ]
    assert "by A. Analyst and B. Head." in str(lines[2][3])


def test_a_redacted_report_does_not_tell_the_reference_that_a_name_leads_to(tmp_path: Path) -> None:
    lines = _with_answers(tmp_path / "r.xlsx", Redactor(b"k" * 32))

    assert "Dismissal lapses: match [match " in str(lines[0][0])
    assert "M-WXNCIP5R2N" not in str(lines)
