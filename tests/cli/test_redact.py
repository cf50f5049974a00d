"""`--redact` as its user runs it: every cell of the demo is looked for in what was written."""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from screening import resources
from screening.ruleset import Ruleset

_DEMO = Path(__file__).parents[2] / "fixtures" / "demo"
_TELLING = {"Ord. Cust.", "Bene. Name", "Bene. Bank", "Wallet Addr.", "Pymt Details", "Txn Ref"}
_TELLING |= {
    "Name",
    "Customer Name",
    "Passport No.",
    "National ID",
    "Tax ID (INN)",
    "BIC",
    "Cust ID",
    "DOB",
    "Date of Birth",
}


def _values(path: Path) -> set[str]:
    """Every text in the columns that tell who somebody is."""
    sheet = load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    header = next(line for line in lines if len(_TELLING & {str(cell) for cell in line}) >= 3)
    places = [at for at, title in enumerate(header) if str(title) in _TELLING]
    below = lines[lines.index(header) + 1 :]
    return {
        str(line[at]).strip()
        for line in below
        for at in places
        if line[at] is not None and not isinstance(line[at], datetime)
    }


def _listed() -> str:
    """What the measures say of their parties: public, and kept."""
    entities = Ruleset.load([resources.rules_dir()]).entities()
    told = [
        text
        for each in entities
        for text in (*(n.text for n in each.names), *(i.text for i in each.identifiers), each.remarks)
    ]
    return " | ".join(told).casefold()


def _content(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())


@pytest.mark.parametrize("name", ["transactions.xlsx", "counterparties.xlsx"])
def test_no_telling_value_of_the_demo_is_in_a_redacted_report(screening, tmp_path, name):
    plain, redacted = tmp_path / "plain.xlsx", tmp_path / "redacted.xlsx"
    screening("run", _DEMO / name, "-o", plain, "--as-of", "2021-07-07", "--workspace", tmp_path / "w")
    screening(
        "run",
        _DEMO / name,
        "-o",
        redacted,
        "--as-of",
        "2021-07-07",
        "--workspace",
        tmp_path / "w",
        "--redact",
    )
    shown, left = _content(plain), _content(redacted)
    values = {each for each in _values(_DEMO / name) if len(each) > 3 and each in shown}

    kept = {each for each in values if each in left} - {"#N/A"}

    assert len(values) > 60
    assert {each for each in kept if each.casefold() not in _listed()} == set()
    assert (tmp_path / "w" / "redaction.key").stat().st_mode & 0o077 == 0


def test_a_copy_with_the_names_of_the_input_is_not_redacted(screening, workbook):
    done = screening(
        "run", workbook([["Name"], ["Acme"]]), "-o", "out.xlsx", "--annotate", "copy.xlsx", "--redact"
    )

    assert done.returncode == 2
    assert "leave --annotate or --redact out" in done.stderr
