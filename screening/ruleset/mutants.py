"""Rules with one thing changed: an example that no longer holds kills the mutant, and one that survives shows what no example guards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from screening.ruleset.examples import ANSWERS, example_context
from screening.ruleset.measure import Measure
from screening.ruleset.rule import Rule, RuleException, Temporal
from screening.ruleset.ruleset import Ruleset
from screening.ruleset.schema import (
    All,
    AmountBound,
    AnyOf,
    Condition,
    DateBetween,
    DateBound,
    Equals,
    Matches,
    Not,
    OneOf,
    OwnedBy,
)

_DAY = timedelta(days=1)
_DATE_FLIPS = {
    "before": ("on_or_before", "on_or_after"),
    "after": ("on_or_after", "on_or_before"),
    "on_or_before": ("before", "after"),
    "on_or_after": ("after", "before"),
}
Changed = tuple[str, Condition]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one change, and the change in words."""

    change: str
    rule: Rule


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every rule that differs from `rule` in one operator, date, value, part, limit or exception."""
    for change, temporal in _temporals(rule.temporal):
        yield Mutant(change, rule.model_copy(update={"temporal": temporal}))
    if rule.bound is not None:
        yield Mutant("anyone is bound", rule.model_copy(update={"bound": None}))
        for change, bound in _conditions(rule.bound):
            yield Mutant(f"bound: {change}", rule.model_copy(update={"bound": bound}))
    if rule.when is not None:
        for change, when in _conditions(rule.when):
            yield Mutant(change, rule.model_copy(update={"when": when}))
    for index, exception in enumerate(rule.exceptions):
        rest = (*rule.exceptions[:index], *rule.exceptions[index + 1 :])
        yield Mutant(f"no exception '{exception.id}'", rule.model_copy(update={"exceptions": rest}))
        for change, altered in _exceptions(exception):
            others = (*rule.exceptions[:index], altered, *rule.exceptions[index + 1 :])
            yield Mutant(
                f"exception '{exception.id}': {change}", rule.model_copy(update={"exceptions": others})
            )


def survivors(ruleset: Ruleset) -> tuple[tuple[str, str], ...]:
    """The mutants that no example of their rule kills, as (rule id, change)."""
    return tuple(
        (rule.id, mutant.change)
        for rule in ruleset.rules
        for mutant in mutants(rule)
        if not killed(ruleset, mutant.rule)
    )


def killed(ruleset: Ruleset, mutant: Rule) -> bool:
    """Does some example of the mutant no longer hold?"""
    measure = Measure(mutant)
    for example in mutant.examples:
        finding = measure.judge(example_context(ruleset, mutant, example))
        answer = ANSWERS.get(finding.state.value, finding.state.value) if finding is not None else "false"
        if answer != example.expect.value:
            return True
        if (
            example.needs is not None
            and finding is not None
            and {each.field for each in finding.needs} != set(example.needs)
        ):
            return True
    return False


def _shifted(day: date) -> tuple[date, date]:
    return day - _DAY, day + _DAY


def _temporals(temporal: Temporal) -> Iterator[tuple[str, Temporal]]:
    for day in _shifted(temporal.in_force) if temporal.anchor else ():
        yield f"in force from {day}", temporal.model_copy(update={"in_force": day})
    for day in _shifted(temporal.expires) if temporal.expires else ():
        yield f"expires on {day}", temporal.model_copy(update={"expires": day})
    if temporal.partial_days:
        yield "no partial days", temporal.model_copy(update={"partial_days": ()})


def _exceptions(exception: RuleException) -> Iterator[tuple[str, RuleException]]:
    for change, temporal in _temporals(exception.temporal):
        yield change, exception.model_copy(update={"temporal": temporal})
    for change, when in _conditions(exception.when):
        yield change, exception.model_copy(update={"when": when})


def _conditions(condition: Condition) -> Iterator[Changed]:
    if isinstance(condition, All):
        yield from _groups(condition.all, AnyOf, All)
    elif isinstance(condition, AnyOf):
        yield from _groups(condition.any, All, AnyOf)
    elif isinstance(condition, Not):
        yield "without 'not'", condition.not_
        for change, part in _conditions(condition.not_):
            yield change, Not.model_construct(not_=part)
    else:
        yield from _leaves(condition)


def _groups(
    parts: tuple[Condition, ...], other: type[All | AnyOf], own: type[All | AnyOf]
) -> Iterator[Changed]:
    """A group of the other kind, without one part, or with one part changed."""
    names: dict[object, str] = {All: "all", AnyOf: "any"}

    def group(kind: type[All | AnyOf], members: tuple[Condition, ...]) -> Condition:
        return All.model_construct(all=members) if kind is All else AnyOf.model_construct(any=members)

    said = "; ".join(_said(part) for part in parts)
    if len(parts) > 1:
        yield f"{names[other]} instead of {names[own]}: {said}", group(other, parts)
    for index, part in enumerate(parts):
        rest = (*parts[:index], *parts[index + 1 :])
        if rest:
            yield f"without: {_said(part)}", group(own, rest)
        for change, altered in _conditions(part):
            yield change, group(own, (*parts[:index], altered, *parts[index + 1 :]))


def _said(condition: Condition) -> str:
    return "a group" if isinstance(condition, All | AnyOf | Not) else condition.text


def _leaves(leaf: Condition) -> Iterator[Changed]:
    if isinstance(leaf, DateBound):
        for op in _DATE_FLIPS[leaf.op]:
            yield f"{op} instead of {leaf.op}: {leaf.text}", leaf.model_copy(update={"op": op})
        for day in _shifted(leaf.date):
            yield f"{day} instead of {leaf.date}: {leaf.text}", leaf.model_copy(update={"date": day})
        if leaf.doubtful:
            yield f"no doubtful days: {leaf.text}", leaf.model_copy(update={"doubtful": ()})
    elif isinstance(leaf, DateBetween):
        for key in ("first", "last"):
            for day in _shifted(getattr(leaf, key)):
                yield f"{key} {day}: {leaf.text}", leaf.model_copy(update={key: day})
    elif isinstance(leaf, OneOf):
        flipped = "in" if leaf.op == "not_in" else "not_in"
        yield f"{flipped} instead of {leaf.op}: {leaf.text}", leaf.model_copy(update={"op": flipped})
    elif isinstance(leaf, Equals) and isinstance(leaf.value, bool):
        yield f"{not leaf.value}: {leaf.text}", leaf.model_copy(update={"value": not leaf.value})
    elif isinstance(leaf, AmountBound):
        flipped = "le" if leaf.op == "ge" else "ge"
        yield f"{flipped} instead of {leaf.op}: {leaf.text}", leaf.model_copy(update={"op": flipped})
    elif isinstance(leaf, OwnedBy):
        yield from _shares(leaf)
    elif isinstance(leaf, Matches) and leaf.roles:
        yield f"in any role: {leaf.text}", leaf.model_copy(update={"roles": ()})


def _shares(leaf: OwnedBy) -> Iterator[Changed]:
    for share in (leaf.threshold - 1, leaf.threshold + 1):
        yield f"{share} percent: {leaf.text}", leaf.model_copy(update={"threshold": share})
    flipped = "at least" if leaf.over else "more than"
    yield (
        f"{flipped} {leaf.threshold} percent: {leaf.text}",
        leaf.model_copy(update={"over": not leaf.over}),
    )
