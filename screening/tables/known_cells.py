"""What a cell says wherever it stands in its column, looked at once for all rows that hold the same."""

from screening.model import Cell, Fact, FieldType, Identifier, KnownCell, ReadCell, Vocabulary
from screening.tables.cells import CellValue, text_of
from screening.tables.column_roles import SheetColumns
from screening.tables.facts import hides_a_name
from screening.tables.parties import hides_names, names_in, names_in_narrative
from screening.tables.quality import identifier_doubt, is_garbled
from screening.tables.skips import SkipRules

_make = tuple.__new__


class CellReader:
    """Looks at single cells of one sheet, as `RowReader` takes them in a row. Of a plain cell nothing is to be noted, refused or implied."""

    def __init__(self, at: SheetColumns, vocabulary: Vocabulary, skips: SkipRules) -> None:
        self._at = at
        self._vocabulary = vocabulary
        self._skips = skips
        self._reading = tuple(column.reader.reading for column in at.columns)
        self._placed = frozenset(index for index, _, _ in at.placing)
        # Only of these columns a cell may say more than its fact.
        self._telling = frozenset(
            place
            for place, column in enumerate(at.columns)
            if place in at.checked
            or column.index in self._placed
            or column.field.type in (FieldType.IDENTIFIER, FieldType.COUNTRY, FieldType.TERM)
        )

        self._is_text = tuple(
            column.field.type is FieldType.TEXT and place not in self._telling
            for place, column in enumerate(at.columns)
        )

    def look(self, place: int, value: CellValue) -> KnownCell:
        """A cell of the column at `place`."""
        if type(value) is str:
            if self._is_text[place] and value.isalnum():
                # A reference, as nearly each row has one of its own: it stands as it is.
                return KnownCell(_make(ReadCell, (value, None, value)))
            fact, problem = self._reading[place](value)
            read: ReadCell = _make(ReadCell, (fact, problem, value.strip()))
        else:
            read = ReadCell(*self._at.columns[place].reader.read(value), text_of(value))
        if place not in self._telling:
            return KnownCell(read)
        return self._of_telling(place, value, read)

    def _of_telling(self, place: int, value: CellValue, read: ReadCell) -> KnownCell:
        column = self._at.columns[place]
        field, text = column.field, read.text
        plain = True
        names: tuple[str, ...] = ()
        number: Identifier | None = None
        if field.type is FieldType.NAME:
            names = names_in(text) if read.value is not None else ()
            plain = self._is_plain_name(place, value, read, names)
        elif field.id == "narrative":
            names = names_in_narrative(text) if read.value is not None else ()
            plain = bool(names) or not hides_names(text)
        elif field.type is FieldType.COUNTRY:
            plain = _is_read(read)
        elif field.type is FieldType.IDENTIFIER:
            number = column.reader.identifier(text) if read.value is not None else None
            plain = _is_read(read) and (number is None or identifier_doubt(number) is None)
        elif field.type is FieldType.TERM and read.value is not None:
            term = self._vocabulary.term(field.id, str(read.value))
            plain = term is None or not term.implies
        if plain and place in self._at.checked and read.value is not None and number is None:
            plain = not any(self._at.doubts(column, Fact(read.value), Cell("", column.header, text)))
        if plain and text and column.index in self._placed:
            plain = not self._at.territories.named(text)
        return KnownCell(read, names, number, plain)

    def _is_plain_name(self, place: int, value: CellValue, read: ReadCell, names: tuple[str, ...]) -> bool:
        if len(names) > 1 or hides_a_name(read.problem):
            return False
        text = value if isinstance(value, str) else read.text
        if names and not self._skips.is_ordinary(self._at.columns[place].index, text):
            return False
        return read.text.isascii() or not is_garbled(read.text)


def _is_read(read: ReadCell) -> bool:
    return read.value is not None or read.problem is None or not read.text
