"""The whole product as a library: rows in, decisions out."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import screening
from screening import Screener, ScreeningError, read_table, write_report
from screening.errors import ListError, ScreeningErrors, UsageError
from screening.lists import ListSnapshot
from screening.model import (
    Entity,
    EntityName,
    InputInfo,
    Party,
    PartyKind,
    Record,
    Role,
    Row,
    SkippedRow,
    UnreadableRow,
    Verdict,
)
from screening.pipeline import Tally
from screening.report import ReportFormat
from screening.runners import RunRequest, run_local
from screening.tables import TableOptions
from screening.workspace import Workspace

LISTS = Path(__file__).parents[1] / "fixtures" / "lists"
DEMO = Path(__file__).parents[1] / "fixtures" / "demo" / "counterparties.xlsx"


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.open(as_of=date(2021, 7, 7), actor="us_bank", lists=[LISTS / "ofac-sdn-csv"])


def row(number: int, name: str) -> Record:
    return Record("rows", "", number, f"R{number}", (Party(Role.PARTY, name),))


def test_every_public_name_can_be_imported():
    assert all(getattr(screening, name) for name in screening.__all__)


def test_a_spreadsheet_becomes_decisions_in_four_lines(screener: Screener):
    verdicts = Counter(decision.verdict for decision in screener.screen(read_table(DEMO)))

    assert verdicts[Verdict.BLOCKED] > 0
    assert verdicts[Verdict.CLEAR] > 0


def test_the_loaded_entry_stands_for_the_bundled_party_of_the_same_number_and_keeps_its_names(
    screener: Screener,
):
    listed = Entity(
        "us-ofac:30518", "us-ofac-sdn", PartyKind.ORGANIZATION, (EntityName("SECONDEYE SOLUTION"),)
    )
    snapshot = ListSnapshot(screener.snapshots[0].info, (listed,))
    renewed = Screener(screener.ruleset, [snapshot], screener.settings)

    (by_name,) = renewed.screen([row(1, "SECONDEYE SOLUTION")])
    (by_bundled_alias,) = renewed.screen([row(1, "FORWARDERZ")])

    assert [match.entity.list for match in by_name.matches] == ["us-ofac-sdn"]
    assert [match.entity.id for match in by_bundled_alias.matches] == ["us-ofac:30518"]


def test_each_kind_of_row_is_counted_and_nothing_is_lost(screener: Screener):
    rows: list[Row] = [
        row(2, "Harbour Bakery Ltd"),
        UnreadableRow("rows", "", 3, "an error in the name", cell="A3"),
        SkippedRow("rows", "", 4, "a blank row"),
        row(5, "SECONDEYE SOLUTION"),
    ]
    tally = Tally()

    decisions = list(screener.screen(rows, tally=tally))

    assert [each.row for each in decisions] == [2, 3, 5]
    count = tally.reconciliation()
    assert (count.rows_in, count.screened, count.not_screened, count.skipped) == (4, 2, 1, 1)
    assert count.difference == 0


names = st.sampled_from(
    [
        "Harbour Bakery Ltd",
        "Kilimnik Konstantin",
        "SOUTH FRONT",
        "Maria Lindqvist",
        "Neobit OOO",
        "南方前线",
        "",
    ]
)


@settings(deadline=None, max_examples=25)
@given(st.lists(names, min_size=1, max_size=12), st.integers(1, 5))
def test_a_row_gets_the_same_decision_alone_and_in_any_chunking(spelled: list[str], size: int):
    screener = _shared()
    rows = [row(number, name) for number, name in enumerate(spelled, 2)]

    together = list(screener.screen(rows))
    chunked = [d for start in range(0, len(rows), size) for d in screener.screen(rows[start : start + size])]

    assert chunked == together


def _shared(made: list[Screener] = []) -> Screener:  # noqa: B006 - one screener for all examples
    if not made:
        made.append(Screener.open(as_of=date(2021, 7, 7), actor="us_bank"))
    return made[0]


@pytest.mark.parametrize("kind", list(ReportFormat))
def test_the_same_run_gives_the_same_bytes(screener: Screener, tmp_path: Path, kind: ReportFormat):
    made = []
    for name in ("one", "two"):
        out = tmp_path / f"{name}.{kind}"
        table = screener.open_table(DEMO)
        run_local(screener, [table], RunRequest((DEMO,), out, kind, TableOptions()))
        made.append(out.read_bytes())

    assert made[0] == made[1]


def test_the_run_is_named_by_its_inputs_lists_rules_and_settings(screener: Screener):
    def run_of(one: Screener, sha256: str) -> str:
        return one.run_info([InputInfo("a.csv", sha256, 1, "csv", ())], Tally()).run_id

    other_day = Screener(
        screener.ruleset,
        screener.snapshots,
        screener.settings.model_copy(update={"as_of": date(2021, 7, 8)}),
    )
    without_list = Screener(screener.ruleset, (), screener.settings)

    assert run_of(screener, "00") == run_of(screener, "00")
    assert len({run_of(each, "00") for each in (screener, other_day, without_list)}) == 3
    assert run_of(screener, "00") != run_of(screener, "01")


def test_a_rule_counts_one_answer_for_every_screened_row(screener: Screener):
    tally = Tally()
    list(screener.screen([row(2, "Harbour Bakery Ltd"), row(3, "SOUTHFRONT")], tally=tally))

    info = screener.run_info([], tally)

    assert all(sum(rule.counts.values()) == 2 for rule in info.rules)


def test_an_actor_outside_the_vocabulary_is_refused_with_those_that_exist():
    with pytest.raises(UsageError, match="us_financial_institution"):
        Screener.open(as_of=date(2021, 7, 7), actor="martian")


def test_every_broken_list_is_reported_at_once(tmp_path: Path):
    (tmp_path / "page.csv").write_text("<html>not found</html>", encoding="utf-8")

    with pytest.raises(ScreeningErrors) as caught:
        Screener.open(as_of=date(2021, 7, 7), lists=[tmp_path / "page.csv", tmp_path / "absent"])

    assert len(caught.value.errors) == 2
    assert caught.value.exit_code == 4


def test_two_editions_of_one_list_are_refused():
    with pytest.raises(ListError, match="two editions"):
        Screener.open(as_of=date(2021, 7, 7), lists=[LISTS / "ofac-sdn-csv", LISTS / "ofac-sdn-xml"])


def test_a_report_needs_no_more_than_decisions_and_a_run(screener: Screener, tmp_path: Path):
    tally = Tally()
    decisions = screener.screen(read_table(DEMO), tally=tally)

    write_report(tmp_path / "out.csv", ReportFormat.CSV, decisions, lambda: screener.run_info([], tally))

    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").startswith("file,sheet,row")


def test_a_screening_error_says_where_and_what_to_do():
    assert issubclass(ListError, ScreeningError)


def _said(screener: Screener) -> list[str]:
    rows = [row(2, "Alexander Bortnikov"), row(3, "AEROCARIBBEAN AIRLINES"), row(4, "nobody at all")]
    return [str((each.matches, each.reasons)) for each in screener.screen(rows)]


def test_a_screener_opened_again_answers_from_the_compiled_index_without_reading_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def open_again() -> Screener:
        return Screener.open(
            as_of=date(2021, 7, 7), lists=[LISTS / "ofac-sdn-csv"], workspace=Workspace.at(tmp_path)
        )

    first = open_again()
    said = _said(first)
    monkeypatch.setattr("screening.lists.memory.load_list", None)
    again = open_again()

    assert (_said(again), again.lists(), again.notes) == (said, first.lists(), ())


def test_another_edition_is_another_index(tmp_path: Path):
    edition = Path(shutil.copytree(LISTS / "ofac-sdn-csv", tmp_path / "sdn"))
    Screener.open(as_of=date(2021, 7, 7), lists=[edition], workspace=Workspace.at(tmp_path / "place"))
    names = edition / "sdn.csv"
    names.write_bytes(names.read_bytes().replace(b"AEROCARIBBEAN", b"AEROCARINTHIAN"))

    changed = Screener.open(
        as_of=date(2021, 7, 7), lists=[edition], workspace=Workspace.at(tmp_path / "place")
    )

    assert any(entity.name.startswith("AEROCARINTHIAN") for entity in changed.entities)


def test_a_damaged_index_is_replaced_and_the_screener_says_so(tmp_path: Path):
    place = Workspace.at(tmp_path)
    said = _said(Screener.open(as_of=date(2021, 7, 7), workspace=place))
    (entities,) = place.index.glob("*/entities.npy")
    entities.write_bytes(entities.read_bytes().replace(b"BORTNIKOV", b"BORTNIKOW"))

    again = Screener.open(as_of=date(2021, 7, 7), workspace=place)

    assert "damaged" in again.notes[0]
    assert _said(again) == said


def test_an_index_that_other_code_made_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = Workspace.at(tmp_path)
    Screener.open(as_of=date(2021, 7, 7), workspace=place)
    monkeypatch.setattr("screening.pipeline.sources.built_by", lambda: "a later version of the program")

    Screener.open(as_of=date(2021, 7, 7), workspace=place)

    assert len(list(place.index.glob("*/manifest.json"))) == 2
