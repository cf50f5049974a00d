"""Data-quality lines: what is said of a doubtful cell, and with which words many of them are counted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screening.model import Record, Vocabulary
from screening.tables import TableOptions, open_table
from screening.tables.quality import name_doubts, repaired

Write = Callable[..., Path]
Read = Callable[..., list[Record]]


@pytest.mark.parametrize(
    ("garbled", "likely"),
    [
        ("Ð¡ÐµÑ‡Ð¸Ð½", "Сечин"),
        ("MÃ¼ller", "Müller"),
        ("Ñå÷èí Èãîðü", "Сечин Игорь"),
        ("M\ufffdller", None),
    ],
)
def test_the_likely_original_of_a_garbled_name_is_said(garbled: str, likely: str | None) -> None:
    assert repaired(garbled) == likely


def test_a_garbled_name_is_screened_as_what_it_probably_was(text: Write, records: Read) -> None:
    (record,) = records(text("Name\nÐ¡ÐµÑ‡Ð¸Ð½\n"))

    assert [party.name for party in record.parties] == ["Ð¡ÐµÑ‡Ð¸Ð½", "Сечин"]
    assert "it may be 'Сечин', which is screened too" in record.notes[0].text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Сеpгей Иванов", "mixes letters of two alphabets"),  # a Latin p
        ("TEST CUSTOMER 2", "test data"),
        ("asdf", "test data"),
        ("XXXX", "test data"),
        ("DE89370400440532013000", "a code (iban)"),
        ("US0378331005", "a code (isin)"),
        ("a.b@example.com", "an e-mail address"),
        ("12", "a number"),
        ("0049 30 1234", "a number"),
        ("12 Baker Street, London", "an address"),
        ("Germany", "a country"),
    ],
)
def test_what_is_no_name_is_said_without_its_value(name: str, kind: str) -> None:
    (doubt,) = name_doubts(name, None)

    assert kind in doubt.kind
    assert name not in doubt.kind
    assert name in doubt.text or name.split(maxsplit=1)[0] in doubt.text


@pytest.mark.parametrize(
    "name",
    [
        "Igor Sechin",
        "Testa Rossa SpA",
        "A1 Telekom",
        "Georgia Pacific",
        "ИП Иванов",
        "Ким Чен Ын",
        "Contest Ltd",
        "XXL Sports",
    ],
)
def test_names_are_not_called_anything_else(name: str) -> None:
    assert name_doubts(name, None) == ()


def test_a_person_in_a_country_column_is_said_loudly(text: Write, records: Read) -> None:
    (record,) = records(text("Name,Country\nAnn Lee,Igor Sechin\n"))

    assert [note.cell for note in record.notes if "NOT SCREENED" in note.text] == ["B2"]


def test_days_to_come_and_births_too_long_ago_are_said(text: Write, records: Read) -> None:
    (record,) = records(
        text("Name,Trade date,Date of birth\nAnn Lee,2030-01-01,1890-01-01\n"),
        TableOptions(today=date(2026, 1, 1)),
    )

    assert [note.kind for note in record.notes] == [
        "trade date lies after the day of the run",
        "date of birth is more than 120 years before the day of the run",
    ]


def test_a_text_table_that_ends_at_a_format_s_last_row_was_probably_cut(
    text: Write, vocabulary: Vocabulary
) -> None:
    path = text("Name\n" + "Ann Lee\n" * 65_535)

    notes = open_table(path, vocabulary).info.sheets[0].notes

    assert any("ends at row 65,536" in note for note in notes)


def test_a_full_line_of_a_swift_message_is_said_to_be_perhaps_cut() -> None:
    full = "/40702810500000000001\nOPEN JOINT STOCK COMPANY ROSOBORONE\nMOSCOW RU"
    (doubt,) = name_doubts(full, None)

    assert "has a line of 35 characters" in doubt.text
    assert name_doubts(full.replace("BORONE", "BORON"), None) == ()
    assert name_doubts(full.replace("BORONE", "BORONEXPORT"), None) == ()
