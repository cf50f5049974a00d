"""Is an entity found by an alias that the list does not have? Every alias of `alt.csv`, searched in the list without it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.inputs import lowered, party
from screening.matching import Matcher, compare
from screening.model import Entity, PartyKind, Strength
from screening.names import parse_name

_DEEP = 35.0
"""Nearly all are found above this score: the whole list is searched so deep for each."""
_DEEPEST = 5.0
"""How low a score still takes a place in the ranking of the ten, as `Matcher.rank` has it."""

_THE_SAME = 100.0
"""The score of names that are the same after folding."""

_BARS = {PartyKind.PERSON: (0.98, 0.92, 0.78), PartyKind.ORGANIZATION: (0.96, 0.80, 0.55)}


@dataclass(frozen=True, slots=True)
class Hidden:
    """An alias taken out of its entity; `shares` says that another of its names has a word in common with it."""

    entity: Entity
    text: str
    shares: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where the entity came out: `score` by its best other name, `ahead` entities before it, `bearers` of which bear the very alias."""

    hidden: Hidden
    score: float
    ahead: int
    bearers: int


def hidden_aliases(folder: Path, entities: Sequence[Entity]) -> list[Hidden]:
    """Every alias of the edition's `alt.csv` that is not the only name left."""
    by_id = {entity.id: entity for entity in entities}
    found = []
    with (folder / "alt.csv").open(encoding="utf-8", errors="replace", newline="") as stream:
        for row in csv.reader(stream):
            entity = by_id.get(f"us-ofac:{row[0].strip()}") if len(row) > 3 else None
            if entity is None or row[3].strip() in ("", entity.name):
                continue
            text = row[3].strip()
            words = _words(text, entity.kind)
            shares = any(words & _words(other, entity.kind) for other in _others(entity, text))
            found.append(Hidden(entity, text, shares))
    return found


def places(entities: Sequence[Entity], hidden: Sequence[Hidden]) -> list[Place]:
    """Where each entity comes out when it is searched by the alias it does not have.

    A match depends on the pair alone, so that an alias is taken out by leaving it out of its own entity's score; the other
    entities are scored as always. Parties of another kind come after all others, as `Matcher.rank` has them.
    """
    own = [
        max((_score(each.entity, other, each.text) for other in _others(each.entity, each.text)), default=0.0)
        for each in hidden
    ]
    rivals: dict[int, list[float]] = {}
    for lowest in (_DEEP, _DEEPEST):
        numbers = [number for number, score in enumerate(own) if number not in rivals and score >= lowest]
        parties = [party(hidden[number].text, hidden[number].entity.kind) for number in numbers]
        for number, matches in zip(numbers, Matcher(entities, lowered(lowest)).match(parties), strict=True):
            rivals[number] = [
                match.score
                for match in matches
                if match.entity.id != hidden[number].entity.id and match.strength is not Strength.CONTRADICTED
            ]
    return [
        Place(
            each,
            score,
            sum(rival > score for rival in rivals.get(number, ())),
            sum(rival > score for rival in rivals.get(number, ()) if rival == _THE_SAME),
        )
        for number, (each, score) in enumerate(zip(hidden, own, strict=True))
    ]


def figures(done: Sequence[Place], lowest: float) -> Iterator[Figure]:
    """Top ten, first and alerted, for persons and organisations; and of those that share no word with another name."""
    for kind, bars in _BARS.items():
        own = [place for place in done if place.hidden.entity.kind is kind]
        for shares in (True, False):
            part = [place for place in own if place.hidden.shares is shares]
            if not part:
                continue
            label = f"aliases, {kind.value}s" + ("" if shares else ", no word shared")
            ranked = [place for place in part if place.score >= _DEEPEST]
            shown = (
                ("among the first ten", sum(place.ahead < 10 for place in ranked)),
                ("first", sum(place.ahead == 0 for place in ranked)),
                ("alerted", sum(place.score >= lowest for place in ranked)),
            )
            for (what, count), bar in zip(shown, bars, strict=True):
                share = count / len(part)
                yield Figure(f"{label}: {what}", share, bar if shares else None, counts=f"{len(part):,}")
            alone = sum(place.ahead == place.bearers for place in ranked) / len(part)
            yield Figure(f"{label}: first but for others that bear the alias", alone, counts=f"{len(part):,}")


def _score(entity: Entity, other: str, text: str) -> float:
    return compare(text, other, entity.kind).score


def _others(entity: Entity, text: str) -> list[str]:
    return [name.text for name in entity.names if name.text.casefold() != text.casefold()]


def _words(text: str, kind: PartyKind) -> frozenset[str]:
    return frozenset(token.text for token in parse_name(text, kind).core)
