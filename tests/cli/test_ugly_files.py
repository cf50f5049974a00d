"""Files of a first day: what the terminal says of them, what is screened, and how the program leaves."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done

Run = Callable[..., Done]
_COMMON = ("--as-of", "2021-07-07", "--actor", "us_bank")


def _verdicts(done: Done) -> dict[int, str]:
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["row"]: row["verdict"] for row in rows if "verdict" in row}


def test_a_pasted_list_of_names_is_screened_from_its_first_line(screening: Run, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text(
        "Kirienko, Sergey Vladilenovich\nBob Stone\nAnn Lee\n", encoding="utf-8"
    )

    done = screening("run", "names.txt", *_COMMON)

    verdicts = _verdicts(done)
    assert sorted(verdicts) == [1, 2, 3]
    assert verdicts[1] in {"blocked", "review"}
    assert "one column without a header" in done.stderr
    assert done.returncode == 3


def test_a_row_that_only_points_to_another_makes_the_run_incomplete(screening: Run, tmp_path: Path) -> None:
    content = "Ref;Beneficiary;Ordering customer\n1;Ann Lee;Bob Stone\n2;same as above;Bob Stone\n"
    (tmp_path / "payments.csv").write_text(content, encoding="utf-8")

    done = screening("run", "payments.csv", *_COMMON)

    assert _verdicts(done) == {2: "clear", 3: "not_screened"}
    assert done.returncode == 4


def test_each_doubt_is_said_once(screening: Run, workbook: Callable[..., Path]) -> None:
    rows: list[list[object]] = [["Client", "Visitor", "Tradr date"], ["A LLC", "Petr Aven", "blue"]]
    workbook([*rows, ["B LLC", "Oleg Deripaska", "green"]])

    done = screening("run", "input.xlsx", *_COMMON)

    assert done.stderr.count("Visitor") == 2  # as what it is, and in the command that screens it
    assert done.stderr.count("'Tradr date'") == 1
    assert "not read:" not in done.stderr.replace("is not read:", "")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Name", "Country"]], "no rows below its header"),
        ([["Customer name", "Ann Lee"], ["Country", "UK"], ["Passport", "A1"]], "labels on the left"),
        ([["Col1", "Col2"], ["Ann", 1]], '--map "Col1=name"'),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_the_way_out(
    screening: Run, workbook: Callable[..., Path], rows: list[list[object]], said: str
) -> None:
    workbook(rows)

    done = screening("run", "input.xlsx", *_COMMON)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
