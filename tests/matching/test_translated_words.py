"""Ordinary words of organisations' names are the same word in another language, and tell two organisations apart as before."""

import pytest

from screening.matching import compare
from screening.matching.similarity import Relation
from screening.model import PartyKind
from screening.settings import MatchingSettings

_CUT = MatchingSettings().min_score


@pytest.mark.parametrize(
    ("own", "listed", "near"),
    [
        (
            "Российский Национальный Коммерческий Банк",
            "Russian National Commercial Bank",
            "Russian Agricultural Bank",
        ),
        (
            "АО «Уральский машиностроительный завод»",
            "Ural Machine-Building Plant JSC",
            "Ural Turbine Works JSC",
        ),
        ("Міністерство оборони України", "Ministry of Defense of Ukraine", "Ministry of Health of Ukraine"),
        (
            "Новосибирский металлургический комбинат",
            "Novosibirsk Metallurgical Works",
            "Novosibirsk Chemical Works",
        ),
        ("Türkiye Halk Bankası A.Ş.", "Turkiye Halk Bank", "Turkiye Garanti Bank"),
        ("شركة النفط الوطنية", "National Oil Company", "National Cement Company"),
        ("شرکت ملی نفت ایران", "National Iranian Oil Company", "National Iranian Copper Company"),
        ("אוניברסיטת תל אביב", "Tel Aviv University", "Tel Aviv Museum"),
        ("中国农业银行", "Agricultural Bank of China", "Construction Bank of China"),
        ("华为技术有限公司", "Huawei Technologies Co., Ltd.", "Hisense Technologies Co., Ltd."),
        ("トヨタ自動車株式会社", "Toyota Motor KK", "Suzuki Motor KK"),
        ("삼성전자 주식회사", "Samsung Electronics Co., Ltd.", "Daewoo Electronics Co., Ltd."),
        ("Norddeutsche Versicherung AG", "Norddeutsche Insurance AG", "Norddeutsche Bank AG"),
        ("Naviera Armamex", "Armamex Shipping", "Armamex Insurance"),
    ],
)
def test_an_organisation_is_found_under_its_translated_name(own: str, listed: str, near: str) -> None:
    found = compare(own, listed, PartyKind.ORGANIZATION).score
    other = compare(own, near, PartyKind.ORGANIZATION).score

    assert found >= _CUT > other


@pytest.mark.parametrize(
    ("one", "other"), [("Vega Industrial", "Vega Industries"), ("Delta Trade", "Delta Trading")]
)
def test_two_english_words_are_not_taken_for_one_another_by_their_meaning(one: str, other: str) -> None:
    relations = {pair.relation for pair in compare(one, other, PartyKind.ORGANIZATION).pairs}

    assert Relation.MEANING not in relations


def test_a_family_name_is_not_taken_for_the_place_or_the_name_that_it_is_made_of() -> None:
    assert compare("Иван Ковальский", "Ivan Koval", PartyKind.PERSON).score < _CUT
