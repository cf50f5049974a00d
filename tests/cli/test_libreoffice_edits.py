"""A report that a reviewer works on in LibreOffice itself: sorted, with lines and columns inserted, moved and deleted, saved as xlsx and ods."""

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

OFFICE = shutil.which("soffice")
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
PLACE = ("--workspace", "place")
AS_OF = ("--as-of", "2021-07-07")
ROWS = [
    ["Name", "Country"],
    ["Konstantin Kilimnick", "RU"],
    ["Alexei Gromov", "RU"],
    ["SouthFront", "RU"],
]
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Reviewer"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Reviewer" script:language="StarBasic">{}</script:module>"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


def office(profile: Path, *args: str) -> None:
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *args],
        check=True,
        capture_output=True,
        timeout=240,
    )


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice that knows the reviewer's macro."""
    place = tmp_path_factory.mktemp("profile")
    office(place, "--terminate_after_init")
    basic = place / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    macro = Path(__file__).with_name("reviewer.bas").read_text(encoding="utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic / "Reviewer.xba").write_text(_MODULE.format(escape(macro)), encoding="utf-8")
    return place


def edited(profile: Path, source: Path, kind: str, lines: str = "whole") -> Path:
    target = source.with_name(f"edited.{kind}").absolute()
    words = (source.absolute().as_uri(), target.as_uri(), FILTERS[kind], lines)
    asked = ",".join(f'"{each}"' for each in words)
    office(profile, f"macro:///Standard.Reviewer.Edit({asked})")
    assert target.is_file()
    return target


@pytest.fixture
def filled(screening, workbook) -> Path:
    """A report in which every match is answered."""
    assert screening("run", workbook(ROWS), "-o", "report.xlsx", *AS_OF, *PLACE).returncode == 3
    book = openpyxl.load_workbook("report.xlsx")
    sheet = book["Matches to review"]
    header = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Ref")
    for row in range(header + 1, sheet.max_row + 1):
        for column, value in ((4, "False positive"), (5, "Another"), (6, "A. Analyst"), (7, "B. Head")):
            sheet.cell(row, column).value = value
    book.save("filled.xlsx")
    return Path("filled.xlsx")


@pytest.mark.parametrize("kind", sorted(FILTERS))
def test_every_line_that_was_left_is_read_whatever_was_done_around_it(screening, profile, filled, kind):
    done = screening("review", "import", edited(profile, filled, kind), *PLACE)
    again = screening("review", "import", filled, *PLACE)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"edited.{kind}: 2 taken")
    assert again.stdout.startswith("filled.xlsx: 1 taken, 2 known already")


@pytest.mark.parametrize("kind", sorted(FILTERS))
def test_lines_that_were_sorted_in_part_are_refused_with_their_cells(screening, profile, filled, kind):
    done = screening("review", "import", edited(profile, filled, kind, "names"), *PLACE)

    assert done.returncode != 0
    assert "it was sorted in part" in done.stdout + done.stderr
