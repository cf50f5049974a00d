"""Spreadsheets to records: one row in, one record or one stated reason why not."""
