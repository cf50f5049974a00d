"""A house list: the user's own table, read whole, whose matches lead to review."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from screening import Screener, read_table
from screening.errors import ListError, ScreeningError, ScreeningErrors, UsageError
from screening.lists import ListSnapshot, house_list_id
from screening.model import DateSpan, Effect, IdentifierKind, PartyKind, Verdict
from tests.lists.conftest import FIXTURES

WATCH = FIXTURES / "Watch List.csv"
DAY = date(2024, 6, 1)


def opened(*paths: Path) -> Screener:
    return Screener.open(as_of=DAY, house_lists=paths, house_rules=False)


def listed(path: Path) -> ListSnapshot:
    [snapshot] = opened(path).snapshots
    return snapshot


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_columns_of_an_input_and_of_a_list_are_read() -> None:
    snapshot = listed(WATCH)
    person, company, _ = snapshot.entities

    assert (snapshot.info.list, person.id) == ("house:watch-list", "house:watch-list:W-1")
    assert [name.text for name in person.names] == ["Ana Ejemplo Vidal", "A. E. Vidal", "Ana Ejemplo"]
    assert person.birth_dates == (DateSpan.day(date(1961, 2, 17)),)
    assert (person.kind, person.countries, person.programs) == (PartyKind.PERSON, ("ES",), ("Fraud",))
    assert [(each.kind, each.key) for each in person.identifiers] == [(IdentifierKind.PASSPORT, "XDA000101")]
    assert (person.listed_on, person.remarks) == (date(2024, 3, 1), "Chargebacks in 2023")
    assert [name.text for name in company.names] == ["Sample Trading FZE", "STF", "Sample General Trading"]
    assert {each.effect for each in snapshot.entities} == {Effect.RESTRICTED}


def test_a_cell_that_is_no_date_is_kept_in_words_and_said() -> None:
    snapshot = listed(WATCH)

    assert "Date added: not known" in snapshot.entities[2].remarks
    assert any("J4" in note for note in snapshot.info.notes)


def test_a_workbook_gives_the_same_parties_as_the_csv(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Name", "Alias", "DOB"], ["Ana Ejemplo", "Anita", "1961-02-17"]):
        sheet.append(row)
    book.save(tmp_path / "mine.xlsx")
    same = table(tmp_path, "Name,Alias,DOB", "Ana Ejemplo,Anita,1961-02-17")

    [from_book], [from_csv] = listed(tmp_path / "mine.xlsx").entities, listed(same).entities

    assert (from_book.names, from_book.birth_dates) == (from_csv.names, from_csv.birth_dates)


def test_a_match_with_a_house_list_leads_to_review_and_says_why(tmp_path: Path) -> None:
    source = tmp_path / "payments.csv"
    source.write_text(
        "Beneficiary,Amount\nAna Ejemplo Vidal,100\nSample General Trading,5\nNobody Known,1\n",
        encoding="utf-8",
    )

    decisions = list(opened(WATCH).screen(read_table(source)))

    assert [each.verdict for each in decisions] == [Verdict.REVIEW, Verdict.REVIEW, Verdict.CLEAR]
    assert all("stands on a list of the house" in " ".join(each.reasons) for each in decisions[:2])


def test_every_row_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "ID,Name,Country",
        "1,Ana Ejemplo,Spain",
        "1,Bruno Ejemplo,Spain",
        "3,,Spain",
        "4,#N/A,Spain",
    )

    with pytest.raises(ScreeningErrors) as caught:
        listed(path)

    text = str(caught.value)
    assert "the id '1' stands on another row too" in text
    assert text.count("a house list is used whole or not at all") == 3


@pytest.mark.parametrize("lines", [("Name,Country",), ("Amount,Currency", "5,EUR"), ("Name,Country", ",")])
def test_a_table_without_parties_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(ScreeningError):
        listed(table(tmp_path, *lines))


def test_two_house_lists_need_two_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first = table(tmp_path, "Name", "Ana Ejemplo")
    second = table(tmp_path / "a", "Name", "Bruno Ejemplo")

    with pytest.raises(UsageError, match="would be one house list"):
        opened(first, second)
    assert house_list_id(Path("Наш список (2).xlsx")) == "house:наш-список-2"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScreeningError):
        opened(tmp_path / "none.csv")
    assert issubclass(ListError, ScreeningError)
