"""Which names are taken for which listed parties, and which are not."""

import pytest

from screening.matching import compare
from screening.model import Match, PartyKind
from tests.matching.conftest import Screen


def _first(matches: tuple[Match, ...]) -> str:
    return matches[0].entity.id.removeprefix("list:") if matches else ""


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Кириенко Сергей", "1"),
        ("Sergey Kirienko", "1"),
        ("Kirijenko, Sergej Wladilenowitsch", "1"),
        ("Alexander Bortnikov", "2"),
        ("A. V. Bortnikov", "2"),
        ("Bortnikov A.V.", "2"),
        ("Malkevich Aleksandr", "3"),
        ("Konstantin Kilimnick", "4"),
        ("Килимник Константин", "4"),
        ("Jewgeni Prigoschin", "5"),
        ("Evgeni Prigojine", "5"),
        ("Пригожин Евгений Викторович", "5"),
        ("Neobit LLC", "6"),
        ("ООО «Необит»", "6"),
        ("АО ПАСИТ", "7"),
        ("Bank Rossiya", "8"),
        ("АКБ Россия (ПАО)", "8"),
        ("PJSCB Rossiya", "8"),
        ("Bank of Russia", "9"),
        ("Ministry of Finance of the Russian Federation", "10"),
        ("Минфин России", "10"),
        ("South-Front", "12"),
        ("SOUTH FRONT LLC", "12"),
        ("SouthFront", "12"),
        ("TALIBAN ORGANIZATION", "13"),
        ("Federal Security Service of the Russian Federation", "14"),
        ("AST JSC", "15"),
        ("Positive Technologies", "16"),
        ("POZITIV TEKNOLODZHIZ", "16"),
        ("Alkon Inc", "17"),
    ],
)
def test_a_listed_party_is_found_first_under_another_spelling(screen: Screen, name: str, entity: str) -> None:
    matches = screen(name)

    assert _first(matches) == entity


@pytest.mark.parametrize(
    "name",
    [
        "AVDEEV, Aleksandr Aleksandrovich",
        "OOO Geo Khit",
        "Denis Bortnikov",
        "D. Bortnikov",
        "Vladimir Kiriyenko",
        "KIRIYENKO, Vladimir Sergeevich",
        "AO VAD",
        "AKTSIONERNOE OBSHCHESTVO VAD",
        "Ministry of Finance of the Republic of Belarus",
        "Ministry of Finance of Kazakhstan",
        "Ministry of Finance of Ukraine",
        "Ministry of Finance",
        "Central Bank of Syria",
        "National Wealth Fund (Kazakhstan)",
        "Samruk-Kazyna National Wealth Fund",
        "Era Bank",
        "Front",
        "Sergei",
        "Aleksandr Aleksandrovich",
        "Social Security Service",
    ],
)
def test_a_neighbour_of_a_listed_party_does_not_alert(screen: Screen, name: str) -> None:
    matches = screen(name)

    assert matches == ()


def test_bank_rossiya_and_bank_rossi_are_never_merged(screen: Screen) -> None:
    rossiya = [match.entity.id for match in screen("Bank Rossiya")]
    rossi = [match.entity.id for match in screen("Bank Rossi")]

    assert rossiya == ["list:8"]
    assert rossi == ["list:9"]


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("Sergei Lavrov", "Sergei Lavrov", PartyKind.PERSON),
        ("LAVROV, Sergei", "Sergei Lavrov", PartyKind.PERSON),
        ("Neobit LLC", "NEOBIT, OOO", PartyKind.ORGANIZATION),
        ("NEOBIT", "Neobit", PartyKind.ORGANIZATION),
    ],
)
def test_a_score_of_100_means_the_same_after_folding(ours: str, theirs: str, kind: PartyKind) -> None:
    assert compare(ours, theirs, kind).score == 100


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Lavrov Sergei", "Sergei Lavrov"), ("Sergej Lavrov", "Sergei Lavrov"), ("Lavrov", "Sergei Lavrov")],
)
def test_a_name_that_differs_at_all_scores_below_100(ours: str, theirs: str) -> None:
    assert compare(ours, theirs, PartyKind.PERSON).score < 100


def test_contradiction_costs_more_than_omission() -> None:
    omitted = compare("Aleksandr Bortnikov", "BORTNIKOV, Aleksandr Vasilievich", PartyKind.PERSON)
    contradicted = compare(
        "Aleksandr Petrovich Bortnikov", "BORTNIKOV, Aleksandr Vasilievich", PartyKind.PERSON
    )

    assert contradicted.score < omitted.score


def test_one_wrong_letter_weighs_more_in_a_short_word_than_in_a_long_one() -> None:
    short = compare("Pasit", "Pasid", PartyKind.ORGANIZATION)
    long = compare("Teknolodzhiz", "Teknolodzhid", PartyKind.ORGANIZATION)

    assert short.score < long.score < 100


def test_the_reason_is_told_in_plain_words() -> None:
    assert compare("Sergei Lavrov", "Lavrov Sergei").why == "same words in another order"
    assert "south front / southfront" in compare("South Front", "Southfront").why
    assert "only in the listed name: viktorovich" in compare("Kilimnik", "KILIMNIK, Viktorovich").why


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Tiran Shipping Compan Limited", "TIRAN SHIPPING COMPANY LIMITED"),
        ("Pasit Internatonal", "PASIT INTERNATIONAL"),
        ("KirienkoSergei", "KIRIYENKO, Sergei"),
        ("Neo Bit", "NEOBIT, OOO"),
    ],
)
def test_a_slip_in_a_generic_word_and_a_lost_space_are_forgiven(ours: str, theirs: str) -> None:
    assert compare(ours, theirs).score >= 85
