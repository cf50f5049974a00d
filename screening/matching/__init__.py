"""Listed entities to an index; names to candidates and scored, explained matches."""

from screening.matching.comparison import Comparison, compare
from screening.matching.matcher import Matcher

__all__ = ["Comparison", "Matcher", "compare"]
