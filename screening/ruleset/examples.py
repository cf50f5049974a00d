"""The worked examples of rules, run as tests: stated facts and matches in, the stated answer out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from screening.errors import RuleError
from screening.model import (
    Cell,
    Entity,
    EntityName,
    Fact,
    FactValue,
    FieldType,
    FindingState,
    Match,
    Party,
    PartyKind,
    Record,
    Role,
    Strength,
    Vocabulary,
)
from screening.ruleset.conditions import leaves_of
from screening.ruleset.context import Context
from screening.ruleset.leaves import test_of
from screening.ruleset.ownership import Holding, OwnershipTest
from screening.ruleset.rule import Example, Rule
from screening.ruleset.ruleset import Ruleset
from screening.ruleset.schema import OwnedBy
from screening.ruleset.targets import Target
from screening.values.dates import parse_date

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
# What an example of an informational measure calls true is shown as information.
ANSWERS = {FindingState.INFORMATIONAL.value: "true"}


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example's outcome: `passed` when the rule answered as expected and asked for the stated needs."""

    rule: str
    name: str
    trap: str
    expected: str
    answered: str
    needs: tuple[str, ...]
    expected_needs: tuple[str, ...] | None = None

    @property
    def passed(self) -> bool:
        asked = self.expected_needs is None or sorted(self.needs) == sorted(self.expected_needs)
        return self.expected == self.answered and asked


def run_examples(ruleset: Ruleset) -> tuple[ExampleResult, ...]:
    """Every example of every rule, in order; a rule that is not active still has its examples run."""
    return tuple(result for rule in ruleset.rules for result in _run_rule(ruleset, rule))


def _run_rule(ruleset: Ruleset, rule: Rule) -> Iterator[ExampleResult]:
    for example in rule.examples:
        record, matches = example_row(ruleset, rule, example)
        findings = ruleset.evaluate(
            record, matches, as_of=example.as_of, actor=example.actor, owned=example_holdings(rule, example)
        )
        finding = next((each for each in findings if each.rule == rule.id), None)
        answered = finding.state.value if finding is not None else "false"
        needs = tuple(each.field for each in finding.needs) if finding is not None else ()
        yield ExampleResult(
            rule.id,
            example.name,
            example.trap,
            example.expect.value,
            ANSWERS.get(answered, answered),
            needs,
            example.needs,
        )


def example_row(ruleset: Ruleset, rule: Rule, example: Example) -> tuple[Record, tuple[Match, ...]]:
    """The example as a record with its matches. Raises RuleError where a stated fact cannot be what its field holds."""
    facts: dict[str, Fact] = {}
    parties: list[Party] = []
    for name, value in example.given.items():
        facts[name] = _fact(ruleset.vocabulary, rule, name, value)
        field = ruleset.vocabulary.field(name)
        if field is not None and field.type is FieldType.NAME and isinstance(value, str):
            parties.append(Party(field.role or Role.PARTY, value, field.party_kind))
    matches: list[Match] = []
    targets = {each.id: each for each in ruleset.targets}
    for target, stated in example.matches.items():
        if stated.strength is Strength.NONE:
            continue
        entity = _member(targets[target])
        parties.append(Party(stated.role, entity.name))
        matches.append(Match(stated.role, entity.name, entity, entity.names[0], 100.0, stated.strength))
    return Record("example", "", 1, "", tuple(parties), facts), tuple(matches)


def example_context(ruleset: Ruleset, rule: Rule, example: Example) -> Context:
    """The example as `Ruleset.evaluate` would put it before the rule."""
    record, matches = example_row(ruleset, rule, example)
    owned = example_holdings(rule, example)
    return ruleset.context(record, matches, as_of=example.as_of, actor=example.actor, owned=owned)


def example_holdings(rule: Rule, example: Example) -> dict[OwnershipTest, list[Holding]] | None:
    """What the example says that members of targets own, as an answer to each question of ownership that the rule asks."""
    if example.owned is None:
        return None
    found: dict[OwnershipTest, list[Holding]] = {}
    for leaf in leaves_of(rule.when) if rule.when is not None else ():
        given = example.owned.get(leaf.target) if isinstance(leaf, OwnedBy) else None
        if isinstance(leaf, OwnedBy) and given is not None:
            low, high = given.percent or Decimal(0), Decimal(100) if given.percent is None else given.percent
            words = "an unknown share" if given.percent is None else f"{given.percent} %"
            holding = Holding(given.role, "EXAMPLE COMPANY", "EXAMPLE COMPANY", low, high, words, given.sure)
            found[test_of(leaf)] = [holding]
    return found


def _member(target: Target) -> Entity:
    """A member to match: the first that is named, or one as a loaded list would hold it."""
    members = target.members()
    if members:
        return members[0]
    chosen = target.select
    return Entity(
        id=f"{target.id}:example",
        list=chosen.list if chosen else "",
        kind=PartyKind.ANY,
        names=(EntityName("EXAMPLE PARTY"),),
        effect=target.effect,
        programs=chosen.programs[:1] if chosen else (),
        remarks=chosen.remarks[0] if chosen and chosen.remarks else "",
    )


def _fact(vocabulary: Vocabulary, rule: Rule, name: str, value: str | bool | None) -> Fact:
    if value is None:
        return Fact(None, Cell("A1", name, ""), "the cell is blank")
    cell = Cell("A1", name, str(value))
    try:
        return Fact(_typed(vocabulary, name, value), cell)
    except ValueError as error:
        message = f"an example of {rule.id} states {name} = '{value}': {error}"
        raise RuleError(message, remedy="state what the field can hold") from error


def _typed(vocabulary: Vocabulary, name: str, value: str | bool) -> FactValue:
    field = vocabulary.field(name)
    if isinstance(value, bool) or field is None:
        return value
    if field.type is FieldType.DATE:
        return parse_date(value)
    if field.type is FieldType.AMOUNT:
        return Decimal(value)
    if field.type is FieldType.FLAG:
        if value.casefold() not in _FLAGS:
            raise ValueError("it is neither true nor false")
        return _FLAGS[value.casefold()]
    if field.type is FieldType.TERM and vocabulary.term(name, value) is None:
        raise ValueError("it is not in the vocabulary")
    return value
