"""The U.S. Consolidated Screening List: each row's own list, and parties that stand on several."""

from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListError
from screening.lists import load_list
from screening.model import DateSpan, Effect, Entity, IdentifierKind, PartyKind
from tests.lists.conftest import FIXTURES

LIST = FIXTURES / "us-csl-csv" / "consolidated.csv"


def entity(entity_id: str, path: Path = LIST) -> Entity:
    [found] = (each for each in load_list(path).entities if each.id == entity_id)
    return found


def test_a_row_of_ofac_bears_ofacs_id_and_names_ofacs_list() -> None:
    party = entity("us-ofac:90001")

    assert (party.list, party.also_on, party.effect) == ("us-csl", ("us-ofac-sdn",), Effect.BLOCKED)
    assert (party.kind, party.gender, party.nationalities) == (PartyKind.PERSON, "male", ("IQ", "IR"))
    assert [name.text for name in party.names] == ["EXAMPLE, Karim", "EXAMPLE, Kareem", "EXAMPEL, Karim"]
    assert party.birth_dates == (DateSpan.day(date(1966, 8, 2)), DateSpan.year(1967))
    assert party.linked_to == ("EXAMPLE GROUP",)
    assert [address.country for address in party.addresses] == ["IQ", "LB"]


def test_documents_keep_kind_country_and_days() -> None:
    shown = {each.kind: (each.key, each.country, each.text) for each in entity("us-ofac:90001").identifiers}

    assert shown[IdentifierKind.PASSPORT] == ("K475336", "JO", "K475336 issued 2009-08-31 expires 2014-08-30")
    assert shown[IdentifierKind.NATIONAL_ID] == ("28440000526", "QA", "28440000526")
    assert shown[IdentifierKind.CRYPTO][2].startswith("XBT ")


def test_a_party_on_two_of_the_lists_is_one_entity_with_the_graver_effect() -> None:
    bank = entity("us-ofac:90002")

    assert (bank.effect, bank.also_on) == (Effect.BLOCKED, ("us-ofac-cons", "us-ofac-sdn"))
    assert set(bank.programs) == {"UKRAINE-EO13662", "RUSSIA-EO14024"}
    assert "Subject to Directive 1" in bank.remarks


def test_an_export_list_controls_exports_and_says_the_licence_and_the_notice() -> None:
    listed, denied = entity("us-csl:aa01"), entity("us-csl:aa02")

    assert {listed.effect, denied.effect} == {Effect.EXPORT_CONTROLLED}
    assert (listed.legal_basis, listed.listed_on) == (("86 FR 36496",), date(2021, 7, 12))
    assert "License policy: Presumption of denial." in listed.remarks
    assert (denied.listed_on, denied.delisted_on) == (date(1985, 7, 11), date(2056, 6, 29))


def test_a_source_that_nobody_knows_yet_is_kept_for_review_and_said() -> None:
    snapshot = load_list(LIST)

    [later] = (each for each in snapshot.entities if each.id == "us-csl:aa03")

    assert later.effect is Effect.RESTRICTED
    assert any("Some Later List" in note for note in snapshot.info.notes)


def test_every_row_is_counted_under_its_source() -> None:
    counts = load_list(LIST).info.counts

    assert counts["rows"] == sum(count for what, count in counts.items() if what.startswith("rows of ")) == 6


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("\n90001,Specially", "\n,Specially", None),
        (",90001,Individual", ",9x,Individual", "no entity number"),
        (",90001,Individual", ",90001,Monument", "no type of party"),
        ("JOHN Q. SAMPLE", "", "without a source or a name"),
        ("aa02,Denied", ",Denied", "without an id"),
        ('"EXAMPLE, Karim"', '"EXAMPLE, Karim', "line is damaged"),
    ],
)
def test_damage_is_refused_with_the_line(
    tmp_path: Path, before: str, after: str, problem: str | None
) -> None:
    text = LIST.read_text(encoding="utf-8")
    assert before in text
    copy = tmp_path / "consolidated.csv"
    copy.write_text(text.replace(before, after, 1), encoding="utf-8")

    if problem is None:  # OFAC's own number is enough.
        assert entity("us-ofac:90001", copy)
        return
    with pytest.raises(ListError, match=problem):
        load_list(copy)


def test_rows_that_stand_twice_are_two_editions(tmp_path: Path) -> None:
    lines = LIST.read_text(encoding="utf-8").splitlines(keepends=True)
    copy = tmp_path / "consolidated.csv"
    copy.write_text("".join([*lines, *lines[1:]]), encoding="utf-8")

    with pytest.raises(ListError, match="6 of 12 rows stand here twice"):
        load_list(copy)


@pytest.mark.shared
@pytest.mark.slow
def test_the_real_list_is_read_whole(shared: Path) -> None:
    snapshot = load_list(shared / "lists" / "us-csl" / "2022-04")

    effects = {short: snapshot.info.counts[f"rows of {short}"] for short in ("SDN", "EL", "SSI", "DPL")}
    assert (snapshot.info.counts["rows"], effects) == (
        14160,
        {"SDN": 10026, "EL": 2001, "SSI": 290, "DPL": 462},
    )
    banks = [
        each for each in snapshot.entities if each.id in ("us-ofac:31693", "us-ofac:31694", "us-ofac:31695")
    ]
    assert [each.effect for each in banks] == [Effect.RESTRICTED] * len(banks)
    assert len(banks) == 3


@pytest.mark.shared
def test_the_real_list_cut_at_a_line_is_refused(shared: Path, tmp_path: Path) -> None:
    lines = (
        (shared / "lists" / "us-csl" / "2022-04" / "consolidated.csv").read_bytes().splitlines(keepends=True)
    )
    copy = tmp_path / "cut.csv"
    copy.write_bytes(b"".join(lines[: len(lines) * 3 // 4]))

    with pytest.raises(ListError, match="the names end at the letter"):
        load_list(copy)
