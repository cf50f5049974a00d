"""Why each rule answers a row as it does, and, where it has no bearing, which of its conditions failed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from screening.model import Finding, Match, Outcome, Record, Trace, Tristate
from screening.ruleset.measure import Measure
from screening.ruleset.ownership import Owned
from screening.ruleset.rule import Rule, Status
from screening.ruleset.ruleset import Ruleset

_TRUE, _UNKNOWN, _FALSE = Tristate.TRUE, Tristate.UNKNOWN, Tristate.FALSE
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule before one row.

    `finding` is None where the rule has no bearing; `trace` asks every part all the same. `unmet` are the conditions on the shortest way to a
    true answer that failed or are open, and `distance` counts them, a failed one double.
    """

    rule: Rule
    finding: Finding | None
    trace: Trace
    unmet: tuple[Trace, ...]
    distance: int


def explain(
    ruleset: Ruleset,
    record: Record,
    matches: Sequence[Match],
    *,
    as_of: date,
    actor: str | None,
    owned: Owned | None = None,
) -> tuple[Explanation, ...]:
    """Every active rule before the row, in the order of their ids, as `Ruleset.evaluate` would answer it."""
    findings = ruleset.evaluate(record, matches, as_of=as_of, actor=actor, owned=owned)
    found = {each.rule: each for each in findings}
    explanations = []
    for rule in ruleset.rules:
        if rule.status is not Status.ACTIVE:
            continue
        trace = Measure(rule).whole(ruleset.context(record, matches, as_of=as_of, actor=actor, owned=owned))
        unmet = tuple(_unmet(trace))
        explanations.append(
            Explanation(rule, found.get(rule.id), trace, unmet, sum(_weight(each) for each in unmet))
        )
    return tuple(explanations)


def nearest(explanations: Sequence[Explanation]) -> tuple[Explanation, ...]:
    """Of the rules that do not hold, the few that lack least to be true; those that only inform are left out."""
    candidates = [
        each
        for each in explanations
        if each.rule.when is not None and each.rule.outcome is not Outcome.INFORMATIONAL and each.unmet
    ]
    return tuple(sorted(candidates, key=lambda each: (each.distance, each.rule.id))[:_NEAREST])


def _weight(leaf: Trace) -> int:
    return 1 if leaf.state is _UNKNOWN else 2


def _unmet(trace: Trace) -> Iterator[Trace]:
    """The conditions to be met for a true answer: of alternatives, those of the one that lacks least."""
    if trace.state is _TRUE:
        return
    if trace.label == "any":
        yield from min(
            ([*_unmet(each)] for each in trace.children),
            key=lambda unmet: sum(_weight(each) for each in unmet),
        )
        return
    parts = [each for each in trace.children if each.label != "exception"]
    if not parts or trace.label == "not":
        yield trace
        return
    lacking = [leaf for each in parts for leaf in _unmet(each)]
    yield from lacking
    if not lacking:  # every part holds, so that an exception is what stands between
        yield from (each for each in trace.children if each.label == "exception")
