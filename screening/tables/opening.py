"""A path to an opened book, by what the file holds and never by its name."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from screening.errors import Location, TableError
from screening.tables.cells import Book
from screening.tables.columnar import open_parquet
from screening.tables.confined import seconds_for, start_reader
from screening.tables.delimited import open_delimited
from screening.tables.options import TableOptions
from screening.tables.protected import CONTAINER, holds_package, unlocked
from screening.tables.refusals import no_reader
from screening.tables.sheets import WorkbookGrid
from screening.tables.source import Source, source_of
from screening.tables.workbook import open_workbook

_ZIP = b"PK\x03\x04"
_PARQUET = b"PAR1"
_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PARE", "an encrypted Parquet file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"{\\rtf", "a Word document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)
# A stray NUL is a slip of the program that exported; text in two bytes a character, and what is no text, has many.
_FEW_NULS = 0.02
_FEW = 8
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0c\x1a\x1b")


def open_book(path: Path, options: TableOptions, header_score: Callable[[Sequence[str]], float]) -> Book:
    """Open a workbook or text table; raises TableError, with what to do, for everything that is neither."""
    where = Location(path.name)
    if not path.exists():
        raise TableError("there is no such file", where=Location(str(path)), remedy="check the path")
    if path.is_dir():
        raise TableError(
            "is a folder",
            where=Location(str(path)),
            remedy="name one of its files; only screening run takes folders",
        )
    try:
        with path.open("rb") as file:
            head = file.read(8192)
        if not head.strip():
            raise TableError("the file is empty", where=where, remedy="export the table again")
        return _open(path, head, options, header_score)
    except OSError as error:
        raise TableError(
            f"the file cannot be opened ({error.strerror})",
            where=where,
            remedy="close it in other programs and check its permissions",
        ) from error


def _open(
    path: Path, head: bytes, options: TableOptions, header_score: Callable[[Sequence[str]], float]
) -> Book:
    if head.startswith((_ZIP, CONTAINER)):
        source = source_of(path)
        if head.startswith(CONTAINER) and holds_package(whole := path.read_bytes()):
            inner = unlocked(whole, path.name, options.password)
            source = replace(source, inner=inner)
            head = inner[:8]
        return open_workbook(source, zipped=head.startswith(_ZIP), untrusted=options.untrusted)
    if head.startswith(_PARQUET):
        source = source_of(path)
        return _parquet_apart(source) if options.untrusted else open_parquet(source)
    _refuse_foreign(head, path)
    return open_delimited(path, options, header_score)


def _parquet_apart(source: Source) -> Book:
    """A Parquet file that another process reads."""
    reader = start_reader(source, source.size, columns=True)
    if reader is None:
        raise no_reader(source.name)
    (sheet,) = reader.sheets(seconds_for(source.size))
    grid = WorkbookGrid(sheet.name, sheet.hidden, sheet, errors={}, notes=reader.notes)
    return Book("parquet", source.sha256, source.size, (grid,))


def _refuse_foreign(head: bytes, path: Path) -> None:
    """Everything that a text reader would take apart into nonsense is refused here, by name."""
    kind = next((kind for mark, kind in _FOREIGN if head.startswith(mark)), None)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")):
        kind = "a web page"
    elif start.startswith(b"<?xml") or start.startswith(b"<"):
        kind = "an XML document"
    elif start.startswith((b"mime-version", b"{", b"[{")):
        kind = "a web archive" if start.startswith(b"mime") else "a JSON document"
    elif kind is None and _is_binary(head):
        kind = "a binary file of an unknown kind"
    suffix = path.suffix.lower()
    if suffix in _WORKBOOK_SUFFIXES:
        looks = f"it looks like {kind or 'text'}"
        remedy = (
            f"open it in Excel and save it as .xlsx, or rename it to {path.stem}.csv if it is delimited text"
        )
        raise TableError(
            f"is named {suffix} but is not an Excel workbook; {looks}",
            where=Location(path.name),
            remedy=remedy if kind is None else "open it in Excel and save it as .xlsx",
        )
    if kind is not None:
        raise TableError(
            f"is {kind}, not a table",
            where=Location(path.name),
            remedy="export the table as .xlsx or .csv",
        )


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if head.count(0) > max(_FEW, _FEW_NULS * len(head)):
        return not any(_reads_as_text(head, name) for name in ("utf-16-le", "utf-16-be"))
    controls = sum(1 for byte in head if byte < 32 and byte not in _TEXT_CONTROLS)
    return controls > max(_FEW, len(head) * 0.02)


def _reads_as_text(head: bytes, encoding: str) -> bool:
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    return sum(1 for char in text if char.isprintable() or char in "\t\r\n") >= 0.97 * len(text)
