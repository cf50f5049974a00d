"""How tall a row must be for its wrapped text to stand whole, computed because no program recomputes it on opening."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

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

_PARTS_OF = np.frombuffer(_PARTS, np.uint8).astype(np.intp)
_WIDEST = max(_WIDTHS.values())
_AT_ONCE = 1_000  # rows whose letters are held as numbers together

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


def heights(columns: Sequence[tuple[Sequence[str], float]], size: float) -> list[float]:
    """Points for many rows, given by columns, each column with its width: for each row what `height` gives."""
    found: list[float] = []
    for first in range(0, len(columns[0][0]), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        tallest = np.maximum.reduce([_points(texts[some], width, size) for texts, width in columns])
        found += np.minimum(np.maximum(tallest, POINTS_A_LINE) + _PADDING, TALLEST).tolist()
    return found


def _points(texts: Sequence[str], width: float, size: float) -> npt.NDArray[np.float64]:
    """What `_block_height` gives for each text; those of plain letters are all broken into lines together."""
    plain = [text if text.isascii() else "" for text in texts]
    lines = _lines(plain, _room(width) / _em_of(size) * _EM_PARTS)
    points = np.multiply(POINTS_A_LINE * size / 9, lines, dtype=np.float64)
    for at, text in enumerate(texts):
        if not plain[at]:
            points[at] = _block_height(text, width, size)
    return points


def _lines(texts: Sequence[str], room: float) -> npt.NDArray[np.intp]:
    """The lines of each text, as `_broken` has those of a paragraph: one step for the next line of all paragraphs that have one."""
    whole = np.frombuffer("\n".join(texts).encode(), np.uint8)
    upto = np.concatenate(([0], np.cumsum(_PARTS_OF[whole])))
    spaces = np.maximum.accumulate(np.where(whole == ord(" "), np.arange(len(whole)), -1))
    ends = np.append(np.flatnonzero(whole == ord("\n")), len(whole))
    starts = np.concatenate(([0], ends[:-1] + 1))
    counts = np.ones(len(ends), np.intp)
    left = np.flatnonzero(upto[ends] - upto[starts] > room)
    start, end = starts[left], ends[left]
    while len(left):
        over = np.searchsorted(upto, upto[start] + room, "right") - 1
        start = np.where(spaces[over] >= start, spaces[over] + 1, np.maximum(over, start + 1))
        going = start < end
        left, start, end = left[going], start[going], end[going]
        counts[left] += 1
        more = upto[end] - upto[start] > room
        left, start, end = left[more], start[more], end[more]
    firsts = np.cumsum([0, *(text.count("\n") + 1 for text in texts)])[:-1]
    return np.add.reduceat(counts, firsts)


def _fullness(each: Sized) -> float:
    return len(each[0]) / each[1]


def _at_most(text: str, width: float, size: float) -> float:
    """Points that a text cannot exceed: no letter is wider than `_WIDEST` em, and two lines that follow each other are together wider than the cell."""
    lines = 1 + text.count("\n") + int(2 * len(text) * _WIDEST * _em_of(size) / _room(width))
    return (POINTS_A_LINE if text.isascii() else _POINTS_A_TALL_LINE) * lines * size / 9


def _room(width: float) -> float:
    """Pixels for text in a column."""
    return width * _PIXELS_A_WIDTH_UNIT - _CELL_MARGIN


def _em_of(size: float) -> float:
    """Pixels of a font's em."""
    return size * 96 / 72


def _block_height(text: str, width: float, size: float) -> float:
    room, em = _room(width), _em_of(size)
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
