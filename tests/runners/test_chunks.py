"""A run in chunks: the same bytes whatever the size of the chunks and the number of processes."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from screening.errors import ScreeningError, UsageError
from screening.model import Decision, Verdict
from screening.report import ReportFormat
from screening.runners import RunRequest, run_local
from screening.runners.local import open_tables
from screening.runners.opening import Opening, ground_of
from screening.runners.way import RunStopped, Way
from screening.settings import Settings
from screening.tables import TableOptions
from screening.workspace import Workspace

LISTS = Path(__file__).parents[2] / "fixtures" / "lists"
NAMES = (
    "Harbour Bakery Ltd",
    "SECONDEYE SOLUTION",
    "Maria Lindqvist",
    "Konstantin Kilimnick",
    "Igor Ivanovich Sechin",
    "",
    "FORWARDERZ",
)
ROWS = 60


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def opening(place: Path) -> Opening:
    settings = Settings(as_of=date(2021, 7, 7), actor="us_bank")
    return Opening(
        settings, (LISTS / "ofac-sdn-csv",), workspace=Workspace.at(place / "workspace"), allow_stale=True
    )


@pytest.fixture(scope="module")
def payments(place: Path) -> Path:
    """Rows of every kind: clear, listed, unreadable, blank, repeated, a total line, and another table from row 50 on."""
    path = place / "payments.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Ref", "Beneficiary", "Amount", "Currency", "Trade Date"])
        for number in range(2, ROWS + 2):
            if number == 50:
                writer.writerow(["Beneficiary", "Currency", "Amount", "", ""])
            elif number in (20, 41):
                writer.writerow(["Total", "", "12,50", "", ""])
            elif number % 13 == 0:
                writer.writerow(["", "", "", "", ""])
            else:
                ref = "R1" if number % 17 == 0 else f"R{number}"
                writer.writerow([ref, NAMES[number % len(NAMES)], f"{number // 17}.10", "USD", "2021-06-14"])
    return path


def report(opening: Opening, source: Path, output: Path, way: Way) -> bytes:
    screener = opening.open()
    tables = open_tables(screener, [source], TableOptions())
    request = RunRequest((source,), output, ReportFormat(output.suffix[1:]), TableOptions())
    run_local(screener, tables, request, way=way)
    return output.read_bytes()


def test_one_of_several_processes_matches_names_in_one_thread(opening: Opening):
    screener = opening.open(threads=3)

    assert screener.matcher.threads == 3
    assert opening.open_same(ground_of(screener)).matcher.threads == 1


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_report_does_not_depend_on_the_size_of_the_chunks(
    opening: Opening, payments: Path, tmp_path: Path, size: int, suffix: str
):
    whole = report(opening, payments, tmp_path / f"whole.{suffix}", Way())

    assert report(opening, payments, tmp_path / f"parts.{suffix}", Way(chunk_rows=size)) == whole


def test_a_workbook_does_not_depend_on_the_size_of_the_chunks(
    opening: Opening, payments: Path, tmp_path: Path
):
    reports = []
    for name, size in (("a", 7), ("b", 1000)):
        output = tmp_path / name / "report.xlsx"
        output.parent.mkdir()
        report(opening, payments, output, Way(chunk_rows=size))
        book = openpyxl.load_workbook(output, read_only=True)
        reports.append([(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets])

    assert reports[0] == reports[1]


def test_a_workbook_of_parts_is_the_one_that_is_written_of_every_rows_decision(
    opening: Opening, payments: Path, tmp_path: Path
):
    decisions: list[Decision] = []
    books = []
    for name, observe in (("parts", None), ("decisions", decisions.append)):
        output = tmp_path / name / "report.xlsx"
        output.parent.mkdir()
        screener = opening.open()
        request = RunRequest((payments,), output, ReportFormat.XLSX, TableOptions())
        tables = open_tables(screener, [payments], TableOptions())
        run_local(screener, tables, request, observe=observe, way=Way(chunk_rows=7))
        with zipfile.ZipFile(output) as book:
            books.append({each: book.read(each) for each in book.namelist()})

    assert books[0] == books[1]
    assert {each.verdict for each in decisions} >= {Verdict.CLEAR, Verdict.REVIEW, Verdict.NOT_SCREENED}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["jsonl", "xlsx"])
def test_a_report_does_not_depend_on_the_number_of_processes(
    opening: Opening, payments: Path, tmp_path: Path, suffix: str
):
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    alone.mkdir()
    shared.mkdir()

    one = report(opening, payments, alone / f"report.{suffix}", Way(chunk_rows=5))
    two = report(opening, payments, shared / f"report.{suffix}", Way(jobs=2, opening=opening, chunk_rows=5))

    assert one == two


@pytest.mark.slow
def test_what_a_worker_refuses_is_said_and_no_report_is_left(
    opening: Opening, payments: Path, tmp_path: Path
):
    other = Opening(
        Settings(as_of=date(2021, 7, 8)), opening.lists, workspace=opening.workspace, allow_stale=True
    )

    with pytest.raises(ScreeningError, match="changed while the run went on"):
        report(opening, payments, tmp_path / "report.jsonl", Way(jobs=2, opening=other, chunk_rows=5))
    assert not list(tmp_path.iterdir())


class _Stops:
    """Progress that is stopped by Ctrl-C after so many chunks."""

    def __init__(self, chunks: int) -> None:
        self.left = chunks

    def start(self, stage: str, total: int | None) -> None: ...

    def advance(self, done: int) -> None:
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt

    def finish(self) -> None: ...


def stop(opening: Opening, source: Path, output: Path, way: Way, chunks: int) -> RunStopped:
    screener = opening.open()
    tables = open_tables(screener, [source], TableOptions())
    request = RunRequest((source,), output, ReportFormat(output.suffix[1:]), TableOptions())
    with pytest.raises(RunStopped) as stopped:
        run_local(screener, tables, request, progress=_Stops(chunks), way=way)
    return stopped.value


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "xlsx"])
def test_a_stopped_run_leaves_no_report_and_goes_on_to_the_same_one(
    opening: Opening, payments: Path, tmp_path: Path, suffix: str
):
    keep = Workspace.at(tmp_path / "kept")
    output = tmp_path / "out" / f"report.{suffix}"
    output.parent.mkdir()

    stopped = stop(opening, payments, output, Way(keep=keep, chunk_rows=7), chunks=6)
    left = list(output.parent.iterdir())
    resumed = report(opening, payments, output, Way(keep=keep, chunk_rows=7, resume=True))
    whole = report(opening, payments, output, Way())

    assert (str(stopped), stopped.exit_code) == (
        "stopped after 42 of 60 rows; no report was written; the same command with --resume goes on from there",
        130,
    )
    assert left == []
    assert resumed == whole
    assert not [each for each in keep.runs.rglob("*") if each.is_file()]


def test_what_is_kept_is_for_its_owner_alone(opening: Opening, payments: Path, tmp_path: Path):
    keep = Workspace.at(tmp_path / "kept")

    stop(opening, payments, tmp_path / "report.jsonl", Way(keep=keep, chunk_rows=7), chunks=3)

    files = [each for each in keep.runs.rglob("*") if each.is_file()]
    assert len(files) == 5
    assert {each.stat().st_mode & 0o077 for each in files} == {0}


@pytest.mark.parametrize(
    ("named", "changed"),
    [
        ("input payments.csv", {"source": "R2,Harbour Bakery Ltd"}),
        ("the settings", {"as_of": date(2021, 7, 8)}),
        ("list us-ofac-sdn", {"lists": (LISTS / "ofac-sdn-xml",)}),
        ("the rules", {"rules": True}),
        ("how columns are read", {"maps": (("Ref", "none"),)}),
    ],
)
def test_a_stopped_run_does_not_go_on_with_anything_else(
    opening: Opening, payments: Path, tmp_path: Path, named: str, changed: dict[str, object]
):
    keep = Workspace.at(tmp_path / "kept")
    source, output = tmp_path / "payments.csv", tmp_path / "report.jsonl"
    source.write_bytes(payments.read_bytes())
    stop(opening, source, output, Way(keep=keep, chunk_rows=7), chunks=3)
    if "source" in changed:
        source.write_text(source.read_text(encoding="utf-8").replace("R3,", "R3x,"), encoding="utf-8")
    rules = tmp_path / "rules"
    if "rules" in changed:
        rules.mkdir()
        text = (Path(__file__).parents[2] / "rules" / "us" / "ofac-sdn-listed-party.yaml").read_text(
            encoding="utf-8"
        )
        (rules / "house.own.yaml").write_text(
            text.replace("us/ofac-sdn-listed-party", "house.own"), encoding="utf-8"
        )
    day = changed.get("as_of", opening.settings.as_of)
    assert isinstance(day, date)
    lists = changed.get("lists", opening.lists)
    assert isinstance(lists, tuple)
    other = Opening(
        Settings(as_of=day, actor="us_bank"),
        lists,
        rules=(rules,) if rules.is_dir() else (),
        workspace=opening.workspace,
        allow_stale=True,
    ).open()
    maps = changed.get("maps", ())
    assert isinstance(maps, tuple)
    options = TableOptions(maps=maps)
    request = RunRequest((source,), output, ReportFormat.JSONL, options)

    with pytest.raises(UsageError, match=f"cannot go on: .*{named}.* changed since"):
        run_local(
            other,
            open_tables(other, [source], options),
            request,
            way=Way(keep=keep, chunk_rows=7, resume=True),
        )


def test_a_damaged_chunk_is_made_again(opening: Opening, payments: Path, tmp_path: Path):
    keep, output = Workspace.at(tmp_path / "kept"), tmp_path / "report.jsonl"
    stop(opening, payments, output, Way(keep=keep, chunk_rows=7), chunks=4)
    second = sorted(keep.runs.rglob("*.part"))[1]
    second.write_bytes(second.read_bytes()[:-40])

    resumed = report(opening, payments, output, Way(keep=keep, chunk_rows=7, resume=True))

    assert resumed == report(opening, payments, output, Way())


def test_a_damaged_text_is_made_again_from_the_chunk_on_whose_it_is(
    opening: Opening, payments: Path, tmp_path: Path
):
    keep, output = Workspace.at(tmp_path / "kept"), tmp_path / "report.csv"
    stop(opening, payments, output, Way(keep=keep, chunk_rows=7), chunks=4)
    (text,) = keep.runs.rglob("*.text")
    content = bytearray(text.read_bytes())
    content[len(content) // 2] ^= 1
    text.write_bytes(content)

    resumed = report(opening, payments, output, Way(keep=keep, chunk_rows=7, resume=True))

    assert resumed == report(opening, payments, output, Way())


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_what_goes_to_a_stream_is_the_same_with_and_without_a_stop(
    opening: Opening, payments: Path, tmp_path: Path, suffix: str
):
    keep, format_ = Workspace.at(tmp_path / "kept"), ReportFormat(suffix)
    whole, resumed = io.StringIO(newline=""), io.StringIO(newline="")
    screener = opening.open()
    tables = open_tables(screener, [payments], TableOptions())
    asked = [
        RunRequest((payments,), each, format_, TableOptions()) for each in (whole, io.StringIO(), resumed)
    ]
    run_local(screener, tables, asked[0])
    with pytest.raises(RunStopped):
        run_local(screener, tables, asked[1], progress=_Stops(5), way=Way(keep=keep, chunk_rows=7))

    run_local(screener, tables, asked[2], way=Way(keep=keep, chunk_rows=7, resume=True))

    assert resumed.getvalue() == whole.getvalue() != ""


@pytest.mark.slow
def test_what_was_looked_for_in_texts_is_told_whichever_process_read_them(opening: Opening, tmp_path: Path):
    source = tmp_path / "texts.csv"
    rows = [f"R{number},Harbour Bakery Ltd,invoice {number} for hosting" for number in range(20)]
    source.write_text("\n".join(["Ref,Beneficiary,Payment details", *rows, ""]), encoding="utf-8")
    screener = opening.open()
    tables = open_tables(screener, [source], TableOptions())
    output = tmp_path / "report.jsonl"
    request = RunRequest((source,), output, ReportFormat.JSONL, TableOptions())

    alone = run_local(screener, tables, request, way=Way(chunk_rows=5))
    shared = run_local(opening.open(), tables, request, way=Way(jobs=2, opening=opening, chunk_rows=5))

    assert "are looked for word for word" in alone.info.settings["payment texts"]
    assert shared.info.settings == alone.info.settings
