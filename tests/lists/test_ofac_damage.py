"""Damaged, mixed and missing files: each stops with the place and what to do."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.errors import ListError
from screening.lists import load_list
from tests.lists.conftest import FIXTURES

CSV_FILES = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


def problem(path: Path) -> str:
    with pytest.raises(ListError) as caught:
        load_list(path)
    assert caught.value.exit_code == 4
    assert caught.value.where is not None
    assert caught.value.remedy
    return str(caught.value)


def edit(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


@pytest.mark.parametrize("name", CSV_FILES)
def test_a_missing_sister_file_stops_and_is_named(csv_set: Path, name: str) -> None:
    (csv_set / name).unlink()

    text = problem(csv_set)

    assert f"{name} is missing" in text
    assert "download all four files again" in text


@pytest.mark.parametrize("name", CSV_FILES[:3])
def test_an_empty_file_stops(csv_set: Path, name: str) -> None:
    (csv_set / name).write_bytes(b"")

    assert f"{name}: the file is empty" in problem(csv_set)


def test_empty_comments_stop_where_a_remark_goes_on_in_them(csv_set: Path) -> None:
    (csv_set / "sdn_comments.csv").write_bytes(b"\x1a")

    text = problem(csv_set)

    assert "sdn.csv:8" in text
    assert "entity 29703 is cut at 1000 characters" in text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(CSV_FILES), st.floats(0, 1, exclude_max=True))
def test_a_csv_file_cut_anywhere_stops(
    tmp_path_factory: pytest.TempPathFactory, name: str, share: float
) -> None:
    folder = tmp_path_factory.mktemp("cut") / "sdn"
    shutil.copytree(FIXTURES / "ofac-sdn-csv", folder)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: int(len(content) * share)])

    assert name in problem(folder) or "cut at 1000 characters" in problem(folder)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1, exclude_max=True))
def test_an_xml_file_cut_anywhere_stops(tmp_path_factory: pytest.TempPathFactory, share: float) -> None:
    path = tmp_path_factory.mktemp("cut") / "sdn.xml"
    content = (FIXTURES / "ofac-sdn-xml" / "sdn.xml").read_bytes().rstrip()
    path.write_bytes(content[: int(len(content) * share)])

    assert "sdn.xml" in problem(path)


def test_an_old_main_file_beside_new_aliases_stops_with_the_count(csv_set: Path) -> None:
    edit(
        csv_set / "alt.csv", b"\x1a", b'99999,1,"aka","NEW ONE",-0- \r\n99998,2,"aka","NEW TWO",-0- \r\n\x1a'
    )

    text = problem(csv_set)

    assert "alt.csv:8: 2 rows belong to entities that sdn.csv lacks (the first: 99999)" in text


def test_comments_of_another_edition_stop(csv_set: Path) -> None:
    comments = csv_set / "sdn_comments.csv"
    comments.write_bytes(comments.read_bytes() + b'99999,"x."\r\n')

    assert "sdn_comments.csv: 1 of its entities are not in sdn.csv (the first: 99999)" in problem(csv_set)


def grow(csv_set: Path, entities: int) -> None:
    more = "".join(
        f'{90000 + number},"NEW {number}",-0- ,"CUBA"{",-0- " * 8}\r\n' for number in range(entities)
    )
    edit(csv_set / "sdn.csv", b"\x1a", more.encode() + b"\x1a")


def test_an_address_file_of_an_older_edition_stops(csv_set: Path) -> None:
    grow(csv_set, 100)

    assert "add.csv: 100 of 108 entities have no row (the first: 90000)" in problem(csv_set)


def test_an_extract_without_an_address_row_is_read_and_said(csv_set: Path) -> None:
    grow(csv_set, 2)

    assert load_list(csv_set).info.notes == ("add.csv: 2 of 10 entities have no row (the first: 90000)",)


def grow_with_addresses(csv_set: Path, entities: int) -> None:
    grow(csv_set, entities)
    rows = "".join(f"{90000 + number},{90000 + number},-0- ,-0- ,-0- ,-0- \r\n" for number in range(entities))
    edit(csv_set / "add.csv", b"\x1a", rows.encode() + b"\x1a")


def test_an_alias_file_that_ends_long_before_the_list_does_stops(csv_set: Path) -> None:
    grow_with_addresses(csv_set, 400)

    assert "alt.csv: the last 402 of 408 entities have no alias" in problem(csv_set)


def test_an_alias_file_that_may_end_too_early_is_said(csv_set: Path) -> None:
    grow_with_addresses(csv_set, 120)

    assert "alt.csv: the last 122 of 128 entities have no alias" in load_list(csv_set).info.notes[0]


@pytest.mark.parametrize("name", ["alt.csv", "add.csv"])
def test_a_row_that_occurs_twice_stops(csv_set: Path, name: str) -> None:
    first = (csv_set / name).read_bytes().split(b"\r\n")[0] + b"\r\n"
    edit(csv_set / name, b"\x1a", first + b"\x1a")

    assert "two editions were merged" in problem(csv_set)


def test_two_merged_editions_stop(csv_set: Path) -> None:
    main = csv_set / "sdn.csv"
    body = main.read_bytes().removesuffix(b"\x1a")
    main.write_bytes(body + body + b"\x1a")

    assert "sdn.csv:9: entity 36 stands here and on line 1" in problem(csv_set)


def test_a_ragged_line_stops_with_its_number(csv_set: Path) -> None:
    edit(csv_set / "sdn.csv", b'"ABBAS, Abu","individual"', b'"ABBAS, Abu"')

    assert "sdn.csv:3: the line is damaged: 11 columns, expected 12" in problem(csv_set)


def test_a_damaged_first_line_is_named_when_the_file_is_given(csv_set: Path) -> None:
    edit(csv_set / "sdn.csv", b"36,", b"3x6,")

    assert "sdn.csv:1: the line is damaged" in problem(csv_set / "sdn.csv")


def test_an_open_quote_stops_at_its_line(csv_set: Path) -> None:
    edit(csv_set / "add.csv", b'"Havana","Cuba"', b'"Havana,"Cuba"')

    assert "add.csv:1: the line is damaged" in problem(csv_set)


def test_an_open_quote_never_swallows_the_next_entity(csv_set: Path) -> None:
    edit(csv_set / "alt.csv", b'"AERO-CARIBBEAN",-0- ', b'"AERO-CARIBBEAN')

    assert "alt.csv:1: the line is damaged: a quote that does not close" in problem(csv_set)


def test_a_quoted_line_break_stops_for_no_cell_of_ofac_has_one(csv_set: Path) -> None:
    edit(csv_set / "sdn.csv", b'"AEROCARIBBEAN AIRLINES"', b'"AEROCARIBBEAN\r\nAIRLINES"')

    assert "sdn.csv:1: the line is damaged: a quote that does not close on its line" in problem(csv_set)


def test_blank_lines_are_passed_over(csv_set: Path) -> None:
    before = load_list(csv_set).entities
    edit(csv_set / "sdn.csv", b"\r\n306,", b"\r\n\r\n306,")

    assert load_list(csv_set).entities == before


def test_binary_data_deep_in_a_file_stops_at_its_line(csv_set: Path) -> None:
    edit(csv_set / "sdn.csv", b"\x1a", b"x" * 70000 + b"\0\r\n\x1a")

    assert "sdn.csv:9: binary data in the middle of the file" in problem(csv_set)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"36,", b"3x6,", "sdn.csv:1: the line is damaged: '3x6' is no entity number"),
        (b'"AEROCARIBBEAN AIRLINES"', b"-0- ", "sdn.csv:1: an entity without a name"),
        (b'"individual"', b'"robot"', "'robot' is no type of party"),
        (b"CUBA", b"CU\0BA", "binary data"),
    ],
)
def test_a_nonsense_cell_stops(csv_set: Path, old: bytes, new: bytes, expected: str) -> None:
    edit(csv_set / "sdn.csv", old, new)

    assert expected in problem(csv_set)


def test_a_nonsense_alias_stops(csv_set: Path) -> None:
    edit(csv_set / "alt.csv", b'"aka"', b'"xka"')

    assert "alt.csv:1: 'xka' 'AERO-CARIBBEAN' is no alias" in problem(csv_set)


def test_a_file_in_windows_1252_is_read_and_said(csv_set: Path) -> None:
    edit(csv_set / "sdn.csv", b"AEROCARIBBEAN", "AÉROCARIBBEAN".encode("cp1252"))

    snapshot = load_list(csv_set)

    assert snapshot.entities[0].name == "AÉROCARIBBEAN AIRLINES"
    assert snapshot.info.notes == ("sdn.csv is not UTF-8 from line 1 on; it was read as Windows-1252",)


def test_text_in_no_known_encoding_stops(csv_set: Path) -> None:
    edit(csv_set / "sdn.csv", b"AEROCARIBBEAN", b"A\x81ROCARIBBEAN")

    assert "sdn.csv:1: the text is neither UTF-8 nor Windows-1252" in problem(csv_set)


def test_the_byte_order_mark_and_plain_line_ends_change_nothing(csv_set: Path) -> None:
    before = load_list(csv_set).entities
    for name in CSV_FILES:
        content = (csv_set / name).read_bytes().replace(b"\r\n", b"\n").removesuffix(b"\x1a")
        (csv_set / name).write_bytes(b"\xef\xbb\xbf" + content)

    assert load_list(csv_set).entities == before


def test_file_names_in_capitals_are_the_same_set(csv_set: Path) -> None:
    before = load_list(csv_set).entities
    for name in CSV_FILES:
        (csv_set / name).rename(csv_set / f"{name}.moved")
        (csv_set / f"{name}.moved").rename(csv_set / name.upper())

    assert load_list(csv_set).entities == before


def test_an_xml_that_holds_fewer_entries_than_it_says_stops(xml_file: Path) -> None:
    edit(xml_file, b"<Record_Count>8<", b"<Record_Count>9<")

    assert "says that it holds 9 entries, but 8 were read" in problem(xml_file)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"<Record_Count>8</Record_Count>", b"", "an unknown number of"),
        (b"publshInformation", b"otherInformation", "is damaged"),
        (b"<Publish_Date>03/10/2021", b"<Publish_Date>soon", "the publication date is not clear"),
        (b"<uid>36</uid>", b"<uid>306</uid>", "entity 306 occurs twice"),
        (b"<sdnType>Entity", b"<sdnType>Robot", "'robot' is no type of party"),
        (b"<category>strong", b"<category>dubious", "'dubious'"),
        (b"<type>a.k.a.", b"<type>z.k.a.", "is no alias"),
        (b"<lastName>AEROCARIBBEAN AIRLINES</lastName>", b"", "an entry without a number or a name"),
        (b"AEROCARIBBEAN", b"A & B", "is damaged"),
    ],
)
def test_a_nonsense_element_stops(xml_file: Path, old: bytes, new: bytes, expected: str) -> None:
    edit(xml_file, old, new)

    assert expected in problem(xml_file)


def test_an_xml_without_its_header_stops(xml_file: Path) -> None:
    content = xml_file.read_bytes()
    start, end = content.index(b"<publshInformation>"), content.index(b"</publshInformation>") + 20
    xml_file.write_bytes(content[:start] + content[end:])

    assert "no publshInformation" in problem(xml_file)


def test_an_xml_without_entries_stops(xml_file: Path) -> None:
    content = xml_file.read_bytes().replace(b"<Record_Count>8<", b"<Record_Count>0<")
    xml_file.write_bytes(content[: content.index(b"  <sdnEntry>")] + b"</sdnList>")

    assert "the list holds no entries" in problem(xml_file)


def test_an_xml_with_a_document_type_is_refused_before_its_entities_grow(xml_file: Path) -> None:
    bomb = b'<!DOCTYPE sdnList [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<sdnList'
    edit(xml_file, b"<sdnList", bomb)

    assert "document type declaration" in problem(xml_file)


def test_an_element_that_a_later_edition_adds_is_noted_not_hidden(xml_file: Path) -> None:
    before = load_list(xml_file).entities
    edit(xml_file, b"<programList>", b"<moonList><moon>x</moon></moonList><programList>")

    snapshot = load_list(xml_file)

    assert snapshot.entities == before
    assert snapshot.info.notes == ("elements not read: moonList (1)",)
