"""A workbook of an older or foreign form copied as an xlsx of its values, with the answers beside them."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from screening.report.annotate.answers import HEADERS, WIDTHS, Answer
from screening.report.annotate.linking import hyperlink
from screening.report.safe_text import excel_text
from screening.report.workbook.palette import MARKS

_DATE, _TIMED, _TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"


def write_values_copy(
    original: Path,
    draft: Path,
    header_rows: Mapping[str, int | None],
    sheets: Mapping[str, Mapping[int, Answer]],
    report: str | None,
) -> None:
    """Every sheet's values at the same addresses; text stays text, and dates and numbers are dates and numbers."""
    workbook = Workbook(
        str(draft), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    workbook.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 - a clock would make two copies differ
    styles = {
        "header": workbook.add_format({"bold": True}),
        **{form: workbook.add_format({"num_format": form}) for form in (_DATE, _TIMED, _TIME)},
        **{each.label: workbook.add_format({"bold": True, "font_color": each.ink, "bg_color": each.fill}) for each in MARKS},
    }  # fmt: skip
    with CalamineWorkbook.from_path(str(original)) as source:
        for name in source.sheet_names:
            read = source.get_sheet_by_name(name)
            first_row, first_column = read.start or (0, 0)
            sheet = workbook.add_worksheet(name)
            width = 0
            for row, values in enumerate(read.to_python(skip_empty_area=True), start=first_row):
                width = max(width, first_column + len(values))
                for column, value in enumerate(values, start=first_column):
                    _write(sheet, row, column, value, styles)
            _write_answers(sheet, width, header_rows.get(name), sheets.get(name, {}), report, styles)
    workbook.close()


def _write(sheet: Any, row: int, column: int, value: object, styles: Mapping[str, Any]) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, value, styles[_TIMED])
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, styles[_DATE])
    elif isinstance(value, dt.time | dt.timedelta):
        sheet.write_datetime(row, column, value, styles[_TIME])
    elif value != "":
        sheet.write_string(row, column, excel_text(str(value)))


def _write_answers(
    sheet: Any,
    width: int,
    header_row: int | None,
    answers: Mapping[int, Answer],
    report: str | None,
    styles: Mapping[str, Any],
) -> None:
    if not answers:
        return
    titles = HEADERS if report is not None else HEADERS[:3]
    for offset, (title, wide) in enumerate(zip(titles, WIDTHS, strict=False)):
        sheet.set_column(width + offset, width + offset, wide)
        if header_row:
            sheet.write_string(header_row - 1, width + offset, title, styles["header"])
    for row, answer in answers.items():
        sheet.write_string(row - 1, width, answer.verdict, styles.get(answer.verdict))
        sheet.write_string(row - 1, width + 1, excel_text(answer.reasons))
        if answer.score is not None:
            sheet.write_number(row - 1, width + 2, answer.score)
        if report is not None and answer.target is not None:
            formula, shown = hyperlink(report, answer.target)
            sheet.write_formula(row - 1, width + 3, f"={formula}", None, shown)
