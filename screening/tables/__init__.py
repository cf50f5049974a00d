"""Spreadsheets to records: one row in, one record or one stated reason why not."""

from screening.tables.mapping import Question
from screening.tables.options import TableOptions
from screening.tables.ownership import read_ownership
from screening.tables.parties import names_in
from screening.tables.table import Table, open_table

__all__ = ["Question", "Table", "TableOptions", "names_in", "open_table", "read_ownership"]
