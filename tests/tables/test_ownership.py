"""A sheet of holdings: its columns, its shares, and what becomes of those that cannot be read."""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from screening.errors import TableError
from screening.model import DateSpan, OwnershipSheet
from screening.tables import read_ownership
from screening.tables.ownership import read_share


def sheet(tmp_path: Path, text: str) -> OwnershipSheet:
    path = tmp_path / "holdings.csv"
    path.write_text(text, encoding="utf-8")
    return read_ownership(path)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("50", "50", "50"),
        ("50%", "50", "50"),
        ("50,5 %", "50.5", "50.5"),
        ("33.333333", "33.333333", "33.333333"),
        (50, "50", "50"),
        (49.99, "49.99", "49.99"),
        ("0", "0", "0"),
        ("0.5 %", "0.5", "0.5"),
        ("1%", "1", "1"),
        (0.5, "0.5", "50"),
        ("1", "1", "100"),
        ("", "0", None),
        ("about half", "0", None),
        ("120", "0", None),
        ("-5", "0", None),
        ("#N/A", "0", None),
        (True, "0", None),
    ],
)
def test_a_share_is_read_as_what_it_may_be(written: str | float, low: str, high: str | None) -> None:
    share = read_share(written)

    assert (share.low, share.high) == (Decimal(low), Decimal(high) if high is not None else None)
    assert bool(share.problem) is (share.low != share.high)


def test_headers_are_known_by_many_names_and_the_rest_is_left_unread(tmp_path: Path) -> None:
    found = sheet(tmp_path, "Shareholder;Subsidiary;Ownership %;Comment\nAlpha;Beta;60;x\n")

    stake = found.stakes[0]
    assert (stake.owner, stake.owned, stake.low, stake.cell) == ("Alpha", "Beta", Decimal(60), "C2")
    assert [each.field for each in found.info.sheets[0].columns] == ["owner", "owned", "percent", None]


def test_the_owner_s_country_and_birth_are_read_where_they_stand(tmp_path: Path) -> None:
    stake = sheet(
        tmp_path, "owner,owner country,owner dob,owned,percent\nIvan Ivanov,Russia,1970-03-02,Beta,60\n"
    ).stakes[0]

    assert stake.owner_country == "RU"
    assert stake.owner_birth_date == DateSpan.month(1970, 3) or str(stake.owner_birth_date) == "1970-03-02"


def test_every_doubtful_cell_is_told_with_its_place(tmp_path: Path) -> None:
    found = sheet(tmp_path, "owner,owned,percent\nA,B,half\n,C,10\nD,,10\n\nE,F,0.3\n")

    assert [each.owner for each in found.stakes] == ["A", "E"]
    assert [each.split(":")[0] for each in found.info.sheets[0].notes] == ["C2", "A3", "B4", "C6"]


def test_a_workbook_is_read_sheet_by_sheet_below_its_title(tmp_path: Path) -> None:
    path = tmp_path / "holdings.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Cover").write(0, 0, "Structure of the group")
        page = book.add_worksheet("Holdings")
        page.write(0, 0, "As of June")
        page.write_row(2, 0, ["Owner", "Owned", "Percent"])
        page.write_row(3, 0, ["Alpha", "Beta", 25])

    found = read_ownership(path)

    assert [(each.owner, each.low, each.cell) for each in found.stakes] == [
        ("Alpha", Decimal(25), "Holdings!C4")
    ]
    assert [each.sheet for each in found.info.sheets] == ["Holdings"]


def test_a_sheet_without_the_columns_or_without_holdings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no sheet with the columns owner, owned and percent"):
        sheet(tmp_path, "name,amount\nA,1\n")
    with pytest.raises(TableError, match="no holding below its header"):
        sheet(tmp_path, "owner,owned,percent\n")
    with pytest.raises(TableError, match="two columns for 'percent'"):
        sheet(tmp_path, "owner,owned,percent,share\nA,B,10,20\n")


def test_a_column_of_percent_cells_which_excel_holds_as_fractions_is_read_as_percent(tmp_path: Path) -> None:
    path = tmp_path / "holdings.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Holdings")
        percent = book.add_format({"num_format": "0.0%"})
        page.write_row(0, 0, ["Owner", "Owned", "Percent"])
        for row, (owner, share) in enumerate([("Alpha", 0.255), ("Beta", 0.3), ("Gamma", 1)], 1):
            page.write_row(row, 0, [owner, "Delta"])
            page.write_number(row, 2, share, percent)

    found = read_ownership(path)

    assert [(each.low, each.high) for each in found.stakes] == [
        (Decimal("25.5"), Decimal("25.5")),
        (Decimal(30), Decimal(30)),
        (Decimal(100), Decimal(100)),
    ]
    assert "fractions" in found.info.sheets[0].notes[0]
