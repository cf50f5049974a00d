"""Made transactions of any number: twelve columns, three of them parties, whose names repeat as customers do (Zipf).

    python -m benchmarks.transactions ROWS OUT.csv|OUT.parquet|OUT.xlsx

The same rows for the same number, on every machine. Nobody in them is real; one row in a thousand names a sanctioned bank or company, as a customer's
payment may.
"""

import csv
import datetime as dt
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from stdnum import iban

HEADERS = (
    "Payment Ref", "Trade Date", "Ordering Customer", "Ordering Country", "Beneficiary", "Beneficiary Country", "Beneficiary Account",
    "Beneficiary Bank", "Amount", "Currency", "ISIN", "Activity",
)  # fmt: skip
_BATCH = 50_000
_SEED = 20_210_707
# Names that the population holds for each row: with a slope of 1, about a fifth of a million rows' party cells are new names.
_POPULATION = 0.5
_SLOPE = 1.0
_GIVEN = (
    "Anna", "Ivan", "Maria", "John", "Wei", "Fatima", "Pierre", "Olga", "Sven", "Ahmed", "Julia", "Carlos", "Yuki", "Priya", "Omar", "Lena", "Marco", "Sofia",
    "Peter", "Nadia", "David", "Elena", "Hassan", "Ingrid", "Paul", "Mei", "Tomas", "Aisha", "Henrik", "Clara", "Viktor", "Rosa", "Samuel", "Zeynep", "Jan",
    "Amara", "Luis", "Greta", "Kofi", "Irina",
)  # fmt: skip
_START = ("Al", "Bar", "Ber", "Cal", "Dan", "Dor", "El", "Fer", "Gar", "Hal", "Hor", "Ish", "Jan", "Kal", "Kir", "Lan", "Lor", "Mar", "Mor", "Nev", "Ol", "Par",
          "Per", "Ram", "Ros", "San", "Sel", "Tan", "Tor", "Ul", "Val", "Ver", "Wal", "Yar", "Zam")  # fmt: skip
_MIDDLE = ("a", "e", "i", "o", "u", "an", "en", "in", "ar", "er", "ol", "am", "ev", "is", "ul", "ad")
_END = (
    "berg",
    "cek",
    "dez",
    "dov",
    "feld",
    "ghan",
    "hara",
    "kov",
    "lund",
    "man",
    "nen",
    "oğlu",
    "poulos",
    "quist",
    "reza",
    "ski",
    "son",
    "tano",
    "vić",
    "wala",
)
_TRADES = ("Trading", "Foods", "Logistics", "Textiles", "Consulting", "Machinery", "Pharma", "Energy", "Shipping", "Furniture", "Optics", "Paper", "Systems",
           "Holding", "Marine", "Agro")  # fmt: skip
_FORMS = ("Ltd", "GmbH", "LLC", "SA", "Inc", "S.p.A.", "AG", "B.V.", "Sp. z o.o.", "OOO")
_COUNTRIES = ("US", "DE", "GB", "FR", "RU", "CN", "AE", "TR", "NL", "IT", "PL", "SG", "IN", "BR", "KZ", "CH")
_BANKS = tuple(
    f"{first}{second} {kind}" for first in _START[:20] for second in _END[:5] for kind in ("Bank", "Bankhaus")
)
_ISINS = (
    "US0378331005",
    "DE0007164600",
    "GB0002634946",
    "FR0000120271",
    "US5949181045",
    "CH0038863350",
    "NL0010273215",
    "US912810SV17",
)
# Words that the vocabulary knows: one that it does not know would leave its row to a person.
_ACTIVITIES = ("transfer", "payment", "deposit")
_RARE_ACTIVITIES = ("purchase", "loan", "sale")
_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "CNY")
_LISTED = (
    "SBERBANK",
    "BANK ROSSIYA",
    "SECONDEYE SOLUTION",
    "MAHAN AIR",
    "SOVCOMFLOT",
    "INTERNET RESEARCH AGENCY",
)
_FIRST_DAY = dt.date(2021, 1, 4)


def party_name(number: int) -> str:
    """The name of one member of the population: a person, or, one in three, a company."""
    place = number * 2_654_435_761 % (1 << 32)
    stem = _START[place % 35] + _MIDDLE[place // 35 % 16] + _END[place // 560 % 20]
    if number % 3 == 0:
        second = _START[place // 11_200 % 35] + _MIDDLE[place // 392_000 % 16]
        return f"{stem} {second.capitalize()} {_TRADES[place // 7 % 16]} {_FORMS[place // 13 % 10]}"
    return f"{_GIVEN[place // 11_200 % 40]} {_START[place // 448_000 % 35]}{_MIDDLE[place // 3 % 16]} {stem}"


def rows(count: int) -> Iterator[tuple[Any, ...]]:
    """So many transactions; dates are dates and amounts are numbers."""
    rng = np.random.default_rng(_SEED)
    size = max(1_000, int(count * _POPULATION))
    share = 1 / np.arange(1, size + 1) ** _SLOPE
    reach = np.cumsum(share) / share.sum()
    names: dict[int, str] = {}
    accounts = [iban.validate(f"DE{_check(at)}{37_040_044_000_000_000 + at:018}") for at in range(5_000)]
    for start in range(0, count, _BATCH):
        width = min(_BATCH, count - start)
        ours, theirs = (np.searchsorted(reach, rng.random(width)).tolist() for _ in range(2))
        dice = rng.integers(0, 1 << 30, width).tolist()
        for at in range(width):
            roll, number = dice[at], start + at
            payer, payee = (names.get(each) or party_name(each) for each in (ours[at], theirs[at]))
            names[ours[at]], names[theirs[at]] = payer, payee
            if roll % 1_000 == 0:
                payee = _LISTED[roll // 1_000 % len(_LISTED)]
            yield (
                f"P{number:09}",
                _FIRST_DAY + dt.timedelta(days=number * 180 // count),
                payer,
                _COUNTRIES[ours[at] % 16],
                payee,
                _COUNTRIES[theirs[at] % 16],
                accounts[theirs[at] % 5_000],
                _BANKS[roll // 7 % 200],
                roll % 90_000_019 / 100,
                _CURRENCIES[roll // 11 % 5],
                _ISINS[roll // 13 % 8] if roll % 5 == 0 else "",
                _RARE_ACTIVITIES[roll // 17 % 3] if roll % 50 == 7 else _ACTIVITIES[roll // 17 % 3],
            )


def _check(at: int) -> str:
    return iban.calc_check_digits(f"DE00{37_040_044_000_000_000 + at:018}")


def write_csv(path: Path, count: int) -> None:
    """UTF-8 with days as YYYY-MM-DD."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADERS)
        writer.writerows(rows(count))


def write_parquet(path: Path, count: int) -> None:
    """Typed columns, a row group for each 50,000 rows."""
    import pyarrow as arrow  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415

    writer = None
    stream = rows(count)
    while batch := list(islice(stream, _BATCH)):
        table = arrow.table(dict(zip(HEADERS, map(list, zip(*batch, strict=True)), strict=True)))
        writer = writer or parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    assert writer is not None
    writer.close()


def write_xlsx(path: Path, count: int) -> None:
    """One sheet, texts shared as Excel writes them, days as date cells."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    book = Workbook(str(path))
    sheet = book.add_worksheet("Payments")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADERS)
    for number, row in enumerate(rows(count), start=1):
        for at, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(number, at, dt.datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day has no zone
            else:
                sheet.write(number, at, value)
    book.close()


WRITERS = {".csv": write_csv, ".parquet": write_parquet, ".xlsx": write_xlsx}


def made(folder: Path, count: int, suffix: str) -> Path:
    """The file of so many rows in `folder`, made where it is not there."""
    path = folder / f"transactions-{count}{suffix}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"draft-{path.name}")
        WRITERS[suffix](draft, count)
        draft.replace(path)
    return path


if __name__ == "__main__":
    target = Path(sys.argv[2])
    WRITERS[target.suffix](target, int(sys.argv[1]))
