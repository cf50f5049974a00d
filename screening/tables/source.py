"""The bytes of an input: where they lie, how many there are, and their digest; protected ones only in memory."""

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk, or the bytes that a protected file holds (`inner`, which are never written anywhere).

    `size` and `sha256` are of the file as it was given.
    """

    path: Path
    size: int
    sha256: str
    inner: bytes | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return self.path.name

    def open(self) -> BinaryIO:
        """The bytes to read, from their start."""
        return io.BytesIO(self.inner) if self.inner is not None else self.path.open("rb")


def source_of(path: Path) -> Source:
    """The file with its size and digest, read once to its end."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Source(path, file.tell(), digest)
