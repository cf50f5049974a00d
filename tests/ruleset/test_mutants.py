"""Every change to an encoded measure is caught by one of its examples, or is listed here with the reason why none can."""

from screening.ruleset import Ruleset, mutants, survivors

_DIRECTIVE_1A = "the bonds were issued after 1 March 2022 (on that day the sources differ)"
EQUIVALENT = {
    (
        "us/eo14024-directive-1a",
        f"on_or_after instead of after: {_DIRECTIVE_1A}",
    ): "the day itself is doubtful either way",
    (
        "us/eo14024-directive-1a",
        f"2022-02-28 instead of 2022-03-01: {_DIRECTIVE_1A}",
    ): "the day itself is doubtful either way",
    (
        "us/eo14024-directive-4",
        "exception 'energy': in force from 2022-02-27",
    ): "the measure itself is not in force that day",
    (
        "us/eo14024-directive-4",
        "exception 'debt-service': in force from 2022-02-27",
    ): "the measure itself is not in force that day",
    (
        "us/eo14024-directive-4",
        "exception 'debt-service': expires on 2022-05-25",
    ): "an open exception is named and weakens nothing",
    ("us/expulsion-2021-04-15", "in force from 2021-04-14"): "it names nobody, so that no row can meet it",
    ("us/expulsion-2021-04-15", "in force from 2021-04-16"): "it names nobody, so that no row can meet it",
    ("us/ru-countermeasures-2021", "in force from 2021-04-20"): "it applies to no row",
    ("us/ru-countermeasures-2021", "in force from 2021-04-22"): "it applies to no row",
}


def test_every_mutant_is_killed_or_has_its_reason(shipped: Ruleset) -> None:
    alive = set(survivors(shipped))

    assert alive - set(EQUIVALENT) == set()
    assert set(EQUIVALENT) - alive == set()


def test_each_measure_with_a_condition_has_mutants(shipped: Ruleset) -> None:
    counts = {rule.id: sum(1 for _ in mutants(rule)) for rule in shipped.rules}

    assert min(counts.values()) >= 1
    assert sum(counts.values()) >= 200
