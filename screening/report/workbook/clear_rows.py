"""Rows of which nothing is to be said, for the sheet of clear rows: put into words cell by cell, each distinct cell once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening.model import AnsweredBlock, Block, Decision, KnownCell, Traits
from screening.report.safe_text import EXCEL_CELL_UNITS, Sentence, cell_text, visible
from screening.report.workbook import wording
from screening.report.workbook.page import TEXT_POINTS, Heading
from screening.report.workbook.row_height import heights

RECORD = Heading("Record", 13)
NAMES = Heading("Names compared with every list", 44)
FACTS = Heading("Facts read", 44)

# Stands for the row's number in what is worded once for many rows: visible text never holds it.
_ROW = "\0"


@dataclass(frozen=True, slots=True)
class ClearRows:
    """Plain rows of one sheet, one after another, that are clear without more to say: of each its number, what it is called, the names that were compared
    and the facts that were read, in words fit for a cell; and how high these stand, in points. `reasons` hold for all of them.
    """

    file: str
    sheet: str
    reasons: tuple[str, ...]
    rows: Sequence[tuple[int, str, str, str]]
    heights: Sequence[float]


Reported = Decision | ClearRows
"""What a workbook is made of."""


def clear_rows(answered: AnsweredBlock) -> Iterator[Reported]:
    """The answers in their order, decisions only for rows that need one; all others in the words that their decisions would be given."""
    block, reasons = answered.unremarkable(), answered.clear.reasons
    rows, points = _worded(block) if block.numbers else ([], [])
    first = upto = 0
    for each in (*answered.answers, None):
        if isinstance(each, int):
            upto += 1
            continue
        if first < upto:
            yield ClearRows(block.file, block.sheet, reasons, rows[first:upto], points[first:upto])
            first = upto
        if each is not None:
            yield each


def _worded(block: Block) -> tuple[list[tuple[int, str, str, str]], list[float]]:
    """Each row's number and texts, and how high these stand."""
    ids, names, facts = _ids(block), _names(block), _facts(block)
    columns = (ids, RECORD.width), (names, NAMES.width), (facts, FACTS.width)
    fit = map(cell_text, ids), map(_sentence, names), map(_sentence, facts)
    return list(zip(block.numbers, *fit, strict=True)), heights(columns, TEXT_POINTS)


def _sentence(text: str) -> str:
    return text if text.isascii() and len(text) <= EXCEL_CELL_UNITS else cell_text(Sentence(text))


def _ids(block: Block) -> list[str]:
    column = block.column("record_id")
    if column is None:
        return [""] * len(block.numbers)
    return [visible(str(cell.read.value or "")) for cell in column]


def _names(block: Block) -> list[str]:
    """The parties of each row, a line each."""
    columns = []
    for naming, place in enumerate(block.places.naming):
        where = f" ({block.layout.letters[place]}{_ROW})"
        keys = list(zip(block.columns[place], block.patterns, strict=True))
        told = {(cell, of): _parties(cell, of.parties[naming], where) for cell, of in set(keys)}
        columns.append([told[key] for key in keys])
    return _numbered(block, columns, 1)


def _parties(cell: KnownCell, described: tuple[Traits, ...], where: str) -> str:
    parties = zip(described, cell.names, strict=True)
    return "".join(f"\n{visible(wording.named(traits.role, name))}{where}" for traits, name in parties)


def _facts(block: Block) -> list[str]:
    """What `wording.facts` tells of each row."""
    layout = block.layout
    columns: list[Sequence[str]] = []
    blank: list[Sequence[str]] = []
    for place, column in enumerate(block.columns):
        where = f"{layout.letters[place]}{_ROW}"
        distinct, naming = set(column), place in block.places.naming
        told = {cell: _fact(layout.fields[place], cell, where, naming=naming) for cell in distinct}
        columns.append([told[cell] for cell in column])
        if not all(cell.read.text for cell in distinct):
            blank.append(
                ["" if cell.read.text or cell.read.value is not None else f", {where}" for cell in column]
            )
    constant = [
        f"; {visible(wording.fact(field, each.value, each.problem) + wording.at(each.cell.ref if each.cell else None))}"
        for field, each in layout.constant.items()
        if each.value is not None or each.problem
    ]
    columns.append(["".join(constant)] * len(block.numbers))
    if blank:
        refs = map("".join, zip(*blank, strict=True))
        columns.append([f"; blank cells: {each[2:]}" if each else "" for each in refs])
    return _numbered(block, columns, 2)


def _fact(field: str, cell: KnownCell, where: str, *, naming: bool) -> str:
    value, problem, text = cell.read
    if naming and cell.names:
        return ""
    if value is None and (not text or not problem):
        return ""
    return f"; {visible(wording.fact(field, value, problem))} ({where})"


def _numbered(block: Block, columns: Sequence[Sequence[str]], mark: int) -> list[str]:
    """The words of each row, with its number and without the `mark` before the first of them."""
    words = map("".join, zip(*columns, strict=True))
    return [each[mark:].replace(_ROW, str(number)) for number, each in zip(block.numbers, words, strict=True)]
