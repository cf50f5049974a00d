"""Sheets as people keep them: lists without headers, ditto marks, addresses beside names, forms, page numbers."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from screening.errors import TableError
from screening.model import Record, SkippedRow, UnreadableRow, Vocabulary
from screening.tables import TableOptions, open_table

Write = Callable[..., Path]
Read = Callable[..., list[Record]]


def names(record: Record) -> list[str]:
    return [party.name for party in record.parties]


@pytest.mark.parametrize(
    "content",
    [
        "Ivan Petrov\nAcme LLC\nSTONE, Bob\n",
        "Ivan Petrov\n\nAcme LLC\nStone Bob\n",
        "Иван Петров\nАО Ромашка\nПётр Сидоров\n",
    ],
)
def test_one_column_of_names_without_a_header_is_screened_from_its_first_row(
    text: Write, vocabulary: Vocabulary, content: str
) -> None:
    table = open_table(text(content, name="list.txt"), vocabulary)

    rows = list(table.rows())

    screened = [row.parties[0].name for row in rows if isinstance(row, Record)]
    assert screened == [line for line in content.splitlines() if line]
    assert len(rows) == table.rows_in


@pytest.mark.parametrize(
    ("content", "options"),
    [
        ("US0378331005,100,USD\nRU000A1038V6,200,USD\n", TableOptions()),
        ("Mahan Air;Iran\nBob Stone;UK\n", TableOptions(maps=(("A", "name"),))),
    ],
)
def test_the_first_row_of_a_table_without_a_header_is_not_lost(
    text: Write, vocabulary: Vocabulary, content: str, options: TableOptions
) -> None:
    table = open_table(text(content), vocabulary, options)

    assert [row.row for row in table.rows() if isinstance(row, Record)] == [1, 2]
    assert table.rows_in == 2


@pytest.mark.parametrize("wanted", ["A", "column A"])
def test_a_column_of_single_words_is_read_whole_once_it_is_mapped(
    text: Write, vocabulary: Vocabulary, wanted: str
) -> None:
    path = text("Lavrov\nSechin\nPutin\n", name="list.txt")

    with pytest.raises(TableError, match='--map "column A=name"'):
        open_table(path, vocabulary)

    mapped = open_table(path, vocabulary, TableOptions(maps=((wanted, "name"),)))
    assert [row.row for row in mapped.rows()] == [1, 2, 3]


def test_a_sheet_of_prose_is_no_list_of_names(workbook: Write, vocabulary: Vocabulary) -> None:
    path = workbook(
        {
            "Read me": [["This file lists our customers."], ["Contact: Ann Lee, ext. 4"]],
            "Clients": [["Client", "Country"], ["Bob Stone", "UK"]],
        }
    )

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [SkippedRow, SkippedRow, Record]


def test_the_map_that_an_error_offers_for_a_table_without_headers_is_accepted(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Lavrov,1\nSechin,2\n")
    options = TableOptions(header_row="none")

    with pytest.raises(TableError) as caught:
        open_table(path, vocabulary, options)

    assert '--map "column A=name"' in str(caught.value)
    mapped = TableOptions(header_row="none", maps=(("column A", "name"),))
    assert len(list(open_table(path, vocabulary, mapped).rows())) == 2


@pytest.mark.parametrize(
    "reference", ["same as above", "Ditto", '"', "—″—", "see attached", "см. выше", "Various", "siehe oben"]
)
def test_a_name_that_stands_elsewhere_leaves_its_row_unanswered(
    text: Write, vocabulary: Vocabulary, reference: str
) -> None:
    path = text(
        f"Beneficiary|Ordering customer\nAnn Lee|Bob Stone\n{reference!s}|Bob Stone\n".replace('"', '""""')
    )

    row = list(open_table(path, vocabulary).rows())[1]

    assert isinstance(row, UnreadableRow)
    assert "only refers elsewhere" in row.reason
    assert row.cell == "A3"


@pytest.mark.parametrize(
    "filler", ["N/A", "-", "none", "не указано", "TBC", "0", "40817810000000000001", "???"]
)
def test_a_cell_that_names_nobody_leaves_the_other_party_and_alone_is_not_screened(
    text: Write, vocabulary: Vocabulary, filler: str
) -> None:
    path = text(f"Beneficiary,Ordering customer\n{filler},Bob Stone\n{filler},{filler}\n")

    first, second = open_table(path, vocabulary).rows()

    assert isinstance(first, Record)
    assert names(first) == ["Bob Stone"]
    assert isinstance(second, UnreadableRow)
    assert f"in 'Beneficiary' '{filler}'" in second.reason


@pytest.mark.parametrize(
    "name", ["07", "7-28", "Xi", "NA Trading", "Various Artists Ltd", "Same Day Courier"]
)
def test_short_and_odd_names_are_names(text: Write, records: Read, name: str) -> None:
    path = text(f"Name,Country\n{name},UK\n")

    assert names(records(path)[0]) == [name]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Mahan Air, Mahan Tower, No. 21 Azadegan Street, Tehran, Iran", "Mahan Air"),
        ("BANK MELLI IRAN FERDOWSI AVENUE P.O. BOX 11365-171 TEHRAN IRAN", "BANK MELLI IRAN"),
        ("PRIGOZHIN, Yevgeniy, 7 Nevsky Prospekt", "PRIGOZHIN, Yevgeniy"),
        ("ООО Ромашка, г. Москва, ул. Ленина, д. 5", "ООО Ромашка"),
    ],
)
def test_a_name_before_an_address_is_screened_on_its_own(
    text: Write, records: Read, cell: str, found: str
) -> None:
    path = text(f"Ref|Beneficiary Name & Address\n1|{cell}\n")

    read = names(records(path)[0])

    assert read[0] == cell
    assert found in read


@pytest.mark.parametrize(
    "cell", ["ADRIAN DARYA 1", "Limited Liability Company Concord Management", "Open Fund 2021"]
)
def test_a_name_without_an_address_is_read_once(text: Write, records: Read, cell: str) -> None:
    path = text(f"Name,Country\n{cell},UK\n")

    assert names(records(path)[0]) == [cell]


def test_lines_of_an_address_below_a_name_are_nobody(workbook: Write, records: Read) -> None:
    path = workbook(
        [["Payee", "Amount"], ["Yevgeniy Prigozhin\n12 Nevsky Prospekt\nSt Petersburg\nRussia", 1]]
    )

    assert names(records(path)[0]) == [
        "Yevgeniy Prigozhin",
        "St Petersburg",
        "Yevgeniy Prigozhin St Petersburg",
    ]


def test_an_isin_that_is_none_identifies_no_security(text: Write, vocabulary: Vocabulary) -> None:
    path = text("ISIN\nUS0378331005\nUS0378331006\nXX\nSU26238RMFS4\n")

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [Record, UnreadableRow, UnreadableRow, Record]


def test_page_numbers_between_rows_are_skipped(workbook: Write, vocabulary: Vocabulary) -> None:
    path = workbook(
        [["No", "Name", "Country"], [1, "Ann Lee", "UK"], ["Page 1 of 2"], ["- Seite 2 von 2 -"], ["стр. 3"]]
    )

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [Record, *[SkippedRow] * 3]


def test_a_header_beside_merged_groups_is_its_columns_own(tmp_path: Path, vocabulary: Vocabulary) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Beneficiary", None, "Amount"])
    sheet.append(["Name", "Country", None])
    sheet.append(["Ann Lee", "UK", 7])
    sheet.merge_cells("A1:B1")
    book.save(tmp_path / "grouped.xlsx")

    columns = open_table(tmp_path / "grouped.xlsx", vocabulary).info.sheets[0].columns

    assert [column.field for column in columns] == ["beneficiary", "beneficiary_country", "amount"]


def test_a_form_with_labels_on_the_left_is_refused_with_the_way_out(
    workbook: Write, vocabulary: Vocabulary
) -> None:
    path = workbook([["Customer name", "Mahan Air"], ["Country", "Iran"], ["Passport", "A123"]])

    with pytest.raises(TableError, match="labels in one row"):
        open_table(path, vocabulary)


def test_a_header_that_resembles_a_known_one_is_asked_about_only_where_the_values_may_fit(
    workbook: Write, vocabulary: Vocabulary
) -> None:
    path = workbook([["Name", "Exposure", "Count of Client"], ["Ann Lee", 5, 1], ["Bob Stone", 6, 2]])

    assert open_table(path, vocabulary).questions == ()


@pytest.mark.parametrize("title", [["Client: Mahan Air"], ["Customer name:", "Mahan Air"]])
def test_a_party_named_above_the_table_is_said_loudly(
    workbook: Write, vocabulary: Vocabulary, title: list[str]
) -> None:
    path = workbook(
        [["Statement of account"], title, ["Date", "Payee", "Amount"], ["2021-07-05", "Ann Lee", 1]]
    )

    notes = open_table(path, vocabulary).info.sheets[0].notes

    assert sum("above the header" in note and "NOT SCREENED" in note for note in notes) == 1


def test_a_number_that_was_shortened_identifies_nobody_and_is_noted(text: Write, records: Read) -> None:
    path = text("Name,Passport\nAnn Lee,1.23457E+11\nBob Stone,717637093\n")

    first, second = records(path)

    assert first.parties[0].identifiers == ()
    assert ("B2", True) in [(note.cell, "lost digits" in note.text) for note in first.notes]
    assert second.parties[0].identifiers[0].key == "717637093"
    assert second.notes == ()


def test_a_swift_message_s_date_and_amount_are_read_as_its_field_writes_them(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "mt103.csv"
    path.write_text(
        ":20:;:32A: Value Date;:32A: Amount;59 Beneficiary\nFT1;210615;1000000,;Ivan Petrov\nSub-total;;1000000,;\n",
        encoding="utf-8",
    )

    record, total = open_table(path, vocabulary).rows()

    assert isinstance(record, Record)
    assert str(record.facts["settlement_date"].value) == "2021-06-15"
    assert record.facts["amount"].value == Decimal(1_000_000)
    assert isinstance(total, SkippedRow)
