"""Where the data that ships with the program lies: in a wheel, an sdist, an editable install or a checkout."""

import hashlib
from functools import cache
from pathlib import Path

from screening.errors import ScreeningError

_PACKAGE = Path(__file__).resolve().parent


def _shipped(relative: str) -> Path:
    # A wheel carries the folders under `_shipped`; in a checkout and an editable install they stand beside the package.
    for base in (_PACKAGE / "_shipped", _PACKAGE.parent):
        folder = base / relative
        if folder.is_dir():
            return folder
    raise ScreeningError(
        f"the program's own folder '{relative}' is missing from this installation", remedy="install it again"
    )


def rules_dir() -> Path:
    """The shipped `rules/`: measures, targets, securities and `vocabulary.yaml`."""
    return _shipped("rules")


def demo_dir() -> Path:
    """The shipped `fixtures/demo/`: sample workbooks with their expected verdicts."""
    return _shipped("fixtures/demo")


@cache
def code_digest(*packages: str) -> str:
    """SHA-256 of the code and tables of some packages of the program: what was computed with others is computed again."""
    total = hashlib.sha256()
    for package in packages:
        for path in sorted((_PACKAGE / package).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                total.update(f"{path.relative_to(_PACKAGE).as_posix()} {content}\n".encode())
    return total.hexdigest()
