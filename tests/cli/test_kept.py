"""What a run keeps so that it can be made again, and what is deleted with it."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

LISTS = Path(__file__).parents[2] / "fixtures" / "lists"
ROWS = [["Name", "Country"], ["Harbour Bakery Ltd", "GB"], ["Konstantin Kilimnick", "RU"]]
PLACE = ("--workspace", "place")
AS_OF = ("--as-of", "2021-07-07")


@pytest.fixture
def kept(screening, workbook, tmp_path: Path) -> Path:
    """An input that was screened with `--keep-input`, beside holdings and a house list of the user's own; the folder of its run."""
    holdings = workbook(
        [["Owner", "Company", "Percent"], ["Konstantin Kilimnick", "Kili Ltd", 60]], "own.xlsx"
    )
    house = workbook([["Name"], ["Harbour Bakery Ltd"]], "watch.xlsx")
    more = ("--ownership", holdings, "--house-list", house)
    done = screening("run", workbook(ROWS), "-o", "out.xlsx", "--keep-input", *more, *AS_OF, *PLACE)
    assert done.returncode == 3, done.stderr
    (folder,) = (tmp_path / "place" / "runs").iterdir()
    return folder


def test_a_run_is_replayed_from_the_copies_that_it_kept_when_every_file_is_gone(
    screening, kept: Path, tmp_path: Path
):
    for name in ("input.xlsx", "own.xlsx", "watch.xlsx"):
        (tmp_path / name).unlink()

    done = screening("audit", "replay", "latest", *PLACE)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("identical: run ")
    assert "input.xlsx is gone: the copy that was kept is read" in done.stderr


def test_a_changed_file_is_told_of_and_one_that_is_named_is_taken_as_it_is(
    screening, kept: Path, tmp_path: Path
):
    book = openpyxl.load_workbook("input.xlsx")
    book.worksheets[0]["A2"] = "Harbour Bakers Ltd"
    book.save("input.xlsx")

    replayed = screening("audit", "replay", "latest", *PLACE)
    named = screening("audit", "replay", "latest", "--input", "input.xlsx", *PLACE)

    assert (replayed.returncode, "input.xlsx is not what it was" in replayed.stderr) == (0, True)
    assert (named.returncode, "input of the run is not what it was" in named.stdout) == (4, True)


def test_a_damaged_copy_is_not_taken_for_the_input(screening, kept: Path, tmp_path: Path):
    (copy,) = kept.glob("inputs/*/input.xlsx")
    copy.write_bytes(copy.read_bytes()[:-1])
    (tmp_path / "input.xlsx").unlink()

    done = screening("audit", "replay", "latest", *PLACE)

    assert (done.returncode, "input of the run is no longer there" in done.stdout) == (4, True)


def test_copies_are_for_their_owner_only_and_go_with_the_run(screening, kept: Path):
    copies = [each for each in kept.rglob("*") if each.is_file() and "inputs" in each.parts]

    done = screening("audit", "forget", "latest", *PLACE)

    assert sorted(each.name for each in copies) == ["input.xlsx", "own.xlsx", "watch.xlsx"]
    assert done.returncode == 0, done.stderr
    assert [each.name for each in kept.iterdir()] == ["journal.json"]


@pytest.mark.skipif(not hasattr(__import__("os"), "getuid"), reason="the system has no owner's rights")
def test_a_copy_can_be_read_by_its_owner_only(kept: Path):
    assert {each.stat().st_mode & 0o077 for each in kept.rglob("*")} == {0}


def test_without_the_option_no_input_is_kept_and_without_the_journal_none_can_be(
    screening, workbook, tmp_path: Path
):
    screening("run", workbook(ROWS), "-o", "out.jsonl", *AS_OF, *PLACE)
    refused = screening("run", "input.xlsx", "-o", "o.jsonl", "--keep-input", "--no-journal", *AS_OF, *PLACE)

    assert not list((tmp_path / "place").rglob("input*"))
    assert (refused.returncode, "leave --keep-input or --no-journal out" in refused.stderr) == (2, True)


def test_an_edition_goes_with_the_last_run_that_needs_it(screening, workbook, tmp_path: Path):
    shutil.copytree(LISTS / "ofac-sdn-csv", tmp_path / "sdn")
    for name in ("one.xlsx", "two.xlsx"):
        rows = [*ROWS, [name, "GB"]]
        screening("run", workbook(rows, name), "-o", "out.jsonl", "--list", "sdn", *AS_OF, *PLACE)
    first, last = sorted(each.name for each in (tmp_path / "place" / "runs").iterdir())
    editions = tmp_path / "place" / "run-lists" / "lists" / "us-ofac-sdn"

    one = screening("audit", "forget", first, *PLACE)
    still = list(editions.iterdir())
    other = screening("audit", "forget", last, *PLACE)

    assert (one.returncode, len(still), list(editions.iterdir())) == (0, 1, [])
    assert "1 run and 0 answers deleted, and 1 edition that no other run needs" in other.stdout


def test_a_run_by_the_rows_own_days_is_replayed_by_the_editions_of_then(screening, workbook, tmp_path: Path):
    source = (LISTS / "ofac-sdn-xml" / "sdn.xml").read_text(encoding="utf-8")
    entry = source[source.rindex("<sdnEntry>") : source.rindex("</sdnEntry>") + len("</sdnEntry>")]
    fewer = source.replace(entry, "").replace("<Record_Count>8<", "<Record_Count>7<")
    later = ", ".join(re.findall(r"<(?:last|first)Name>(.*?)</", entry)[1::-1])
    for day, text in (("03/10/2021", fewer), ("04/15/2021", source)):
        (tmp_path / "sdn.xml").write_text(text.replace("03/10/2021", day), encoding="utf-8")
        assert screening("lists", "add", "sdn.xml", *PLACE).returncode == 0
    rows = [
        ["Beneficiary", "Trade date"],
        [later, "2021-03-20"],
        [later, "2021-04-20"],
        [later, "2020-01-01"],
    ]
    path = workbook(rows)
    ran = screening(
        "run",
        path,
        "-o",
        "o.xlsx",
        "--list",
        "us-ofac-sdn",
        "--as-of",
        "row:2021-04-20",
        "--allow-stale",
        *PLACE,
    )
    (tmp_path / "sdn.xml").write_text(source.replace("03/10/2021", "03/19/2021"), encoding="utf-8")

    same = screening("audit", "replay", "latest", *PLACE)
    assert screening("lists", "add", "sdn.xml", *PLACE).returncode == 0
    added = screening("audit", "replay", "latest", *PLACE)
    removed = screening("lists", "remove", "us-ofac-sdn@2021-03-10", *PLACE)
    gone = screening("audit", "replay", "latest", *PLACE)

    assert ran.returncode == 4, ran.stderr
    assert (same.returncode, "identical" in same.stdout) == (0, True), same.stdout + same.stderr
    assert (added.returncode, "identical" in added.stdout) == (0, True), added.stdout + added.stderr
    assert removed.returncode == 0, removed.stderr
    assert (gone.returncode, "is no longer kept" in gone.stdout) == (4, True)
