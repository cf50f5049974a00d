"""The reference of Russian sovereign papers is complete, passes its check digits, and dates each paper no closer than its sources do."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from screening.resources import rules_dir
from screening.ruleset.load import read_model
from screening.ruleset.securities import Security, SecuritySet
from screening.values.identifiers import state_code_valid

BARRED_AFTER = date(2021, 6, 14)
SECONDARY_AFTER = date(2022, 3, 1)


@pytest.fixture(scope="module")
def papers() -> SecuritySet:
    return read_model(rules_dir() / "securities" / "ru-sovereign-bonds.yaml", SecuritySet)[0]


def test_forty_two_papers_and_seven_look_alikes(papers: SecuritySet) -> None:
    assert len(papers.securities) == 42
    assert len(papers.not_sovereign) == 7
    assert papers.issuer_entity == "us-ofac:31694"


def test_a_state_code_carries_its_series_and_its_check_digit(papers: SecuritySet) -> None:
    coded = [paper for paper in papers.securities if paper.state_code]

    assert len(coded) == 27
    for paper in coded:
        code = paper.state_code or ""

        assert code.startswith(f"SU{paper.series}RMFS")
        assert state_code_valid(code)
        assert not state_code_valid(code[:-1] + str((int(code[-1]) + 1) % 10))


def test_codes_and_series_are_unique(papers: SecuritySet) -> None:
    series = [paper.series for paper in papers.securities]
    writings = [text for paper in papers.securities for text in paper.writings]

    assert len(series) == len(set(series))
    assert len(writings) == len(set(writings))


def test_no_window_reaches_across_the_two_days_on_which_the_law_turns(papers: SecuritySet) -> None:
    for paper in papers.securities:
        window = paper.first_issue
        for turn in (BARRED_AFTER, SECONDARY_AFTER):
            before = window.latest is not None and window.latest <= turn
            after = window.earliest is not None and window.earliest > turn

            assert before or after, f"{paper.series} may be of either side of {turn}"


@pytest.mark.parametrize(
    ("series", "currency"),
    [
        ("OFZ CNY 2029", "CNY"),
        ("Russia RUB 2018 Eurobond", "RUB"),
        ("Russia EUR 2036", "EUR"),
        ("26238", "RUB"),
    ],
)
def test_the_currency_is_the_papers_own_whatever_its_code(
    papers: SecuritySet, series: str, currency: str
) -> None:
    [paper] = (each for each in papers.securities if each.series == series)

    assert paper.currency == currency


@pytest.mark.shared
def test_every_paper_stands_as_in_its_sources(papers: SecuritySet, shared: Path) -> None:
    facts = yaml.safe_load((shared / "facts" / "securities.yaml").read_text(encoding="utf-8"))
    by_isin: dict[str | None, Security] = {paper.isin: paper for paper in papers.securities}

    assert {each.isin for each in papers.not_sovereign} == {d["isin"] for d in facts["not_sovereign_decoys"]}
    for fact in facts["securities"]:
        paper = by_isin[fact["isin"]]
        window = paper.first_issue

        assert (paper.state_code, paper.currency) == (fact["state_code"], fact["currency"])
        assert str(paper.maturity) == str(fact["maturity"])
        if fact["regime"].startswith("A_"):
            assert window.latest is not None
            assert window.latest <= BARRED_AFTER
        elif fact["regime"].startswith("B_"):
            assert window.earliest is not None
            assert window.earliest > BARRED_AFTER
            assert window.latest is not None
            assert window.latest <= SECONDARY_AFTER
        else:
            assert window.earliest is not None
            assert window.earliest > SECONDARY_AFTER
