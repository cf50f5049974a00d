"""Whole rows at once into a streaming worksheet: the same XML as XlsxWriter's, without its call and its records for each cell."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Plain = str | int | float | None


class Open(Enum):
    """Stands for a cell of which each of many rows has its own."""

    CELL = 0


OPEN = Open.CELL
_ROW = "\0"  # stands for the row's number: no text fit for a cell holds it

_ESCAPE = re.compile("(_x[0-9a-fA-F]{4}_)")  # a literal text that Excel would read as an escaped character
_LETTERS = tuple(xl_col_to_name(column) for column in range(256))
# What a streaming worksheet is asked for here; a version of XlsxWriter without it is written cell by cell.
_NEEDED = ("_write_single_row", "_check_dimensions")
SUPPORTED = all(hasattr(Worksheet, name) for name in _NEEDED) and hasattr(Format, "_get_xf_index")


def write_rows(
    sheet: Worksheet,
    first: int,
    heights: Sequence[float],
    cells: Sequence[tuple[Plain | Open, Format]],
    rows: Sequence[Sequence[Plain]],
) -> int:
    """Write rows from the one at `first` on, from column A on, with these cells; for those that are open each of `rows` has its own, in their order.

    Texts are written as texts only, None as a blank. Texts must be fit for a cell (`excel_text`), numbers finite. Gives a negative code, as XlsxWriter does,
    where a row lies outside the sheet or before one that was written.
    """
    last, right = first + len(rows) - 1, len(cells) - 1
    code = int(sheet._check_dimensions(first, 0)) or int(sheet._check_dimensions(last, right))
    if code < 0:
        return code
    line = _line(cells)
    numbers = map(str, range(first + 1, last + 2))
    texts = [
        (line % (_points(height), *map(_held, own))).replace(_ROW, number)
        for number, height, own in zip(numbers, heights, rows, strict=True)
    ]
    sheet._write_single_row(first)  # what was begun before these rows goes out first
    sheet.row_data_fh.write("".join(texts))
    sheet.previous_row = last
    return 0


def _line(cells: Sequence[tuple[Plain | Open, Format]]) -> str:
    """A row, to be given its height and what its open cells hold, and then its number."""
    parts = [f'<row r="{_ROW}" ht="%s" customHeight="1">']
    for letters, (value, style) in zip(_LETTERS, cells, strict=False):
        held = "%s" if isinstance(value, Open) else _held(value).replace("%", "%%")
        parts.append(f'<c r="{letters}{_ROW}" s="{style._get_xf_index()}"{held}')
    parts.append("</row>")
    return "".join(parts)


def _held(value: Plain) -> str:
    """The rest of a cell that holds this."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        kept = ' xml:space="preserve"' if value[0].isspace() or value[-1].isspace() else ""
        return f' t="inlineStr"><is><t{kept}>{_escaped(value)}</t></is></c>'
    return f"><v>{value:.16G}</v></c>"


@lru_cache(maxsize=1024)
def _points(height: float) -> str:
    return f"{height:.16G}"


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return _ESCAPE.sub(r"_x005F\1", text) if "_x" in text else text
