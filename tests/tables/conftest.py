"""The shipped vocabulary, and small tables written to disk for one test."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from screening import resources
from screening.model import Record, Vocabulary
from screening.ruleset.load import read_model
from screening.ruleset.vocabulary import VocabularyFile
from screening.tables import TableOptions, open_table

Rows = Sequence[Sequence[object]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_model(resources.rules_dir() / "vocabulary.yaml", VocabularyFile)[0].vocabulary()


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes sheets ({title: rows}) as an .xlsx; a single list of rows becomes "Sheet1"."""

    def write(sheets: Rows | dict[str, Rows], name: str = "table.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in (sheets if isinstance(sheets, dict) else {"Sheet1": sheets}).items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text file in an encoding."""

    def write(content: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
        (tmp_path / name).write_bytes(content.encode(encoding))
        return tmp_path / name

    return write


@pytest.fixture
def records(vocabulary: Vocabulary) -> Callable[..., list[Record]]:
    """All rows of a table, each of which must be a record."""

    def read(path: Path, options: TableOptions | None = None) -> list[Record]:
        rows = list(open_table(path, vocabulary, options or TableOptions()).rows())
        assert all(isinstance(row, Record) for row in rows), rows
        return [row for row in rows if isinstance(row, Record)]

    return read
