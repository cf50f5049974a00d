"""Delimited text: encodings, delimiters, quotes, and rows numbered as Excel numbers them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.model import Record, SkippedRow, UnreadableRow, Vocabulary
from screening.tables import open_table

Write = Callable[..., Path]
Read = Callable[..., list[Record]]

_PAYMENTS = (
    "Плательщик;Получатель;Сумма;Валюта\nИванов Иван;ООО «Ромашка»;1 234,56;руб\nПетров;Газпромбанк;10;USD\n"
)
_EUROPE = "Name;Country\nJürgen Müller;DE\nJosé Peña;ES\nFrançois Lefèvre;FR\n"
_POLISH = "Name;Country\nŁukasz Wiśniewski;PL\nBożena Świątek;PL\n"
_CHINESE = "姓名,国家\n王小明,中国\n中国石油天然气集团有限公司,中国\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp866"]
)
def test_cyrillic_is_read_in_any_encoding(text: Write, records: Read, encoding: str) -> None:
    path = text(
        _PAYMENTS.replace("«", '"').replace("»", '"') if encoding in {"cp866", "koi8-r"} else _PAYMENTS,
        encoding=encoding,
    )

    first, second = records(path)

    assert first.parties[0].name == "Иванов Иван"
    assert [party.name for party in second.parties] == ["Петров", "Газпромбанк"]
    assert first.facts["currency"].value == "RUB"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(_EUROPE, "cp1252"), (_POLISH, "cp1250"), (_CHINESE, "gb18030"), (_CHINESE, "utf-8")],
)
def test_other_scripts_are_read_and_a_guess_is_said(
    text: Write, vocabulary: Vocabulary, content: str, encoding: str
) -> None:
    table = open_table(text(content, encoding=encoding), vocabulary)
    names = [row.parties[0].name for row in table.rows() if isinstance(row, Record)]

    assert names == [line.replace(";", ",").split(",")[0] for line in content.splitlines()[1:]]
    notes = " ".join(table.info.sheets[0].notes)
    assert ("does not say how it is encoded" in notes) == (encoding != "utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(text: Write, records: Read, delimiter: str) -> None:
    rows = [
        ["Ref", "Name", "Amount"],
        ["1", "A, B and C" if delimiter != "," else "ABC", "1.5"],
        ["2", "D", "2"],
    ]

    found = records(text("\n".join(delimiter.join(row) for row in rows)))

    assert [record.record_id for record in found] == ["1", "2"]


def test_a_list_of_names_in_one_column_keeps_its_commas(text: Write, records: Read) -> None:
    found = records(text("Name\nIvanov, Ivan\nPetrov, Pyotr\n"))

    assert [record.parties[0].name for record in found] == ["Ivanov, Ivan", "Petrov, Pyotr"]


def test_a_sep_line_sets_the_delimiter_and_is_not_numbered(text: Write, records: Read) -> None:
    (record,) = records(text("sep=|\nName|Ref\nA, B|7\n"))

    assert (record.row, record.record_id, record.parties[0].name) == (2, "7", "A, B")


def test_numbers_forced_to_text_keep_their_zeros(text: Write, records: Read) -> None:
    (record,) = records(text('Name,Account\nIvan Petrov,="000123"\n'))

    assert record.facts["account"].value == "000123"


def test_lines_within_quotes_count_as_one_row(text: Write, records: Read) -> None:
    first, second = records(text('Name,Ref\n"Ivan\nPetrov",1\nSidorov,2\n'))

    assert (first.row, second.row) == (2, 3)
    assert "Ivan Petrov" in [party.name for party in first.parties]


def test_a_quote_that_is_never_closed_does_not_swallow_rows_unseen(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text('Ref,Name,Country\n1,"Ivan Petrov,RU\n2,Igor Sechin,RU\n3,Petr Aven,RU\n')

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [UnreadableRow]
    assert isinstance(rows[0], UnreadableRow)
    assert "quotation mark" in rows[0].reason


def test_a_row_wider_than_its_header_is_not_trusted(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Name,Country,Amount\nIvan Petrov,RU,1\nSmith, John,US,2\n")

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [Record, UnreadableRow]


def test_blank_lines_totals_and_repeated_headers_are_skipped_with_a_reason(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Name,Country,Amount\nTotal SE,FR,1\n\nName,Country,Amount\nIvan,RU,5\nИтого:,,6\n")

    table = open_table(path, vocabulary)
    rows = list(table.rows())

    assert [type(row) for row in rows] == [Record, SkippedRow, SkippedRow, Record, SkippedRow]
    assert [row.reason for row in rows if isinstance(row, SkippedRow)] == [
        "blank row",
        "the header again",
        "a total line ('Итого:')",
    ]
    assert table.rows_in == len(rows)


def test_a_company_named_total_is_no_total_line(text: Write, records: Read) -> None:
    (record,) = records(text("Name,Country\nTotal,FR\n"))

    assert record.parties[0].name == "Total"


def test_a_second_table_below_the_first_is_not_read_under_the_wrong_headers(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Name,Country\nA LLC,RU\n\nBorrower,Amount\nB LLC,5\n")

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [Record, SkippedRow, UnreadableRow, UnreadableRow]
    assert isinstance(rows[3], UnreadableRow)
    assert "another table begins in row 4" in rows[3].reason


def test_remarks_under_a_table_are_skipped_and_lone_references_are_not(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Ref,Name,Country\nT1,A LLC,RU\nT2,,\nPrepared by the back office,,\nTotal,,\n")

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [Record, UnreadableRow, SkippedRow, SkippedRow]
