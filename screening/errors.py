"""Errors that a user can act on: what is wrong, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an input: a file, optionally a sheet with a cell ("C7"), or a line, or a path of keys."""

    path: str
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    keys: str | None = None

    def __str__(self) -> str:
        inner = "!".join(part for part in (self.sheet, self.cell) if part)
        text = f"{self.path}[{inner}]" if inner else self.path
        if self.line is not None:
            text += f":{self.line}"
        return f"{text} ({self.keys})" if self.keys else text


class ScreeningError(Exception):
    """Base of every error shown to a user: `message`, an optional `where` and a `remedy`. Exit code 2 unless a subclass says otherwise."""

    exit_code = 2

    def __init__(self, message: str, *, where: Location | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}; {self.remedy}" if self.remedy else text


class UsageError(ScreeningError):
    """The command was asked for something that does not exist or does not fit: exit code 2."""


class TableError(ScreeningError):
    """An input spreadsheet could not be read, or its columns could not be understood: exit code 2."""


class RuleError(ScreeningError):
    """One rule, target, security or vocabulary file is broken: exit code 2."""


class ListError(ScreeningError):
    """A sanctions list is missing, cut short, empty or not what it says: nothing may rely on it, so the exit code is 4."""

    exit_code = 4


class ReportError(ScreeningError):
    """A report could not be written whole, so none was written: exit code 4."""

    exit_code = 4


class WorkspaceError(ScreeningError):
    """What outlives a run could not be kept, found or trusted: exit code 4."""

    exit_code = 4


class ScreeningErrors(ScreeningError):
    """Several errors found in one pass, reported together; the gravest exit code counts."""

    def __init__(self, errors: Iterable[ScreeningError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))
        self.exit_code = max((error.exit_code for error in self.errors), default=2)
