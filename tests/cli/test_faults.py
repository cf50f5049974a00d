"""Whatever ends a program or keeps it from writing: no half report, no lost answer, no broken chain."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from screening.audit import Event, Journal, verify
from screening.errors import Location
from screening.model import MatchKey, Ruling
from screening.review import Answer, Import, Register
from screening.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
NAMES = 3000
KILLED = -9

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits of a process"),
]


_CONFINED = """
import ctypes, os, resource, signal, sys
limit = int(sys.argv.pop(1))
if limit > 0:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from screening.cli import main
if os.geteuid() == 0 and sys.platform == "linux":
    # Whoever may do everything is held to the rights of a folder like anybody else.
    ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
main()
"""


def started(folder: Path, *args: str, limit: int | None = None) -> subprocess.Popen[str]:
    """The program as a process of its own; `limit` is the size in bytes that no file may pass, as on a disk that is full."""

    return subprocess.Popen(
        [sys.executable, "-c", _CONFINED, str(limit or -1), *args],
        cwd=folder,
        env={**os.environ, "SCREENING_WORKSPACE": str(folder / "place"), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def killed_when(process: subprocess.Popen[str], appears: Callable[[], bool], seconds: float = 90) -> int:
    """Kill the process as soon as something is there; gives its return code."""
    end = time.monotonic() + seconds
    while process.poll() is None and not appears():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.001)
    process.kill()
    process.communicate()
    return process.returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = "".join(f"Harbour Bakery {number} Ltd,GB\n" for number in range(NAMES))
    (tmp_path / "in.csv").write_text(f"Name,Country\n{lines}Konstantin Kilimnick,RU\n", encoding="utf-8")
    return tmp_path


def journal_of(folder: Path) -> Journal:
    return Journal(Workspace.at(folder / "place"))


def test_a_run_killed_while_it_writes_leaves_the_former_report_and_a_whole_journal(folder: Path):
    (folder / "out.xlsx").write_text("the former report")

    code = killed_when(
        started(folder, "run", "in.csv", "-o", "out.xlsx"), lambda: any(folder.glob(".report-*"))
    )

    assert code == KILLED
    assert (folder / "out.xlsx").read_text() == "the former report"
    assert verify(journal_of(folder)).whole
    assert [each.event for each in journal_of(folder).entries()] == [Event.RUN_BEGUN]
    assert _ended(started(folder, "run", "in.csv", "-o", "out.xlsx")) == 3
    assert verify(journal_of(folder)).whole


_APPENDING = """
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from screening.audit import Author, Event, Journal
from screening.workspace import Workspace
journal = Journal(Workspace.at(Path(sys.argv[1])))
while True:
    journal.append(Event.RUN, Author("a", "c", "p", datetime.now(UTC)), {"filler": "x" * 100_000})
"""


def test_a_journal_whose_writer_is_killed_at_any_moment_stays_whole(tmp_path: Path):
    place = tmp_path / "place"
    for round_ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", _APPENDING, str(place)], env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        seen = len(journal_of(tmp_path).lines())
        end = time.monotonic() + 60
        while len(journal_of(tmp_path).lines()) <= seen + 1 and time.monotonic() < end:
            time.sleep(0.003 * (round_ + 1))
        process.kill()
        process.wait()

        assert verify(journal_of(tmp_path)).whole


_TAKING = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.cli.test_faults import ANSWER, TOLD
from screening.review import Register
from screening.workspace import Workspace
register = Register(Workspace.at(Path(sys.argv[1])))
register.take([replace(ANSWER, ref=f"M-{n:011d}") for n in range(30_000)], [], TOLD)
"""
ANSWER = Answer(
    ref="M-WXNCIP5R2NA",
    key=MatchKey("e", "p", "r", "possible 80"),
    run_id="r",
    entry="us-ofac:1",
    ruling=Ruling.FALSE_POSITIVE,
    reason="another person",
    reviewer="A. Analyst",
    second_reviewer="",
    until=None,
    where=Location("report.xlsx", "Matches to review", "D7"),
)
TOLD = Import("report.xlsx", "0" * 64, "a.officer", datetime(2026, 3, 2, tzinfo=UTC), 12)


def test_an_import_killed_in_its_middle_leaves_what_was_there_and_can_be_done_again(tmp_path: Path):
    workspace = Workspace.at(tmp_path / "place")
    register = Register(workspace)
    register.take([ANSWER], [], TOLD)
    log = tmp_path / "place" / "register.sqlite3-wal"
    process = subprocess.Popen(
        [sys.executable, "-c", _TAKING, str(workspace.root)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )

    code = killed_when(process, lambda: log.exists() and log.stat().st_size > 1)

    kept = len(register.answers())
    assert kept == (1 if code == KILLED else 30_001)
    assert len(register.take([ANSWER], [], TOLD).known) == 1
    assert len(register.standing(date(2026, 3, 3), two_reviewers=False)) == kept


def test_a_disk_that_is_full_leaves_no_half_report_and_says_so(folder: Path):
    process = started(folder, "run", "in.csv", "-o", "out.jsonl", "--no-journal", limit=100_000)

    _, told = process.communicate()

    assert process.returncode == 4, told
    assert not list(folder.glob("*out.jsonl*"))
    assert not list(folder.glob(".report-*"))


def test_a_workspace_without_room_stops_the_run_before_it_begins(folder: Path):
    process = started(folder, "run", "in.csv", "-o", "out.jsonl", limit=200)

    _, told = process.communicate()

    assert process.returncode == 4, told
    assert "--no-journal" in told
    assert not (folder / "out.jsonl").exists()
    assert _ended(started(folder, "run", "in.csv", "-o", "out.jsonl")) == 3
    assert verify(journal_of(folder)).whole


@contextmanager
def closed(place: Path) -> Iterator[None]:
    """A folder in which nothing may be written."""
    place.chmod(0o500)
    try:
        yield
    finally:
        place.chmod(0o700)


_MAY_DO_ALL = sys.platform not in ("win32", "linux") and os.geteuid() == 0


@pytest.mark.skipif(_MAY_DO_ALL, reason="this user may write to every folder")
def test_a_read_only_folder_keeps_its_former_report_and_the_journal_its_chain(folder: Path):
    (folder / "out.jsonl").write_text("the former report", encoding="utf-8")
    (folder / "place").mkdir()

    with closed(folder):
        process = started(folder, "run", "in.csv", "-o", "out.jsonl")
        _, told = process.communicate()

    assert (process.returncode, "that you may write to" in told) == (4, True), told
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "the former report"
    assert verify(journal_of(folder)).whole
    assert [each.event for each in journal_of(folder).entries()] == [Event.RUN_BEGUN]


@pytest.mark.skipif(_MAY_DO_ALL, reason="this user may write to every folder")
def test_a_read_only_workspace_stops_the_run_before_it_begins(folder: Path):
    (folder / "place").mkdir()

    with closed(folder / "place"):
        process = started(folder, "run", "in.csv", "-o", "out.jsonl")
        _, told = process.communicate()

    assert (process.returncode, "--no-journal" in told) == (4, True), told
    assert not (folder / "out.jsonl").exists()


def test_a_clock_that_goes_back_between_runs_breaks_no_chain_and_loses_no_answer(
    screening, workbook, monkeypatch: pytest.MonkeyPatch
):
    place, day = ("--workspace", "place"), ("--as-of", "2021-07-07")
    path = workbook([["Name", "Country"], ["Konstantin Kilimnick", "RU"]])
    screening("run", path, "-o", "first.xlsx", *day, *place)
    book = openpyxl.load_workbook("first.xlsx")
    sheet = book["Matches to review"]
    header = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Ref")
    for column, value in ((4, "False positive"), (5, "Another person"), (6, "A. Analyst")):
        sheet.cell(header + 1, column).value = value
    book.save("filled.xlsx")
    for module in ("author", "review", "run", "keeping"):
        monkeypatch.setattr(f"screening.cli.{module}.now", lambda: datetime(2021, 7, 1, tzinfo=UTC))

    imported = screening("review", "import", "filled.xlsx", *place)
    later = screening("run", path, "-o", "later.jsonl", *day, *place)
    verified = screening("audit", "verify", *place)
    replayed = screening("audit", "replay", "latest", *place)

    assert imported.returncode == 0, imported.stdout + imported.stderr
    assert (later.returncode, '"dismisses": true' in Path("later.jsonl").read_text("utf-8")) == (0, True)
    assert (verified.returncode, "the clock went back" in verified.stdout) == (0, True), verified.stdout
    assert (replayed.returncode, "identical" in replayed.stdout) == (0, True), replayed.stdout


def test_two_runs_at_once_are_both_entered_in_one_chain(folder: Path):
    both = [started(folder, "run", "in.csv", "-o", f"out{number}.jsonl") for number in range(2)]
    codes: list[int] = []
    waiting = [threading.Thread(target=lambda each=each: codes.append(_ended(each))) for each in both]

    for each in waiting:
        each.start()
    for each in waiting:
        each.join()

    assert codes == [3, 3]
    assert verify(journal_of(folder)).whole
    events = [each.event for each in journal_of(folder).entries()]
    assert sorted(events) == [Event.RUN, Event.RUN, Event.RUN_BEGUN, Event.RUN_BEGUN]
    assert (folder / "out0.jsonl").read_bytes() == (folder / "out1.jsonl").read_bytes()


def _ended(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


def test_a_report_that_is_open_elsewhere_is_left_as_it_is(
    screening, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def is_open(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")

    (folder / "out.jsonl").write_text("the former report")
    place = folder / "place"
    screening("run", "in.csv", "-o", "first.jsonl", "--workspace", place)
    replace = Path.replace
    monkeypatch.setattr(
        Path,
        "replace",
        lambda self, target: (is_open if target.name == "out.jsonl" else replace)(self, target),
    )

    done = screening("run", "in.csv", "-o", "out.jsonl", "--workspace", place)

    assert (done.returncode, "open in another program" in done.stderr) == (4, True)
    assert (folder / "out.jsonl").read_text() == "the former report"
    assert verify(journal_of(folder)).whole
