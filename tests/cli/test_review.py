"""The round trip: a report is filled in, mistreated, read back, and remembered by the next run."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROWS = [
    ["Name", "Country", "Date of birth"],
    ["Harbour Bakery Ltd", "GB", None],
    ["Konstantin Kilimnick", "RU", None],
    ["Alexei Gromov", "RU", None],
]
SHEET = "Matches to review"
AS_OF = ("--as-of", "2021-07-07", "--workspace", "place")
Fill = Callable[[dict[str, dict[str, object]]], Path]


@pytest.fixture
def report(screening, workbook) -> Path:
    done = screening("run", workbook(ROWS), "-o", "report.xlsx", *AS_OF)
    assert done.returncode == 3, done.stderr
    return Path("report.xlsx")


def opened(path: Path):
    """The workbook, its sheet of matches, the header's row, and the columns by their names."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    row = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Ref")
    return (
        book,
        sheet,
        row,
        {sheet.cell(row, column).value: column for column in range(1, sheet.max_column + 1)},
    )


def fill(path: Path, answers: dict[str, dict[str, object]], target: str = "filled.xlsx") -> Path:
    """Put answers beside the names in the file."""
    book, sheet, header, columns = opened(path)
    for row in range(header + 1, sheet.max_row + 1):
        said = answers.get(str(sheet.cell(row, columns["Name in your file"]).value), {})
        for title, value in said.items():
            sheet.cell(row, columns[title]).value = value
    book.save(target)
    return Path(target)


def no(**more: object) -> dict[str, object]:
    return {"Decision": "False positive", "Reason": "Different birth date", "Reviewer": "A. Analyst"} | more


def decisions(screening, workbook_path: Path) -> dict[str, dict[str, Any]]:
    done = screening("run", workbook_path, "-o", "later.jsonl", *AS_OF)
    assert done.returncode in (0, 3), done.stderr
    lines = [json.loads(line) for line in Path("later.jsonl").read_text().splitlines()]
    return {line["parties"][0]["name"]: line for line in lines}


def test_a_dismissed_match_raises_no_verdict_in_the_next_run_and_still_stands_in_the_report(
    screening, workbook, report
):
    done = screening("review", "import", fill(report, {"Konstantin Kilimnick": no()}), "--workspace", "place")

    row = decisions(screening, workbook(ROWS))["Konstantin Kilimnick"]
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "filled.xlsx: 1 taken, 1 without a decision")
    assert row["verdict"] == "clear"
    assert row["matches"][0]["earlier"]["dismisses"]
    assert any("dismissed earlier by A. Analyst, until" in each for each in row["reasons"])
    screening("run", workbook(ROWS), "-o", "later.xlsx", *AS_OF)
    _, sheet, header, columns = opened(Path("later.xlsx"))
    marks = [sheet.cell(row, columns["Priority"]).value for row in range(header + 1, sheet.max_row + 1)]
    assert "◇ DISMISSED EARLIER" in marks


def test_the_day_on_which_a_dismissal_lapses_is_among_the_dates_to_keep(screening, workbook, report):
    filled = fill(report, {"Konstantin Kilimnick": no()})
    screening("review", "import", filled, "--workspace", "place")

    screening("run", workbook(ROWS), "-o", "later.xlsx", *AS_OF)

    dates = list(openpyxl.load_workbook("later.xlsx")["Dates to keep"].iter_rows(values_only=True))
    (line,) = [each for each in dates if str(each[3]).startswith("Dismissal lapses: match M-")]
    assert line[4] == line[5] is not None
    assert "by A. Analyst." in str(line[6])
    assert "Kilimnick" not in str(line)


def test_a_redacted_report_tells_no_reviewers_words_and_takes_no_answers(screening, workbook, report):
    answer = no(Reason="Not our client Jane Roe of Leeds")
    screening("review", "import", fill(report, {"Konstantin Kilimnick": answer}), "--workspace", "place")
    screening("run", workbook(ROWS), "-o", "later.xlsx", *AS_OF, "--redact")
    book, sheet, header, columns = opened(Path("later.xlsx"))
    cells = [str(cell) for each in book for row in each.iter_rows(values_only=True) for cell in row]
    for title, value in no().items():
        sheet.cell(header + 1, columns[title]).value = value
    book.save("filled.xlsx")

    imported = screening("review", "import", "filled.xlsx", "--workspace", "place")

    assert any("dismissed earlier by [reviewer" in each.casefold() for each in cells)
    assert not [each for each in cells if "Jane Roe" in each or "A. Analyst" in each]
    assert imported.returncode != 0
    assert "this is a redacted report" in imported.stdout + imported.stderr


def test_other_facts_about_the_party_reopen_it_with_the_cause(screening, workbook, report):
    screening("review", "import", fill(report, {"Konstantin Kilimnick": no()}), "--workspace", "place")

    changed = [ROWS[0], ["Konstantin Kilimnick", "UA", None]]

    row = decisions(screening, workbook(changed))["Konstantin Kilimnick"]
    assert row["verdict"] == "review"
    assert row["matches"][0]["earlier"]["lapsed"] == ["what your record says of the party changed"]


def test_the_run_has_another_id_once_answers_count(screening, workbook, report):
    before = screening("audit", "list", "--workspace", "place").stdout.splitlines()[-1].split()[5]
    screening("review", "import", fill(report, {"Konstantin Kilimnick": no()}), "--workspace", "place")

    decisions(screening, workbook(ROWS))

    after = screening("audit", "list", "--workspace", "place").stdout.splitlines()[-1].split()[5]
    assert before != after


def test_an_old_report_imported_twice_changes_nothing_and_says_so(screening, workbook, report):
    filled = fill(report, {"Konstantin Kilimnick": no()})
    screening("review", "import", filled, "--workspace", "place")

    again = screening("review", "import", filled, "--workspace", "place")

    assert again.returncode == 0
    assert "1 known already, nothing changed" in again.stdout


def test_an_import_is_entered_in_the_journal(screening, workbook, report, tmp_path: Path):
    screening(
        "review",
        "import",
        fill(report, {"Alexei Gromov": no()}),
        "--workspace",
        "place",
        "--reviewer",
        "C. Head",
    )

    last = json.loads((tmp_path / "place" / "journal.jsonl").read_text().splitlines()[-1])
    assert (last["event"], last["who"], last["facts"]["taken"]) == ("review imported", "C. Head", 1)
    assert screening("audit", "verify", "--workspace", "place").returncode == 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (no(Reason=None), "a false positive has no reason"),
        (no(Reviewer=None), "nobody stands for this decision"),
        (no(Decision="Fine by me"), "'Fine by me' is not a decision"),
        (no(**{"Second reviewer": "a. analyst"}), "the second reviewer is the first"),
        (no(**{"Valid until": "next year"}), "'next year' is not a day"),
        (no(**{"Valid until": "2020-01-01"}), "which has passed"),
        (no(**{"Valid until": "2099-01-01"}), "may hold for 12 months"),
        (no(Ref="M-WXNCIP5R2NB"), "is not a reference"),
        (no(Ref="M-WXNCIP5R2NA"), "do not belong together"),
        (no(**{"Name in your file": "Somebody Else"}), "sorted in part"),
        ({"Reason": "Different birth date"}, "there is a reason, but no decision"),
    ],
)
def test_what_cannot_be_relied_on_is_refused_with_its_cell_and_the_rest_is_taken(
    screening, workbook, report, said: dict[str, object], told: str
):
    filled = fill(report, {"Konstantin Kilimnick": said, "Alexei Gromov": no()})

    done = screening("review", "import", filled, "--workspace", "place")

    assert done.returncode == 4
    assert "1 taken, 1 REFUSED" in done.stdout
    assert told in done.stdout
    assert f"filled.xlsx[{SHEET}!" in done.stdout


def test_two_peoples_files_are_merged_and_where_they_differ_neither_is_taken(screening, workbook, report):
    hers = fill(report, {"Konstantin Kilimnick": no(), "Alexei Gromov": no()}, "hers.xlsx")
    his = fill(report, {"Konstantin Kilimnick": no(Reviewer="B. Officer", Decision="True match")}, "his.xlsx")

    done = screening("review", "import", hers, his, "--workspace", "place")

    assert done.returncode == 3
    assert "conflict" in done.stdout
    listed = screening("review", "list", "--conflicts", "--workspace", "place").stdout
    assert ("A. Analyst" in listed, "B. Officer" in listed, "Alexei" in listed) == (True, True, False)
    rows = decisions(screening, workbook(ROWS))
    assert (rows["Konstantin Kilimnick"]["verdict"], rows["Alexei Gromov"]["verdict"]) == ("review", "clear")


def test_one_line_twice_with_different_decisions_is_refused(screening, workbook, report):
    book, sheet, header, columns = opened(fill(report, {"Konstantin Kilimnick": no()}))
    answered = next(
        row for row in range(header + 1, sheet.max_row + 1) if sheet.cell(row, columns["Decision"]).value
    )
    for column in range(1, sheet.max_column + 1):
        sheet.cell(sheet.max_row if column > 1 else sheet.max_row + 1, column).value = sheet.cell(
            answered, column
        ).value
    sheet.cell(sheet.max_row, columns["Decision"]).value = "True match"
    book.save("twice.xlsx")

    done = screening("review", "import", "twice.xlsx", "--workspace", "place")

    assert done.returncode == 4
    assert "is answered differently in" in done.stdout


def test_a_file_that_is_no_report_is_refused(screening, workbook):
    done = screening("review", "import", workbook(ROWS), "--workspace", "place")

    assert done.returncode == 2
    assert "Ref, Decision and Key" in done.stderr


def test_answers_are_counted_exported_and_copied(screening, workbook, report, tmp_path: Path):
    screening("review", "import", fill(report, {"Konstantin Kilimnick": no()}), "--workspace", "place")

    assert "1  false positives that hold" in screening("review", "status", "--workspace", "place").stdout
    assert screening("review", "export", "-o", "out.csv", "--workspace", "place").returncode == 0
    assert "false positive" in Path("out.csv").read_text(encoding="utf-8-sig")
    assert screening("review", "backup", "copy.sqlite3", "--workspace", "place").returncode == 0
    assert screening("review", "backup", "copy.sqlite3", "--workspace", "place").returncode == 2


def test_the_settings_may_ask_for_two_reviewers(screening, workbook, report, tmp_path: Path):
    (tmp_path / "place" / "settings.json").write_text('{"review": {"two_reviewers": true, "months": 6}}')

    done = screening(
        "review", "import", fill(report, {"Alexei Gromov": no(Decision="True match")}), "--workspace", "place"
    )

    assert "needs a second reviewer" in done.stdout


def shuffled(path: Path, target: str) -> Path:
    """The report as a reviewer leaves it: another column in front, the decision columns at the end, lines in reverse, one deleted, the sheet renamed."""
    book, sheet, header, _ = opened(path)
    titles = [sheet.cell(header, column).value for column in range(1, sheet.max_column + 1)]
    lines = [
        [sheet.cell(row, column).value for column in range(1, len(titles) + 1)]
        for row in range(header + 1, sheet.max_row + 1)
    ]
    moved = ["Decision", "Reason", "Reviewer"]
    order = [each for each in titles if each not in moved] + moved
    other = book.create_sheet("My work")
    other.append(["Notes of mine"])
    other.append([])
    other.append(["Remark", *order])
    for line in reversed(lines):
        told = dict(zip(titles, line, strict=True))
        other.append(["looked at", *(told[each] for each in order)])
    del book[SHEET]
    book.save(target)
    return Path(target)


def test_moved_columns_other_sheets_and_another_order_do_no_harm(screening, workbook, report):
    moved = shuffled(fill(report, {"Konstantin Kilimnick": no()}), "moved.xlsx")

    done = screening("review", "import", moved, "--workspace", "place")

    assert (done.returncode, "1 taken" in done.stdout) == (0, True)
    assert decisions(screening, workbook(ROWS))["Konstantin Kilimnick"]["verdict"] == "clear"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_report_that_libreoffice_saved_is_read_the_same(
    screening, workbook, report, tmp_path: Path, kind: str
):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    moved = shuffled(fill(report, {"Konstantin Kilimnick": no(**{"Valid until": None})}), "moved.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", kind, "--outdir", "saved", str(moved)],
        check=True,
        capture_output=True,
        timeout=240,
    )

    done = screening("review", "import", Path("saved") / f"moved.{kind}", "--workspace", "place")
    same = screening("review", "import", moved, "--workspace", "place")

    assert (done.returncode, "1 taken" in done.stdout) == (0, True)
    assert "1 known already" in same.stdout
    assert decisions(screening, workbook(ROWS))["Konstantin Kilimnick"]["verdict"] == "clear"
