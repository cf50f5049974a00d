"""A column that is looked at in parts is known as if one had read it from its first row to its last."""

from collections.abc import Sequence
from datetime import date
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from screening.tables.cells import CellValue
from screening.tables.profile import ColumnProfile, Summary

CELLS = st.one_of(
    st.sampled_from(["", " ", "14/06/2021", "06/14/2021", "Anna Berg", "x" * 35]),
    st.text(max_size=3),
    st.integers(0, 300),
    st.dates(date(2020, 1, 1), date(2020, 2, 1)),
)


@given(st.lists(CELLS, max_size=500), st.randoms(use_true_random=False))
def test_parts_in_any_order_give_what_one_reading_gives(cells: Sequence[CellValue], chance: object) -> None:
    rows = list(range(2, len(cells) + 2))
    dealt = [place % 7 for place in rows]
    whole = ColumnProfile()
    whole.add([cell for cell in cells if cell != ""])

    parts = [
        Summary.of(
            [row for row, part in zip(rows, dealt, strict=True) if part == each],
            [cell for cell, part in zip(cells, dealt, strict=True) if part == each],
        )
        for each in range(7)
    ]
    chance.shuffle(parts)  # type: ignore[attr-defined]
    joined = reduce(Summary.joined, parts).profile()

    assert list(joined.texts) == list(whole.texts)
    assert (joined.filled, joined.longest, joined.numbers, joined.orders) == (
        whole.filled,
        whole.longest,
        whole.numbers,
        whole.orders,
    )


@given(st.lists(CELLS, max_size=300), st.integers(0, 300))
def test_a_column_followed_by_its_rest_is_the_whole_column(cells: Sequence[CellValue], cut: int) -> None:
    whole, first, rest = ColumnProfile(), ColumnProfile(), ColumnProfile()
    whole.add([cell for cell in cells if cell != ""])
    first.add([cell for cell in cells[:cut] if cell != ""])
    rest.add([cell for cell in cells[cut:] if cell != ""])

    joined = first.followed_by(rest)

    assert list(joined.texts) == list(whole.texts)
    assert joined.filled == whole.filled
    assert joined.orders == whole.orders
