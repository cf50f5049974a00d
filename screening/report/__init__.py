"""Decisions to files that a reviewer works in: an Excel workbook, JSON Lines, CSV."""

from screening.report.json_lines import decision_schema, to_json, trace_to_json
from screening.report.write import ReportFormat, write_report, write_table

__all__ = ["ReportFormat", "decision_schema", "to_json", "trace_to_json", "write_report", "write_table"]
