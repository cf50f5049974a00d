"""Text in old code pages: read rightly, or asked about; a name is never garbled in silence."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.tables.make import OLD_PAGES, old_page
from screening.errors import TableError
from screening.tables import TableOptions, open_book
from screening.tables.encodings import detect_encoding
from screening.tables.guessing import PAGES, guesses


def _read(path: Path, options: TableOptions = TableOptions()) -> tuple[list[list[object]], str]:  # noqa: B008
    (grid,) = open_book(path, options, lambda texts: float(len(texts))).grids
    return [list(row.values) for row in grid.rows()], " ".join(grid.notes)


@pytest.mark.parametrize("page", OLD_PAGES)
def test_a_bank_s_export_in_its_country_s_page_is_read_as_it_was_written(tmp_path: Path, page: str) -> None:
    header, lines = OLD_PAGES[page]
    split = ";" if ";" in header else ","

    rows, notes = _read(old_page(tmp_path, page))

    assert rows == [line.split(split) for line in (header, *lines)]
    assert "does not say how it is encoded" in notes


def _read_as(path: Path) -> str:
    try:
        return path.read_bytes().decode(detect_encoding(path).name)
    except TableError:
        return "asked"


@pytest.mark.parametrize("page", OLD_PAGES)
def test_a_few_words_are_read_rightly_or_asked_about(tmp_path: Path, page: str) -> None:
    words = [
        word
        for line in OLD_PAGES[page][1]
        for word in line.replace(";", ",").split(",")
        if not word.isascii()
    ]
    for seed in range(20):
        dice = random.Random(seed)
        text = "Ref,Name\n" + "".join(f"T{at},{dice.choice(words)}\n" for at in range(1 + seed % 4))
        path = tmp_path / f"{seed}.csv"
        path.write_bytes(text.encode(page))

        assert _read_as(path) in {text, "asked"}


def test_what_can_be_read_two_ways_is_asked_with_the_words_of_both(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_bytes("Ref,Name\n1,Yılmaz\n".encode("cp1254"))

    with pytest.raises(TableError, match=r"«Yılmaz»") as caught:
        _read(path)
    told, _ = _read(path, TableOptions(encoding="cp1254"))
    taken, notes = _read(path, TableOptions(assume_yes=True))

    assert "«Yýlmaz»" in caught.value.message
    assert "--encoding cp1254" in str(caught.value.remedy)
    assert told[1] == ["1", "Yılmaz"]
    assert taken[1][1] in {"Yılmaz", "Yýlmaz"}
    assert "it can also be" in notes


@settings(max_examples=60, deadline=None)
@given(sample=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_guessed_at_in_the_same_way_each_time(sample: bytes) -> None:
    found = guesses(sample)

    assert found == guesses(sample)
    assert {guess.name for guess in found} <= set(PAGES)
    assert len({sample.decode(guess.name) for guess in found}) == len(found)
