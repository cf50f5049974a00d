"""The user's own table with the answers beside each row: verdict, reasons, score and the way to the row in the report."""

from screening.report.annotate.answers import Answer, Answers
from screening.report.annotate.copying import Original, annotate, copy_format, way_to

__all__ = ["Answer", "Answers", "Original", "annotate", "copy_format", "way_to"]
