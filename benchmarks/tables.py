"""Reading alone, beside other readers: seconds, processor time and peak memory of each, in one run and on the same files.

    python benchmarks/tables.py [ROWS] [FOLDER] [READER...]

Makes a workbook and a csv file of ROWS (default 1,000,000) by 12 columns, and reads each in a fresh process a reader. "raw rows" is this program
up to typed cells; "records" is all of `open_table` and its rows, in portions as a run reads them. Peers live in an environment of their own, FOLDER/peers (default `.benchmarks`,
which git ignores), made at the first run. With READER only readers whose name begins so are run, and the bare one that they are measured against.
"""

import csv
import datetime as dt
import json
import multiprocessing
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

_HEADERS = (
    "Ref", "Beneficiary", "Beneficiary Country", "Beneficiary Account", "Ordering Customer", "Amount", "Currency", "Trade Date", "Settlement Date",
    "Activity", "Narrative", "Beneficiary Bank",
)  # fmt: skip
_FIRST = ("Ivan", "Anna", "John", "Maria", "Wei", "Fatima", "Pierre", "Olga", "Sven", "Ahmed")
_LAST = ("Petrov", "Smith", "Chen", "Garcia", "Müller", "Khan", "Dupont", "Ivanova", "Larsen", "Hassan")
_DATES = (7, 8)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_MEASURE = """
import json, resource, sys, time
path, rows, started = sys.argv[1], 0, time.perf_counter()
{code}
own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([rows, time.perf_counter() - started, own.ru_utime + own.ru_stime, others.ru_utime + others.ru_stime,
                  own.ru_maxrss * unit, others.ru_maxrss * unit]))
"""
_OURS = """
import gc
from pathlib import Path
from screening.tables.opening import open_book
from screening.tables.options import TableOptions
book = open_book(Path(path), TableOptions(), lambda texts: float(len(texts)))
for grid in book.grids:
    for row in grid.rows():
        rows += 1
row = grid = book = None
gc.collect()
"""
_RECORDS = """
import gc
from pathlib import Path
from screening import resources
from screening.ruleset import Ruleset
from screening.runners.chunks import CHUNK_ROWS
from screening.tables import SheetRows, open_table
vocabulary = Ruleset.load([resources.rules_dir()]).vocabulary
started = time.perf_counter()
table = open_table(Path(path), vocabulary)
sheets = [SheetRows(each) for each in table.readings()]
for portion in table.portions(CHUNK_ROWS):
    rows += len(sheets[portion.sheet].of(portion).rows)
portion = sheets = table = None
gc.collect()
"""
_READERS: dict[str, dict[str, tuple[bool, str]]] = {
    "xlsx": {
        "calamine, bare": (
            False,
            "from python_calamine import CalamineWorkbook\nfor row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows(): rows += 1",
        ),
        "this program, raw rows": (False, _OURS),
        "this program, records": (False, _RECORDS),
        "openpyxl, read-only": (
            True,
            "import openpyxl\nfor row in openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True): rows += 1",
        ),
        "pandas (calamine)": (True, "import pandas\nrows = len(pandas.read_excel(path, engine='calamine', dtype=object)) + 1"),
        "polars (calamine)": (True, "import polars\nrows = len(polars.read_excel(path)) + 1"),
    },
    "csv": {
        "csv module, bare": (False, "import csv\nwith open(path, encoding='utf-8', newline='') as file:\n    for row in csv.reader(file): rows += 1"),
        "this program, raw rows": (False, _OURS),
        "this program, records": (False, _RECORDS),
        "pandas": (True, "import pandas\nrows = len(pandas.read_csv(path, dtype=str)) + 1"),
        "polars": (True, "import polars\nrows = len(polars.read_csv(path, infer_schema_length=0)) + 1"),
    },
}  # fmt: skip


def _rows(count: int) -> Iterator[list[str | float | int]]:
    for at in range(count):
        day = 44_197 + at % 365
        yield [
            f"T{at:07}",
            f"{_FIRST[at % 10]} {_LAST[at // 10 % 10]} {at % 50_021}",
            ("RU", "US", "DE", "FR", "CN")[at % 5],
            f"DE{at % 99:02}{at % 1_000_003:018}",
            f"{_LAST[at % 10]} Trading {at % 20_011} LLC",
            round(at * 7_919 % 10_000_019 / 100, 2),
            ("USD", "EUR", "RUB")[at % 3],
            day,
            day + 2,
            ("purchase", "loan", "transfer")[at % 3],
            f"Invoice {at % 5_003} of goods",
            "DEUTDEFFXXX",
        ]


def _write_csv(path: Path, count: int) -> None:
    zero = dt.date(1899, 12, 30)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADERS)
        for row in _rows(count):
            writer.writerow(
                [
                    (zero + dt.timedelta(days=int(cell))) if at in _DATES else cell
                    for at, cell in enumerate(row)
                ]
            )


def _write_xlsx(path: Path, count: int) -> None:
    """As Excel writes it: texts shared, dates as numbers with a style."""
    shared: dict[str, int] = {}

    def cells(number: int, row: list[str | float | int]) -> str:
        made = []
        for at, cell in enumerate(row):
            ref = f"{'ABCDEFGHIJKL'[at]}{number}"
            if isinstance(cell, str):
                made.append(f'<c r="{ref}" t="s"><v>{shared.setdefault(cell, len(shared))}</v></c>')
            else:
                style = ' s="1"' if at in _DATES else ""
                made.append(f'<c r="{ref}"{style}><v>{cell}</v></c>')
        return f'<row r="{number}" spans="1:12">{"".join(made)}</row>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            sheet.write(cells(1, list(_HEADERS)).encode())
            for number, row in enumerate(_rows(count), start=2):
                sheet.write(cells(number, row).encode())
            sheet.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w") as strings:
            strings.write(f'{_HEAD}<sst xmlns="{_MAIN}">'.encode())
            strings.write("".join(f"<si><t>{text}</t></si>" for text in shared).encode())
            strings.write(b"</sst>")
        for part, content in _small_parts().items():
            archive.writestr(part, _HEAD + content)


def _small_parts() -> dict[str, str]:
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for at, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1"), ("styles", "styles"), ("sharedStrings", "sharedStrings")),
            start=1,
        )
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Deals" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/>'
        '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>",
    }


def _peers(folder: Path) -> str:
    """The interpreter of the peers' own environment."""
    home = folder / "peers"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        packages = ["openpyxl", "pandas", "polars", "fastexcel", "python-calamine"]
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
    return str(python)


def main(count: int, folder: Path, wanted: tuple[str, ...] = ()) -> None:
    """Print one table a format."""
    folder.mkdir(exist_ok=True)
    peers = _peers(folder)
    for form, write in (("xlsx", _write_xlsx), ("csv", _write_csv)):
        path = folder / f"tables-{count}.{form}"
        if not path.exists():
            # In a process of its own: what it takes would be counted as the peak of every reader started after it.
            made = multiprocessing.get_context("spawn").Process(target=write, args=(path, count))
            made.start()
            made.join()
        print(f"\n{form}, {count:,} rows by 12 columns, {path.stat().st_size / 2**20:,.0f} MB")
        print(
            f"{'reader':<24}{'seconds':>9}{'x bare':>8}{'cpu s':>8}{'+ child':>9}{'peak MB':>9}{'+ child':>9}"
        )
        bare = 0.0
        for name, (is_peer, code) in _READERS[form].items():
            if wanted and not name.startswith(wanted) and "bare" not in name:
                continue
            done = subprocess.run(
                [peers if is_peer else sys.executable, "-c", _MEASURE.format(code=code), str(path)],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                print(f"{name:<24}  failed: {done.stderr.strip().splitlines()[-1][:90]}")
                continue
            rows, seconds, own, child, peak, child_peak = json.loads(done.stdout)
            bare = bare or seconds
            short = (
                "" if rows == count + 1 or (rows == count and "records" in name) else f"  only {rows:,} rows"
            )
            print(
                f"{name:<24}{seconds:>9.1f}{seconds / bare:>8.2f}{own:>8.1f}{child:>9.1f}"
                f"{peak / 2**20:>9,.0f}{child_peak / 2**20:>9,.0f}{short}"
            )


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
        Path(sys.argv[2]) if len(sys.argv) > 2 else Path(".benchmarks"),
        tuple(sys.argv[3:]),
    )
