"""A cell to a typed fact, or to a problem in plain words that says why the cell does not settle it."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from screening.model import DateSpan, Field, FieldType, Identifier, IdentifierKind
from screening.model.record import FactValue
from screening.tables.cells import EXACT_DIGITS_BOUND, CellError, CellValue, error_in, is_blank, text_of
from screening.tables.headers import fold_header
from screening.tables.terms import TermIndex
from screening.values import (
    DateOrder,
    country_code,
    currency_code,
    make_identifier,
    nearest_country,
    parse_amount,
    parse_date,
)

Reading = tuple[FactValue | None, str | None]
BLANK: Reading = (None, "blank cell")
SHOWS = "the cell shows"
REFERS = "the cell only refers elsewhere"

_MEMORY = 50_000
# Serial numbers of days from 1927 to 2119: the range in which a bare number in a date column is a date without its format.
_SERIALS = range(10_000, 80_001)
_SAYS_NOTHING = frozenset(
    phrase.replace(" ", "")
    for phrase in (
        "n a", "na", "null", "none", "nil", "unknown", "tbd", "tba", "tbc", "to be confirmed", "to be advised", "not available", "not applicable",
        "not known", "not given", "not provided", "not specified", "not stated", "no name", "empty", "blank", "xxx", "unbekannt", "keine", "k a",
        "keine angabe", "inconnu", "néant", "neant", "desconocido", "ninguno", "нет", "нет данных", "б н", "неизвестно", "не указано", "не указан",
        "не известно", "отсутствует", "не применимо", "н д", "无", "不详", "未知", "不适用",
    )
)  # fmt: skip
# A name that stands in another cell or on paper: nobody can tell from here who is meant.
_REFERENCES = frozenset(
    phrase.replace(" ", "")
    for phrase in (
        "as above", "same as above", "same", "see above", "see below", "ditto", "idem", "ibid", "see attached",
        "as attached", "see attachment", "see list", "see annex", "as per attached", "as per list", "as per invoice", "see note", "see comments",
        "see remarks", "various", "various beneficiaries", "siehe oben", "wie oben", "dito", "diverse",
        "siehe anlage", "ci dessus", "voir ci dessus", "divers", "voir annexe", "igual que arriba", "varios", "ver anexo", "то же", "тот же", "та же",
        "см выше", "как выше", "см приложение", "разные", "同上", "见附件",
    )
)  # fmt: skip
_DITTO_MARKS = re.compile(r"[-–—\s]*(?:[\"”“″〃]|'')[-–—\s]*")
_LONGEST_REFERENCE = 24
# Aliases of a few digits ("07", "7-28") are listed; a longer number in a name column is an account or a customer number.
_DIGITS_OF_A_NAME = 4
_PLAIN_AMOUNT = re.compile(r"-?\d{1,15}(?:\.\d{1,2})?", re.ASCII)
# What Excel writes into text files for a long number.
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[Ee]\+\d{1,3}")
_ANY_LETTER = re.compile(r"[^\W\d_]")
_YES = frozenset({"yes", "y", "true", "1", "да", "oui", "si", "ja", "x", "是"})
_NO = frozenset({"no", "n", "false", "0", "нет", "non", "nein", "否"})


# Fields 32A and 30 of SWIFT messages hold the year, month and day in two digits each.
_SWIFT_DATE_TAG = re.compile(r"\W*(?:32A|30)\b", re.IGNORECASE)
_SWIFT_DATE = re.compile(r"(\d\d)(\d\d)(\d\d)")


class FactReader:
    """Reads the cells of one column; `known` remembers what texts were read as, so that equal cells are read once."""

    def __init__(
        self,
        field: Field,
        order: DateOrder | None = None,
        *,
        mixed_orders: bool = False,
        day_zero: dt.date = dt.date(1899, 12, 30),
        header: str = "",
    ) -> None:
        self.field = field
        self._as_swift = bool(_SWIFT_DATE_TAG.match(header))
        self._order = order
        self._mixed = mixed_orders
        self._day_zero = day_zero
        self.known: dict[CellValue, Reading] = {}
        self._identifiers: dict[str, Identifier] = {}
        self._terms = TermIndex(field) if field.type is FieldType.TERM else None
        self._read_text = self._by_type()

    def read(self, value: CellValue) -> Reading:
        """The fact of one cell: (value, None) or (None, problem). Most texts repeat one seen before: look in `known` first."""
        if isinstance(value, str):
            found = self.reading(value)
            if len(self.known) < _MEMORY:
                self.known[value] = found
            return found
        if isinstance(value, CellError):
            return None, f"{SHOWS} {value.shown}"
        if self.field.type is FieldType.DATE:
            return self._date_cell(value)
        if isinstance(value, Decimal):
            return (value, None) if self.field.type is FieldType.AMOUNT else self.read(text_of(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._number(value)
        return self.read(text_of(value))

    def reading(self, text: str) -> Reading:
        """The fact of a text, read anew and not remembered."""
        if not text[:1].isalnum() and is_blank(text):
            return BLANK
        if text[:1] in "#E" and (shown := error_in(text)):
            return None, f"{SHOWS} {shown}"
        try:
            return self._read_text(text.strip()), None
        except ValueError as error:
            return None, str(error)

    def _number(self, value: float) -> Reading:
        text = text_of(value)
        if self.field.type is FieldType.AMOUNT:
            return Decimal(text), None
        if abs(value) >= EXACT_DIGITS_BOUND:
            return None, f"{text} was stored as a number, which keeps only 15 digits; store it as text"
        return self.known.get(text) or self.read(text)

    def _by_type(self) -> Callable[[str], FactValue]:
        readers: dict[FieldType, Callable[[str], FactValue]] = {
            FieldType.NAME: _name,
            FieldType.TEXT: _text,
            FieldType.DATE: self._date,
            FieldType.AMOUNT: _amount,
            FieldType.CURRENCY: _currency,
            FieldType.COUNTRY: _country,
            FieldType.FLAG: _flag,
            FieldType.IDENTIFIER: self._identifier,
        }
        return readers[self.field.type] if self._terms is None else self._terms.term

    def _date(self, text: str) -> DateSpan:
        if self._as_swift and (digits := _SWIFT_DATE.fullmatch(text)):
            text = f"20{digits[1]}-{digits[2]}-{digits[3]}"
        try:
            return parse_date(text)
        except ValueError as error:
            if self._order is not None:
                return parse_date(text, self._order)
            if self._mixed:
                raise ValueError(f"{error}; the column proves both orders") from error
            raise

    def _date_cell(self, value: CellValue) -> Reading:
        if isinstance(value, dt.datetime):
            return DateSpan.day(value.date()), None
        if isinstance(value, dt.date):
            return DateSpan.day(value), None
        if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
            return DateSpan.day(self._day_zero + dt.timedelta(days=int(value))), None
        return self.read(text_of(value))

    def _identifier(self, text: str) -> str:
        if _ROUNDED.fullmatch(text):
            raise ValueError(
                f"'{text}' has lost digits: a number was shortened when the file was saved; store it as text"
            )
        return self.identifier(text).key

    def identifier(self, text: str, country: str | None = None) -> Identifier:
        """The identifier that a cell writes; raises ValueError where it holds no letter or digit."""
        known = self._identifiers.get(text) if country is None else None
        if known is not None:
            return known
        made = make_identifier(self.field.identifier or IdentifierKind.OTHER, text, country)
        if not made.key:
            raise ValueError(f"'{text}' holds no letter or digit")
        if country is None and len(self._identifiers) < _MEMORY:
            self._identifiers[text] = made
        return made


def _amount(text: str) -> Decimal:
    # The plain form, which most files use, needs no thought about separators.
    return Decimal(text) if _PLAIN_AMOUNT.fullmatch(text) else parse_amount(text)


def _text(text: str) -> str:
    # One word, as nearly all references and numbers are, stands as it is.
    return text if text.isalnum() else " ".join(text.split())


def _name(text: str) -> str:
    # Only of names: "NA" is Namibia in a country column, and "None" an answer elsewhere.
    if len(text) <= _LONGEST_REFERENCE:
        bare = text.replace(" ", "")
        bare = (bare if bare.isalnum() else "".join(filter(str.isalnum, text))).casefold()
        if bare in _REFERENCES or _DITTO_MARKS.fullmatch(text):
            raise ValueError(f"{REFERS} ('{text}')")
        if bare in _SAYS_NOTHING or not bare.strip("0"):
            raise ValueError(f"'{text}' names nobody")
    if not _ANY_LETTER.search(text):
        digits = sum(1 for char in text if char.isalnum())
        if not digits:
            raise ValueError(f"'{text}' names nobody")
        if digits > _DIGITS_OF_A_NAME:
            raise ValueError(f"'{text}' is a number, no name")
    return _text(text)


def hides_a_name(problem: str | None) -> bool:
    """Does the problem of a name cell mean that somebody is named whom we cannot read: an error cell, or a reference to another cell?"""
    return problem is not None and problem.startswith((SHOWS, REFERS))


def _currency(text: str) -> str:
    code = currency_code(text)
    if code is None:
        raise ValueError(f"'{text}' is not a currency; expected a code like USD")
    return code


def _country(text: str) -> str:
    code = country_code(text)
    if code is None:
        near = nearest_country(text)
        hint = f"; did you mean '{near}'?" if near else ""
        raise ValueError(f"'{text}' is not a country; expected a name or a code like RU{hint}")
    return code


def _flag(text: str) -> bool:
    folded = fold_header(text)
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise ValueError(f"'{text}' is neither yes nor no")
