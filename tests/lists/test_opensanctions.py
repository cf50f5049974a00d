"""OpenSanctions' table of targets and graph of entities: what is listed, what it does, and who is tied to whom."""

from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListError
from screening.lists import load_list
from screening.lists.opensanctions.terms import effect_of
from screening.model import AliasQuality, DateSpan, Effect, Entity, IdentifierKind, PartyKind
from tests.lists.conftest import FIXTURES

TABLE = FIXTURES / "opensanctions-simple-csv" / "targets.simple.csv"
GRAPH = FIXTURES / "opensanctions-ftm-json" / "entities.ftm.json"


def entity(path: Path, name: str) -> Entity:
    [found] = (each for each in load_list(path).entities if each.id == f"opensanctions:NK-{name}")
    return found


def test_a_cell_of_the_table_holds_several_values_and_one_may_hold_a_semicolon() -> None:
    party = entity(TABLE, "example1")

    assert [name.text for name in party.names] == [
        "Pyotr Obraztsov",
        "Пётр Образцов",
        "P. Obraztsov",
        "Obraztsov; Pyotr",
    ]
    assert party.birth_dates == (DateSpan.day(date(1961, 2, 17)), DateSpan.year(1962))
    assert (party.countries, party.programs, party.also_on) == (("BY", "RU"), ("GB-RUS",), ("uk-hmt",))


@pytest.mark.parametrize(
    ("name", "effect", "lists"),
    [
        ("example1", Effect.BLOCKED, ("uk-hmt",)),
        ("example2", Effect.BLOCKED, ("un-sc",)),
        ("example3", Effect.NONE, ()),
        ("example4", Effect.RESTRICTED, ("us-ofac-cons",)),
    ],
)
def test_the_table_blocks_whom_a_sanction_names_but_not_those_of_the_list_that_blocks_nobody(
    name: str, effect: Effect, lists: tuple[str, ...]
) -> None:
    party = entity(TABLE, name)

    assert (party.effect, party.also_on) == (effect, lists)


@pytest.mark.parametrize(
    ("topics", "effect"),
    [
        (["sanction", "role.pep"], Effect.BLOCKED),
        (["sanction.linked"], Effect.RESTRICTED),
        (["debarment", "export.control"], Effect.RESTRICTED),
        (["export.control"], Effect.EXPORT_CONTROLLED),
        (["role.pep", "crime.fin", "sanction.counter"], Effect.NONE),
        ([], Effect.NONE),
    ],
)
def test_topics_decide_what_listing_does(topics: list[str], effect: Effect) -> None:
    assert effect_of(topics, ["some_register"]) is effect


def test_numbers_of_the_table_are_known_by_their_form() -> None:
    kinds = {each.key: each.kind for each in entity(TABLE, "example4").identifiers}

    assert kinds == {"7707083893": IdentifierKind.TAX_ID, "SABRRUMM": IdentifierKind.BIC}
    assert {each.kind for each in entity(TABLE, "example2").identifiers} == {
        IdentifierKind.IMO,
        IdentifierKind.OTHER,
    }


def test_the_graph_gives_a_party_its_documents_sanction_address_and_wallet() -> None:
    party = entity(GRAPH, "example1")

    assert {(each.kind, each.key, each.country) for each in party.identifiers} == {
        (IdentifierKind.PASSPORT, "640000101", None),
        (IdentifierKind.PASSPORT, "MP1234567", "BY"),
        (IdentifierKind.TAX_ID, "772800000000", "RU"),
        (IdentifierKind.CRYPTO, "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", None),
    }
    assert (party.listed_on, party.programs, party.nationalities) == (date(2022, 3, 15), ("GB-RUS",), ("RU",))
    assert [(each.text, each.country) for each in party.addresses] == [("1 Sample Square, Moscow", "RU")]
    assert [name.quality for name in party.names if name.text == "Petya"] == [AliasQuality.WEAK]
    assert "Nationality: suhh" in party.remarks


def test_a_tie_names_the_other_end_and_its_id_where_it_is_listed() -> None:
    [owned] = entity(GRAPH, "example1").relations
    [ship] = entity(GRAPH, "example2").relations

    assert (owned.kind, owned.name, owned.entity) == ("Owns (60)", "Example Works LLC", "")
    assert (ship.kind, ship.name, ship.entity) == (
        "Directed by (Manager)",
        "Maria Ejemplo",
        "opensanctions:NK-example3",
    )


def test_only_targets_are_listed_and_the_others_are_counted() -> None:
    snapshot = load_list(GRAPH)

    assert len(snapshot.entities) == 4
    assert snapshot.info.counts["parties that are no targets"] == 1
    assert snapshot.info.published == "2026-02-13"
    assert {each.kind for each in snapshot.entities} == {PartyKind.PERSON, PartyKind.VESSEL, PartyKind.ANY}


def test_a_target_of_a_schema_that_is_not_known_is_listed_as_anything(tmp_path: Path) -> None:
    copy = tmp_path / "entities.ftm.json"
    copy.write_text(
        GRAPH.read_text("utf-8").replace('"schema":"Vessel"', '"schema":"Spacecraft"'), encoding="utf-8"
    )

    ship = entity(copy, "example2")

    assert (ship.kind, ship.effect) == (PartyKind.ANY, Effect.BLOCKED)


def test_a_tie_to_an_entity_that_the_file_lacks_is_said(tmp_path: Path) -> None:
    lines = [line for line in GRAPH.read_text("utf-8").splitlines() if '"id":"NK-stranger"' not in line]
    copy = tmp_path / "entities.ftm.json"
    copy.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert load_list(copy).info.notes == ("1 ties lead to entities that the file lacks",)


@pytest.mark.parametrize(
    ("source", "before", "after", "problem"),
    [
        (GRAPH, '"target":false}\n{"id":"NK-example1"', '"target":false\n{"id":"NK-example1"', "is no JSON"),
        (GRAPH, '{"id":"NK-example2"', '{"id":""', "without an id"),
        (GRAPH, '{"id":"NK-example3"', '{"id":"NK-example2"', "occurs twice"),
        (TABLE, '"NK-example2"', '"NK-example1"', "occurs twice"),
        (TABLE, '"NK-example2","Vessel"', '"NK-example2",""', "without an id or a schema"),
        (TABLE, '"first_seen"', '"first_seen"x', "line is damaged"),
        (TABLE, ',"kp;km"', "", "columns, expected"),
    ],
)
def test_damage_is_refused(tmp_path: Path, source: Path, before: str, after: str, problem: str) -> None:
    text = source.read_text(encoding="utf-8")
    assert before in text
    copy = tmp_path / source.name
    copy.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ListError, match=problem):
        load_list(copy)


@pytest.mark.parametrize("source", [GRAPH, TABLE])
def test_a_file_cut_within_its_last_line_is_refused(tmp_path: Path, source: Path) -> None:
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes()[:-20])

    with pytest.raises(ListError):
        load_list(copy)
