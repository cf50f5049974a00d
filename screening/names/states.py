"""Names of states in several words or in letters ("United States", "U.S."), each as one word."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data" / "state_names.tsv"
_TELLING = "*"
_SHORT = 2
"""Words of so few letters may be a person's initials, or no state at all."""


class _States(NamedTuple):
    # By its first word, names of states as their words with the word that stands for each, the longest first; words that tell one, and words of any.
    names: dict[str, list[tuple[tuple[str, ...], str]]]
    telling: frozenset[str]
    parts: frozenset[str]


def tells_a_state(word: str) -> bool:
    """May a folded word of several letters tell that a state is named ("states", "emirates")?"""
    return word in _states().telling


def is_part_of_a_state(word: str) -> bool:
    """Is the name of some state made of this folded word and others?"""
    return word in _states().parts


def with_states(words: Sequence[str], letters: bool) -> list[str]:
    """The words, each state's name as one: "united", "states" is "usa"; `letters` says that "us" is too."""
    found: list[str] = []
    place = 0
    while place < len(words):
        length, word = _named(words, place, letters)
        found.append(word)
        place += length
    return found


def _named(words: Sequence[str], place: int, letters: bool) -> tuple[int, str]:
    for name, word in _states().names.get(words[place], ()):
        if tuple(words[place : place + len(name)]) == name and (letters or len(name[0]) > _SHORT):
            return len(name), word
    return 1, words[place]


@cache
def _states() -> _States:
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    telling: set[str] = set()
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, spelled, _source = line.split("\t")
        for name in spelled.split("; "):
            parts = name.split()
            telling.update(part.removeprefix(_TELLING) for part in parts if part.startswith(_TELLING))
            plain = tuple(part.removeprefix(_TELLING) for part in parts)
            names.setdefault(plain[0], []).append((plain, word))
    for same_start in names.values():
        same_start.sort(key=lambda name: -len(name[0]))
    every = frozenset(part for each in names.values() for name, _ in each for part in name)
    return _States(names, frozenset(telling), every)
