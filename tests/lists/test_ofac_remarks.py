"""The grammar of remarks: each item becomes a fact or stays in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.lists.ofac.draft import EntityDraft
from screening.lists.ofac.labels import kind_of_label, split_label
from screening.lists.ofac.remarks import read_remarks, split_remarks
from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    IdentifierKind,
    NameKind,
    PartyKind,
)


def read(text: str, kind: PartyKind = PartyKind.ORGANIZATION, title: str = "") -> Entity:
    draft = EntityDraft.of("1", kind, "ACME", title)
    read_remarks(draft, text)
    return draft.finish("us-ofac-sdn", Effect.BLOCKED)


@pytest.mark.parametrize(
    ("item", "kind", "key", "country", "text"),
    [
        ("Passport D9004878 (Iran) issued 18 Jul 2010 expires 18 Jul 2015", "passport", "D9004878", "IR", "D9004878 issued 18 Jul 2010 expires 18 Jul 2015"),
        ("alt. Passport NO34409/129 issued Jul 1997", "passport", "NO34409129", None, "NO34409/129 issued Jul 1997"),
        ("Diplomatic Passport 123 (Syria)", "passport", "123", "SY", "123"),
        ("National ID No. 660000 73767 (Belgium)", "national_id", "66000073767", "BE", "660000 73767"),
        ("Tax ID No. 7707083893 (Russia)", "tax_id", "7707083893", "RU", "7707083893"),
        ("NIT # 800146749-7 (Colombia)", "tax_id", "8001467497", "CO", "800146749-7"),
        ("Registration ID 1121402000213 (Russia)", "registration", "1121402000213", "RU", "1121402000213"),
        ("Matricula Mercantil No 37062402 (Medellin) (Colombia)", "registration", "37062402", "CO", "37062402 (Medellin)"),
        ("Unified Social Credit Code (USCC) 9111000071093019X7 (China)", "registration", "9111000071093019X7", "CN", "9111000071093019X7"),
        ("Legal Entity Number 253400V1H6ART1UQ0N98", "lei", "253400V1H6ART1UQ0N98", None, "253400V1H6ART1UQ0N98"),
        ("SWIFT/BIC VTBRRUMM", "bic", "VTBRRUMM", None, "VTBRRUMM"),
        ("Vessel Registration Identification IMO 7406784", "imo", "7406784", None, "IMO 7406784"),
        ("Identification Number IMO 5342883", "national_id", "IMO5342883", None, "IMO 5342883"),
        ("MMSI 572469210", "mmsi", "572469210", None, "572469210"),
        ("Aircraft Tail Number YV3360", "tail_number", "YV3360", None, "YV3360"),
        ("alt. Digital Currency Address - XBT 1Kuf2Rd8mDyAViwBozGTNYnvWL8uYFrkVo", "crypto_address", "1Kuf2Rd8mDyAViwBozGTNYnvWL8uYFrkVo", None, "XBT 1Kuf2Rd8mDyAViwBozGTNYnvWL8uYFrkVo"),
        ("ISIN CND100020NC4", "isin", "CND100020NC4", None, "CND100020NC4"),
        ("Email Address era_1@mil.ru", "email", "era_1@mil.ru", None, "era_1@mil.ru"),
        ("Website www.vtb.com", "website", "vtb.com", None, "www.vtb.com"),
        ("Telephone (98)(21)(66153220)", "phone", "982166153220", None, "(98)(21)(66153220)"),
        ("BIK (RU) 044525607", "other", "044525607", None, "BIK (RU) 044525607"),
        ("Italian Fiscal Code: KMMMHD68D03Z352N", "tax_id", "KMMMHD68D03Z352N", None, "KMMMHD68D03Z352N"),
        ("Martian Passport No. M-12 (Iraq)", "passport", "M12", "IQ", "M-12"),
        ("Guild Register Number 77", "registration", "77", None, "77"),
    ],
)  # fmt: skip
def test_a_labelled_number_becomes_an_identifier(
    item: str, kind: str, key: str, country: str | None, text: str
) -> None:
    (found,) = read(f"{item}.").identifiers

    assert (found.kind, found.key, found.country, found.text) == (kind, key, country, text)


@pytest.mark.parametrize(
    "item",
    [
        "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210",
        "Former Vessel Flag None Identified",
        "Aircraft Model B747-3B3",
        "ICTY indictee in custody",
        "Passport and National ID were issued in Ulm, Germany",
        "Organization Type: Real estate activities with own or leased property",
        "Executive Order 13662 Directive Determination - Subject to Directive 1",
        "DOB unknown",
        "nationality Soviet Union",
    ],
)
def test_what_is_no_fact_stays_in_words(item: str) -> None:
    assert read(f"{item}.").remarks == item


def test_several_facts_are_read_from_one_remark() -> None:
    person = read(
        "DOB circa 1951; alt. DOB 1952 to 1953; POB Tehran, Iran; nationality Iran; citizen Iraq; Gender Male; "
        "a.k.a. ''ABD AL-MUHSI'; f.k.a. 'OLD; NAME; Linked To: HOTEL LA CASCADA S.A.",
        PartyKind.PERSON,
    )

    assert person.birth_dates == (
        DateSpan(date(1951, 1, 1), date(1951, 12, 31), around=True),
        DateSpan(date(1952, 1, 1), date(1953, 12, 31)),
    )
    assert (person.nationalities, person.countries, person.gender) == (("IQ", "IR"), ("IQ", "IR"), "male")
    assert EntityName("'ABD AL-MUHSI", NameKind.AKA, AliasQuality.WEAK) in person.names
    assert person.linked_to == ("HOTEL LA CASCADA S.A.",)
    assert person.remarks == "NAME; f.k.a. 'OLD"


def test_links_are_read_alike_with_and_without_brackets() -> None:
    bare = read("Linked To: IRGC (IRGC)-QODS FORCE; Linked To: HIZBALLAH.")
    bracketed = read("(Linked To: IRGC (IRGC)-QODS FORCE; Linked To: HIZBALLAH)")

    assert bare.linked_to == bracketed.linked_to == ("HIZBALLAH", "IRGC (IRGC)-QODS FORCE")


def test_an_owner_s_imo_number_is_not_taken_for_a_ship_s() -> None:
    (company,) = read("Company Number IMO 5055293.").identifiers
    (ship,) = read("Identification Number IMO 9187629.", PartyKind.VESSEL).identifiers

    assert (company.kind, ship.kind) == (IdentifierKind.REGISTRATION, IdentifierKind.IMO)


def test_a_semicolon_inside_brackets_separates_nothing() -> None:
    assert split_remarks("one (a; b); two") == ["one (a; b)", "two"]
    assert split_remarks("one (a; b; two") == ["one (a", "b", "two"]


def test_a_label_is_known_with_and_without_its_colon() -> None:
    assert kind_of_label("Tax ID No.") is kind_of_label("Tax ID No.:") is IdentifierKind.TAX_ID
    assert kind_of_label("Aircraft Model") is None
    assert split_label("Passport 123") == ("Passport", "123")
    assert split_label("Passports are held") is None


@given(
    st.lists(
        st.text(alphabet=st.characters(blacklist_characters=";()"), min_size=1, max_size=20)
        .map(str.strip)
        .filter(bool)
    )
)
def test_no_item_is_lost_in_splitting(items: list[str]) -> None:
    assert split_remarks("; ".join(items)) == items


@given(st.text(max_size=200))
def test_any_remark_can_be_read(text: str) -> None:
    assert read(text).name == "ACME"
