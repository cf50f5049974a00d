"""Small real extracts of OFAC's lists, copied where a test may damage them."""

import shutil
from pathlib import Path

import pytest

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "lists"


@pytest.fixture
def csv_set(tmp_path: Path) -> Path:
    """A folder with the four files of eight SDN entities."""
    return Path(shutil.copytree(FIXTURES / "ofac-sdn-csv", tmp_path / "sdn"))


@pytest.fixture
def xml_file(tmp_path: Path) -> Path:
    """The same eight entities as `sdn.xml`."""
    return Path(shutil.copy(FIXTURES / "ofac-sdn-xml" / "sdn.xml", tmp_path / "sdn.xml"))


@pytest.fixture
def consolidated_set(tmp_path: Path) -> Path:
    """A folder with the four files of three entities of the non-SDN lists."""
    return Path(shutil.copytree(FIXTURES / "ofac-cons-csv", tmp_path / "cons"))
