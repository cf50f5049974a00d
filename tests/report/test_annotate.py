"""The annotated copy is the user's own table, cell by cell, with the answers to the right of it."""

import csv
import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from xlsxwriter import Workbook as Writer

from screening.errors import ReportError, UsageError
from screening.model import Decision, SkippedRow, Verdict
from screening.report import Answers, Original, TextForm, copy_format, write_annotated
from screening.report.annotate.sheet_rows import Added, Extent, extent_of, rewritten

_UTF8 = TextForm("utf-8", "strict", ",", sep_line=False)


def _answers(file: str, sheet: str, *rows: int, target: str = "'Stop'!A5") -> Answers:
    answers = Answers()
    for row in rows:
        answers.gather(Decision(file, sheet, row, "", Verdict.BLOCKED, ("=HYPERLINK(1)", "a <b> & _x0041_")))
    answers.lead({(file, sheet, row): target for row in rows})
    return answers


def _full_workbook(path: Path) -> None:
    """A workbook with all that a careless copy loses."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Payments & more"
    sheet.append(["Quarter payments"])
    sheet.append(["Name", "Amount", "Day", "Sum"])
    for number in range(3, 13):
        sheet.append([f"Party {number}", number * 1.5, dt.date(2021, 6, number), f"=B{number}*2"])
    sheet["B2"].font = Font(bold=True, color="FFFF0000")
    sheet["D2"].fill = PatternFill("solid", fgColor="FFCCCCCC")
    sheet.column_dimensions["A"].width = 33
    sheet.merge_cells("A1:C1")
    sheet.freeze_panes = "A3"
    rule = FormulaRule(formula=["B3>5"], font=Font(bold=True))  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add("B3:B12", rule)
    validation = DataValidation("list", formula1='"a,b"')
    validation.add("E3:E12")
    sheet.add_data_validation(validation)
    hidden = book.create_sheet("Secret")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "kept"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=12))
    sheet.add_chart(chart, "H3")
    book.save(path)


def _drawn(cell: Cell | MergedCell) -> tuple[object, ...]:
    return (cell.value, cell.number_format, repr(cell.font), repr(cell.fill))


def test_every_cell_format_and_part_is_kept_and_the_answers_stand_to_the_right(tmp_path: Path) -> None:
    path, copy = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    _full_workbook(path)
    original = Original(path, "in.xlsx", "xlsx", {"Payments & more": 2})

    write_annotated(
        copy, original, _answers("in.xlsx", "Payments & more", *range(3, 13)), tmp_path / "r.xlsx"
    )

    before, after = load_workbook(path), load_workbook(copy)
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert other.sheet_state == sheet.sheet_state
        for line in sheet.iter_rows():
            for cell in line:
                twin = other[cell.coordinate]
                assert _drawn(twin) == _drawn(cell)
    told = after["Payments & more"]
    assert [cell.value for cell in told[2]][4:] == ["Screening verdict", "Screening reasons", "Screening score", "Screening report"]  # fmt: skip
    assert repr(told["E2"].fill) == repr(told["D2"].fill)
    assert told["E3"].value == "■ BLOCKED"
    assert (
        told["F3"].value == "=HYPERLINK(1) | a <b> & _x005F_x0041_"
    )  # openpyxl leaves that escape as it stands
    assert told["F3"].data_type == "s"
    assert told["H3"].value == '=HYPERLINK("r.xlsx#\'Stop\'!A5","in the report")'
    assert told.freeze_panes == "A3"
    assert str(told.merged_cells) == "A1:C1"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy) as new:
        assert new.namelist() == old.namelist()
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
    assert set(old.namelist()) - same == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_two_copies_are_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    _full_workbook(path)
    original = Original(path, "in.xlsx", "xlsx", {"Payments & more": 2})
    for name in ("a.xlsx", "b.xlsx"):
        write_annotated(tmp_path / name, original, _answers("in.xlsx", "Payments & more", 3, 4), None)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.xlsx").stat().st_mode & 0o077 == 0


def test_a_workbook_that_another_program_wrote_is_annotated_too(tmp_path: Path) -> None:
    path, copy = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    with Writer(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("One")
        for row in range(3000):
            sheet.write_row(row, 0, [f"Name {row}", "x" * 400])
    original = Original(path, "in.xlsx", "xlsx", {"One": 1})

    write_annotated(copy, original, _answers("in.xlsx", "One", *range(2, 3001)), None)

    lines = list(load_workbook(copy)["One"].iter_rows(values_only=True))
    assert lines[0][2:] == ("Screening verdict", "Screening reasons", "Screening score")
    assert [line[0] for line in lines] == [f"Name {row}" for row in range(3000)]
    assert {line[2] for line in lines[1:]} == {"■ BLOCKED"}


def test_prefixed_tags_rows_without_numbers_and_broken_chunks_are_read() -> None:
    xml = (
        b'<x:worksheet><x:dimension ref="A1:B3"/><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>'
        b'<x:row/>\n<x:row r="5" spans="1:2"><x:c r="A5"><x:v>3</x:v></x:c></x:row></x:sheetData><x:tail/></x:worksheet>'
    )
    answers = _answers("f", "s", 2, 5)
    added = Added(1, answers.of("f")["s"], None, {})
    whole: set[bytes] = set()
    for size in (1, 7, 1000):
        chunks = [xml[at : at + size] for at in range(0, len(xml), size)]
        extent = extent_of(chunks, 1)
        found: set[int] = set()
        whole.add(b"".join(rewritten(chunks, added, extent, found)))

        assert extent == Extent(2)
        assert found == {1, 2, 5}

    (told,) = whole
    assert told.count(b"Screening verdict") == 1
    assert b'<x:row><x:c r="C2"' in told
    assert b'<x:row r="5"><x:c r="A5"><x:v>3</x:v></x:c><x:c r="C5"' in told
    assert told.endswith(b"</x:sheetData><x:tail/></x:worksheet>")


def test_a_row_that_is_no_longer_in_the_file_stops_the_copy(tmp_path: Path) -> None:
    path, copy = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    _full_workbook(path)

    with pytest.raises(ReportError, match="row 99 was screened and is no longer in the file"):
        write_annotated(
            copy, Original(path, "in.xlsx", "xlsx", {}), _answers("in.xlsx", "Payments & more", 99), None
        )

    assert not copy.exists()


@pytest.mark.parametrize(
    ("encoding", "delimiter", "line_end"),
    [("utf-8-sig", ";", "\r\n"), ("cp1251", ",", "\n"), ("utf-16", "\t", "\r\n")],
)
def test_a_text_table_keeps_its_characters_encoding_delimiter_and_line_ends(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    path, copy = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [
        "title",
        delimiter.join(("Name", "Nr")),
        delimiter.join(('"Иван ""и""\nсын"', "=1")),
        "",
        "short",
    ]
    path.write_bytes((line_end.join(lines) + line_end).encode(encoding))
    form = TextForm(encoding, "strict", delimiter, sep_line=False)
    answers = _answers("in.csv", "", 3, 5)
    answers.skip([SkippedRow("in.csv", "", 4, "blank")])

    write_annotated(copy, Original(path, "in.csv", "csv", {"": 2}, form), answers, None)

    text = copy.read_bytes().decode(encoding)
    read = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    assert [line[:2] for line in read] == [
        ["title"],
        ["Name", "Nr"],
        ['Иван "и"\nсын', "=1"],
        ["", ""],
        ["short", ""],
    ]
    assert read[1][2:] == ["Screening verdict", "Screening reasons", "Screening score"]
    assert read[2][3].startswith("'=HYPERLINK")
    assert text.count(line_end) == (line_end.join(lines) + line_end).count(line_end)
    assert read[2][2] == "BLOCKED"


def test_an_ods_sheet_becomes_a_workbook_of_its_values(tmp_path: Path) -> None:
    path, copy = Path("tests/report/plain.ods"), tmp_path / "out.xlsx"
    if not path.exists():
        path = tmp_path / "in.ods"
        _write_ods(path)
    original = Original(path, path.name, "ods", {"One": 1})

    said = copy_format(original, copy)
    write_annotated(copy, original, _answers(path.name, "One", 2), None)

    assert "without formats" in said
    assert list(load_workbook(copy)["One"].iter_rows(values_only=True))[1][:3] == ("=Acme", 3, "■ BLOCKED")


def _write_ods(path: Path) -> None:
    cell = '<table:table-cell office:value-type="{0}" {1}><text:p>{2}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format('string', '', a)}{b}</table:table-row>"
        for a, b in (
            ("Name", cell.format("string", "", "Nr")),
            ("=Acme", cell.format("float", 'office:value="3"', "3")),
        )
    )
    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="One">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
        )


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("parquet", "out.xlsx", "cannot be annotated"),
        ("xls", "out.xls", "no .xls"),
        ("csv", "out.xlsx", "no .xlsx"),
    ],
)
def test_a_copy_that_cannot_be_made_is_refused_before_the_run(
    tmp_path: Path, kind: str, name: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        copy_format(Original(tmp_path / "in.csv", "in", kind), tmp_path / name)
