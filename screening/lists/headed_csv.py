"""A publisher's csv file whose columns are told by the names in its header, as a stream of rows; damage is refused with the line."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.files import AGAIN, check_readable, encoding, head
from screening.progress import Progress

# Some publishers put a line with the date of the edition above the header.
_LINES_ABOVE = 4
# Statements of reasons and joined aliases outgrow the csv module's own limit of 128 KiB a cell.
_LONGEST_CELL = 1 << 24


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """One row; `line` is the line of the file on which it starts."""

    line: int
    cells: list[str]
    columns: Mapping[str, int]

    def get(self, column: str) -> str:
        """The cell under a header (its key), trimmed; empty where the file has no such column."""
        at = self.columns.get(column)
        return self.cells[at].strip() if at is not None else ""

    def joined(self, columns: Collection[str], mark: str) -> str:
        """The cells that are not empty, in the order asked for."""
        return mark.join(text for each in columns if (text := self.get(each)))


@dataclass(frozen=True, slots=True)
class HeadedCsv:
    """A file whose header was found. `above` are the rows before it; `header_line` is where it stands; `note` says how other text than UTF-8 was read."""

    path: Path
    header: tuple[str, ...]
    header_line: int
    above: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    note: str | None = None

    def at(self, line: int) -> Location:
        return Location(str(self.path), line=line)

    def rows(self, progress: Progress) -> Iterator[HeadedRow]:
        """Every row under the header that has a cell filled. Advances `progress` by bytes, roughly.

        Raises ListError at the first line with another number of columns, an open quote or a second header, and where the last line is cut.
        """
        columns = {key(name): at for at, name in reversed(list(enumerate(self.header))) if key(name)}
        last: tuple[int, list[str]] | None = None
        for line, cells in self._records():
            if line <= self.header_line or not any(map(str.strip, cells)):
                continue
            if len(cells) != len(self.header):
                raise self._damaged(line, f"{len(cells)} columns, expected {len(self.header)}")
            if tuple(cells) == self.header:
                raise self._damaged(line, "the header stands here again: two editions were merged")
            last = line, cells
            progress.advance(sum(map(len, cells)) + len(cells))
            yield HeadedRow(line, cells, columns)
        if last is not None:
            self._check_end(*last)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Every row of the file with the line on which it starts, those above the header included."""
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
        before = 0
        with self.path.open(encoding=self.encoding, newline="") as stream:
            reader = csv.reader(stream, delimiter=self.delimiter, strict=True)
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    problem = "a quote that does not close, or text behind one"
                    raise self._damaged(before + 1, problem) from error
                yield before + 1, cells
                before = reader.line_num

    def _check_end(self, line: int, last: list[str]) -> None:
        # A cut in the last cell leaves the right number of columns; where that cell is empty, nothing of the row is lost.
        if last[-1] and not _ends_with_line(self.path):
            raise ListError(
                "the last line is incomplete: the file was cut short", where=self.at(line), remedy=AGAIN
            )

    def _damaged(self, line: int, problem: str) -> ListError:
        return ListError(f"the line is damaged: {problem}", where=self.at(line), remedy=AGAIN)


def key(header: str) -> str:
    """A header without its case, spaces and marks: "Nationality(/ies)" and "NATIONALITY (IES)" are one column."""
    return "".join(mark for mark in header.removeprefix("\ufeff").casefold() if mark.isalnum())


def find_header(
    path: Path, wanted: Collection[str], *, delimiter: str = ","
) -> tuple[int, list[list[str]]] | None:
    """The rows down to the first that holds every `wanted` column (keys), and its line; None where no such row is among the first.

    Never raises for a readable file.
    """
    text = head(path).decode("utf-8-sig", errors="replace")
    rows: list[list[str]] = []
    try:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
        for row in reader:
            rows.append(row)
            if {key(name) for name in row}.issuperset(wanted):
                return reader.line_num, rows
            if len(rows) > _LINES_ABOVE:
                return None
    except csv.Error:
        return None
    return None


def open_headed(
    path: Path, wanted: Collection[str], *, utf8_only: bool = False, delimiter: str = ","
) -> HeadedCsv:
    """The file with the header that `find_header` found; raises ListError where its text is damaged.

    `utf8_only` refuses any other encoding: a list with names in several scripts has no other.
    """
    check_readable(path)
    codec, note = encoding(path, utf8_only=utf8_only)
    found = find_header(path, wanted, delimiter=delimiter)
    if found is None:
        raise ListError("the header of this list is missing", where=Location(str(path), line=1), remedy=AGAIN)
    line, rows = found
    return HeadedCsv(path, tuple(rows[-1]), line, tuple(map(tuple, rows[:-1])), delimiter, codec, note)


def files_with(path: Path, wanted: Collection[str], *, delimiter: str = ",") -> list[Path]:
    """The file, or the files of the folder, with such a header."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [each for each in files if each.is_file() and find_header(each, wanted, delimiter=delimiter)]


def only_file(path: Path, files: list[Path]) -> Path:
    """The only edition; raises ListError where a folder holds several."""
    if len(files) > 1:
        names = ", ".join(file.name for file in files)
        raise ListError(
            f"the folder holds more than one edition ({names})",
            where=Location(str(path)),
            remedy="name the file",
        )
    return files[0]


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 1))
        return stream.read(1) in (b"\n", b"\r")
