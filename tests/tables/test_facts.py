"""Cells to facts: typed where the cell settles it, unknown with the reason where it does not."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.model import IdentifierKind, PartyKind, Record, Role, UnreadableRow, Vocabulary
from screening.tables import TableOptions, open_table
from screening.tables.cells import column_letter
from screening.tables.parties import names_in, names_in_narrative
from screening.tables.quality import code_doubts, name_doubts
from screening.values import DateOrder

Write = Callable[..., Path]
Read = Callable[..., list[Record]]


def _dates(found: list[Record]) -> list[str]:
    return [str(record.facts["trade_date"].value or record.facts["trade_date"].problem) for record in found]


def test_the_order_of_day_and_month_is_proved_by_the_column(text: Write, records: Read) -> None:
    us = records(text("Name,Trade date\nA,06/07/2021\nB,06/15/2021\n"))
    eu = records(text("Name,Trade date\nA,06/07/2021\nB,15/06/2021\n"))

    assert _dates(us) == ["2021-06-07", "2021-06-15"]
    assert _dates(eu) == ["2021-07-06", "2021-06-15"]


def test_an_unproved_order_is_unknown_until_the_user_says_it(text: Write, records: Read) -> None:
    path = text("Name,Trade date\nA,06/07/2021\n")

    (asked,) = records(path)
    (told,) = records(path, TableOptions(date_order=DateOrder.DAY_FIRST))

    assert asked.facts["trade_date"].value is None
    assert asked.facts["trade_date"].problem
    assert str(told.facts["trade_date"].value) == "2021-07-06"


def test_a_column_that_proves_both_orders_leaves_its_ambiguous_dates_unknown(
    text: Write, vocabulary: Vocabulary, records: Read
) -> None:
    path = text("Name,Trade date\nA,06/07/2021\nB,15/06/2021\nC,06/15/2021\n")

    values = [record.facts["trade_date"].value for record in records(path)]

    assert [str(value) for value in values] == ["None", "2021-06-15", "2021-06-15"]
    assert any("month-first" in note for note in open_table(path, vocabulary).info.sheets[0].notes)


def test_an_impossible_date_is_unknown_with_its_cell(text: Write, records: Read) -> None:
    (record,) = records(text("Name,Trade date\nA,31/31/2021\n"))

    fact = record.facts["trade_date"]
    assert fact.value is None
    assert "31/31/2021" in str(fact.problem)
    assert fact.cell is not None
    assert fact.cell.ref == "B2"


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("Primary", "primary"),
        ("первичный рынок", "primary"),
        ("secundary", None),
        ("secondery market", "secondary"),
        ("OTC", "secondary"),
        ("grey", None),
    ],
)
def test_words_become_terms_or_say_that_they_are_not_known(
    text: Write, records: Read, written: str, term: str | None
) -> None:
    (record,) = records(text(f"Name,Market\nA,{written}\n"))

    fact = record.facts["market"]
    assert fact.value == term or (term is None and fact.value in {None, "secondary"})
    if fact.value is None:
        assert "not in the vocabulary" in str(fact.problem)


def test_a_term_fills_only_what_no_cell_states(text: Write, records: Read) -> None:
    path = text(
        "Name,Activity,Market\nA,auction purchase,\nB,auction purchase,secondary\nC,auction purchase,grey\n"
    )

    blank, stated, unreadable = records(path)

    assert blank.facts["market"].value == "primary"
    assert blank.facts["market"].cell == blank.facts["activity"].cell
    assert stated.facts["market"].value == "secondary"
    assert unreadable.facts["market"].value is None


def test_what_is_said_beside_a_name_goes_to_the_party_it_is_said_of(text: Write, records: Read) -> None:
    path = text(
        "Ordering customer;Beneficiary;Beneficiary bank;BIC;DOB;Beneficiary country;INN\n"
        "A LLC;Ivan Petrov;C Bank;SABRRUMM;1962-05-25;Россия;7707083893\n"
    )

    (record,) = records(path)
    parties = {party.role: party for party in record.parties}

    assert str(parties[Role.BENEFICIARY].birth_date) == "1962-05-25"
    assert parties[Role.BENEFICIARY].countries == ("RU",)
    assert [number.kind for number in parties[Role.BENEFICIARY].identifiers] == [IdentifierKind.TAX_ID]
    assert [number.key for number in parties[Role.BENEFICIARY_BANK].identifiers] == ["SABRRUMM"]
    assert parties[Role.ORDERING_CUSTOMER].identifiers == ()


def test_names_in_parts_are_joined(text: Write, records: Read) -> None:
    (record,) = records(text("Last name,First name,Patronymic\nПетров,Иван,Сергеевич\n"))

    (party,) = record.parties
    assert (party.name, party.kind) == ("Иван Сергеевич Петров", PartyKind.PERSON)


def test_an_identifier_alone_is_screened_and_a_row_with_nothing_is_not(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Name,IMO,Security\n,9074729,\n,,OFZ 26238\n-,,\nn/a,,\n")

    rows = list(open_table(path, vocabulary).rows())

    assert [type(row) for row in rows] == [Record, Record, UnreadableRow, UnreadableRow]
    assert isinstance(rows[0], Record)
    assert [(party.role, party.name) for party in rows[0].parties] == [(Role.VESSEL, "")]
    assert isinstance(rows[2], UnreadableRow)
    assert (rows[2].reason, rows[2].cell) == (
        "no name to screen: in 'Name' '-' names nobody",
        "A4",
    )


def test_wrong_check_digits_are_noted(text: Write, records: Read) -> None:
    (record,) = records(text("Security,ISIN\nOFZ SU26238RMFS5,US0378331006\n"))

    assert [note.text for note in record.notes] == [
        "SU26238RMFS5: check digit fails",
        "US0378331006: check digit fails",
    ]
    assert list(code_doubts("OFZ 26238 (SU26238RMFS4, RU000A1038V6)")) == []


def test_names_cut_at_35_characters_are_noted(text: Write, records: Read) -> None:
    cut = "Open Joint Stock Company Rosoboronexport"[:35]
    found = records(text(f"Name\n{cut}\nShort Name\n"))

    assert ["cut" in note.text for note in found[0].notes] == [True]
    assert found[1].notes == ()


@pytest.mark.parametrize("garbled", ["Ð˜Ð²Ð°Ð½", "MÃ¼ller", "Èâàíîâ Èâàí", "РРІР°РЅРѕРІ", "M\ufffdller"])
def test_garbled_names_are_noted(garbled: str) -> None:
    assert "garbled" in name_doubts(garbled, None)[0].kind


@pytest.mark.parametrize(
    "name", ["Jürgen Müller", "Łukasz Wiśniewski", "Иванов", "Ñuñez", "Ærø A/S", "РОССИЯНОВ"]
)
def test_names_with_accents_are_not_called_garbled(name: str) -> None:
    assert name_doubts(name, None) == ()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Acme A/S", ("Acme A/S",)),
        ("A Corp / B Corp", ("A Corp", "B Corp")),
        ("Ivan Petrov t/a Rosa Trading", ("Ivan Petrov", "Rosa Trading")),
        ("A Bank; B Bank", ("A Bank", "B Bank")),
        ("/40817810\nIVAN PETROV\nMOSCOW", ("IVAN PETROV", "MOSCOW", "IVAN PETROV MOSCOW")),
        ("1/IVAN PETROV\n2/LENIN ST 5\n3/RU/MOSCOW", ("IVAN PETROV",)),
        ("---", ()),
        ("MR A SMITH & MRS B SMITH", ("MR A SMITH & MRS B SMITH", "A SMITH", "B SMITH")),
        ("IVAN PETROV OR ANNA PETROVA", ("IVAN PETROV OR ANNA PETROVA", "IVAN PETROV", "ANNA PETROVA")),
        ("IVAN PETROV/ANNA PETROVA", ("IVAN PETROV/ANNA PETROVA", "IVAN PETROV", "ANNA PETROVA")),
        ("Marks & Spencer", ("Marks & Spencer",)),
        ("Smith Barney and Harris Upham Ltd", ("Smith Barney and Harris Upham Ltd",)),
        ("Ivan Petrov and/or Acme Ltd", ("Ivan Petrov", "Acme Ltd")),
        ("Acme Ltd (formerly Zeta Ltd)", ("Acme Ltd", "Zeta Ltd")),
        ("ООО Ромашка (ранее ООО Лютик)", ("ООО Ромашка", "ООО Лютик")),
        ("John Smith (alias Jack Black)", ("John Smith", "Jack Black")),
        ("Acme Ltd f/k/a Zeta Ltd", ("Acme Ltd", "Zeta Ltd")),
        ("Acme Ltd for and on behalf of Beta Ltd", ("Acme Ltd", "Beta Ltd")),
        ("c/o Deutsche Bank", ("Deutsche Bank",)),
        ("attn: Ivan Petrov", ("Ivan Petrov",)),
        ("Bank of Cyprus (Cyprus)", ("Bank of Cyprus (Cyprus)",)),
        ("AO/OOO Romashka", ("AO/OOO Romashka",)),
    ],
)
def test_several_names_in_a_cell_are_taken_apart(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell) == names


@given(st.text(max_size=60))
def test_a_cell_with_a_letter_always_names_somebody(cell: str) -> None:
    if any(char.isalnum() for char in cell) and not cell.lstrip().startswith("/"):
        assert names_in(cell)


@given(st.integers(0, 16383))
def test_column_letters_count_as_excel_does(index: int) -> None:
    number = 0
    for letter in column_letter(index):
        number = number * 26 + ord(letter) - 64

    assert number == index + 1


def test_amounts_and_flags_are_typed(text: Write, records: Read) -> None:
    (record,) = records(text("Name;Amount;EAR items\nA;1.234,56;да\n"))

    assert record.facts["amount"].value == Decimal("1234.56")
    assert record.facts["ear_items"].value is True


@pytest.mark.parametrize(
    ("narrative", "names"),
    [
        ("invoice 2291 for SECONDEYE SOLUTION hosting", ("SECONDEYE SOLUTION",)),
        ("оплата по договору с ООО Ромашка Плюс", ("ООО Ромашка Плюс",)),
        ("invoice 7", ()),
        ("PAYMENT FOR GOODS UNDER CONTRACT NUMBER SEVEN", ()),
    ],
)
def test_names_in_a_narrative_are_taken_out(narrative: str, names: tuple[str, ...]) -> None:
    assert names_in_narrative(narrative) == names


def test_a_narrative_in_capitals_throughout_is_noted_as_searched_for_listed_spellings_alone(
    text: Write, vocabulary: Vocabulary
) -> None:
    line = "Harbour Bakery,INVOICE SEVEN FOR SECONDEYE SOLUTION HOSTING IN APRIL"

    (row,) = open_table(text(f"Name,Payment details\n{line}\n"), vocabulary).rows()

    assert isinstance(row, Record)
    assert [(note.cell, "only names spelled as they are listed" in note.text) for note in row.notes] == [
        ("B2", True)
    ]


def test_a_narrative_alone_is_nobody_to_screen(text: Write, vocabulary: Vocabulary) -> None:
    (row,) = open_table(text("Name,Payment details\n,for Acme Trading\n"), vocabulary).rows()

    assert isinstance(row, UnreadableRow)
