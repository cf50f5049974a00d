"""Columns to fields: known headers, close ones, values, the user's word, and what is asked instead of guessed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import TableError
from screening.model import Record, Vocabulary
from screening.tables import TableOptions, open_table
from screening.tables.headers import AliasIndex, fold_header

Write = Callable[..., Path]
Read = Callable[..., list[Record]]


def _fields(path: Path, vocabulary: Vocabulary, options: TableOptions | None = None) -> dict[str, str | None]:
    table = open_table(path, vocabulary, options or TableOptions())
    return {column.header: column.field for column in table.info.sheets[0].columns}


def test_case_punctuation_camel_case_and_accents_do_not_matter_in_a_header() -> None:
    assert {fold_header(text) for text in ("BeneName", "bene_name", "Bene. Name", " BENE  NAME ")} == {
        "bene name"
    }
    assert fold_header("Bénéficiaire") == "beneficiaire"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("50K Ordering Customer", "ordering_customer"),
        ("59 Beneficiary", "beneficiary"),
        (":59:", "beneficiary"),
        ("Dbtr Nm", "ordering_customer"),
        ("CdtrNm", "beneficiary"),
        ("UltmtDbtr", "ordering_customer"),
        ("Получатель", "beneficiary"),
        ("Наименование плательщика", "ordering_customer"),
        ("Begünstigter", "beneficiary"),
        ("Bénéficiaire", "beneficiary"),
        ("受益人", "beneficiary"),
        ("Получатель / Beneficiary", "beneficiary"),
        ("Beneficiary (full name)", "beneficiary"),
        ("Benificiary Name", "beneficiary"),
        ("Beneficiary Bank Name", "beneficiary_bank"),
        ("Дата сделки", "trade_date"),
        ("Währung", "currency"),
        ("Amount (USD)", "amount"),
    ],
)
def test_headers_of_many_banks_are_known(vocabulary: Vocabulary, header: str, field: str) -> None:
    best = AliasIndex(vocabulary).candidates(header)[0]

    assert best.field.id == field
    assert best.similarity >= 85


@pytest.mark.parametrize(
    "header",
    [
        "Relationship Manager",
        "Beneficiary bank fee",
        "Maturity date",
        "Bank fee",
        "Account Manager",
        "Sheet name",
        "Issuer rating",
        "Country of maturity",
    ],
)
def test_headers_that_only_resemble_are_not_believed(vocabulary: Vocabulary, header: str) -> None:
    assert all(found.similarity < 85 for found in AliasIndex(vocabulary).candidates(header))


def test_no_header_belongs_to_two_fields(vocabulary: Vocabulary) -> None:
    index = AliasIndex(vocabulary)

    clashes = {
        header: [hit.field.id for hit in index.whole(header)]
        for field in vocabulary.fields
        for header in field.headers
        if len(index.whole(header)) != 1
    }

    assert clashes == {}


def test_the_users_word_stands_above_all(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Weird,Name,Country\nIvan Petrov,Desk 7,RU\n")

    fields = _fields(path, vocabulary, TableOptions(maps=(("Weird", "beneficiary"), ("B", "none"))))

    assert fields == {"Weird": "beneficiary", "Name": None, "Country": "country"}


def test_a_map_that_names_nothing_is_refused_with_what_there_is(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Name,Country\nIvan,RU\n")

    with pytest.raises(TableError, match="did you mean 'beneficiary'"):
        open_table(path, vocabulary, TableOptions(maps=(("Name", "beneficary"),)))
    with pytest.raises(TableError, match="its headers are 'Name', 'Country'"):
        open_table(path, vocabulary, TableOptions(maps=(("Nome do cliente", "name"),)))


def test_two_date_columns_for_one_fact_are_asked_about(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Name,Trade date,Deal date\nIvan,2021-06-14,2021-06-15\n")

    with pytest.raises(TableError) as caught:
        open_table(path, vocabulary)
    assert '--map "Trade date=trade_date" or --map "Deal date=trade_date"' in str(caught.value)

    table = open_table(path, vocabulary, TableOptions(assume_yes=True))
    assert [column.field for column in table.info.sheets[0].columns] == ["name", "trade_date", None]
    assert table.questions

    mapped = _fields(path, vocabulary, TableOptions(maps=(("Deal date", "trade_date"),)))
    assert mapped == {"Name": "name", "Trade date": None, "Deal date": "trade_date"}


def test_a_party_s_column_that_holds_codes_is_read_as_the_party_s_code(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Beneficiary,Beneficiary bank\nAnn Lee,DEUTDEFF500\nBob Ray,SABRRUMM012\n")

    assert _fields(path, vocabulary) == {
        "Beneficiary": "beneficiary",
        "Beneficiary bank": "beneficiary_bank_bic",
    }


@pytest.mark.parametrize(
    ("header", "whole"),
    [("Nom,Prénom", "Anna Petrova"), ("Имя,Фамилия", "Petrova Anna"), ("Nombre,Apellidos", "Petrova Anna")],
)
def test_a_bare_name_beside_a_part_of_a_name_is_the_other_part(
    text: Write, records: Read, header: str, whole: str
) -> None:
    (record,) = records(text(f"{header}\nPetrova,Anna\n"))

    assert [party.name for party in record.parties] == [whole]


def test_the_parts_of_two_parties_names_are_joined_each_with_its_own(text: Write, records: Read) -> None:
    (record,) = records(
        text("Sender first name,Sender last name,Receiver first name,Receiver last name\nAnn,Lee,Bob,Ray\n")
    )

    assert [(str(party.role), party.name) for party in record.parties] == [
        ("ordering_customer", "Ann Lee"),
        ("beneficiary", "Bob Ray"),
    ]


def test_two_name_columns_are_both_screened(text: Write, records: Read) -> None:
    (record,) = records(text("Beneficiary,Ultimate creditor,Bank\nA LLC,B LLC,C Bank\n"))

    assert [(str(party.role), party.name) for party in record.parties] == [
        ("beneficiary", "A LLC"),
        ("beneficiary", "B LLC"),
        ("beneficiary_bank", "C Bank"),
    ]


def test_two_countries_that_differ_leave_the_fact_unknown_but_count_for_the_party(
    text: Write, records: Read
) -> None:
    same, differ = records(text("Name,Country,Nationality\nA,RU,Russia\nB,RU,US\n"))

    assert same.facts["country"].value == "RU"
    assert differ.facts["country"].value is None
    assert "says US" in str(differ.facts["country"].problem)
    assert differ.parties[0].countries == ("RU", "US")


def test_columns_are_known_by_check_digits_where_the_header_says_nothing(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Name,X1,X2\nA,US0378331005,USD\nB,DE0007164600,EUR\n")

    table = open_table(path, vocabulary)

    assert [column.field for column in table.info.sheets[0].columns] == ["name", "isin", "currency"]
    assert "values" in table.info.sheets[0].columns[1].why


def test_a_close_header_whose_values_do_not_fit_is_not_believed(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Name,Tradr date\nA,blue\nB,green\n")

    table = open_table(path, vocabulary)

    assert table.info.sheets[0].columns[1].field is None
    assert table.questions[0].maps[0] == '--map "Tradr date=trade_date"'


def test_unread_columns_that_look_like_names_are_shown_loudly(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Name,Qwerty,Zxcv\nA LLC,Igor Sechin,blue\nB LLC,Petr Aven,green\nC LLC,Oleg Deripaska,red\n")

    columns = open_table(path, vocabulary).info.sheets[0].columns

    assert [column.looks_like_names for column in columns] == [False, True, False]
    assert "NOT SCREENED" in columns[1].why


def test_without_a_name_column_the_exact_map_is_offered(text: Write, vocabulary: Vocabulary) -> None:
    path = text("Qwerty,Country\nIgor Sechin,RU\nPetr Aven,RU\n")

    with pytest.raises(TableError) as caught:
        open_table(path, vocabulary)

    assert "'Qwerty', 'Country'" in str(caught.value)
    assert '--map "Qwerty=name"' in str(caught.value)


def test_a_table_without_a_header_is_read_by_letters(text: Write, records: Read) -> None:
    found = records(
        text("Igor Sechin,RU\nPetr Aven,RU\n"),
        TableOptions(header_row="none", maps=(("A", "name"), ("B", "country"))),
    )

    assert [(record.row, record.parties[0].name) for record in found] == [
        (1, "Igor Sechin"),
        (2, "Petr Aven"),
    ]


def test_the_header_row_may_be_given(text: Write, records: Read) -> None:
    found = records(text("Name,Country\nx,y\nName,Country\nIvan,RU\n"), TableOptions(header_row=3))

    assert [record.row for record in found] == [4]


def test_a_column_of_a_party_s_numbers_beside_its_names_is_left_unread(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "vendors.csv"
    path.write_text("Vendor;Vendor name\n100045;Ivan Petrov\n100046;Ann Lee\n", encoding="utf-8")

    table = open_table(path, vocabulary)

    assert [column.field for column in table.info.sheets[0].columns] == [None, "seller"]
    assert "it holds numbers" in table.info.sheets[0].columns[0].why
