"""Our matching beside other packages, each in its own environment, on the same names in the same run.

    python -m benchmarks.side_by_side SHARED --date 2026-11-22

writes `RESULTS.md` and `recall_alerts.png` beside this file.
"""

import argparse
import csv
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import variations
from benchmarks.accuracy import LATEST, VARIED, Request, f1_of_alerts
from benchmarks.accuracy import measured as measured_accuracy
from benchmarks.environments import Environment, UnavailableError, cache
from benchmarks.figure import Figure, markdown
from benchmarks.inputs import LabelledPair, Shared, is_latin, lowered, nameless, party
from screening.matching import Matcher, compare
from screening.model import Entity, Party, PartyKind
from screening.settings import MatchingSettings

HERE = Path(__file__).resolve().parent
_DEEP = lowered(35.0)
_OURS = "this program"
_CANDIDATES = 10
_VARIED_QUERIES, _CLEAN_QUERIES = 600, 1_000
_SEED = 404


@dataclass(frozen=True, slots=True)
class Peer:
    """A package to measure: its environment, how many names its speed is taken on, the ratio asked of us, and how it was used."""

    title: str
    environment: str
    queries: int
    bar: float | None
    used: str
    pairs: bool = True
    scans: bool = False
    """Has it no index, so that each query is compared with every listed name?"""


PEERS = (
    Peer(
        "rapidfuzz, `process.extract` loop",
        "extract_loop",
        60,
        1_000,
        "WRatio over every listed name, one query after another",
    ),
    Peer("string_grouper", "string_grouper_tfidf", 20_000, 3, "3-gram TF-IDF cosine from 0.3, one process"),
    Peer(
        "emm (ING), unsupervised",
        "emm_unsupervised",
        20_000,
        10,
        "cosine of words and of 2-grams, ten candidates each; no trained model",
        pairs=False,
    ),
    Peer(
        "nomenklatura logic-v2",
        "logic_v2",
        600,
        300,
        "default configuration as a rescorer of our ten best candidates; its speed is of its comparisons alone",
        scans=True,
    ),
    Peer(
        "splink",
        "splink_em",
        20_000,
        None,
        "five blocking rules on words, Jaro-Winkler levels with term frequencies, weights by EM without labels",
        pairs=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Query:
    """A name to search: `expected` is the entity it means, empty for a person on no list."""

    name: str
    kind: PartyKind
    expected: str = ""


@dataclass(slots=True)
class Result:
    """What one engine did; `best` holds (entity, score) of each query, `scores` one for each labelled pair."""

    title: str
    versions: str = ""
    used: str = ""
    best: list[tuple[str, float]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    rate: float = 0.0
    """Names a second of processor time."""
    rate_on: str = ""
    bar: float | None = None
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What every engine is given."""

    entities: Sequence[Entity]
    queries: Sequence[Query]
    pairs: Sequence[LabelledPair]
    speed_entities: Sequence[Entity]
    speed_names: Sequence[str]


def scene(request: Request, names: int) -> Scene:
    """Varied listed names and clean persons to search, the labelled pairs, and `names` distinct names to take the time on."""
    rng = random.Random(_SEED)
    folder = request.shared.edition_folder(VARIED)
    varied = [
        case
        for kind in (PartyKind.PERSON, PartyKind.ORGANIZATION)
        for case in rng.sample(
            [each for each in variations.cases(folder, (_SEED,), kind, 1.0) if each.expected],
            _VARIED_QUERIES // 2,
        )
    ]
    clean = request.shared.clean()
    strangers = [nameless(person) for person in rng.sample(clean, _CLEAN_QUERIES)]
    queries = [
        *(Query(case.query, case.kind, case.expected) for case in varied),
        *(Query(person.name, person.kind) for person in strangers),
    ]
    return Scene(
        request.shared.edition(VARIED),
        queries,
        request.shared.pairs(),
        request.shared.edition(LATEST),
        made_names([person.name for person in clean], names),
    )


_TRADES = (
    "Trading",
    "Shipping",
    "Group",
    "Energy",
    "Foods",
    "Logistics",
    "Bank",
    "Systems",
    "Marine",
    "Motors",
)
_FORMS = ("Ltd", "LLC", "GmbH", "S.A.", "Inc", "AG", "B.V.", "Co., Ltd.", "OOO")
_LETTERS = "aeioustrnl"


def made_names(clean: Sequence[str], count: int) -> list[str]:
    """Distinct names in Latin letters, a third of them companies; four in ten carry a slip of the pen."""
    rng = random.Random(11)
    words = [word for name in clean if is_latin(name) for word in name.split()]
    names: dict[str, None] = {}
    while len(names) < count:
        chosen = [rng.choice(words) for _ in range(rng.choice((2, 2, 3)))]
        if rng.random() < 0.3:
            chosen = [chosen[0], rng.choice(_TRADES), rng.choice(_TRADES), rng.choice(_FORMS)]
        name = " ".join(chosen)
        if rng.random() < 0.4:
            place = rng.randrange(len(name))
            name = name[:place] + rng.choice(_LETTERS) + name[place + 1 :]
        names[name] = None
    return list(names)


def ours(given: Scene) -> tuple[Result, list[list[str]]]:
    """Our own result, and the candidates of each query for a peer that has no index."""
    deep = Matcher(given.entities, _DEEP)
    found = deep.match([party(query.name) for query in given.queries])
    best = [(matches[0].entity.id, matches[0].score) if matches else ("", 0.0) for matches in found]
    scores = [compare(pair.first, pair.second, pair.kind).score for pair in given.pairs]
    matcher = Matcher(given.speed_entities, MatchingSettings())
    rate = _timed(matcher, given.speed_names)
    result = Result(_OURS, "", "default settings; curves from a score of 35", best, scores, rate)
    result.rate_on = f"{len(given.speed_names):,}"
    return result, [[match.entity.id for match in matches[:_CANDIDATES]] for matches in found]


def _timed(matcher: Matcher, names: Sequence[str]) -> float:
    parties: list[Party] = [party(name) for name in names]
    began = time.process_time()
    matcher.match(parties)
    return len(names) / (time.process_time() - began)


def measured(given: Scene, peer: Peer, candidates: Sequence[Sequence[str]]) -> Result:
    """What a peer does with the same names; a result that says why where it cannot be had."""
    environment = Environment(peer.environment)
    versions = ", ".join(f"{name} {version}" for name, version in list(environment.versions().items()))
    result = Result(peer.title, versions, peer.used, bar=peer.bar)
    folder = cache()
    names, queries, out = (folder / f"{each}-{peer.environment}.csv" for each in ("list", "queries", "out"))
    try:
        if peer.pairs:
            _write(
                queries, ("name1", "name2", "kind"), ((p.first, p.second, p.kind.value) for p in given.pairs)
            )
            environment.run("pairs", queries, out)
            result.scores = [float(row["score"]) for row in _read(out)]
        _write_list(names, given.entities)
        asked = zip(given.queries, candidates, strict=True)
        lines = ((query.name, query.kind.value, " ".join(chosen)) for query, chosen in asked)
        _write(queries, ("name", "kind", "candidates"), lines)
        said = json.loads(environment.run("search", names, queries, out))
        result.best = [(row["entity"], float(row["score"])) for row in _read(out)]
        if peer.scans:
            spelled = sum(len(entity.names) for entity in given.speed_entities)
            per_second = said["compared"] / said["seconds"]
            entities = len(given.speed_entities)
            result.rate = per_second / entities
            result.rate_on = f"{said['compared']:,} comparisons, {per_second:,.0f} a second; × {entities:,} entities ({spelled:,} names)"
        else:
            _write_list(names, given.speed_entities)
            part = given.speed_names[: peer.queries]
            _write(queries, ("name", "kind", "candidates"), ((name, "any", "") for name in part))
            said = json.loads(environment.run("search", names, queries, out))
            result.rate = said["queries"] / said["seconds"]
            result.rate_on = f"{len(part):,}"
    except UnavailableError as error:
        result.failed = str(error)
    return result


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
    yield "| engine | F1 on pairs | found at 0.3 % alerts | at 1 % | alerts at 90 % found | names/s | ours is |"
    yield "|---|---|---|---|---|---|---|"
    lowest = MatchingSettings().min_score
    for result in results:
        if result.failed:
            yield f"| {result.title} | could not be run: {result.failed} | | | | | |"
            continue
        points = curve(result, given.queries)
        if result.title == _OURS:
            f1 = f"{f1_of_alerts(given.pairs, [score >= lowest for score in result.scores])[2]:.3f} at the cut of {lowest:g}"
        else:
            f1 = (
                f"{best_f1(result.scores, given.pairs):.3f} at its best cut"
                if result.scores
                else "scores no pairs"
            )
        costly = alerts_at(points, 0.9)
        ratio = results[0].rate / result.rate if result.rate else 0.0
        bar = (
            ""
            if result.bar is None
            else f" (asked: {result.bar:,.0f} ×{'' if ratio >= result.bar else ', NOT met'})"
        )
        yield (
            f"| {result.title} | {f1} | {100 * recall_at(points, 0.003):.1f} % | {100 * recall_at(points, 0.01):.1f} % | "
            f"{'never' if costly is None else f'{100 * costly:.2f} %'} | {_rate(result.rate)} | "
            f"{'' if result.title == _OURS else f'{ratio:,.0f} × faster{bar}'} |"
        )


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
        f"The SDN list of {VARIED} ({spelled:,} names) searched for {_VARIED_QUERIES} variations of listed persons and organisations and for {_CLEAN_QUERIES:,} persons",
        "on no list, by name alone; *found* means that the right entity comes first. Each package is in its own environment, on the same names, with the same processor.",
        f"Speed is counted in processor seconds over {names:,} listed names (SDN list of {LATEST}), the list's index made before; string_grouper and splink make",
        "theirs within the call.",
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
    _write(curves, ("engine", "alerts", "recall"), points)
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


def _write_list(path: Path, entities: Sequence[Entity]) -> None:
    rows = (
        (entity.id, entity.kind.value, _natural(name.text, entity.kind))
        for entity in entities
        for name in entity.names
    )
    _write(path, ("entity", "kind", "name"), rows)


def _natural(name: str, kind: PartyKind) -> str:
    """ "SURNAME, Given" turned, so that an engine that minds the order is not put at a disadvantage."""
    surname, _, given = name.partition(",")
    return f"{given.strip()} {surname}" if kind is PartyKind.PERSON and given.strip() else name


def _write(path: Path, header: Sequence[str], rows: "Iterator[Sequence[object]]") -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


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
