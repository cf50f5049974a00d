"""What a run leaves in the journal, and how it is checked and shown."""

import json
from pathlib import Path

ROWS = [["Name", "Country"], ["Harbour Bakery Ltd", "GB"], ["Konstantin Kilimnick", "RU"]]


def test_a_run_is_entered_when_it_begins_and_when_its_report_stands(screening, workbook, tmp_path: Path):
    screening("run", workbook(ROWS), "-o", "out.jsonl", "--as-of", "2021-07-07", "--workspace", "place")

    entries = [json.loads(line) for line in (tmp_path / "place" / "journal.jsonl").read_text().splitlines()]
    assert [each["event"] for each in entries] == ["run begun", "run"]
    facts = entries[1]["facts"]
    assert facts["rows"] == {"in": 2, "screened": 2, "not_screened": 0, "skipped": 0}
    assert facts["verdicts"]["review"] == 1
    assert set(facts["report"]) == {"file", "format", "sha256"}


def test_the_journal_holds_no_name_of_a_party(screening, workbook, tmp_path: Path):
    screening("run", workbook(ROWS), "-o", "out.jsonl", "--workspace", "place")

    written = (tmp_path / "place" / "journal.jsonl").read_text().casefold()
    assert "kilimni" not in written
    assert "harbour" not in written


def test_a_workspace_that_cannot_be_written_stops_the_run_before_it_begins(
    screening, workbook, tmp_path: Path
):
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "journal.jsonl").mkdir()

    done = screening("run", workbook(ROWS), "-o", "out.jsonl", "--workspace", "place")

    assert done.returncode == 4
    assert "--no-journal" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_run_without_a_journal_says_so_in_its_report(screening, workbook, tmp_path: Path):
    import openpyxl

    done = screening("run", workbook(ROWS), "-o", "out.xlsx", "--workspace", "place", "--no-journal")

    assert done.returncode == 3, done.stderr
    assert not (tmp_path / "place" / "journal.jsonl").exists()
    cells = [str(cell) for row in openpyxl.load_workbook("out.xlsx")["Audit"].values for cell in row]
    assert any("--no-journal" in cell for cell in cells)


def test_a_whole_journal_is_said_to_be_whole_and_a_changed_one_leaves_with_4(
    screening, workbook, tmp_path: Path
):
    screening("run", workbook(ROWS), "-o", "out.jsonl", "--workspace", "place")
    whole = screening("audit", "verify", "--workspace", "place")
    journal = tmp_path / "place" / "journal.jsonl"
    journal.write_text(journal.read_text().replace('"review":1', '"review":0'))

    changed = screening("audit", "verify", "--workspace", "place")

    assert (whole.returncode, whole.stdout.partition(":")[0]) == (0, "whole")
    assert changed.returncode == 4
    assert "line 2, entry 2: changed" in changed.stdout


def test_what_verify_finds_can_be_read_by_a_program(screening, workbook):
    screening("run", workbook(ROWS), "-o", "out.jsonl", "--workspace", "place")

    told = json.loads(screening("audit", "verify", "--json", "--workspace", "place").stdout)

    assert (told["whole"], told["entries"], told["flaws"]) == (True, 2, [])


def test_a_run_that_did_not_end_is_listed_as_such(screening, workbook, tmp_path: Path):
    screening("run", workbook(ROWS), "-o", "out.jsonl", "--workspace", "place")
    journal = tmp_path / "place" / "journal.jsonl"
    journal.write_text(journal.read_text().splitlines(keepends=True)[0])

    told = screening("audit", "list", "--workspace", "place").stdout

    assert "has not ended" in told


def test_entries_are_listed_and_shown_by_run_and_by_number(screening, workbook):
    screening("run", workbook(ROWS), "-o", "out.jsonl", "--workspace", "place")

    listed = screening("audit", "list", "--workspace", "place").stdout
    shown = screening("audit", "show", "2", "--workspace", "place").stdout

    assert "1 review" in listed
    run = json.loads(shown)["facts"]["run_id"]
    assert run in screening("audit", "show", run[:8], "--workspace", "place").stdout
    assert screening("audit", "show", "nothing", "--workspace", "place").returncode == 2
