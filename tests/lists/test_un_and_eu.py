"""What is read of the lists of the United Nations and the European Union: names with their quality and script, dates as far as they are known."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListError
from screening.lists import load_list
from screening.lists.eu.edition import looks_cut
from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    IdentifierKind,
    NameKind,
    PartyKind,
)
from tests.lists.conftest import FIXTURES

UN, EU_XML, EU_CSV = FIXTURES / "un-sc-xml", FIXTURES / "eu-fsf-xml", FIXTURES / "eu-fsf-csv"


def entry(folder: Path, number: str) -> Entity:
    return next(each for each in load_list(folder).entities if each.id.endswith(number))


def problem(path: Path) -> str:
    with pytest.raises(ListError) as caught:
        load_list(path)
    assert caught.value.remedy
    return str(caught.value)


def edited(tmp_path: Path, source: Path, old: str, new: str) -> Path:
    content = source.read_bytes()
    assert old.encode() in content
    path = tmp_path / source.name
    path.write_bytes(content.replace(old.encode(), new.encode()))
    return path


def test_the_un_list_is_dated_and_counted() -> None:
    info = load_list(UN).info

    assert (info.list, info.published) == ("un-sc", "2024-03-01")
    assert (info.counts["entities"], info.counts["persons"], info.counts["organizations"]) == (3, 2, 1)
    assert {each.effect for each in load_list(UN).entities} == {Effect.BLOCKED}


def test_a_un_name_keeps_its_quality_and_its_original_script() -> None:
    assert entry(UN, "9900001").names == (
        EntityName("OMAR TESTOV AL-SAMPLI"),
        EntityName("عمر تستوف السامبلي", NameKind.AKA),
        EntityName("Umar Testoff", NameKind.FKA),
        EntityName("Omer Testow", NameKind.FKA),
        EntityName("عمر تستو", NameKind.FKA),
        EntityName("Abu Sample", NameKind.AKA, AliasQuality.WEAK),
    )


def test_un_dates_of_birth_keep_their_precision_and_another_calendar_is_not_converted() -> None:
    person = entry(UN, "9900001")

    assert person.birth_dates == (
        DateSpan(date(1958, 1, 1), date(1963, 12, 31)),
        DateSpan.year(1964, around=True),
        DateSpan.day(date(1965, 11, 23)),
        DateSpan.day(date(1966, 3, 4)),
    )
    assert "DOB 24/06/1402 (Hijri Calendar)" in person.remarks


def test_a_un_document_number_is_found_in_its_field_or_in_a_sentence() -> None:
    numbers = {each.key: (each.kind, each.country) for each in entry(UN, "9900001").identifiers}

    assert numbers == {
        "K475000": (IdentifierKind.PASSPORT, "JO"),
        "W334000": (IdentifierKind.NATIONAL_ID, None),
        "286000": (IdentifierKind.PASSPORT, "JO"),
    }


def test_a_un_entry_says_when_and_under_what_it_is_listed() -> None:
    person, company = entry(UN, "9900001"), entry(UN, "9900003")

    assert (person.listed_on, person.programs) == (date(2015, 2, 27), ("Al-Qaida",))
    assert person.legal_basis == ("paragraphs 2 and 4 of resolution 2161 (2014)",)
    assert (person.gender, entry(UN, "9900002").gender) == ("male", "female")
    assert person.title == "Haji; Director of a sample bank; Commander"
    assert company.kind is PartyKind.ORGANIZATION
    assert [each.key for each in company.identifiers] == ["9187629"]


def test_a_nationality_that_is_no_country_is_kept_in_words() -> None:
    snapshot = load_list(UN)

    assert entry(UN, "9900001").nationalities == ("IQ",)
    assert "nationality Somewhere former" in entry(UN, "9900001").remarks
    assert any("nationalities that are no country" in note for note in snapshot.info.notes)


def test_an_unknown_word_of_the_un_s_is_said_and_reads_as_strong(tmp_path: Path) -> None:
    path = edited(tmp_path, UN / "consolidated.xml", "<QUALITY>Low</QUALITY>", "<QUALITY>Fair</QUALITY>")

    snapshot = load_list(path)

    assert any("quality 'fair'" in note for note in snapshot.info.notes)
    assert snapshot.entities[0].names[-1].quality is AliasQuality.STRONG


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<DATAID>9900002</DATAID>", "<DATAID>9900001</DATAID>", "occurs twice"),
        ("<FIRST_NAME> RI </FIRST_NAME>", "<FIRST_NAME/>", ""),
        ('dateGenerated="2024-03-01T00:00:09.554Z"', "", "no date of generation"),
        ("ENTITY>", "VESSEL>", "'VESSEL' is no kind of entry"),
        ("</ENTITIES>", "", "the XML ends early or is damaged"),
        ("<CONSOLIDATED_LIST ", "<!DOCTYPE CONSOLIDATED_LIST []><CONSOLIDATED_LIST ", "document type"),
    ],
)
def test_a_damaged_un_list_stops(tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = edited(tmp_path, UN / "consolidated.xml", old, new)

    if expected:
        assert expected in problem(path)
    else:
        assert load_list(path).entities[1].name == "SAMPLE HO"


def test_the_eu_list_is_dated_and_counted() -> None:
    info = load_list(EU_XML).info

    assert (info.list, info.published) == ("eu-fsf", "2024-05-13")
    assert (info.counts["entities"], info.counts["names"], info.counts["persons"]) == (3, 8, 2)


def test_the_plainest_name_of_an_eu_entry_comes_first_and_each_keeps_its_language() -> None:
    assert entry(EU_XML, "900101").names == (
        EntityName("Omar Samplovich TESTOV"),
        EntityName("Омар ТЕСТОВ", NameKind.AKA, language="ru"),
        EntityName("Abu Sample", NameKind.AKA, AliasQuality.WEAK),
        EntityName("The Sampler", NameKind.AKA, AliasQuality.WEAK),
        EntityName("gor TESTOV", NameKind.FKA),
        EntityName("TESTOV, Igor", NameKind.FKA),
        EntityName("Omar Testo", NameKind.AKA),
    )


def test_eu_dates_of_birth_keep_their_precision_and_another_calendar_is_not_converted() -> None:
    person = entry(EU_XML, "900101")

    assert person.birth_dates == (
        DateSpan(date(1958, 1, 1), date(1962, 12, 31)),
        DateSpan.month(1963, 4),
        DateSpan.year(1964, around=True),
        DateSpan.day(date(1965, 11, 23)),
        DateSpan.day(date(1982, 4, 19)),
    )
    assert "DOB year 1343, ISLAMIC calendar" in person.remarks


def test_an_eu_entry_says_when_and_under_what_it_is_listed() -> None:
    person = entry(EU_XML, "900101")

    assert person.listed_on == date(2015, 2, 27)
    assert person.legal_basis == ("commission amendment: 2017/404 (OJ L63) of 2017-03-09",)
    assert (person.programs, person.gender, person.nationalities) == (("TAQA",), "male", ("IQ",))
    assert {each.key: (each.kind, each.country) for each in person.identifiers} == {
        "K475000": (IdentifierKind.PASSPORT, "JO"),
        "7802830545": (IdentifierKind.TAX_ID, "RU"),
        "964000000000": (IdentifierKind.PHONE, None),
        "omar@sample.example": (IdentifierKind.EMAIL, None),
    }


def test_one_party_under_two_programmes_is_two_entries_with_ids_of_their_own() -> None:
    assert [each.id for each in load_list(EU_XML).entities] == [
        "eu-fsf:900101",
        "eu-fsf:900102",
        "eu-fsf:900101/UNLI",
    ]


def test_the_eu_s_csv_gives_what_its_xml_gives() -> None:
    def comparable(entity: Entity) -> Entity:
        # The csv has no column for the strength of an alias; contacts stand in one cell of free text.
        contacts = (IdentifierKind.EMAIL, IdentifierKind.PHONE)
        return replace(
            entity,
            names=tuple(replace(name, quality=AliasQuality.STRONG) for name in entity.names),
            identifiers=tuple(each for each in entity.identifiers if each.kind not in contacts),
            remarks="; ".join(sorted(set(entity.remarks.split("; ")) - {"fax +964 00 000 0001"})),
        )

    from_xml, from_csv = load_list(EU_XML), load_list(EU_CSV)

    assert [comparable(each) for each in from_csv.entities] == [
        comparable(each) for each in from_xml.entities
    ]
    assert (from_csv.info.published, from_csv.info.counts["names"]) == ("2024-05-13", 8)


def test_the_eu_s_csv_is_known_by_its_column_names_in_any_order(tmp_path: Path) -> None:
    lines = (EU_CSV / "FULL-1_1.csv").read_text(encoding="utf-8-sig").splitlines()
    path = tmp_path / "download.txt"
    path.write_text("\n".join(";".join(line.split(";")[::-1]) for line in lines) + "\n", encoding="utf-8")

    assert load_list(path).entities == load_list(EU_CSV).entities


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("13/05/2024;900102", "14/05/2024;900102", "rows of several days"),
        (";900102;EU.902.2;", ";;;", "'' is no number of an entry"),
        (";900102;EU.902.2;", ";900102;", "117 columns, expected 118"),
        ("JSC Sample Concern", "", "entry 900102 has no name"),
        ("JSC Sample Concern", '"JSC Sample Concern', "a quote that does not close"),
        ("13/05/2024", "soon", "the date of generation is not clear"),
    ],
)
def test_a_damaged_eu_csv_stops(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert expected in problem(edited(tmp_path, EU_CSV / "FULL-1_1.csv", old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('programme="UNLI"', 'programme="TAQA"', "occurs twice: two editions were merged"),
        ('euReferenceNumber="EU.902.2" logicalId="900102"', 'euReferenceNumber="" logicalId=""', "without a number"),
        ('generationDate="2024-05-13T17:44:28.283+02:00" ', "", "no date of generation"),
        ("sanctionEntity", "sanctionUnit", "is no entry; expected sanctionEntity"),
        ('wholeName="JSC Sample Concern"', 'wholeName=""', "has no name"),
    ],
)  # fmt: skip
def test_a_damaged_eu_xml_stops(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert expected in problem(edited(tmp_path, EU_XML / "FULL-1_1.xml", old, new))


def test_an_export_of_another_publisher_s_is_not_taken_for_the_eu_s(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text("<export><sanctionEntity/></export>", encoding="utf-8")

    assert "no sanctions list of a known format" in problem(path)


def test_a_whole_eu_csv_that_ends_long_before_its_day_is_cut() -> None:
    entities = [
        Entity(
            f"eu-fsf:{number}",
            "eu-fsf",
            PartyKind.PERSON,
            (EntityName("ANY"),),
            listed_on=date(2000 + number // 50, 1, 31),
        )
        for number in range(1200)
    ]

    assert not looks_cut(entities, date(2023, 3, 1))
    assert looks_cut(entities[:1100], date(2023, 3, 1))
    assert not looks_cut(entities[:900], date(2023, 3, 1))
