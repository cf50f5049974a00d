"""Countries: the names of six languages and of publishers, and silence where a name is no one country's."""

import pycountry
import pytest

from screening.values import country_code, country_name
from screening.values.countries import _english, _key
from screening.values.country_aliases import ALIASES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia", "RU"), ("RUSSIAN FEDERATION", "RU"), ("RUS", "RU"), ("ru", "RU"), ("РФ", "RU"), ("Россия", "RU"), ("Russland", "RU"), ("Russie", "RU"),
        ("Rusia", "RU"), ("俄罗斯", "RU"), ("Korea, North", "KP"), ("DPRK", "KP"), ("North Korea", "KP"), ("Korea, South", "KR"), ("Republic of Korea", "KR"),
        ("Burma", "MM"), ("UK", "GB"), ("U.K.", "GB"), ("U.A.E.", "AE"), ("Ivory Coast", "CI"), ("Côte d’Ivoire", "CI"), ("Cote d Ivoire", "CI"),
        ("Iran", "IR"), ("Iran, Islamic Republic of", "IR"), ("Bahamas, The", "BS"), ("Congo, Democratic Republic of the", "CD"), ("St. Kitts & Nevis", "KN"),
        ("Congo, Republic of the", "CG"), ("West Bank", "PS"), ("Turkey", "TR"), ("Türkiye", "TR"), ("Kosovo", "XK"), ("Германия", "DE"), ("Chine", "CN"),
        ("德国", "DE"), ("Estados Unidos", "US"), ("Республика Беларусь", "BY"), ("Czech Republic", "CZ"), ("Niger", "NE"), ("Nigeria", "NG"),
        ("Dominica", "DM"), ("Iran (Islamic Republic of)", "IR"), ("Venezuela (Bolivarian Republic of)", "VE"), ("Libyan Arab Jamahiriya", "LY"), ("643", "RU"), ("RU - Russia", "RU"), ("Россия (RUS)", "RU"), ("Russia/Россия", "RU"), ("Dominican Republic", "DO"), ("Guinea-Bissau", "GW"), ("Equatorial Guinea", "GQ"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_codes_and_names(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "-", "Crimea", "Region: Crimea", "Region: Northern Mali", "undetermined", "None Identified", "USSR", "Yugoslavia", "Netherlands Antilles", "Congo", "Korea", "XX", "Moscow", "EU", "Russia/Ukraine", "Russia (Crimea)", "999"],
)  # fmt: skip
def test_what_is_not_one_country_has_no_code(text: str) -> None:
    assert country_code(text) is None


def test_every_iso_country_is_found_by_its_codes_and_its_own_names() -> None:
    shared_names = {"Congo"}

    for country in pycountry.countries:
        assert country_code(country.alpha_2) == country_code(country.alpha_3) == country.alpha_2
        assert country.name in shared_names or country_code(country.name) == country.alpha_2


def test_no_alias_takes_a_name_from_another_country() -> None:
    owner = {_key(country.name): country.alpha_2 for country in pycountry.countries}

    for code, aliases in ALIASES.items():
        for alias in aliases.split("|"):
            assert owner.get(_key(alias), code) == code, alias
            assert _english()[_key(alias)] == code, alias


def test_a_code_has_a_readable_name() -> None:
    assert country_name("RU") == "Russian Federation"
    assert country_name("VE") == "Venezuela"
    assert country_name("XK") == "Kosovo"
    assert country_name("ZZ") == "ZZ"
