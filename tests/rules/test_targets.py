"""The bundled targets hold exactly the parties that their measures name, with every name and identifier as published."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from screening.model import AliasQuality, Effect, Entity, IdentifierKind, PartyKind
from screening.resources import rules_dir
from screening.ruleset.load import read_model
from screening.ruleset.targets import Target

COUNTS = {
    "eu-fsf": 0,
    "ru-sovereign-institutions": 3,
    "ru-sovereign-wide": 75,
    "us-bis-entity-list-2021-03-04": 14,
    "us-chemical-weapons-2021-03-02": 7,
    "us-crimea-2021-04-15": 8,
    "us-cyber-tech-2021-04-15": 6,
    "us-election-2021-04-15": 32,
    "uk-hmt": 0,
    "un-sc": 0,
    **{f"us-eo13662-directive-{number}": 0 for number in (1, 2, 3, 4)},
    **{f"us-eo14024-directive-{number}": 0 for number in (2, 3)},
    "us-expelled-diplomats-2021-04-15": 0,
    "us-navalny-officials-2021-03-02": 7,
    "us-ofac-sdn": 0,
}
DESIGNATED = {
    "election_2020": "us-election-2021-04-15",
    "cyber_tech_eo14024": "us-cyber-tech-2021-04-15",
    "crimea": "us-crimea-2021-04-15",
    "navalny_officials": "us-navalny-officials-2021-03-02",
    "chemical_weapons_13382": "us-chemical-weapons-2021-03-02",
}
# How the published field stands in a target; an "Identification Number" with a valid check digit is a taxpayer number.
PUBLISHED_KINDS = {
    "passport": IdentifierKind.PASSPORT,
    "national_id": IdentifierKind.NATIONAL_ID,
    "tax_id": IdentifierKind.TAX_ID,
    "identification_number": IdentifierKind.TAX_ID,
    "registration_number": IdentifierKind.REGISTRATION,
    "government_gazette": IdentifierKind.OTHER,
    "website": IdentifierKind.WEBSITE,
    "email": IdentifierKind.EMAIL,
    "phone": IdentifierKind.PHONE,
}


@pytest.fixture(scope="module")
def targets() -> dict[str, Target]:
    found = (read_model(path, Target)[0] for path in sorted((rules_dir() / "targets").glob("*.yaml")))
    return {target.id: target for target in found}


def members(targets: dict[str, Target]) -> list[Entity]:
    return [entity for target in targets.values() for entity in target.members()]


def names(entity: Entity) -> set[str]:
    return {name.text for name in entity.names}


def test_every_target_has_the_number_of_parties_that_its_measure_names(targets: dict[str, Target]) -> None:
    counts = {target_id: len(target.members()) for target_id, target in targets.items()}

    assert counts == COUNTS
    assert sum(counts[each] for each in DESIGNATED.values()) == 60


def test_a_target_bears_the_name_of_its_file() -> None:
    for path in (rules_dir() / "targets").glob("*.yaml"):
        assert read_model(path, Target)[0].id == path.stem


def test_only_the_three_institutions_and_the_security_service_stand_in_two_targets(
    targets: dict[str, Target],
) -> None:
    seen = Counter(entity.id for entity in members(targets))

    assert {each for each, count in seen.items() if count > 1} == {
        "us-ofac:21344", "us-ofac:31693", "us-ofac:31694", "us-ofac:31695",
    }  # fmt: skip


def test_no_name_is_blank_padded_or_given_twice(targets: dict[str, Target]) -> None:
    for entity in members(targets):
        texts = [name.text for name in entity.names]

        assert all(text and text == " ".join(text.split()) for text in texts), entity.id
        assert len(texts) == len(set(texts)), entity.id


def test_no_identifier_fails_its_own_check_digit(targets: dict[str, Target]) -> None:
    failing = [(e.id, each.text) for e in members(targets) for each in e.identifiers if each.valid is False]

    assert failing == []


def test_every_person_designated_has_a_birth_date_and_a_gender(targets: dict[str, Target]) -> None:
    persons = [entity for entity in members(targets) if entity.kind is PartyKind.PERSON]

    assert len(persons) == 30
    assert all(person.birth_dates and person.gender for person in persons)


def test_only_designated_parties_are_blocked(targets: dict[str, Target]) -> None:
    effects = {target_id: target.effect for target_id, target in targets.items()}

    assert {each for each, effect in effects.items() if effect is Effect.BLOCKED} == {
        *DESIGNATED.values(), "us-ofac-sdn", "un-sc", "eu-fsf", "uk-hmt",
    }  # fmt: skip
    assert effects["us-bis-entity-list-2021-03-04"] is Effect.EXPORT_CONTROLLED
    assert effects["us-expelled-diplomats-2021-04-15"] is Effect.NONE


def test_a_strong_name_of_a_russian_institution_says_that_it_is_russian(targets: dict[str, Target]) -> None:
    marks = ("russia", "rossi", "росси", "рф", " rf", "(rf)")
    for entity in targets["ru-sovereign-institutions"].members():
        strong = [name.text for name in entity.names if name.quality is AliasQuality.STRONG]

        assert all(any(mark in text.lower() for mark in marks) for text in strong), entity.id


@pytest.mark.parametrize("bare", ["MinFin", "NWF", "Finance Ministry", "National Wealth Fund", "AFRIC", "FZNC", "27TH NTS"])  # fmt: skip
def test_a_name_that_others_bear_too_is_weak(targets: dict[str, Target], bare: str) -> None:
    qualities = [name.quality for e in members(targets) for name in e.names if name.text == bare]

    assert qualities == [AliasQuality.WEAK]


@pytest.mark.parametrize(
    ("entity_id", "cover"), [("us-ofac:26170", "PETROV, Alexander"), ("us-ofac:26171", "BOSHIROV, Ruslan")]
)
def test_cover_names_are_strong_aliases(targets: dict[str, Target], entity_id: str, cover: str) -> None:
    [entity] = (each for each in members(targets) if each.id == entity_id)

    assert [name.quality for name in entity.names if name.text == cover] == [AliasQuality.STRONG]


@pytest.mark.shared
def test_the_sixty_parties_stand_as_published(targets: dict[str, Target], shared: Path) -> None:
    published = yaml.safe_load((shared / "facts" / "designations.yaml").read_text(encoding="utf-8"))
    by_id = {(each, e.id): e for each in DESIGNATED.values() for e in targets[each].members()}

    assert len(published) == len(by_id) == 60
    for party in published:
        entity = by_id[DESIGNATED[party["group"]], f"us-ofac:{party['uid']}"]
        facts = party["identifiers"]
        aliases = {alias["name"] for alias in party["aliases"]} | set(facts.get("weak_aka_in_remarks", []))
        wanted = {
            (kind, text.split(" (")[0])
            for field, kind in PUBLISHED_KINDS.items()
            for text in facts.get(field, [])
        }
        wallets = {wallet["address"] for wallet in facts.get("digital_currency_address", [])}

        assert entity.name == party["name"]
        assert names(entity) == {party["name"]} | aliases
        assert entity.programs == tuple(party["programs_2021_07_07"])
        assert len(entity.birth_dates) == len(facts.get("dob", []))
        assert entity.linked_to == tuple(facts.get("linked_to", []))
        assert {each.text for each in entity.addresses} == set(party["addresses"])
        assert {(each.kind, each.text) for each in entity.identifiers} == wanted | {
            (IdentifierKind.CRYPTO, address) for address in wallets
        }


def test_nineteen_wallets_of_secondeye_are_there_and_none_is_cut_short(targets: dict[str, Target]) -> None:
    [secondeye] = (each for each in members(targets) if each.id == "us-ofac:30518")
    wallets = [each for each in secondeye.identifiers if each.kind is IdentifierKind.CRYPTO]

    assert len(wallets) == 19
    assert all(len(wallet.text) in {34, 42} for wallet in wallets)


def test_the_entity_list_leaves_out_entries_that_its_notice_only_corrects(targets: dict[str, Target]) -> None:
    listed = targets["us-bis-entity-list-2021-03-04"].members()

    assert Counter(entity.countries[0] for entity in listed) == {"RU": 10, "DE": 3, "CH": 1}
    assert {"Raw Farm", "Rau Pharm", "Raw Pharm"} <= names(next(e for e in listed if e.name == "Rau Farm"))
    assert not any("SMIC" in text or "Su Bin" in text for e in listed for text in names(e))
