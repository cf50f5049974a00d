"""A row to screen: its parties with their roles, and its typed facts with the cell each was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from screening.model.dates import DateSpan
from screening.model.entity import PartyKind
from screening.model.identifier import Identifier

FactValue = str | Decimal | DateSpan | bool


class Role(StrEnum):
    """The part that a party plays in a row."""

    PARTY = "party"
    ORDERING_CUSTOMER = "ordering_customer"
    BENEFICIARY = "beneficiary"
    ORDERING_BANK = "ordering_bank"
    BENEFICIARY_BANK = "beneficiary_bank"
    INTERMEDIARY_BANK = "intermediary_bank"
    ISSUER = "issuer"
    BORROWER = "borrower"
    LENDER = "lender"
    BUYER = "buyer"
    SELLER = "seller"
    CONSIGNEE = "consignee"
    CONSIGNOR = "consignor"
    VESSEL = "vessel"
    NARRATIVE = "narrative"


# A row has as many cells and facts as mapped columns, and several parties: named tuples are made in a third of a frozen dataclass's time.
class Cell(NamedTuple):
    """Where a value was read: the cell's address as Excel shows it ("C7"), the column's header, and the text as it stood."""

    ref: str
    header: str
    text: str


class Party(NamedTuple):
    """A party of a record. `name` may be empty where only an identifier was given. Countries are ISO 3166 alpha-2."""

    role: Role
    name: str
    kind: PartyKind = PartyKind.ANY
    cell: Cell | None = None
    birth_date: DateSpan | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    gender: str | None = None


class Fact(NamedTuple):
    """A typed value that a rule may read; None with a `problem` in plain words where the cell does not settle it."""

    value: FactValue | None
    cell: Cell | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A data-quality line: something about the row that a reader should know, with its cell where there is one.

    `kind` says it without the cell's value, so that the lines of many rows can be counted together; the text itself where it is empty.
    """

    text: str
    cell: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row to screen. `row` is the number that Excel shows; `facts` holds an entry for every mapped column, blank cells included,
    so that "no such column" and "blank cell" can be told apart.
    """

    file: str
    sheet: str
    row: int
    record_id: str
    parties: tuple[Party, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that could not be screened: it becomes `not_screened`, never clear. `kind` is the reason without any value of the row, where it holds one."""

    file: str
    sheet: str
    row: int
    reason: str
    record_id: str = ""
    cell: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no record (blank, a total line, a repeated header): listed, and counted in the reconciliation."""

    file: str
    sheet: str
    row: int
    reason: str


Row = Record | UnreadableRow | SkippedRow
