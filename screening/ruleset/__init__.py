"""Legal measures as data, evaluated in three-valued logic."""

from screening.ruleset.examples import ExampleResult, run_examples
from screening.ruleset.mutants import Mutant, mutants, survivors
from screening.ruleset.rule import Rule
from screening.ruleset.ruleset import Ruleset
from screening.ruleset.securities import SecuritySet
from screening.ruleset.targets import BUNDLED, Target

__all__ = [
    "BUNDLED",
    "ExampleResult",
    "Mutant",
    "Rule",
    "Ruleset",
    "SecuritySet",
    "Target",
    "mutants",
    "run_examples",
    "survivors",
]
