"""Legal measures as data, evaluated in three-valued logic."""

from screening.ruleset.examples import ExampleResult, run_examples
from screening.ruleset.ruleset import Ruleset
from screening.ruleset.schema import Rule
from screening.ruleset.securities import SecuritySet
from screening.ruleset.targets import BUNDLED, Target

__all__ = ["BUNDLED", "ExampleResult", "Rule", "Ruleset", "SecuritySet", "Target", "run_examples"]
