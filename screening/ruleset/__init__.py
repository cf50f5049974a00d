"""Legal measures as data, evaluated in three-valued logic."""

from screening.ruleset.context import SECURITY_FIELDS
from screening.ruleset.examples import ExampleResult, run_examples
from screening.ruleset.explain import Explanation, explain, nearest
from screening.ruleset.mutants import Mutant, mutants, survivors
from screening.ruleset.ownership import Owned, Ownership
from screening.ruleset.rule import Rule
from screening.ruleset.ruleset import Ruleset, load_vocabulary
from screening.ruleset.securities import SecuritySet
from screening.ruleset.targets import BUNDLED, Target

__all__ = [
    "BUNDLED",
    "SECURITY_FIELDS",
    "ExampleResult",
    "Explanation",
    "Mutant",
    "Owned",
    "Ownership",
    "Rule",
    "Ruleset",
    "SecuritySet",
    "Target",
    "explain",
    "load_vocabulary",
    "mutants",
    "nearest",
    "run_examples",
    "survivors",
]
