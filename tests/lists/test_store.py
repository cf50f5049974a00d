"""Editions in the workspace: kept whole, found by name and day, and never used when damaged."""

import json
import shutil
import stat
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from screening.errors import ListError, UsageError, WorkspaceError
from screening.lists import Added, ListStore, Origin, load_list, open_lists
from screening.workspace import Workspace

WHEN = datetime(2021, 7, 8, 9, 30, tzinfo=UTC)
ORIGIN = Origin(source="given by hand", retrieved=WHEN, program="test")


@pytest.fixture
def store(tmp_path: Path) -> ListStore:
    return ListStore(Workspace.at(tmp_path / "workspace"))


def added(store: ListStore, path: Path, day: date | None = None) -> Added:
    return store.add(path, replace(ORIGIN, day=day))


def test_a_kept_edition_reads_as_the_publishers_files_do(store: ListStore, csv_set: Path):
    kept = added(store, csv_set, date(2021, 7, 7)).edition

    assert kept.open().entities == load_list(csv_set).entities
    assert kept.manifest.label == "us-ofac-sdn@2021-07-07"
    assert sorted(each.name for each in kept.paths) == sorted(each.name for each in csv_set.iterdir())


def test_only_the_files_of_the_list_are_kept(store: ListStore, csv_set: Path):
    (csv_set / "payments of our customers.xlsx").write_bytes(b"private")

    kept = added(store, csv_set).edition

    assert len(kept.paths) == 4
    assert not list(store.workspace.root.rglob("payments*"))


def test_the_same_edition_is_kept_once_whatever_its_file_is_called(store: ListStore, xml_file: Path):
    first = added(store, xml_file)
    again = added(store, xml_file.rename(xml_file.with_name("list of march.xml")))

    assert (first.new, again.new) == (True, False)
    assert again.edition.folder == first.edition.folder
    assert len(store.editions()) == 1


def test_an_undated_edition_counts_from_the_day_of_adding_until_its_day_is_given(
    store: ListStore, csv_set: Path
):
    undated = added(store, csv_set)
    dated = added(store, csv_set, date(2021, 7, 7))

    assert (undated.edition.manifest.day, undated.edition.manifest.dated_by) == (
        date(2021, 7, 8),
        "retrieval",
    )
    assert (dated.edition.manifest.day, dated.edition.manifest.dated_by) == (date(2021, 7, 7), "user")
    assert not dated.new
    assert store.find("us-ofac-sdn").manifest == dated.edition.manifest


def test_the_day_in_the_files_outranks_the_one_given(store: ListStore, xml_file: Path):
    assert added(store, xml_file, date(2020, 1, 1)).edition.manifest.day == date(2021, 3, 10)


@pytest.fixture
def two_editions(store: ListStore, csv_set: Path, xml_file: Path) -> ListStore:
    added(store, xml_file)
    added(store, csv_set, date(2021, 7, 7))
    return store


@pytest.mark.parametrize(
    ("asked", "as_of", "day"),
    [
        ("us-ofac-sdn", None, "2021-07-07"),
        ("us-ofac-sdn", date(2021, 7, 7), "2021-07-07"),
        ("us-ofac-sdn", date(2021, 7, 6), "2021-03-10"),
        ("us-ofac-sdn@2021-03-10", date(2021, 8, 1), "2021-03-10"),
        ("us-ofac-sdn@2021-05-01", None, "2021-03-10"),
        ("us-ofac-sdn@2024-01-01", None, "2021-07-07"),
    ],
)
def test_a_name_means_the_edition_in_force_on_the_day(two_editions: ListStore, asked, as_of, day):
    assert str(two_editions.find(asked, as_of).manifest.day) == day


def test_a_digest_names_one_edition(two_editions: ListStore):
    for each in two_editions.editions():
        assert two_editions.find(f"us-ofac-sdn@{each.manifest.sha256[:8]}") == each


def test_before_the_first_edition_none_is_in_force_and_the_remedy_is_said(two_editions: ListStore):
    with pytest.raises(ListError, match=r"oldest that is kept is of 2021-03-10.*lists add"):
        two_editions.find("us-ofac-sdn", date(2021, 3, 9))


@pytest.mark.parametrize(
    "asked", ["eu-fsf", "us-ofac-sdn@nonsense", "us-ofac-sdn@abcdef", "../lists", "", ".."]
)
def test_a_name_that_is_not_kept_is_refused_with_those_that_are(two_editions: ListStore, asked):
    with pytest.raises(UsageError, match="us-ofac-sdn"):
        two_editions.find(asked)


def test_all_means_every_list_once(two_editions: ListStore, consolidated_set: Path):
    added(two_editions, consolidated_set, date(2021, 5, 1))

    found = two_editions.resolve("all", date(2021, 6, 1))

    assert [each.manifest.label for each in found] == ["us-ofac-cons@2021-05-01", "us-ofac-sdn@2021-03-10"]


@pytest.mark.parametrize("damage", ["flip", "cut", "remove", "beside", "swap"])
def test_a_damaged_edition_is_refused_and_can_be_added_again(store: ListStore, csv_set: Path, damage: str):
    edition = added(store, csv_set).edition
    file = edition.paths[1]
    raw = file.read_bytes()
    match damage:
        case "flip":
            file.write_bytes(bytes([raw[0] ^ 1]) + raw[1:])
        case "cut":
            file.write_bytes(raw[:-10])
        case "remove":
            file.unlink()
        case "beside":
            (file.parent / "more.csv").write_bytes(b"1,2\r\n")
        case "swap":
            file.write_bytes(edition.paths[0].read_bytes())

    with pytest.raises(ListError, match="is damaged") as caught:
        open_lists(["us-ofac-sdn"], store, None)

    assert caught.value.exit_code == 4
    assert added(store, csv_set).new
    assert open_lists(["us-ofac-sdn"], store, None)[0].entities == load_list(csv_set).entities


def test_a_damaged_manifest_is_an_error_with_its_place(store: ListStore, csv_set: Path):
    manifest = added(store, csv_set).edition.folder / "manifest.json"
    told = json.loads(manifest.read_text())
    for text in ("", "[]", json.dumps(told | {"surprise": 1}), json.dumps(told | {"list": "eu-fsf"})):
        manifest.write_text(text)

        with pytest.raises(WorkspaceError, match=r"manifest\.json"):
            store.find("us-ofac-sdn")


def test_what_a_killed_process_left_behind_is_no_edition_and_is_cleared_away(store: ListStore, csv_set: Path):
    left = store.workspace.folder(store.workspace.lists) / ".draft-left" / "files"
    shutil.copytree(csv_set, left)

    assert not store.editions()
    added(store, csv_set)

    assert not left.exists()
    assert [each.name for each in store.workspace.lists.iterdir()] == ["us-ofac-sdn"]


def test_a_removed_edition_is_gone_whole(two_editions: ListStore):
    newest, oldest = two_editions.find("us-ofac-sdn"), two_editions.find("us-ofac-sdn@2021-03-10")

    two_editions.remove(newest)

    assert two_editions.editions() == (oldest,)
    assert not newest.folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the rights of the user's own folder")
def test_what_is_kept_is_for_its_owner_only(store: ListStore, csv_set: Path):
    for each in csv_set.iterdir():
        each.chmod(0o644)

    folder = added(store, csv_set).edition.folder

    modes = {stat.S_IMODE(each.stat().st_mode) for each in folder.rglob("*") if each.is_file()}
    places = {stat.S_IMODE(each.stat().st_mode) for each in (folder, folder / "files", folder.parent)}
    assert (modes, places) == ({0o600}, {0o700})
