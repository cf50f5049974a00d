"""Decisions to files that a reviewer works in: an Excel workbook, JSON Lines, CSV."""
