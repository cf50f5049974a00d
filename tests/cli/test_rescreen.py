"""`screening rescreen` as its user runs it."""

import json
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_exit_codes import LISTS

ROWS: list[list[str | None]] = [
    ["Name", "Country"],
    ["Harbour Bakery Ltd", "GB"],
    ["BANCO NACIONAL DE CUBA", "CU"],
    ["Nordlicht Handel GmbH", "DE"],
    [None, "SE"],
]
XML = (LISTS / "ofac-sdn-xml" / "sdn.xml").read_text(encoding="utf-8")
NEW = """<sdnEntry><uid>999999</uid><lastName>NORDLICHT HANDEL GMBH</lastName><sdnType>Entity</sdnType>
<programList><program>RUSSIA-EO14024</program></programList></sdnEntry>"""


@pytest.fixture
def place(screening, workbook, tmp_path: Path) -> Path:
    """A workspace with a run by the edition of 10 March, and an edition of 20 March with one entry more."""
    root = tmp_path / "place"
    later = XML.replace("</sdnList>", f"{NEW}</sdnList>").replace("<Record_Count>8<", "<Record_Count>9<")
    (tmp_path / "later.xml").write_text(later.replace("03/10/2021", "03/20/2021"), encoding="utf-8")
    screening("lists", "add", LISTS / "ofac-sdn-xml", "--workspace", root)
    run = screening(
        "run", workbook(ROWS), "-o", "old.jsonl", "--list", "us-ofac-sdn", "--as-of", "2021-03-12", "--actor", "us_bank",
        "--workspace", root,
    )  # fmt: skip
    assert run.returncode == 4, run.stderr
    screening("lists", "add", tmp_path / "later.xml", "--workspace", root)
    return root


@pytest.mark.parametrize("which", ["latest", "old.jsonl", "prefix"])
def test_a_run_is_named_by_its_id_its_report_or_latest(screening, place, which):
    (run,) = (place / "runs").iterdir()

    done = screening(
        "rescreen", run.name[:6] if which == "prefix" else which, "--list", "us-ofac-sdn", "--allow-stale",
        "--workspace", place,
    )  # fmt: skip

    assert done.returncode == 3, done.stderr
    assert "1 entities changed; 1 rows are within their reach" in done.stderr
    assert "1  added to us-ofac-sdn" in done.stderr
    assert "1 rows: clear ▶ " in done.stderr
    assert "unchanged      3 rows" in done.stderr
    assert "Nordlicht" not in done.stderr


def test_every_change_is_written_with_its_cause(screening, place, tmp_path):
    args = ("rescreen", "latest", "--list", "us-ofac-sdn", "--allow-stale", "--workspace", place, "-o")
    for name in ("changes.xlsx", "changes.jsonl", "changes.csv"):
        assert screening(*args, name).returncode == 3

    book = openpyxl.load_workbook(tmp_path / "changes.xlsx")
    (line,) = (tmp_path / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert book.sheetnames == ["Rescreening", "New", "Changed", "Lost"]
    assert (told["state"], told["row"], told["entity_id"]) == ("new", 4, "us-ofac:999999")
    assert (told["cause"], told["verdict_before"]) == ("added to us-ofac-sdn", "clear")


def test_the_same_edition_changes_nothing_and_leaves_with_0(screening, place):
    done = screening(
        "rescreen", "latest", "--list", "us-ofac-sdn@2021-03-10", "--allow-stale", "--workspace", place
    )

    assert done.returncode == 0, done.stderr
    assert "0 entities changed" in done.stderr


def test_more_than_a_list_apart_is_refused_with_the_remedy(screening, place, workbook, tmp_path):
    args = ("rescreen", "latest", "--list", "us-ofac-sdn", "--allow-stale", "--workspace", place)
    (kept,) = place.glob("runs/*/request.json")
    original = kept.read_text(encoding="utf-8")

    kept.write_text(original.replace('"rules_sha256": "', '"rules_sha256": "0'), encoding="utf-8")
    rules = screening(*args)
    kept.write_text(original, encoding="utf-8")
    workbook([*ROWS, ["Somebody Else", "FR"]])
    other_input = screening(*args)
    (tmp_path / "input.xlsx").unlink()
    no_input = screening(*args)

    assert [each.returncode for each in (rules, other_input, no_input)] == [2, 2, 2]
    assert "the rules changed" in rules.stderr
    assert "is not what it was" in other_input.stderr
    assert "no longer there" in no_input.stderr
    assert all("screening run" in each.stderr for each in (rules, other_input, no_input))


def test_an_edition_that_is_no_longer_kept_or_stale_is_an_error(screening, place):
    stale = screening("rescreen", "latest", "--list", "us-ofac-sdn", "--workspace", place)
    screening("lists", "remove", "us-ofac-sdn@2021-03-10", "--workspace", place)
    gone = screening("rescreen", "latest", "--list", "us-ofac-sdn", "--allow-stale", "--workspace", place)
    unknown = screening("rescreen", "nothing", "--list", "us-ofac-sdn", "--workspace", place)

    assert [stale.returncode, gone.returncode, unknown.returncode] == [4, 4, 2]
    assert "no longer kept" in gone.stderr


def test_what_is_kept_of_a_run_holds_no_name_of_the_input(place):
    (kept,) = place.glob("runs/*/request.json")
    text = kept.read_text(encoding="utf-8")

    assert not any(str(row[0]) in text for row in ROWS[1:] if row[0])
    assert json.loads(text)["editions"][0]["list"] == "us-ofac-sdn"


def test_a_rescreening_is_entered_in_the_journal_by_digests_and_counts(screening, place, tmp_path):
    screening(
        "rescreen", "latest", "--list", "us-ofac-sdn", "--allow-stale", "--workspace", place, "-o", "changes.csv"
    )  # fmt: skip

    line = (place / "journal.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    entry = json.loads(line)
    facts = entry["facts"]
    verified = screening("audit", "verify", "--workspace", place)
    assert entry["event"] == "rescreened"
    assert [facts[each][0]["edition"] for each in ("lists_before", "lists")] == ["2021-03-10", "2021-03-20"]
    assert facts["rows"] == {"in": 4, "judged_again": 1, "changed": 1}
    assert facts["matches"] == {"new": 1, "changed": 0, "lost": 0}
    assert facts["output"]["sha256"] == sha256((tmp_path / "changes.csv").read_bytes()).hexdigest()
    assert "nordlicht" not in line.lower()
    assert verified.returncode == 0, verified.stdout


def test_a_match_that_a_reviewer_dismissed_is_not_open_in_a_rescreening(screening, place, workbook, tmp_path):
    args = (workbook(ROWS), "--as-of", "2021-03-22", "--actor", "us_bank", "--workspace", place)
    screening("run", *args, "-o", "first.xlsx", "--list", "us-ofac-sdn")
    book = openpyxl.load_workbook(tmp_path / "first.xlsx")
    sheet = book["Matches to review"]
    header = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Ref")
    for row in range(header + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            for column, value in ((4, "False positive"), (5, "Another company"), (6, "A. Analyst")):
                sheet.cell(row, column).value = value
    book.save(tmp_path / "filled.xlsx")
    imported = screening("review", "import", "filled.xlsx", "--workspace", place)
    screening("run", *args, "-o", "old.jsonl", "--list", "us-ofac-sdn@2021-03-10")

    rescreen = ("rescreen", "latest", "--list", "us-ofac-sdn", "--allow-stale", "--workspace", place)
    done = screening(*rescreen, "-o", "changes.jsonl")

    screening("run", *args, "-o", "new.jsonl", "--list", "us-ofac-sdn")
    full = [json.loads(each) for each in (tmp_path / "new.jsonl").read_text(encoding="utf-8").splitlines()]
    (told,) = map(json.loads, (tmp_path / "changes.jsonl").read_text(encoding="utf-8").splitlines())
    assert imported.returncode == 0, imported.stderr
    assert (told["state"], told["verdict_now"]) == ("new", "clear"), done.stderr
    assert told["verdict_now"] == next(each["verdict"] for each in full if each.get("row") == told["row"])
    assert "clear ▶" not in done.stderr
