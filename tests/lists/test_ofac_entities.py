"""What is read of an OFAC entry: the same from both formats, and nothing lost."""

from datetime import date
from pathlib import Path

from screening.lists import ListSnapshot, load_list
from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    IdentifierKind,
    NameKind,
    PartyKind,
    Vessel,
)


def entity(snapshot: ListSnapshot, number: int) -> Entity:
    return next(each for each in snapshot.entities if each.id == f"us-ofac:{number}")


def test_the_csv_set_and_the_xml_of_the_same_parties_give_equal_entities(
    csv_set: Path, xml_file: Path
) -> None:
    from_csv, from_xml = load_list(csv_set), load_list(xml_file)

    assert from_csv.entities == from_xml.entities
    shared_counts = {name: from_csv.info.counts[name] for name in from_xml.info.counts}
    assert shared_counts == from_xml.info.counts


def test_the_counts_of_an_edition_name_what_was_read(csv_set: Path) -> None:
    counts = load_list(csv_set).info.counts

    assert counts["entities"] == 8
    assert (counts["names"], counts["aliases"], counts["weak aliases"]) == (18, 10, 3)
    assert (counts["addresses"], counts["identifiers"]) == (8, 26)
    assert (counts["alias rows"], counts["address rows"], counts["blank address rows"]) == (7, 11, 3)


def test_only_the_xml_says_when_it_was_published(csv_set: Path, xml_file: Path) -> None:
    assert load_list(xml_file).info.published == "2021-03-10"
    assert load_list(csv_set).info.published is None


def test_an_alias_in_the_remarks_is_weak_and_one_in_the_alias_file_is_strong(csv_set: Path) -> None:
    assert entity(load_list(csv_set), 306).names == (
        EntityName("BANCO NACIONAL DE CUBA"),
        EntityName("NATIONAL BANK OF CUBA", NameKind.AKA),
        EntityName("BNC", NameKind.AKA, AliasQuality.WEAK),
    )


def test_a_vessel_keeps_its_numbers_flag_and_former_names(csv_set: Path) -> None:
    ship = entity(load_list(csv_set), 15036)

    assert ship.kind is PartyKind.VESSEL
    assert ship.vessel == Vessel("Crude/Oil Products Tanker", "IR", "99144 DWT, 56068 GRT", "")
    assert {each.kind: each.key for each in ship.identifiers} == {
        IdentifierKind.CALL_SIGN: "T2EU4",
        IdentifierKind.IMO: "9187629",
        IdentifierKind.MMSI: "572469210",
    }
    assert [name.text for name in ship.names if name.kind is NameKind.FKA] == ["ABADAN", "SHONA", "ALPHA"]
    assert ship.linked_to == ("NATIONAL IRANIAN TANKER COMPANY",)
    assert "Former Vessel Flag Tuvalu" in ship.remarks


def test_a_remark_cut_at_a_thousand_characters_is_joined_without_a_gap(csv_set: Path) -> None:
    person = entity(load_list(csv_set), 29703)

    addresses = [each for each in person.identifiers if each.kind is IdentifierKind.CRYPTO]
    assert len(addresses) == 17
    assert "0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c" in {each.key for each in addresses}
    assert any(each.kind is IdentifierKind.PASSPORT and each.country == "RU" for each in person.identifiers)


def test_a_person_is_described_as_far_as_ofac_does(csv_set: Path) -> None:
    person = entity(load_list(csv_set), 23307)

    assert person.kind is PartyKind.PERSON
    assert person.name == "KARIMOVA, Gulnara"
    assert person.birth_dates == (DateSpan.day(date(1972, 7, 8)),)
    assert person.birth_places == ("Fergana, Uzbekistan",)
    assert person.nationalities == person.countries == ("UZ",)
    assert person.gender == "female"
    assert person.programs == ("GLOMAG",)


def test_countries_gather_every_address(csv_set: Path) -> None:
    assert entity(load_list(csv_set), 306).countries == ("CH", "ES", "JP", "PA")


def test_a_title_repeated_in_the_remarks_is_kept_once(csv_set: Path) -> None:
    person = entity(load_list(csv_set), 2674)

    assert person.title == "Director of PALESTINE LIBERATION FRONT - ABU ABBAS FACTION"
    assert person.remarks == ""


def test_the_sdn_list_blocks_and_the_consolidated_list_restricts(
    csv_set: Path, consolidated_set: Path
) -> None:
    blocked, restricted = load_list(csv_set), load_list(consolidated_set)

    assert (blocked.info.list, {each.effect for each in blocked.entities}) == (
        "us-ofac-sdn",
        {Effect.BLOCKED},
    )
    assert (restricted.info.list, {each.effect for each in restricted.entities}) == (
        "us-ofac-cons",
        {Effect.RESTRICTED},
    )
    assert {each.list for each in restricted.entities} == {"us-ofac-cons"}


def test_few_entries_with_tags_of_the_other_list_still_block_under_the_sdn_name(
    csv_set: Path, consolidated_set: Path
) -> None:
    for ours, theirs in (
        ("sdn", "cons_prim"),
        ("alt", "cons_alt"),
        ("add", "cons_add"),
        ("sdn_comments", "cons_comments"),
    ):
        (consolidated_set / f"{theirs}.csv").replace(csv_set / f"{ours}.csv")

    snapshot = load_list(csv_set)

    assert {each.effect for each in snapshot.entities} == {Effect.BLOCKED}
    assert any("different lists" in note for note in snapshot.info.notes)


def test_the_digest_tells_editions_apart_and_nothing_else(csv_set: Path) -> None:
    first = load_list(csv_set).info.sha256
    again = load_list(csv_set / "sdn.csv").info.sha256
    comments = csv_set / "sdn_comments.csv"
    comments.write_bytes(comments.read_bytes().replace(b"Passport 4005504207", b"Passport 4005504208"))

    assert first == again
    assert load_list(csv_set).info.sha256 != first
