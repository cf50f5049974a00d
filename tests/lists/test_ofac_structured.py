"""OFAC's enhanced and advanced XML: the same parties as in the older formats, and what only these say."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListError
from screening.lists import ListSnapshot, load_list
from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    NameKind,
    Relation,
)
from tests.lists.conftest import FIXTURES

ENHANCED = FIXTURES / "ofac-sdn-enhanced" / "SDN_ENHANCED.XML"
ADVANCED = FIXTURES / "ofac-sdn-advanced" / "sdn_advanced.xml"
STRUCTURED = pytest.mark.parametrize("source", [ENHANCED, ADVANCED], ids=["enhanced", "advanced"])


def entity(snapshot: ListSnapshot, number: int) -> Entity:
    return next(each for each in snapshot.entities if each.id == f"us-ofac:{number}")


def edited(tmp_path: Path, source: Path, *changes: tuple[str, str]) -> Path:
    content = source.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    path = tmp_path / source.name
    path.write_text(content, encoding="utf-8", newline="\n")
    return path


def problem(path: Path) -> str:
    with pytest.raises(ListError) as caught:
        load_list(path)
    assert caught.value.remedy
    return str(caught.value)


@STRUCTURED
def test_the_same_parties_read_the_same_from_every_format(source: Path, csv_set: Path) -> None:
    def comparable(each: Entity) -> Entity:
        names = tuple(name for name in each.names if not name.script)
        return replace(each, names=names, relations=(), legal_basis=(), listed_on=None, linked_to=())

    old, new = load_list(csv_set), load_list(source)

    # The advanced form knows parties outside the file by their number alone, so that its ties are compared below.
    assert [comparable(each) for each in new.entities] == [comparable(each) for each in old.entities]


@STRUCTURED
def test_the_structured_formats_say_when_and_under_what_a_party_is_listed(source: Path) -> None:
    snapshot = load_list(source)
    person = entity(snapshot, 29703)

    assert (snapshot.info.list, snapshot.info.published) == ("us-ofac-sdn", "2021-03-10")
    assert person.listed_on == date(2020, 9, 10)
    assert set(person.legal_basis) == {
        "Executive Order 13694 (Cyber)",
        "Executive Order 13848 (Election Interference)",
    }
    assert {each.effect for each in snapshot.entities} == {Effect.BLOCKED}


@STRUCTURED
def test_a_name_in_another_script_stands_beside_its_latin_spelling(source: Path) -> None:
    snapshot = load_list(source)

    assert entity(snapshot, 29703).names == (
        EntityName("ANDREYEV, Anton Nikolaeyvich"),
        EntityName("АНДРЕЕВ, Антон Николаевич", NameKind.AKA, script="Cyrl"),
    )
    assert (snapshot.info.counts["names"], snapshot.info.counts["names in other scripts"]) == (18, 1)


@STRUCTURED
def test_a_name_of_low_quality_is_weak_in_every_format(source: Path) -> None:
    names = entity(load_list(source), 23307).names

    assert names[-1] == EntityName("Googoosha", NameKind.AKA, AliasQuality.WEAK)


def test_a_tie_names_the_other_party_and_its_id() -> None:
    company = entity(load_list(ENHANCED), 25966)

    assert company.relations == (
        Relation("Owned or Controlled By", "GHADIR INVESTMENT COMPANY", "us-ofac:16154"),
    )
    assert company.linked_to == ("GHADIR INVESTMENT COMPANY",)


def test_a_tie_of_the_advanced_form_takes_the_name_of_a_party_in_the_file(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        ADVANCED,
        ('To-ProfileID="16154"', 'To-ProfileID="306"'),
        ('Former="false" SanctionsEntryID="25966"', 'Former="true" SanctionsEntryID="25966"'),
    )

    tied, outside = entity(load_list(path), 25966), entity(load_list(path), 15036)

    assert tied.relations == (
        Relation("Owned or Controlled By (former)", "BANCO NACIONAL DE CUBA", "us-ofac:306"),
    )
    assert tied.linked_to == ("BANCO NACIONAL DE CUBA",)
    assert outside.relations == (Relation("Owned or Controlled By", "", "us-ofac:6834"),)


def test_an_entry_of_the_other_list_is_restricted_unless_its_property_is_blocked(tmp_path: Path) -> None:
    ours = '<sanctionsList refId="1550" id="50002" datePublished="1986-12-10">SDN List</sanctionsList>'
    path = edited(
        tmp_path,
        ENHANCED,
        (">SDN List</sanctionsList>\n      </sanctionsLists>\n    </filters>", ">Consolidated List</sanctionsList>\n      </sanctionsLists>\n    </filters>"),
        (ours, ours.replace("SDN List", "Non-SDN CMIC List").replace("1986", "2021")),
        ('id="50004">Block<', 'id="50004">CMIC Executive Order<'),
    )  # fmt: skip

    snapshot = load_list(path)

    assert snapshot.info.list == "us-ofac-cons"
    assert entity(snapshot, 36).effect is Effect.RESTRICTED
    assert (entity(snapshot, 36).also_on, entity(snapshot, 36).listed_on) == ((), date(2021, 12, 10))
    assert (entity(snapshot, 306).effect, entity(snapshot, 306).also_on) == (
        Effect.BLOCKED,
        ("us-ofac-sdn",),
    )


def test_the_advanced_form_of_the_other_list_restricts(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        ADVANCED,
        ('<List ID="1550">SDN List', '<List ID="1550">Consolidated List'),
        ('<SanctionsType ID="1705">Block', '<SanctionsType ID="1705">Sectoral Directive 1'),
    )

    snapshot = load_list(path)

    assert snapshot.info.list == "us-ofac-cons"
    assert {each.effect for each in snapshot.entities} == {Effect.RESTRICTED}


def test_a_date_of_birth_of_the_advanced_form_keeps_its_precision(tmp_path: Path) -> None:
    day = "<Year>1972</Year><Month>7</Month><Day>8</Day>"
    first, last = (
        "<Year>1970</Year><Month>1</Month><Day>1</Day>",
        "<Year>1971</Year><Month>12</Month><Day>31</Day>",
    )
    path = edited(
        tmp_path,
        ADVANCED,
        (f"<From>{day}</From><To>{day}</To></Start>", f"<From>{first}</From><To>{first}</To></Start>"),
        (f"<From>{day}</From><To>{day}</To></End>", f"<From>{last}</From><To>{last}</To></End>"),
    )  # fmt: skip

    assert entity(load_list(path), 23307).birth_dates == (DateSpan(date(1970, 1, 1), date(1971, 12, 31)),)


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        (ENHANCED, '<entity id="306">', '<entity id="36">', "occurs twice: two editions were merged"),
        (ENHANCED, '<entity id="306">', '<entity id="">', "an entity without a number"),
        (ENHANCED, "<dataAsOf>2021-03-10T00:00:00</dataAsOf>", "", "no date of the data"),
        (ENHANCED, ">Vessel<", ">Submarine<", "'submarine' is no type of party"),
        (ENHANCED, ">F.K.A.<", ">X.K.A.<", "is no kind of alias"),
        (ENHANCED, "<isPrimary>true</isPrimary>", "", "not exactly one name is the primary one"),
        (ADVANCED, '<DistinctParty FixedRef="306">', '<DistinctParty FixedRef="36">', "occurs twice"),
        (ADVANCED, '<SanctionsEntry ID="306" ProfileID="306"', '<SanctionsEntry ID="306" ProfileID="1"', "profile 1 is not in the file"),
        (ADVANCED, '<SanctionsEntry ID="306" ProfileID="306"', '<SanctionsEntry ID="306" ProfileID="36"', "1 of 8 parties have no entry"),
        (ADVANCED, '<AliasType ID="1401">F.K.A.</AliasType>', "", "AliasType number '1401' is not defined"),
        (ADVANCED, "<Year>2021</Year>", "", "no day of issue"),
        (ADVANCED, '<LocationCountry CountryID="', '<LocationCountry CountryID="9', "Country number '9"),
    ],
)  # fmt: skip
def test_a_damaged_file_stops(tmp_path: Path, source: Path, old: str, new: str, expected: str) -> None:
    assert expected in problem(edited(tmp_path, source, (old, new)))


def test_several_lists_in_one_enhanced_file_are_not_mixed(tmp_path: Path) -> None:
    one = "      </sanctionsLists>\n    </filters>"
    path = edited(
        tmp_path, ENHANCED, (one, f'<sanctionsList refId="2">Consolidated List</sanctionsList>{one}')
    )

    assert "several lists at once (Consolidated List, SDN List)" in problem(path)


def test_a_part_that_no_reader_knows_is_said(tmp_path: Path) -> None:
    path = edited(tmp_path, ENHANCED, ("</entities>", "</entities><novelties><novelty/></novelties>"))

    assert load_list(path).info.notes == ("elements not read: novelty (1)",)
