"""The rows of a sheet's XML, in a stream, each with cells added at its end and nothing else changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from screening.report.annotate.answers import HEADERS, WIDTHS, Answer
from screening.report.annotate.linking import hyperlink
from screening.report.safe_text import excel_text
from screening.report.workbook.palette import SKIPPED

_DATA = re.compile(rb"<(\w+:)?sheetData\s*(/?)>")
_NUMBER = re.compile(rb'\sr="(\d+)"')
_CELL_AT = re.compile(rb'\sr="([A-Z]{1,3})\d+"')
_CELL_STYLE = re.compile(rb'\ss="(\d+)"')
_SPANS = re.compile(rb'\sspans="[^"]*"')
_ESCAPE = re.compile("(_x[0-9a-fA-F]{4}_)")


@dataclass(frozen=True, slots=True)
class Added:
    """What a sheet gets: the titles in its header row, an answer in each row that has one, styled by the verdict's words."""

    header_row: int | None
    answers: Mapping[int, Answer]
    report: str | None
    styles: Mapping[str, int]

    @property
    def titles(self) -> tuple[str, ...]:
        return HEADERS if self.report is not None else HEADERS[:3]

    @property
    def rows_with_records(self) -> set[int]:
        """Rows that must be found; a blank row that was skipped may have no place in the file at all."""
        return {row for row, each in self.answers.items() if each.verdict != SKIPPED.label}


@dataclass(slots=True)
class Extent:
    """How many columns the sheet uses, and the style of the header's last cell."""

    columns: int = 0
    header_style: bytes = b"0"


def extent_of(chunks: Iterable[bytes], header_row: int | None) -> Extent:
    """The first free column is one that no row of the sheet has a cell in."""
    extent = Extent()
    for _, number, unit, prefix in _units(chunks):
        if number is None:
            continue
        begin = max(unit.rfind(b"<" + prefix + b"c "), unit.rfind(b"<" + prefix + b"c>"))
        if begin < 0:
            continue
        last = unit[begin : unit.find(b">", begin)]
        at = _CELL_AT.search(last)
        used = _column(at[1]) if at else unit.count(b"<" + prefix + b"c ") + unit.count(b"<" + prefix + b"c>")
        extent.columns = max(extent.columns, used)
        if number == header_row and (style := _CELL_STYLE.search(last)):
            extent.header_style = style[1]
    return extent


def rewritten(chunks: Iterable[bytes], added: Added, extent: Extent, found: set[int]) -> Iterator[bytes]:
    """The sheet's XML with the answers; the numbers of the rows that were met go into `found`."""
    first = True
    for between, number, unit, prefix in _units(chunks):
        if first:
            between = _with_columns(between, prefix, extent, added)  # noqa: PLW2901 - the head alone
            first = False
        yield between
        if number is None:
            yield unit
            continue
        found.add(number)
        cells = _cells(number, added, extent)
        yield _with_cells(unit, prefix, cells) if cells else unit


def _units(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, int | None, bytes, bytes]]:
    """(what stands before, row number, the row's XML, the prefix of its tags); the end of the sheet comes as a unit without a number."""
    stream = iter(chunks)
    buffer = b""
    while not (opening := _DATA.search(buffer)):
        more = next(stream, None)
        if more is None:
            yield b"", None, buffer, b""
            return
        buffer += more
    prefix = opening[1] or b""
    row = re.compile(rb"<%srow(?:\s[^>]*?)?(?:/>|>.*?</%srow>)" % (prefix, prefix), re.DOTALL)
    end = b"</" + prefix + b"sheetData>"
    before, buffer = buffer[: opening.end()], buffer[opening.end() :]
    last = 0
    while True:
        place = 0
        for unit in row.finditer(buffer):
            number = _NUMBER.search(unit[0][: unit[0].find(b">")])
            last = int(number[1]) if number else last + 1
            yield before + buffer[place : unit.start()], last, unit[0], prefix
            before, place = b"", unit.end()
        buffer = buffer[place:]
        if opening[2] or end in buffer:
            break
        more = next(stream, None)
        if more is None:
            break
        buffer += more
    yield before, None, buffer, prefix
    for chunk in stream:
        yield b"", None, chunk, prefix


def _with_columns(head: bytes, prefix: bytes, extent: Extent, added: Added) -> bytes:
    """The part before the first row, with the widths of the new columns and the sheet's dimension widened."""
    last = xl_col_to_name(extent.columns + len(added.titles) - 1).encode()
    head = re.sub(
        rb'(<%sdimension ref="[A-Z]+\d+):[A-Z]+(\d+")' % prefix, rb"\g<1>:" + last + rb"\g<2>", head
    )
    taken = [int(each) for each in re.findall(rb'<%scol\s[^>]*\bmax="(\d+)"' % prefix, head)]
    if taken and max(taken) > extent.columns:
        return head
    widths = b"".join(
        b'<%scol min="%d" max="%d" width="%.1f" customWidth="1"/>' % (prefix, at, at, width)
        for at, width in enumerate(WIDTHS[: len(added.titles)], start=extent.columns + 1)
    )
    closing = b"</" + prefix + b"cols>"
    if closing in head:
        return head.replace(closing, widths + closing, 1)
    whole = b"<" + prefix + b"cols>" + widths + closing
    opening = _DATA.search(head)
    at = opening.start() if opening else len(head)
    return head[:at] + whole + head[at:]


def _with_cells(unit: bytes, prefix: bytes, cells: bytes) -> bytes:
    if prefix:
        cells = re.sub(rb"<(/?)(?=\w)", rb"<\g<1>" + prefix, cells)
    tag_end = unit.find(b">")
    tag = _SPANS.sub(b"", unit[: tag_end + 1])
    closing = b"</" + prefix + b"row>"
    if tag.endswith(b"/>"):
        return tag[:-2] + b">" + cells + closing
    return tag + unit[tag_end + 1 : -len(closing)] + cells + closing


def _cells(number: int, added: Added, extent: Extent) -> bytes:
    letters = [xl_col_to_name(extent.columns + offset) for offset in range(len(HEADERS))]
    if number == added.header_row:
        style = int(extent.header_style)
        return "".join(_text(f"{letter}{number}", title, style) for letter, title in zip(letters, added.titles, strict=False)).encode()  # fmt: skip
    answer = added.answers.get(number)
    if answer is None:
        return b""
    told = [_text(f"{letters[0]}{number}", answer.verdict, added.styles.get(answer.verdict, 0))]
    if answer.reasons:
        told.append(_text(f"{letters[1]}{number}", excel_text(answer.reasons), 0))
    if answer.score is not None:
        told.append(f'<c r="{letters[2]}{number}"><v>{answer.score!r}</v></c>')
    if added.report is not None and answer.target is not None:
        formula, shown = hyperlink(added.report, answer.target)
        told.append(f'<c r="{letters[3]}{number}" t="str"><f>{escape(formula)}</f><v>{escape(shown)}</v></c>')
    return "".join(told).encode()


def _text(ref: str, text: str, style: int) -> str:
    shown = _ESCAPE.sub(r"_x005F\1", escape(text))
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
