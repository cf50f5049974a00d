"""Every rule's answer for many rows at once, in bytes: FALSE 0, UNKNOWN 1, TRUE 2, so that "and" is the minimum, "or" the maximum, "not" 2 - x.

The closures of `conditions`, `leaves` and `measure` are the reference, and these answers are held equal to theirs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache, reduce
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from screening.model import Fact, Outcome, Record, Tristate
from screening.ruleset.columns import Amounts, Anchor, Asked, Column, Columns, MetKey, Spans, Word
from screening.ruleset.context import Context, World
from screening.ruleset.leaves import AnyLeaf, compile_leaf, question_of
from screening.ruleset.measure import Measure
from screening.ruleset.rule import Temporal
from screening.ruleset.schema import (
    ANCHOR,
    All,
    AmountBound,
    AnyOf,
    Condition,
    DateBetween,
    DateBound,
    Equals,
    IsA,
    Matches,
    Not,
    OneOf,
    OwnedBy,
    Present,
    SecurityIn,
)

# Rows that are answered together: their columns stay in the processor's own memory.
_BLOCK = 1 << 15
_KEPT_ANSWERS = 1 << 12

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answers:
    """What each rule says of each row: `states` its answer, `speaks` whether it has a finding there; both by the rule's id."""

    states: dict[str, Column]
    speaks: dict[str, Flags]


@dataclass(slots=True)
class _Block:
    """Some rows, and the answers of the leaves that were already asked of them."""

    columns: Columns
    tables: dict[int, Column]
    answered: dict[int, Column] = field(default_factory=dict)


_Vector = Callable[[_Block], Column]


@dataclass(frozen=True, slots=True)
class _Exempt:
    force: _Vector
    when: _Vector
    verified: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    when: _Vector
    bound: _Vector | None
    force: _Vector
    exceptions: tuple[_Exempt, ...]
    met: MetKey
    sets: tuple[str, ...]
    informational: bool


class States:
    """Rules compiled to columns; a question that several rules ask is answered once."""

    def __init__(self, world: World, measures: Sequence[Measure]) -> None:
        self.world = world
        self.asked = Asked()
        self._leaves: dict[str, _Vector] = {}
        self.ids = tuple(measure.rule.id for measure in measures)
        self._rules = tuple(
            self._rule(measure, measure.rule.when) for measure in measures if measure.rule.when is not None
        )

    def answers(self, columns: Columns) -> Answers:
        """Both answers of every rule for every row; a rule without a condition answers FALSE and has no findings."""
        states = {each: np.zeros(columns.rows, np.uint8) for each in self.ids}
        speaks = {each: np.zeros(columns.rows, np.bool_) for each in self.ids}
        tables: dict[int, Column] = {}
        for start in range(0, columns.rows, _BLOCK):
            stop = min(start + _BLOCK, columns.rows)
            block = _Block(columns.part(start, stop), tables)
            for rule in self._rules:
                states[rule.id][start:stop], speaks[rule.id][start:stop] = _answer(rule, block)
        return Answers(states, speaks)

    def _rule(self, measure: Measure, when: Condition) -> _Rule:
        rule = measure.rule
        anchor = rule.temporal.anchor
        met = (measure.targets, measure.ownership)
        self.asked.met.add(met)
        return _Rule(
            id=rule.id,
            when=self._condition(when, anchor),
            bound=self._condition(rule.bound, anchor) if rule.bound is not None else None,
            force=self._in_force(rule.temporal),
            exceptions=tuple(
                _Exempt(
                    self._in_force(each.text.temporal),
                    self._condition(each.text.when, each.text.temporal.anchor),
                    each.verified,
                )
                for each in measure.exceptions
            ),
            met=met,
            sets=measure.sets,
            informational=rule.outcome is Outcome.INFORMATIONAL,
        )

    def _condition(self, condition: Condition, anchor: Anchor) -> _Vector:
        if isinstance(condition, All):
            return _folded(np.minimum, [self._condition(each, anchor) for each in condition.all])
        if isinstance(condition, AnyOf):
            return _folded(np.maximum, [self._condition(each, anchor) for each in condition.any])
        if isinstance(condition, Not):
            part = self._condition(condition.not_, anchor)
            return lambda block: 2 - part(block)
        return self._leaf(condition, anchor)

    def _leaf(self, leaf: AnyLeaf, anchor: Anchor) -> _Vector:
        """The leaf's column; leaves that ask the same, whatever their words and sources, share it."""
        key = question_of(leaf)
        if not isinstance(leaf, _WITHOUT_DATE):
            key += repr(anchor)
        if key not in self._leaves:
            number = len(self._leaves)
            self._leaves[key] = _once(number, self._asked(leaf, anchor, key, number))
        return self._leaves[key]

    def _asked(self, leaf: AnyLeaf, anchor: Anchor, key: str, number: int) -> _Vector:  # noqa: PLR0911 - one return a kind of column
        asked = self.asked
        match leaf:
            case Matches(target=target, roles=roles):
                asked.parties.add((target, roles))
                return lambda block: block.columns.parties[target, roles]
            case SecurityIn(set=papers):
                asked.sets.add(papers)
                return lambda block: block.columns.sets[papers]
            case IsA() | OneOf() | Equals():
                asked.words.add(leaf.field)
                return _from_words(leaf.field, _on_words(self.world, leaf), number)
            case DateBound() | DateBetween():
                return self._on_dates(leaf, anchor)
            case AmountBound():
                asked.amounts.add(leaf.field)
                return lambda block: _bounded(block.columns.amounts[leaf.field], leaf)
            case Present():
                asked.known.add(leaf.field)
                return lambda block: block.columns.known[leaf.field]
            case _:
                asked.others[key] = (leaf, anchor)
                return lambda block: block.columns.others[key]

    def _on_dates(self, leaf: DateBound | DateBetween, anchor: Anchor) -> _Vector:
        answer = _between(leaf) if isinstance(leaf, DateBetween) else _bound(leaf)
        if leaf.field == ANCHOR:
            self.asked.anchors.add(anchor)
            return lambda block: answer(block.columns.anchors[anchor])
        self.asked.dates.add(leaf.field)
        return lambda block: answer(block.columns.dates[leaf.field])

    def _in_force(self, temporal: Temporal) -> _Vector:
        self.asked.anchors.add(temporal.anchor)
        begins, ends = temporal.in_force, temporal.expires

        def force(block: _Block) -> Column:
            span = block.columns.anchors[temporal.anchor]
            state = _not_before(span, begins)
            if ends is not None:
                state = np.minimum(state, 2 - _not_before(span, ends))
            if temporal.partial_days:
                state = np.minimum(state, 2 - _touched(span, temporal.partial_days).view(np.uint8))
            return state

        key = f"in force {begins} {ends} {temporal.partial_days} {temporal.anchor}"
        return self._leaves.setdefault(key, _once(len(self._leaves), force))


# Leaves whose answer cannot turn on the anchor; an operator that is not known here may.
_WITHOUT_DATE = (Matches, OwnedBy, SecurityIn, IsA, OneOf, Equals, AmountBound, Present)


def _answer(rule: _Rule, block: _Block) -> tuple[Column, Flags]:
    """As `Measure.evaluate`: dates, who is bound and the condition together, then the exceptions; a party or paper that was met is always told."""
    when = rule.when(block)
    force = rule.force(block)
    state = np.minimum(when, force)
    if rule.bound is not None:
        state = np.minimum(state, rule.bound(block))
    for each in rule.exceptions:
        holds = np.minimum(each.force(block), each.when(block)) >> 1
        # One that holds lifts the measure; where nobody has verified it, the answer is open.
        state = state * (1 - holds) if each.verified else np.minimum(state, 2 - holds)
    hit = block.columns.met[rule.met]
    for papers in rule.sets:
        hit = hit | (block.columns.sets[papers] == Tristate.TRUE)
    told = state > Tristate.FALSE
    if not rule.informational:
        told = told | hit
    return state, told | (hit & (force == Tristate.FALSE))


def _once(number: int, answer: _Vector) -> _Vector:
    def ask(block: _Block) -> Column:
        column = block.answered.get(number)
        if column is None:
            column = block.answered[number] = answer(block)
        return column

    return ask


def _folded(fold: Callable[[Column, Column], Column], parts: Sequence[_Vector]) -> _Vector:
    return lambda block: reduce(fold, (part(block) for part in parts))


def _on_words(world: World, leaf: IsA | OneOf | Equals) -> Callable[[Word], Tristate]:
    """The reference's own answer to a single value."""
    ask = compile_leaf(leaf)

    @lru_cache(maxsize=_KEPT_ANSWERS)
    def answer(value: Word) -> Tristate:
        record = Record("", "", 0, "", (), {leaf.field: Fact(value)})
        return ask(Context(world, record, {}, {}, date.min, None)).state

    return answer


def _from_words(name: str, answer: Callable[[Word], Tristate], number: int) -> _Vector:
    def states(block: _Block) -> Column:
        words = block.columns.words[name]
        table = block.tables.get(number)
        if table is None:
            table = block.tables[number] = np.array([answer(value) for value in words.values], np.uint8)
        return np.take(table, words.codes)

    return states


def _not_before(span: Spans, day: date) -> Column:
    bound = day.toordinal()
    return (span.first >= bound).view(np.uint8) + (span.last >= bound).view(np.uint8)


def _after(span: Spans, day: date) -> Column:
    bound = day.toordinal()
    return (span.first > bound).view(np.uint8) + (span.last > bound).view(np.uint8)


def _touched(span: Spans, days: Sequence[date]) -> Flags:
    """Does the span hold one of the days?"""
    touched = np.zeros(len(span.first), np.bool_)
    for day in days:
        bound = day.toordinal()
        touched |= (span.first <= bound) & (span.last >= bound)
    return touched


def _bound(leaf: DateBound) -> Callable[[Spans], Column]:
    def answer(span: Spans) -> Column:
        match leaf.op:
            case "before":
                state = 2 - _not_before(span, leaf.date)
            case "on_or_after":
                state = _not_before(span, leaf.date)
            case "after":
                state = _after(span, leaf.date)
            case "on_or_before":
                state = 2 - _after(span, leaf.date)
            case _:
                assert_never(leaf.op)
        if leaf.doubtful:
            state = np.where(_touched(span, leaf.doubtful), np.uint8(Tristate.UNKNOWN), state)
        return state

    return answer


def _between(leaf: DateBetween) -> Callable[[Spans], Column]:
    return lambda span: np.minimum(_not_before(span, leaf.first), 2 - _after(span, leaf.last))


def _bounded(amounts: Amounts, leaf: AmountBound) -> Column:
    """Doubles keep the order of decimals; only amounts that fall on the bound's own double are compared as written."""
    near = float(leaf.value)
    inside = amounts.near >= near if leaf.op == "ge" else amounts.near <= near
    state = np.where(np.isnan(amounts.near), np.uint8(Tristate.UNKNOWN), inside.view(np.uint8) * 2)
    for row in np.flatnonzero(amounts.near == near).tolist():
        state[row] = Tristate.of(_holds(leaf, amounts.exact[row]))
    return state


def _holds(leaf: AmountBound, amount: Decimal | None) -> bool | None:
    if amount is None:
        return None
    return amount >= leaf.value if leaf.op == "ge" else amount <= leaf.value
