"""A run over all mutants of a rule set: how many the examples kill, which survive with what reason, and an example that would kill the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from screening.model import DateSpan, Finding, Role, Strength
from screening.progress import SILENT, Progress
from screening.ruleset.bounds import OTHER, Bounds
from screening.ruleset.examples import ANSWERS, example_context
from screening.ruleset.measure import Measure
from screening.ruleset.mutants import killed, mutants
from screening.ruleset.rule import Example, MatchGiven, Rule
from screening.ruleset.ruleset import Ruleset

# Rows tried for one survivor before none is suggested: some three seconds.
_TRIES = 20_000


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change that no example notices: the rule's own reason why none can, or, without one, an example that would (empty: none was found)."""

    rule: str
    change: str
    why: str = ""
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class Mutation:
    """What became of every mutant. `stale` are reasons given for changes that are killed, or that nobody makes, as (rule, change)."""

    total: int
    survivors: tuple[Survivor, ...]
    stale: tuple[tuple[str, str], ...]

    @property
    def killed(self) -> int:
        return self.total - len(self.survivors)

    @property
    def unexplained(self) -> tuple[Survivor, ...]:
        return tuple(each for each in self.survivors if not each.why)


def mutate(ruleset: Ruleset, progress: Progress = SILENT) -> Mutation:
    """Change one thing after another in every rule and see whether an example notices."""
    progress.start("Changing rules", sum(1 for rule in ruleset.rules for _ in mutants(rule)))
    total = 0
    survivors: list[Survivor] = []
    stale: list[tuple[str, str]] = []
    for rule in ruleset.rules:
        reasons = {each.change: each.why for each in rule.equivalent}
        for mutant in mutants(rule):
            total += 1
            progress.advance(1)
            if killed(ruleset, mutant.rule):
                continue
            why = reasons.pop(mutant.change, "")
            suggested = "" if why else suggestion(ruleset, rule, mutant.rule)
            survivors.append(Survivor(rule.id, mutant.change, why, suggested))
        stale += [(rule.id, change) for change in reasons]
    progress.finish()
    return Mutation(total, tuple(survivors), tuple(stale))


def suggestion(ruleset: Ruleset, rule: Rule, mutant: Rule) -> str:
    """An example, as a line of YAML, that the rule answers otherwise than the mutant; empty where none is found near the rule's own."""
    ours, theirs = Measure(rule), Measure(mutant)
    for count, example in enumerate(_near(ruleset, rule, mutant)):
        if count >= _TRIES:
            break
        answers = [
            _answer(measure.judge(example_context(ruleset, rule, example))) for measure in (ours, theirs)
        ]
        if answers[0] != answers[1]:
            return _line(example, answers[0])
    return ""


def _answer(finding: Finding | None) -> str:
    state = finding.state.value if finding is not None else "false"
    return ANSWERS.get(state, state)


def _near(ruleset: Ruleset, rule: Rule, mutant: Rule) -> Iterator[Example]:
    """The rule's examples with one fact, then one match, then two facts changed to a value that either rule tells apart."""
    fields = dict.fromkeys((*Bounds(rule).fields, *Bounds(mutant).fields))
    values = {name: _values(ruleset, rule, mutant, name) for name in fields}
    matches = [
        (target, MatchGiven(strength=strength, role=role))
        for target in Measure(rule).targets
        for strength in Strength
        for role in Role
    ]
    for example in rule.examples:
        for name, each in values.items():
            for value in each:
                yield _changed(example, {name: value})
        for target, given in matches:
            yield example.model_copy(update={"matches": {**example.matches, target: given}})
    for one, other in combinations(values, 2):
        for example in rule.examples:
            for first, second in product(values[one], values[other]):
                yield _changed(example, {one: first, other: second})


def _values(ruleset: Ruleset, rule: Rule, mutant: Rule, name: str) -> list[str | bool | None]:
    """Both ends of every stretch of days, every term, limit and text of the two rules, and a blank."""
    found: dict[str | bool | None, None] = {}
    for bounds in (Bounds(rule), Bounds(mutant)):
        for choice in bounds.choices(ruleset.vocabulary, name):
            value = choice.value
            if isinstance(value, DateSpan):
                ends = (day for day in (value.first, value.last) if day not in {date.min, date.max})
                found |= dict.fromkeys(day.isoformat() for day in ends)
            elif value != OTHER:
                found[value if isinstance(value, bool) else str(value)] = None
    return [*found, None]


def _changed(example: Example, facts: dict[str, str | bool | None]) -> Example:
    return example.model_copy(update={"given": {**example.given, **facts}})


def _line(example: Example, expect: str) -> str:
    given = ", ".join(f"{name}: {_written(value)}" for name, value in example.given.items())
    parts = ['name: "..."', f"given: {{{given}}}"]
    if example.matches:
        told = ", ".join(
            f"{target}: {{strength: {each.strength.value}, role: {each.role.value}}}"
            for target, each in example.matches.items()
        )
        parts.append(f"matches: {{{told}}}")
    parts.append(f"as_of: {example.as_of}")
    if example.actor is not None:
        parts.append(f"actor: {example.actor}")
    return f"- {{{', '.join([*parts, f'expect: {expect}'])}}}"


def _written(value: str | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return value if value.replace("_", "").replace("-", "").isalnum() else f'"{value}"'
