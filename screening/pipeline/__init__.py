"""From rows to decisions: a screener with its rules and lists, and the order of the stages that every row goes through."""

from screening.pipeline.screener import CHUNK_ROWS, Screener
from screening.pipeline.sources import own_rules, read_house_list, read_table, united
from screening.pipeline.tally import Tally

__all__ = [
    "CHUNK_ROWS",
    "Screener",
    "Tally",
    "own_rules",
    "read_house_list",
    "read_table",
    "united",
]
