"""The engines whose names are measured side by side: our own matching, and other packages each in its own environment."""

import csv
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import variations
from benchmarks.accuracy import LATEST, VARIED, Request
from benchmarks.environments import Environment, UnavailableError, cache
from benchmarks.inputs import LabelledPair, is_latin, lowered, nameless, party
from screening.matching import Matcher, compare
from screening.model import Entity, Party, PartyKind
from screening.settings import MatchingSettings

OURS = "this program"
VARIED_QUERIES, CLEAN_QUERIES = 600, 1_000
_DEEP = lowered(35.0)
_CANDIDATES = 10
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
    by_clock: float = 0.0
    """Names a second by the clock, with all the threads that the engine takes for itself."""
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
            VARIED_QUERIES // 2,
        )
    ]
    clean = request.shared.clean()
    strangers = [nameless(person) for person in rng.sample(clean, CLEAN_QUERIES)]
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
    rate, by_clock = _timed(matcher, given.speed_names)
    result = Result(OURS, "", "default settings; curves from a score of 35", best, scores, rate, by_clock)
    result.rate_on = f"{len(given.speed_names):,} with {matcher.threads} threads"
    return result, [[match.entity.id for match in matches[:_CANDIDATES]] for matches in found]


def _timed(matcher: Matcher, names: Sequence[str]) -> tuple[float, float]:
    # Names a second of processor time, and by the clock.
    parties: list[Party] = [party(name) for name in names]
    began, clock = time.process_time(), time.perf_counter()
    matcher.match(parties)
    spent, passed = time.process_time() - began, time.perf_counter() - clock
    return len(names) / spent, len(names) / passed


def measured(given: Scene, peer: Peer, candidates: Sequence[Sequence[str]]) -> Result:
    """What a peer does with the same names; a result that says why where it cannot be had."""
    environment = Environment(peer.environment)
    versions = ", ".join(f"{name} {version}" for name, version in list(environment.versions().items()))
    result = Result(peer.title, versions, peer.used, bar=peer.bar)
    folder = cache()
    names, queries, out = (folder / f"{each}-{peer.environment}.csv" for each in ("list", "queries", "out"))
    try:
        if peer.pairs:
            write_rows(
                queries, ("name1", "name2", "kind"), ((p.first, p.second, p.kind.value) for p in given.pairs)
            )
            environment.run("pairs", queries, out)
            result.scores = [float(row["score"]) for row in _read(out)]
        _write_list(names, given.entities)
        asked = zip(given.queries, candidates, strict=True)
        lines = ((query.name, query.kind.value, " ".join(chosen)) for query, chosen in asked)
        write_rows(queries, ("name", "kind", "candidates"), lines)
        said = json.loads(environment.run("search", names, queries, out))
        result.best = [(row["entity"], float(row["score"])) for row in _read(out)]
        if peer.scans:
            spelled = sum(len(entity.names) for entity in given.speed_entities)
            per_second = said["compared"] / said["seconds"]
            entities = len(given.speed_entities)
            result.rate = per_second / entities
            result.by_clock = said["compared"] / said["clock_seconds"] / entities
            result.rate_on = f"{said['compared']:,} comparisons, {per_second:,.0f} a second; × {entities:,} entities ({spelled:,} names)"
        else:
            _write_list(names, given.speed_entities)
            part = given.speed_names[: peer.queries]
            write_rows(queries, ("name", "kind", "candidates"), ((name, "any", "") for name in part))
            said = json.loads(environment.run("search", names, queries, out))
            result.rate = said["queries"] / said["seconds"]
            result.by_clock = said["queries"] / said["clock_seconds"]
            result.rate_on = f"{len(part):,}"
    except UnavailableError as error:
        result.failed = str(error)
    return result


def _write_list(path: Path, entities: Sequence[Entity]) -> None:
    rows = (
        (entity.id, entity.kind.value, _natural(name.text, entity.kind))
        for entity in entities
        for name in entity.names
    )
    write_rows(path, ("entity", "kind", "name"), rows)


def _natural(name: str, kind: PartyKind) -> str:
    """ "SURNAME, Given" turned, so that an engine that minds the order is not put at a disadvantage."""
    surname, _, given = name.partition(",")
    return f"{given.strip()} {surname}" if kind is PartyKind.PERSON and given.strip() else name


def write_rows(path: Path, header: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
