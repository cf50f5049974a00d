"""The protocol by which long work tells how far it is; silent unless the command line listens."""

from typing import Protocol


class Progress(Protocol):
    """Told of each stage as it starts and of the units done in it (rows, names, bytes); `total` is None where it is not known."""

    def start(self, stage: str, total: int | None) -> None: ...

    def advance(self, done: int) -> None: ...

    def finish(self) -> None: ...


class Silent:
    """Progress that nobody watches: the default."""

    def start(self, stage: str, total: int | None) -> None:
        """Nothing to show."""

    def advance(self, done: int) -> None:
        """Nothing to show."""

    def finish(self) -> None:
        """Nothing to show."""


SILENT: Progress = Silent()
