"""How tall a row must be for its wrapped text to stand whole, computed because no program recomputes it on opening."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

POINTS_A_LINE = 11.6
_POINTS_A_TALL_LINE = 15.0  # scripts whose fonts are taller: Arabic, Indic, Thai, Han, Kana, Hangul
_PADDING = 6.0
TALLEST = 409.0  # Excel's limit, points
_PIXELS_A_WIDTH_UNIT = 7.0  # the widest digit of Arial 10 at 96 dpi; Excel counts column widths in it
_CELL_MARGIN = 16.0  # borders, and the indent on the left
# Widths of Arial's letters in thousandths of an em, U+0020 to U+007E (Adobe's metrics of Helvetica, which Arial shares).
_ASCII = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_ROUNDING = 1.03  # a screen rounds each letter to whole pixels
_WIDTHS = {chr(code): int(width) * _ROUNDING / 1000 for code, width in enumerate(_ASCII.split(), start=0x20)}
# The same in 240ths of an em, which a byte holds, so that a whole line is added up at once; a control character has none.
_EM_PARTS = 240
_PARTS = bytes(min(255, round(_WIDTHS.get(chr(code), 0.0) * _EM_PARTS)) for code in range(128)) + bytes(128)


Sized = tuple[str, float, float]
"""A text with its column's width (Excel's unit) and its font size in points."""


def height(texts: list[Sized]) -> float:
    """Points for one row with these texts."""
    tallest = POINTS_A_LINE
    # The fullest cell first: most others need not be broken into lines to see that they are shorter.
    for text, width, size in sorted(texts, key=_fullness, reverse=True):
        if _at_most(text, width, size) > tallest:
            tallest = max(tallest, _block_height(text, width, size))
    return min(tallest + _PADDING, TALLEST)


def _fullness(each: Sized) -> float:
    return len(each[0]) / each[1]


def _at_most(text: str, width: float, size: float) -> float:
    """Points that a text cannot exceed: no letter is wider than an em, so that the room lost at the ends of lines is more than made up for."""
    room = width * _PIXELS_A_WIDTH_UNIT - _CELL_MARGIN
    lines = 1 + text.count("\n") + int(len(text) * size * 96 / 72 / room)
    return (POINTS_A_LINE if text.isascii() else _POINTS_A_TALL_LINE) * lines * size / 9


def _block_height(text: str, width: float, size: float) -> float:
    room = width * _PIXELS_A_WIDTH_UNIT - _CELL_MARGIN
    em = size * 96 / 72
    a_line = (POINTS_A_LINE if _low(text) else _POINTS_A_TALL_LINE) * size / 9
    if "\n" in text:
        return a_line * sum(_wrapped(line, room / em) for line in text.split("\n"))
    return a_line if len(text) * em <= room else a_line * _wrapped(text, room / em)


def _wrapped(line: str, room: float) -> int:
    """Lines that a paragraph takes when broken at spaces, and inside a word that is wider than the cell; `room` in em."""
    if not line.isascii():
        return _broken(line, [_em(letter) for letter in line], room)
    widths = line.encode().translate(_PARTS)
    limit = room * _EM_PARTS
    return 1 if sum(widths) <= limit else _broken(line, widths, limit)


def _broken(line: str, widths: Sequence[float], room: float) -> int:
    """The lines of a paragraph whose letters have these widths; a space at the end of a line takes no room."""
    upto = list(accumulate(widths))
    lines, start, before = 1, 0, 0.0
    while upto[-1] - before > room:
        # The first letter that does not fit.
        over = bisect_right(upto, before + room, start)
        space = line.rfind(" ", start, over + 1)
        start = space + 1 if space >= start else max(over, start + 1)
        if start >= len(line):
            break
        before = upto[start - 1]
        lines += 1
    return lines


def _low(text: str) -> bool:
    return text.isascii() or not any(map(_tall, text))


@lru_cache(maxsize=4096)
def _tall(letter: str) -> bool:
    return ord(letter) >= 0x0590 and not 0x1E00 <= ord(letter) <= 0x2BFF


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or letter in "—…":
        return 1.0
    return 0.75 if letter.isupper() else 0.6
