"""Speed and growth of matching: names a second against lists of growing size, what their index takes, and how fast one name is answered.

    python -m benchmarks speed SHARED_DIR [--names 100000] [--lists 10000,40000,400000]

Each figure is of a process of its own: one that compiles the list, then one that opens the index and screens. Speed and times are in
processor time, which a busy machine changes little; memory is the peak of the whole process.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

from benchmarks.inputs import Shared, party
from benchmarks.matching import latin_names, noise, variant
from screening.matching import Listing, Matcher, open_listing
from screening.matching.compiled import save
from screening.model import Entity, EntityName, PartyKind
from screening.runners.memory import peak_memory
from screening.settings import MatchingSettings

_EDITIONS = ("2024-05-07", "2021-07-07")
_KEY = "benchmark"
_SEED = 7
_WARM = 200


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


def screen(shared: Shared, names: int, mixed: bool, folder: Path) -> dict[str, float]:
    """Open a compiled list and screen so many names, all of one sort; then one name at a time."""
    clean = [each.name for each in shared.clean()]
    made = noise(shared.edition(_EDITIONS[1]), clean, names) if mixed else latin_names(clean, names)
    parties = [party(name) for name in made]
    opened, listing = _timed(lambda: open_listing(folder, _KEY))
    matcher = Matcher(listing, MatchingSettings())
    first, _ = _timed(lambda: matcher.match(parties[:1]))
    spent, found = _timed(lambda: matcher.match(parties))
    one, _ = _timed(lambda: [matcher.match([each]) for each in parties[:_WARM]])
    return {
        "open": opened,
        "first": first,
        "a_second": names / spent,
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


def measured(shared: Path, names: int, lists: Sequence[int]) -> Iterator[str]:
    """The table, line by line."""
    yield (
        f"{'listed names':>12}  {'index':>8}  {'compiled in':>11}  {'opened in':>9}  {'names/s, mixed':>14}  {'names/s, Latin':>14}"
        f"  {'one name':>9}  {'peak':>8}"
    )
    for count in lists:
        with tempfile.TemporaryDirectory() as folder:
            built = _elsewhere("compile", str(shared), str(count), folder)
            mixed = _elsewhere("mixed", str(shared), str(names), folder)
            latin = _elsewhere("latin", str(shared), str(names), folder)
        yield (
            f"{count:>12,}  {built['megabytes']:>5.0f} MB  {built['build']:>9.1f} s  {1000 * mixed['open']:>6.0f} ms"
            f"  {mixed['a_second']:>14,.0f}  {latin['a_second']:>14,.0f}  {1000 * latin['warm']:>6.1f} ms"
            f"  {max(mixed['peak'], latin['peak']):>5.0f} MB"
        )


def main() -> None:
    """One measurement, for the process that asked for it."""
    what, shared, count, folder = sys.argv[1:]
    if what == "compile":
        figures = compile_list(Shared(Path(shared)), int(count), Path(folder))
    else:
        figures = screen(Shared(Path(shared)), int(count), what == "mixed", Path(folder))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
