"""Columns shown, settled, kept and read the same way the next time."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.cli import confirming
from tests.cli.conftest import Done

Write = Callable[..., Path]
Run = Callable[..., Done]

ROWS: list[list[object]] = [["Qwerty", "Zxcv", "Date"], ["Igor Sechin", "Petr Aven", "2021-07-01"]]
RIVALS: list[list[object]] = [["Name", "Trade date", "Deal date"], ["Ann Lee", "2021-06-14", "2021-06-15"]]


def test_a_saved_mapping_is_applied_to_the_next_file_with_the_same_headers(
    screening: Run, workbook: Write, tmp_path: Path
) -> None:
    first = workbook(ROWS)
    second = workbook([["date", "ZXCV", "qwerty"], ["2021-07-02", "Ann Lee", "Bob Ray"]], "next.xlsx")
    place = ("--workspace", tmp_path / "ws")

    refused = screening("map", second, *place)
    saved = screening("map", first, "--map", "Qwerty=beneficiary", "--map", "Zxcv=none", "--save", *place)
    applied = screening("map", second, *place)

    assert refused.returncode == 2
    assert '--map "ZXCV=name"' in refused.stderr
    assert saved.returncode == 0
    assert applied.returncode == 0
    assert "qwerty  beneficiary  100%    by the saved mapping of input.xlsx [Sheet]" in applied.stdout
    (kept,) = (tmp_path / "ws" / "mappings").iterdir()
    assert kept.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert "Sechin" not in kept.read_text(encoding="utf-8")


def test_a_run_reads_with_the_saved_mapping_and_the_options_stand_above_it(
    screening: Run, workbook: Write, tmp_path: Path
) -> None:
    path = workbook(ROWS)
    place = ("--workspace", tmp_path / "ws")
    screening("map", path, "--map", "Qwerty=beneficiary", "--save", *place)

    run = screening("run", path, "-o", "out.jsonl", "--as-of", "2021-07-07", *place)
    told = screening(
        "run", path, "-o", "told.jsonl", "--as-of", "2021-07-07", "--map", "Qwerty=issuer", *place
    )

    assert "by the saved mapping of" in run.stderr
    assert "issuer      by --map 'Qwerty=issuer'" in told.stderr


def test_a_mapping_file_is_written_and_given(screening: Run, workbook: Write, tmp_path: Path) -> None:
    path = workbook(ROWS)
    screening("map", path, "--map", "Qwerty=beneficiary", "-o", "reading.json")

    given = screening("map", path, "--mapping", "reading.json")
    (tmp_path / "bad.json").write_text('{"version": 1, "columns": [{"header": "Q", "field": "benef"}]}')
    refused = screening("map", path, "--mapping", "bad.json")

    assert "by the mapping in reading.json" in given.stdout
    assert json.loads((tmp_path / "reading.json").read_text(encoding="utf-8"))["version"] == 1
    assert (refused.returncode, "unknown fields: benef" in refused.stderr) == (2, True)


def test_samples_are_shown_only_when_asked_for(screening: Run, workbook: Write) -> None:
    path = workbook([["Name"], ["Igor Sechin"]])

    assert "Sechin" not in screening("map", path).stdout
    assert "Sechin" in screening("map", path, "--samples").stdout


def test_the_fields_are_listed(screening: Run) -> None:
    done = screening("map", "--list-fields")

    assert done.returncode == 0
    assert "beneficiary_country" in done.stdout


def test_open_questions_leave_with_two_and_the_options_that_answer(screening: Run, workbook: Write) -> None:
    done = screening("map", workbook(RIVALS))

    assert done.returncode == 2
    assert '--map "Trade date=trade_date" or --map "Deal date=trade_date"' in done.stderr


def test_on_a_terminal_each_doubtful_column_is_asked_about(
    screening: Run, workbook: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(RIVALS)
    monkeypatch.setattr(confirming, "can_ask", lambda _: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\n"))

    done = screening("run", path, "-o", "out.jsonl", "--as-of", "2021-07-07")

    assert done.returncode == 0, done.stderr
    assert "trade_date  by --map 'Deal date=trade_date'" in done.stderr
