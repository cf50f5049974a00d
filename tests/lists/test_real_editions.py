"""Whole published editions, where they lie beside the checkout."""

from dataclasses import replace
from pathlib import Path

import pytest

from screening.lists import load_list
from screening.model import Effect, Entity, IdentifierKind

pytestmark = pytest.mark.shared
SOVEREIGN = ("us-ofac:31693", "us-ofac:31694", "us-ofac:31695")


@pytest.mark.parametrize(
    ("edition", "list_id", "published", "entities", "counts"),
    [
        ("ofac-sdn/2021-07-07", "us-ofac-sdn", None, 8976, {"alias rows": 11910, "address rows": 13837}),
        pytest.param("ofac-sdn/2021-03-10", "us-ofac-sdn", "2021-03-10", 8832, {"aliases": 14094, "weak aliases": 2402, "addresses": 11286}, marks=pytest.mark.slow),
        ("ofac-cons/2025-12-19", "us-ofac-cons", None, 442, {"alias rows": 1073, "address rows": 574}),
        ("ofac-cons/2024-05-06", "us-ofac-cons", "2024-05-06", 443, {"aliases": 1126, "weak aliases": 66}),
        pytest.param("ofac-sdn/2024-05-07", "us-ofac-sdn", "2024-05-07", 14966, {"aliases": 21754, "weak aliases": 3694}, marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_an_edition_is_read_whole(
    shared: Path, edition: str, list_id: str, published: str | None, entities: int, counts: dict[str, int]
) -> None:
    snapshot = load_list(shared / "lists" / edition)

    assert (snapshot.info.list, snapshot.info.published, snapshot.info.notes) == (list_id, published, ())
    assert len(snapshot.entities) == snapshot.info.counts["entities"] == entities
    assert {name: snapshot.info.counts[name] for name in counts} == counts
    expected = Effect.BLOCKED if list_id == "us-ofac-sdn" else Effect.RESTRICTED
    assert {each.effect for each in snapshot.entities} == {expected}


def test_the_enhanced_edition_is_read_whole_and_says_who_is_blocked(shared: Path) -> None:
    snapshot = load_list(shared / "lists" / "ofac-cons" / "2025-01-10")
    sovereign = [each for each in snapshot.entities if each.id in SOVEREIGN]

    assert (snapshot.info.list, snapshot.info.published, snapshot.info.notes) == (
        "us-ofac-cons",
        "2025-01-10",
        (),
    )
    assert (snapshot.info.counts["entities"], snapshot.info.counts["names"]) == (443, 1579)
    assert {each.effect for each in sovereign} == {Effect.RESTRICTED}
    assert {each.name for each in sovereign} == {
        "CENTRAL BANK OF THE RUSSIAN FEDERATION",
        "MINISTRY OF FINANCE OF THE RUSSIAN FEDERATION",
        "NATIONAL WEALTH FUND OF THE RUSSIAN FEDERATION",
    }
    assert sum(len(each.relations) for each in snapshot.entities) == 283
    blocked = [each for each in snapshot.entities if each.effect is Effect.BLOCKED]
    assert len(blocked) == 75
    assert all(each.also_on == ("us-ofac-sdn",) for each in blocked)


def test_an_entry_that_did_not_change_reads_the_same_from_plain_and_enhanced_xml(shared: Path) -> None:
    plain = {each.id: each for each in load_list(shared / "lists" / "ofac-cons" / "2024-05-06").entities}
    enhanced = load_list(shared / "lists" / "ofac-cons" / "2025-01-10").entities

    equal = sum(_as_plain(each) == plain.get(each.id) for each in enhanced)

    assert equal >= 340


def _as_plain(entity: Entity) -> Entity:
    return replace(
        entity,
        names=tuple(name for name in entity.names if not name.script),
        effect=Effect.RESTRICTED,
        relations=(),
        legal_basis=(),
        listed_on=None,
        also_on=(),
    )


@pytest.mark.parametrize(
    ("edition", "published", "persons", "organizations"),
    [("un/2026-02-27", "2026-02-27", 730, 273), ("un/2021-03-12", "2021-03-12", 711, 293)],
)
def test_the_un_list_is_read_whole(
    shared: Path, edition: str, published: str, persons: int, organizations: int
) -> None:
    snapshot = load_list(shared / "lists" / edition)

    assert (snapshot.info.list, snapshot.info.published) == ("un-sc", published)
    assert (snapshot.info.counts["persons"], snapshot.info.counts["organizations"]) == (
        persons,
        organizations,
    )
    assert all(each.listed_on for each in snapshot.entities)


@pytest.mark.slow
def test_the_eu_list_is_read_whole(shared: Path) -> None:
    snapshot = load_list(shared / "lists" / "eu-fsf" / "2024-05-13")

    assert (snapshot.info.list, snapshot.info.published) == ("eu-fsf", "2024-05-13")
    assert (snapshot.info.counts["entities"], snapshot.info.counts["names"]) == (4811, 25257)
    assert len({each.id for each in snapshot.entities}) == 4811
    assert all(each.listed_on and each.legal_basis for each in snapshot.entities)


@pytest.mark.slow
def test_the_party_with_most_wallets_keeps_them_all(shared: Path) -> None:
    snapshot = load_list(shared / "lists" / "ofac-sdn" / "2021-07-07")

    (party,) = [each for each in snapshot.entities if each.name == "SECONDEYE SOLUTION"]

    assert sum(each.kind is IdentifierKind.CRYPTO for each in party.identifiers) == 19


def test_every_imo_number_and_wallet_with_a_check_sum_holds(shared: Path) -> None:
    snapshot = load_list(shared / "lists" / "ofac-sdn" / "2021-07-07")

    checked = [
        each
        for entity in snapshot.entities
        for each in entity.identifiers
        if each.kind in (IdentifierKind.IMO, IdentifierKind.CRYPTO)
    ]

    assert len(checked) > 400
    assert sum(each.valid is False for each in checked) <= len(checked) // 50
