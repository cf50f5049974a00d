"""The currency that the header of the amounts names is that of every row, and overrules no column of currencies."""

from datetime import date
from pathlib import Path

import pytest

from screening import Screener
from screening.pipeline import Tally
from screening.runners.counts import Counts
from screening.tables import SheetRows, Table
from screening.values import header_currency


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener.open(as_of=date(2021, 7, 7), actor="us_bank", lists=[])


def _table(screener: Screener, folder: Path, header: str, *rows: str) -> Table:
    path = folder / "payments.csv"
    path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    return screener.open_table(path)


@pytest.mark.parametrize(
    ("header", "currency"),
    [
        ("Amount (USD)", "USD"), ("EUR amount", "EUR"), ("amount_usd", "USD"), ("Сумма, руб.", "RUB"), ("Importe (€)", "EUR"), ("Amt RUR", "RUB"),
        ("Amount", None), ("Amount (USD/EUR)", None), ("ALL AMOUNTS", None), ("TOP AMOUNT", None), ("Amount (FCY)", None), ("Amount 810", None),
        ("Amount (DEM)", None), ("32A Amount", None),
    ],
)  # fmt: skip
def test_a_header_names_one_currency_or_none(header: str, currency: str | None) -> None:
    assert header_currency(header) == currency


def test_rows_have_the_currency_of_their_amounts_header_with_its_cell(
    screener: Screener, tmp_path: Path
) -> None:
    table = _table(
        screener,
        tmp_path,
        "Ref,Beneficiary,Amount (USD)",
        "1,Harbour Bakery,10.50",
        "2,#N/A,2.00",
        "3,Ann Lee & Bob Lee,1",
    )
    portion = next(table.portions(10))
    answered = screener.screen_block(SheetRows(table.readings()[0]).of(portion), Tally())
    counts = Counts([table])
    counts.answered(answered)

    facts = [each.record.facts["currency"] for each in answered.decisions() if each.record is not None]
    assert [(fact.value, fact.cell.ref if fact.cell else "") for fact in facts] == [("USD", "C1")] * 2
    assert [(each.currency, str(each.total), each.rows) for each in counts.totals()] == [("USD", "11.50", 2)]
    assert table.info.sheets[0].columns[2].why == "known words; in USD by its header"


@pytest.mark.parametrize(
    "header", ["Ref,Beneficiary,Amount (USD),Currency", "Ref,Beneficiary,Amount (USD),Ccy"]
)
def test_a_column_of_currencies_is_never_overruled(screener: Screener, tmp_path: Path, header: str) -> None:
    table = _table(screener, tmp_path, header, "1,Harbour Bakery,10.50,EUR", "2,Ann Lee,2.00,")

    records = [each.record for each in screener.screen(table.rows()) if each.record is not None]

    assert [each.facts["currency"].value for each in records] == ["EUR", None]
