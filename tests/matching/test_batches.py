"""Large batches: the borders of their parts, a Zipf batch, and the ceiling that spares alignments."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.matching import Matcher, candidates, ordinary
from screening.matching.alignment import align
from screening.matching.batch import Batch
from screening.matching.candidates import CandidateIndex
from screening.matching.profile import profile
from screening.model import Match, PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings
from tests.matching.conftest import ENTITIES, party

_MATCHER = Matcher(ENTITIES, MatchingSettings())
_INDEX = CandidateIndex.of([(name.text, entity.kind) for entity in ENTITIES for name in entity.names])
_LISTED = [profile(parse_name(name.text, entity.kind)) for entity in ENTITIES for name in entity.names]
_SPELLINGS = ("Alexander", "Aleksandr", "Alexandr", "Aleksander", "Oleksandr", "Александр", "A. V.")
_WORDS = (
    "aleksandr",
    "alexander",
    "a",
    "v",
    "bortnikov",
    "bortnikow",
    "bank",
    "rossiya",
    "rossi",
    "south",
    "front",
    "southfront",
    "neobit",
    "neobyt",
    "taliban",
    "federal",
    "federalnaya",
    "security",
    "russia",
    "viktorovich",
    "finance",
    "27",
)


def _found(matches: tuple[Match, ...]) -> list[tuple[str, float]]:
    return [(match.entity.id, match.score) for match in matches]


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_a_name_is_found_wherever_the_batch_is_parted(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_AT_ONCE", at_once)
    names = [f"bank {number} nobody{number} stranger{number}" for number in range(300)]
    places = (0, 1, 2, 150, 151, 298, 299)
    for place, given_name in zip(places, _SPELLINGS, strict=True):
        names[place] = f"{given_name} Bortnikov"

    found = _MATCHER.match([party(name) for name in names])

    assert [place for place, matches in enumerate(found) if matches] == list(places)
    assert all(matches[0].entity.id == "list:2" for matches in found if matches)


def test_a_batch_that_repeats_its_names_answers_each_row_as_alone() -> None:
    random = Random(5)
    distinct = [" ".join(random.sample(_WORDS, 2)) for _ in range(60)]
    alone = {name: _found(_MATCHER.match([party(name)])[0]) for name in distinct}
    # The commonest name fills a third of the rows, the next half as many, and so on.
    batch = random.choices(distinct, [1 / rank for rank in range(1, len(distinct) + 1)], k=20_000)

    found = _MATCHER.match([party(name) for name in batch])

    assert [_found(matches) for matches in found] == [alone[name] for name in batch]
    assert any(found)


@given(
    words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4),
    lowest=st.sampled_from([50.0, 74.0, 90.0]),
)
def test_no_name_that_reaches_the_threshold_is_spared_its_alignment(words: list[str], lowest: float) -> None:
    text = " ".join(words)
    ours = profile(parse_name(text))

    batch = Batch([(text, PartyKind.ANY)])
    found = {row for _, rows in _INDEX.candidates(batch, lowest) for row in rows}
    found |= {row for rows in _INDEX.cut(batch).values() for row in rows}

    reaching = {row for row, theirs in enumerate(_LISTED) if align(ours, theirs).score >= lowest}
    assert reaching <= found


@given(words=st.lists(st.sampled_from(_WORDS), min_size=2, max_size=5))
def test_a_name_is_found_though_its_ordinary_words_are_set_aside(words: list[str]) -> None:
    batch = Batch([(" ".join(words), PartyKind.ANY)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ordinary, "WORTH", 0)
        found = {row for _, rows in _INDEX.candidates(batch, 74.0) for row in rows}
    found |= {row for rows in _INDEX.cut(batch).values() for row in rows}

    reaching = {row for row, theirs in enumerate(_LISTED) if align(batch.profile(0), theirs).score >= 74.0}
    assert reaching <= found
