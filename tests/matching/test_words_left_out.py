"""Personal names of which a word is left out, stands as a title or particle in the other name, or has lost its vowels."""

import pytest

from screening.matching import Matcher, compare
from screening.model import PartyKind
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

PERSON = PartyKind.PERSON
CUT = MatchingSettings().min_score


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("RIOS HERNANDEZ, Del Carmen", "RIOS HERNANDEZ, Juanita Del Carmen"),
        ("LOPEZ LONDONO, de Jesus", "LOPEZ LONDONO, Henry de Jesus"),
        ("LOUBIRI, Ben Ahmed", "LOUBIRI, Habib Ben Ahmed"),
        ("MHMMD, Khld Shkh", "MOHAMMED, Khalid Shaikh"),
        ("JLL, Hsm 'l-Dn", "JALAL, Husam al-Din"),
    ],
)
def test_a_word_that_is_a_particle_or_a_title_in_the_listed_name_is_no_word_more(
    ours: str, theirs: str
) -> None:
    comparison = compare(ours, theirs, PERSON)

    assert comparison.score >= CUT
    assert comparison.extra_ours == ()


def test_a_word_that_is_a_particle_in_no_other_name_still_contradicts() -> None:
    assert compare("Ben Affleck", "AFFLECK, Casey", PERSON).score < CUT
    assert compare("Marion King", "KING, Martin", PERSON).score < CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("AZZ, Abdl", "AZIZ, Abdul"),
        ("AL-SSD, Asma", "AL-ASSAD, Asma"),
        ("HYD, Clve Nrmn", "HYDE, Clive Norman"),
        ("SW, Khn Mng", "SWE, Khin Maung"),
        ("AL-RMYSH, Mtssm Yhya 'li", "AL-RUMAYSH, Mu'tassim Yahya 'Ali"),
        ("AL-JBR, Attllh Slmn 'bd Kfi", "AL-JABURI, Attallah Salman 'Abd Kafi"),
    ],
)
def test_a_short_or_doubled_word_is_known_without_its_vowels(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score >= CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Lin Hassan", "ALI, Hassan"), ("Bdl Karim", "ABD, Karim"), ("Ss Brown", "ASSAD, Brown")],
)
def test_fewer_consonants_than_that_are_another_word(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score < CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Enrique Barrera", "BARRERA RIOS, Alvaro Enrique"),
        ("Gerald Vasquez", "ALVAREZ VASQUEZ, Jose Gerardo"),
        ("Kristina Petrov", "PETROV, Maria Kristine Alena"),
        ("Taysir Ali", "TAYSIR, Hajji"),
        ("Anna Jones", "JONES, Sally Anne"),
        ("Adnan Saburinezhad", "ADNAN, Ahmed S. Hasan"),
    ],
)
def test_a_name_half_left_out_or_doubted_besides_does_not_alert(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score < CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Alvaro Barrera", "BARRERA RIOS, Alvaro"),
        ("KANG, Su", "KANG, Chol Su"),
        ("Kirijenka Sergej", "KIRIYENKO, Sergei Vladilenovich"),
        ("Viktorovich Lavrow Sergej", "LAVROV, Sergei Viktorovich"),
    ],
)
def test_a_name_that_lacks_one_word_or_a_patronymic_alerts(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score >= CUT


@pytest.mark.parametrize(
    ("in_order", "placed", "theirs"),
    [
        ("Su Kang", "KANG, Su", "KANG, Chol Su"),
        ("Nam Pak", "PAK, Nam", "PAK, Bong Nam"),
        ("Chol Kim", "KIM, Chol", "KIM, Yong Chol"),
    ],
)
def test_two_ordinary_words_of_three_alert_where_our_name_says_which_is_the_family_name(
    in_order: str, placed: str, theirs: str
) -> None:
    assert compare(in_order, theirs, PERSON).score < CUT
    assert compare(placed, theirs, PERSON).score >= CUT


def test_a_name_that_lacks_the_fathers_family_name_is_further_from_it_than_one_that_lacks_the_mothers() -> (
    None
):
    whole = "ESTRADA GONZALEZ, Eduardo"

    assert compare("Eduardo Gonzalez", whole, PERSON).score < CUT
    assert compare("Eduardo Estrada", whole, PERSON).score >= CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Abdullah Alsenussi", "AL-SENUSSI, Abdullah"), ("Muhammad El Ghazali", "ELGHAZALI, Muhammad")],
)
def test_an_article_glued_to_its_word_is_no_misspelling(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score > 95


def test_a_slip_beside_an_ordinary_word_makes_another_name_unless_ours_says_which_is_the_family_name() -> (
    None
):
    assert compare("Ali Daric", "HARIC, Ali", PERSON).score < CUT
    assert compare("DARIC, Ali", "HARIC, Ali", PERSON).score >= CUT
    assert compare("Ali Qasimov", "QASIMOW, Ali", PERSON).score >= CUT


def test_a_word_beside_a_listed_name_of_one_word_makes_another_name() -> None:
    assert compare("Kim Fazlullah", "FAZLULLAH, Maulana", PERSON).score < CUT
    assert compare("Fazlullah", "FAZLULLAH, Maulana", PERSON).score >= CUT


def test_slips_in_every_word_make_another_name() -> None:
    assert compare("Halis Barqawi", "AL-BARNAWI, Khalid", PERSON).score < CUT
    assert compare("Halis Barnawi", "AL-BARNAWI, Khalid", PERSON).score >= CUT


def test_other_vowels_in_every_word_are_the_hand_that_wrote_an_arabic_name_down() -> None:
    assert compare("Usama bin Ladin", "BIN LADEN, Osama", PERSON).score >= CUT
    assert compare("Hamid Sabir", "HAMED, Saber", PERSON).score >= CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("LOUBIRI, Ben Ahmed", "LOUBIRI, Habib Ben Ahmed"),
        ("Hyd, Clve Nrmn", "HYDE, Clive Norman"),
        ("SW, Khn Mng", "SWE, Khin Maung"),
        ("AL-SSD, Asma", "AL-ASSAD, Asma"),
        ("AL-RMYSH, Mtssm 'li", "AL-RUMAYSH, Mu'tassim 'Ali"),
        ("KANG, Su", "KANG, Chol Su"),
        ("Abdullah Alsenussi", "AL-SENUSSI, Abdullah"),
        ("PAK, Nam", "PAK, Bong Nam"),
        ("KARADZIC, Sonja", "KARADZIC, Ljiljana Sonja"),
    ],
)
def test_what_a_comparison_excuses_is_found_in_a_list_too(ours: str, theirs: str) -> None:
    (matches,) = Matcher([listed("1", theirs, kind=PERSON)], MatchingSettings()).match([party(ours, PERSON)])

    assert [match.score for match in matches] == [compare(ours, theirs, PERSON).score]


def test_a_name_in_signs_is_whole_and_a_syllable_more_in_ours_is_another_person() -> None:
    assert compare("静 林", "LIN, Jing Kai", PERSON).score < CUT
    assert compare("KANG Chol Su", "KANG, Su", PERSON).score < CUT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("IBRHM, Hji", "IBRAHIM, Haji"),
        ("KHN, Hji Mhmmd", "KHAN, Haji Mohammad"),
        ("RHMT, Qri", "RAHMAT, Qari"),
    ],
)
def test_a_title_of_two_consonants_is_known_without_its_vowels_too(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PERSON).score >= CUT


def test_two_consonants_are_a_title_only_where_the_other_name_has_it() -> None:
    assert compare("RHMT, Qri", "RAHMAT, Nazir", PERSON).score < CUT
    assert compare("Noureddine Ali Drissi", "AL-DRISSI, Noureddine Mohamed", PERSON).score < CUT
    assert compare("Hji Khan", "KHAN, Qari", PERSON).score < compare("Hji Khan", "KHAN, Haji", PERSON).score
