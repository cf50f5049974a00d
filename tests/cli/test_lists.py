"""`screening lists` as its user runs it, and runs that name lists of the workspace."""

import json
from pathlib import Path

import pytest

from tests.cli.test_exit_codes import CLEAN, LISTS

SDN_CSV, SDN_XML = LISTS / "ofac-sdn-csv", LISTS / "ofac-sdn-xml"
SECOND = [["Name", "Country"], ["SECONDEYE SOLUTION", "PK"], ["Maria Lindqvist", "SE"]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


@pytest.fixture
def kept(screening, place: Path) -> Path:
    """A workspace with two editions of one list."""
    for args in (("--published", "2021-07-07", SDN_CSV), (SDN_XML,)):
        assert screening("lists", "add", *args, "--workspace", place).returncode == 0
    return place


def test_adding_twice_is_no_change_and_says_so(screening, kept):
    again = screening("lists", "add", SDN_XML, "--workspace", kept)

    assert "kept already, nothing changed: us-ofac-sdn@2021-03-10" in again.stdout
    assert again.returncode == 0


def test_list_shows_every_edition_with_its_age_and_which_is_superseded(screening, kept):
    told = screening("lists", "list", "--workspace", kept).stdout.splitlines()

    assert [line.split()[0] for line in told[1:]] == ["us-ofac-sdn@2021-03-10", "us-ofac-sdn@2021-07-07"]
    assert "superseded" in told[1]
    assert "past the limit of 14 days" in told[2]


def test_show_takes_a_name_a_day_and_a_path(screening, kept):
    told = [
        screening("lists", "show", which, "--workspace", kept).stdout
        for which in ("us-ofac-sdn", "us-ofac-sdn@2021-04-01", SDN_XML)
    ]

    assert "edition     2021-07-07, as given when it was added" in told[0]
    assert told[1] == told[2]


def test_verify_leaves_with_4_and_names_the_damaged_edition(screening, kept):
    assert screening("lists", "verify", "--workspace", kept).returncode == 0
    file = next(kept.rglob("sdn.xml"))
    file.write_bytes(file.read_bytes() + b"\n")

    done = screening("lists", "verify", "--workspace", kept)

    assert done.returncode == 4
    assert "us-ofac-sdn@2021-03-10 is damaged: sdn.xml is not as it was stored" in done.stderr
    assert "whole  us-ofac-sdn@2021-07-07" in done.stdout


def test_remove_never_guesses_which_edition_is_meant(screening, kept):
    assert screening("lists", "remove", "us-ofac-sdn", "--workspace", kept).returncode == 2
    assert screening("lists", "remove", "us-ofac-sdn@2021-05-05", "--workspace", kept).returncode == 2
    assert screening("lists", "remove", "us-ofac-sdn@2021-03-10", "--workspace", kept).returncode == 0

    assert "2021-03-10" not in screening("lists", "list", "--workspace", kept).stdout


def test_a_run_names_a_list_and_is_judged_by_the_edition_in_force(screening, kept, workbook):
    args = ("run", workbook(SECOND), "-o", "out.jsonl", "--list", "us-ofac-sdn", "--workspace", kept)

    done = screening(*args, "--as-of", "2021-07-10")

    assert done.returncode == 3, done.stderr
    assert (
        "List: us-ofac-sdn, 8 entities, edition 2021-07-07; 3 days old on 2021-07-10; limit 14" in done.stderr
    )


def test_a_stale_list_stops_the_run_with_4_unless_it_is_allowed(screening, kept, workbook, tmp_path):
    args = ("run", workbook(SECOND), "-o", "out.jsonl", "--list", "us-ofac-sdn", "--workspace", kept)

    stopped = screening(*args, "--as-of", "2021-09-01")
    written = (tmp_path / "out.jsonl").exists()
    allowed = screening(*args, "--as-of", "2021-09-01", "--allow-stale")

    assert (stopped.returncode, written) == (4, False)
    assert "us-ofac-sdn is out of date: 56 days old on 2021-09-01" in stopped.stderr
    assert allowed.returncode == 3
    assert "STALE, used because of --allow-stale" in allowed.stderr


def test_the_limit_of_age_is_the_workspaces_own(screening, kept, workbook):
    (kept / "settings.json").write_text(json.dumps({"freshness": {"lists": {"us-ofac-sdn": 60}}}))

    done = screening(
        "run",
        workbook(SECOND),
        "-o",
        "o.jsonl",
        "--list",
        "all",
        "--workspace",
        kept,
        "--as-of",
        "2021-09-01",
    )

    assert done.returncode == 3, done.stderr


def test_a_name_that_is_not_kept_and_a_workspace_that_is_a_file_are_usage_errors(screening, kept, workbook):
    book = workbook(CLEAN)

    unknown = screening("run", book, "-o", "o.jsonl", "--list", "eu-fsf", "--workspace", kept)
    no_folder = screening("run", book, "-o", "o.jsonl", "--workspace", book)

    assert (unknown.returncode, no_folder.returncode) == (2, 2)
    assert "the workspace holds us-ofac-sdn" in unknown.stderr


def test_the_house_rules_of_the_workspace_apply_to_every_run_and_are_said(screening, place, workbook):
    rules = place / "rules"
    rules.mkdir(parents=True)
    screening("rules", "new", rules / "house.large-payments.yaml")

    done = screening("run", workbook(CLEAN), "-o", "o.jsonl", "--workspace", place)
    (rules / "house.large-payments.yaml").write_text("id: nothing\n", encoding="utf-8")
    broken = screening("run", workbook(CLEAN), "-o", "o.jsonl", "--workspace", place)

    assert "Rules of the house: house.large-payments" in done.stderr
    assert broken.returncode == 2


def test_diff_takes_names_and_paths_and_writes_every_change(screening, kept, tmp_path):
    nothing = screening("lists", "diff", "us-ofac-sdn@2021-03-10", "us-ofac-sdn", "--workspace", kept)
    edition = tmp_path / "later.xml"
    text = (SDN_XML / "sdn.xml").read_text(encoding="utf-8")
    edition.write_text(text.replace("<program>", "<program>NEW-", 1), encoding="utf-8")

    done = screening("lists", "diff", SDN_XML, edition, "-o", "diff.jsonl")
    two_lists = screening("lists", "diff", SDN_XML, LISTS / "ofac-cons-csv")

    assert (nothing.returncode, done.returncode, two_lists.returncode) == (0, 0, 2)
    assert "8  unchanged" in nothing.stdout
    assert "1  changed" in done.stdout
    assert "programmes: + NEW-" in done.stdout
    (line,) = (tmp_path / "diff.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["change"] == "changed"
