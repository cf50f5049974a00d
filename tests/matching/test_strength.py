"""What confirms a match, what leaves it possible, and what drops it."""

from datetime import date

import pytest

from screening.matching import Matcher
from screening.matching.evidence import compare_dates
from screening.model import (
    Agreement,
    AliasQuality,
    DateSpan,
    Entity,
    EntityName,
    Identifier,
    IdentifierKind,
    Match,
    Party,
    PartyKind,
    Strength,
)
from screening.settings import MatchingSettings
from tests.matching.conftest import listed, party

_BORN = DateSpan.day(date(1962, 7, 26))


def _only(entity: Entity, ours: Party) -> Match | None:
    (matches,) = Matcher([entity], MatchingSettings()).match([ours])
    return matches[0] if matches else None


def _person(**more: object) -> Entity:
    return listed("1", "KIRIYENKO, Sergei Vladilenovich", kind=PartyKind.PERSON, **more)  # type: ignore[arg-type]


def _passport(number: str, country: str | None = None) -> Identifier:
    return Identifier(IdentifierKind.PASSPORT, number, number, country)


def test_an_exact_personal_name_alone_stays_possible() -> None:
    match = _only(_person(birth_dates=(_BORN,)), party("Sergei Vladilenovich Kiriyenko"))

    assert match is not None
    assert (match.score, match.strength) == (100, Strength.POSSIBLE)


def test_a_personal_name_in_another_script_with_its_birth_date_is_confirmed() -> None:
    match = _only(_person(birth_dates=(_BORN,)), party("Кириенко Сергей Владиленович", birth_date=_BORN))

    assert match is not None
    assert match.strength is Strength.CONFIRMED


def test_a_name_that_lacks_a_word_is_not_confirmed_by_its_birth_date() -> None:
    match = _only(_person(birth_dates=(_BORN,)), party("Кириенко Сергей", birth_date=_BORN))

    assert match is not None
    assert match.strength is Strength.POSSIBLE


def test_an_exact_personal_name_with_the_country_alone_stays_possible() -> None:
    match = _only(_person(countries=("RU",)), party("Sergei Vladilenovich Kiriyenko", countries=("RU",)))

    assert match is not None
    assert match.strength is Strength.POSSIBLE


@pytest.mark.parametrize("name", ["Sergei Vladilenovich Kiriyenko", "KIRIYENKO Sergei Vladilenovich"])
def test_an_exact_personal_name_with_the_date_of_birth_is_confirmed(name: str) -> None:
    match = _only(_person(birth_dates=(_BORN,)), party(name, birth_date=_BORN))

    assert match is not None
    assert match.strength is Strength.CONFIRMED


def test_a_conflicting_date_of_birth_never_confirms_and_ranks_lower() -> None:
    namesake = listed(
        "1", "IVANOV, Petr Ivanovich", kind=PartyKind.PERSON, birth_dates=(DateSpan.year(1990),)
    )
    undated = listed("2", "IVANOV, Petr Ivanovitch", kind=PartyKind.PERSON)
    ours = party("Petr Ivanovich Ivanov", birth_date=DateSpan.year(1950))

    (matches,) = Matcher([namesake, undated], MatchingSettings()).match([ours])

    assert [match.entity.id for match in matches] == ["list:2", "list:1"]
    assert all(match.strength is Strength.POSSIBLE for match in matches)
    assert matches[1].evidence[0].agreement is Agreement.CONFLICTS


def test_a_near_name_with_a_conflicting_date_of_birth_is_contradicted_and_shown() -> None:
    match = _only(
        _person(birth_dates=(_BORN,)), party("Kirijenka Sergey", birth_date=DateSpan.day(date(1990, 1, 2)))
    )

    assert match is not None
    assert match.strength is Strength.CONTRADICTED
    assert match.conflicting == ("birth date",)
    assert match.set_aside == "birth date 1990-01-02 against 1962-07-26"


def test_a_name_without_its_patronymic_stays_possible_though_the_date_of_birth_conflicts() -> None:
    match = _only(_person(birth_dates=(_BORN,)), party("Sergey Kiriyenko", birth_date=DateSpan.year(1990)))

    assert match is not None
    assert match.strength is Strength.POSSIBLE
    assert match.evidence[0].agreement is Agreement.CONFLICTS


@pytest.mark.parametrize(
    ("more", "strength"),
    [
        ({}, Strength.POSSIBLE),
        ({"birth_date": _BORN}, Strength.POSSIBLE),
        ({"countries": ("US",)}, Strength.POSSIBLE),
        ({"gender": "female"}, Strength.POSSIBLE),
        ({"countries": ("US",), "gender": "female"}, Strength.CONTRADICTED),
        ({"birth_date": DateSpan.day(date(1926, 7, 26))}, Strength.POSSIBLE),
        ({"birth_date": DateSpan.day(date(1982, 7, 26))}, Strength.POSSIBLE),
        ({"birth_date": DateSpan.day(date(1962, 7, 26)), "countries": ("US",)}, Strength.POSSIBLE),
        ({"birth_date": DateSpan.day(date(1982, 7, 28))}, Strength.CONTRADICTED),
        ({"birth_date": DateSpan.year(1982), "countries": ("RU",)}, Strength.CONTRADICTED),
    ],
)
def test_a_mistyped_personal_name_is_contradicted_by_a_telling_fact_or_by_two_lesser_ones(
    more: dict[str, object], strength: Strength
) -> None:
    entity = _person(birth_dates=(_BORN,), nationalities=("RU",), gender="male")

    match = _only(entity, party("Sergei Vladilenovich Kiriyenkov", **more))  # type: ignore[arg-type]

    assert match is not None
    assert match.score < 100
    assert match.strength is strength


@pytest.mark.parametrize(
    ("more", "strength"),
    [
        ({"birth_date": DateSpan.year(1990)}, Strength.POSSIBLE),
        ({"countries": ("US",), "gender": "female"}, Strength.POSSIBLE),
        ({"birth_date": DateSpan.year(1990), "countries": ("US",)}, Strength.CONTRADICTED),
    ],
)
def test_an_exact_personal_name_is_contradicted_by_a_date_of_birth_and_another_fact(
    more: dict[str, object], strength: Strength
) -> None:
    entity = _person(birth_dates=(_BORN,), nationalities=("RU",), gender="male")

    match = _only(entity, party("KIRIYENKO Sergei Vladilenovich", **more))  # type: ignore[arg-type]

    assert match is not None
    assert match.strength is strength


def test_a_contradicted_match_is_never_better_than_another() -> None:
    near = listed("1", "IVANOV, Petr", kind=PartyKind.PERSON, birth_dates=(DateSpan.year(1990),))
    farther = listed("2", "IVANOV, Petr Pavlovich", kind=PartyKind.PERSON)

    (matches,) = Matcher([near, farther], MatchingSettings()).match(
        [party("Petr Ivamov Pavlovich", birth_date=DateSpan.year(1950))]
    )

    assert [(match.entity.id, match.strength) for match in matches] == [
        ("list:2", Strength.POSSIBLE),
        ("list:1", Strength.CONTRADICTED),
    ]


def test_a_weak_alias_that_is_too_far_leaves_the_strong_one_to_match() -> None:
    names = (EntityName("BORTNIKOV, Aleksandr"), EntityName("BORTNIKOVV", quality=AliasQuality.WEAK))
    entity = Entity("list:1", "list", PartyKind.PERSON, names)

    match = _only(entity, party("A Bortnikof"))

    assert match is not None
    assert match.name.quality is AliasQuality.STRONG


def test_an_exact_organisation_in_its_country_is_confirmed() -> None:
    entity = listed("1", "PASIT, AO", countries=("RU",))

    match = _only(entity, party("AO Pasit", countries=("RU",)))
    abroad = _only(entity, party("AO Pasit", countries=("BR",)))

    assert match is not None
    assert match.strength is Strength.CONFIRMED
    assert abroad is not None
    assert abroad.strength is Strength.POSSIBLE


def test_an_organisation_of_another_legal_form_is_not_confirmed_by_its_country() -> None:
    entity = listed("1", "LIMITED LIABILITY COMPANY ISKUSSTVO KRASOTY", countries=("RU",))

    same = _only(entity, party("OOO Iskusstvo Krasoty", countries=("RU",)))
    other = _only(entity, party("ANO Iskusstvo Krasoty", countries=("RU",)))

    assert same is not None
    assert (same.score, same.strength) == (100, Strength.CONFIRMED)
    assert other is not None
    assert other.score < 100
    assert other.strength is Strength.POSSIBLE


@pytest.mark.parametrize("countries", [(), ("RU",), ("US",)])
def test_a_name_that_is_declared_unique_is_enough(countries: tuple[str, ...]) -> None:
    names = ("MINISTRY OF FINANCE OF THE RUSSIAN FEDERATION", "Минфин России")
    ministry = listed("1", *names, countries=("RU",), unique=True)

    match = _only(ministry, party("Минфин России", countries=countries))

    assert match is not None
    assert match.strength is Strength.CONFIRMED


@pytest.mark.parametrize("name", ["", "Someone Else Entirely", "Sergei Kiriyenko"])
def test_a_decisive_identifier_confirms_whatever_the_name(name: str) -> None:
    entity = _person(identifiers=(_passport("717637093", "RU"),))

    match = _only(entity, party(name, identifiers=(_passport("717637093"),)))

    assert match is not None
    assert (match.score, match.strength) == (100, Strength.CONFIRMED)
    assert "same passport: 717637093" in match.why


def test_an_identifier_of_another_country_or_kind_finds_nothing() -> None:
    entity = _person(identifiers=(_passport("717637093", "RU"),))
    abroad = party("", identifiers=(_passport("717637093", "US"),))
    other_kind = party("", identifiers=(Identifier(IdentifierKind.TAX_ID, "717637093", "717637093"),))

    assert _only(entity, abroad) is None
    assert _only(entity, other_kind) is None


def test_a_website_is_no_decisive_identifier() -> None:
    site = Identifier(IdentifierKind.WEBSITE, "www.abr.ru", "abr.ru")
    entity = listed("1", "BANK ROSSIYA", identifiers=(site,))

    assert _only(entity, party("Another Bank", identifiers=(site,))) is None


def test_a_weak_alias_needs_near_equality() -> None:
    names = (EntityName("BORTNIKOV, Aleksandr"), EntityName("THE ENGINEER", quality=AliasQuality.WEAK))
    entity = Entity("list:1", "list", PartyKind.PERSON, names)

    equal = _only(entity, party("The Engineer"))

    assert equal is not None
    assert equal.strength is Strength.POSSIBLE
    assert equal.name.quality is AliasQuality.WEAK
    assert _only(entity, party("Enginer")) is None


def test_a_party_of_another_kind_needs_the_same_name_and_a_strong_alias() -> None:
    vessel = listed("1", "NEGEEN", kind=PartyKind.VESSEL)
    names = (EntityName("BORTNIKOV, Aleksandr"), EntityName("HAJI SHAHBAZ", quality=AliasQuality.WEAK))
    person = Entity("list:2", "list", PartyKind.PERSON, names)

    same = _only(vessel, party("Negeen", PartyKind.ORGANIZATION))
    alike = _only(vessel, party("Negin Company", PartyKind.ORGANIZATION))
    weak = _only(person, party("Shahbaz C.V.", PartyKind.ORGANIZATION))

    assert same is not None
    assert same.strength is Strength.POSSIBLE
    assert alike is not None
    assert alike.strength is Strength.CONTRADICTED
    assert weak is not None
    assert weak.strength is Strength.CONTRADICTED


def test_a_vessel_of_half_a_persons_name_is_contradicted_by_its_kind() -> None:
    vessel = listed("1", "CHRISTINA ANN", kind=PartyKind.VESSEL)

    match = _only(vessel, party("Christina Ann Perez", PartyKind.PERSON))

    assert match is not None
    assert match.strength is Strength.CONTRADICTED
    assert match.set_aside == "kind person against vessel"


def test_a_vessel_of_nearly_the_same_name_is_contradicted_by_its_imo_number() -> None:
    number = Identifier(IdentifierKind.IMO, "9187629", "9187629")
    vessel = listed("1", "ADRIAN DARYA", kind=PartyKind.VESSEL, identifiers=(number,))
    other = Identifier(IdentifierKind.IMO, "9116412", "9116412")

    near = _only(vessel, party("ADRIAN DARYAA", PartyKind.VESSEL, identifiers=(other,)))
    same = _only(vessel, party("ADRIAN DARYA", PartyKind.VESSEL, identifiers=(other,)))

    assert near is not None
    assert near.strength is Strength.CONTRADICTED
    assert same is not None
    assert same.strength is Strength.POSSIBLE


@pytest.mark.parametrize(
    ("ours", "theirs", "answer"),
    [
        (_BORN, _BORN, Agreement.AGREES),
        (DateSpan.year(1962), _BORN, Agreement.AGREES),
        (DateSpan.day(date(1962, 7, 27)), _BORN, Agreement.UNKNOWN),
        (DateSpan.day(date(1963, 7, 26)), _BORN, Agreement.UNKNOWN),
        (DateSpan.day(date(1964, 7, 26)), _BORN, Agreement.UNKNOWN),
        (DateSpan.day(date(1926, 7, 26)), _BORN, Agreement.UNKNOWN),
        (DateSpan.day(date(1964, 7, 27)), _BORN, Agreement.CONFLICTS),
        (DateSpan.year(1926), _BORN, Agreement.UNKNOWN),
        (DateSpan.year(1972), _BORN, Agreement.CONFLICTS),
        (DateSpan.day(date(1963, 5, 1)), DateSpan.year(1962, around=True), Agreement.AGREES),
        (DateSpan.day(date(1970, 2, 3)), DateSpan.day(date(1970, 3, 2)), Agreement.UNKNOWN),
    ],
)
def test_dates_of_birth_agree_conflict_or_leave_doubt(
    ours: DateSpan, theirs: DateSpan, answer: Agreement
) -> None:
    assert compare_dates(ours, theirs) is answer
