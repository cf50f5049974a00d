"""Names written in another way than by a slip: numbers, states, lost spaces, initials and endings, each beside near but different ones."""

import csv
from pathlib import Path

import pytest

from screening.matching import Matcher, compare
from screening.model import PartyKind
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

_CUT = MatchingSettings().min_score
_DATA = Path(__file__).parent / "data" / "other_writings.csv"
_ROWS = [
    (row["ours"], row["theirs"], PartyKind(row["kind"]), row["same"] == "yes")
    for row in csv.DictReader(_DATA.read_text(encoding="utf-8").splitlines())
]


@pytest.mark.parametrize(("ours", "theirs", "kind", "same"), _ROWS)
def test_a_name_written_in_another_way_alerts_and_a_near_one_does_not(
    ours: str, theirs: str, kind: PartyKind, same: bool
) -> None:
    assert (compare(ours, theirs, kind).score >= _CUT) is same


def test_the_search_finds_what_a_comparison_says() -> None:
    # Each way round: any of the two may stand in the list.
    pairs = [
        (one, other, kind)
        for ours, theirs, kind, _ in _ROWS
        for one, other in ((ours, theirs), (theirs, ours))
    ]
    for ours, theirs, kind in pairs:
        score = compare(ours, theirs, kind).score
        (matches,) = Matcher([listed("1", theirs, kind=kind)], MatchingSettings()).match([party(ours, kind)])

        assert [match.score for match in matches] == ([score] if score >= _CUT else []), (ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("1st Commercial Bank", "First Commercial Bank", "same number: 1 / first"),
        ("Brigade Forty-Four", "Brigade 44", "same name"),
        ("U.S. Trade Council", "United States Trade Council", "abbreviation: us / united states"),
        ("PLA Navy", "People's Liberation Army Navy", "abbreviation: pla / peoples liberation army"),
    ],
)
def test_the_explanation_says_what_is_the_same(ours: str, theirs: str, said: str) -> None:
    assert compare(ours, theirs, PartyKind.ORGANIZATION).why == said
