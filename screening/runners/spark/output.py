"""What a Spark run leaves: answers as parquet files in a folder, published whole once they reconcile with the rows that came in."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from screening.errors import Location, ReportError, UsageError
from screening.model import RunInfo

RUN, MARKER = "_run.json", "_SUCCESS"
"""The files beside the answers: what the run was made of and came to; and, written last, that all of it is there."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many rows there are, and a sum of a 64-bit digest of the key of each: what came in and what goes out have the same."""

    rows: int
    keys: int


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A private folder beside the place of the output, gone on leaving. Raises UsageError or ReportError where there can be no output."""
    if target.exists():
        raise UsageError(
            "stands there already", where=Location(str(target)), remedy="remove it, or give -o another name"
        )
    try:
        private = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.absolute().parent))
    except OSError as error:
        raise cannot_write(target, error) from error
    try:
        yield private
    finally:
        shutil.rmtree(private, ignore_errors=True)


def publish(answers: Path, target: Path, info: RunInfo, engine: str, sums: Sums) -> None:
    """Put the folder of answers in its place at once, with the run's own account and the marker, readable by its owner only.

    Raises:
        ReportError: it cannot be written.
    """
    told = {
        "run": plain(info),
        "engine": engine,
        "reconciled": {"rows": sums.rows, "sum_of_key_digests": str(sums.keys)},
    }
    try:
        for each in answers.glob(".*.crc"):
            each.unlink()  # Hadoop's own checksums: parquet pages have theirs
        (answers / RUN).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (answers / MARKER).touch()
        for each in answers.iterdir():
            each.chmod(0o600)
        answers.chmod(0o700)
        _sync(answers)
        answers.rename(target)
    except OSError as error:
        raise cannot_write(target, error) from error


def _sync(folder: Path) -> None:
    for each in folder.iterdir():
        with each.open("rb+") as stream:
            os.fsync(stream.fileno())


def cannot_write(target: Path, error: OSError) -> ReportError:
    """The error of an output that cannot be written."""
    return ReportError(
        f"the answers could not be written ({error.strerror or error})",
        where=Location(str(target)),
        remedy="nothing was published: put the cause right and run again",
    )


def plain(value: object) -> object:
    """A record as JSON values: its fields by name, days and amounts as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
