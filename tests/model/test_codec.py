"""An entity survives being written down: equal in every field, and under one digest wherever it is read."""

import json
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.model import (
    Address,
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    Identifier,
    IdentifierKind,
    NameKind,
    PartyKind,
    Relation,
    Vessel,
)
from screening.model.codec import canonical_json, entity_digest, entity_from_json, entity_to_json

_PLAIN = Entity("list:1", "list", PartyKind.PERSON, (EntityName("BORTNIKOV, Aleksandr"),))
_FULL = Entity(
    id="list:9",
    list="other",
    kind=PartyKind.VESSEL,
    names=(EntityName("А. Бортников", NameKind.AKA, AliasQuality.WEAK, True, "ru", "Cyrl"),),
    effect=Effect.RESTRICTED,
    identifiers=(Identifier(IdentifierKind.PASSPORT, "N 12", "N12", "RU", True),),
    birth_dates=(DateSpan.year(1951, around=True), DateSpan.day(date(1951, 11, 15))),
    birth_places=("Perm",),
    nationalities=("RU",),
    countries=("RU",),
    addresses=(Address("Moscow", "RU"), Address("nowhere")),
    gender="male",
    programs=("RUSSIA-EO14024",),
    title="Director",
    linked_to=("list:2",),
    vessel=Vessel("tanker", "RU", "1000", "nobody"),
    remarks="as published\n",
    relations=(Relation("Owned or controlled by", "X", "list:3"),),
    legal_basis=("EO 14024",),
    listed_on=date(2021, 3, 2),
    delisted_on=date(2022, 3, 2),
    also_on=("eu",),
)
_entities = st.builds(
    Entity,
    names=st.lists(st.from_type(EntityName), min_size=1, max_size=3).map(tuple),
    birth_dates=st.lists(
        st.tuples(st.dates(), st.dates(), st.booleans()).map(
            lambda told: DateSpan(min(told[:2]), max(told[:2]), told[2])
        ),
        max_size=2,
    ).map(tuple),
)


@given(entity=_entities)
def test_an_entity_comes_back_as_it_was_written(entity: Entity):
    text = canonical_json(entity_to_json(entity))

    assert entity_from_json(json.loads(text)) == entity


def test_every_field_of_an_entity_is_written():
    written = entity_to_json(_FULL)

    assert written.keys() == {each.name for each in fields(Entity)}
    assert entity_from_json(json.loads(canonical_json(written))) == _FULL


def test_a_field_at_its_default_is_left_out_so_that_a_new_one_changes_no_digest():
    assert entity_to_json(_PLAIN) == {
        "id": "list:1",
        "list": "list",
        "kind": "person",
        "names": [{"text": "BORTNIKOV, Aleksandr"}],
    }


def test_the_digest_of_an_entity_is_the_same_everywhere_and_always():
    assert entity_digest(_PLAIN) == "db98716aad414188084bb570abe58f4b739762e93ada7caa582750da14f6ac41"


@pytest.mark.parametrize("field", [each.name for each in fields(Entity)])
def test_a_change_in_any_field_changes_the_digest(field: str):
    changed = entity_from_json(entity_to_json(_PLAIN) | {field: entity_to_json(_FULL)[field]})

    assert entity_digest(changed) != entity_digest(_PLAIN)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ({"nmaes": []}, "Entity has no field nmaes"),
        ({"names": "BORTNIKOV"}, "not of the type list"),
        ({"kind": "animal"}, "animal"),
        ({"gender": 1}, "1 is not of the type str"),
        ({"listed_on": "2021-02-30"}, "day"),
        ({"names": [{"kind": "aka"}]}, "text"),
        ({"vessel": []}, "not of the type dict"),
    ],
)
def test_what_is_no_entity_is_refused_with_the_field(damage: dict[str, object], said: str):
    with pytest.raises(ValueError, match=said):
        entity_from_json(entity_to_json(_PLAIN) | damage)
