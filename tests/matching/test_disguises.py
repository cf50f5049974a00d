"""Names as evaders, scanners and narrow columns write them: found; and names of others that only look so: not."""

import pytest

from screening.matching import Matcher, compare
from screening.matching.similarity import is_bare, shape, skeleton
from screening.model import PartyKind
from screening.names.folding import fold
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

PERSON = PartyKind.PERSON
CUT = MatchingSettings().min_score


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("АВВАS, Мuhаmmаd", "ABBAS, Muhammad"),
        ("САNСНО, Ivаn", "CANCHO, Ivan"),
        ("СААВ Тоnу", "SAAB, Tony"),
        ("Рutin Vlаdimir", "PUTIN, Vladimir"),
        ("HAMSHO, Ahrnad Sabir", "HAMSHO, Ahmad Sabir"),
        ("PAK, Chol Narn", "PAK, Chol Nam"),
        ("TKRT, Hsn Mhmmd", "AL-TIKRITI, Hasan Muhammad"),
        ("LPZ, Jse Frncsco", "LOPEZ, Jose Francisco"),
        ("DDK Mlrd", "DODIK, Milorad"),
        ("A. Khalaf Ibrahim", "AL-DULAIMI, Khalaf Ibrahim"),
        ("Dr. DEHGHAN, Hadi", "DEHGHAN, Hadi"),
        ("Gen. RAZAVI, Morteza", "RAZAVI, Morteza"),
        ("Yusuf Sheikh AASI", "AASI, Sheikh Yusuf"),
        ("A. Sheikh Yusuf", "AASI, Sheikh Yusuf"),
        ("PEREZ SANTORO, Rober", "PEREZ SANTORO, Roberto Javier"),
        ("AL-TIKRITI, Rukan Ra", "AL-TIKRITI, Rukan Razuki abd-al-Ghafur Sulaiman"),
        ("Rukan Razuki abd-al-Gha", "AL-TIKRITI, Rukan Razuki abd-al-Ghafur Sulaiman"),
    ],
)
def test_a_disguised_personal_name_is_found(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score >= CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ali Hussein", "HUSSEIN, Auli"),
        ("Marko Petrov", "PETROV, Mirka"),
        ("Hassan Mohammed Ali Reza", "HASSAN, Mohammed Alizadeh Rezaei"),
        ("Роснефть Oil", "Pocheft Oil"),
    ],
)
def test_what_only_looks_like_a_disguise_is_no_match(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score < CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SON YONG HYOK", "SON, Jong Hyok"),
        ("KIM Song Hyop", "KIM, Song Hyok"),
        ("LOPERA BARBOSA, Jjan Carlos", "LOPERA BARBOSA, Juan Carlos"),
    ],
)
def test_a_letter_in_a_syllable_is_a_slip_where_two_words_agree(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score >= CUT
    (matches,) = Matcher([listed("1", theirs, kind=PERSON)], MatchingSettings()).match([party(ours, PERSON)])
    assert matches


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("KIM Song Min", "KIM, Song Chol"),
        ("KIM Kwang", "KIM, Kyang"),
        ("PAK Jong Chol", "PAK, Chol Yong"),
        ("이재형", "이재명"),
    ],
)
def test_another_syllable_is_another_person(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score < CUT


def test_a_disguise_never_scores_as_the_same_name() -> None:
    assert compare("PEREZ SANTORO, Rober", "PEREZ SANTORO, Roberto Javier", PERSON).score < 100
    assert compare("TKRT Hsn Mhmmd", "AL-TIKRITI, Hasan Muhammad", PERSON).score < 100
    assert compare("PAK, Chol Narn", "PAK, Chol Nam", PERSON).score < 100


def test_a_word_and_its_disguise_share_a_key() -> None:
    assert shape("ahrnad") == shape("ahmad")
    assert shape("j1n") == shape("jln") == shape("jin")
    assert skeleton("muhammad") == skeleton("mhmd") == "mhmd"
    assert is_bare("ivnka")
    assert not is_bare("ivanka")


def test_a_fuller_alias_of_the_entry_speaks_against_another_word() -> None:
    short = listed("1", "SLIZHEVSKY, Oleg", kind=PERSON)
    both = listed("2", "SLIZHEVSKY, Oleg", "SLIZHEVSKY, Oleg Leonidovich", kind=PERSON)

    (matches,) = Matcher([short, both], MatchingSettings()).match([party("Oleg Slizhevsky Chen", PERSON)])
    (exact,) = Matcher([short, both], MatchingSettings()).match([party("Oleg Slizhevsky", PERSON)])

    assert [match.entity.id for match in matches] == ["list:1"]
    assert [match.score for match in exact] == [100, 100]


def test_words_that_all_look_latin_are_latin_beside_a_word_of_both_scripts() -> None:
    assert fold("АВВА Ноldіng") == "abba holding"
    assert fold("АВВА Роснефть") == "avva rosneft"
    assert fold("Кoмпания ТОР") == "kompaniya tor"


def test_a_cut_name_is_found_in_a_list_whatever_its_words_weigh() -> None:
    entity = listed("1", "MASOUTI, Mohammed Hammam Mohammed Adnan", kind=PERSON)

    (matches,) = Matcher([entity], MatchingSettings()).match([party("MASOUTI, Mohammed Ha", PERSON)])

    assert len(matches) == 1
    assert "same beginning, cut off: ha / hammam" in matches[0].why


def test_neighbours_below_the_threshold_are_ranked_and_do_not_alert() -> None:
    entities = [listed("1", "NIKITIN, Vasily", kind=PERSON), listed("2", "KARPENKO, Nikolai", kind=PERSON)]
    matcher = Matcher(entities, MatchingSettings())
    ours = party("Vasily Nikitin Karpov Moguchev", PERSON)

    ranked = matcher.rank(ours, 1)

    assert [match.entity.id for match in ranked] == ["list:1"]
    assert ranked[0].score < CUT
    assert matcher.match([ours]) == [()]


def test_a_word_more_costs_more_than_a_word_less() -> None:
    short, long = "Reza Sabahi", "Reza Sabahi Moghaddam"

    assert compare(short, long, PERSON).score > compare(long, short, PERSON).score


def test_short_forms_of_organisations_words_are_the_words() -> None:
    assert compare("First Bank Int'l", "First International Bank", PartyKind.ORGANIZATION).score >= CUT
    assert (
        compare("Natl Petrochem Mfg", "National Petrochem Manufacturing", PartyKind.ORGANIZATION).score >= CUT
    )
