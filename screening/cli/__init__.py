"""The command line: `screening run`, `check`, `demo`, `rules`, `lists`."""

from screening.cli.app import main

__all__ = ["main"]
