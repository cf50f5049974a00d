"""Every edition is read in a process of its own, and one that is refused is said."""

import shutil
from pathlib import Path

from benchmarks.lists import measured, table
from tests.lists.conftest import FIXTURES


def test_the_table_counts_what_was_read_and_says_what_was_refused(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "un-sc-xml", tmp_path / "lists" / "un" / "2024-03-01")
    broken = Path(shutil.copytree(FIXTURES / "eu-fsf-xml", tmp_path / "lists" / "eu" / "2024-05-13"))
    (broken / "FULL-1_1.xml").write_bytes(b"<export")

    refused, read = measured(tmp_path)

    assert (read.list, read.counts["entities"], read.refused) == ("un-sc", 3, "")
    assert refused.refused
    assert "eu/2024-05-13" in table([refused, read]).splitlines()[1]
