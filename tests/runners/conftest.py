"""The program as its user runs it, for runs that need both the library and the command line."""

from tests.cli.conftest import screening, workbook

__all__ = ["screening", "workbook"]
