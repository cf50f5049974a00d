"""Names in one file that must stand in another: targets, sets, fields, terms, sources; each dangling one is an error with its place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from screening.errors import RuleError
from screening.model import FieldType, Outcome, Vocabulary
from screening.ruleset.conditions import leaves_of
from screening.ruleset.leaves import AnyLeaf
from screening.ruleset.load import Document
from screening.ruleset.rule import Rule, Temporal
from screening.ruleset.schema import (
    ANCHOR,
    AmountBound,
    Condition,
    DateBetween,
    DateBound,
    Equals,
    IsA,
    Matches,
    OneOf,
    OwnedBy,
    SecurityIn,
)
from screening.ruleset.securities import SecuritySet
from screening.ruleset.targets import Target

_Problem = tuple[Sequence[str | int], str, str]
_LEAF_TYPES: dict[type[object], frozenset[FieldType]] = {
    IsA: frozenset({FieldType.TERM}),
    DateBound: frozenset({FieldType.DATE}),
    DateBetween: frozenset({FieldType.DATE}),
    AmountBound: frozenset({FieldType.AMOUNT}),
}


def broken_references(
    vocabulary: Vocabulary,
    rules: Mapping[str, tuple[Rule, Document]],
    targets: Mapping[str, tuple[Target, Document]],
    securities: Mapping[str, tuple[SecuritySet, Document]],
) -> list[RuleError]:
    """Every name that leads nowhere, in the order of the files."""
    in_force = {rule.id: rule.temporal.in_force for rule, _ in rules.values()}
    checks = _Checks(vocabulary, in_force, frozenset(targets), frozenset(securities))
    found = [(document, problem) for rule, document in rules.values() for problem in checks.rule(rule)]
    for papers, document in securities.values():
        if papers.issuer_target is not None and papers.issuer_target not in targets:
            found.append(
                (
                    document,
                    (["issuer_target"], f"there is no target '{papers.issuer_target}'", "check the name"),
                )
            )
    return [
        RuleError(message, where=document.where(keys), remedy=remedy)
        for document, (keys, message, remedy) in found
    ]


class _Checks:
    def __init__(
        self, vocabulary: Vocabulary, rules: Mapping[str, date], targets: frozenset[str], sets: frozenset[str]
    ) -> None:
        self.vocabulary = vocabulary
        self.rules = rules
        self.targets = targets
        self.sets = sets

    def rule(self, rule: Rule) -> Iterator[_Problem]:
        sources = {each.id for each in rule.sources}
        yield from self._temporal(rule.temporal, ["temporal"])
        for key, condition in (("when", rule.when), ("bound", rule.bound)):
            yield from self._condition(condition, sources, [key])
        for index, exception in enumerate(rule.exceptions):
            yield from self._temporal(exception.temporal, ["exceptions", index, "temporal"])
            yield from self._condition(exception.when, sources, ["exceptions", index])
            yield from self._cites(exception.cite, sources, ["exceptions", index, "cite"])
        if rule.outcome is Outcome.INFORMATIONAL and rule.exceptions:
            yield ["exceptions"], "an informational measure needs none", "remove them"
        for index, example in enumerate(rule.examples):
            for name in (*example.given, *(example.needs or ())):
                yield from self._field(name, ["examples", index])
            for target in (*example.matches, *(example.owned or ())):
                yield from self._target(target, ["examples", index, "matches"])
            if example.actor is not None:
                yield from self._term("actor", example.actor, ["examples", index, "actor"])

    def _temporal(self, temporal: Temporal, keys: list[str | int]) -> Iterator[_Problem]:
        for name in temporal.anchor:
            yield from self._typed(name, frozenset({FieldType.DATE}), [*keys, "anchor"])
        heir = temporal.superseded_by
        if heir is not None and heir not in self.rules:
            yield [*keys, "superseded_by"], f"there is no rule '{heir}'", "check the name"
        elif heir is not None and temporal.expires != self.rules[heir]:
            message = f"it expires on {temporal.expires}, but {heir} is in force from {self.rules[heir]}"
            yield [*keys, "expires"], message, "make the two the same day: a chain has no gap and no overlap"

    def _condition(
        self, condition: Condition | None, sources: set[str], keys: list[str | int]
    ) -> Iterator[_Problem]:
        for leaf in leaves_of(condition) if condition is not None else ():
            yield from self._leaf(leaf, keys)
            yield from self._cites(leaf.cite, sources, keys)

    def _leaf(self, leaf: AnyLeaf, keys: list[str | int]) -> Iterator[_Problem]:
        if isinstance(leaf, Matches | OwnedBy):
            yield from self._target(leaf.target, keys)
        elif isinstance(leaf, SecurityIn):
            if leaf.set not in self.sets:
                yield (
                    keys,
                    f"there is no set of securities '{leaf.set}'",
                    "check the name against rules/securities",
                )
        elif leaf.field != ANCHOR:
            yield from self._typed(leaf.field, _LEAF_TYPES.get(type(leaf), frozenset(FieldType)), keys)
            for value in _terms(leaf):
                yield from self._term(leaf.field, value, keys)

    def _field(self, name: str, keys: list[str | int]) -> Iterator[_Problem]:
        yield from self._typed(name, frozenset(FieldType), keys)

    def _typed(self, name: str, types: frozenset[FieldType], keys: list[str | int]) -> Iterator[_Problem]:
        known = self.vocabulary.field(name)
        if known is None:
            yield keys, f"the vocabulary has no field '{name}'", "check the name against vocabulary.yaml"
        elif known.type not in types:
            wanted = " or ".join(sorted(types))
            yield keys, f"the field '{name}' is a {known.type}", f"ask this of a field that is a {wanted}"

    def _term(self, name: str, value: str, keys: list[str | int]) -> Iterator[_Problem]:
        known = self.vocabulary.field(name)
        if known is not None and known.terms and self.vocabulary.term(name, value) is None:
            offered = ", ".join(term.id for term in known.terms)
            yield keys, f"the field '{name}' has no term '{value}'", f"use one of: {offered}"

    def _target(self, name: str, keys: list[str | int]) -> Iterator[_Problem]:
        if name not in self.targets:
            yield keys, f"there is no target '{name}'", "check the name against rules/targets"

    def _cites(self, cites: Sequence[str], sources: set[str], keys: list[str | int]) -> Iterator[_Problem]:
        for cite in cites:
            if cite not in sources:
                yield (
                    keys,
                    f"it cites '{cite}', which is none of the file's sources",
                    "add the source, or correct the name",
                )


def _terms(leaf: AnyLeaf) -> tuple[str, ...]:
    if isinstance(leaf, IsA):
        return (leaf.value,)
    if isinstance(leaf, OneOf):
        return leaf.values
    return (leaf.value,) if isinstance(leaf, Equals) and isinstance(leaf.value, str) else ()
