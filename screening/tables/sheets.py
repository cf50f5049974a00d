"""One sheet of a workbook as rows, with what its reader leaves out laid back in, and what a user should know of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from screening.tables.cells import CellError, CellValue, RawRow, column_letter
from screening.tables.preflight import SheetFacts

Span = tuple[int, int, int, int]


class Sheet(Protocol):
    """What is needed of a sheet, here or in another process: its first row and column with content, and the rows from there on."""

    @property
    def name(self) -> str: ...
    @property
    def start(self) -> tuple[int, int] | None: ...

    def iter_rows(self) -> Iterator[list[Any]]: ...


@dataclass(frozen=True, slots=True)
class WorkbookGrid:
    """One sheet; merged cells that reach over several rows repeat their value in each, as a reader sees it."""

    name: str
    hidden: bool
    sheet: Sheet
    errors: dict[tuple[int, int], CellError]
    merged: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[RawRow]:
        """Every row from row 1 to the last with content, cells from column A."""
        errors: dict[int, list[tuple[int, CellError]]] = {}
        for (row, column), shown in self.errors.items():
            errors.setdefault(row, []).append((column, shown))
        covers = _Covers(self.merged)
        last = -1
        for last, values in enumerate(self._read()):
            for column, shown in errors.get(last, ()):
                _put(values, column, shown)
            if covers.wait_for <= last:
                covers.lay(last, values)
            yield RawRow(last + 1, values)
        # Errors below the last cell with a value are not in the reader's range at all.
        for index in range(last + 1, max(errors, default=-1) + 1):
            values = []
            for column, shown in errors.get(index, ()):
                _put(values, column, shown)
            yield RawRow(index + 1, values)

    def _read(self) -> Iterator[list[CellValue]]:
        if self.sheet.start is None:
            return self.sheet.iter_rows()
        left = self.sheet.start[1]
        if not left:
            return self.sheet.iter_rows()
        margin: list[CellValue] = [""] * left
        return (margin + read for read in self.sheet.iter_rows())


class _Covers:
    """Merged cells that reach over several rows, taken up and dropped as the rows go by."""

    def __init__(self, merged: Sequence[Span]) -> None:
        tall = (span for span in merged if span[2] > span[0])
        self._coming = sorted(tall, key=lambda span: (span[0], span[1]), reverse=True)
        self._open: list[tuple[int, int, CellValue]] = []
        self._look_ahead()

    def _look_ahead(self) -> None:
        # The next row at which there is something to do.
        self.wait_for: float = -1 if self._open else self._coming[-1][0] if self._coming else float("inf")

    def lay(self, row: int, values: list[CellValue]) -> None:
        """Fill the cells of a row that lie under a merged cell which begins above it."""
        for _, left, value in self._open:
            _put(values, left, value)
        while self._coming and self._coming[-1][0] <= row:
            _, left, bottom, _ = self._coming.pop()
            self._open.append((bottom, left, values[left] if left < len(values) else ""))
        self._open = [each for each in self._open if each[0] > row]
        self._look_ahead()


def _put(values: list[CellValue], column: int, value: CellValue) -> None:
    if column >= len(values):
        values.extend([""] * (column + 1 - len(values)))
    values[column] = value


def sheet_notes(facts: SheetFacts, *, hidden: bool) -> Iterator[str]:
    """What a reader of the report should know of a sheet: cells without a value, and what Excel does not show."""
    if facts.errors:
        places = [f"{column_letter(column)}{row + 1}" for row, column in sorted(facts.errors)[:5]]
        yield f"cells that show an error or were never calculated: {len(facts.errors):,} ({_listed(places, len(facts.errors))})"
    if facts.hidden_rows:
        spans = _spans([row + 1 for row in facts.hidden_rows])
        yield (
            f"rows hidden in Excel: {len(facts.hidden_rows):,} ({_listed(spans[:5], len(spans))}); "
            "they are screened like any other"
        )
    if facts.hidden_columns:
        letters = [column_letter(column) for column in facts.hidden_columns]
        yield (
            f"columns hidden in Excel: {len(letters):,} ({_listed(letters[:8], len(letters))}); they are read like any other"
        )
    if hidden:
        yield "the sheet is hidden in Excel; it is read all the same"


def _listed(shown: Sequence[str], total: int) -> str:
    return ", ".join(shown) + (f" and {total - len(shown):,} more" if total > len(shown) else "")


def _spans(numbers: Sequence[int]) -> list[str]:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]
