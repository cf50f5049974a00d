"""Targets, securities and the vocabulary: what is refused, and how entries of one party are united."""

import pytest

from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    EntityName,
    Identifier,
    IdentifierKind,
    PartyKind,
)
from screening.ruleset.securities import SecuritySet
from screening.ruleset.targets import Target
from screening.ruleset.vocabulary import VocabularyFile


def entry(**more: object) -> dict[str, object]:
    return {"id": "t:1", "kind": "person", "names": [{"text": "ALPHA"}], **more}


def target(**more: object) -> Target:
    return Target.model_validate({"id": "t", "title": "T", "effect": "blocked", "authority": "A", **more})


def test_a_member_keeps_everything_that_was_published_of_it() -> None:
    source = entry(
        names=[{"text": "ALPHA, Anna"}, {"text": "Annie", "kind": "aka", "quality": "weak"}],
        identifiers=[{"kind": "passport", "text": "D 900-4878", "country": "PK"}],
        birth_dates=["1986-05-25", "circa 1962", 1970],
        nationalities=["RU"],
        addresses=[{"text": "Berlin", "country": "DE"}],
    )

    [member] = target(entities=[source]).members()

    assert member.names[1] == EntityName("Annie", kind=member.names[1].kind, quality=AliasQuality.WEAK)
    assert member.identifiers[0].key == "D9004878"
    assert member.birth_dates[1].around
    assert member.birth_dates[2] == DateSpan.year(1970)
    assert member.countries == ("RU", "DE", "PK")


@pytest.mark.parametrize(
    "more",
    [
        {"entities": [entry(), entry()]},
        {"entities": [entry(nationalities=["Russia"])]},
        {"entities": [entry(names=[])]},
        {"entities": [entry(birth_dates=["06/07/1971"])]},
        {"entities": [entry()], "select": {"list": "us-ofac-sdn"}},
        {"entities": [entry()], "expected_count": 2},
    ],
)
def test_a_target_that_cannot_be_relied_on_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        target(**more)


def test_two_entries_of_a_party_become_one_with_the_graver_effect() -> None:
    first = Entity("t:1", "x", PartyKind.PERSON, (EntityName("A"),), Effect.RESTRICTED, programs=("P",))
    number = Identifier(IdentifierKind.PASSPORT, "1", "1")
    second = Entity(
        "t:1",
        "x",
        PartyKind.PERSON,
        (EntityName("A"), EntityName("B")),
        Effect.BLOCKED,
        (number,),
        programs=("P", "Q"),
    )

    both = first.united_with(second)

    assert [name.text for name in both.names] == ["A", "B"]
    assert both.effect is Effect.BLOCKED
    assert both.programs == ("P", "Q")
    assert both.identifiers == (number,)


@pytest.mark.parametrize(
    "paper",
    [
        {"isin": "RU000A1038V7"},
        {"state_code": "SU26238RMFS5"},
        {"first_issue": {"earliest": "2021-06-16", "latest": "2021-06-15"}},
    ],
)
def test_a_paper_with_a_broken_code_or_window_is_refused(paper: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        SecuritySet.model_validate(
            {"id": "s", "title": "S", "securities": [{"series": "1", "kind": "ofz", **paper}]}
        )


def test_a_paper_that_stands_twice_is_refused() -> None:
    paper = {"series": "1", "kind": "ofz", "isin": "RU000A1038V6"}

    with pytest.raises(ValueError, match="stands there twice"):
        SecuritySet.model_validate(
            {
                "id": "s",
                "title": "S",
                "securities": [paper],
                "not_sovereign": [{"isin": "RU000A1038V6", "what": "a share"}],
            }
        )


def field(**more: object) -> dict[str, object]:
    return {
        "id": "market",
        "type": "term",
        "label": "Market",
        "question": "Which?",
        "terms": [{"id": "a", "label": "A"}],
        **more,
    }


@pytest.mark.parametrize(
    "fields",
    [
        [field(terms=[])],
        [field(terms=[{"id": "a", "label": "A", "parents": ["b"]}])],
        [field(terms=[{"id": "a", "label": "A"}, {"id": "a", "label": "A"}])],
        [field(), field()],
        [field(terms=[{"id": "a", "label": "A", "implies": {"market": "b"}}])],
        [field(type="text")],
        [{"id": "lei", "type": "identifier", "label": "LEI", "question": "Which?"}],
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_refused(fields: list[object]) -> None:
    with pytest.raises(ValueError):
        VocabularyFile.model_validate({"version": 1, "fields": fields})
