"""`--annotate` as its user runs it."""

from openpyxl import load_workbook

_ROWS = [["Name", "Country"], ["Harbour Bakery Ltd", "GB"], ["Konstantin Kilimnick", "RU"]]


def test_the_copy_says_each_verdict_and_leads_to_the_report(screening, workbook, tmp_path):
    done = screening("run", workbook(_ROWS), "-o", "out.xlsx", "--annotate", "copy.xlsx")

    assert done.returncode == 3, done.stderr
    lines = list(load_workbook(tmp_path / "copy.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [line[2] for line in lines] == ["Screening verdict", "✓ CLEAR", "▲ REVIEW"]
    assert lines[2][5] == '=HYPERLINK("out.xlsx#\'Matches to review\'!A6","in the report")'
    assert load_workbook(tmp_path / "out.xlsx")["Matches to review"]["A6"].value.startswith("M-")


def test_a_folder_takes_the_copies_of_several_inputs(screening, workbook, tmp_path):
    (tmp_path / "copies").mkdir()
    (tmp_path / "more.csv").write_text("Name;Country\nHarbour Bakery Ltd;GB\n", encoding="utf-8")

    done = screening("run", workbook(_ROWS), "more.csv", "-o", "out.jsonl", "--annotate", "copies")

    assert done.returncode == 3, done.stderr
    assert (tmp_path / "copies" / "more.annotated.csv").read_text(encoding="utf-8").splitlines()[1].split(
        ";"
    )[2] == "CLEAR"
    assert len(list((tmp_path / "copies").iterdir())) == 2


def test_a_copy_that_cannot_be_made_is_refused_before_anything_is_written(screening, workbook, tmp_path):
    given = workbook(_ROWS)

    for place in ("copy.csv", str(given), "nowhere/copy.xlsx", "out.xlsx"):
        done = screening("run", given, "-o", "out.xlsx", "--annotate", place)

        assert done.returncode == 2, done.stderr
        assert not (tmp_path / "out.xlsx").exists()
