"""Rows as they stand, together: the same whether by row or by column, here or in another process."""

import pickle

import pytest

from screening.tables.cells import CellValue, RawRow
from screening.tables.raws import RawColumns, RawRows

_EVEN: list[RawRow] = [RawRow(7, ["a", 1.5]), RawRow(8, ["", True]), RawRow(9, ["a", ""])]
_UNEVEN: list[RawRow] = [RawRow(2, ["a"]), RawRow(3, ["b", "c"])]
_DOUBTFUL: list[RawRow] = [RawRow(2, ["a"]), RawRow(3, ["b"], "shifted")]
_APART: list[RawRow] = [RawRow(2, ["a"]), RawRow(5, ["b"])]
_BLANK: list[RawRow] = [RawRow(2, []), RawRow(3, [])]


@pytest.mark.parametrize("rows", [_EVEN, _UNEVEN, _DOUBTFUL, _APART, _BLANK, []])
def test_rows_are_the_same_in_another_process(rows: list[RawRow]) -> None:
    sent = pickle.loads(pickle.dumps(RawRows(rows)))

    assert list(sent.rows()) == rows
    assert isinstance(sent, RawColumns) == (rows is _EVEN)


def test_columns_are_rows_of_one_width() -> None:
    columns: list[list[CellValue]] = [["a", "", "a"], [1.5, True, ""]]

    by_column, by_row = RawColumns(7, columns), RawRows(_EVEN)

    assert list(by_column.rows()) == _EVEN == [by_column.row(place) for place in range(3)]
    assert (by_column.first, by_column.last) == (by_row.first, by_row.last) == (7, 9)
    assert list(map(list, by_row.columns())) == columns
    assert list(by_column.marks()) == list(by_row.marks())
    assert list(by_column.regular(2, 2).column(1)) == list(by_row.regular(2, 2).column(1)) == columns[1]
    assert list(by_column.regular(3, None).places) == list(by_row.regular(3, None).places) == []
