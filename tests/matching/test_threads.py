"""Threads: order, errors, how much is begun, and matches that do not know how many there were."""

import threading
from collections.abc import Iterator
from time import sleep

import pytest

from screening.matching import Matcher, candidates
from screening.matching.threads import Threads
from screening.model import Match, Party, PartyKind, Role
from screening.settings import MatchingSettings
from tests.matching.conftest import ENTITIES

_NAMES = [
    *(name.text for entity in ENTITIES for name in entity.names),
    *("Anna Kowalska", "Rosneft Trading", "Владимир Иванов", "Maria da Silva", "Acme Foods Ltd", "V. Putin"),
]


def _slowly(number: int) -> int:
    # The later parts are done first.
    sleep((10 - number) / 500)
    return number * number


def test_results_come_in_the_order_of_the_parts():
    assert list(Threads(4).map(_slowly, range(10))) == [number * number for number in range(10)]


def test_no_more_is_begun_than_there_are_threads_and_one_to_go_on_with():
    taken: list[int] = []

    def parts() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    ahead = [len(taken) - done for done, _ in enumerate(Threads(2).map(str, parts()))]

    assert max(ahead) == 3


@pytest.mark.parametrize(("threads", "parts"), [(1, 8), (4, 1)])
def test_one_thread_or_one_part_is_worked_on_where_it_is_asked_for(threads: int, parts: int):
    where = list(Threads(threads).map(lambda _: threading.get_ident(), range(parts)))

    assert set(where) == {threading.get_ident()}


def test_an_error_is_raised_in_its_place_and_leaves_no_thread_behind():
    def work(number: int) -> int:
        if number == 3:
            raise KeyboardInterrupt
        return number

    before = threading.active_count()
    done: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        done += Threads(2).map(work, range(9))

    assert threading.active_count() == before


def test_who_stops_listening_leaves_no_thread_behind():
    before = threading.active_count()
    results = Threads(3).map(_slowly, range(10))

    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]

    assert threading.active_count() == before


def _matches(threads: int) -> list[tuple[Match, ...]]:
    parties = [Party(Role.PARTY, name, PartyKind.ANY) for name in _NAMES]
    return Matcher(ENTITIES, MatchingSettings(), threads).match(parties)


def test_matches_are_the_same_with_any_number_of_threads(monkeypatch: pytest.MonkeyPatch):
    whole = _matches(1)

    # So small that every name or two is a part of its own.
    monkeypatch.setattr(candidates, "_AT_ONCE", 4)

    assert any(whole)
    assert [_matches(threads) for threads in (1, 2, 4)] == [whole] * 3
