"""The audit takes a generated negative out only on a ground that a reader can check."""

import pytest

from benchmarks.audit import Audit, Ground, reviewed
from screening.model import Entity, EntityName, PartyKind

PERSON, COMPANY = PartyKind.PERSON, PartyKind.ORGANIZATION


def _audit(*names: str, kind: PartyKind = PERSON) -> Audit:
    return Audit([Entity("x:1", "x", kind, tuple(EntityName(name) for name in names))])


@pytest.mark.parametrize(
    ("listed", "negative", "ground"),
    [
        ("AL-USTA, Mohammed", "Muhammad USTA", Ground.SAME),
        ("ZEVALLOS GONZALES, Winston Ricardo", "ZEVALLOS Ricardo", Ground.LEFT_OUT),
        ("KHALIM, Musa", "KHALIL Musa", Ground.SLIP),
        ("MUTREB, Maher Aziz", "MUTREB A.", Ground.INITIALS),
        ("SKOCH, Andrey", "SKOCH Andrei Vash", Ground.HOLDS),
    ],
)
def test_a_listed_person_in_other_words_is_no_stranger(listed: str, negative: str, ground: Ground) -> None:
    exclusion = _audit(listed).exclusion(negative, PERSON)

    assert exclusion is not None
    assert (exclusion.ground, exclusion.listed) == (ground, listed)


@pytest.mark.parametrize("negative", ["ZEVALLOS Pedro", "SKOCH Vash", "MUTREB K."])
def test_another_given_name_makes_a_stranger(negative: str) -> None:
    audit = _audit("ZEVALLOS GONZALES, Winston Ricardo", "SKOCH, Andrey", "MUTREB, Maher Aziz")

    assert audit.exclusion(negative, PERSON) is None


def test_another_legal_form_is_the_same_company_and_another_trade_is_not() -> None:
    audit = _audit("IRAN AIR TOURS CO.", kind=COMPANY)

    assert audit.exclusion("IRAN AIR TOURS LLC", COMPANY) is not None
    assert audit.exclusion("IRAN SEA TOURS", COMPANY) is None


@pytest.mark.parametrize(
    ("listed", "negative", "ground"),
    [
        ("MERSAD SHIPPING COMPANY LIMITED", "MERSAD LIMITED", Ground.MIDDLE),
        ("VA BO COMPANY EOOD", "VABO OOD", Ground.SPACED),
        ("TOYO SHINYO JITSUGYO K.K.", "TOYO SHINYO JITSUGYO ELECTRONICS", Ground.HOLDS),
        ("NIOC", "NIOC IRAN", Ground.COUNTRY),
    ],
)
def test_a_listed_company_in_other_words_is_no_stranger(listed: str, negative: str, ground: Ground) -> None:
    exclusion = _audit(listed, kind=COMPANY).exclusion(negative, COMPANY)

    assert exclusion is not None
    assert (exclusion.ground, exclusion.listed) == (ground, listed)


@pytest.mark.parametrize("negative", ["PRIMORYE LTD.", "MARITIME LOGISTICS CO LTD", "PRIMORYE AIR LOGISTICS"])
def test_a_company_that_lacks_more_or_has_another_word_is_a_stranger(negative: str) -> None:
    audit = _audit("PRIMORYE MARITIME LOGISTICS CO LTD", kind=COMPANY)

    assert audit.exclusion(negative, COMPANY) is None


def test_every_reviewed_negative_says_why() -> None:
    assert all(each.reason and each.listed for each in reviewed())
