"""What a run is given to read: files as they are named, and of a folder every table in it, the rest listed."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening.errors import Location, ScreeningErrors, TableError

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".parquet"})


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read, in order, and (name, reason) of what lies in a given folder and is not read."""

    files: tuple[Path, ...]
    unread: tuple[tuple[str, str], ...] = ()


def find_inputs(paths: Sequence[Path]) -> Inputs:
    """Folders taken apart into their tables, sorted by name. Raises TableError for a folder without any, and for a file that is given twice."""
    files: list[Path] = []
    unread: list[tuple[str, str]] = []
    errors: list[TableError] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        found, passed_over = _tables_in(path)
        files += found
        unread += passed_over
        if not found:
            errors.append(
                TableError(
                    "is a folder without any table",
                    where=Location(str(path)),
                    remedy="name a spreadsheet file",
                )
            )
    errors += _given_twice(files)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ScreeningErrors(errors)
    return Inputs(tuple(files), tuple(unread))


def shown_names(files: Sequence[Path]) -> tuple[str, ...]:
    """How each file is called: by its name, and by as much of its folder as tells it from another of the same name."""
    shown = []
    for file in files:
        parts = file.absolute().parts
        length = 1
        same = [other.absolute().parts for other in files if other.name == file.name and other != file]
        while any(other[-length:] == parts[-length:] for other in same) and length < len(parts):
            length += 1
        shown.append("/".join(parts[-length:]))
    return tuple(shown)


def _tables_in(folder: Path) -> tuple[list[Path], list[tuple[str, str]]]:
    found: list[Path] = []
    passed_over: list[tuple[str, str]] = []
    for path in sorted(folder.iterdir(), key=lambda each: (each.name.casefold(), each.name)):
        name = f"{folder.name}/{path.name}"
        if path.is_dir():
            passed_over.append((name, "a folder within the folder: name it to have it read"))
        elif path.name.startswith(("~$", ".~lock.")):
            passed_over.append((name, "a lock file: the table is open in another program"))
        elif path.name.startswith(".") or not path.is_file():
            passed_over.append((name, "a hidden or special file"))
        elif path.suffix.lower() in _SUFFIXES or _holds_workbook(path):
            found.append(path)
        else:
            passed_over.append((name, "no table"))
    return found, passed_over


def _holds_workbook(path: Path) -> bool:
    """Is it a workbook whatever its name says?"""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _given_twice(files: Iterable[Path]) -> list[TableError]:
    seen: set[Path] = set()
    errors = []
    for file in files:
        whole = file.resolve()
        if whole in seen:
            errors.append(TableError("is given twice", where=Location(str(file)), remedy="name it once"))
        seen.add(whole)
    return errors
