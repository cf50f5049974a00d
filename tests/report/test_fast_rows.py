"""What is written a row at a time reads back as the same text, whatever the text."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from screening.report.safe_text import excel_text
from screening.report.workbook import fast_rows
from screening.report.workbook.book import Book, Imprint
from screening.report.workbook.differences import Marked
from tests.report.sample import decisions, run_info

_TEXT = st.text(max_size=40).filter(lambda text: "_x" not in text)  # openpyxl leaves that escape as it stands
_TEXT |= st.sampled_from(
    ("<r><t>other</t></r>", "=1+1", "http://x.example", " a ", "&lt;<b>&", "a\nb", "@SUM(1)", "-1", "{=1}")
)  # fmt: skip


def _read_back(texts: list[str], *, one_by_one: bool = False) -> list[object]:
    told = decisions()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        with Book(path, Imprint.of(run_info(told), path), ["One"]).written() as book:
            sheet, style = book.sheet("One"), book.style()
            for row, text in enumerate(texts):
                if one_by_one:
                    book.put(sheet, row, 0, text, style)
                else:
                    book.put_rows(sheet, row, [20], [(text, style), (row, style), (None, style)])
        cells = [line[0] for line in load_workbook(path)["One"].iter_rows()]
        assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for cell in cells)
        return [cell.value for cell in cells]


@settings(max_examples=60, deadline=None)
@given(st.lists(_TEXT.filter(bool), min_size=1, max_size=8))
def test_any_text_reads_back_as_itself_and_never_as_a_formula_or_a_link(texts: list[str]) -> None:
    assert _read_back(texts) == [excel_text(each) for each in texts]


def test_a_text_that_looks_like_formatted_runs_is_written_as_text() -> None:
    assert _read_back(["<r><t>other</t></r>"], one_by_one=True) == ["<r><t>other</t></r> "]


def test_a_name_whose_letters_are_marked_and_one_without_stand_on_one_sheet(tmp_path: Path) -> None:
    told = decisions()
    path = tmp_path / "book.xlsx"
    with Book(path, Imprint.of(run_info(told), path), ["One"]).written() as book:
        sheet, style = book.sheet("One"), book.style()
        book.put_rows(sheet, 0, [20], [("first", style)])
        book.put_rows(sheet, 1, [20], [(Marked((("Kil", False), ("x", True))), style), (None, style)])
        book.put_rows(sheet, 2, [20], [(Marked((("last", False),)), style)])

    assert [line[0].value for line in load_workbook(path)["One"].iter_rows()] == ["first", "Kilx", "last"]


def test_without_the_parts_of_xlsxwriter_that_it_leans_on_the_report_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = ["a", " b ", "x" * 100]
    fast = _read_back(texts)

    monkeypatch.setattr(fast_rows, "SUPPORTED", False)

    assert _read_back(texts) == fast
