"""What is shipped is whole: the wheel and the sdist carry the data, and find it."""

import csv
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_data_folders_are_no_packages():
    assert not [*ROOT.glob("rules/**/__init__.py"), *ROOT.glob("fixtures/**/__init__.py")]


def test_a_checkout_finds_its_rules_and_its_demo():
    from screening import resources

    assert (resources.rules_dir() / "vocabulary.yaml").is_file()
    assert (resources.demo_dir() / "transactions.xlsx").is_file()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "uv", "build", "--quiet", "--out-dir", out, ROOT], check=True, timeout=300
    )
    return out


@pytest.mark.slow
def test_the_wheel_runs_the_demo_on_its_own(built: Path, tmp_path: Path):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")

    done = subprocess.run(
        [sys.executable, "-m", "screening", "demo", "-o", "report.xlsx"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.xlsx").stat().st_size > 10_000


@pytest.mark.slow
def test_the_wheel_holds_types_data_tables_and_schema_and_no_tests(built: Path):
    (wheel,) = built.glob("*.whl")

    names = set(zipfile.ZipFile(wheel).namelist())

    assert "screening/py.typed" in names
    assert "screening/report/decision.schema.json" in names
    assert "screening/_shipped/rules/vocabulary.yaml" in names
    assert "screening/_shipped/fixtures/demo/transactions.xlsx" in names
    assert not [name for name in names if name.startswith(("tests/", "fixtures/", "rules/"))]


@pytest.mark.slow
def test_the_sdist_holds_everything_that_its_tests_need(built: Path):
    (sdist,) = built.glob("*.tar.gz")

    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {
        "rules/vocabulary.yaml",
        "fixtures/demo/transactions.xlsx",
        "README.md",
        "LICENSE",
        "tests/conftest.py",
    } <= names


def test_each_demo_workbook_has_an_expected_verdict_for_every_row():
    for name in ("transactions", "counterparties"):
        with (ROOT / "fixtures" / "demo" / f"{name}.expected.csv").open(
            encoding="utf-8", newline=""
        ) as stream:
            rows = list(csv.DictReader(stream))

        assert len(rows) >= 60
        assert all(row["verdict"] for row in rows)
