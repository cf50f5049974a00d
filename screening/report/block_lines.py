"""A block of answers as JSON Lines: rows of which nothing is to be said are written cell by cell, each distinct cell once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

from screening.model import AnsweredBlock, Block, Decision, KnownCell, Layout, Pattern
from screening.report.json_lines import fact_json, json_line, one_line, value_json

# Stands for the row's number in what is written once for many rows: JSON text never holds it.
_ROW = "\0"
_text = json.encoder.encode_basestring


def block_lines(answered: AnsweredBlock) -> Iterator[str]:
    """The lines of the decisions, the same as `write_json_lines` writes, each with its newline."""
    plain = _plain_lines(answered)
    for each in answered.answers:
        yield one_line(json_line(each)) + "\n" if isinstance(each, Decision) else next(plain)


def _plain_lines(answered: AnsweredBlock) -> Iterator[str]:
    block = answered.unremarkable()
    facts = [_facts(block.layout, place, column) for place, column in enumerate(block.columns)]
    head, middle, tail = _frame(answered)
    called = block.column("record_id")
    ids = repeat('""') if called is None else map(_id, called)
    between = repeat('], "facts": {')
    pieces = zip(repeat(head), ids, repeat(middle), _parties(block), between, *facts, repeat(tail))
    return (
        line.replace(_ROW, str(number))
        for number, line in zip(block.numbers, map("".join, pieces), strict=True)
    )


def _id(cell: KnownCell) -> str:
    return one_line(_text(str(cell.read[0] or "")))


def _frame(answered: AnsweredBlock) -> tuple[str, str, str]:
    """What every line holds before the row's id, between it and the parties, and behind the facts of its cells."""
    block, clear = answered.block, answered.clear
    bare = Decision(block.file, block.sheet, 0, "", clear.verdict, clear.reasons, editions=clear.editions)
    text = one_line(json_line(bare))
    head, row, rest = text.partition('"row": 0, "record_id": "", ')
    assert row
    middle, empty, tail = rest.rpartition('"parties": [], "facts": {}')
    assert empty
    # A plain row names somebody, so that facts of cells stand before these.
    constant = [f", {_text(field)}: {fact_json(fact)}" for field, fact in block.layout.constant.items()]
    return f'{head}"row": {_ROW}, "record_id": ', f', {middle}"parties": [', f"{''.join(constant)}}}{tail}\n"


def _parties(block: Block) -> Iterator[str]:
    """The parties of each row."""
    distinct = set(block.patterns)
    templates = {pattern: _template(block, pattern) for pattern in distinct}
    named = [
        [names if (names := cell.line_names) is not None else _names(cell) for cell in block.columns[place]]
        for place in block.places.naming
    ]
    if all(len(of_cell) == 1 for pattern in distinct for of_cell in pattern.parties):
        rows: Iterable[tuple[str, ...]] = zip(
            *[[each[0] for each in column] for column in named], strict=True
        )
    else:
        rows = map(tuple, map(chain.from_iterable, zip(*named, strict=True)))
    return (templates[pattern] % names for pattern, names in zip(block.patterns, rows, strict=True))


def _template(block: Block, pattern: Pattern) -> str:
    """The parties of rows that describe them alike, with a place for each name."""
    letters = [block.layout.letters[place] for place in block.places.naming]
    parties = [
        f'{{"role": "{traits.role.value}", "name": %s, "cell": "{letter}{_ROW}"}}'
        for letter, of_cell in zip(letters, pattern.parties, strict=True)
        for traits in of_cell
    ]
    return ", ".join(parties)


def _facts(layout: Layout, place: int, column: Sequence[KnownCell]) -> list[str]:
    """Of each cell its fact, as it stands in a line."""
    lead = f'{", " if place else ""}{_text(layout.fields[place])}: {{"value": '
    cell_named = f', "cell": "{layout.letters[place]}{_ROW}", "problem": '
    known = f"{cell_named}null}}"

    def made(cell: KnownCell) -> str:
        value, problem, _ = cell.read
        behind = known if problem is None else f"{cell_named}{_text(problem)}}}"
        said = _text(value) if type(value) is str else value_json(value)
        line = cell.line = one_line(f"{lead}{said}{behind}")
        return line

    return [cell.line or made(cell) for cell in column]


def _names(cell: KnownCell) -> tuple[str, ...]:
    names = cell.line_names = tuple([one_line(_text(name)) for name in cell.names])
    return names
