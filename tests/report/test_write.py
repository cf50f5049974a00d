"""A report is whole or absent, private, and the same bytes for the same run."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.errors import ReportError
from screening.model import Decision
from screening.report import ReportFormat, write_report
from tests.report.sample import decisions, run_info

every_format = pytest.mark.parametrize("kind", list(ReportFormat))


def _write(path: Path, kind: ReportFormat) -> bytes:
    told = decisions()
    write_report(path, kind, told, lambda: run_info(told))
    return path.read_bytes()


@every_format
def test_the_same_decisions_give_the_same_bytes(tmp_path: Path, kind: ReportFormat) -> None:
    assert _write(tmp_path / "first", kind) == _write(tmp_path / "second", kind)


@every_format
def test_a_run_that_breaks_off_leaves_the_earlier_report_and_nothing_else(
    tmp_path: Path, kind: ReportFormat
) -> None:
    path = tmp_path / "report"
    path.write_text("the earlier report", encoding="utf-8")

    def broken() -> Iterator[Decision]:
        yield decisions()[0]
        raise RuntimeError("a stage failed")

    with pytest.raises(RuntimeError, match="a stage failed"):
        write_report(path, kind, broken(), lambda: run_info(decisions()))

    assert path.read_text(encoding="utf-8") == "the earlier report"
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


@every_format
def test_nothing_but_the_report_is_left_behind(tmp_path: Path, kind: ReportFormat) -> None:
    _write(tmp_path / "report", kind)

    assert [each.name for each in tmp_path.iterdir()] == ["report"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner-only file mode")
@every_format
def test_only_the_owner_may_read_it(tmp_path: Path, kind: ReportFormat) -> None:
    _write(tmp_path / "report", kind)

    assert stat.S_IMODE((tmp_path / "report").stat().st_mode) == 0o600


@every_format
def test_a_missing_folder_is_named_with_a_remedy(tmp_path: Path, kind: ReportFormat) -> None:
    with pytest.raises(ReportError, match=r"no-such-folder.*create the folder") as caught:
        _write(tmp_path / "no-such-folder" / "report", kind)

    assert caught.value.exit_code == 4


def test_a_folder_in_the_reports_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()

    with pytest.raises(ReportError, match="choose another file name"):
        _write(tmp_path / "report", ReportFormat.CSV)


def test_a_full_disk_is_told_as_such_and_leaves_nothing(tmp_path: Path) -> None:
    def filling() -> Iterator[Decision]:
        yield decisions()[0]
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(ReportError, match="the disk is full"):
        write_report(tmp_path / "report", ReportFormat.XLSX, filling(), lambda: run_info(decisions()))

    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that may not be written"
)
def test_a_read_only_folder_is_told_as_such(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    try:
        with pytest.raises(ReportError, match="that you may write to"):
            _write(tmp_path / "report", ReportFormat.CSV)
    finally:
        tmp_path.chmod(0o700)


def test_no_decision_at_all_still_makes_a_report(tmp_path: Path) -> None:
    for kind in ReportFormat:
        write_report(tmp_path / f"empty.{kind}", kind, (), lambda: run_info(()))

    assert (tmp_path / "empty.jsonl").read_bytes() == b""
    assert (tmp_path / "empty.xlsx").stat().st_size > 0
