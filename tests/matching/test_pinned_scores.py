"""Scores of known pairs to the tenth: a change in speed changes none of them, and a change in method shows here what it did."""

import pytest

from screening.matching import Matcher, compare
from screening.model import PartyKind
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

_SCORES = [
    ("Sergey Kirienko", "KIRIYENKO, Sergei Vladilenovich", 86.9),
    ("Кириенко Сергей", "KIRIYENKO, Sergei Vladilenovich", 86.9),
    ("A. V. Bortnikov", "BORTNIKOV, Aleksandr Vasilievich", 95.4),
    ("Denis Bortnikov", "BORTNIKOV, Aleksandr Vasilievich", 47.6),
    ("Evgeni Prigojine", "PRIGOZHIN, Yevgeniy Viktorovich", 90.4),
    ("Konstantin Kilimnick", "KILIMNIK, Konstantin Viktorovich", 92.3),
    ("Neobit LLC", "NEOBIT, OOO", 100.0),
    ("Bank Rossiya", "BANK ROSSI", 5.7),
    ("South Front", "SOUTHFRONT", 97.0),
    ("Federal Security Service of the Russian Federation", "FEDERAL SECURITY SERVICE", 77.4),
    ("Era Bank", "ERA MILITARY INNOVATION TECHNOPOLIS", 7.6),
    ("Taliban Organization", "TALIBAN", 80.1),
    ("Ben Netanyahu", "Benjamin Netanyahu", 96.3),
    ("章 健", "ZHANG, Jian", 99.0),
    ("张 磊 凯", "ZHANG, Lei", 65.5),
    ("Kim Song Hun", "KIM, Seong-hun", 92.2),
    ("Xi Jinpin", "XI, Jinping", 82.3),
    ("이재형", "이재명", 26.5),
    ("Mohamed Al-Ahmad", "AL-AHMED, Muhammad", 84.0),
    ("Ministry of Finance of the Republic of Belarus", "MINISTRY OF FINANCE OF THE RUSSIAN FEDERATION", 11.7),
    ("Mariya Zoueva", "ZUEVA, Mariya Evgenevna", 85.5),
    ("27th Scientific Centre", "27TH SCIENTIFIC CENTER", 100.0),
    ("Oxy Tech", "THE OXYTECH", 97.0),
]


@pytest.mark.parametrize(("ours", "theirs", "score"), _SCORES)
def test_a_known_pair_keeps_its_score(ours: str, theirs: str, score: float) -> None:
    assert compare(ours, theirs).score == score


@pytest.mark.parametrize(("ours", "theirs", "score"), [pin for pin in _SCORES if pin[2] > 0])
def test_screening_gives_a_pair_the_score_of_a_comparison(ours: str, theirs: str, score: float) -> None:
    matcher = Matcher([listed("1", theirs, kind=PartyKind.ANY)], MatchingSettings(min_score=0))

    (matches,) = matcher.match([party(ours)])

    assert [match.score for match in matches] == [score]
