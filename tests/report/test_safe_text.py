"""Text from data in cells: nothing unprintable, nothing too long, every change visible."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from screening.report.safe_text import EXCEL_CELL_UNITS, excel_text, visible


def test_every_code_point_is_kept_or_shown() -> None:
    for code in range(sys.maxunicode + 1):
        letter = chr(code)

        shown = visible(letter)

        if shown != letter:
            assert shown in ("\n", f"[U+{code:04X}]")
        elif letter not in "\t\n":
            assert unicodedata.category(letter) not in ("Cc", "Cs")


def test_overrides_that_turn_text_around_are_shown() -> None:
    assert visible("annex\u202efdp.exe") == "annex[U+202E]fdp.exe"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_a_text_of_just_the_limit_is_whole() -> None:
    text = "a" * EXCEL_CELL_UNITS

    assert excel_text(text) == text


def test_a_longer_text_is_cut_with_a_count_of_what_is_missing() -> None:
    cut = excel_text("a" * (EXCEL_CELL_UNITS + 1))

    assert len(cut) <= EXCEL_CELL_UNITS
    kept = len(cut) - len(cut.lstrip("a"))
    assert cut.endswith(f"[{EXCEL_CELL_UNITS + 1 - kept} more characters cut]")


def test_letters_of_two_units_count_twice() -> None:
    cut = excel_text("𝔊" * 20_000)

    assert len(cut.encode("utf-16-le")) // 2 <= EXCEL_CELL_UNITS
    assert cut.endswith("more characters cut]")
