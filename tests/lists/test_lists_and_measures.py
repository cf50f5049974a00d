"""A list that is loaded makes the measures speak that rest on it, whichever form and collection it comes in."""

from datetime import date
from pathlib import Path

import pytest

from screening import Screener, read_table
from screening.model import Verdict
from tests.lists.conftest import FIXTURES

OBRAZTSOV = "Pyotr Ilyich Obraztsov,1961-02-17,Russia"


def verdicts(tmp_path: Path, source: str, actor: str, *names: str) -> list[Verdict]:
    rows = tmp_path / "rows.csv"
    rows.write_text("Name,DOB,Country\n" + "\n".join(names) + "\n", encoding="utf-8")
    screener = Screener.open(
        as_of=date(2026, 3, 1), lists=[FIXTURES / source], actor=actor, house_rules=False
    )
    return [each.verdict for each in screener.screen(read_table(rows))]


@pytest.mark.parametrize("source", ["uk-conlist-2022", "uk-sanctions-list-csv", "uk-sanctions-list-xml"])
def test_an_asset_freeze_of_the_united_kingdom_blocks_its_persons(tmp_path: Path, source: str) -> None:
    assert verdicts(tmp_path, source, "uk_person", OBRAZTSOV) == [Verdict.BLOCKED]


@pytest.mark.parametrize("source", ["uk-sanctions-list-csv", "uk-sanctions-list-xml"])
def test_another_measure_of_the_united_kingdom_is_reviewed_and_does_not_block(
    tmp_path: Path, source: str
) -> None:
    assert (
        verdicts(tmp_path, source, "uk_person", "EXAMPLE BANK JSC,,", "SAMPLE STAR 7,,")
        == [Verdict.REVIEW] * 2
    )


def test_the_consolidated_screening_list_blocks_only_whom_ofacs_own_list_blocks(tmp_path: Path) -> None:
    found = verdicts(
        tmp_path,
        "us-csl-csv",
        "us_bank",
        "Karim Example,1966-08-02,Iraq",
        "Example Components Co. Ltd.,,",
        "Sample Later Party,,",
    )

    assert found == [Verdict.BLOCKED, Verdict.REVIEW, Verdict.REVIEW]


@pytest.mark.parametrize("source", ["opensanctions-simple-csv", "opensanctions-ftm-json"])
def test_a_collection_makes_the_measures_of_its_sources_speak(tmp_path: Path, source: str) -> None:
    found = verdicts(tmp_path, source, "uk_person", "Pyotr Obraztsov,1961-02-17,Russia", "Maria Ejemplo,,")

    assert found == [Verdict.BLOCKED, Verdict.REVIEW]
