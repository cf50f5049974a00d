"""The quick reading of plain rows gives what the full reading gives, of every row."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.model import Record, RowFacts, Vocabulary
from screening.tables import TableOptions, open_table
from screening.tables.cells import CellError, CellValue, RawRow
from screening.tables.headers import AliasIndex
from screening.tables.mapping import Mapper
from screening.tables.plan import plan_sheet
from screening.tables.raws import RawColumns, RawRows
from screening.tables.records import RowReader
from screening.tables.skips import SkipRules

_HEADERS = (
    "Ref", "Beneficiary", "Beneficiary Country", "Beneficiary Account", "Beneficiary Passport", "Ordering Customer", "Amount", "Currency", "Trade Date",
    "Birth Date", "ISIN", "Activity", "Narrative", "City",
)  # fmt: skip
_CELLS: tuple[CellValue, ...] = (
    "", " ", "-", "n/a", "#N/A", "Ivan Petrov", "ACME TRADING LLC", "Anna & Olga Smirnova", "A Ltd t/a B Ltd", "JosÃ© GarcÃ­a", "Total", "TOTAL:", "Beneficiary",
    "page 2 of 3", "test", "same as above", "RU", "Germany", "Ivan Petrov of Sevastopol", "Crimea", "DE89370400440532013000", "123456789", "12.50", "1e+15",
    "USD", "2021-07-01", "31/02/2021", "2031-01-01", "US0378331005", "US0378331006", "SU26238RMFS4", "purchase at auction", "transfer", "no such thing",
    "INVOICE FOR GOODS SHIPPED BY SEA FROM ODESSA TO TRIPOLI", "invoice 7 for Secondeye Solution hosting", "X" * 35, 7, 7.0, 12345.5, True, 44_378,
    dt.datetime.fromisoformat("2021-07-01"), dt.date(1990, 2, 3), CellError("#REF!"),
)  # fmt: skip
_TODAY = dt.date(2021, 7, 10)


class _Sheet:
    """Rows in memory as one sheet."""

    name, hidden, merged, notes = "S", False, (), ()

    def __init__(self, rows: list[RawRow]) -> None:
        self._rows = rows

    def rows(self) -> "list[RawRow]":
        return self._rows


def _reader(vocabulary: Vocabulary, rows: list[RawRow]) -> RowReader:
    index = AliasIndex(vocabulary)
    mapper = Mapper(vocabulary, index, (), True)
    plan = plan_sheet(_Sheet(rows), mapper, TableOptions(assume_yes=True), "f.csv")  # type: ignore[arg-type]
    skips = SkipRules(plan.columns, index)
    return RowReader("f.csv", "S", plan.columns, vocabulary, skips, width=len(_HEADERS), today=_TODAY)


@pytest.fixture(scope="module")
def sheet(vocabulary: Vocabulary) -> list[RawRow]:
    plain = ["T1", "Ivan Petrov", "RU", "123", "AB1", "Acme Ltd", "1.00", "USD", "2021-07-01", "1990-01-01", "US0378331005", "transfer", "goods", "Kiev"]  # fmt: skip
    return [RawRow(1, list(_HEADERS)), *(RawRow(number, list(plain)) for number in range(2, 6))]


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(st.sampled_from(_CELLS), max_size=15), min_size=1, max_size=8))
def test_a_plain_row_is_read_as_any_other(
    vocabulary: Vocabulary, sheet: list[RawRow], rows: list[list[CellValue]]
) -> None:
    quick, full = _reader(vocabulary, sheet), _reader(vocabulary, sheet)
    raws = [RawRow(number, row) for number, row in enumerate(rows, start=2)]

    assert list(quick.block(RawRows(raws), {}).every()) == [full.read(raw) for raw in raws]


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(
        st.dictionaries(st.integers(0, len(_HEADERS) - 1), st.sampled_from(_CELLS), max_size=3),
        min_size=1,
        max_size=8,
    )
)
def test_a_row_that_one_cell_makes_remarkable_is_read_as_any_other(
    vocabulary: Vocabulary, sheet: list[RawRow], changes: list[dict[int, CellValue]]
) -> None:
    quick, full = _reader(vocabulary, sheet), _reader(vocabulary, sheet)
    raws = []
    for number, change in enumerate(changes, start=2):
        values = list(sheet[1].values)
        for place, value in change.items():
            values[place] = value
        raws.append(RawRow(number, values))

    for ours, theirs in zip(quick.block(RawRows(raws), {}).every(), map(full.read, raws), strict=True):
        assert ours == theirs
        assert list(getattr(ours, "facts", ())) == list(getattr(theirs, "facts", ()))


def test_an_ordinary_row_takes_the_quick_way(vocabulary: Vocabulary, sheet: list[RawRow]) -> None:
    reader = _reader(vocabulary, sheet)

    block = reader.block(RawRows(sheet[1:]), {})

    assert block.rows == [None] * len(sheet[1:])
    assert [type(each.facts) for each in block.every() if isinstance(each, Record)] == [RowFacts] * 4


def test_facts_made_when_asked_for_are_those_of_a_dictionary(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Ref,Name,Country,Amount\nA1,Ivan Petrov,RU,5.00\n", encoding="utf-8")

    (record,) = open_table(path, vocabulary).rows()

    facts = getattr(record, "facts", {})
    assert isinstance(facts, RowFacts)
    assert dict(facts) == facts
    assert len(facts) == len(list(facts))
    assert facts.get("no_such_field") is None
    assert [fact.cell.ref for fact in facts.values() if fact.cell] == ["A2", "B2", "C2", "D2"]


def test_columns_of_another_width_hold_no_plain_row(vocabulary: Vocabulary, sheet: list[RawRow]) -> None:
    quick, full = _reader(vocabulary, sheet), _reader(vocabulary, sheet)
    values = [*sheet[1].values, "one more"]

    block = quick.block(RawColumns(2, [[each, each] for each in values]), {})

    assert list(block.every()) == [full.read(RawRow(number, values)) for number in (2, 3)]
