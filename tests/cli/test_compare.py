"""Why two names match: one pair at the terminal, and a table of pairs."""

import csv
import json
import os
from pathlib import Path

import openpyxl
import pytest


def _written(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_pair_in_two_scripts_is_told_word_by_word(screening):
    done = screening("compare", "Сергей Кириенко", "KIRIYENKO, Sergei Vladilenovich", "--kind", "person")

    assert done.returncode == 0
    assert "possible match" in done.stdout
    assert "only in name 2: vladilenovich" in done.stdout
    assert "read as: sergey kirienko" in done.stdout


def test_the_object_holds_every_figure(screening):
    done = screening("compare", "Acme Trading LLC", "ACME SHIPPING OOO", "--json")

    answer = json.loads(done.stdout)
    assert answer["strength"] == "none"
    assert answer["score"] < answer["min_score"]
    assert [pair["name1"] for pair in answer["pairs"]] == ["acme"]
    assert (answer["left_over1"], answer["left_over2"]) == (["trading"], ["shipping"])


def test_names_alone_confirm_nobody(screening):
    done = screening("compare", "Ivan Petrov", "PETROV, Ivan", "--kind", "person", "--json")

    assert json.loads(done.stdout)["strength"] == "possible"


@pytest.mark.parametrize(
    "words",
    [("Ivan",), ("Ivan", "??"), ("Ivan", "Ivan", "--kind", "ghost"), ("a", "b", "--pairs", "x.csv"), ("--pairs", "x.csv"), ("a", "b", "-o", "x.csv")],
)  # fmt: skip
def test_what_cannot_be_meant_leaves_with_2_and_says_what_would_be_right(screening, words):
    done = screening("compare", *words)

    assert done.returncode == 2
    assert ";" in done.stderr


def test_a_table_comes_back_with_every_row_and_column(screening, tmp_path):
    (tmp_path / "pairs.csv").write_text(
        "case;schema;name1;name2;is_match\n7;Person;Olaf Scholze;Olaf Scholz;true\n8;Vessel;MV Ocean;Desert;false\n",
        encoding="cp1252",
    )

    done = screening("compare", "--pairs", "pairs.csv", "-o", "out.csv")

    rows = _written(tmp_path / "out.csv")
    assert done.returncode == 0
    assert list(rows[0]) == ["case", "schema", "name1", "name2", "is_match", "score", "strength", "why"]
    assert [row["case"] for row in rows] == ["7", "8"]
    assert [row["strength"] for row in rows] == ["possible", "none"]
    assert "2 rows" in done.stderr


def test_rows_that_cannot_be_compared_stay_and_say_why(screening, tmp_path):
    (tmp_path / "pairs.csv").write_text(
        "name1,name2,kind\nIvan,,person\n,,\nIvan,Ivan,ghost\nIvan,Ivan,person,x\nIvan,Ivan,person\n",
        encoding="utf-8",
    )

    done = screening("compare", "--pairs", "pairs.csv", "-o", "out.csv")

    rows = _written(tmp_path / "out.csv")
    assert done.returncode == 4
    assert [row["strength"] for row in rows] == ["not_compared"] * 4 + ["possible"]
    assert [row["score"] for row in rows[:4]] == [""] * 4
    assert "name2" in rows[0]["why"]
    assert "blank" in rows[1]["why"]
    assert "ghost" in rows[2]["why"]
    assert "shifted" in rows[3]["why"]


def test_no_cell_of_the_written_table_is_a_formula(screening, tmp_path):
    (tmp_path / "pairs.csv").write_text('name1,name2,note\n"=HYPERLINK(1)",@cmd,-1+1\n', encoding="utf-8")

    screening("compare", "--pairs", "pairs.csv", "-o", "out.csv")

    row = _written(tmp_path / "out.csv")[0]
    assert all(cell[:1] not in "=@-+" for cell in row.values() if cell)


def test_a_workbook_of_pairs_is_read_too_and_its_names_keep_their_script(screening, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Pairs", 0)
    sheet.append(["Name 1", "Name 2"])
    sheet.append(["Сергей", "Sergei"])
    book.save(tmp_path / "pairs.xlsx")

    screening("compare", "--pairs", "pairs.xlsx", "-o", "out.csv")

    assert _written(tmp_path / "out.csv")[0]["Name 1"] == "Сергей"


def test_a_table_that_was_compared_before_gets_its_answers_anew(screening, tmp_path):
    (tmp_path / "pairs.csv").write_text("name1,name2\nIvan,Ivan\n", encoding="utf-8")
    screening("compare", "--pairs", "pairs.csv", "-o", "out.csv")

    done = screening("compare", "--pairs", "out.csv", "-o", "again.csv")

    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()
    assert "replaced" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_the_written_table_is_the_owners_alone(screening, tmp_path):
    (tmp_path / "pairs.csv").write_text("name1,name2\nIvan,Ivan\n", encoding="utf-8")

    screening("compare", "--pairs", "pairs.csv", "-o", "out.csv")

    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


def test_a_table_without_the_two_columns_says_which_it_wants(screening, tmp_path):
    (tmp_path / "pairs.csv").write_text("a,b\nIvan,Ivan\n", encoding="utf-8")

    done = screening("compare", "--pairs", "pairs.csv", "-o", "out.csv")

    assert done.returncode == 2
    assert "name1 and name2" in done.stderr
    assert not (tmp_path / "out.csv").exists()
