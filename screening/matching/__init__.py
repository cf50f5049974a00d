"""Listed entities to an index; names to candidates and scored, explained matches."""

from screening.matching.cache import kept_listing
from screening.matching.comparison import Comparison, compare
from screening.matching.compiled import built_by, open_listing
from screening.matching.free_text import FreeText
from screening.matching.listing import Listing
from screening.matching.matcher import Matcher

__all__ = [
    "Comparison",
    "FreeText",
    "Listing",
    "Matcher",
    "built_by",
    "compare",
    "kept_listing",
    "open_listing",
]
