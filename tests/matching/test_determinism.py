"""A match depends on the pair alone: not on the batch, its order, or what else is listed."""

from collections.abc import Iterable
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.matching import Matcher, compare
from screening.model import Entity, Match, PartyKind
from screening.settings import MatchingSettings
from tests.matching.conftest import ENTITIES, listed, party

_WORDS = [
    "aleksandr",
    "alexander",
    "bortnikov",
    "bortnikow",
    "denis",
    "bank",
    "rossiya",
    "rossi",
    "south",
    "front",
    "southfront",
    "ministry",
    "finance",
    "russia",
    "belarus",
    "a",
    "v",
    "ivanovich",
    "ivanov",
    "iwanow",
    "llc",
    "jsc",
    "al",
    "muhammad",
    "mohamed",
    "ali",
    "neobit",
    "neobyt",
    "27",
    "ab",
]
_names = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
_lists = st.lists(_names, min_size=1, max_size=6)
_DEFAULT = MatchingSettings()
_MATCHER = Matcher(ENTITIES, _DEFAULT)


def _entities(names: Iterable[str]) -> list[Entity]:
    return [listed(f"{number:03}", name, kind=PartyKind.ANY) for number, name in enumerate(names)]


def _pairs(matches: tuple[Match, ...]) -> list[tuple[str, float, str]]:
    return [(match.entity.id, match.score, match.why) for match in matches]


@given(names=st.lists(_names, min_size=1, max_size=8), order=st.randoms(use_true_random=False))
def test_a_name_gets_the_same_answer_alone_in_a_batch_and_in_any_order(
    names: list[str], order: Random
) -> None:
    alone = {name: _pairs(_MATCHER.match([party(name)])[0]) for name in names}
    shuffled = order.sample(names, len(names))

    together = _MATCHER.match([party(name) for name in shuffled])

    assert [_pairs(matches) for matches in together] == [alone[name] for name in shuffled]


@settings(max_examples=40)
@given(query=_names, kept=_lists, added=_lists)
def test_other_entities_never_change_the_score_of_a_pair(
    query: str, kept: list[str], added: list[str]
) -> None:
    fewer = _entities(kept)
    more = _entities(kept + added)

    before = _pairs(Matcher(fewer, _DEFAULT).match([party(query)])[0])
    after = _pairs(Matcher(more, _DEFAULT).match([party(query)])[0])

    known = {entity.id for entity in fewer}
    assert [pair for pair in after if pair[0] in known] == before


@settings(max_examples=80)
@given(query=_names, names=_lists)
@example("neobyt", ["aleksandr a neobit"])  # shown as the threshold, which it reaches by a rounding
def test_the_index_finds_every_pair_that_exhaustive_comparison_finds(query: str, names: list[str]) -> None:
    found = Matcher(_entities(names), _DEFAULT).match([party(query)])[0]

    exhaustive = {
        f"list:{number:03}": score
        for number, name in enumerate(names)
        if (score := compare(query, name).score) >= _DEFAULT.min_score
    }
    assert {match.entity.id: match.score for match in found} == exhaustive


@given(ours=st.text(max_size=40), theirs=st.text(max_size=40))
def test_any_text_can_be_compared(ours: str, theirs: str) -> None:
    assert 0 <= compare(ours, theirs).score <= 100


@given(name=st.text(max_size=40))
def test_any_text_can_be_screened(name: str) -> None:
    (matches,) = _MATCHER.match([party(name)])

    assert all(match.score >= _DEFAULT.min_score for match in matches)
