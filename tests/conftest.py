"""What every test may use: the real lists beside the checkout, where they are, and a workspace that is nobody's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A gate gives the same answer twice; at a desk every run looks at new examples. No deadline: machines differ.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "desk")

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists and labelled sets beside the checkout; the test is skipped, visibly, where it is absent."""
    if not (_SHARED / "lists").is_dir():
        pytest.skip("the real lists are not beside this checkout")
    return _SHARED


@pytest.fixture(scope="session", autouse=True)
def workspace_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the workspace of the person who runs it."""
    root = tmp_path_factory.mktemp("workspace") / "root"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCREENING_WORKSPACE", str(root))
        yield root
