"""Spreadsheets to records: one row in, one record or one stated reason why not."""

from typing import TYPE_CHECKING

from screening.deferred import deferred

if TYPE_CHECKING:
    from screening.tables.cells import RawRow
    from screening.tables.columnar import cells_of
    from screening.tables.inputs import Inputs, find_inputs, shown_names
    from screening.tables.opening import open_book
    from screening.tables.options import TableOptions
    from screening.tables.ownership import read_ownership
    from screening.tables.pairs import NamePair, PairTable, open_pairs
    from screening.tables.parties import names_in
    from screening.tables.plan import Rest
    from screening.tables.planned import Question
    from screening.tables.portions import Portion, SheetReading, SheetRows
    from screening.tables.profile import Summary
    from screening.tables.protected import is_protected
    from screening.tables.raws import RawRows
    from screening.tables.saved import SavedColumn, SavedMapping, headers_key
    from screening.tables.table import Table, open_summary, open_table

__all__ = [
    "Inputs",
    "NamePair",
    "PairTable",
    "Portion",
    "Question",
    "RawRow",
    "RawRows",
    "Rest",
    "SavedColumn",
    "SavedMapping",
    "SheetReading",
    "SheetRows",
    "Summary",
    "Table",
    "TableOptions",
    "cells_of",
    "find_inputs",
    "headers_key",
    "is_protected",
    "names_in",
    "open_book",
    "open_pairs",
    "open_summary",
    "open_table",
    "read_ownership",
    "shown_names",
]

__getattr__ = deferred(
    __name__,
    {
        "Inputs": "screening.tables.inputs",
        "NamePair": "screening.tables.pairs",
        "PairTable": "screening.tables.pairs",
        "Portion": "screening.tables.portions",
        "Question": "screening.tables.planned",
        "RawRow": "screening.tables.cells",
        "RawRows": "screening.tables.raws",
        "Rest": "screening.tables.plan",
        "SavedColumn": "screening.tables.saved",
        "SavedMapping": "screening.tables.saved",
        "SheetReading": "screening.tables.portions",
        "SheetRows": "screening.tables.portions",
        "Summary": "screening.tables.profile",
        "Table": "screening.tables.table",
        "TableOptions": "screening.tables.options",
        "cells_of": "screening.tables.columnar",
        "find_inputs": "screening.tables.inputs",
        "headers_key": "screening.tables.saved",
        "is_protected": "screening.tables.protected",
        "names_in": "screening.tables.parties",
        "open_book": "screening.tables.opening",
        "open_pairs": "screening.tables.pairs",
        "open_summary": "screening.tables.table",
        "open_table": "screening.tables.table",
        "read_ownership": "screening.tables.ownership",
        "shown_names": "screening.tables.inputs",
    },
)
