"""Stretches of a text table hold the rows that one reading of the whole file gives, however it is written."""

import csv
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import TableError
from screening.tables import stretches as module
from screening.tables.cells import RawRow
from screening.tables.delimited import DelimitedGrid, TextForm
from screening.tables.encodings import Encoding
from screening.tables.stretches import Stretch, batches, stretches

_PIECES = (
    '"',
    '""',
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    "a",
    "é",
    "Ж",
    " ",
    "\x1f",
    "\x1e",
    "\x00",
    '="7"',
    "=",
    "1,2\n",
    'x,"y,z"\n',
    "\ufeff",
)


def rows_of(found: Iterator[Stretch] | None) -> list[RawRow]:
    assert found is not None
    known = list(found)
    rows = list(chain.from_iterable(each.raws().rows() for each in known))
    assert [row.number for row in rows] == [
        number for each in known for number in range(each.first, each.last + 1)
    ]
    return rows


@settings(max_examples=300, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(_PIECES), max_size=40),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1251"]),
    has_sep_line=st.booleans(),
    has_controls=st.booleans(),
    first=st.integers(1, 4),
    most=st.integers(1, 4),
    size=st.sampled_from([1, 3, 16, 1 << 20]),
)
def test_stretches_are_the_rows_of_the_whole(
    pieces: list[str],
    encoding: str,
    has_sep_line: bool,
    has_controls: bool,
    first: int,
    most: int,
    size: int,
) -> None:
    form = TextForm(Encoding(encoding, "replace"), ",", has_sep_line, has_controls)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", size)
        path = Path(folder) / "rows.csv"
        path.write_bytes("".join(pieces).encode(encoding, "replace"))
        every = list(DelimitedGrid(path, form).rows())
        whole = [row for row in every if row.number >= first]

        rows = rows_of(stretches(path, form, first, most))
        many = list(batches(path, form) or ())

    assert [(row.number, list(row.values), row.problem) for each in many for row in each.rows()] == [
        (row.number, list(row.values), row.problem) for row in every
    ]
    assert [(row.number, list(row.values), row.problem) for row in rows] == [
        (row.number, list(row.values), row.problem) for row in whole
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "shift_jis"])
def test_where_bytes_do_not_show_the_end_of_a_line_there_are_no_stretches(
    tmp_path: Path, encoding: str
) -> None:
    assert stretches(tmp_path / "rows.csv", TextForm(Encoding(encoding), ",", False), 1, 10) is None


def test_a_file_that_is_written_to_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["a", "b"], ["c", "d"]])
    found = stretches(path, TextForm(Encoding("utf-8"), ",", False), 1, 10)
    assert found is not None
    (stretch,) = found
    path.write_bytes(path.read_bytes() + b"e,f\n")
    os.utime(path, ns=(1, 1))

    with pytest.raises(TableError, match=r"rows\.csv.*changed while it was read"):
        stretch.raws()
