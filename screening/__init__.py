"""Screens spreadsheets against dated sanctions measures and the real sanctions lists, with every answer explained."""

__version__ = "0.1.0"
