"""Rows that are no records although they hold something: total lines, headers printed again, remarks, the start of another table."""

import re
from collections.abc import Sequence

from screening.model import FieldType
from screening.tables.cells import CellValue
from screening.tables.headers import AliasIndex
from screening.tables.planned import PlannedColumn

_TOTALS = frozenset(
    {
        "total", "totals", "grand total", "sub total", "subtotal", "sum", "итого", "всего", "итог", "общий итог", "промежуточный итог",
        "summe", "gesamt", "gesamtsumme", "zwischensumme", "totale", "suma", "somme", "合计", "总计", "小计",
    }
)  # fmt: skip
_LONGEST_TOTAL = 25
# A remark is a sentence; a lone reference number is what is left of a row, and must not be passed over.
_REMARK_LETTERS = 10
_PAGE = re.compile(
    r"\W*(?:page|pg|seite|página|pagina|стр|страница|лист|第)\W*\d+\W*(?:(?:of|von|de|di|sur|из|共)\W*\d+)?\W*页?\W*",
    re.IGNORECASE,
)


class SkipRules:
    """What tells the rows of one sheet that are no records."""

    def __init__(self, columns: Sequence[PlannedColumn], index: AliasIndex) -> None:
        self._index = index
        self._headers = {column.index: column.header for column in columns}
        self._named = frozenset(
            column.index
            for column in columns
            if column.looks_like_names or (column.field is not None and column.field.type is FieldType.NAME)
        )
        self._wide = len(columns) >= 3

    def reason(self, values: Sequence[CellValue]) -> str | None:
        """Why the row is no record, None when it is one.

        A total line states nothing but its word and numbers (a company may be named "Total": beside a name column the numbers must be
        there); a header may repeat at the top of each printed page; a remark is a lone sentence outside the name columns.
        """
        if self._names_somebody(values):
            return None
        total: tuple[int, str] | None = None
        texts: list[tuple[int, str]] = []
        repeated = numbers = 0
        for index, value in enumerate(values):
            if not isinstance(value, str):
                numbers += 1
            elif value and not value.isspace():
                if len(value) < _LONGEST_TOTAL and _total_word(value) in _TOTALS:
                    total = (index, value.strip())
                elif self._headers.get(index) == value:
                    repeated += 1
                elif _is_number(value):
                    numbers += 1
                else:
                    texts.append((index, value))
        if total is not None and not texts and (numbers or total[0] not in self._named):
            return f"a total line ('{total[1]}')"
        if repeated >= 2 and not texts:
            return "the header again"
        if len(texts) == 1 and not (repeated or total) and _PAGE.fullmatch(texts[0][1]):
            return f"a page number ('{texts[0][1].strip()}')"
        if len(texts) == 1 and not (numbers or repeated or total) and self._is_remark(*texts[0]):
            return f"a remark, no record ('{texts[0][1].strip()[:80]}')"
        return None

    def _names_somebody(self, values: Sequence[CellValue]) -> bool:
        # Nearly every row: one look at its name spares the look at all its cells.
        for index in self._named:
            value = values[index] if index < len(values) else ""
            if isinstance(value, str) and len(value) >= _LONGEST_TOTAL and value != self._headers[index]:
                return True
            if isinstance(value, str) and value and not value.isspace():
                return _total_word(value) not in _TOTALS and value != self._headers[index]
        return False

    def is_ordinary(self, index: int, text: str) -> bool:
        """Does a text in a column of names show by itself that its row is a record: words that are no total's, no page's and no header's?"""
        return (
            (text[:1].isalpha() or any(char.isalpha() for char in text))
            and _total_word(text) not in _TOTALS
            and text != self._headers.get(index)
            and not _PAGE.fullmatch(text)
            and not self._index.is_header(text)
        )

    def _is_remark(self, index: int, text: str) -> bool:
        letters = sum(1 for char in text if char.isalpha())
        return self._wide and index not in self._named and " " in text.strip() and letters >= _REMARK_LETTERS

    def starts_a_table(self, values: Sequence[CellValue]) -> bool:
        """Is every text of the row a known header, and are there two at least? Then another table begins, with columns of its own."""
        known = 0
        for value in values:
            if isinstance(value, str):
                if value and not value.isspace():
                    if len(value) > 60 or not self._index.is_header(value):
                        return False
                    known += 1
            else:
                return False
        return known >= 2


def _total_word(text: str) -> str:
    return text.strip(" :.\xa0").casefold().replace("-", " ")


def _is_number(text: str) -> bool:
    return text.rstrip(",.")[-1:].isdigit() and not any(char.isalpha() for char in text)
