"""A workbook copied part by part: only the rows of the screened sheets are touched, so that whatever else it holds stays as it is."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from screening.errors import Location, ReportError
from screening.report.annotate.answers import Answer
from screening.report.annotate.parts import sheet_parts, style_part, with_styles
from screening.report.annotate.sheet_rows import Added, Extent, extent_of, rewritten

_CHUNK = 1 << 20
_LAST_COLUMN = 16_384


def write_workbook_copy(
    original: Path,
    draft: Path,
    header_rows: Mapping[str, int | None],
    sheets: Mapping[str, Mapping[int, Answer]],
    report: str | None,
) -> None:
    """Read twice as streams: once for the first free column of each sheet, once to write. Pictures, charts, pivots, macros, formulas, formats,
    validations and hidden sheets are copied byte for byte.

    Raises:
        ReportError: a row that was answered is not in the file, or a sheet has no free columns.
    """
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as new:
        places = sheet_parts(old)
        wanted = {places[name]: name for name, answers in sheets.items() if answers and name in places}
        if len(wanted) < sum(map(bool, sheets.values())):
            raise _changed(original, "a sheet")
        styled = style_part(old)
        styles: Mapping[str, int] = {}
        patched = b""
        if styled:
            patched, styles = with_styles(old.read(styled))
        for info in old.infolist():
            if info.filename == styled:
                new.writestr(_info(info), patched)
            elif info.filename in wanted:
                name = wanted[info.filename]
                _rewrite(old, new, info, Added(header_rows.get(name), sheets[name], report, styles), original)
            else:
                with old.open(info) as source, new.open(_info(info), "w", force_zip64=True) as target:
                    while chunk := source.read(_CHUNK):
                        target.write(chunk)


def _info(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The part's name and date, so that the same input gives the same bytes."""
    info = zipfile.ZipInfo(old.filename, old.date_time)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _rewrite(
    old: zipfile.ZipFile, new: zipfile.ZipFile, info: zipfile.ZipInfo, added: Added, original: Path
) -> None:
    with old.open(info) as source:
        extent: Extent = extent_of(_chunks(source), added.header_row)
    if extent.columns + len(added.titles) > _LAST_COLUMN:
        raise ReportError(
            "a sheet has cells up to its last column, so that no column is free for the answers",
            where=Location(original.name),
            remedy="delete the empty formatted columns at its right end, and run again",
        )
    found: set[int] = set()
    with old.open(info) as source, new.open(_info(info), "w", force_zip64=True) as target:
        for chunk in rewritten(_chunks(source), added, extent, found):
            target.write(chunk)
    if missing := added.rows_with_records - found:
        raise _changed(original, f"row {min(missing)}")


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk


def _changed(original: Path, what: str) -> ReportError:
    return ReportError(
        f"{what} was screened and is no longer in the file",
        where=Location(original.name),
        remedy="the file was changed meanwhile: run again",
    )
