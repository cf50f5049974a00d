"""Accuracy and speed of name matching on labelled names and real lists.

    python benchmarks/matching.py SHARED_DIR [NAMES]

SHARED_DIR holds `lists/` and `bench/`; NAMES (default 100,000) is the size of the speed run.
"""

import csv
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from screening.matching import Matcher, compare
from screening.model import Entity, Party, PartyKind, Role
from screening.settings import MatchingSettings
from tests.matching.conftest import read_sdn

_KINDS = {
    "Person": PartyKind.PERSON,
    "Company": PartyKind.ORGANIZATION,
    "Organization": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
}
_LETTERS = "aeioustrnl"


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
    """Names that are on no list: words of clean persons recombined, a third with a letter changed; 1 % are variants of listed names."""
    rng = random.Random(20210707)
    words = [word for name in clean if name.isascii() for word in name.split()]
    names = []
    for _ in range(count):
        if rng.random() < 0.01:
            names.append(variant(rng.choice(entities).name, rng.choice(WAYS), rng))
            continue
        name = " ".join(rng.choice(words) for _ in range(rng.choice((2, 2, 3))))
        names.append(variant(name, "letter changed", rng) if rng.random() < 0.33 else name)
    return names


def main() -> None:
    """Prints every figure with what it was measured on."""
    shared = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    settings = MatchingSettings()
    rows = _rows(shared / "bench" / "name_pairs_dev.csv")
    for label, part in (("even rows (tuned on)", rows[::2]), ("odd rows", rows[1::2]), ("all", rows)):
        precision, recall, f1 = pairs_f1(part, settings.min_score)
        print(f"labelled pairs, {label}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")

    entities = read_sdn(shared / "lists" / "ofac-sdn" / "2021-07-07")
    start = time.process_time()
    matcher = Matcher(entities, settings)
    print(f"index of {len(entities)} entities: {time.process_time() - start:.1f} s; {matcher.version}")

    clean = [row["full_name"] for row in _rows(shared / "bench" / "clean_persons_dev.csv")]
    alerts = sum(map(bool, matcher.match([_party(name, PartyKind.PERSON) for name in clean])))
    print(f"clean persons alerted: {alerts} of {len(clean)} ({100 * alerts / len(clean):.2f} %)")

    rng = random.Random(7)
    for way in WAYS:
        sample = rng.sample(list(entities), 1500)
        parties = [_party(variant(entity.name, way, rng), entity.kind) for entity in sample]
        found = sum(
            entity.id in {match.entity.id for match in matches}
            for entity, matches in zip(sample, matcher.match(parties), strict=True)
        )
        print(f"found with {way}: {100 * found / len(sample):.1f} %")

    parties = [_party(name) for name in noise(entities, clean, count)]
    start = time.process_time()
    matcher.match(parties)
    seconds = time.process_time() - start
    print(f"speed: {count} names in {seconds:.1f} s of processor time, {count / seconds:,.0f} names/s")


if __name__ == "__main__":
    main()
