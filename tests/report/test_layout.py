"""How the sheets look: heights that show the whole text, marked differences, readable colours."""

import pytest

from screening.report.workbook.differences import side_by_side
from screening.report.workbook.palette import DIFFERENT, FAINT, FILL_IN, INK, MARKS, PAPER, TILE
from screening.report.workbook.row_height import TALLEST, height


def _marked(ours: str, theirs: str) -> tuple[list[str], list[str]]:
    both = side_by_side(ours, theirs)
    assert [each.text for each in both] == [ours, theirs]
    return tuple([piece for piece, differs in each.pieces if differs] for each in both)  # type: ignore[return-value]


def test_a_letter_too_many_is_marked() -> None:
    assert _marked("Kilimnick", "KILIMNIK") == (["c"], [])


def test_words_in_another_order_are_the_same() -> None:
    assert _marked("Konstantin Kilimnik", "KILIMNIK, Konstantin") == ([], [])


def test_a_word_only_one_side_has_is_marked_whole() -> None:
    assert _marked("Neobit Trading", "NEOBIT, OOO") == (["Trading"], ["OOO"])


def test_marks_on_letters_do_not_shift_positions() -> None:
    assert _marked("Müller Straße", "MULLER Strasse")[0] == ["ß"]


@pytest.mark.parametrize(
    ("ours", "theirs"), [("Сергей", "SERGEY"), ("صندوق الثروة", "الصندوق"), ("", "NAME"), ("x" * 300, "y")]
)
def test_names_that_no_eye_compares_by_letter_are_left_plain(ours: str, theirs: str) -> None:
    assert _marked(ours, theirs) == ([], [])


def test_a_row_grows_with_its_text() -> None:
    one, two, many = (height([("word " * words, 30, 9.0)]) for words in (3, 12, 60))

    assert one < two < many


def test_a_word_wider_than_its_cell_takes_more_lines() -> None:
    assert height([("W" * 60, 20, 9.0)]) >= 4 * 11


def test_han_letters_are_as_wide_as_two() -> None:
    assert height([("株" * 40, 30, 9.0)]) > height([("a" * 40, 30, 9.0)])


def test_no_row_is_taller_than_excel_allows() -> None:
    assert height([("word " * 5_000, 10, 9.0)]) == TALLEST


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(text: str, ground: str) -> float:
    bright, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((mark.ink, mark.fill) for mark in MARKS),
        (PAPER, INK),
        (INK, FILL_IN),
        (FAINT, TILE),
        (DIFFERENT, PAPER),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert _contrast(text, ground) >= 4.5


def test_no_two_marks_share_symbol_and_word() -> None:
    assert len({mark.label for mark in MARKS}) == len(MARKS)
    assert len({mark.symbol for mark in MARKS}) >= len(MARKS) - 1
