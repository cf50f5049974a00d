"""The matcher against the whole SDN list of July 2021: who must be found, who must not, and how few clean names alert."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from screening.matching import Matcher
from screening.matching.alignment import align
from screening.matching.fuller import tempered
from screening.matching.profile import Profile, profile
from screening.model import AliasQuality, Entity, PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings
from tests.matching.conftest import party

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def matcher(sdn: tuple[Entity, ...]) -> Matcher:
    return Matcher(sdn, MatchingSettings())


@pytest.mark.parametrize(
    ("name", "uid"),
    [
        ("Кириенко Сергей", "31123"),
        ("Sergey Kirienko", "31123"),
        ("Jewgeni Prigoschin", "21171"),
        ("Evgeni Prigojine", "21171"),
        ("Alexander Bortnikov", "31126"),
        ("A. V. Bortnikov", "31126"),
        ("Neobit LLC", "31414"),
        ("AST JSC", "31611"),
        ("Positive Technologies", "31455"),
        ("POZITIV TEKNOLODZHIZ", "31455"),
        ("Federal Security Service of the Russian Federation", "21344"),
        ("TALIBAN ORGANIZATION", "6636"),
        ("SOUTH FRONT", "31212"),
        ("Konstantin Kilimnick", "31291"),
        ("Malkevich Aleksandr", "26235"),
        ("Bank Rossiya", "16681"),
    ],
)
def test_a_designated_party_is_found_first(matcher: Matcher, name: str, uid: str) -> None:
    (matches,) = matcher.match([party(name)])

    assert matches[0].entity.id == f"us-ofac:{uid}"


@pytest.mark.parametrize(
    ("name", "uid"),
    [
        ("Aleksandr Aleksandrovich Avdeev", "26235"),
        ("OOO Geo Khit", "31414"),
        ("Denis Bortnikov", "31126"),
        ("Vladimir Sergeevich Kiriyenko", "31123"),
        ("Era Bank", "31452"),
    ],
)
def test_a_neighbour_is_not_taken_for_a_designated_party(matcher: Matcher, name: str, uid: str) -> None:
    (matches,) = matcher.match([party(name)])

    assert f"us-ofac:{uid}" not in {match.entity.id for match in matches}


def test_few_persons_who_are_on_no_list_alert(matcher: Matcher, shared: Path) -> None:
    with (shared / "bench" / "clean_persons_dev.csv").open(encoding="utf-8", newline="") as stream:
        names = [row["full_name"] for row in csv.DictReader(stream)][:4000]

    matches = matcher.match([party(name, PartyKind.PERSON) for name in names])

    assert sum(map(bool, matches)) / len(names) <= 0.005


@pytest.mark.slow
def test_the_index_finds_what_comparing_all_pairs_finds(sdn: tuple[Entity, ...]) -> None:
    lowest = MatchingSettings().min_score
    listed = [
        (entity, profile(parse_name(name.text, entity.kind)))
        for entity in sdn[::12]
        for name in entity.names
        if name.quality is AliasQuality.STRONG
    ]
    names: dict[str, list[Profile]] = defaultdict(list)
    for entity, theirs in listed:
        names[entity.id] += [theirs] if entity.kind is PartyKind.PERSON else []
    queries = [_misspelled(entity.name) for entity, _ in listed[:: max(1, len(listed) // 60)]]
    matcher = Matcher(sdn[::12], MatchingSettings())

    found = missed = 0
    for query, matches in zip(queries, matcher.match([party(query) for query in queries]), strict=True):
        ours = profile(parse_name(query, PartyKind.ANY))
        expected = {
            entity.id
            for entity, theirs in listed
            if tempered(ours, align(ours, theirs), names[entity.id]).score >= lowest + 0.1
        }
        missing = expected - {match.entity.id for match in matches}
        found += len(expected) - len(missing)
        missed += len(missing)

    assert found > 40
    assert found / (found + missed) >= 0.995


def _misspelled(name: str) -> str:
    # One letter of the longest word is changed, always the same way.
    longest = max(name.replace(",", "").split(), key=len)
    middle = len(longest) // 2
    return name.replace(longest, longest[:middle] + "x" + longest[middle + 1 :], 1)
