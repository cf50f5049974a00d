"""Every change to an encoded measure is caught by one of its examples, or the rule gives the reason why none can."""

from screening.ruleset import Ruleset, mutants
from screening.ruleset.mutants import killed
from screening.ruleset.mutation import mutate, suggestion
from screening.ruleset.rule import Example, Rule


def test_every_mutant_is_killed_or_has_its_reason(shipped: Ruleset) -> None:
    found = mutate(shipped)

    assert found.unexplained == ()
    assert found.stale == ()
    assert found.killed + len(found.survivors) == found.total


def test_each_dated_measure_has_mutants(shipped: Ruleset) -> None:
    counts = {rule.id: sum(1 for _ in mutants(rule)) for rule in shipped.rules if rule.temporal.anchor}

    assert min(counts.values()) >= 1
    assert sum(counts.values()) >= 200


def _without(ruleset: Ruleset, rule_id: str, name: str) -> tuple[Ruleset, Rule]:
    """The rule set with one example of one rule taken out."""
    rule = next(each for each in ruleset.rules if each.id == rule_id)
    kept = tuple(each for each in rule.examples if each.name != name)
    assert len(kept) < len(rule.examples)
    less = rule.model_copy(update={"examples": kept})
    rules = (less if each.id == rule_id else each for each in ruleset.rules)
    return Ruleset(ruleset.vocabulary, rules, ruleset.targets, ruleset.securities), less


def test_an_example_is_suggested_for_a_survivor_and_it_kills_it(shipped: Ruleset) -> None:
    less, rule = _without(shipped, "us/eo14024-directive-1", "A tranche placed on 14 June or earlier is free")
    alive = next(each for each in mutants(rule) if not killed(less, each.rule))

    line = suggestion(less, rule, alive.rule)

    assert "placement_date: 2021-06-14" in line
    example = Example.model_validate(_read(line))
    assert killed(less, alive.rule.model_copy(update={"examples": (example,)}))


def _read(line: str) -> object:
    import yaml

    (value,) = yaml.load(line, Loader=yaml.BaseLoader)
    return value | {"name": "suggested"}


def test_a_reason_for_a_change_that_is_killed_is_stale(shipped: Ruleset) -> None:
    rule = next(each for each in shipped.rules if each.id == "us/crimea-2021-04-15")
    excused = Rule.model_validate(
        rule.model_dump(by_alias=True) | {"equivalent": [{"change": "no such change", "why": "none"}]}
    )

    found = mutate(Ruleset(shipped.vocabulary, [excused], shipped.targets, shipped.securities))

    assert found.stale == (("us/crimea-2021-04-15", "no such change"),)
