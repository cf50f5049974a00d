"""Each row by the edition that was in force on its own day."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from screening.lists import ListSnapshot, ListStore, Origin, load_list
from screening.model import DateSpan, Decision, Fact, Party, Record, Role, RunInfo, Verdict
from screening.pipeline import Screener, Tally
from screening.runners.by_row import by_row
from screening.settings import Settings
from screening.workspace import Workspace
from tests.lists.conftest import FIXTURES

XML = (FIXTURES / "ofac-sdn-xml" / "sdn.xml").read_text(encoding="utf-8")
LAST = XML[XML.rindex("<sdnEntry>") : XML.rindex("</sdnEntry>") + len("</sdnEntry>")]
LATER = ", ".join(re.findall(r"<(?:last|first)Name>(.*?)</", LAST)[1::-1])
ALWAYS = "BANCO NACIONAL DE CUBA"
ORIGIN = Origin("by hand", datetime(2021, 4, 20, tzinfo=UTC), "test")
FALLBACK = date(2021, 4, 18)
MARCH, APRIL = "us-ofac-sdn@2021-03-10", "us-ofac-sdn@2021-04-15"

Screens = Callable[..., tuple[list[Decision], RunInfo]]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two editions: of 10 March without the last entry, of 15 April with it."""
    place = Workspace.at(tmp_path / "workspace")
    before = XML.replace(LAST, "").replace("<Record_Count>8<", "<Record_Count>7<")
    for day, text in (("03/10/2021", before), ("04/15/2021", XML)):
        (tmp_path / "sdn.xml").write_text(text.replace("03/10/2021", day), encoding="utf-8")
        ListStore(place).add(tmp_path / "sdn.xml", ORIGIN)
    return place


@pytest.fixture
def screen(workspace: Workspace) -> Screens:
    def run(*rows: Record, allow_stale: bool = False) -> tuple[list[Decision], RunInfo]:
        settings = Settings(as_of=FALLBACK, by_row=True, actor="us_bank")
        fixed = Screener.open(as_of=FALLBACK, settings=settings, workspace=workspace)
        judge = by_row(fixed, ["us-ofac-sdn"], workspace, allow_stale=allow_stale)
        tally = Tally()
        return list(judge.screen(rows, tally=tally)), judge.run_info([], tally)

    return run


def row(number: int, name: str, *days: str) -> Record:
    names = ("trade_date", "settlement_date")
    facts = {
        name: Fact(DateSpan.day(date.fromisoformat(day))) for name, day in zip(names, days, strict=False)
    }
    return Record("rows", "", number, f"R{number}", (Party(Role.PARTY, name),), facts)


def test_a_row_is_judged_by_the_edition_of_its_day(screen: Screens):
    decisions, info = screen(
        row(1, LATER, "2021-03-20"), row(2, LATER, "2021-04-15"), row(3, ALWAYS, "2021-03-20")
    )

    assert [each.editions[0].partition(" ")[0] for each in decisions] == [MARCH, APRIL, MARCH]
    assert [bool(each.matches) for each in decisions] == [False, True, True]
    assert [str(each.judged_on) for each in decisions] == ["2021-03-20", "2021-04-15", "2021-03-20"]
    assert {each.path: each.rows for each in info.lists[1:]} == {
        f"{MARCH} of the workspace": 2,
        f"{APRIL} of the workspace": 1,
    }


def test_the_last_day_of_a_dealing_counts(screen: Screens):
    (decision,), _ = screen(row(1, LATER, "2021-04-14", "2021-04-16"))

    assert decision.judged_on == date(2021, 4, 16)
    assert decision.matches


def test_a_row_without_a_date_is_judged_by_the_run_s_day_and_says_so(screen: Screens):
    (decision,), _ = screen(row(1, LATER))

    assert decision.editions[0].startswith(APRIL)
    assert decision.record is not None
    assert [each.text for each in decision.record.notes] == [
        "no date in this row: judged by the lists in force on 2021-04-18"
    ]


def test_a_row_before_the_first_edition_is_not_screened(screen: Screens):
    (decision,), info = screen(row(1, ALWAYS, "2021-03-09"))

    assert decision.verdict is Verdict.NOT_SCREENED
    assert "no edition of us-ofac-sdn was in force on 2021-03-09" in (decision.not_screened_reason or "")
    assert info.reconciliation.not_screened == 1


def test_an_edition_too_old_for_the_row_is_not_relied_on_unless_it_is_allowed(screen: Screens):
    (refused,), _ = screen(row(1, ALWAYS, "2021-04-10"))
    (allowed,), info = screen(row(1, ALWAYS, "2021-04-10"), allow_stale=True)

    assert "31 days old on 2021-04-10, past the limit of 14 days" in (refused.not_screened_reason or "")
    assert allowed.verdict is not Verdict.NOT_SCREENED
    assert "STALE" in info.lists[1].freshness


def test_each_row_gets_what_a_run_as_of_its_day_gives(screen: Screens, workspace: Workspace):
    rows = [
        row(n, name, day)
        for n, (name, day) in enumerate(
            [
                (name, day)
                for name in (LATER, ALWAYS, "Harbour Bakery")
                for day in ("2021-03-12", "2021-04-20")
            ],
            1,
        )
    ]

    decisions, _ = screen(*rows)

    for one, decision in zip(rows, decisions, strict=True):
        day = decision.judged_on
        assert day is not None
        alone = Screener.open(as_of=day, lists=["us-ofac-sdn"], actor="us_bank", workspace=workspace)
        (expected,) = alone.screen([one])
        assert replace(decision, judged_on=None) == expected


def listed_on(snapshot: ListSnapshot, day: date) -> ListSnapshot:
    return replace(snapshot, entities=tuple(replace(each, listed_on=day) for each in snapshot.entities))


def test_an_entry_that_was_listed_later_is_shown_and_does_not_bind(workspace: Workspace):
    snapshot = listed_on(load_list(FIXTURES / "ofac-sdn-xml"), date(2021, 3, 1))
    plain = Screener.open(as_of=FALLBACK, actor="us_bank", workspace=workspace)
    settings = plain.settings.model_copy(update={"by_row": True})
    judge = Screener(plain.ruleset, [snapshot], settings)

    before, after = judge.screen([row(1, ALWAYS, "2021-02-28"), row(2, ALWAYS, "2021-03-01")])

    assert before.verdict is Verdict.CLEAR
    assert after.verdict is not Verdict.CLEAR
    assert before.matches
    assert "listed on 2021-03-01, after 2021-02-28, the day judged; not in force then" in before.reasons[-1]


def test_as_of_row_through_the_command_line(screening, workbook, workspace: Workspace, tmp_path: Path):
    rows = [["Name", "Trade Date"], [LATER, "2021-03-20"], [LATER, "2021-04-16"], [LATER, None]]
    args = ("run", workbook(rows), "--list", "us-ofac-sdn", "--workspace", workspace.root)

    told = screening(*args, "--as-of", "row:2021-04-18", "-o", "out.jsonl")
    screening(*args, "--as-of", "row:2021-04-18", "-o", "out.xlsx")
    wrong = screening(*args, "--as-of", "row:", "-o", "out.jsonl")

    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert told.returncode == 3, told.stderr
    assert [line["judged_on"] for line in lines] == ["2021-03-20", "2021-04-16", "2021-04-18"]
    assert [line["editions"][0].partition(" ")[0] for line in lines] == [MARCH, APRIL, APRIL]
    assert "judged 1 rows" in told.stderr
    assert "as of each row's own date; 2021-04-18 for rows without one" in told.stderr
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Lists & rules"]
    cells = [[cell.value for cell in line] for line in sheet.iter_rows(max_row=12)]
    assert [line[10] for line in cells if line[0] == "us-ofac-sdn"] == [1, 2]
    assert wrong.returncode == 2
