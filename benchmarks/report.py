"""How long the workbook takes to write beside bare XlsxWriter writing the same cells, and how much memory."""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from openpyxl import load_workbook
from xlsxwriter import Workbook

from benchmarks.figure import Figure
from screening.model import (
    Cell,
    DateSpan,
    Decision,
    Fact,
    Party,
    Reconciliation,
    Record,
    Role,
    RunInfo,
    Verdict,
)
from screening.report import ReportFormat, write_report

_TIMES_BARE = 1.3
_TURNS = 3
_FILE, _SHEET = "payments.xlsx", "Export"


def measured(rows: int) -> Iterator[Figure]:
    """The workbook of `rows` clear rows: its time as a multiple of bare XlsxWriter's, and its memory at that size and at three times it."""
    # Memory first: a process that is started later would be told the size of this one as its own.
    for count in (rows, 3 * rows):
        yield Figure(
            f"workbook of {count:,} clear rows: memory at its highest, MB", _peak(count), counts="one process"
        )
    with TemporaryDirectory() as folder:
        yield _ratio(rows, Path(folder))


def _ratio(rows: int, folder: Path) -> Figure:
    """Both in turns, so that a machine that is slower for a while is so for both; the least time of each counts."""
    ours, bare = folder / "ours.xlsx", folder / "bare.xlsx"
    clear = [_clear(row) for row in range(2, rows + 2)]
    _write(ours, clear, rows)
    cells = [
        [cell for cell in line if cell is not None]
        for line in load_workbook(ours, read_only=True)["Cleared"].iter_rows(values_only=True)
    ]
    mine, theirs = [], []
    for _ in range(_TURNS):
        mine.append(_seconds(lambda: _write(ours, clear, rows)))
        theirs.append(_seconds(lambda: _bare(bare, cells)))
    return Figure(
        f"workbook of {rows:,} clear rows: time over bare XlsxWriter's",
        min(mine) / min(theirs),
        _TIMES_BARE,
        at_most=True,
        counts=f"{min(mine):.1f} s against {min(theirs):.1f} s of processor time",
    )


def _seconds(work: Callable[[], None]) -> float:
    started = process_time()
    work()
    return process_time() - started


def _bare(path: Path, lines: Sequence[Sequence[object]]) -> None:
    workbook = Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = workbook.add_worksheet("Cleared")
    style = workbook.add_format({"text_wrap": True, "border": 1, "valign": "vcenter"})
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, int | float):
                sheet.write_number(row, column, cell, style)
            else:
                sheet.write_string(row, column, str(cell), style)
    workbook.close()


def write(path: Path, rows: int) -> None:
    """A workbook of `rows` clear rows, each with names, dates and amounts of its own."""
    _write(path, (_clear(row) for row in range(2, rows + 2)), rows)


def _write(path: Path, decisions: Iterable[Decision], rows: int) -> None:
    counted = Reconciliation(rows, rows, 0, 0)
    run = RunInfo("0" * 16, "benchmark", "2021-07-07", None, (), (), (), "", {}, "", counted, {})
    write_report(path, ReportFormat.XLSX, decisions, lambda: run)


def _clear(row: int) -> Decision:
    day = date(2021, 1 + row % 12, 1 + row % 28)
    parties = (
        Party(
            Role.ORDERING_CUSTOMER,
            f"Ordering House {row % 977} AG",
            cell=Cell(f"D{row}", "Ord. Cust.", f"Ordering House {row % 977} AG"),
        ),
        Party(
            Role.BENEFICIARY,
            f"Supplier Number {row} Trading Company Limited",
            cell=Cell(f"E{row}", "Bene. Name", ""),
        ),
    )
    facts = {
        "activity": Fact("payment", Cell(f"C{row}", "Txn Type", "payment")),
        "beneficiary_country": Fact("DE", Cell(f"F{row}", "Bene. Ctry", "DE")),
        "trade_date": Fact(DateSpan.day(day), Cell(f"O{row}", "Trade Dt", day.isoformat())),
        "currency": Fact("EUR", Cell(f"Q{row}", "Ccy", "EUR")),
        "amount": Fact(Decimal(row * 17 % 100_000), Cell(f"R{row}", "Amt", str(row * 17 % 100_000))),
        "market": Fact(None, Cell(f"H{row}", "Mkt", ""), "blank cell"),
    }
    record = Record(_FILE, _SHEET, row, f"NB-{row}", parties, facts)
    reasons = ("No listed name or identifier is near, and no measure applies.",)
    return Decision(_FILE, _SHEET, row, record.record_id, Verdict.CLEAR, reasons, record=record)


def _peak(rows: int) -> float:
    """Megabytes at the highest, in a process of its own."""
    code = (
        "import sys, tempfile; from pathlib import Path; from benchmarks import report;"
        "folder = tempfile.TemporaryDirectory();"
        "report.write(Path(folder.name) / 'r.xlsx', int(sys.argv[1])); print(report.peak_megabytes())"
    )
    told = subprocess.run([sys.executable, "-c", code, str(rows)], capture_output=True, text=True, check=True)
    return float(told.stdout)


def peak_megabytes() -> float:
    """The highest resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
