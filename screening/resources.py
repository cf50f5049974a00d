"""Where the data that ships with the program lies: in a wheel, an sdist, an editable install or a checkout."""

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
