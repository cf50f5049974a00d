"""Decisions to files that a reviewer works in: an Excel workbook, JSON Lines, CSV."""

from screening.report.annotate import Answers, Original, copy_format
from screening.report.annotate.text_copy import TextForm
from screening.report.json_lines import decision_schema, to_json, trace_to_json
from screening.report.list_difference import edition_in_words, write_difference
from screening.report.parts import TEXTS, head_of, pieces_of_block, text_of, write_book, write_parts
from screening.report.redact import Redactor
from screening.report.rescreening import write_rescreening
from screening.report.run_changes import write_changes
from screening.report.workbook.clear_rows import Reported, clear_rows
from screening.report.write import ReportFormat, put_whole, write_annotated, write_report, write_table

__all__ = [
    "TEXTS",
    "Answers",
    "Original",
    "Redactor",
    "ReportFormat",
    "Reported",
    "TextForm",
    "clear_rows",
    "copy_format",
    "decision_schema",
    "edition_in_words",
    "head_of",
    "pieces_of_block",
    "put_whole",
    "text_of",
    "to_json",
    "trace_to_json",
    "write_annotated",
    "write_book",
    "write_changes",
    "write_difference",
    "write_parts",
    "write_report",
    "write_rescreening",
    "write_table",
]
