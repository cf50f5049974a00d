"""Which answers each question of each rule has been seen to give over the rule's own examples."""

from collections.abc import Iterator
from dataclasses import dataclass

from screening.model import Outcome, Tristate
from screening.ruleset.conditions import leaves_of
from screening.ruleset.examples import example_context
from screening.ruleset.leaves import compile_leaf
from screening.ruleset.rule import Rule, Temporal
from screening.ruleset.ruleset import Ruleset
from screening.ruleset.schema import Condition


@dataclass(frozen=True, slots=True)
class LeafCoverage:
    """One question: in which part of the rule it stands ("when", "bound" or an exception), and the answers seen."""

    rule: str
    part: str
    op: str
    text: str
    seen: frozenset[Tristate]
    required: bool
    """Whether all three answers should be seen: not of a measure that only informs."""

    @property
    def lacking(self) -> tuple[Tristate, ...]:
        return tuple(each for each in Tristate if each not in self.seen)


def coverage(ruleset: Ruleset) -> tuple[LeafCoverage, ...]:
    """Every question of every rule, in the order of the files."""
    return tuple(leaf for rule in ruleset.rules for leaf in _of_rule(ruleset, rule))


def conditions_of(rule: Rule) -> Iterator[tuple[str, Condition, Temporal]]:
    """Each condition of a rule with the name of its part and the dates that it is read on."""
    if rule.when is not None:
        yield "when", rule.when, rule.temporal
    if rule.bound is not None:
        yield "bound", rule.bound, rule.temporal
    for each in rule.exceptions:
        yield f"exception '{each.id}'", each.when, each.temporal


def _of_rule(ruleset: Ruleset, rule: Rule) -> Iterator[LeafCoverage]:
    contexts = [example_context(ruleset, rule, example) for example in rule.examples]
    for part, condition, temporal in conditions_of(rule):
        for context in contexts:
            context.anchor = temporal.anchor
        for leaf in leaves_of(condition):
            ask = compile_leaf(leaf)
            seen = frozenset(ask(context).state for context in contexts)
            required = rule.outcome is not Outcome.INFORMATIONAL
            yield LeafCoverage(rule.id, part, leaf.op, leaf.text, seen, required)
