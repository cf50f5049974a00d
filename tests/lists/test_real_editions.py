"""Whole published editions, where they lie beside the checkout."""

from pathlib import Path

import pytest

from screening.lists import load_list
from screening.model import Effect, IdentifierKind

pytestmark = pytest.mark.shared


@pytest.mark.parametrize(
    ("edition", "list_id", "published", "entities", "counts"),
    [
        ("ofac-sdn/2021-07-07", "us-ofac-sdn", None, 8976, {"alias rows": 11910, "address rows": 13837}),
        ("ofac-sdn/2021-03-10", "us-ofac-sdn", "2021-03-10", 8832, {"aliases": 14094, "weak aliases": 2402, "addresses": 11286}),
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
