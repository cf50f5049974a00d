"""A sheet of holdings (owner, owned, percent) to stakes, every doubtful share with its cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

from screening.errors import Location, TableError
from screening.model import Column, DateSpan, InputInfo, OwnershipSheet, SheetInfo, Stake
from screening.tables.cells import (
    Book,
    CellError,
    CellValue,
    Grid,
    RawRow,
    column_letter,
    error_in,
    is_blank,
    text_of,
)
from screening.tables.opening import open_book
from screening.tables.options import TableOptions
from screening.values.countries import country_code
from screening.values.dates import parse_date

OWNER, OWNED, PERCENT, COUNTRY, BIRTH_DATE = "owner", "owned", "percent", "owner_country", "owner_birth_date"
_NEEDED = (OWNER, OWNED, PERCENT)
_HEADERS = {
    OWNER: "owner, owner name, name of owner, shareholder, shareholder name, parent, parent company, parent name, beneficial owner, ubo, holder, "
    "owned by, member, владелец, акционер, участник, собственник, eigentümer, gesellschafter, anteilseigner, actionnaire, propriétaire, "
    "associé, accionista, propietario, 股东, 所有者",
    OWNED: "owned, owned entity, owned company, company, company name, entity, entity name, subsidiary, subsidiary name, issuer, investee, child, owned name, "
    "name of company, name of entity, owned party, counterparty, компания, организация, общество, наименование организации, дочернее общество, unternehmen, "
    "gesellschaft, tochtergesellschaft, société, filiale, empresa, sociedad, 公司, 子公司, 被投资企业",
    PERCENT: "percent, percentage, per cent, pct, share, shares, stake, ownership, holding, ownership percent, ownership percentage, ownership pct, share percent, "
    "stake percent, percent owned, percentage owned, percentage of ownership, ownership share, ownership stake, percent held, share held, interest, доля, "
    "процент, доля владения, доля участия, anteil, beteiligung, prozent, pourcentage, participation, part, porcentaje, participación, 持股比例, 比例, 股权比例",
    COUNTRY: "owner country, owner nationality, country of owner, owner citizenship, shareholder country, nationality of owner, nationality, citizenship, "
    "гражданство, страна владельца, staatsangehörigkeit, nationalité, nacionalidad, 国籍",
    BIRTH_DATE: "owner dob, owner date of birth, owner birth date, date of birth, dob, birth date, date of birth of owner, дата рождения, geburtsdatum, "
    "date de naissance, fecha de nacimiento, 出生日期",
}
_BY_HEADER = {alias.strip(): field for field, aliases in _HEADERS.items() for alias in aliases.split(",")}
_HEAD_ROWS = 40
_HUNDRED = Decimal(100)
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,12})?)\s*(%|percent|per cent|pct|процент\w*)?", re.IGNORECASE)


def read_ownership(path: Path) -> OwnershipSheet:
    """Every holding of the file's sheets that have the columns owner, owned and percent.

    A share that cannot be read makes the holding's share unknown, never zero. Raises TableError where the file is no table, no sheet has the
    three columns, or no row below them names two parties.
    """
    book = open_book(path, TableOptions(), _header_score)
    sheets: list[SheetInfo] = []
    stakes: list[Stake] = []
    for grid in book.grids:
        reader = _reader(grid, path.name)
        if reader is not None:
            found = reader.read()
            stakes += found
            sheets.append(reader.info())
    if not sheets:
        raise TableError(
            "has no sheet with the columns owner, owned and percent",
            where=Location(path.name),
            remedy="name the three columns 'owner', 'owned' and 'percent'",
        )
    if not stakes:
        raise TableError(
            "has no holding below its header",
            where=Location(path.name),
            remedy="write one row for each owner of each company",
        )
    return OwnershipSheet(_info(path, book, sheets), tuple(stakes))


def _info(path: Path, book: Book, sheets: Sequence[SheetInfo]) -> InputInfo:
    return InputInfo(path.name, book.sha256, book.size, book.format, tuple(sheets))


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", text.casefold().replace("%", " percent ")).split())


def _field_of(value: CellValue) -> str | None:
    """The field of a header; "Share (%)" is known by its words without the sign too."""
    if not isinstance(value, str):
        return None
    words = _words(value)
    return _BY_HEADER.get(words) or _BY_HEADER.get(words.removesuffix("percent").strip())


def _header_score(texts: Sequence[str]) -> float:
    return float(len({_field_of(text) for text in texts} - {None}))


def _reader(grid: Grid, file: str) -> "_SheetReader | None":
    for row in islice(grid.rows(), _HEAD_ROWS):
        columns: dict[str, int] = {}
        for place, value in enumerate(row.values):
            field = _field_of(value)
            if field is None:
                continue
            if field in columns and field in _NEEDED:
                raise TableError(
                    f"has two columns for '{field}': '{text_of(row.values[columns[field]])}' and '{text_of(value)}'",
                    where=Location(file, sheet=grid.name or None, cell=f"{column_letter(place)}{row.number}"),
                    remedy="keep one of them, or rename the other",
                )
            columns.setdefault(field, place)
        if all(each in columns for each in _NEEDED):
            return _SheetReader(grid, row, columns)
    return None


@dataclass(frozen=True, slots=True)
class _Share:
    """What a cell says of a share: between `low` and `high` percent (None: not known)."""

    low: Decimal
    high: Decimal | None
    problem: str = ""


class _SheetReader:
    """Reads one sheet whose header is known, and remembers what it could not read."""

    def __init__(self, grid: Grid, header: RawRow, columns: dict[str, int]) -> None:
        self._grid = grid
        self._header = header
        self._columns = columns
        self._notes: list[str] = []

    def read(self) -> list[Stake]:
        rows = [
            row
            for row in self._grid.rows()
            if row.number > self._header.number and not all(is_blank(value) for value in row.values)
        ]
        fractions = _are_fractions([self._value(row, PERCENT) for row in rows])
        if fractions:
            letter = column_letter(self._columns[PERCENT])
            self._notes.append(
                f"column {letter}: no share is above 1, so that they were read as fractions (0.5 is 50 %)"
            )
        stakes = (self._stake(row, fractions=fractions) for row in rows)
        return [stake for stake in stakes if stake is not None]

    def info(self) -> SheetInfo:
        by_place = {place: field for field, place in self._columns.items()}
        columns = tuple(
            Column(
                column_letter(place),
                text_of(value),
                by_place.get(place),
                "header" if place in by_place else "no column of holdings is called so",
            )
            for place, value in enumerate(self._header.values)
        )
        return SheetInfo(self._grid.name, self._header.number, columns, tuple(self._notes))

    def _stake(self, row: RawRow, *, fractions: bool) -> Stake | None:
        cell = self._cell(row, PERCENT)
        if row.problem:
            self._notes.append(f"row {row.number} was not used: {row.problem}")
            return None
        owner, owned = self._name(row, OWNER), self._name(row, OWNED)
        if not owner or not owned:
            missing = OWNER if not owner else OWNED
            self._notes.append(f"{self._cell(row, missing)}: no {missing}, so that the row was not used")
            return None
        given = self._value(row, PERCENT)
        share = read_share(
            f"{Decimal(text_of(given)) * 100:f} %" if fractions and not is_blank(given) else given
        )
        if share.problem:
            self._notes.append(f"{cell}: {share.problem}")
        return Stake(
            owner,
            owned,
            share.low,
            share.high,
            cell,
            share.problem,
            country_code(text_of(self._value(row, COUNTRY))) if COUNTRY in self._columns else None,
            self._birth_date(row),
        )

    def _birth_date(self, row: RawRow) -> DateSpan | None:
        value = self._value(row, BIRTH_DATE)
        if is_blank(value):
            return None
        try:
            return parse_date(text_of(value))
        except ValueError as error:
            self._notes.append(f"{self._cell(row, BIRTH_DATE)}: no date of birth was read ({error})")
            return None

    def _name(self, row: RawRow, field: str) -> str:
        value = self._value(row, field)
        return "" if is_blank(value) or error_in(value) else " ".join(text_of(value).split())

    def _value(self, row: RawRow, field: str) -> CellValue:
        place = self._columns.get(field)
        return row.values[place] if place is not None and place < len(row.values) else ""

    def _cell(self, row: RawRow, field: str) -> str:
        place = f"{column_letter(self._columns[field])}{row.number}"
        return f"{self._grid.name}!{place}" if self._grid.name else place


def _are_fractions(values: Sequence[CellValue]) -> bool:
    """Are all shares of the column fractions of one, as Excel holds cells that it shows in percent? Two different ones at least must tell."""
    numbers = [
        float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    return len(numbers) == sum(not is_blank(value) for value in values) and (
        len(set(numbers)) > 1 and all(0 <= number <= 1 for number in numbers)
    )


def read_share(value: CellValue) -> _Share:
    """A share in percent: 50, "50 %" and "50,5%" are clear; 0.5 may be half a percent or a half, so that it is both until the sheet says."""
    if is_blank(value):
        return _Share(Decimal(0), None, "no share is given, so that it is not known")
    shown = error_in(value) or text_of(value)
    if isinstance(value, CellError | bool):
        return _unread(shown)
    found = _NUMBER.fullmatch(shown.replace("\u00a0", " ").strip())
    if found is None:
        return _unread(shown)
    number, sign = Decimal(found.group(1).replace(",", ".")), found.group(2)
    if number > _HUNDRED:
        return _Share(Decimal(0), None, f"'{shown}' is more than 100 percent, so that the share is not known")
    if sign is None and 0 < number <= 1:
        high = number * 100
        problem = f"'{shown}' may be {number.normalize():f} % or {high.normalize():f} %; write it with the percent sign"
        return _Share(number, high, problem)
    return _Share(number, number)


def _unread(shown: str) -> _Share:
    return _Share(Decimal(0), None, f"'{shown}' is no share in percent, so that it is not known")
