"""A whole run, measured: made transactions against real lists, csv to JSON Lines and xlsx to xlsx, and where the time goes.

    python -m benchmarks.run SHARED [--rows 1000000] [--sheet-rows 100000] [--folder .benchmarks]

Each run is a process of its own. "cpu" is processor time of the run with all its processes, "peak" the most memory that they held together (what they share
is counted once for each), asked ten times a second where the system tells (Linux). The bare floor of a workbook is calamine reading it and XlsxWriter
writing the same cells, no more.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.transactions import made
from screening.pipeline import Screener, Tally
from screening.report import Reported, ReportFormat, clear_rows, pieces_of_block, write_book
from screening.runners.chunks import CHUNK_ROWS
from screening.tables import SheetRows
from screening.workspace import Workspace

_LISTS = ("ofac-sdn/2021-07-07", "eu-fsf/2024-05-13")
_AS_OF = date(2021, 7, 7)
_PAUSE = 0.1
_ABOUT = """
`python -m benchmarks.run SHARED > benchmarks/RUNS.md` writes this page. Made transactions of twelve columns, three of them parties, against the SDN list of
2021-07-07 and the consolidated list of the European Union of 2024-05-13. Rows/s are by the clock and depend on what else the machine does; rows a cpu second
count the processor time of all processes, start and loading of the lists included.
"""
_CHUNK = CHUNK_ROWS
_BARE = """
import sys
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
book = Workbook(sys.argv[2], {"constant_memory": True})
sheet = book.add_worksheet()
for number, row in enumerate(CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows()):
    for at, value in enumerate(row):
        if isinstance(value, (str, int, float)):
            sheet.write(number, at, value)
        else:
            sheet.write_string(number, at, str(value))
book.close()
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of processors, and bytes held at most by all processes together (0: the system does not tell)."""

    clock: float
    cpu: float
    peak: int


def cost_of(command: list[str]) -> Cost:
    """Run a command to its end, which must be one of a finished run."""
    before = _spent()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(_held(each) for each in _tree(process.pid)))
            time.sleep(_PAUSE)
        told.seek(0)
        if process.returncode not in (0, 3):
            raise SystemExit(told.read().decode("utf-8", "replace"))
    return Cost(time.perf_counter() - started, _spent() - before, peak)


def _spent() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in told.split():
        yield from _tree(int(child))


def _held(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(told.split()[1]) * 4096


def _run(shared: Path, source: Path, output: Path, jobs: int, workspace: Path) -> list[str]:
    lists = [word for each in _LISTS for word in ("--list", str(shared / "lists" / each))]
    fixed = [
        "--as-of",
        _AS_OF.isoformat(),
        "--actor",
        "us_bank",
        "--workspace",
        str(workspace),
        "--no-journal",
    ]
    return [
        sys.executable,
        "-m",
        "screening",
        "run",
        str(source),
        "-o",
        str(output),
        *lists,
        *fixed,
        "--jobs",
        str(jobs),
    ]


def profile(shared: Path, source: Path, count: int, workspace: Path) -> Iterator[tuple[str, float]]:
    """Microseconds of processor time a row that each stage of one process takes, stage after stage over the whole file."""
    screener = Screener.open(
        as_of=_AS_OF,
        lists=[shared / "lists" / each for each in _LISTS],
        actor="us_bank",
        workspace=Workspace.at(workspace),
    )
    clock = time.process_time
    started = clock()
    table = screener.open_table(source)
    yield "opening: columns, counts, repeats", (clock() - started) / count * 1e6
    stages = (
        "rows as they stand",
        "what they say, by columns",
        "matching, rules, decisions",
        "JSON Lines",
        "for a workbook: its words instead",
    )
    spent = dict.fromkeys(stages, 0.0)
    sheets = [SheetRows(each) for each in table.readings()]
    portions = table.portions(_CHUNK)
    tally, parts = Tally(), list[Reported]()
    while True:
        marks = [clock()]
        portion = next(portions, None)
        marks.append(clock())
        if portion is None:
            break
        block = sheets[portion.sheet].of(portion)
        marks.append(clock())
        answered = screener.screen_block(block, tally)
        marks.append(clock())
        pieces_of_block(ReportFormat.JSONL, answered)
        marks.append(clock())
        parts += clear_rows(answered)
        marks.append(clock())
        for name, first, last in zip(spent, marks, marks[1:], strict=False):
            spent[name] += last - first
    for name, seconds in spent.items():
        yield name, seconds / count * 1e6
    started = clock()
    write_book(workspace.parent / "profiled.xlsx", parts, lambda: screener.run_info([table.info], tally))
    yield "for a workbook: its file", (clock() - started) / count * 1e6
    (workspace.parent / "profiled.xlsx").unlink()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with lists/<list>/<edition>/")
    parser.add_argument("--rows", default="10000,100000,1000000", help="rows of the csv files")
    parser.add_argument("--sheet-rows", type=int, default=100_000, help="rows of the workbook")
    parser.add_argument(
        "--folder", type=Path, default=Path(".benchmarks"), help="where the made files are kept"
    )
    asked = parser.parse_args()
    workspace = asked.folder / "workspace"
    counts = [int(each) for each in asked.rows.split(",") if each]
    with tempfile.TemporaryDirectory() as private:
        output = Path(private)
        print("# Whole runs\n" + _ABOUT)
        print(f"| csv to JSON Lines | rows/s | rows a cpu second | cpu s | peak MB |\n{'|---' * 5}|")
        for count in counts:
            for jobs in (1, 2):
                source = made(asked.folder, count, ".csv")
                cost = cost_of(_run(asked.shared, source, output / "out.jsonl", jobs, workspace))
                print(
                    f"| {count:,} rows, --jobs {jobs} | {count / cost.clock:,.0f} | {count / cost.cpu:,.0f} | {cost.cpu:.1f} | {cost.peak / 2**20:,.0f} |",
                    flush=True,
                )
        if asked.sheet_rows:
            _sheets(asked.shared, made(asked.folder, asked.sheet_rows, ".xlsx"), output, workspace)
    middle = sorted(counts)[len(counts) // 2]
    print(f"\n| where the time goes, {middle:,} rows, one process | µs a row |\n|---|---:|")
    for name, each in profile(asked.shared, made(asked.folder, middle, ".csv"), middle, workspace):
        print(f"| {name} | {each:.1f} |", flush=True)


def _sheets(shared: Path, source: Path, output: Path, workspace: Path) -> None:
    bare = cost_of([sys.executable, "-c", _BARE, str(source), str(output / "bare.xlsx")])
    ours = cost_of(_run(shared, source, output / "out.xlsx", 1, workspace))
    print(f"\n| {source.stem}, xlsx to xlsx | cpu s | × bare | peak MB |\n|---|---:|---:|---:|")
    for name, cost in (("calamine and XlsxWriter, bare", bare), ("screening run", ours)):
        print(
            f"| {name} | {cost.cpu:.1f} | {cost.cpu / bare.cpu:.2f} | {cost.peak / 2**20:,.0f} |", flush=True
        )


if __name__ == "__main__":
    main()
