"""Organisations' names with a word left out, turned round, or split by a stray space."""

import pytest

from screening.matching import Matcher, compare
from screening.model import PartyKind
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

_LOWEST = MatchingSettings().min_score


def _score(ours: str, theirs: str) -> float:
    return compare(ours, theirs, PartyKind.ORGANIZATION).score


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Korea Bank", "KOREA DAESONG BANK"),
        ("Cska Club", "CSKA BASKETBALL CLUB"),
        ("South Steel Complex", "SOUTH ROUHINA STEEL COMPLEX"),
        ("Andrea Limited", "ANDREA MARTINA LIMITED"),
    ],
)
def test_a_word_left_out_between_words_that_are_the_same_makes_no_other_organisation(
    ours: str, theirs: str
) -> None:
    (matches,) = Matcher(
        [listed("1", PartyKind.ORGANIZATION, theirs)], MatchingSettings(min_score=_LOWEST)
    ).match([party(ours, PartyKind.ORGANIZATION)])

    assert _score(ours, theirs) >= _LOWEST
    assert [match.score for match in matches] == [_score(ours, theirs)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Dandong Bank", "DAEDONG CREDIT BANK"),
        ("Inversiones S.A.S.", "INVERSIONES MEYBAR S.A.S."),
        ("Elisa Congo", "CONGO GROUP ELISA"),
        ("Iranian Ministry", "MINISTRY OF PETROLEUM IRANIAN"),
    ],
)
def test_words_that_are_misspelled_or_turned_round_or_too_ordinary_are_no_organisation_yet(
    ours: str, theirs: str
) -> None:
    assert _score(ours, theirs) < _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ansar al-Sharia in Tiva", "ANSAR AL-SHARIA"),
        ("Shahid Shustari Supreme", "SHAHID SHUSHTARI"),
        ("Multitex S.A.S.", "MULTITEX INTERNATIONAL TRADING, S.A."),
    ],
)
def test_a_word_more_beside_no_legal_form_and_two_words_less_beside_one_word_make_another(
    ours: str, theirs: str
) -> None:
    assert _score(ours, theirs) < _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"), [("PJSC Iskra", "PJSC NPO ISKRA"), ("JSC Vympel", "JSC DO VYMPEL")]
)
def test_a_word_left_out_behind_the_legal_form_makes_no_other_company(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) >= _LOWEST


def test_a_word_that_every_organisation_may_have_is_little_more() -> None:
    assert _score("Taliban Organization", "TALIBAN") >= _LOWEST
    assert _score("Federal Security Service of the Russian Federation", "FEDERAL SECURITY SERVICE") >= _LOWEST


@pytest.mark.parametrize(
    ("split", "whole"),
    [
        ("Ka Rafarin Bank", "KARAFARIN BANK"),
        ("R oyal Arya Co.", "ROYAL ARYA CO."),
        ("Constel lo Inc.", "CONSTELLO INC."),
        ("Parsia n Bank", "PARSIAN BANK"),
    ],
)
def test_a_word_that_a_space_splits_is_known_though_a_part_of_it_passes_for_it(
    split: str, whole: str
) -> None:
    assert _score(split, whole) >= 97.0
    assert _score(whole, split) >= 97.0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("T. Business Centre Ltd.", "THE BUSINESS CENTRE LTD."),
        ("A. Qaida", "AL QAIDA"),
        ("Ministry 0f Petroleum", "MINISTRY OF PETROLEUM"),
        ("Plaza Lo5 Tules", "PLAZA LOS TULES"),
        ("Sayyid Alkon", "OOO ALKON"),
    ],
)
def test_an_article_by_its_initial_a_particle_with_a_digit_and_a_title_are_no_word_more(
    ours: str, theirs: str
) -> None:
    assert _score(ours, theirs) >= 90.0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Vaniya Ltd.", "IAN LIMITED"),
        ("Auditores C.", "CECEP EDITORES S.A."),
        ("Pardazan Co.", "MACHINE PARDAZAN CO."),
        ("Sprava Inkaso Pohladavok Grand", "SPRAVA A INKASO POHLADAVOK, S.R.O."),
        ("Al-Aqsa Albanian", "AL-AQSA ASBL"),
    ],
)
def test_words_alike_by_ear_the_first_one_missing_or_another_word_for_the_form_are_no_match(
    ours: str, theirs: str
) -> None:
    assert _score(ours, theirs) < _LOWEST


def test_a_word_that_sounds_the_same_may_begin_with_another_letter() -> None:
    assert _score("Evrobank", "YEVROBANK") >= _LOWEST
    assert _score("Al-Aqsa Albania", "AL-AQSA ASBL") >= _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Cttn Mrktng Orgnstn", "COTTON MARKETING ORGANISATION"),
        ("Acdmy of Ntnl Dfnce Scnce", "ACADEMY OF NATIONAL DEFENCE SCIENCE"),
    ],
)
def test_a_word_in_british_spelling_is_known_without_its_vowels(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) >= _LOWEST
