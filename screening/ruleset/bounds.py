"""The values of each fact between which a rule tells apart: its dates, limits, terms and texts, cut at the rule's own bounds."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from screening.model import DateSpan, FactValue, FieldType, Vocabulary
from screening.ruleset.conditions import leaves_of
from screening.ruleset.rule import Rule, Temporal
from screening.ruleset.schema import (
    ANCHOR,
    AmountBound,
    Condition,
    DateBetween,
    DateBound,
    Equals,
    OneOf,
)

_DAY = timedelta(days=1)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Stands for a text, currency or country that no rule names.
OTHER = "?"


@dataclass(frozen=True, slots=True)
class Choice:
    """Values that a rule does not tell apart: one that stands for them all, and what to call them."""

    value: FactValue
    said: str


class Bounds:
    """Where one rule cuts the values of each field that it reads; `fields` in the order in which they are met."""

    def __init__(self, rule: Rule) -> None:
        self.days: dict[str, set[date]] = defaultdict(set)
        """The first day of each stretch of days, by field."""
        self.amounts: dict[str, set[Decimal]] = defaultdict(set)
        self.texts: dict[str, dict[str, None]] = defaultdict(dict)
        met: dict[str, None] = {}
        for condition, temporal in _parts(rule):
            self._cut_by_dates(temporal)
            met |= dict.fromkeys(temporal.anchor)
            if condition is not None:
                met |= dict.fromkeys(self._cut_by_leaves(condition, temporal.anchor))
        self.fields = tuple(met)

    def _cut_by_dates(self, temporal: Temporal) -> None:
        for name in temporal.anchor:
            self.days[name].update({temporal.in_force, *([temporal.expires] if temporal.expires else [])})
            self.days[name].update(day for each in temporal.partial_days for day in (each, each + _DAY))

    def _cut_by_leaves(self, condition: Condition, anchor: tuple[str, ...]) -> Iterator[str]:
        for leaf in leaves_of(condition):
            name = getattr(leaf, "field", None)
            if not isinstance(name, str):
                continue
            for each in anchor if name == ANCHOR else (name,):
                yield each
                if isinstance(leaf, DateBound | DateBetween):
                    self.days[each].update(_first_days(leaf))
            if isinstance(leaf, AmountBound):
                self.amounts[name].add(leaf.value)
            elif isinstance(leaf, OneOf):
                self.texts[name] |= dict.fromkeys(leaf.values)
            elif isinstance(leaf, Equals) and isinstance(leaf.value, str):
                self.texts[name][leaf.value] = None

    def choices(self, vocabulary: Vocabulary, name: str, known: DateSpan | None = None) -> tuple[Choice, ...]:
        """Every kind of answer to the question for `name`, within the days that are `known` of a date; none where the field is not known."""
        field = vocabulary.field(name)
        if field is None:
            return ()
        if field.type is FieldType.DATE:
            return tuple(Choice(each, span_in_words(each)) for each in self.stretches(name, known))
        if field.type is FieldType.TERM:
            return tuple(Choice(term.id, term.label) for term in field.terms)
        if field.type is FieldType.FLAG:
            return (Choice(True, "yes"), Choice(False, "no"))
        if field.type is FieldType.AMOUNT:
            return tuple(_amounts(sorted(self.amounts[name])))
        named = tuple(Choice(each, each) for each in self.texts[name])
        return (*named, Choice(OTHER, f"another {field.label.lower()}" if named else "once it is known"))

    def stretches(self, name: str, known: DateSpan | None = None) -> tuple[DateSpan, ...]:
        """The stretches of days between which the rule tells apart, clipped to what is known."""
        firsts = [date.min, *sorted(self.days[name]), None]
        spans = [
            DateSpan(first, following - _DAY if following is not None else date.max)
            for first, following in pairwise(firsts)
            if first is not None
        ]
        if known is None:
            return tuple(spans)
        return tuple(
            DateSpan(max(each.first, known.first), min(each.last, known.last))
            for each in spans
            if each.first <= known.last and known.first <= each.last
        )


def _parts(rule: Rule) -> Iterator[tuple[Condition | None, Temporal]]:
    yield rule.when, rule.temporal
    yield rule.bound, rule.temporal
    for each in rule.exceptions:
        yield each.when, each.temporal


def _first_days(leaf: DateBound | DateBetween) -> Iterator[date]:
    if isinstance(leaf, DateBetween):
        yield from (leaf.first, leaf.last + _DAY)
        return
    yield leaf.date if leaf.op in {"before", "on_or_after"} else leaf.date + _DAY
    for day in leaf.doubtful:
        yield from (day, day + _DAY)


def _amounts(bounds: list[Decimal]) -> Iterator[Choice]:
    if not bounds:
        yield Choice(Decimal(0), "once it is known")
        return
    yield Choice(bounds[0] - 1, f"less than {bounds[0]}")
    for low, high in pairwise((*bounds, None)):
        assert low is not None
        yield Choice(low, f"exactly {low}")
        if high is None:
            yield Choice(low + 1, f"more than {low}")
        else:
            yield Choice((low + high) / 2, f"between {low} and {high}")


def day_in_words(day: date) -> str:
    """ "14 June 2021"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_in_words(span: DateSpan) -> str:
    """ "14 June 2021 or earlier", "15 June 2021 to 21 February 2022", "1 March 2022", "2 March 2022 or later"."""
    if span.first == date.min:
        return "any day" if span.last == date.max else f"{day_in_words(span.last)} or earlier"
    if span.last == date.max:
        return f"{day_in_words(span.first)} or later"
    return (
        day_in_words(span.first) if span.exact else f"{day_in_words(span.first)} to {day_in_words(span.last)}"
    )
