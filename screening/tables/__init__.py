"""Spreadsheets to records: one row in, one record or one stated reason why not."""

from screening.tables.mapping import Question
from screening.tables.options import TableOptions
from screening.tables.ownership import read_ownership
from screening.tables.pairs import NamePair, PairTable, open_pairs
from screening.tables.parties import names_in
from screening.tables.table import Table, open_table

__all__ = [
    "NamePair",
    "PairTable",
    "Question",
    "Table",
    "TableOptions",
    "names_in",
    "open_pairs",
    "open_table",
    "read_ownership",
]
