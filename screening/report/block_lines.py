"""A block of answers as JSON Lines: rows of which nothing is to be said are written cell by cell, each distinct cell once."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from screening.model import AnsweredBlock, Block, Decision, KnownCell, Layout, Pattern
from screening.report.json_lines import fact_json, json_line, one_line, value_json

# Stands for the row's number in what is written once for many rows: JSON text never holds it.
_ROW = "\0"
_text = json.encoder.encode_basestring
_Line = tuple[str, tuple[str, ...]]


def block_lines(answered: AnsweredBlock) -> Iterator[str]:
    """The lines of the decisions, the same as `write_json_lines` writes, each with its newline."""
    plain = _plain_lines(answered)
    for each in answered.answers:
        yield one_line(json_line(each)) + "\n" if isinstance(each, Decision) else next(plain)


def _plain_lines(answered: AnsweredBlock) -> Iterator[str]:
    block = answered.block
    wanted = answered.unremarkable()
    whole = len(wanted) == len(block.numbers)
    columns = [each if whole else [each[at] for at in wanted] for each in block.columns]
    patterns = block.patterns if whole else [block.patterns[at] for at in wanted]
    numbers = block.numbers if whole else [block.numbers[at] for at in wanted]
    written = [_written(block.layout, place, column) for place, column in enumerate(columns)]
    head, middle, tail = _frame(answered)
    at = block.layout.at.get("record_id")
    ids = repeat('""') if at is None else (_text(str(cell.read.value or "")) for cell in columns[at])
    parties = _parties(block, patterns, [written[place] for place in block.places.naming])
    facts = ([line[0] for line in column] for column in written)
    between = repeat('], "facts": {')
    pieces = zip(repeat(head), map(one_line, ids), repeat(middle), parties, between, *facts, repeat(tail))
    for number, line in zip(numbers, map("".join, pieces), strict=True):
        yield line.replace(_ROW, str(number))


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


def _parties(block: Block, patterns: Sequence[Pattern], named: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """The parties of each row; `named` are the cells that name them, by naming column."""
    templates: dict[Pattern, str] = {}
    for pattern, cells in zip(patterns, zip(*named, strict=True), strict=True):
        template = templates.get(pattern)
        if template is None:
            template = templates[pattern] = _template(block, pattern)
        yield template % tuple(chain.from_iterable([names for _, names in cells]))


def _template(block: Block, pattern: Pattern) -> str:
    """The parties of rows that describe them alike, with a place for each name."""
    letters = [block.layout.letters[place] for place in block.places.naming]
    parties = [
        f'{{"role": "{traits.role.value}", "name": %s, "cell": "{letter}{_ROW}"}}'
        for letter, of_cell in zip(letters, pattern.parties, strict=True)
        for traits in of_cell
    ]
    return ", ".join(parties)


def _written(layout: Layout, place: int, column: Sequence[KnownCell]) -> list[_Line]:
    """Of each cell its fact, and the names in it, as they stand in a line."""
    lead = f"{', ' if place else ''}{_text(layout.fields[place])}: "
    letter = layout.letters[place]
    lines = []
    for cell in column:
        line = cell.line
        if line is None:
            line = cell.line = _line(cell, lead, letter)
        lines.append(line)
    return lines


def _line(cell: KnownCell, lead: str, letter: str) -> _Line:
    value, problem, _ = cell.read
    problem_said = "null" if problem is None else _text(problem)
    fact = f'{lead}{{"value": {value_json(value)}, "cell": "{letter}{_ROW}", "problem": {problem_said}}}'
    return one_line(fact), tuple(one_line(_text(name)) for name in cell.names)
