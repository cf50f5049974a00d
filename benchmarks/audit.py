"""Which generated negatives are no strangers: a listed name in other words, by general rules and a reviewed file."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rapidfuzz.distance import OSA

from screening.model import Entity

_REVIEWED = Path(__file__).resolve().parent / "audited_negatives.csv"
_NO_WORD = re.compile(r"[^\w\s]|_")
_LEAST_LETTERS = 4
"""A slip is a slip only in a word of so many letters; in a shorter one it makes another word."""

_ONE_NAME = (
    "muhammad mohammed mohamed muhammed mohammad muhamad mohamad",
    "ahmad ahmed",
    "yusuf yousef youssef yusif yousuf",
    "hussein husayn husein hussain hosein hossein",
    "hassan hasan",
    "abdullah abdallah abdulla abdollah",
    "aleksandr alexander aleksander alexandr",
    "dmitri dmitry dmitrii dmitriy",
    "sergei sergey sergej sergii",
    "khalid khaled",
    "sheikh shaykh shaikh sheik",
    "said sayed saeed saied saeid sayyid seyed seyyed",
    "rahman rehman",
    "karim kareem",
    "omar umar",
    "osama usama",
    "nasser nasir naser nassir",
    "mustafa mostafa moustafa",
    "mahmud mahmoud mahmood",
    "ibrahim ebrahim",
    "ismail ismael esmail",
    "suleiman sulayman soleiman sulaiman",
    "jose joseph",
)
"""Spellings that papers use of one name, whatever the engine that is measured thinks of them."""

_SPELLING = {word: line.split()[0] for line in _ONE_NAME for word in line.split()}
_LIGHT_WORDS = "al el bin ben ibn abu abd van von de del da di la le los las y e of the and co ltd inc sa llc"
_LIGHT = frozenset(_LIGHT_WORDS.split())


class Ground(StrEnum):
    """Why a negative may be taken for a listed party by an engine that is right."""

    SAME = "the words of a listed name"
    LEFT_OUT = "a listed name with words left out"
    SLIP = "a listed name with one slip of the pen"
    LEFT_OUT_AND_SLIP = "a listed name with words left out and one slip"
    REVIEWED = "reviewed by hand"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A negative that does not count, the listed name that it is, and on which ground."""

    negative: str
    listed: str
    ground: Ground
    reason: str = ""


class Audit:
    """The listed names by their words; the rules know nothing of the engine that is measured."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._names: list[tuple[str, tuple[str, ...]]] = []
        self._bearers: dict[str, set[int]] = defaultdict(set)
        self._near: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for name in entity.names:
                words = words_of(name.text)
                for word in words:
                    self._bearers[word].add(len(self._names))
                self._names.append((name.text, words))
        for word in sorted(self._bearers):
            for shorter in _shortened(word):
                self._near[shorter].add(word)
        self._reviewed = {each.negative: each for each in reviewed()}

    def exclusion(self, negative: str) -> Exclusion | None:
        """The ground on which a negative is none; None for a stranger."""
        if negative in self._reviewed:
            return self._reviewed[negative]
        words = words_of(negative)
        if len([word for word in words if word not in _LIGHT]) < 2:
            return self._same(negative, words)
        return self._within(negative, words)

    def _same(self, negative: str, words: tuple[str, ...]) -> Exclusion | None:
        for number in sorted(self._bearers.get(words[0], ())) if words else ():
            listed, theirs = self._names[number]
            if theirs == words:
                return Exclusion(negative, listed, Ground.SAME)
        return None

    def _within(self, negative: str, words: tuple[str, ...]) -> Exclusion | None:
        holders = [self._bearers.get(word, set()) for word in words]
        found: list[Exclusion] = []
        if all(holders):
            for number in sorted(set.intersection(*holders)):
                listed, theirs = self._names[number]
                if _contains(theirs, words):
                    ground = Ground.SAME if len(theirs) == len(words) else Ground.LEFT_OUT
                    found.append(Exclusion(negative, listed, ground))
        for place, word in enumerate(words) if not found else ():
            rest = [*words[:place], *words[place + 1 :]]
            common = set.intersection(*(self._bearers.get(each, set()) for each in rest))
            for near in sorted(self._neighbours(word)):
                for number in sorted(common & self._bearers[near]):
                    listed, theirs = self._names[number]
                    if _contains(theirs, (*rest, near)):
                        whole = len(theirs) == len(words)
                        ground = Ground.SLIP if whole else Ground.LEFT_OUT_AND_SLIP
                        found.append(Exclusion(negative, listed, ground))
        order = list(Ground)
        return min(found, key=lambda each: order.index(each.ground), default=None)

    def _neighbours(self, word: str) -> set[str]:
        if len(word) < _LEAST_LETTERS:
            return set()
        near = {other for shorter in _shortened(word) for other in self._near.get(shorter, ())}
        return {
            other
            for other in near - {word}
            if len(other) >= _LEAST_LETTERS and OSA.distance(word, other, score_cutoff=1) <= 1
        }


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in alphabetical order: no marks, no punctuation, one spelling for a name of many."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    bare = bare.replace("'", "").replace("’", "").replace("`", "")
    return tuple(sorted(_SPELLING.get(word, word) for word in _NO_WORD.sub(" ", bare).split()))


def reviewed() -> list[Exclusion]:
    """The negatives that a person looked at: `audited_negatives.csv` (negative, listed, reason)."""
    with _REVIEWED.open(encoding="utf-8", newline="") as stream:
        return [
            Exclusion(row["negative"], row["listed"], Ground.REVIEWED, row["reason"])
            for row in csv.DictReader(stream)
        ]


def _contains(theirs: Sequence[str], words: Sequence[str]) -> bool:
    left = list(theirs)
    for word in words:
        if word not in left:
            return False
        left.remove(word)
    return True


def _shortened(word: str) -> set[str]:
    if len(word) < _LEAST_LETTERS:
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
