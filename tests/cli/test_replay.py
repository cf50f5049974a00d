"""A run made again is identical, or the cause is named; two runs are held against each other."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

LISTS = Path(__file__).parents[2] / "fixtures" / "lists"
ROWS = [
    ["Name", "Country"],
    ["Harbour Bakery Ltd", "GB"],
    ["Konstantin Kilimnick", "RU"],
    ["Alexei Gromov", "RU"],
]
PLACE = ("--workspace", "place")


@pytest.fixture
def ran(screening, workbook):
    """Screen rows, with more options, in the workspace "place"."""

    def run(rows: list[list[str]] = ROWS, *more: str, output: str = "out.jsonl") -> Path:
        path: Path = workbook(rows)
        done = screening("run", path, "-o", output, "--as-of", "2021-07-07", *PLACE, *more)
        assert done.returncode in (0, 3), done.stderr
        return path

    return run


def test_a_run_made_again_is_identical_whatever_its_format(screening, ran):
    ran(ROWS, "--list", str(LISTS / "ofac-sdn-csv"), output="out.xlsx")

    done = screening("audit", "replay", "latest", *PLACE)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("identical: run ")
    assert screening("audit", "verify", *PLACE).returncode == 0


def test_an_input_that_was_moved_is_named_and_one_that_changed_is_the_cause(screening, ran):
    path = ran()
    path.rename("moved.xlsx")

    gone = screening("audit", "replay", "latest", *PLACE)
    moved = screening("audit", "replay", "latest", "--input", "moved.xlsx", *PLACE)
    book = openpyxl.load_workbook("moved.xlsx")
    book.worksheets[0]["A2"] = "Harbour Bakers Ltd"
    book.save("moved.xlsx")
    changed = screening("audit", "replay", "latest", "--input", "moved.xlsx", *PLACE)

    assert (gone.returncode, "input of the run is no longer there" in gone.stdout) == (4, True)
    assert moved.returncode == 0, moved.stdout
    assert (changed.returncode, "input of the run is not what it was" in changed.stdout) == (4, True)


def test_a_list_that_changed_is_replayed_as_it_was_kept_and_without_that_is_the_cause(
    screening, ran, tmp_path: Path
):
    shutil.copytree(LISTS / "ofac-sdn-csv", tmp_path / "sdn")
    ran(ROWS, "--list", "sdn")
    names = next(each for each in (tmp_path / "sdn").iterdir() if each.name.lower() == "sdn.csv")
    text = names.read_bytes()
    names.write_bytes(text.replace(b"individual", b"Individual", 1))

    kept = screening("audit", "replay", "latest", *PLACE)
    shutil.rmtree(tmp_path / "place" / "run-lists")
    done = screening("audit", "replay", "latest", *PLACE)

    assert (kept.returncode, "identical" in kept.stdout) == (0, True), kept.stdout + kept.stderr
    assert "sdn is not what it was: the edition that was kept with the run is read" in kept.stderr
    assert done.returncode == 4
    assert "edition of us-ofac-sdn that judged the run is not what it was" in done.stdout


def test_a_list_that_is_gone_is_replayed_from_what_the_run_kept_and_no_name_means_it(
    screening, ran, tmp_path: Path
):
    shutil.copytree(LISTS / "ofac-sdn-csv", tmp_path / "sdn")
    path = ran(ROWS, "--list", "sdn")
    shutil.rmtree(tmp_path / "sdn")

    replayed = screening("audit", "replay", "latest", *PLACE)
    named = screening("run", path, "-o", "named.jsonl", "--list", "us-ofac-sdn", *PLACE)

    assert replayed.returncode == 0, replayed.stdout + replayed.stderr
    assert named.returncode == 2
    assert "unknown list 'us-ofac-sdn'" in named.stderr


def test_a_run_outside_the_journal_keeps_nothing(screening, ran, tmp_path: Path):
    ran(ROWS, "--list", str(LISTS / "ofac-sdn-csv"), "--no-journal")

    assert not list((tmp_path / "place").glob("runs/*/*"))
    assert not (tmp_path / "place" / "run-lists").exists()


def test_a_measure_that_changed_is_the_cause_and_the_rows_are_named(screening, ran, tmp_path: Path):
    rules = tmp_path / "place" / "rules"
    rules.mkdir(parents=True)
    source = Path(__file__).parents[2] / "fixtures" / "rules" / "house" / "house.crimea-dealings.yaml"
    rule = rules / source.name
    shutil.copy(source, rule)
    ran()
    rule.write_text(rule.read_text(encoding="utf-8") + "\n# another word\n", encoding="utf-8")

    done = screening("audit", "replay", "latest", *PLACE)

    assert done.returncode == 3, done.stdout + done.stderr
    assert "changed since  the rules" in done.stdout
    assert "the same answers all the same" in done.stdout


def test_a_replay_uses_the_answers_of_reviewers_as_they_were(screening, ran):
    path = ran(output="first.xlsx")
    book = openpyxl.load_workbook("first.xlsx")
    sheet = book["Matches to review"]
    header = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Ref")
    for column, value in ((4, "False positive"), (5, "Another person"), (6, "A. Analyst")):
        sheet.cell(header + 1, column).value = value
    book.save("filled.xlsx")
    first = json.loads((Path("place") / "journal.jsonl").read_text().splitlines()[-1])["facts"]["run_id"]
    assert screening("review", "import", "filled.xlsx", *PLACE).returncode == 0
    screening("run", path, "-o", "second.jsonl", "--as-of", "2021-07-07", *PLACE)

    replays = [screening("audit", "replay", each, *PLACE) for each in (first, "latest")]
    compared = screening("compare-runs", first, "latest", "-o", "changes.xlsx", *PLACE)

    assert [each.returncode for each in replays] == [0, 0], [each.stdout + each.stderr for each in replays]
    assert compared.returncode == 3
    assert "review → clear" in compared.stdout
    assert "reviewers' answers changed" in compared.stdout
    assert openpyxl.load_workbook("changes.xlsx").sheetnames[0] == "Verdicts"


def test_rows_that_came_and_went_are_told_from_rows_that_moved(screening, ran):
    ran(output="a.jsonl")
    ran([ROWS[0], ["New Quay Ltd", "GB"], *ROWS[1:3]], output="b.jsonl")

    reports = screening("compare-runs", "a.jsonl", "b.jsonl")
    runs = screening("compare-runs", *_runs(), "-o", "changes.csv", *PLACE)

    assert reports.returncode == runs.returncode == 3
    for told in (reports.stdout, runs.stdout):
        assert "lost match      the row was taken out" in told
        assert "new match" not in told


def _runs() -> list[str]:
    entries = [json.loads(line) for line in (Path("place") / "journal.jsonl").read_text().splitlines()]
    return [each["facts"]["run_id"] for each in entries if each["event"] == "run"]


def test_the_same_run_twice_has_no_changes(screening, ran):
    ran()

    done = screening("compare-runs", "latest", "latest", *PLACE)

    assert (done.returncode, "no verdict and no match changed" in done.stdout) == (0, True)


def test_what_is_kept_of_a_run_names_nobody_and_can_be_deleted(screening, ran, tmp_path: Path):
    import gzip

    ran()
    (folder,) = (tmp_path / "place" / "runs").iterdir()
    assert b"ilimni" not in gzip.decompress((folder / "answers.jsonl.gz").read_bytes())

    done = screening("audit", "forget", folder.name, *PLACE)

    assert done.returncode == 0, done.stderr
    assert [each.name for each in folder.iterdir()] == ["journal.json"]
    assert screening("audit", "verify", *PLACE).returncode == 0
    assert screening("audit", "replay", folder.name, *PLACE).returncode == 2
    assert screening("audit", "forget", *PLACE).returncode == 2
