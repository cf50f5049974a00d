"""Whatever is done to a good file, it is read or refused with words, in bounded time and memory; never a crash, never a row lost in silence."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.errors import TableError
from screening.model import Vocabulary
from screening.tables import TableOptions, open_table
from tests.tables.fuzzing import good_tables, mutant

_FORMS = ("xlsx", "xls", "ods", "csv", "parquet")
_CONFINED_FORMS = ("xlsx", "xls", "ods", "parquet")
_LONGEST_SECONDS = 60.0


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return good_tables(tmp_path_factory.mktemp("good"))


def read_or_refuse(path: Path, vocabulary: Vocabulary, *, untrusted: bool = False) -> str:
    """What became of a file; every row that was found at the first reading must be answered at the second."""
    try:
        table = open_table(path, vocabulary, TableOptions(untrusted=untrusted))
        rows = list(table.rows())
    except TableError as error:
        return "refused" if error.message and error.remedy else "refused without words"
    assert len(rows) == table.rows_in
    return "read"


@pytest.mark.parametrize("form", _FORMS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_changed_file_is_read_or_refused(
    tmp_path: Path, vocabulary: Vocabulary, good: dict[str, bytes], form: str, seed: int
) -> None:
    path = tmp_path / f"changed.{form}"
    path.write_bytes(mutant(good[form], seed))
    started = time.monotonic()

    became = read_or_refuse(path, vocabulary)

    assert became in {"read", "refused"}
    assert time.monotonic() - started < _LONGEST_SECONDS


@pytest.mark.parametrize("form", _CONFINED_FORMS)
def test_a_changed_file_is_read_or_refused_by_a_process_of_its_own(
    tmp_path: Path, vocabulary: Vocabulary, good: dict[str, bytes], form: str
) -> None:
    path = tmp_path / f"changed.{form}"
    for seed in range(4):
        path.write_bytes(mutant(good[form], seed))

        here = read_or_refuse(path, vocabulary)
        apart = read_or_refuse(path, vocabulary, untrusted=True)

        assert apart == here


_DEEP = """
import json, resource, sys
from pathlib import Path
from tests.tables.fuzzing import good_tables, mutant
from tests.tables.test_fuzz import read_or_refuse
from screening import resources
from screening.ruleset.load import read_model
from screening.ruleset.vocabulary import VocabularyFile

folder, form, first, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
vocabulary = read_model(resources.rules_dir() / "vocabulary.yaml", VocabularyFile)[0].vocabulary()
good = good_tables(folder)[form]
counts = {"read": 0, "refused": 0}
for seed in range(first, first + count):
    print(seed, file=sys.stderr, flush=True)
    path = folder / f"changed.{form}"
    path.write_bytes(mutant(good, seed))
    counts[read_or_refuse(path, vocabulary)] += 1
print(json.dumps(counts))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a limit on memory is set as Linux does")
@pytest.mark.parametrize("form", _FORMS)
def test_four_hundred_changed_files_leave_the_reader_standing(tmp_path: Path, form: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DEEP, str(tmp_path), form, "0", "400"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert done.returncode == 0, (
        f"ended with {done.returncode} after the seeds {done.stderr.splitlines()[-3:]}"
    )
    counts = json.loads(done.stdout)
    assert counts["read"]
    assert counts["refused"]
