"""Accuracy and speed of name matching on labelled names and real lists, as one table.

    python benchmarks/matching.py SHARED_DIR [NAMES]

SHARED_DIR holds `bench/` (labelled pairs, clean persons) and editions of the SDN list as folders in `lists/ofac-sdn/`; NAMES
(default 100,000) is the size of each speed run. Speed is of one process: by the clock with the threads that a run has, and in processor time.
"""

import csv
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from screening.lists import load_list
from screening.matching import Matcher, compare
from screening.model import Entity, Party, PartyKind, Role
from screening.settings import MatchingSettings

_KINDS = {
    "Person": PartyKind.PERSON,
    "Company": PartyKind.ORGANIZATION,
    "Organization": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
}
_LETTERS = "aeioustrnl"
_EDITION = "2021-07-07"
"""The edition of the SDN list that variants and speed are measured on."""

_TRADES = [
    "Trading",
    "Shipping",
    "Group",
    "Energy",
    "Foods",
    "Logistics",
    "Bank",
    "Systems",
    "Holding",
    "Marine",
    "Textiles",
    "Motors",
]
_FORMS = ("Ltd", "LLC", "GmbH", "S.A.", "Inc", "AG", "B.V.", "Co., Ltd.", "OOO")


def _party(name: str, kind: PartyKind = PartyKind.ANY) -> Party:
    return Party(Role.PARTY, name, kind)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def pairs_f1(rows: Sequence[dict[str, str]], lowest: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of `compare` on labelled pairs at a threshold."""
    hits = false = missed = 0
    for row in rows:
        kind = _KINDS.get(row["schema"], PartyKind.ANY)
        alert = compare(row["name1"], row["name2"], kind).score >= lowest
        same = row["is_match"] == "true"
        hits += alert and same
        false += alert and not same
        missed += same and not alert
    return hits / (hits + false), hits / (hits + missed), 2 * hits / (2 * hits + false + missed)


def variant(name: str, way: str, rng: random.Random) -> str:
    """A spelling of a listed name as a careless or evasive hand writes it."""
    words = name.replace(",", "").split()
    place = rng.randrange(len(words))
    word = words[place]
    letter = rng.randrange(len(word))
    if way == "letter changed":
        words[place] = word[:letter] + rng.choice(_LETTERS) + word[letter + 1 :]
    elif way == "letter dropped":
        words[place] = word[:letter] + word[letter + 1 :]
    elif way == "letter doubled":
        words[place] = word[: letter + 1] + word[letter:]
    elif way == "words in another order":
        words = words[::-1]
    elif way == "words joined" and len(words) > 1:
        start = rng.randrange(len(words) - 1)
        words[start : start + 2] = ["".join(words[start : start + 2])]
    elif way == "word dropped" and len(words) > 2:
        del words[rng.randrange(1, len(words))]
    elif way == "legal form added":
        words.append("LLC")
    return " ".join(word for word in words if word)


WAYS = (
    "letter changed",
    "letter dropped",
    "letter doubled",
    "words in another order",
    "words joined",
    "word dropped",
    "legal form added",
)


def noise(entities: Sequence[Entity], clean: Sequence[str], count: int) -> list[str]:
    """Names of mixed script that are on no list: words of clean persons recombined, a third with a letter changed; 1 % are variants of listed names."""
    rng = random.Random(20210707)
    words = [word for name in clean for word in name.split()]
    names = []
    for _ in range(count):
        if rng.random() < 0.01:
            names.append(variant(rng.choice(entities).name, rng.choice(WAYS), rng))
            continue
        name = " ".join(rng.choice(words) for _ in range(rng.choice((2, 2, 3))))
        names.append(variant(name, "letter changed", rng) if rng.random() < 0.33 else name)
    return names


def latin_names(clean: Sequence[str], count: int) -> list[str]:
    """Distinct names in Latin letters, a third of them companies; every seventh word carries a slip."""
    rng = random.Random(11)
    words = [word for name in clean if all(ord(letter) < 0x250 for letter in name) for word in name.split()]
    names: dict[str, None] = {}
    while len(names) < count:
        chosen = [rng.choice(words) for _ in range(rng.choice((2, 2, 3)))]
        if rng.random() < 0.3:
            chosen = [chosen[0], rng.choice(_TRADES), rng.choice(_TRADES), rng.choice(_FORMS)]
        name = " ".join(chosen)
        names[variant(name, "letter changed", rng) if rng.random() < 0.4 else name] = None
    return list(names)


def speed(matcher: Matcher, names: Sequence[str]) -> str:
    """Names a second, by the clock and of processor time."""
    parties = [_party(name) for name in names]
    start, clock = time.process_time(), time.perf_counter()
    matcher.match(parties)
    spent, passed = time.process_time() - start, time.perf_counter() - clock
    return f"{len(names) / passed:,.0f} names/s with {matcher.threads} threads ({len(names) / spent:,.0f} of processor time)"


def _accuracy(shared: Path, settings: MatchingSettings) -> Iterator[tuple[str, str]]:
    rows = _rows(shared / "bench" / "name_pairs_dev.csv")
    for label, part in (("even rows, tuned on", rows[::2]), ("odd rows", rows[1::2]), ("all", rows)):
        precision, recall, f1 = pairs_f1(part, settings.min_score)
        figures = f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
        yield f"labelled pairs ({label})", figures


def _measures(shared: Path, count: int) -> Iterator[tuple[str, str]]:
    settings = MatchingSettings()
    yield from _accuracy(shared, settings)
    clean = [row["full_name"] for row in _rows(shared / "bench" / "clean_persons_dev.csv")]
    people = [_party(name, PartyKind.PERSON) for name in clean]
    for folder in sorted((shared / "lists" / "ofac-sdn").iterdir()):
        entities = load_list(folder).entities
        start = time.process_time()
        matcher = Matcher(entities, settings)
        yield f"index of {folder.name}", f"{len(entities)} entities in {time.process_time() - start:.1f} s"
        alerted = sum(map(bool, matcher.match(people)))
        yield (
            f"clean persons alerted, {folder.name}",
            f"{alerted} of {len(people)} ({100 * alerted / len(people):.2f} %)",
        )
        if folder.name != _EDITION:
            continue
        for way in WAYS:
            yield f"found with {way}", f"{100 * found_share(matcher, entities, way):.1f} %"
        yield f"speed, {count} of mixed script", speed(matcher, noise(entities, clean, count))
        yield f"speed, {count} distinct in Latin letters", speed(matcher, latin_names(clean, count))


def found_share(matcher: Matcher, entities: Sequence[Entity], way: str) -> float:
    """The share of a sample of listed parties that is found when their names are written that way."""
    rng = random.Random(way)
    sample = rng.sample(list(entities), 1500)
    parties = [_party(variant(entity.name, way, rng), entity.kind) for entity in sample]
    found = [
        entity.id in {match.entity.id for match in matches}
        for entity, matches in zip(sample, matcher.match(parties), strict=True)
    ]
    return sum(found) / len(found)


def main() -> None:
    """Prints a table: every figure with what it was measured on."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    for what, figure in _measures(Path(sys.argv[1]), count):
        print(f"{what:<48}{figure}", flush=True)


if __name__ == "__main__":
    main()
