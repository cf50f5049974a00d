"""Workbooks that a password guards: opened in memory with the right one, refused with words otherwise."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from screening.errors import TableError
from screening.model import Vocabulary
from screening.tables import TableOptions, is_protected, open_table

Write = Callable[..., Path]


@pytest.fixture
def locked(workbook: Write) -> Path:
    path = workbook([["Name", "Country"], ["Ivan Petrov", "RU"]])
    sealed = io.BytesIO()
    with path.open("rb") as file:
        OOXMLFile(file).encrypt("swordfish", sealed)
    path.write_bytes(sealed.getvalue())
    return path


@pytest.mark.parametrize("untrusted", [False, True])
def test_the_right_password_opens_a_workbook_and_leaves_nothing_on_disk(
    locked: Path, vocabulary: Vocabulary, untrusted: bool
) -> None:
    sealed = locked.read_bytes()

    table = open_table(locked, vocabulary, TableOptions(password="swordfish", untrusted=untrusted))

    assert [row.row for row in table.rows()] == [2]
    assert table.info.size == len(sealed)
    assert [each.name for each in locked.parent.iterdir()] == [locked.name]


def test_without_the_password_or_with_a_wrong_one_the_way_on_is_said(
    locked: Path, vocabulary: Vocabulary
) -> None:
    with pytest.raises(TableError, match="SCREENING_PASSWORD"):
        open_table(locked, vocabulary)
    with pytest.raises(TableError, match="the password given does not open it"):
        open_table(locked, vocabulary, TableOptions(password="tuna"))


def test_a_damaged_protected_workbook_is_an_error(locked: Path, vocabulary: Vocabulary) -> None:
    whole = locked.read_bytes()
    middle = len(whole) // 2
    for damaged in (whole[:middle], whole[:middle] + bytes(64) + whole[middle + 64 :]):
        locked.write_bytes(damaged)

        with pytest.raises(TableError):
            open_table(locked, vocabulary, TableOptions(password="swordfish"))


def test_the_password_is_in_no_printed_form_of_the_options() -> None:
    assert "swordfish" not in repr(TableOptions(password="swordfish"))


def test_a_protected_workbook_is_recognised(locked: Path, workbook: Write, tmp_path: Path) -> None:
    assert is_protected(locked)
    assert not is_protected(workbook([["Name"], ["A"]], "open.xlsx"))
    assert not is_protected(tmp_path / "absent.xlsx")
