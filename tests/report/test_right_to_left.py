"""Right-to-left names in the sentences of a report: kept readable at the place of display, untouched in data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from screening.model import Verdict
from screening.names import isolated
from screening.report import ReportFormat, to_json, write_report
from screening.report.safe_text import EXCEL_CELL_UNITS, Sentence, cell_text, shown
from tests.report import sample

_NAME = "محمد سعيدي"
_ISOLATED = f"\u2068{_NAME}\u2069"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"'{_NAME}' (C7) is near SAEEDI, Mohammed", f"'{_ISOLATED}' (C7) is near SAEEDI, Mohammed"),
        ("יאיר לפיד, בני גנץ: two parties", "\u2068יאיר לפיד\u2069, \u2068בני גנץ\u2069: two parties"),
        (_NAME, _NAME),
        ("Владимир Путин", "Владимир Путин"),
    ],
)
def test_a_right_to_left_name_in_a_sentence_is_isolated(text: str, expected: str) -> None:
    assert isolated(text) == expected


def test_isolates_that_stand_in_data_are_still_shown() -> None:
    assert shown(f"a\u2069 {_NAME}") == f"a[U+2069] {_ISOLATED}"


def test_a_cell_that_is_no_sentence_keeps_its_letters() -> None:
    assert cell_text(f"{_NAME} Ltd") == f"{_NAME} Ltd"
    assert cell_text(Sentence(f"{_NAME} Ltd")) == f"{_ISOLATED} Ltd"


def test_a_cell_without_room_for_isolates_goes_without() -> None:
    full = Sentence(_NAME + "a" * (EXCEL_CELL_UNITS - len(_NAME)))

    assert cell_text(full) == full


def test_a_report_isolates_names_in_its_sentences_and_json_does_not(tmp_path: Path) -> None:
    reason = f"'{_NAME}' (C7) is near SAEEDI, Mohammed."
    clear = next(each for each in sample.decisions() if each.verdict is Verdict.CLEAR)
    told = (replace(clear, reasons=(reason,), findings=(), matches=()),)
    write_report(tmp_path / "r.xlsx", ReportFormat.XLSX, told, lambda: sample.run_info(told))

    book = load_workbook(tmp_path / "r.xlsx", read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    book.close()
    assert any(_ISOLATED in cell for cell in cells)
    assert _ISOLATED not in json.dumps(to_json(told[0]), ensure_ascii=False)
