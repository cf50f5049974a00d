"""Screens spreadsheets against dated sanctions measures and the real sanctions lists, with every answer explained."""

from typing import TYPE_CHECKING

from screening.deferred import deferred

if TYPE_CHECKING:
    from screening.errors import ScreeningError
    from screening.lists import ListSnapshot
    from screening.model import Decision, Record
    from screening.pipeline import Screener, read_table
    from screening.report import write_report
    from screening.ruleset import Ruleset

__version__ = "0.1.0"
__all__ = [
    "Decision",
    "ListSnapshot",
    "Record",
    "Ruleset",
    "Screener",
    "ScreeningError",
    "read_table",
    "write_report",
]

# Loaded when first asked for, so that `screening --help` does not wait for numpy.
__getattr__ = deferred(
    __name__,
    {
        "Decision": "screening.model",
        "ListSnapshot": "screening.lists",
        "Record": "screening.model",
        "Ruleset": "screening.ruleset",
        "Screener": "screening.pipeline",
        "ScreeningError": "screening.errors",
        "read_table": "screening.pipeline",
        "write_report": "screening.report",
    },
)
