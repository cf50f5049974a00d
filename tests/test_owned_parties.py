"""Whole runs with a sheet of holdings: what a row's party is owned by decides the row, and the sheet is part of the run."""

from datetime import date
from pathlib import Path

import pytest

from screening.model import Decision, Effect, Entity, EntityName, Party, PartyKind, Record, Role, Verdict
from screening.pipeline import Screener, Tally

DAY = date(2021, 7, 1)
HOLDINGS = """owner,owner country,owned,percent
Lenpromtransproyekt,Russia,Harbour Holdings Ltd,60
A Fund,,Harbour Holdings Ltd,40
Harbour Holdings Ltd,,Deep Sea Shipping LLC,50
Lenpromtransproyekt,Russia,Quarter OOO,25
Lenpromtransproyekt,Russia,Open OOO,
Lenpromtransproekt CJSC,,Perhaps Ltd,60
A Fund,,Fine Foods GmbH,100
"""


def screener(tmp_path: Path, holdings: str | None = HOLDINGS) -> Screener:
    path = tmp_path / "holdings.csv"
    path.write_text(holdings or "", encoding="utf-8")
    return Screener.open(as_of=DAY, actor="us_bank", ownership=path if holdings else None)


def decide(screen: Screener, name: str) -> Decision:
    record = Record("rows.csv", "", 2, "", (Party(Role.PARTY, name),))
    return next(screen.screen([record]))


def test_a_company_is_decided_by_who_owns_it(tmp_path: Path) -> None:
    screen = screener(tmp_path)

    verdicts = {
        name: decide(screen, name).verdict
        for name in (
            "Harbour Holdings Ltd",
            "DEEP SEA SHIPPING, L.L.C.",
            "Deep Sea Shiping LLC",
            "Quarter OOO",
            "Open OOO",
            "Perhaps Ltd",
            "Fine Foods GmbH",
        )
    }

    assert verdicts == {
        "Harbour Holdings Ltd": Verdict.BLOCKED,
        "DEEP SEA SHIPPING, L.L.C.": Verdict.BLOCKED,
        "Deep Sea Shiping LLC": Verdict.REVIEW,
        "Quarter OOO": Verdict.CLEAR,
        "Open OOO": Verdict.REVIEW,
        "Perhaps Ltd": Verdict.REVIEW,
        "Fine Foods GmbH": Verdict.CLEAR,
    }


def test_the_reason_tells_the_arithmetic(tmp_path: Path) -> None:
    reason = decide(screener(tmp_path), "Deep Sea Shipping LLC").reasons[0]

    assert "50 % (Harbour Holdings Ltd, itself owned by listed parties) = 50 %" in reason


def test_without_a_sheet_nothing_is_owned_and_the_run_says_so(tmp_path: Path) -> None:
    screen = screener(tmp_path, None)

    assert decide(screen, "Harbour Holdings Ltd").verdict is Verdict.CLEAR
    assert screen.run_info([], Tally()).settings["ownership"].startswith("not examined")


def test_the_sheet_is_an_input_of_the_run_and_part_of_its_identity(tmp_path: Path) -> None:
    first = screener(tmp_path).run_info([], Tally())
    second = screener(tmp_path, HOLDINGS.replace(",60", ",61")).run_info([], Tally())

    assert [each.path for each in first.inputs] == ["holdings.csv"]
    assert (
        first.settings["ownership"]
        == "examined on 7 holdings of holdings.csv; 1 with a share that is not clear"
    )
    assert first.run_id != second.run_id


def test_a_party_on_two_lists_keeps_what_each_says() -> None:
    def listed(name: str, effect: Effect, remarks: str) -> Entity:
        return Entity(
            "us-ofac:1", name, PartyKind.ORGANIZATION, (EntityName("A BANK"),), effect, remarks=remarks
        )

    both = listed("us-ofac-cons", Effect.RESTRICTED, "Subject to Directive 1").united_with(
        listed("us-ofac-sdn", Effect.BLOCKED, "")
    )

    assert (both.list, both.also_on, both.effect) == ("us-ofac-cons", ("us-ofac-sdn",), Effect.BLOCKED)


@pytest.mark.shared
def test_sectoral_directives_find_their_parties_on_the_real_list(shared: Path) -> None:
    folder = shared / "lists" / "ofac-cons" / "2024-05-06" / "consolidated.xml"
    screen = Screener.open(as_of=DAY, actor="us_bank", lists=[folder])
    hits = screen.ruleset.world.hits
    by_name = {entity.name: entity for entity in screen.entities if entity.list == "us-ofac-cons"}

    assert len(by_name) > 400
    found = [entity for entity in by_name.values() if screen.ruleset.encodes(entity)]
    assert len(found) > 200
    assert all("NS-PLC" not in entity.programs for entity in found)
    assert hits([]) == {}
