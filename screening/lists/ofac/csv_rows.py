"""One file of OFAC's CSV set to rows, or the line where it is damaged."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.files import head, read_text
from screening.lists.ofac.draft import clean

_AGAIN = "download the file again from OFAC"
_NULL = "-0-"
_FIRST_LINES = 5
_END_MARK = "\x1a"


@dataclass(frozen=True, slots=True)
class Rows:
    """A file's rows as (line number, entity's number, cells), nulls as empty text. `marked_end`: it ended with the DOS end-of-file mark."""

    path: Path
    rows: tuple[tuple[int, str, list[str]], ...]
    marked_end: bool
    note: str | None = None

    def at(self, line: int) -> Location:
        return Location(str(self.path), line=line)

    def by_uid(self) -> Iterator[tuple[int, str, list[str]]]:
        """The rows of a file that may name each entity once; raises ListError at the second."""
        seen: dict[str, int] = {}
        for line, uid, row in self.rows:
            if uid in seen:
                raise ListError(
                    f"entity {uid} stands here and on line {seen[uid]}: two editions were merged",
                    where=self.at(line),
                    remedy=_AGAIN,
                )
            seen[uid] = line
            yield line, uid, row


def is_rows(path: Path) -> bool:
    """Does one of the first lines look like one of the set: a number, a comma, as OFAC writes them? A damaged first line is for `read_rows` to name."""
    lines = head(path).removeprefix(b"\xef\xbb\xbf").split(b"\n", _FIRST_LINES)[:_FIRST_LINES]
    return any(b"," in line and line.split(b",", 1)[0].strip().isdigit() for line in lines)


def read_rows(path: Path, columns: int, *, may_be_empty: bool = False) -> Rows:
    """Every row of the file; raises ListError at the first line with another number of columns, an open quote or no entity number."""
    if may_be_empty and not head(path).strip(b"\x1a \r\n"):
        return Rows(path, (), marked_end=True)
    text, note = read_text(path)
    body = text.rstrip(" \r\n")
    marked_end = body.endswith(_END_MARK)
    content = body.removesuffix(_END_MARK) if marked_end else text
    if not content.endswith("\n"):
        last = content.count("\n") + 1
        raise ListError(
            "the last line is incomplete: the file was cut short",
            where=Location(str(path), line=last),
            remedy=_AGAIN,
        )
    return Rows(path, tuple(_parse(path, content, columns)), marked_end, note)


def _parse(path: Path, content: str, columns: int) -> Iterator[tuple[int, str, list[str]]]:
    before = 0
    lines = content.split("\n")[:-1]
    reader = csv.reader((line.rstrip("\r") + "\n" for line in lines), strict=True)
    while True:
        line = before + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _damaged(path, line, "a quote that does not close, or text behind one") from error
        if reader.line_num > line:
            raise _damaged(path, line, "a quote that does not close on its line")
        before = reader.line_num
        if not row or not "".join(row).strip():
            continue
        if len(row) != columns:
            raise _damaged(path, line, f"{len(row)} columns, expected {columns}")
        # The last cell may be a piece of a remark, whose pieces are joined as they are: its end spaces stay.
        cells = [clean(cell) for cell in row[:-1]] + row[-1:]
        cells = ["" if cell.strip() == _NULL else cell for cell in cells]
        if not (cells[0].isascii() and cells[0].isdigit()):
            raise _damaged(path, line, f"'{cells[0][:40]}' is no entity number")
        yield line, cells[0], cells


def _damaged(path: Path, line: int, problem: str) -> ListError:
    return ListError(f"the line is damaged: {problem}", where=Location(str(path), line=line), remedy=_AGAIN)
