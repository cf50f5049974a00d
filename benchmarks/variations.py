"""Recall and false matches on the variations that the package `sanctions-screening-benchmark` makes of a list."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.audit import Audit
from benchmarks.environments import Environment, cache
from benchmarks.figure import Figure
from benchmarks.inputs import party
from screening.matching import Matcher
from screening.model import Match, PartyKind

KINDS = {
    "individual": PartyKind.PERSON,
    "unknown": PartyKind.ORGANIZATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
"""The package's word for what an entry is."""

BARS = {
    **dict.fromkeys(
        (
            "name_order",
            "homoglyph",
            "invisible_char",
            "title_affix",
            "particle",
            "punctuation",
            "double_collapse",
            "ocr",
            "translit",
        ),
        0.98,
    ),
    **dict.fromkeys(("typo", "transpose", "phonetic", "token_drop"), 0.95),
    "vowel_drop": 0.93,
    "initials": 0.90,
    "truncate": 0.85,
}
_RECALL, _FALSE, _FALSE_OF_STRANGERS = 0.97, 0.025, 0.01


@dataclass(frozen=True, slots=True)
class Case:
    """A query made from a listed name; `expected` is the entity that it means, empty for a negative."""

    query: str
    kind: PartyKind
    expected: str
    way: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one query found: entities at the cut, best first."""

    case: Case
    found: tuple[str, ...]


def cases(folder: Path, seeds: Sequence[int], kind: PartyKind, share: float) -> list[Case]:
    """The cases of one kind of party from an edition's csv files; `share` of them, spread over the whole."""
    named = "-".join(map(str, seeds))
    made = cache() / f"variations-{folder.name}-{named}.csv"
    if not made.exists():
        part = made.with_suffix(".part")
        Environment("variations").run(folder, part, *map(str, seeds))
        part.replace(made)
    with made.open(encoding="utf-8", newline="") as stream:
        read = [
            Case(
                row["query"],
                KINDS[row["type"]],
                f"us-ofac:{row['expected']}" if row["expected"] else "",
                row["kind"],
            )
            for row in csv.DictReader(stream)
            if KINDS[row["type"]] is kind
        ]
    return read[:: max(1, round(1 / share))]


def outcomes(matcher: Matcher, given: Sequence[Case]) -> list[Outcome]:
    """Every case searched in the list, by its name alone."""
    found = matcher.match([party(case.query, case.kind) for case in given])
    return [
        Outcome(case, tuple(match.entity.id for match in matches if alerts(match)))
        for case, matches in zip(given, found, strict=True)
    ]


def alerts(match: Match) -> bool:
    """Is the match shown as more than contradicted?"""
    return match.strength.value != "contradicted"


def figures(label: str, done: Sequence[Outcome], audit: Audit) -> Iterator[Figure]:
    """Recall in all and by kind of variation; the negatives that alert, all of them and those that are strangers."""
    positives = [outcome for outcome in done if outcome.case.expected]
    negatives = [outcome for outcome in done if not outcome.case.expected]
    hits = [outcome for outcome in positives if outcome.case.expected in outcome.found]
    first = sum(outcome.found[0] == outcome.case.expected for outcome in hits)
    yield Figure(
        f"{label}: recall", len(hits) / len(positives), _RECALL, counts=f"{len(positives):,} variations"
    )
    yield Figure(f"{label}: recall, the right entity first", first / len(positives))
    yield from _by_way(label, positives)
    false = [outcome for outcome in negatives if outcome.found]
    rate = len(false) / len(negatives)
    yield Figure(
        f"{label}: negatives that alert",
        rate,
        _FALSE,
        at_most=True,
        percent=True,
        counts=f"{len(negatives):,}",
    )
    strangers = [
        outcome for outcome in negatives if audit.exclusion(outcome.case.query, outcome.case.kind) is None
    ]
    yield Figure(
        f"{label}: negatives that are a listed name in other words",
        1 - len(strangers) / len(negatives),
        percent=True,
    )
    wrong = [outcome for outcome in strangers if outcome.found]
    yield Figure(
        f"{label}: strangers that alert",
        len(wrong) / len(strangers),
        _FALSE_OF_STRANGERS,
        at_most=True,
        percent=True,
        counts=f"{len(strangers):,}",
    )
    for way, count in sorted(Counter(outcome.case.way for outcome in wrong).items()):
        of = sum(outcome.case.way == way for outcome in strangers)
        yield Figure(f"{label}: strangers that alert, {way}", count / of, percent=True, counts=f"{of:,}")


def _by_way(label: str, positives: Sequence[Outcome]) -> Iterator[Figure]:
    ways: dict[str, list[bool]] = defaultdict(list)
    for outcome in positives:
        ways[outcome.case.way].append(outcome.case.expected in outcome.found)
    for way, hits in sorted(ways.items()):
        yield Figure(f"{label}: found, {way}", sum(hits) / len(hits), BARS.get(way), counts=f"{len(hits):,}")
