"""Speed and growth of matching: names a second against lists of growing size, what their index takes, and how fast one name is answered.

    python -m benchmarks speed SHARED_DIR [--names 100000] [--lists 10000,40000,400000] [--write DATE]

Each figure is of a process of its own: one that compiles the list, then those that open the index and screen, with one thread and with
as many as a run has. Names a second are by the clock, those of one thread in processor time too, which a busy machine changes less;
other times are in processor time, memory is the peak of the whole process. Two processes that have the index open at once show how
much of it they share (Linux alone tells). `--write` writes GROWTH.md and growth.png.
"""

import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.environments import Environment, cache
from benchmarks.inputs import Shared, party
from benchmarks.matching import latin_names, noise, variant
from screening.matching import Listing, Matcher, open_listing
from screening.matching.compiled import save
from screening.matching.threads import Threads
from screening.model import Entity, EntityName, PartyKind
from screening.runners.memory import peak_memory
from screening.settings import MatchingSettings

_EDITIONS = ("2024-05-07", "2021-07-07")
_KEY = "benchmark"
_SEED = 7
_WARM = 200
_HELD = 2_000
_HERE = Path(__file__).resolve().parent


def list_of(shared: Shared, count: int) -> list[Entity]:
    """So many listed names: real entities of the SDN list while there are any, then names recombined from the words of real ones."""
    rng = random.Random(_SEED)
    found: list[Entity] = []
    names = 0
    real = shared.edition(_EDITIONS[0])
    for entity in real:
        if names + len(entity.names) > count:
            break
        found.append(entity)
        names += len(entity.names)
    words = [word for entity in real for word in entity.name.replace(",", "").split()]
    kinds = (PartyKind.PERSON, PartyKind.ORGANIZATION)
    for number in range(count - names):
        name = " ".join(rng.choice(words) for _ in range(rng.choice((2, 3, 3, 4))))
        if rng.random() < 0.5:
            name = variant(name, "letter changed", rng)
        found.append(Entity(f"made:{number}", "made", rng.choice(kinds), (EntityName(name),)))
    return found


def compile_list(shared: Shared, count: int, folder: Path) -> dict[str, float]:
    """Compile a list of so many names into a folder."""
    entities = list_of(shared, count)
    started = process_time()
    save(Listing.of(entities), folder, _KEY)
    size = sum(each.stat().st_size for each in folder.iterdir())
    return {"build": process_time() - started, "megabytes": size / 1e6, "build_peak": _peak()}


def screen(
    shared: Shared, names: int, mixed: bool, folder: Path, threads: int | None = None
) -> dict[str, float]:
    """Open a compiled list and screen so many names, all of one sort; then one name at a time."""
    clean = [each.name for each in shared.clean()]
    count = names + _WARM
    made = noise(shared.edition(_EDITIONS[1]), clean, count) if mixed else latin_names(clean, count)
    parties, others = [party(name) for name in made[:names]], [party(name) for name in made[names:]]
    opened, listing = _timed(lambda: open_listing(folder, _KEY))
    matcher = Matcher(listing, MatchingSettings(), threads)
    first, _ = _timed(lambda: matcher.match(parties[:1]))
    began = perf_counter()
    spent, found = _timed(lambda: matcher.match(parties))
    clock = perf_counter() - began
    one, _ = _timed(lambda: [matcher.match([each]) for each in others])
    return {
        "open": opened,
        "first": first,
        "a_second": names / clock,
        "a_processor_second": names / spent,
        "alerted": sum(map(bool, found)),
        "warm": one / _WARM,
        "peak": _peak(),
    }


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    started = process_time()
    result = work()
    return process_time() - started, result


def _peak() -> float:
    return (peak_memory() or 0) / 1e6


def _elsewhere(*arguments: str) -> dict[str, float]:
    # In a process of its own, so that no measurement warms or weighs on another.
    command = [sys.executable, "-m", "benchmarks.speed", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@dataclass(frozen=True, slots=True)
class Growth:
    """What was measured with a list of so many names; times in seconds, memory in megabytes, `shared` 0 where the system does not tell."""

    listed: int
    megabytes: float
    build: float
    build_peak: float
    open: float
    mixed: float
    mixed_processor: float
    mixed_threads: float
    latin: float
    latin_processor: float
    latin_threads: float
    warm: float
    peak: float
    mapped: float
    share: float

    def row(self) -> tuple[str, ...]:
        """The cells of a table."""
        return (
            f"{self.listed:,}",
            f"{self.megabytes:,.0f} MB",
            f"{self.build:.1f} s",
            f"{self.build_peak:,.0f} MB",
            f"{1000 * self.open:.0f} ms",
            f"{self.mixed:,.0f} ({self.mixed_processor:,.0f})",
            f"{self.mixed_threads:,.0f}",
            f"{self.latin:,.0f} ({self.latin_processor:,.0f})",
            f"{self.latin_threads:,.0f}",
            f"{1000 * self.warm:.1f} ms",
            f"{self.peak:,.0f} MB",
            f"{self.mapped:,.0f} / {self.share:,.0f} MB" if self.mapped else "",
        )


_THREADS = f"{Threads().count} thread{'s' if Threads().count > 1 else ''}"
HEADINGS = (
    "listed names",
    "index",
    "compiled in",
    "memory for it",
    "opened in",
    "names/s, mixed, 1 thread (of processor time)",
    f"mixed, {_THREADS}",
    "names/s, Latin, 1 thread (of processor time)",
    f"Latin, {_THREADS}",
    "one name",
    "peak memory",
    "index in memory / its share, of two",
)


def measured(shared: Path, names: int, lists: Sequence[int]) -> Iterator[Growth]:
    """A row for each size of list, as soon as it is known."""
    for count in lists:
        with tempfile.TemporaryDirectory() as folder:
            built = _elsewhere("compile", str(shared), str(count), folder)
            mixed, latin = (
                _elsewhere(sort, str(shared), str(names), folder, "1") for sort in ("mixed", "latin")
            )
            mixed_threads, latin_threads = (
                _elsewhere(sort, str(shared), str(names), folder) for sort in ("mixed", "latin")
            )
            mapped, share = _together(shared, folder)
        yield Growth(
            count,
            built["megabytes"],
            built["build"],
            built["build_peak"],
            mixed["open"],
            mixed["a_second"],
            mixed["a_processor_second"],
            mixed_threads["a_second"],
            latin["a_second"],
            latin["a_processor_second"],
            latin_threads["a_second"],
            latin["warm"],
            max(each["peak"] for each in (mixed, latin, mixed_threads, latin_threads)),
            mapped,
            share,
        )


def write(rows: Sequence[Growth], names: int, date: str) -> None:
    """`GROWTH.md` and its picture."""
    lines = [
        "# Growth with the list",
        f"Measured on {date}, 2 cores, shared with other work; `python -m benchmarks speed SHARED --write DATE` writes this file and the picture anew.",
        "",
        "The lists are real entries of the SDN list of 2024-05-07 while there are any (36,720 names), then names put together from two to four words of real ones,",
        f"half of them with a letter changed. {names:,} names are screened, of mixed script and distinct ones in Latin letters. Names a second are by the clock, with one thread",
        f"(in brackets of processor time, which other work on the machine changes less) and with {_THREADS}, which a run has here; other times are in processor seconds.",
        f"*One name* is the mean of {_WARM} other names, asked for one by one. The last column is of two processes that have the index open at once:",
        "what of the index is in the memory of each, and its share of that, where a page that both hold counts half.",
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|" + "---|" * len(HEADINGS),
        *("| " + " | ".join(row.row()) + " |" for row in rows),
        "",
        "![Growth with the list](growth.png)",
    ]
    (_HERE / "GROWTH.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = cache() / "growth.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(each.name for each in fields(Growth))
        writer.writerows(astuple(row) for row in rows)
    Environment("growth").run(table, _HERE / "growth.png")


def _together(shared: Path, folder: str) -> tuple[float, float]:
    # Two processes hold the index at once; the first tells what it takes of it when the second has it too.
    command = [sys.executable, "-m", "benchmarks.speed", "hold", str(shared), str(_HELD), folder]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for each in both:
        assert each.stdout is not None
        each.stdout.readline()
    told = [each.communicate("go on\n")[0] for each in both[:1]]
    both[1].communicate("go on\n")
    figures = json.loads(told[0])
    return figures["mapped"], figures["share"]


def hold(shared: Shared, names: int, folder: Path) -> dict[str, float]:
    """Open a compiled list, screen some names, wait for a line, and tell what of the index is in memory, and this process's share."""
    matcher = Matcher(open_listing(folder, _KEY), MatchingSettings())
    matcher.match([party(name) for name in latin_names([each.name for each in shared.clean()], names)])
    print("ready", flush=True)
    sys.stdin.readline()
    mapped = share = 0
    inside = False
    smaps = Path("/proc/self/smaps")
    for line in smaps.read_text(encoding="utf-8").splitlines() if smaps.exists() else ():
        name, _, value = line.partition(":")
        if name not in {"Rss", "Pss"}:
            inside = str(folder) in line if "-" in line.split(" ")[0] else inside
        elif inside:
            size = int(value.split()[0])
            mapped, share = (mapped + size, share) if name == "Rss" else (mapped, share + size)
    return {"mapped": mapped / 1024, "share": share / 1024}


def main() -> None:
    """One measurement, for the process that asked for it."""
    what, shared, count, folder, *threads = sys.argv[1:]
    if what == "compile":
        figures = compile_list(Shared(Path(shared)), int(count), Path(folder))
    elif what == "hold":
        figures = hold(Shared(Path(shared)), int(count), Path(folder))
    else:
        chosen = int(threads[0]) if threads else None
        figures = screen(Shared(Path(shared)), int(count), what == "mixed", Path(folder), chosen)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
