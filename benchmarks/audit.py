"""Which generated negatives are no strangers: a listed name in other words, by general rules and a reviewed file."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

import pycountry
from rapidfuzz.distance import OSA

from screening.model import Entity, PartyKind

_REVIEWED = Path(__file__).resolve().parent / "audited_negatives.csv"
_NO_WORD = re.compile(r"[^\w\s]|_")
_LEAST_LETTERS = 4
"""A slip is a slip only in a word of so many letters; in a shorter one it makes another word."""

_ONE_NAME = (
    "muhammad mohammed mohamed muhammed mohammad muhamad mohamad",
    "ahmad ahmed ahmet",
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
    "andrei andrey andrii andriy andrej",
    "aleksey alexey alexei aleksei alyaksei",
    "aliaksandr alyaksandr oleksandr olexander",
    "yuri yuriy yury yurii",
    "nikolai nikolay nikolaj",
    "petr pyotr piotr",
    "siarhei syarhey",
    "dmytro dmytriy",
    "vasily vasiliy vasilii",
    "yevgeny evgeny yevgeniy evgeniy evgenii",
    "natalya natalia nataliya",
    "maryna marina",
    "khalil khaleel",
    "salih saleh salah",
    "usman uthman othman",
    "ezzat izzat",
    "group grupo gruppo",
)
"""Spellings that papers use of one name, and one word of companies' names in several languages, whatever the engine that is measured thinks of them."""

_SPELLING = {word: line.split()[0] for line in _ONE_NAME for word in line.split()}
_PARTICLES = "al el bin ben ibn abu abd van von de del da di do la le los las y e and of the in"
_FORMS = (
    "co company ltd limited inc incorporated corp corporation plc llc llp lllp lp pllc pc sa sas sac saa sab sarl sasu sal saoc saog sapi sau "
    "srl sprl spr spa sca scs scp snc sc rl pr rlu slu sl slne sociedad anonima responsabilidad limitada limitata variable bvba bv nv vof cvba "
    "vzw asbl ag kg kgaa gmbh mbh ug ev ohg gbr aps as asa ab oy oyj hf ehf fze fzc fzco dmcc wll bsc qsc psc kscc ltda lda ltee limitee cia "
    "ca cv ac de jsc pjsc ojsc cjsc ao oao zao pao ooo tov at prat ood eood ad ead et dd doo dooel sp zoo sro spol kft zrt nyrt rt sia uab "
    "as eu ou tbk pt sdn bhd berhad kk gk yk sirketi sti anonim pte pty pvt pt proprietary private public joint stock closed open liability"
)
_LIGHT = frozenset(f"{_PARTICLES} {_FORMS}".split())
"""Particles and legal forms: with them or without them a name is the same."""
_COUNTRIES = frozenset(each.name.casefold().partition(",")[0] for each in pycountry.countries)
_LONG = 6
"""A word of so many letters may be the whole of a company's name that another word is added to."""


class Ground(StrEnum):
    """Why a negative may be taken for a listed party by an engine that is right."""

    SAME = "the words of a listed name"
    LEFT_OUT = "a listed name with words left out"
    SPACED = "a listed name with other spaces"
    SLIP = "a listed name with one slip of the pen"
    INITIALS = "a listed name with a word as an initial"
    MIDDLE = (
        "a listed name without one of its middle words, which the same benchmark counts as a variation of it"
    )
    HOLDS = "the whole of a listed name, and a word more"
    COUNTRY = "the whole of a listed organisation's name, and a country"
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
        self._spaced: dict[str, str] = {}
        self._lacking: dict[tuple[str, ...], str] = {}
        for entity in entities:
            for name in entity.names:
                words = words_of(name.text)
                for word in words:
                    self._bearers[word].add(len(self._names))
                self._names.append((name.text, words))
                self._spaced.setdefault("".join(_telling(name.text)), name.text)
                for fewer in _without_a_middle_word(name.text):
                    self._lacking.setdefault(fewer, name.text)
        for word in sorted(self._bearers):
            for shorter in _shortened(word):
                self._near[shorter].add(word)
        self._reviewed = {each.negative: each for each in reviewed()}

    def exclusion(self, negative: str, kind: PartyKind) -> Exclusion | None:
        """The ground on which a negative is none; None for a stranger."""
        if negative in self._reviewed:
            return self._reviewed[negative]
        words = words_of(negative)
        found = self._as_a_whole(negative, kind)
        for number in sorted({number for word in words for number in self._bearers.get(word, ())}):
            listed, theirs = self._names[number]
            ground = self._ground(words, theirs, kind)
            if ground is not None:
                found.append(Exclusion(negative, listed, ground))
        order = list(Ground)
        return min(found, key=lambda each: order.index(each.ground), default=None)

    def _as_a_whole(self, negative: str, kind: PartyKind) -> list[Exclusion]:
        telling = _telling(negative)
        spaced, lacking = self._spaced.get("".join(telling)), self._lacking.get(telling)
        found = [Exclusion(negative, spaced, Ground.SPACED)] if spaced else []
        if lacking and kind is not PartyKind.PERSON:
            found.append(Exclusion(negative, lacking, Ground.MIDDLE))
        return found

    def _ground(self, words: tuple[str, ...], theirs: tuple[str, ...], kind: PartyKind) -> Ground | None:
        ours_left, theirs_left = _without(words, theirs), _without(theirs, words)
        person = kind is PartyKind.PERSON
        if not ours_left:
            if not theirs_left:
                return Ground.SAME
            # A company whose name lacks a word is another company; a person is often written with fewer names.
            return Ground.LEFT_OUT if person and len(words) > 1 else None
        if person and len(words) > 1 and _initials(ours_left, theirs_left):
            return Ground.INITIALS
        slips = [(ours, near) for ours in ours_left for near in theirs_left if near in self._neighbours(ours)]
        if len(slips) == 1:
            ours_left.remove(slips[0][0])
            theirs_left.remove(slips[0][1])
        if theirs_left:
            return None
        if not ours_left:
            return Ground.SLIP
        return _held(theirs, ours_left, slips, person)

    def _neighbours(self, word: str) -> set[str]:
        if len(word) < _LEAST_LETTERS:
            return set()
        near = {other for shorter in _shortened(word) for other in self._near.get(shorter, ())}
        return {
            other
            for other in near - {word}
            if len(other) >= _LEAST_LETTERS and OSA.distance(word, other, score_cutoff=1) <= 1
        }


def _held(
    theirs: Sequence[str], added: Sequence[str], slips: Sequence[tuple[str, str]], person: bool
) -> Ground | None:
    # Of a name that holds all of a listed one, but for a slip, and more.
    if len(added) > 1:
        return None
    if not (person or slips) and _COUNTRIES.issuperset(added):
        return Ground.COUNTRY
    whole = len(theirs) > 1 or (not person and len(theirs[0]) >= _LONG)
    return Ground.HOLDS if whole and all(len(ours) >= _LONG - 1 for ours, _ in slips) else None


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in alphabetical order: no marks, no particles or legal forms, one spelling for a name of many."""
    return tuple(sorted(_telling(text)))


def _telling(text: str) -> tuple[str, ...]:
    # The same in the order of the name.
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    bare = bare.replace("'", "").replace("’", "").replace("`", "")
    bare = bare.replace(".", "")
    words = _spelled(_NO_WORD.sub(" ", bare).split())
    telling = [word for word in words if word not in _LIGHT] or words
    return tuple(_SPELLING.get(word, word) for word in telling)


def _spelled(words: Sequence[str]) -> list[str]:
    # Letters that stand alone one after the other are one word: "S A", "Sp. z o. o.".
    runs = groupby(words, lambda word: len(word) == 1 and word not in _PARTICLES.split())
    return [word for single, run in runs for word in (["".join(run)] if single else run)]


def _without_a_middle_word(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    whole = _telling(text)
    shorter = {_telling(" ".join(words[:at] + words[at + 1 :])) for at in range(1, len(words) - 1)}
    return shorter - {whole}


def reviewed() -> list[Exclusion]:
    """The negatives that a person looked at: `audited_negatives.csv` (negative, listed, reason)."""
    with _REVIEWED.open(encoding="utf-8", newline="") as stream:
        return [
            Exclusion(row["negative"], row["listed"], Ground.REVIEWED, row["reason"])
            for row in csv.DictReader(stream)
        ]


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    left = list(words)
    for word in others:
        if word in left:
            left.remove(word)
    return left


def _initials(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    left = list(theirs)
    for letter in ours:
        word = next((word for word in left if len(letter) == 1 and word.startswith(letter)), None)
        if word is None:
            return False
        left.remove(word)
    return True


def _shortened(word: str) -> set[str]:
    if len(word) < _LEAST_LETTERS:
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
