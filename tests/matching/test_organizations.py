"""What tells two organisations apart, and what does not: legal forms, added words, initials."""

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
        ("Sambouk S.A.", "SAMBOUK SHIPPING FZC"),
        ("Toumeh SAS", "TOUMEH INTERNATIONAL GROUP"),
        ("Proton Logistics GmbH", "PROTON SHIPPING CO"),
    ],
)
def test_another_legal_form_and_another_or_missing_word_make_another_company(ours: str, theirs: str) -> None:
    score = _score(ours, theirs)

    assert score < _LOWEST


def test_a_company_that_the_law_or_a_translation_gave_another_form_is_the_same() -> None:
    assert _score("ZAO Progress", "PROGRESS AO") == 100
    assert _score("Progress Corp.", "JOINT STOCK COMPANY PROGRESS") == 100
    assert _score("Progress GmbH", "PROGRESS AG") == 97
    assert (
        _score(
            "Almaz-Antey Air and Space Defence Corp",
            "JOINT STOCK COMPANY AIR AND SPACE DEFENSE CONCERN ALMAZ-ANTEY",
        )
        >= _LOWEST
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Sambouk Shipping S.A.", "SAMBOUK SHIPPING FZC"),
        ("Sambouk FZC", "SAMBOUK SHIPPING FZC"),
        ("Sambouk", "SAMBOUK SHIPPING FZC"),
        ("Siemens AG", "SIEMENS AKG"),
    ],
)
def test_another_legal_form_alone_or_a_missing_word_alone_is_no_bar(ours: str, theirs: str) -> None:
    score = _score(ours, theirs)

    assert score >= _LOWEST


def test_a_word_where_the_listed_name_has_its_legal_form_counts_more_than_one_beside_the_form() -> None:
    instead = _score("Kitoko Farming Brazzaville", "KITOKO FARMING, SPRL")
    beside = _score("Kitoko Farming Brazzaville SPRL", "KITOKO FARMING, SPRL")

    assert instead < beside


def test_a_misspelled_legal_form_is_no_added_word() -> None:
    assert _score("Arash Enterprises Limitd", "ARASH ENTERPRISES LIMITED") >= _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "G Khuzestan Construction Industry Development",
            "GHADIR KHUZESTAN CONSTRUCTION INDUSTRY DEVELOPMENT",
        ),
        ("I. Ghadir Steel Co.", "IRANIAN GHADIR STEEL CO."),
    ],
)
def test_an_initial_stands_for_a_word_beside_a_distinctive_one(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) >= _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("S Commercial Company Ltd.", "SCORE COMMERCIAL COMPANY LTD."), ("K. Bank", "KORYO BANK")],
)
def test_an_initial_beside_the_same_ordinary_words_is_worth_a_look(ours: str, theirs: str) -> None:
    assert _LOWEST <= _score(ours, theirs) < _LOWEST + 10


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("H. Company", "HARA COMPANY"),
        ("S Commercial Trading Company Ltd.", "SCORE COMMERCIAL COMPANY LTD."),
        ("S Commercial Co.", "SCORE COMMERCIAL COMPANY GMBH"),
        ("Commercial S Company Ltd.", "SCORE COMMERCIAL COMPANY LTD."),
    ],
)
def test_an_initial_beside_other_words_or_none_is_no_company_yet(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) < _LOWEST


@pytest.mark.parametrize(
    "ours",
    ["Prof. Vatech SARL", "Hajji Vatech SARL", "Gen. Vatech SARL", "Vatech SARL Jr.", "Vatech Ltd, Jr."],
)
def test_a_title_of_persons_makes_no_other_company(ours: str) -> None:
    assert _score(ours, "VATECH SARL") >= _LOWEST


def test_a_title_that_is_all_that_tells_two_companies_apart_still_tells_them_apart() -> None:
    assert _score("Holding Company", "SHEIKH HOLDING COMPANY") < _score("Sheikh Holding", "SHEIKH HOLDING")
    assert _score("Sheikh Trading", "SHEIKH HOLDING") < _LOWEST


def test_numbers_tell_two_companies_apart() -> None:
    assert _score("Main Street 1095 Ltd", "MAIN STREET 1096 LTD") < _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("G Khuzestan Construction", "GHADIR KHUZESTAN CONSTRUCTION"), ("Sambouk S.A.", "SAMBOUK SHIPPING FZC")],
)
def test_screening_gives_companies_the_score_of_a_comparison(ours: str, theirs: str) -> None:
    entity = listed("1", theirs, kind=PartyKind.ORGANIZATION)
    matcher = Matcher([entity], MatchingSettings(min_score=0))

    (matches,) = matcher.match([party(ours, kind=PartyKind.ORGANIZATION)])

    assert [match.score for match in matches] == [_score(ours, theirs)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Vatech Srll", "VATECH SRL"),
        ("Vatech Lts.", "VATECH LTD"),
        ("Vatech z.A.", "VATECH S.A."),
        ("Vatech Trading F2E", "VATECH TRADING FZE"),
    ],
)
def test_a_slip_in_a_short_legal_form_is_no_word_more(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) >= _LOWEST


def test_a_branch_abroad_is_the_company_still_and_a_rare_word_for_the_legal_form_is_not() -> None:
    assert _score("Salasko Offshore Switzerland", "SALASKO OFFSHORE S.A.L.") >= _LOWEST
    assert _score("Salasko Offshore Noumayriye", "SALASKO OFFSHORE S.A.L.") < _LOWEST


def test_the_spanish_and_after_an_initial_is_no_letter_of_an_abbreviation() -> None:
    assert _score("D. y Muelles Gaviota Ltda.", "DRAGADOS Y MUELLES GAVIOTA LTDA.") >= _LOWEST
    assert _score("G y R Arquitectos", "GYR ARQUITECTOS") >= _LOWEST


def test_a_letter_at_the_end_may_be_what_is_left_of_a_legal_form() -> None:
    assert _score("Hebron S.", "HEBRON S.A.") >= _score("Hebron Sun", "HEBRON S.A.")
    assert _score("Hbrn S..", "HEBRON S.A.") >= _LOWEST


def test_a_word_beside_a_part_of_the_legal_form_is_still_a_word_more() -> None:
    listed_name = "DEHONG THAILONG HOTEL CO., LTD."

    more, slip = "Dehong Thailong Hotel Co. Tet", "Dehong Thailong Hotel Co. Lt"

    assert _score(more, listed_name) < 80 < _score(slip, listed_name)


def test_a_slip_in_the_only_word_asks_for_the_same_legal_form() -> None:
    assert _score("Unico Ltda.", "UNICA LTDA.") >= _LOWEST
    assert _score("Unico S.A.", "UNICA LTDA.") < _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Rattana Company Ltd.", "RATTANA VICHAI COMPANY LTD."),
        ("Orbital Corp.", "ORBITAL HORIZONS CORP."),
        ("Korea Trading Corporation", "KOREA RYONGWANG TRADING CORPORATION"),
    ],
)
def test_a_word_left_out_before_the_same_legal_form_is_the_company_still(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) >= _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Rattana GmbH", "RATTANA VICHAI COMPANY LTD."),
        ("Cancri OOO", "CANCRI GEMS & JEWELLERY CO., LTD."),
        ("Golden Co", "GOLDEN PALACE STAR CO"),
        ("Inmobiliaria S.A.", "INMOBILIARIA ESPARTA S.A."),
    ],
)
def test_another_form_two_words_missing_or_nothing_distinctive_is_no_company_yet(
    ours: str, theirs: str
) -> None:
    assert _score(ours, theirs) < _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Aria Nikan Marine Neda", "ARIA NIKAN"),
        ("Multinacional Integral Productiva Jooamy Arte", "MULTINACIONAL INTEGRAL PRODUCTIVA JOOAMY EMA"),
        ("Ghadir Trading Development Oil", "GHADIR INVESTMENT AND INDUSTRY DEVELOPMENT"),
    ],
)
def test_two_words_more_or_another_word_make_another_organisation(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) < _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Aria Nikan Marine", "ARIA NIKAN"),
        ("Federal Security Service of the Russian Federation", "FEDERAL SECURITY SERVICE"),
    ],
)
def test_one_word_more_or_a_country_beside_it_is_worth_a_look(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) >= _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Persian Company", "IRAN INSURANCE COMPANY"),
        ("Korean Co.", "KOREA COMPUTER CO."),
        ("Pardazan Ltd.", "MACHINE PARDAZAN CO."),
        ("Mabna Limited", "MABNA INSTITUTE"),
        ("Argus Corporation", "ARGUS CONSTRUCTION"),
    ],
)
def test_a_country_alone_or_another_word_for_the_legal_form_is_no_company_yet(ours: str, theirs: str) -> None:
    assert _score(ours, theirs) < _LOWEST


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("Rahat Ltd", "RAHAB LIMITED", True),
        ("Rahat Limitada", "RAHAB LTD", False),
        ("Eagles L.L.C.", "EAGLE LLC", True),
        ("Eagles Ltda.", "EAGLE LLC", False),
        ("OAO Gazprom", "GASPROM JSC", True),
    ],
)
def test_a_slip_in_the_only_word_asks_for_a_form_of_the_same_law(ours: str, theirs: str, found: bool) -> None:
    assert (_score(ours, theirs) >= _LOWEST) is found


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Armagedon 5.A.", "ARMAGEDON S.A."),
        ("Merideis D.0.O.", "MERIDEIS D.O.O."),
        ("Happy Days S. de H.", "HAPPY DAYS, SOCIEDAD DE HECHO"),
        ("Quinones e Hijos y Cia. Ltda.", "QUINONES E HIJOS LTDA."),
        ("Taipen, S.A. C.V.", "TAIPEN, S.A. DE C.V."),
    ],
)
def test_a_legal_form_letter_by_letter_is_known_through_a_scanner_and_shortened(
    ours: str, theirs: str
) -> None:
    assert _score(ours, theirs) >= 90


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Dynapex Energy Limit", "DYNAPEX ENERGY LIMITED"),
        ("Atlas Equipment Comp", "ATLAS EQUIPMENT COMPANY LIMITED"),
        ("Inversiones Zanzibar Sociedad Anoni", "INVERSIONES ZANZIBAR SOCIEDAD ANONIMA"),
        ("33rd Light Infantry", "33RD LIGHT INFANTRY DIVISION OF THE KHIN ARMY"),
    ],
)
def test_a_name_that_a_narrow_column_cut_off_in_its_legal_form_or_between_two_words_is_found(
    ours: str, theirs: str
) -> None:
    entity = listed("1", theirs, kind=PartyKind.ORGANIZATION)

    (matches,) = Matcher([entity], MatchingSettings()).match([party(ours, kind=PartyKind.ORGANIZATION)])

    assert [match.score for match in matches] == [_score(ours, theirs)]


def test_the_beginning_of_a_word_that_is_no_legal_form_of_the_listed_name_is_a_word_more() -> None:
    assert _score("Dynapex Energy Limit", "DYNAPEX ENERGY GMBH") < _score(
        "Dynapex Energy", "DYNAPEX ENERGY GMBH"
    )


@pytest.mark.parametrize("kind", [PartyKind.ORGANIZATION, PartyKind.ANY])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("G.L.G. SA", "G.L.G. S.A."), ("B R C SA", "B R C S.A."), ("GLG S.A.", "G.L.G. S.A.")],
)
def test_letters_of_a_name_and_of_its_legal_form_are_not_one_word(
    ours: str, theirs: str, kind: PartyKind
) -> None:
    assert compare(ours, theirs, kind).score == 100


def test_initials_of_a_person_of_no_known_kind_stay_initials() -> None:
    assert compare("Smirnov A.O.", "SMIRNOV, Aleksandr Olegovich").score >= _LOWEST
