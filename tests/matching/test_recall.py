"""What the index finds of a real list, against comparing every pair: by our own scorer, and among what plain edit similarity alerts on."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from screening.matching import Matcher
from screening.matching.alignment import align
from screening.matching.batch import Batch
from screening.matching.candidates import CandidateIndex
from screening.matching.cut import find_cut
from screening.matching.profile import Profile, profile
from screening.model import Entity, EntityName, PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings
from tests.matching.conftest import party

pytestmark = [pytest.mark.shared, pytest.mark.slow]

_CHUNK = 20
_ALERTS = 80


def _altered(name: str, random: Random) -> str:
    """The name as a careless hand writes it: two words changed places, a letter changed, dropped or doubled, or two words joined."""
    words = name.replace(",", "").split()
    random.shuffle(words)
    place = random.randrange(len(words))
    word = words[place]
    letter = random.randrange(len(word))
    ways = (
        word[:letter] + "e" + word[letter + 1 :],
        word[:letter] + word[letter + 1 :],
        word[:letter] + word[letter:],
    )
    words[place] = random.choice(ways) or word
    if random.random() < 0.2:
        words[:2] = ["".join(words[:2])]
    return " ".join(words)


def _queries(sdn: tuple[Entity, ...], count: int) -> list[str]:
    random = Random(20210707)
    return [_altered(random.choice(entity.names).text, random) for entity in random.sample(sdn, count)]


def _named(sdn: tuple[Entity, ...]) -> list[tuple[Entity, EntityName]]:
    return [(entity, name) for entity in sdn for name in entity.names]


def test_the_index_finds_what_scoring_every_pair_finds(sdn: tuple[Entity, ...]) -> None:
    lowest = MatchingSettings().min_score
    named = _named(sdn[::8])
    profiles = [profile(parse_name(name.text, entity.kind)) for entity, name in named]
    queries = _queries(sdn[::8], 60)
    index = CandidateIndex.of([(name.text, entity.kind) for entity, name in named])
    found = dict(index.candidates(Batch([(query, PartyKind.ANY) for query in queries]), lowest))

    expected = reached = 0
    for number, query in enumerate(queries):
        ours = profile(parse_name(query))
        every = {row for row, theirs in enumerate(profiles) if align(ours, theirs).score >= lowest}
        expected += len(every)
        reached += len(every & set(found.get(number, ())))

    assert expected > 60
    assert reached / expected >= 0.995


def test_what_a_looser_cut_finds_above_the_cut_the_cut_finds(sdn: tuple[Entity, ...]) -> None:
    # Pairs that hardly reach the cut are few: many names, and the cut in several places.
    named = _named(sdn[::3])
    index = CandidateIndex.of([(name.text, entity.kind) for entity, name in named])
    batch = Batch([(query, PartyKind.ANY) for query in _queries(sdn[::3], 1800)])
    profiles: dict[int, Profile] = {}
    cuts = {lowest: dict(index.candidates(batch, lowest)) for lowest in (60.0, 74.0, 80.0)}

    reached, missed = 0, []
    for number, rows in index.candidates(batch, 45.0):
        ours = batch.profile(number)
        for row in rows:
            entity, name = named[row]
            theirs = profiles.get(row) or profile(parse_name(name.text, entity.kind))
            profiles[row] = theirs
            score = align(ours, theirs).score
            for lowest, found in cuts.items():
                # Names cut off by a column are found by their beginnings.
                if score >= lowest and find_cut(ours, theirs) is None:
                    reached += 1
                    missed += [(ours.name.text, name.text, score)] * (row not in found.get(number, ()))

    assert reached > 2000
    assert missed == []


def _alerting(queries: list[str], names: list[str]) -> Iterator[tuple[int, int]]:
    # Pairs that plain edit similarity alerts on, chunk by chunk.
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        for start in range(0, len(queries), _CHUNK):
            chunk = [query.lower() for query in queries[start : start + _CHUNK]]
            scores = cdist(chunk, names, scorer=scorer, score_cutoff=_ALERTS, dtype=np.uint8)
            for row, column in np.argwhere(scores > 0).tolist():
                yield start + row, column


def test_the_index_finds_what_plain_edit_similarity_alerts_on_and_our_scorer_accepts(
    sdn: tuple[Entity, ...],
) -> None:
    settings = MatchingSettings()
    named = _named(sdn)
    queries = _queries(sdn, 100)
    matches = Matcher(sdn, settings).match([party(query) for query in queries])
    found = [{match.entity.id for match in each} for each in matches]

    accepted = {
        (number, named[row][0].id)
        for number, row in set(_alerting(queries, [name.text.lower() for _, name in named]))
        for entity, name in (named[row],)
        if name.quality.value == "strong"
        and align(profile(parse_name(queries[number])), profile(parse_name(name.text, entity.kind))).score
        >= settings.min_score
    }

    assert len(accepted) > 60
    assert sum(entity in found[number] for number, entity in accepted) / len(accepted) >= 0.995
