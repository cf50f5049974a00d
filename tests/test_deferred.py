"""Packages that load their parts when they are first asked for hold all that they name, and nothing before."""

import subprocess
import sys
from importlib import import_module

import pytest


@pytest.mark.parametrize("package", ["screening", "screening.tables"])
def test_whatever_a_package_names_is_there(package: str) -> None:
    found = import_module(package)

    assert all(getattr(found, name) is not None for name in found.__all__)
    with pytest.raises(AttributeError, match=f"{package}.*nothing_of_the_sort"):
        _ = found.nothing_of_the_sort


def test_a_screener_does_not_wait_for_the_readers_of_spreadsheets() -> None:
    loaded = "import sys, screening.pipeline; print([name for name in sys.modules if name == 'screening.tables.opening'])"

    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
