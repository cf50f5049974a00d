"""Whole runs: the demo workbooks in, one decision a row out, each as the law has it."""

import csv
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from screening.model import Decision, SkippedRow, Verdict
from screening.pipeline import Screener, Tally
from screening.resources import demo_dir

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WORKBOOKS = ("transactions", "counterparties")
SEVERITY = {"not_screened": 0, "clear": 0, "review": 1, "prohibited": 2, "blocked": 3}


def run(name: str) -> tuple[list[Decision], Tally]:
    """A demo workbook screened as its golden file says, without a list."""
    golden: dict[str, Any] = yaml.safe_load(
        (FIXTURES / "golden" / f"{name}.yaml").read_text(encoding="utf-8")
    )
    as_of: date = golden["as_of"]
    screener = Screener.open(as_of=as_of, actor=golden["actor"])
    tally = Tally()
    table = screener.open_table(demo_dir() / f"{name}.xlsx")
    return list(screener.screen(table.rows(), tally=tally)), tally


@pytest.fixture(scope="module", params=WORKBOOKS)
def screened(request: pytest.FixtureRequest) -> tuple[str, list[Decision], Tally]:
    decisions, tally = run(request.param)
    return request.param, decisions, tally


def expected(name: str) -> list[dict[str, str]]:
    with (demo_dir() / f"{name}.expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_has_the_verdict_that_the_law_gives_it(
    screened: tuple[str, list[Decision], Tally],
) -> None:
    name, decisions, _ = screened
    found = {decision.row: decision for decision in decisions}

    wrong = []
    for line in expected(name):
        decision = found.get(int(line["row"]))
        verdict = decision.verdict.value if decision else "absent"
        if verdict != line["verdict"]:
            reasons = "; ".join(decision.reasons)[:200] if decision else ""
            wrong.append(
                f"{name} row {line['row']}: {verdict}, expected {line['verdict']} {line['trap']} ({line['why']}) <- {reasons}"
            )

    assert not wrong, "\n".join(wrong)


def test_every_row_is_answered_once_and_in_order(screened: tuple[str, list[Decision], Tally]) -> None:
    name, decisions, tally = screened

    assert [decision.row for decision in decisions] == [int(line["row"]) for line in expected(name)]
    assert [decision.record_id for decision in decisions if decision.record] == [
        line["record_id"] for line in expected(name) if line["verdict"] != "not_screened"
    ]
    assert tally.reconciliation().difference == 0


def test_the_total_line_is_skipped_and_said_to_be_one(
    screened: tuple[str, list[Decision], Tally],
) -> None:
    name, decisions, tally = screened
    last = max(decision.row for decision in decisions)

    below: list[SkippedRow] = [row for row in tally.skipped if row.row > last]
    assert len(below) == (1 if name == "transactions" else 0)
    assert all("total" in row.reason.lower() for row in below)


def test_every_row_that_is_not_clear_says_why(screened: tuple[str, list[Decision], Tally]) -> None:
    _, decisions, _ = screened

    for decision in decisions:
        assert decision.reasons or decision.not_screened_reason
        if decision.verdict is Verdict.NOT_SCREENED:
            assert decision.record is None


@pytest.mark.parametrize("name", WORKBOOKS)
def test_an_answer_does_not_depend_on_the_rows_around_it(name: str) -> None:
    screener = Screener.open(as_of=date(2021, 7, 7))
    rows = list(screener.open_table(demo_dir() / f"{name}.xlsx").rows())

    forwards = list(screener.screen(rows))
    backwards = list(screener.screen(reversed(rows)))

    assert backwards[::-1] == forwards


def test_an_open_answer_asks_for_the_fact_that_would_settle_it(
    screened: tuple[str, list[Decision], Tally],
) -> None:
    name, decisions, _ = screened
    rows = runpy.run_path(str(FIXTURES / "make_demo.py"))[name]()
    asked = {decision.record_id: {need.field for need in decision.needs} for decision in decisions}

    missing = {row.ref: row.needs for row in rows if not set(row.needs) <= asked.get(row.ref, set())}

    assert missing == {}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_column_of_the_demo_is_read_without_being_told(name: str) -> None:
    screener = Screener.open(as_of=date(2021, 7, 7))

    table = screener.open_table(demo_dir() / f"{name}.xlsx")

    [sheet] = table.info.sheets
    assert [column.header for column in sheet.columns if column.field is None] == []
    assert sheet.header_row == 6


@pytest.mark.slow
@pytest.mark.shared
def test_with_the_list_loaded_more_parties_are_found_and_none_is_lost(shared: Path) -> None:
    edition = shared / "lists" / "ofac-sdn" / "2021-07-07"
    screener = Screener.open(as_of=date(2021, 7, 7), actor="us_bank", lists=[edition])
    table = screener.open_table(demo_dir() / "counterparties.xlsx")
    alone = {line["row"]: line["verdict"] for line in expected("counterparties")}

    decisions = list(screener.screen(table.rows()))

    found = {each.record.parties[0].name: each.verdict for each in decisions if each.record}
    for name in ("Bank Rossiya", "ERA-MEDIA TOV", "AKTSIONERNOE OBSHCHESTVO VAD"):
        assert found[name] is Verdict.BLOCKED
    milder = [each.row for each in decisions if SEVERITY[each.verdict.value] < SEVERITY[alone[str(each.row)]]]
    assert milder == []


def test_the_demo_is_made_from_the_golden_rows(tmp_path: Path) -> None:
    runpy.run_path(str(FIXTURES / "make_demo.py"))["make"](tmp_path)

    for name in WORKBOOKS:
        for file in (f"{name}.xlsx", f"{name}.expected.csv"):
            assert (tmp_path / file).read_bytes() == (demo_dir() / file).read_bytes(), file
