"""Every edition of a folder of published lists: what was counted in it, the processor's seconds and the peak of memory, each in a process of its own.

    python -m benchmarks lists SHARED

SHARED holds `lists/<list>/<edition>/`, each edition as its publisher's file or files.
"""

import json
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from screening.errors import ScreeningError
from screening.lists import load_list

try:
    import resource
except ImportError:  # Windows keeps no such account.
    resource = None  # type: ignore[assignment]

_COLUMNS = ("entities", "names", "aliases", "weak aliases", "addresses", "identifiers")
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """One edition as one process read it; `seconds` of processor time and `megabytes` at the peak count the whole process after its imports."""

    edition: str
    list: str
    published: str
    size: int
    counts: dict[str, int]
    notes: int
    seconds: float
    megabytes: float | None
    refused: str = ""


def editions(shared: Path) -> list[Path]:
    """The folders that hold an edition, in the order of their names."""
    return sorted(each for each in (shared / "lists").glob("*/*") if each.is_dir())


def read(edition: Path) -> Reading:
    """Reads one edition in this process."""
    name = f"{edition.parent.name}/{edition.name}"
    size = sum(file.stat().st_size for file in edition.iterdir() if file.is_file())
    begun = time.process_time()
    try:
        snapshot = load_list(edition)
    except ScreeningError as error:
        return Reading(name, "", "", size, {}, 0, time.process_time() - begun, _peak(), str(error))
    info = snapshot.info
    seconds = time.process_time() - begun
    return Reading(
        name, info.list, info.published or "", size, dict(info.counts), len(info.notes), seconds, _peak()
    )


def measured(shared: Path) -> list[Reading]:
    """One process for each edition, one after the other."""
    readings = []
    for edition in editions(shared):
        command = [sys.executable, "-m", "benchmarks.lists", str(edition)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
        readings.append(Reading(**json.loads(answer.stdout)))
    return readings


def table(readings: list[Reading]) -> str:
    """The readings as lines of text, and their sum."""
    heading = f"{'edition':24} {'list':14} {'published':10} " + " ".join(f"{each:>12}" for each in _COLUMNS)
    lines = [f"{heading} {'MB':>6} {'notes':>5} {'CPU s':>6} {'peak MB':>8}"]
    for each in readings:
        if each.refused:
            lines.append(f"{each.edition:24} refused: {each.refused}")
            continue
        counted = " ".join(f"{each.counts.get(column, 0):>12,}" for column in _COLUMNS)
        peak = "-" if each.megabytes is None else f"{each.megabytes:.0f}"
        lines.append(
            f"{each.edition:24} {each.list:14} {each.published or '-':10} {counted} {each.size / _MEGABYTE:>6.1f} {each.notes:>5} "
            f"{each.seconds:>6.2f} {peak:>8}"
        )
    peaks = [each.megabytes for each in readings if each.megabytes is not None]
    total = sum(each.seconds for each in readings)
    highest = f", {max(peaks):.0f} MB at the highest peak" if peaks else ""
    return "\n".join((*lines, f"{len(readings)} editions, {total:.1f} s of processor time{highest}"))


def _peak() -> float | None:
    # Linux's account of a process starts with what its parent held; its own stands in /proc.
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(
            r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"), re.MULTILINE
        )
        return int(found[1]) / 1024 if found else None
    if resource is None:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE  # macOS counts bytes.


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(read(Path(sys.argv[1])))))
