"""No value of the input that tells who stands in a row is found in the bytes of a redacted report."""

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from screening.model import Decision
from screening.report import Redactor, ReportFormat, write_report
from tests.report.sample import decisions, run_info

_KEY = b"k" * 32


def _text(path: Path) -> str:
    """Everything that a file holds, its archive unpacked."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def _written(path: Path, form: ReportFormat, told: tuple[Decision, ...], key: bytes = _KEY) -> str:
    target = path / f"out.{form}"
    write_report(target, form, told, lambda: run_info(told), redactor=Redactor(key))
    return re.sub("<[^>]*>", "", _text(target)).replace("&amp;", "&")


@pytest.mark.parametrize("form", list(ReportFormat))
def test_names_record_numbers_and_amounts_are_in_no_format(tmp_path: Path, form: ReportFormat) -> None:
    told = decisions()

    text = _written(tmp_path, form, told)

    listed = " ".join(
        name.text.casefold() for each in told for match in each.matches for name in match.entity.names
    )
    listed += " ministry of finance of the russian federation"  # it stands in the measure's own words
    for decision in told:
        for party in decision.record.parties if decision.record else ():
            if party.name.casefold() not in listed:
                assert party.name not in text, party.name
        assert not decision.record_id or decision.record_id not in text
    assert "25000000" not in text
    assert "25,000,000" not in text
    assert "Petr Example" not in text


@pytest.mark.parametrize("form", list(ReportFormat))
def test_what_decides_and_what_is_listed_stays(tmp_path: Path, form: ReportFormat) -> None:
    text = _written(tmp_path, form, decisions())

    assert "KILIMNIK, Konstantin Viktorovych" in text
    assert form is ReportFormat.CSV or "14 June 2021" in text  # a csv quotes no measure
    assert re.search(r"\[beneficiary [0-9a-f]{10}\]", text)


def test_equal_names_have_equal_references_and_another_key_gives_others() -> None:
    ours, other = Redactor(_KEY), Redactor(b"x" * 32)

    assert ours.reference("beneficiary", "Acme  LTD") == ours.reference("beneficiary", "acme ltd")
    assert ours.reference("beneficiary", "Acme Ltd") != other.reference("beneficiary", "Acme Ltd")
    assert "acme" not in ours.reference("beneficiary", "Acme Ltd").casefold()


def test_a_redacted_workbook_says_so_on_every_page_and_keeps_the_verdicts(tmp_path: Path) -> None:
    told = decisions()
    _written(tmp_path, ReportFormat.XLSX, told)

    book = load_workbook(tmp_path / "out.xlsx")

    assert all("redacted" in str(sheet.oddFooter) for sheet in book.worksheets)
    assert [Redactor(_KEY).decision(each).verdict for each in told] == [each.verdict for each in told]


def test_a_blank_cell_is_still_told_as_blank() -> None:
    blank = next(each for each in decisions() if each.record and each.record.facts["market"].value is None)
    assert blank.record

    fact = Redactor(_KEY).decision(blank).record

    assert fact
    assert fact.facts["market"].value is None
