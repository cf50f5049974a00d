"""What is kept of a block of answers: rows of which nothing is to be said are taken down cell by cell, each distinct cell once."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import repeat

from screening.audit.answers import DIGITS_SAID, answer_lines
from screening.model import AnsweredBlock, Block, Decision, KnownCell, Pattern


def block_answer_lines(answered: AnsweredBlock) -> bytes:
    """The lines of the decisions, the same as `answer_lines` gives."""
    plain = _plain_lines(answered)
    lines = (answer_lines([each]) if isinstance(each, Decision) else next(plain) for each in answered.answers)
    return b"".join(lines)


def _plain_lines(answered: AnsweredBlock) -> Iterator[bytes]:
    block = answered.unremarkable()
    head = json.dumps([block.file, block.sheet], separators=(",", ":"))[:-1]
    verdict = json.dumps(answered.clear.verdict.value)
    said = zip(_parties(block), map(", ".join, zip(*_facts(block), strict=False)), strict=True)
    for number, (parties, facts) in zip(block.numbers, said, strict=True):
        text = f"([{parties}], [{facts}])".encode("utf-8", "backslashreplace")
        digest = hashlib.sha256(text).hexdigest()[:DIGITS_SAID]
        yield f'{head},{number},"{digest}",{verdict},[],[]]\n'.encode("ascii")


def _facts(block: Block) -> list[Sequence[str] | Iterator[str]]:
    """The facts of each row, field by field in the order of their names."""
    layout = block.layout
    facts: dict[str, Sequence[str] | Iterator[str]] = {
        field: repeat(repr((field, str(fact.value), fact.problem or "")))
        for field, fact in layout.constant.items()
    }
    for field, place in layout.at.items():
        facts[field] = [cell.said or _said(field, cell) for cell in block.columns[place]]
    return [facts[field] for field in sorted(facts)]


def _said(field: str, cell: KnownCell) -> str:
    said = cell.said = repr((field, str(cell.read.value), cell.read.problem or ""))
    return said


def _parties(block: Block) -> Iterator[str]:
    """The parties of each row."""
    templates: dict[Pattern, tuple[str, bool]] = {}
    numbers: dict[KnownCell, str] = {}
    for at, pattern in enumerate(block.patterns):
        known = templates.get(pattern)
        if known is None:
            known = templates[pattern] = _template(pattern)
        template, described = known
        values: list[str] = []
        for place, of_cell in zip(block.places.naming, pattern.parties, strict=True):
            for name, traits in zip(block.columns[place][at].names, of_cell, strict=True):
                values.append(repr(name))
                if not described:
                    continue
                if traits.born is not None:
                    values.append(repr(block.columns[traits.born][at].read.value))
                for each in traits.numbers:
                    cell = block.columns[each][at]
                    values.append(numbers.get(cell) or numbers.setdefault(cell, repr(cell.identifier)))
        yield template % tuple(values)


def _template(pattern: Pattern) -> tuple[str, bool]:
    """The parties of rows that describe them alike, with a place for each name, birth date and identifier; and whether there are places beside the names'."""
    every = [traits for of_cell in pattern.parties for traits in of_cell]
    parties = []
    for traits in every:
        numbers = ", ".join(["%s"] * len(traits.numbers)) + ("," if len(traits.numbers) == 1 else "")
        role, kind, countries, gender = (
            repr(each).replace("%", "%%")
            for each in (traits.role, traits.kind, traits.countries, traits.gender)
        )
        born = "None" if traits.born is None else "%s"
        parties.append(f"({role}, %s, {kind}, {born}, {countries}, ({numbers}), {gender})")
    return ", ".join(parties), any(each.numbers or each.born is not None for each in every)
