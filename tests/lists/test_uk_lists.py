"""The lists of the United Kingdom in each of their forms: OFSI's of 2020 and of 2022, the UK Sanctions List as csv and as XML."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListError
from screening.lists import load_list
from screening.lists.uk.numbered import split_numbered
from screening.model import AliasQuality, DateSpan, Effect, Entity, IdentifierKind, NameKind, PartyKind
from tests.lists.conftest import FIXTURES

OLD, NEWER = FIXTURES / "uk-conlist-2020" / "ConList.csv", FIXTURES / "uk-conlist-2022" / "ConList.csv"
CSV = FIXTURES / "uk-sanctions-list-csv" / "UK-Sanctions-List.csv"
XML = FIXTURES / "uk-sanctions-list-xml" / "UK-Sanctions-List.xml"


def entity(path: Path, entity_id: str) -> Entity:
    [found] = (each for each in load_list(path).entities if each.id == entity_id)
    return found


def damaged(tmp_path: Path, source: Path, before: str, after: str) -> Path:
    text = source.read_text(encoding="utf-8")
    assert before in text
    copy = tmp_path / source.name
    copy.write_text(text.replace(before, after, 1), encoding="utf-8")
    return copy


def test_rows_of_a_group_become_one_party_with_every_name_and_date_once() -> None:
    party = entity(OLD, "uk-hmt:90001")

    assert [(name.text, name.kind) for name in party.names] == [
        ("AL-METHAL, Kareem", NameKind.PRIMARY),
        ("AL-MITHAL, Karim Sami", NameKind.AKA),
    ]
    assert party.birth_dates == (
        DateSpan.year(1980),
        DateSpan.day(date(1981, 2, 17)),
        DateSpan.month(1981, 4),
    )
    assert (party.kind, party.effect, party.listed_on) == (PartyKind.PERSON, Effect.BLOCKED, date(2016, 4, 1))
    assert party.nationalities == ("QA", "SA")
    [passport] = party.identifiers
    assert (passport.kind, passport.key, passport.country) == (IdentifierKind.PASSPORT, "5926670", "QA")


def test_the_edition_bears_its_date_and_its_rows() -> None:
    info = load_list(OLD).info

    assert (info.list, info.published, info.counts["rows"], info.counts["entities"]) == (
        "uk-hmt",
        "2020-04-27",
        6,
        3,
    )


def test_a_ship_listed_as_an_entity_is_a_vessel_with_its_number() -> None:
    ship = entity(OLD, "uk-hmt:90002")

    assert ship.kind is PartyKind.VESSEL
    assert [(each.kind, each.key) for each in ship.identifiers] == [(IdentifierKind.IMO, "9074729")]


def test_the_columns_of_2022_give_script_language_and_quality() -> None:
    party = entity(NEWER, "uk-hmt:90101")
    by_text = {name.text: name for name in party.names}

    assert (by_text["Пётр Ильич Образцов"].script, by_text["Пётр Ильич Образцов"].language) == ("Cyrl", "ru")
    assert by_text["PETYA"].quality is AliasQuality.WEAK
    assert by_text["OBRAZTSOV, Petr"].quality is AliasQuality.STRONG
    assert party.birth_dates == (DateSpan.day(date(1961, 2, 17)), DateSpan.year(1962))
    assert party.birth_places == ("Omsk, Russia", "Perm, Russia")
    assert {(each.kind, each.key, each.country) for each in party.identifiers} == {
        (IdentifierKind.PASSPORT, "640000101", None),
        (IdentifierKind.PASSPORT, "MP1234567", "BY"),
        (IdentifierKind.TAX_ID, "772800000000", None),
    }
    assert party.gender == "male"


def test_labelled_information_becomes_contacts_numbers_and_ties() -> None:
    bank = entity(NEWER, "uk-hmt:90102")

    assert [each.key for each in bank.identifiers if each.kind is IdentifierKind.PHONE] == [
        "375170000000",
        "375170000001",
    ]
    assert [each.key for each in bank.identifiers if each.kind is IdentifierKind.REGISTRATION] == [
        "190000000"
    ]
    assert [(each.kind, each.name) for each in bank.relations] == [("Parent company", "EXAMPLE HOLDING")]


def test_csv_and_xml_of_the_sanctions_list_give_equal_entities() -> None:
    from_csv, from_xml = load_list(CSV), load_list(XML)

    assert from_csv.entities == from_xml.entities
    assert from_csv.info.published == from_xml.info.published == "2026-02-13"
    assert from_csv.info.list == from_xml.info.list == "uk-sanctions-list"


@pytest.mark.parametrize("path", [CSV, XML])
def test_only_an_asset_freeze_blocks_and_stands_on_the_list_of_freezes(path: Path) -> None:
    effects = {each.id.partition(":")[2]: (each.effect, each.also_on) for each in load_list(path).entities}

    assert effects == {
        "RUS9901": (Effect.BLOCKED, ("uk-hmt",)),
        "BEL9902": (Effect.RESTRICTED, ()),
        "DPR9903": (Effect.RESTRICTED, ()),
    }


def test_a_designation_that_does_not_say_what_is_imposed_counts_as_frozen(tmp_path: Path) -> None:
    copy = damaged(tmp_path, CSV, "Prohibition of port entry", "")

    snapshot = load_list(copy)

    assert {each.effect for each in snapshot.entities if each.kind is PartyKind.VESSEL} == {Effect.BLOCKED}
    assert any("do not say what is imposed" in note for note in snapshot.info.notes)


def test_a_ship_keeps_flag_type_owner_and_former_flags() -> None:
    ship = entity(XML, "uk-sanctions-list:DPR9903")

    assert ship.vessel is not None
    assert (ship.vessel.flag, ship.vessel.type, ship.vessel.owner) == (
        "KM",
        "Bulk Carrier",
        "SAMPLE SHIPPING",
    )
    assert ship.countries == ("KM", "PA")
    assert ship.linked_to == ("SAMPLE SHIPPING",)


@pytest.mark.parametrize("header", ["Individual, Entity, Ship", "Designation Type"])
def test_the_header_before_and_after_its_change_is_read(tmp_path: Path, header: str) -> None:
    copy = damaged(tmp_path, CSV, "Designation Type", f'"{header}"')

    assert load_list(copy).entities == load_list(CSV).entities


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("90001\nAL-MITHAL", "no\nAL-MITHAL", "no group number"),
        ("Annex XIV.,Entity", "Annex XIV.,Monument", "no type of party"),
        (",Prime Alias,Syria", ",AKA,Syria", "lack their primary name"),
        ("EXAMPLE WORKS COMPANY,,", ",,", "without a name"),
        ('"Makes examples, and nothing else."', '"Makes examples', "line is damaged"),
        (",Syria,02/12/2011", ",02/12/2011", "columns, expected"),
        ("EXAMPLE WORKS COMPANY", "EXAMPLE \0WORKS", "binary data"),
    ],
)
def test_damage_is_refused_with_the_line(tmp_path: Path, before: str, after: str, problem: str) -> None:
    copy = damaged(tmp_path, OLD, before, after)

    with pytest.raises(ListError, match=problem) as caught:
        load_list(copy)

    assert str(copy) in str(caught.value)


def test_a_second_edition_behind_the_first_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "twice.csv"
    copy.write_bytes(OLD.read_bytes() + OLD.read_bytes())

    with pytest.raises(ListError, match=r"columns|two editions"):
        load_list(copy)


def test_a_file_cut_in_its_last_cell_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "cut.csv"
    copy.write_bytes(OLD.read_bytes()[:-3])

    with pytest.raises(ListError, match="cut short"):
        load_list(copy)


def test_a_damaged_byte_among_names_in_other_scripts_is_refused_and_not_read_as_another_code_page(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "ConList.csv"
    copy.write_bytes(NEWER.read_bytes().replace("Ильич".encode(), "Ильич".encode()[:-1], 1))

    with pytest.raises(ListError, match="not UTF-8") as caught:
        load_list(copy)

    assert ":3" in str(caught.value)


def test_an_old_edition_in_windows_letters_is_read_and_said(tmp_path: Path) -> None:
    copy = tmp_path / "ConList.csv"
    copy.write_bytes(
        OLD.read_text(encoding="utf-8").replace("Makes examples", "Makes “examples”").encode("cp1252")
    )

    snapshot = load_list(copy)

    assert any("Windows-1252" in note for note in snapshot.info.notes)
    assert any("“examples”" in each.remarks for each in snapshot.entities)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("<UniqueID>BEL9902</UniqueID>", "<UniqueID>RUS9901</UniqueID>", "occurs twice"),
        ("<UniqueID>BEL9902</UniqueID>", "", "without its unique id"),
        ("<DateGenerated>13/02/2026</DateGenerated>", "", "of which day"),
        ("</Designations>", "", "ends early"),
        ("<Name6>EXAMPLE BANK JSC</Name6>", "", "has no name"),
    ],
)
def test_damaged_xml_is_refused(tmp_path: Path, before: str, after: str, problem: str) -> None:
    copy = damaged(tmp_path, XML, before, after)

    with pytest.raises(ListError, match=problem):
        load_list(copy)


def test_an_element_that_is_not_known_is_counted_and_not_dropped_in_silence(tmp_path: Path) -> None:
    copy = damaged(tmp_path, XML, "<ShipDetails>", "<Novelties><Novelty>x</Novelty></Novelties><ShipDetails>")

    snapshot = load_list(copy)

    assert snapshot.info.notes == ("1 elements were not read: Novelties",)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("(1) Tunisian (2) French", ["Tunisian", "French"]),
        ("a) Malaysia b) Indonesia", ["Malaysia", "Indonesia"]),
        ("Passport No: (a) 472320665, (b) 563120356", ["Passport No: 472320665", "Passport No: 563120356"]),
        ("(1)-(5) Tunisia (6)-(7) Algeria", ["Tunisia", "Algeria"]),
        ("Jaysh al-Mithal (JM)", ["Jaysh al-Mithal (JM)"]),
        ("", []),
    ],
)
def test_numbered_cells_are_split(cell: str, values: list[str]) -> None:
    assert split_numbered(cell) == values


@pytest.mark.shared
def test_the_real_list_is_read_whole(shared: Path) -> None:
    snapshot = load_list(shared / "lists" / "uk-hmt" / "2020-04-27")

    counts = snapshot.info.counts
    assert (counts["rows"], counts["entities"], snapshot.info.published) == (9492, 2114, "2020-04-27")
    assert all(each.effect is Effect.BLOCKED and each.listed_on for each in snapshot.entities)
    assert all(sum(name.kind is NameKind.PRIMARY for name in each.names) == 1 for each in snapshot.entities)


@pytest.mark.shared
@pytest.mark.slow
def test_the_real_list_cut_at_a_line_is_refused(shared: Path, tmp_path: Path) -> None:
    source = shared / "lists" / "uk-hmt" / "2020-04-27" / "ConList.csv"
    lines = source.read_bytes().splitlines(keepends=True)
    for eighth in range(1, 8):
        copy = tmp_path / f"{eighth}.csv"
        copy.write_bytes(b"".join(lines[: len(lines) * eighth // 8]))

        with pytest.raises(ListError, match="cut short"):
            load_list(copy)
    assert replace(load_list(source).info, path="") == replace(load_list(source.parent).info, path="")
