"""Well-known names in their own scripts: found under their usual Latin spellings, told apart from others of the same family or trade."""

import csv
from pathlib import Path

import pytest

from screening.matching import Matcher, compare
from screening.matching.alignment import align
from screening.matching.profile import profile
from screening.model import PartyKind
from screening.names import parse_name
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

_CUT = MatchingSettings().min_score
_DATA = Path(__file__).parent / "data" / "other_scripts.csv"
_ROWS = list(csv.DictReader(_DATA.read_text(encoding="utf-8").splitlines()))

_RECALL = {
    "Arabic": 0.94,
    "Armenian": 1.0,
    "Belarusian": 1.0,
    "Chinese": 0.96,
    "Georgian": 1.0,
    "Greek": 0.92,
    "Hebrew": 0.92,
    "Hindi": 1.0,
    "Japanese": 0.94,
    "Korean": 1.0,
    "Persian": 0.93,
    "Russian": 1.0,
    "Serbian": 0.91,
    "Thai": 0.78,
    "Ukrainian": 1.0,
}
"""Share of the names in each language that are found; it may not fall."""


def _rows(language: str) -> list[tuple[str, str, str, PartyKind]]:
    return [
        (row["written"], row["latin"], row["near"], PartyKind(row["kind"]))
        for row in _ROWS
        if row["language"] == language
    ]


@pytest.mark.parametrize("language", sorted(_RECALL))
def test_names_are_found_under_their_usual_latin_spellings(language: str) -> None:
    rows = _rows(language)
    missed = [(own, latin) for own, latin, _, kind in rows if compare(own, latin, kind).score < _CUT]

    assert len(rows) >= 10
    assert 1 - len(missed) / len(rows) >= _RECALL[language], missed


@pytest.mark.parametrize("language", sorted(_RECALL))
def test_near_names_are_told_apart(language: str) -> None:
    mistaken = [
        (own, near) for own, _, near, kind in _rows(language) if compare(own, near, kind).score >= _CUT
    ]

    assert mistaken == []


@pytest.mark.parametrize(
    "turned", [False, True], ids=["listed in Latin letters", "listed in their own script"]
)
def test_a_screening_finds_every_pair_that_a_comparison_does(turned: bool) -> None:
    pairs = [
        ((latin, own) if turned else (own, latin), kind)
        for language in sorted(_RECALL)
        for own, latin, _, kind in _rows(language)
    ]
    entities = [listed(str(number), pair[1], kind=kind) for number, (pair, kind) in enumerate(pairs)]
    found = Matcher(entities, MatchingSettings()).match([party(pair[0], kind) for pair, kind in pairs])

    missed = [
        pair
        for number, ((pair, kind), matches) in enumerate(zip(pairs, found, strict=True))
        if compare(*pair, kind).score >= _CUT
        and f"list:{number}" not in {match.entity.id for match in matches}
    ]
    assert missed == []


@pytest.mark.slow
def test_no_name_is_taken_for_that_of_another_party() -> None:
    parties = [(own, name, kind) for language in _RECALL for own, name, _, kind in _rows(language)]
    latin = {(name, kind): profile(parse_name(name, kind)) for _, name, kind in parties}

    mistaken = [
        (own, other)
        for own, name, kind in parties
        for (other, their_kind), theirs in latin.items()
        if kind is their_kind
        and align(profile(parse_name(own, kind)), theirs).score >= _CUT
        and align(latin[name, kind], theirs).score < _CUT
        and {name, other} != {"Xi Jinping", "Hsi Chin-p'ing"}
    ]
    assert mistaken == []
