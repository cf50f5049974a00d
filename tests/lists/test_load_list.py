"""The one door: what is recognised, by content, and what is turned away in plain words."""

from pathlib import Path

import pytest

from screening.errors import ListError
from screening.lists import load_list
from tests.lists.conftest import FIXTURES


def problem(path: Path) -> str:
    with pytest.raises(ListError) as caught:
        load_list(path)
    return str(caught.value)


def test_a_file_of_the_set_stands_for_its_folder(csv_set: Path) -> None:
    assert load_list(csv_set / "sdn.csv").entities == load_list(csv_set).entities


def test_an_xml_is_known_whatever_its_name(xml_file: Path) -> None:
    renamed = xml_file.rename(xml_file.with_name("list-of-march.dat"))

    assert load_list(renamed).info.list == "us-ofac-sdn"


def test_a_folder_with_one_xml_is_that_list(xml_file: Path) -> None:
    (xml_file.parent / "readme.txt").write_text("downloaded on Monday", encoding="utf-8")

    assert load_list(xml_file.parent).info.published == "2021-03-10"


def test_two_editions_in_one_folder_are_not_mixed(csv_set: Path, xml_file: Path) -> None:
    xml_file.rename(csv_set / "sdn.xml")

    assert "more than one edition" in problem(csv_set)


def test_two_xml_files_in_one_folder_are_not_mixed(xml_file: Path) -> None:
    xml_file.with_name("older.xml").write_bytes(xml_file.read_bytes())

    assert "more than one edition (older.xml, sdn.xml)" in problem(xml_file.parent)


def test_a_missing_path_and_an_empty_folder_are_told_apart(tmp_path: Path) -> None:
    assert "no such file or folder" in problem(tmp_path / "nothing")
    assert "the folder is empty" in problem(tmp_path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty"),
        (b"  \r\n\x1a", "the file is empty"),
        (b"<!DOCTYPE html><html><body>Access denied</body></html>", "a web page"),
        (b"PK\x03\x04rest", "an archive"),
        (b"\x1f\x8brest", "an archive"),
        (b"\x00\x01\x02", "binary data"),
        (b"name,country\nACME,US\n", "no sanctions list of a known format"),
        (b"<?xml version='1.0'?><SOME_OTHER_LIST/>", "no sanctions list of a known format"),
        (b"just words", "no sanctions list of a known format"),
    ],
)
def test_what_is_no_list_is_turned_away_with_the_reason(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    path = tmp_path / "sdn.csv"
    path.write_bytes(content)

    assert expected in problem(path)


def test_a_web_page_saved_under_a_sister_s_name_stops(csv_set: Path) -> None:
    (csv_set / "alt.csv").write_bytes(b"<html><title>503</title></html>")

    assert "alt.csv:1: the file is a web page" in problem(csv_set)


def test_progress_counts_every_byte(csv_set: Path, xml_file: Path) -> None:
    class Tally:
        total: int | None = 0
        done = 0

        def start(self, stage: str, total: int | None) -> None:
            self.total, self.done = total, 0

        def advance(self, done: int) -> None:
            self.done += done

        def finish(self) -> None:
            assert self.done == self.total

    for path in (csv_set, xml_file):
        load_list(path, Tally())


def test_the_extracts_are_kept_in_the_publishers_own_bytes() -> None:
    assert (FIXTURES / "ofac-sdn-csv" / "sdn.csv").read_bytes().endswith(b"\r\n\x1a")
