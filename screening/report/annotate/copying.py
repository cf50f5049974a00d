"""A copy of the user's table in the format that keeps most of it, whole or not written at all."""

import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from screening.errors import Location, ReportError, UsageError
from screening.report.annotate.answers import Answers
from screening.report.annotate.text_copy import TextForm, write_text_copy
from screening.report.annotate.values_copy import write_values_copy
from screening.report.annotate.workbook_copy import write_workbook_copy

_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_VALUES_ONLY = {"xls": "an old Excel workbook (xls)", "ods": "an OpenDocument sheet (ods)"}


@dataclass(frozen=True, slots=True)
class Original:
    """An input as it was read: `name` as decisions call it, `header_rows` by sheet (as Excel numbers rows), `text` for a text table."""

    path: Path
    name: str
    format: str
    header_rows: Mapping[str, int | None] = field(default_factory=dict)
    text: TextForm | None = None


def copy_format(original: Original, output: Path) -> str:
    """Check, before anything is screened, that `output` can take the copy; returns what the reader should know of it, empty if nothing.

    Raises:
        UsageError: the copy cannot be made, or `output` has the suffix of another kind of file.
    """
    suffix = output.suffix.lower()
    if original.format == "csv":
        wanted = original.path.suffix.lower()
        allowed = _TEXT_SUFFIXES | {wanted}
    elif original.format == "xlsx":
        if not zipfile.is_zipfile(original.path):
            raise UsageError(
                f"'{original.name}' is protected by a password, and a copy of it would not be",
                remedy="save it without the password, or leave --annotate out",
            )
        allowed = frozenset({".xlsm" if _has_macros(original.path) else ".xlsx"})
    elif original.format in _VALUES_ONLY:
        allowed = frozenset({".xlsx"})
    else:
        raise UsageError(
            f"'{original.name}' ({original.format}) cannot be annotated", remedy="save it as .xlsx or .csv"
        )
    if suffix not in allowed:
        named = " or ".join(sorted(allowed))
        raise UsageError(f"the annotated copy of '{original.name}' is no {suffix or 'file without suffix'}", remedy=f"name it {named}")  # fmt: skip
    if output.resolve() == original.path.resolve():
        raise UsageError(f"'{output}' is the input itself", remedy="write the annotated copy to another file")
    if original.format in _VALUES_ONLY:
        return f"{original.name} is {_VALUES_ONLY[original.format]}: its copy is an xlsx with the values alone, without formats and formulas"
    return ""


def _has_macros(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(name.endswith("vbaProject.bin") for name in archive.namelist())


def annotate(original: Original, draft: Path, answers: Answers, report: str | None) -> None:
    """Write the annotated copy to `draft`. `report` is the way from the copy's folder to the report, None where rows cannot be led to.

    Raises:
        ReportError: a row that was answered does not stand in the original, so that the file has changed meanwhile, or columns have run out.
    """
    sheets = answers.of(original.name)
    if original.format == "csv":
        if original.text is None:
            raise ReportError(
                "the text table's form is not known",
                where=Location(original.name),
                remedy="save it as .xlsx",
            )
        write_text_copy(original.path, draft, original.text, original.header_rows.get(""), sheets.get("", {}))
    elif original.format == "xlsx":
        write_workbook_copy(original.path, draft, original.header_rows, sheets, report)
    else:
        write_values_copy(original.path, draft, original.header_rows, sheets, report)


def way_to(report: Path, copy: Path) -> str:
    """The report's path as seen from the copy's folder."""
    try:
        return Path(os.path.relpath(report.absolute(), copy.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return report.absolute().as_posix()
