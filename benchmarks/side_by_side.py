"""Our matching beside other packages, each in its own environment, on the same names in the same run.

    python -m benchmarks.side_by_side SHARED --date 2026-11-22

writes `RESULTS.md` and `recall_alerts.png` beside this file.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.accuracy import LATEST, VARIED, Request, f1_of_alerts
from benchmarks.accuracy import measured as measured_accuracy
from benchmarks.engines import (
    CLEAN_QUERIES,
    OURS,
    PEERS,
    VARIED_QUERIES,
    Query,
    Result,
    Scene,
    measured,
    ours,
    scene,
    write_rows,
)
from benchmarks.environments import Environment, cache
from benchmarks.figure import Figure, markdown
from benchmarks.inputs import LabelledPair, Shared
from screening.settings import MatchingSettings

HERE = Path(__file__).resolve().parent


def curve(result: Result, queries: Sequence[Query]) -> list[tuple[float, float]]:
    """(share of clean persons alerted, share of varied names whose entity comes first) at every cut, strictest first."""
    known = [
        (score, entity == query.expected)
        for (entity, score), query in zip(result.best, queries, strict=True)
        if query.expected
    ]
    clean = [score for (_, score), query in zip(result.best, queries, strict=True) if not query.expected]
    cuts = sorted({score for score, _ in known} | set(clean), reverse=True)
    points = []
    for cut in cuts:
        if cut <= 0:
            continue
        alerts = sum(score >= cut for score in clean) / len(clean)
        recall = sum(score >= cut and right for score, right in known) / len(known)
        points.append((alerts, recall))
    return points


def best_f1(scores: Sequence[float], pairs: Sequence[LabelledPair]) -> float:
    """The highest F1 at any cut: the peer's own best on these very pairs."""
    cuts = sorted({score for score in scores if score > 0})
    return max((f1_of_alerts(pairs, [score >= cut for score in scores])[2] for cut in cuts), default=0.0)


def recall_at(points: Sequence[tuple[float, float]], alerts: float) -> float:
    """The recall at the loosest cut that alerts no more clean persons than this share."""
    return max((recall for share, recall in points if share <= alerts), default=0.0)


def alerts_at(points: Sequence[tuple[float, float]], recall: float) -> float | None:
    """The smallest share of clean persons alerted at a cut that reaches the recall; None where no cut does."""
    return min((share for share, found in points if found >= recall), default=None)


def _table(results: Sequence[Result], given: Scene) -> Iterator[str]:
    yield "| engine | F1 on pairs | found at 0.3 % alerts | at 1 % | alerts at 90 % found | names/s of processor time | ours is | names/s by the clock | ours is |"
    yield "|---|---|---|---|---|---|---|---|---|"
    lowest = MatchingSettings().min_score
    for result in results:
        if result.failed:
            yield f"| {result.title} | could not be run: {result.failed} | | | | | | | |"
            continue
        points = curve(result, given.queries)
        if result.title == OURS:
            f1 = f"{f1_of_alerts(given.pairs, [score >= lowest for score in result.scores])[2]:.3f} at the cut of {lowest:g}"
        else:
            f1 = (
                f"{best_f1(result.scores, given.pairs):.3f} at its best cut"
                if result.scores
                else "scores no pairs"
            )
        costly = alerts_at(points, 0.9)
        ratio = results[0].rate / result.rate if result.rate else 0.0
        by_clock = results[0].by_clock / result.by_clock if result.by_clock else 0.0
        bar = (
            ""
            if result.bar is None
            else f" (asked: {result.bar:,.0f} ×{'' if ratio >= result.bar else ', NOT met'})"
        )
        yield (
            f"| {result.title} | {f1} | {100 * recall_at(points, 0.003):.1f} % | {100 * recall_at(points, 0.01):.1f} % | "
            f"{'never' if costly is None else f'{100 * costly:.2f} %'} | {_rate(result.rate)} | "
            f"{'' if result.title == OURS else f'{_times(ratio)} × faster{bar}'} | {_rate(result.by_clock)} | "
            f"{'' if result.title == OURS else f'{_times(by_clock)} × faster'} |"
        )


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}"


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:,.2g}"


def write(
    request: Request,
    given: Scene,
    results: Sequence[Result],
    figures: Sequence[Figure],
    date: str,
    machine: str,
) -> None:
    """`RESULTS.md` and the picture."""
    names = sum(len(entity.names) for entity in given.speed_entities)
    spelled = sum(len(entity.names) for entity in given.entities)
    lines = [
        "# Results",
        f"Measured on {date}, {machine}; `python -m benchmarks.side_by_side SHARED` writes this file and the picture anew.",
        "",
        "## Beside other packages",
        f"The SDN list of {VARIED} ({spelled:,} names) searched for {VARIED_QUERIES} variations of listed persons and organisations and for {CLEAN_QUERIES:,} persons",
        "on no list, by name alone; *found* means that the right entity comes first. Each package is in its own environment, on the same names, with the same processor.",
        f"Speed is of one process over {names:,} listed names (SDN list of {LATEST}), the list's index made before; string_grouper and splink make theirs within",
        "the call. By the clock each engine has the threads that it takes for itself; processor time counts those of all threads.",
        "",
        *_table(results, given),
        "",
        "![Recall against alerts](recall_alerts.png)",
        "",
        "How speed, index and memory grow with the list: [GROWTH.md](GROWTH.md).",
        "",
        *(
            f"- **{result.title}**: {result.used}{f'; speed on {result.rate_on}' if result.rate_on else ''}{f' ({result.versions})' if result.versions else ''}."
            for result in results
        ),
        "- **Moov Watchman** is a server in Go and no part of this run; its scoring core was measured at 55 to 216 names/s over 8,976 entities, and at a recall of 0.73",
        "  with 5.4 % false matches on variations of individuals, when this design was chosen.",
        "",
        "## Accuracy beside its bars",
        f"Seeds {', '.join(map(str, request.seeds))}; {100 * request.sample:g} % of the cases of each part.",
        "",
        markdown(figures),
    ]
    (HERE / "RESULTS.md").write_text("\n".join(lines), encoding="utf-8")
    curves = cache() / "curves.csv"
    points = (
        (result.title, *point)
        for result in results
        if not result.failed
        for point in curve(result, given.queries)
    )
    write_rows(curves, ("engine", "alerts", "recall"), points)
    Environment("picture").run(curves, HERE / "recall_alerts.png")


def run(request: Request, names: int, say: Callable[[str], None]) -> tuple[Scene, list[Result]]:
    """Our result first, then each peer's."""
    given = scene(request, names)
    own, candidates = ours(given)
    results = [own]
    for peer in PEERS:
        say(f"{results[-1].title}: {_rate(results[-1].rate)} names/s {results[-1].failed}")
        results.append(measured(given, peer, candidates))
    say(f"{results[-1].title}: {_rate(results[-1].rate)} names/s {results[-1].failed}")
    return given, results


def main() -> None:
    """Measure everything and write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.side_by_side", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with bench/ and lists/ofac-sdn/")
    parser.add_argument("--date", required=True, help="the day to write into the results")
    parser.add_argument("--machine", default="2 cores", help="the machine, in general words")
    parser.add_argument("--names", type=int, default=100_000, help="how many names our speed is taken on")
    parser.add_argument(
        "--sample", type=float, default=1.0, help="the share of our own cases to take, 0 to 1"
    )
    parser.add_argument("--seeds", default="101,202,303", help="seeds of the variations")
    asked = parser.parse_args()
    seeds = tuple(int(seed) for seed in asked.seeds.split(","))
    request = Request(Shared(asked.shared), asked.sample, seeds)
    given, results = run(request, asked.names, lambda line: print(line, file=sys.stderr, flush=True))
    write(request, given, results, list(measured_accuracy(request)), asked.date, asked.machine)


if __name__ == "__main__":
    main()
