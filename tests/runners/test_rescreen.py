"""A rescreening gives, row by row, what a full run with the new list gives."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.lists import ListSnapshot, load_list
from screening.model import (
    Entity,
    EntityName,
    MatchState,
    NameKind,
    Party,
    PartyKind,
    Record,
    Role,
    Row,
    SkippedRow,
    UnreadableRow,
)
from screening.pipeline import Screener
from screening.runners.rescreen import Rescreen
from screening.workspace import Workspace
from tests.lists.conftest import FIXTURES

NAMES = (
    "Harbour Bakery Ltd",
    "BANCO NACIONAL DE CUBA",
    "Zarin Persia",
    "SOUTHFRONT",
    "Gulnara Karimova",
    "Nordlicht Handel",
    "EP-GOM",
)


@pytest.fixture(scope="module")
def plain() -> Screener:
    return Screener.open(as_of=date(2021, 7, 7), actor="us_bank")


@pytest.fixture(scope="module")
def edition() -> ListSnapshot:
    return load_list(FIXTURES / "ofac-sdn-xml")


def population() -> list[Row]:
    rows: list[Row] = [
        Record("rows", "", n, f"R{n}", (Party(Role.PARTY, name),)) for n, name in enumerate(NAMES, 2)
    ]
    both = (Party(Role.ORDERING_CUSTOMER, NAMES[0]), Party(Role.BENEFICIARY, NAMES[1]))
    return [
        *rows,
        Record("rows", "", 20, "R20", both),
        SkippedRow("rows", "", 21, "blank"),
        UnreadableRow("rows", "", 22, "an error"),
    ]


def _edited(entity: Entity, edit: str, name: str) -> Entity | None:
    match edit:
        case "remove":
            return None
        case "rename":
            return replace(entity, names=(EntityName(name), *entity.names[1:]))
        case "alias":
            return replace(entity, names=(*entity.names, EntityName(name, NameKind.AKA)))
        case "programmes":
            return replace(entity, programs=("NEW-PROGRAMME",))
        case "remarks":
            return replace(entity, remarks=f"{entity.remarks}; {name}")
        case _:
            return entity


edits = st.lists(
    st.tuples(st.sampled_from(["keep", "remove", "rename", "alias", "programmes", "remarks"]), st.sampled_from(NAMES)),
    min_size=8, max_size=8,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits, st.none() | st.sampled_from(NAMES))
def test_a_rescreening_gives_row_by_row_what_a_full_run_gives(plain, edition, edits, added):
    entities = [_edited(each, *edit) for each, edit in zip(edition.entities, edits, strict=True)]
    new = (
        [Entity("us-ofac:999999", "us-ofac-sdn", PartyKind.ORGANIZATION, (EntityName(added),))]
        if added
        else []
    )
    after = replace(edition, entities=(*(each for each in entities if each), *new))

    done = Rescreen(plain.ruleset, plain.settings, [edition], [after]).run(population())

    full = [
        list(Screener(plain.ruleset, [each], plain.settings).screen(population()))
        for each in (edition, after)
    ]
    expected = [(old, now) for old, now in zip(*full, strict=True) if old != now]
    assert list(done.judged) == expected
    assert done.rows == len(full[0])
    assert {each.after.row for each in done.changes} == {now.row for _, now in expected}


def changed(edition: ListSnapshot, id_: str, **changes: object) -> ListSnapshot:
    entities = tuple(replace(each, **changes) if each.id == id_ else each for each in edition.entities)  # type: ignore[arg-type]
    return replace(edition, entities=entities)


def test_only_the_rows_that_a_changed_entry_reaches_are_judged_again(plain, edition):
    after = changed(edition, "us-ofac:306", programs=("CUBA", "NEW"))

    done = Rescreen(plain.ruleset, plain.settings, [edition], [after]).run(population())

    assert (done.entities, done.again, done.unchanged) == (1, 2, 7)
    assert {each.cause for each in done.changes} == {"programmes: + NEW"}
    assert {each.state for each in done.changes} == {MatchState.CHANGED}


def test_each_new_and_lost_match_names_its_cause(plain, edition):
    without = replace(edition, entities=tuple(each for each in edition.entities if each.id != "us-ofac:306"))

    lost = Rescreen(plain.ruleset, plain.settings, [edition], [without]).run(population())
    gained = Rescreen(plain.ruleset, plain.settings, [without], [edition]).run(population())

    assert {(each.state, each.cause) for each in lost.changes} == {
        (MatchState.LOST, "removed from us-ofac-sdn")
    }
    assert {(each.state, each.cause) for each in gained.changes} == {(MatchState.NEW, "added to us-ofac-sdn")}


def test_the_same_edition_changes_nothing(plain, edition):
    done = Rescreen(plain.ruleset, plain.settings, [edition], [load_list(FIXTURES / "ofac-sdn-csv")]).run(
        population()
    )

    assert (done.entities, done.again, done.changes) == (0, 0, ())


def test_a_party_that_the_measures_name_already_is_added_when_its_list_adds_it(plain, edition):
    named = plain.ruleset.entities()[0]
    listed = Entity(named.id, "us-ofac-sdn", named.kind, named.names)
    after = replace(edition, entities=(*edition.entities, listed))
    row = Record("rows", "", 2, "R2", (Party(Role.PARTY, named.name),))

    done = Rescreen(plain.ruleset, plain.settings, [edition], [after]).run([row])

    assert {each.cause for each in done.changes} == {"added to us-ofac-sdn"}


def test_both_editions_are_kept_compiled_in_the_workspace(plain, edition, tmp_path):
    workspace = Workspace.at(tmp_path)
    after = replace(changed(edition, "us-ofac:306", programs=("CUBA", "NEW")), source="")
    task = Rescreen(plain.ruleset, plain.settings, [edition], [after], workspace=workspace)

    done = task.run(population())
    again = Rescreen(plain.ruleset, plain.settings, [edition], [after], workspace=workspace).run(population())

    assert len(list(workspace.index.iterdir())) == 2
    assert again == done == Rescreen(plain.ruleset, plain.settings, [edition], [after]).run(population())
    assert task.notes == []
