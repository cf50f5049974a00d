"""What the scripts of all peers share: names in, scores out, the time in between. Standard library only."""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Listed = list[tuple[str, str]]
"""(entity, name) of every listed spelling."""
Best = tuple[str, float]
"""The entity that scored best for a query, and its score; ("", 0.0) for none."""
Search = Callable[[Sequence[str]], list[Best]]
"""Takes the queries in one batch, as the package is meant to be used."""


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def listed(path: str) -> Listed:
    return [(row["entity"], row["name"]) for row in rows(path)]


def main(
    index: Callable[[Listed], Search], pairs: Callable[[Iterable[dict[str, str]]], list[float]] | None = None
) -> None:
    """`search LIST.csv QUERIES.csv OUT.csv` or, where the package scores single pairs, `pairs PAIRS.csv OUT.csv`; prints seconds of processor time and by the clock as JSON."""
    match sys.argv[1:]:
        case ["search", names, queries, out]:
            print(json.dumps(_search(index, names, queries, out)))
        case ["pairs", given, out] if pairs is not None:
            scores = pairs(rows(given))
            _write(out, ("score",), ([score] for score in scores))
            print(json.dumps({"pairs": len(scores)}))
        case other:
            raise SystemExit(f"search LIST QUERIES OUT, or pairs PAIRS OUT; not {other}")


def _search(index: Callable[[Listed], Search], names: str, queries: str, out: str) -> dict[str, float]:
    known = listed(names)
    asked = [row["name"] for row in rows(queries)]
    began = time.process_time()
    search = index(known)
    ready, clock = time.process_time(), time.perf_counter()
    best = search(asked)
    done, passed = time.process_time(), time.perf_counter() - clock
    _write(out, ("entity", "score"), best)
    return {
        "names": len(known),
        "queries": len(asked),
        "index_seconds": ready - began,
        "seconds": done - ready,
        "clock_seconds": passed,
    }


def _write(out: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    with Path(out).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(lines)
