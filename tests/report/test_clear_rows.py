"""Rows written many at a time stand on the sheet as if each had been written by itself."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.report.safe_text import visible
from screening.report.workbook import fast_rows
from screening.report.workbook.book import Book, Imprint
from screening.report.workbook.fast_rows import OPEN
from screening.report.workbook.page import TEXT_POINTS, Heading, Look
from screening.report.workbook.palette import CLEAR
from screening.report.workbook.row_height import height, heights
from screening.report.workbook.table import Table
from tests.report.sample import decisions, run_info

_HEADINGS = (Heading("Row", 8, Look.NUMBER), Heading("Verdict", 11), Heading("Names", 20), Heading("Why", 30))
_WHY = "100 % of it, and the words go over more than a single line of the cell"
_ROWS = [
    (2, "Acme & Söhne <GmbH>"),
    (3, ""),
    (4, " =1+1 %s"),
    (7, "many words " * 9),
    (8, "محمد علي (C7)"),
    (9, "x"),
]
_WORDS = st.text(st.sampled_from("aWi. \n-@é日א"), max_size=60) | st.text(max_size=30)


def _sheets(path: Path, *, together: bool, max_rows: int) -> tuple[dict[str, bytes], list[tuple[str, int]]]:
    """The parts of a workbook with one table of `_ROWS`, and where each of its pages ended."""
    told = decisions()
    pages = []
    with Book(path, Imprint.of(run_info(told), path), ["One"], max_rows=max_rows).written() as book:
        table = Table(book, "One", _HEADINGS, title="A", subtitle="B", empty="C")
        if together:
            points = heights([([text for _, text in _ROWS], 20)], TEXT_POINTS)
            for page, count in table.add_alike((OPEN, CLEAR, OPEN, _WHY), _ROWS, points):
                pages.append((page.name, count))
        else:
            for number, text in _ROWS:
                table.add((number, CLEAR, text, _WHY))
        table.finish()
    with zipfile.ZipFile(path) as book_file:
        return {each: book_file.read(each) for each in book_file.namelist()}, pages


@pytest.mark.parametrize("supported", [True, False])
@pytest.mark.parametrize("max_rows", [6, 1_000])
def test_rows_written_together_are_those_written_one_by_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, supported: bool, max_rows: int
) -> None:
    monkeypatch.setattr(fast_rows, "SUPPORTED", supported)

    one_by_one, _ = _sheets(tmp_path / "one.xlsx", together=False, max_rows=max_rows)
    together, pages = _sheets(tmp_path / "all.xlsx", together=True, max_rows=max_rows)

    assert together == one_by_one
    assert sum(count for _, count in pages) == len(_ROWS)
    assert [name for name, _ in pages] == (["One"] if max_rows == 1_000 else ["One", "One (2)", "One (3)"])


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=6), st.sampled_from((11.0, 13.0, 44.0)))
def test_rows_measured_together_are_as_high_as_each_by_itself(
    rows: list[tuple[str, str]], width: float
) -> None:
    shown = [(visible(one), visible(other)) for one, other in rows]
    columns = [([one for one, _ in shown], width), ([other for _, other in shown], 20.0)]

    assert heights(columns, TEXT_POINTS) == [
        height([(text, room, TEXT_POINTS) for text, room in zip(row, (width, 20.0), strict=True) if text])
        for row in shown
    ]
