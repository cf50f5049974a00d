"""Screens spreadsheets against dated sanctions measures and the real sanctions lists, with every answer explained."""

from importlib import import_module
from typing import TYPE_CHECKING

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

_HOMES = {
    "Decision": "screening.model",
    "ListSnapshot": "screening.lists",
    "Record": "screening.model",
    "Ruleset": "screening.ruleset",
    "Screener": "screening.pipeline",
    "ScreeningError": "screening.errors",
    "read_table": "screening.pipeline",
    "write_report": "screening.report",
}


def __getattr__(name: str) -> object:
    # Loaded when first asked for, so that `screening --help` does not wait for numpy.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
