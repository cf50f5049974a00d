"""Who owns what share of whom, as a sheet of holdings states it."""

from dataclasses import dataclass
from decimal import Decimal

from screening.model.dates import DateSpan
from screening.model.run import InputInfo


@dataclass(frozen=True, slots=True)
class Stake:
    """One holding: `owner` has between `low` and `high` percent of `owned`, which are the same where the sheet is clear.

    `high` is None where the share is not known at all. `problem` says in plain words why a share is open; `cell` is where it stands. The
    country (ISO 3166 alpha-2) and the date of birth are the owner's, where the sheet gives them.
    """

    owner: str
    owned: str
    low: Decimal
    high: Decimal | None
    cell: str
    problem: str = ""
    owner_country: str | None = None
    owner_birth_date: DateSpan | None = None


@dataclass(frozen=True, slots=True)
class OwnershipSheet:
    """A read sheet of holdings; `info` describes the file as that of any other input, with every doubtful cell in its notes."""

    info: InputInfo
    stakes: tuple[Stake, ...]
