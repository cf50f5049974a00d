"""Conditions over every kind of row: whether one can hold, can fail, turns on each of its questions, or is implied by another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import prod

from screening.model import Cell, DateSpan, Fact, Record, Tristate
from screening.ruleset.bounds import OTHER, Bounds
from screening.ruleset.conditions import leaves_of
from screening.ruleset.context import Context, Resolved
from screening.ruleset.leaves import AnyLeaf, compile_leaf
from screening.ruleset.rule import Rule
from screening.ruleset.ruleset import Ruleset
from screening.ruleset.schema import ANCHOR, All, AnyOf, Condition, Matches, Not

# Kinds of row beyond which a condition is too wide to be walked whole: some seconds.
MOST = 200_000
Answers = Mapping[AnyLeaf, Tristate]
# The different answers to the questions that turn on one thing, each as pairs of question and answer.
_Kinds = tuple[tuple[tuple[AnyLeaf, Tristate], ...], ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk over every kind of row has shown of a condition. `idle` are questions whose answer changes nothing."""

    rows: int
    holds: bool
    fails: bool
    idle: tuple[str, ...]


def answer(condition: Condition, answers: Answers) -> Tristate:
    """The condition's answer where its questions are answered so."""
    if isinstance(condition, All):
        return min(answer(each, answers) for each in condition.all)
    if isinstance(condition, AnyOf):
        return max(answer(each, answers) for each in condition.any)
    if isinstance(condition, Not):
        return ~answer(condition.not_, answers)
    return answers[condition]


def walk(ruleset: Ruleset, rule: Rule, condition: Condition) -> Walk | None:
    """The condition over every kind of row that the rule tells apart; None where there are more than `MOST`."""
    leaves = tuple(dict.fromkeys(leaves_of(condition)))
    kinds = _kinds(ruleset, (rule,), leaves)
    rows = prod(len(each) for each in kinds)
    if rows > MOST:
        return None
    seen: set[Tristate] = set()
    for assignment in _assignments(kinds):
        seen.add(answer(condition, assignment))
        if {Tristate.TRUE, Tristate.FALSE} <= seen:
            break
    idle = _idle(condition, kinds, leaves)
    if idle:  # a question may matter only where another one is open
        blank = tuple((*each, tuple((leaf, Tristate.UNKNOWN) for leaf, _ in each[0])) for each in kinds)
        idle = _idle(condition, blank, idle) if prod(len(each) for each in blank) <= MOST else ()
    texts = tuple(leaf.text for leaf in idle)
    return Walk(rows, Tristate.TRUE in seen, Tristate.FALSE in seen, texts)


def _idle(condition: Condition, kinds: Sequence[_Kinds], leaves: Sequence[AnyLeaf]) -> tuple[AnyLeaf, ...]:
    """Those of `leaves` whose answer changes nothing on any row."""
    idle = dict.fromkeys(leaves)
    for assignment in _assignments(kinds):
        found = answer(condition, assignment)
        for leaf in tuple(idle):
            if any(answer(condition, {**assignment, leaf: state}) is not found for state in Tristate):
                del idle[leaf]
        if not idle:
            break
    return tuple(idle)


def implies(ruleset: Ruleset, narrow: Rule, wide: Rule) -> bool:
    """Whenever `narrow` holds, does `wide` hold on the same row? False too where there are too many kinds of row to tell."""
    parts = [each for rule in (narrow, wide) for each in (rule.when, rule.bound) if each is not None]
    leaves = tuple(dict.fromkeys(leaf for part in parts for leaf in leaves_of(part)))
    kinds = _kinds(ruleset, (narrow, wide), leaves)
    if prod(len(each) for each in kinds) > MOST:
        return False
    for assignment in _assignments(kinds):
        if not _consistent(ruleset, assignment):
            continue
        if _holds(narrow, assignment) and not _holds(wide, assignment):
            return False
    return True


def _holds(rule: Rule, answers: Answers) -> bool:
    parts = (each for each in (rule.when, rule.bound) if each is not None)
    return all(answer(each, answers) is Tristate.TRUE for each in parts)


def _consistent(ruleset: Ruleset, answers: Answers) -> bool:
    """A party that matches a target matches every wider one, in whatever role the wider question allows."""
    hits = [leaf for leaf in answers if isinstance(leaf, Matches)]
    members = {each.id: frozenset(one.id for one in each.entities) for each in ruleset.targets}
    return not any(
        answers[one] > answers[other] and _within(one, other, members)
        for one in hits
        for other in hits
        if one is not other
    )


def _within(one: Matches, other: Matches, members: Mapping[str, frozenset[str]]) -> bool:
    same_roles = not other.roles or (bool(one.roles) and set(one.roles) <= set(other.roles))
    narrower = bool(members[one.target]) and members[one.target] <= members[other.target]
    return same_roles and (one.target == other.target or narrower)


def _kinds(ruleset: Ruleset, rules: Sequence[Rule], leaves: Sequence[AnyLeaf]) -> list[_Kinds]:
    by_field: dict[str, list[AnyLeaf]] = {}
    kinds: list[_Kinds] = []
    for leaf in leaves:
        name = getattr(leaf, "field", None)
        if isinstance(name, str):
            by_field.setdefault(name, []).append(leaf)
        else:
            kinds.append((((leaf, Tristate.TRUE),), ((leaf, Tristate.FALSE),)))
    for name, asking in by_field.items():
        asks = [compile_leaf(leaf) for leaf in asking]
        seen = dict.fromkeys(
            tuple((leaf, ask(context).state) for leaf, ask in zip(asking, asks, strict=True))
            for context in _contexts(ruleset, rules, name)
        )
        kinds.append(tuple(seen))
    return kinds


def _contexts(ruleset: Ruleset, rules: Sequence[Rule], name: str) -> Iterator[Context]:
    """A row for each kind of value of the field, with nothing else in it."""
    for rule in rules:
        anchor = rule.temporal.anchor[:1]
        asked = (anchor[0] if anchor else "") if name == ANCHOR else name
        for choice in Bounds(rule).choices(ruleset.vocabulary, asked):
            value = "\x00" if choice.value == OTHER else choice.value
            fact = Fact(value, Cell("A1", asked, ""))
            record = Record("", "", 1, "", (), {asked: fact})
            day = value.first if isinstance(value, DateSpan) else date.min
            context = ruleset.context(record, (), as_of=day, actor=None)
            context.anchor = anchor
            yield replace(context, _known={asked: Resolved(value)})


def _assignments(
    kinds: Sequence[_Kinds],
) -> Iterator[dict[AnyLeaf, Tristate]]:
    for chosen in product(*kinds):
        yield {leaf: state for answers in chosen for leaf, state in answers}
