"""How well names are matched: every figure beside the bar that it is held to.

    python -m benchmarks accuracy SHARED [--sample 0.1] [--only pairs,clean] [--seeds 101,202]

SHARED holds `bench/` (labelled pairs, clean persons) and editions of the SDN list as folders in `lists/ofac-sdn/`.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks import aliases, variations
from benchmarks.audit import Audit
from benchmarks.figure import Figure
from benchmarks.inputs import LabelledPair, Shared, is_latin, nameless, sampled
from screening.matching import Matcher, compare
from screening.matching.alignment import ROUNDING, align
from screening.matching.batch import Batch
from screening.matching.candidates import CandidateIndex
from screening.matching.profile import profile
from screening.matching.strength import lowest_score
from screening.model import Party, PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings

VARIED = "2021-07-07"
"""The edition that variations and hidden aliases are made from."""
LATEST = "2024-05-07"
"""The edition that clean persons are held against."""

_VARIED_KINDS = ((PartyKind.PERSON, "persons"), (PartyKind.ORGANIZATION, "organisations"))
_EXHAUSTIVE_NAMES = 6_000
_EXHAUSTIVE_QUERIES = 400


@dataclass(frozen=True, slots=True)
class Request:
    """What to measure on. `sample` is the share of cases, 0 to 1, taken in each part; `seeds` those of the variations."""

    shared: Shared
    sample: float = 1.0
    seeds: tuple[int, ...] = (101, 202, 303)
    settings: MatchingSettings = field(default_factory=MatchingSettings)


def labelled(request: Request) -> Iterator[Figure]:
    """Precision, recall and F1 of `compare` at the default cut."""
    pairs = request.shared.pairs()
    parts = (
        ("even rows", pairs[::2], 0.88),
        ("odd rows", pairs[1::2], 0.88),
        ("all", pairs, 0.88),
        ("other scripts", [pair for pair in pairs if pair.other_script], 0.92),
    )
    for label, part, bar in parts:
        precision, recall, f1 = f1_of(part, request.settings.min_score)
        said = f"{len(part)}; precision {precision:.3f}, recall {recall:.3f}"
        yield Figure(f"labelled pairs, {label}: F1", f1, bar, counts=said)


def f1_of(pairs: Sequence[LabelledPair], lowest: float) -> tuple[float, float, float]:
    """Precision, recall and F1 at a score."""
    alerts = [compare(pair.first, pair.second, pair.kind).score >= lowest for pair in pairs]
    return f1_of_alerts(pairs, alerts)


def f1_of_alerts(pairs: Sequence[LabelledPair], alerts: Sequence[bool]) -> tuple[float, float, float]:
    hits = sum(pair.same and alert for pair, alert in zip(pairs, alerts, strict=True))
    same, alerted = sum(pair.same for pair in pairs), sum(alerts)
    return hits / max(1, alerted), hits / max(1, same), 2 * hits / max(1, same + alerted)


def clean(request: Request) -> Iterator[Figure]:
    """The share of persons on no list who alert, by name alone and with what else is known of them."""
    people = sampled(request.shared.clean(), request.sample)
    matcher = Matcher(request.shared.edition(LATEST), request.settings)
    latin = [person for person in people if is_latin(person.name)]
    longer = [person for person in people if len(person.name.split()) > 2]
    for label, part, bar in (
        ("all", people, 0.003),
        ("Latin letters", latin, 0.001),
        ("more than two words", longer, 0.001),
    ):
        rate = _alerted(matcher, [nameless(person) for person in part])
        counts = f"{len(part):,}"
        yield Figure(
            f"clean persons, name alone, {label}", rate, bar, at_most=True, percent=True, counts=counts
        )
    known = [
        Party(person.role, person.name, person.kind, None, person.birth_date, person.countries)
        for person in people
    ]
    rate = _alerted(matcher, known)
    label = "clean persons, with birth date and nationality, above contradicted"
    yield Figure(label, rate, 0.0002, at_most=True, percent=True, counts=f"{len(people):,}")


def _alerted(matcher: Matcher, people: Sequence[Party]) -> float:
    found = matcher.match(people)
    return sum(any(variations.alerts(match) for match in matches) for matches in found) / len(people)


def varied(request: Request) -> Iterator[Figure]:
    """Recall by kind of variation and false matches, for persons and organisations."""
    entities = request.shared.edition(VARIED)
    matcher, audit = Matcher(entities, request.settings), Audit(entities)
    folder = request.shared.edition_folder(VARIED)
    for kind, label in _VARIED_KINDS:
        given = variations.cases(folder, request.seeds, kind, request.sample)
        yield from variations.figures(label, variations.outcomes(matcher, given), audit)


def hidden(request: Request) -> Iterator[Figure]:
    """Aliases searched in the list that does not have them."""
    entities = request.shared.edition(VARIED)
    given = aliases.hidden_aliases(request.shared.edition_folder(VARIED), entities)
    part = given[:: max(1, round(1 / request.sample))]
    yield from aliases.figures(aliases.places(entities, part), request.settings.min_score)


def exhaustive(request: Request) -> Iterator[Figure]:
    """Of the pairs that reach the cut when every pair is scored, the share that the index brings forward."""
    rng = random.Random(11)
    named = [(name, entity.kind) for entity in request.shared.edition(VARIED) for name in entity.names]
    listed = rng.sample(named, min(_EXHAUSTIVE_NAMES, len(named)))
    theirs = [profile(parse_name(name.text, kind)) for name, kind in listed]
    index = CandidateIndex.of([(name.text, kind) for name, kind in listed])
    for kind, label in _VARIED_KINDS:
        given = variations.cases(request.shared.edition_folder(VARIED), request.seeds, kind, 1.0)
        count = min(len(given), round(_EXHAUSTIVE_QUERIES * request.sample))
        queries = Batch([(case.query, kind) for case in rng.sample(given, count)])
        brought = dict(index.candidates(queries, request.settings.min_score - ROUNDING))
        cut = index.cut(queries)
        due = got = 0
        for number in range(len(queries)):
            ours = queries.profile(number)
            reached = {
                row
                for row, each in enumerate(theirs)
                if align(ours, each).score >= lowest_score(listed[row][0], request.settings)
            }
            due += len(reached)
            got += len(reached & {*brought.get(number, ()), *cut.get(number, ())})
        counts = f"{len(queries)} queries × {len(theirs):,} names, {due} pairs at the cut"
        yield Figure(
            f"candidates, {label}: of the pairs at the cut, found", got / max(1, due), 0.995, counts=counts
        )


PARTS: dict[str, Callable[[Request], Iterator[Figure]]] = {
    "pairs": labelled,
    "clean": clean,
    "variations": varied,
    "aliases": hidden,
    "candidates": exhaustive,
}


def measured(request: Request, only: Sequence[str] = ()) -> Iterator[Figure]:
    """Every figure of the parts asked for, in order."""
    for part in only or PARTS:
        yield from PARTS[part](request)
