"""Rows screened by columns get the answers, the lines and the counts that they get one by one."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening import Screener
from screening.audit import answer_lines, block_answer_lines
from screening.model import AnsweredBlock, Decision, Row, SkippedRow, Verdict
from screening.pipeline import Tally
from screening.report import ReportFormat, pieces_of_block, text_of
from screening.report.safe_text import cell_text, excel_text
from screening.report.workbook import wording
from screening.report.workbook.clear_rows import ClearRows, Reported, clear_rows
from screening.tables import SheetRows, Table, TableOptions
from screening.tables.repeats import linked

LISTS = Path(__file__).parents[1] / "fixtures" / "lists"
_HEADERS = (
    "Ref", "Trade Date", "Ordering Customer", "Ordering Country", "Beneficiary", "Beneficiary Country", "Beneficiary Account", "Beneficiary Birth Date",
    "Beneficiary Bank", "Issuer", "Issuer Country", "Amount", "Currency", "ISIN", "Activity", "Narrative", "Port",
)  # fmt: skip
_PLAIN = (
    "P1", "2021-07-01", "Anna Ivanova", "DE", "Acme Trading Ltd", "FR", "DE89370400440532013000", "1990-02-03", "Harbour Bank", "", "", "10.50", "EUR", "",
    "transfer", "invoice 7", "Hamburg",
)  # fmt: skip
_CELLS = (
    "", " ", "n/a", "#N/A", "SECONDEYE SOLUTION", "South Front", "Ivan Petrov", "João Müller\u2028\x85", "A Ltd; B GmbH", "Total", "page 2", "RU", "Crimea",
    "Germany", "31/12/2020", "2035-01-01", "1,000.00", "1e+15", "USD", "US0378331005", "US0378331006", "RU000A0JXTS9", "RU000A101FA1", "purchase",
    "sale of bonds", "payment for SECONDEYE SOLUTION hosting", "to Neobit OOO and Anna Smith", "Ministry of Finance", "IR820540102680020817909002", "1 000",
    "9187629", "Sevastopol", "same as above", "Beneficiary", "DE75512108001245126199",
)  # fmt: skip


@cache
def _screener(*, by_row: bool = False) -> Screener:
    screener = Screener.open(as_of=date(2021, 7, 7), actor="us_bank", lists=[LISTS / "ofac-sdn-csv"])
    screener.settings = screener.settings.model_copy(update={"by_row": by_row})
    return screener


def _by_columns(screener: Screener, table: Table, tally: Tally) -> Iterator[AnsweredBlock]:
    sheets = [SheetRows(each) for each in table.readings()]
    for portion in table.portions(4):
        yield screener.screen_block(sheets[portion.sheet].of(portion), tally)


def _one_by_one(table: Table) -> Iterator[Row]:
    sheets = [SheetRows(each) for each in table.readings()]
    for portion in table.portions(4):
        reader = sheets[portion.sheet]._reader
        assert reader is not None
        yield from (
            linked(reader.read(raw), portion.repeats.get(raw.number, 0)) for raw in portion.raws().rows()
        )


def _table(screener: Screener, rows: list[list[str]], folder: Path) -> Table:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_HEADERS, *rows])
    path = folder / "rows.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return screener.open_table(path, TableOptions(assume_yes=True))


_rows = st.lists(
    st.dictionaries(st.integers(0, len(_HEADERS) - 1), st.sampled_from(_CELLS), max_size=4),
    min_size=1,
    max_size=9,
).map(lambda changes: [[change.get(at, cell) for at, cell in enumerate(_PLAIN)] for change in changes])


def _lines(reported: Reported) -> list[object]:
    """What the sheet of clear rows says of plain rows, worded by columns or from their decisions; other decisions as they are."""
    if isinstance(reported, ClearRows):
        return list(reported.rows)
    if reported.verdict is not Verdict.CLEAR or reported.record is None:
        return [reported]
    words = wording.parties(reported.record), wording.facts(reported.record)
    return [(reported.row, excel_text(reported.record_id), *map(cell_text, words))]


@pytest.mark.parametrize("by_row", [False, True])
def test_an_ordinary_table_needs_no_row_put_together_but_where_rows_are_judged_by_their_own_day(
    by_row: bool, tmp_path: Path
) -> None:
    screener = _screener(by_row=by_row)
    rows = [[f"P{number}", *_PLAIN[1:]] for number in range(8)]

    answered = list(_by_columns(screener, _table(screener, rows, tmp_path), Tally()))

    assert [len(each.unremarkable().numbers) for each in answered] == ([0, 0] if by_row else [4, 4])


@settings(deadline=None, max_examples=60)
@given(_rows)
def test_rows_screened_by_columns_get_the_answers_lines_and_counts_of_rows_screened_one_by_one(
    rows: list[list[str]],
) -> None:
    screener, ours, theirs = _screener(), Tally(), Tally()
    with TemporaryDirectory() as folder:
        table = _table(screener, rows, Path(folder))
        answered = list(_by_columns(screener, table, ours))
        alone = list(_one_by_one(table))
    decisions: list[Decision] = list(screener.screen(alone, tally=theirs))

    ours.matching_seconds = theirs.matching_seconds
    assert ours == theirs
    assert [decision for each in answered for decision in each.decisions()] == decisions
    for form in (ReportFormat.JSONL, ReportFormat.CSV):
        pieces = chain.from_iterable(pieces_of_block(form, each) for each in answered)
        assert b"".join(pieces).decode() == text_of(form, decisions)
    assert list(chain.from_iterable(map(_lines, chain.from_iterable(map(clear_rows, answered))))) == list(
        chain.from_iterable(map(_lines, decisions))
    )
    assert b"".join(block_answer_lines(each) for each in answered) == answer_lines(decisions)
    assert sum(len(each.block.rows) for each in answered) == len(alone)
    assert not any(isinstance(each, SkippedRow) for each in decisions)
