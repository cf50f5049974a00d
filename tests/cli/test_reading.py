"""What may be said on the command line of how spreadsheets are to be read."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.cli.conftest import Done

Run = Callable[..., Done]
_COMMON = ("--as-of", "2021-07-07", "--actor", "us_bank")


def _rows(done: Done) -> list[dict[str, object]]:
    return [each for line in done.stdout.splitlines() if "verdict" in (each := json.loads(line))]


def test_a_folder_is_screened_whole_and_what_is_not_read_is_said(screening: Run, tmp_path: Path) -> None:
    folder = tmp_path / "june"
    (folder / "old").mkdir(parents=True)
    (folder / "b.csv").write_text("Name\nAnn Lee\n", encoding="utf-8")
    (folder / "a.tsv").write_text("Name\tCountry\nBob Stone\tUK\n", encoding="utf-8")
    (folder / "letter.docx").write_text("x", encoding="utf-8")

    done = screening("run", "june", *_COMMON)

    assert [row["file"] for row in _rows(done)] == ["a.tsv", "b.csv"]
    assert "not read: june/letter.docx" in done.stderr
    assert "not read: june/old, a folder within the folder" in done.stderr


def test_several_sheets_may_be_chosen(screening: Run, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in ("A", "B", "C"):
        sheet = book.create_sheet(title)
        sheet.append(["Name"])
        sheet.append(["Ann Lee"])
    book.save(tmp_path / "three.xlsx")

    done = screening("run", "three.xlsx", "--sheet", "C", "--sheet", "a", *_COMMON)

    assert [row["sheet"] for row in _rows(done)] == ["A", "C"]
    assert screening("run", "three.xlsx", "--sheet", "D", *_COMMON).returncode == 2


def test_the_order_of_day_and_month_may_be_said(screening: Run, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("Name,Trade date\nAnn Lee,06/07/2021\n", encoding="utf-8")

    said = screening("run", "p.csv", "--date-order", "dmy", "-o", "out.csv", *_COMMON)
    wrong = screening("run", "p.csv", "--date-order", "ydm", *_COMMON)

    assert said.returncode == 0
    assert wrong.returncode == 2
    assert "use one of: dmy, mdy" in wrong.stderr


def test_an_encoding_is_held_to_and_strict_refuses_to_guess(screening: Run, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes("Получатель;Сумма\nИванов Иван;1\n".encode("cp1251"))

    strict = screening("run", "p.csv", "--strict", *_COMMON)
    wrong = screening("run", "p.csv", "--encoding", "utf-8", *_COMMON)
    right = screening("run", "p.csv", "--encoding", "cp1251", "--strict", *_COMMON)

    assert (strict.returncode, wrong.returncode, right.returncode) == (2, 2, 0)
    assert "--encoding cp1251" in strict.stderr
    assert "p.csv:1" in wrong.stderr
    assert "use one such as" in screening("run", "p.csv", "--encoding", "klingon", *_COMMON).stderr


def test_the_password_comes_from_the_environment(
    screening: Run, workbook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook([["Name"], ["Ann Lee"]])
    sealed = io.BytesIO()
    with path.open("rb") as file:
        OOXMLFile(file).encrypt("swordfish", sealed)
    path.write_bytes(sealed.getvalue())
    monkeypatch.delenv("SCREENING_PASSWORD", raising=False)

    without = screening("run", "input.xlsx", *_COMMON)
    monkeypatch.setenv("SCREENING_PASSWORD", "swordfish")
    given = screening("run", "input.xlsx", *_COMMON)

    assert (without.returncode, given.returncode) == (2, 0)
    assert "swordfish" not in given.stderr + given.stdout
