"""What every test may use: the real lists beside the checkout, where they are."""

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists and labelled sets beside the checkout; the test is skipped, visibly, where it is absent."""
    if not (_SHARED / "lists").is_dir():
        pytest.skip("the real lists are not beside this checkout")
    return _SHARED
