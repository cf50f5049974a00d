"""Exit codes and messages that other programs and people rely on."""

import json
import shutil
from pathlib import Path

import pytest

CLEAN = [["Name", "Country"], ["Harbour Bakery Ltd", "GB"], ["Maria Lindqvist", "SE"]]
LISTED = [["Name", "Country"], ["Harbour Bakery Ltd", "GB"], ["Konstantin Kilimnick", "RU"]]
UNREADABLE = [["Name", "Country"], ["Harbour Bakery Ltd", "GB"], [None, "SE"]]
LISTS = Path(__file__).parents[2] / "fixtures" / "lists"


def test_all_clear_leaves_with_0(screening, workbook):
    done = screening("run", workbook(CLEAN), "-o", "out.jsonl")

    assert done.returncode == 0, done.stderr


def test_something_to_review_leaves_with_3(screening, workbook):
    done = screening("run", workbook(LISTED), "-o", "out.jsonl")

    assert done.returncode == 3, done.stderr


def test_a_row_that_was_not_screened_leaves_with_4_which_outranks_3(screening, workbook):
    done = screening("run", workbook([*LISTED, [None, "SE"]]), "-o", "out.jsonl")

    assert done.returncode == 4, done.stderr


def test_an_unknown_option_leaves_with_2(screening):
    assert screening("run", "x.xlsx", "--no-such-option").returncode == 2


def test_without_an_output_json_lines_go_to_standard_output_and_words_to_standard_error(screening, workbook):
    done = screening("run", workbook(LISTED))

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["verdict"] for row in rows] == ["clear", "review"]
    assert [row["row"] for row in rows] == [2, 3]
    assert "Rows: 2 in = 2 screened" in done.stderr


def test_why_rows_were_not_screened_is_told_with_their_cells_and_without_what_stands_there(
    screening, workbook
):
    rows = [
        *CLEAN,
        [None, "SE"],
        ["40817810099910004312", "SE"],
        ["see Maria Lindqvist", "SE"],
        ["same as above", "SE"],
    ]

    done = screening("run", workbook(rows), "-o", "out.jsonl")

    told = [line for line in done.stderr.splitlines() if line.startswith("Not screened:")]
    assert [line.rsplit(" in ", 1)[0] for line in told] == [
        "Not screened: no name to screen: 1",
        "Not screened: no name to screen in 'Name': 2",
    ]
    assert told[1].endswith("(A5, A7)")
    assert not any(value in done.stderr for value in ("4081", "same as", "Lindqvist"))


def test_no_name_of_the_input_stands_on_standard_error(screening, workbook):
    done = screening("run", workbook(LISTED), "-o", "out.jsonl")

    assert "Kilimnick" not in done.stderr
    assert "Harbour" not in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere.xlsx"], "nowhere.xlsx"),
        (["folder"], "folder"),
        (["empty.xlsx"], "empty"),
        (["no_name.xlsx"], "--map"),
        (["text.xlsx"], "text.xlsx"),
        (["clean.xlsx", "--list", "no-such-list"], "no-such-list"),
        (["clean.xlsx", "--actor", "martian"], "us_financial_institution"),
        (["clean.xlsx", "--as-of", "14/06/21"], "YYYY-MM-DD"),
        (["clean.xlsx", "-o", "report.docx"], "xlsx"),
        (["clean.xlsx", "-o", "clean.xlsx"], "the input itself"),
        (["clean.xlsx", "-o", "nowhere/out.xlsx"], "nowhere"),
        (["clean.xlsx", "--map", "Name"], "Header=field"),
        (["clean.xlsx", "--map", "Name=no_such_field"], "no_such_field"),
        (["clean.xlsx", "--map", "No Such Header=name"], "No Such Header"),
        (["clean.xlsx", "--sheet", "Nope"], "Nope"),
        (["clean.xlsx", "--header-row", "zero"], "--header-row"),
        (["clean.xlsx", "--format", "xlsx"], "-o"),
    ],
)
def test_bad_input_leaves_with_2_and_says_what_and_where(screening, workbook, tmp_path, args, said):
    workbook(CLEAN, "clean.xlsx")
    workbook([], "empty.xlsx")
    workbook([["Amount", "Currency"], [10, "EUR"], [12, "EUR"]], "no_name.xlsx")
    (tmp_path / "text.xlsx").write_text("Name,Country\nHarbour Bakery Ltd,GB\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()

    done = screening("run", *args)

    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_two_bad_inputs_are_both_named(screening):
    done = screening("run", "one.xlsx", "two.xlsx")

    assert "one.xlsx" in done.stderr
    assert "two.xlsx" in done.stderr


def test_a_list_with_a_file_missing_stops_the_run_with_4(screening, workbook, tmp_path):
    edition = tmp_path / "edition"
    shutil.copytree(LISTS / "ofac-sdn-csv", edition)
    (edition / "alt.csv").unlink()

    done = screening("run", workbook(CLEAN), "-o", "out.jsonl", "--list", edition)

    assert done.returncode == 4
    assert "alt.csv" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_list_that_is_cut_short_stops_the_run_with_4(screening, workbook, tmp_path):
    edition = tmp_path / "edition"
    shutil.copytree(LISTS / "ofac-sdn-csv", edition)
    whole = (edition / "sdn.csv").read_bytes()
    (edition / "sdn.csv").write_bytes(whole[: len(whole) // 2])

    done = screening("run", workbook(CLEAN), "-o", "out.jsonl", "--list", edition)

    assert done.returncode == 4
    assert "sdn.csv" in done.stderr


def test_every_broken_rule_file_is_named_with_line_path_and_remedy(screening, workbook, tmp_path):
    house = tmp_path / "house"
    house.mkdir()
    (house / "one.yaml").write_text("id: house.one\nsurprise: 1\n", encoding="utf-8")
    (house / "two.yaml").write_text("id: house.two\ntitle: x\ntitle: y\n", encoding="utf-8")

    done = screening("run", workbook(CLEAN), "-o", "out.jsonl", "--rules", house)

    assert done.returncode == 2
    assert "one.yaml:2" in done.stderr
    assert "surprise" in done.stderr
    assert "two.yaml:3" in done.stderr
