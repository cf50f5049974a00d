"""Every danger seen in real exports, made by fixtures/tables/make.py: read rightly, or refused with the reason; never a row lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.tables.make import DANGERS
from screening.errors import TableError
from screening.model import Record, Row, SkippedRow, UnreadableRow, Vocabulary
from screening.tables import TableOptions, open_table

_EVERYBODY = ["Ivan Petrov", "Anna Smirnova", "Bob Stone", "Ann Lee"]


def _names(rows: list[Row]) -> list[str]:
    return [row.parties[0].name for row in rows if isinstance(row, Record)]


@pytest.mark.parametrize("untrusted", [False, True])
@pytest.mark.parametrize(
    ("danger", "message"),
    [
        ("sparse_corner", "spreads 11 cells over a grid of 17,179,869,184"),
        ("stray_cell", "spreads 11 cells over a grid"),
        ("stray_cell_out_of_order", "spreads 11 cells over a grid"),
        ("swelling_text", "would unpack to 260 MB"),
        ("document_type", "holds a document type in docProps/custom.xml"),
        ("part_twice", "holds 1 of its parts twice"),
        ("cut_short", "cut short"),
        ("bit_rot", "its part xl/worksheets/sheet1.xml cannot be read whole"),
        ("missing_text", "damaged or in another format"),
        ("repeated_rows", "over a grid of 1,000,000,000"),
    ],
)
def test_what_cannot_be_read_safely_is_refused_with_the_reason(
    tmp_path: Path, vocabulary: Vocabulary, danger: str, message: str, untrusted: bool
) -> None:
    path = DANGERS[danger](tmp_path)

    with pytest.raises(TableError) as caught:
        open_table(path, vocabulary, TableOptions(untrusted=untrusted))

    assert message in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("untrusted", [False, True])
@pytest.mark.parametrize(
    "danger", ["plain", "stray_style", "hidden", "merged_title", "tall_merge", "chart_sheet"]
)
def test_what_only_looks_dangerous_is_read_whole(
    tmp_path: Path, vocabulary: Vocabulary, danger: str, untrusted: bool
) -> None:
    table = open_table(DANGERS[danger](tmp_path), vocabulary, TableOptions(untrusted=untrusted))
    rows = [row for row in table.rows() if row.sheet == "Deals"]

    assert _names(rows) == _EVERYBODY
    assert len(rows) == 4


@pytest.mark.parametrize(("danger", "count"), [("blank_styled_rows", 30_000), ("blank_styled_cells", 10_000)])
def test_blank_rows_that_are_only_formatted_are_no_rows(
    tmp_path: Path, vocabulary: Vocabulary, danger: str, count: int
) -> None:
    table = open_table(DANGERS[danger](tmp_path, count), vocabulary)

    assert _names(list(table.rows())) == _EVERYBODY
    assert table.rows_in == 4


@pytest.mark.slow
def test_a_million_formatted_blank_rows_are_no_rows(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = open_table(DANGERS["blank_styled_rows"](tmp_path), vocabulary)

    assert table.rows_in == 4


def test_what_is_hidden_is_screened_and_said_with_its_place(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = open_table(DANGERS["hidden"](tmp_path), vocabulary)

    deals, more = table.info.sheets
    assert "rows hidden in Excel: 2 (3–4); they are screened like any other" in deals.notes
    assert "columns hidden in Excel: 1 (B); they are read like any other" in deals.notes
    assert "the sheet is hidden in Excel; it is read all the same" in more.notes


def test_cells_without_a_value_are_told_from_blank_ones(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = open_table(DANGERS["errors_and_formulas"](tmp_path), vocabulary)
    error, uncalculated, blank, answered = table.rows()

    assert isinstance(error, UnreadableRow)
    assert "#N/A" in error.reason
    assert isinstance(uncalculated, UnreadableRow)
    assert "never calculated" in uncalculated.reason
    assert isinstance(blank, UnreadableRow)
    assert blank.reason == "no name to screen"
    assert isinstance(answered, Record)
    assert any("2 (B2, B3)" in note for note in table.info.sheets[0].notes)


def test_elements_with_a_prefix_are_seen_by_the_preflight_too(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = open_table(DANGERS["prefixed"](tmp_path), vocabulary)
    error, read = table.rows()

    assert isinstance(error, UnreadableRow)
    assert "#REF!" in error.reason
    assert _names([read]) == ["Ann Lee"]
    assert any("rows hidden in Excel: 1 (2)" in note for note in table.info.sheets[0].notes)


@pytest.mark.parametrize(
    ("danger", "days"),
    [
        ("dates_of_1904", ["2021-06-15"] * 2),
        ("dates_in_all_forms", ["2021-06-14"] * 8),
        ("strict", ["2021-06-14"]),
    ],
)
@pytest.mark.parametrize("untrusted", [False, True])
def test_a_date_is_the_right_day_in_every_form(
    tmp_path: Path, records: Callable[..., list[Record]], danger: str, days: list[str], untrusted: bool
) -> None:
    found = records(DANGERS[danger](tmp_path), TableOptions(untrusted=untrusted))

    assert [str(record.facts["trade_date"].value) for record in found] == days


def test_long_numbers_keep_their_zeros_or_are_known_to_have_lost_digits(
    tmp_path: Path, records: Callable[..., list[Record]]
) -> None:
    text, number, scientific = (
        record.facts["account"] for record in records(DANGERS["long_numbers"](tmp_path))
    )

    assert text.value == "00040817810099"
    assert number.value is None
    assert "15 digits" in str(number.problem)
    assert scientific.value is None
    assert "lost digits" in str(scientific.problem)


@pytest.mark.parametrize(
    ("danger", "shown"),
    [
        ("huge_cell", ["Ivan Petrov", "Ann Lee"]),
        ("control_characters", ["Ivan Petrov", "Ann Lee", "Bob Stone"]),
        ("lone_surrogates", ["Ivan Petrov \ufffd", "Ann Lee"]),
        ("lone_surrogate_in_workbook", ["Ivan Petrov _xD83D_", "Ann \x07Lee"]),
        ("lone_returns", ["Ivan Petrov", "Ann Lee"]),
    ],
)
def test_characters_that_are_none_are_shown_and_lose_no_row(
    tmp_path: Path, records: Callable[..., list[Record]], danger: str, shown: list[str]
) -> None:
    assert _names(list(records(DANGERS[danger](tmp_path)))) == shown


def test_ragged_text_keeps_every_line_with_its_number(tmp_path: Path, vocabulary: Vocabulary) -> None:
    table = open_table(DANGERS["ragged"](tmp_path), vocabulary)
    rows = list(table.rows())

    assert [(type(row), row.row) for row in rows] == [
        (Record, 4),
        (Record, 5),
        (UnreadableRow, 6),
        (SkippedRow, 7),
    ]
    assert table.rows_in == 4


def test_an_unclosed_quote_says_how_many_lines_it_took(tmp_path: Path, vocabulary: Vocabulary) -> None:
    first, second = open_table(DANGERS["unclosed_quote"](tmp_path), vocabulary).rows()

    assert isinstance(first, Record)
    assert isinstance(second, UnreadableRow)
    assert "38 lines run together" in second.reason


def test_a_sep_line_behind_a_byte_order_mark_is_obeyed(
    tmp_path: Path, records: Callable[..., list[Record]]
) -> None:
    (record,) = records(DANGERS["sep_line"](tmp_path))

    assert record.facts["account"].value == "000123"
