"""CSV: one row a decision, which Excel opens right and never runs."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from screening.report import ReportFormat, write_report
from screening.report.csv_rows import HEADER, write_csv
from tests.report.sample import decisions, run_info


def test_one_row_a_decision_under_a_header(tmp_path: Path) -> None:
    told = decisions()
    path = tmp_path / "out.csv"

    write_report(path, ReportFormat.CSV, told, lambda: run_info(told))

    assert path.read_bytes().startswith(b"\xef\xbb\xbffile,sheet,row,")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert tuple(rows[0]) == HEADER
    assert [row[2] for row in rows[1:]] == [str(each.row) for each in told]


def test_reasons_are_joined_by_a_bar() -> None:
    stream = io.StringIO()

    write_csv(stream, [replace(decisions()[0], reasons=("one", "two"))])

    assert ",one | two," in stream.getvalue()


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@\t\r\n'\"＝,"), st.characters()), max_size=20))
def test_no_text_can_start_a_formula(text: str) -> None:
    stream = io.StringIO()

    write_csv(stream, [replace(decisions()[0], record_id=text)])

    cells = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))[1]
    assert not cells[3].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    stream.getvalue().encode("utf-8")
