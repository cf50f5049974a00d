"""A whole row at once into a streaming worksheet: the same XML as XlsxWriter's, without its call and its records for each cell."""

import re
from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Plain = str | int | float | None

_ESCAPE = re.compile("(_x[0-9a-fA-F]{4}_)")  # a literal text that Excel would read as an escaped character
_LETTERS = tuple(xl_col_to_name(column) for column in range(256))
# What a streaming worksheet is asked for here; a version of XlsxWriter without it is written cell by cell.
_NEEDED = ("_write_single_row", "_check_dimensions")
SUPPORTED = all(hasattr(Worksheet, name) for name in _NEEDED) and hasattr(Format, "_get_xf_index")


def write_row(sheet: Worksheet, row: int, height: float, cells: Sequence[tuple[Plain, Format]]) -> int:
    """Write `cells` from column A on; texts as texts only, None as a blank. Texts must be fit for a cell (`excel_text`), numbers finite.

    Gives a negative code, as XlsxWriter does, where the row lies outside the sheet or before one that was written.
    """
    code = int(sheet._check_dimensions(row, 0)) or int(sheet._check_dimensions(row, len(cells) - 1))
    if code < 0:
        return code
    number = row + 1
    parts = [f'<row r="{number}" ht="{height:.16G}" customHeight="1">']
    for letters, (value, style) in zip(_LETTERS, cells, strict=False):
        at = f'<c r="{letters}{number}" s="{style._get_xf_index()}"'
        if value is None:
            parts.append(f"{at}/>")
        elif isinstance(value, str):
            kept = ' xml:space="preserve"' if value != value.strip() else ""
            parts.append(f'{at} t="inlineStr"><is><t{kept}>{_escaped(value)}</t></is></c>')
        else:
            parts.append(f"{at}><v>{value:.16G}</v></c>")
    parts.append("</row>")
    sheet._write_single_row(row)  # what was begun before this row goes out first
    sheet.row_data_fh.write("".join(parts))
    return 0


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return _ESCAPE.sub(r"_x005F\1", text) if "_x" in text else text
