"""Numbers in words ("forty-four", "vierundvierzig") and with an ending ("44th", "1er"), in several languages."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parent / "data" / "numbers.tsv"
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th|er|re|ere|eme|ieme|nde|ste)?")
_ENDING = re.compile(r"\b([0-9]+)-(?:y|yy|i|ii|ya|aya|oe|ye|go|ogo|er|re|ere|e|eme|st|nd|rd|th)\b")
_HUNDRED, _THOUSAND = 100, 1000
_SIGN = "number"
_TENS = range(20, _HUNDRED, 10)
_LINKS = frozenset({"and", "y", "et", "e"})
_SOIXANTE = 60
# Languages that write tens and units as one word, and what stands between them where the units come first.
_GLUED = {"en": "", "it": "", "de": "und"}
_UNITS_FIRST = frozenset({"de"})
# "ein", "eins": the one of a German compound.
_GERMAN_ONE = "ein"
# Units that are a number only behind tens.
_BEHIND_TENS = {
    "un": "1",
    "une": "1",
    "odin": "1",
    "due": "2",
    "sei": "6",
    "sem": "7",
    "otto": "8",
    "neuf": "9",
    "dix": "10",
}


def digits_of(word: str) -> str:
    """The digits of a folded word that is a number or an ordinal in digits ("27", "27th"); "" for any other."""
    found = _ORDINAL.fullmatch(word) if word[0].isdigit() else None
    return found.group(1) if found else ""


def without_endings(latin: str) -> str:
    """A folded text whose ordinals in digits have no ending behind a hyphen: "5-y zavod" is "5 zavod"."""
    return _ENDING.sub(r"\1", latin)


@cache
def number_words() -> dict[str, str]:
    """By folded word, the digits of the number that it is alone: "44" for "fortyfour", "2" for "zweite"."""
    known: dict[str, str] = {}
    by_language: dict[str, dict[int, list[str]]] = {}
    for value, words, language in _rows():
        by_language.setdefault(language, {}).setdefault(value, []).extend(words)
        for word in words:
            known.setdefault(word, str(value))
    for language, link in _GLUED.items():
        for word, value in _glued(by_language[language], link, language in _UNITS_FIRST):
            known.setdefault(word, str(value))
    return known


def is_part_of_a_number(word: str) -> bool:
    """May a folded word be part of a number of several words ("four", "and")?"""
    return word in _LINKS or word in _BEHIND_TENS or word in number_words()


def makes_a_number(word: str) -> bool:
    """Is there a folded word like it in every number of several words ("forty", "hundred"), or does it say that one follows ("number")?"""
    return word in _in_every_number()


@cache
def _in_every_number() -> frozenset[str]:
    values = {*map(str, _TENS), str(_HUNDRED), str(_THOUSAND)}
    return frozenset({_SIGN, *(word for word, value in number_words().items() if value in values)})


def with_digits(words: Sequence[str]) -> list[str]:
    """The words, numbers of several of them as one in digits: "brigade", "forty", "four" is "brigade", "44"."""
    found: list[str] = []
    place = 0
    while place < len(words):
        value, after = _composed(words, place)
        if after > place + 1:
            found.append(str(value))
            place = after
        else:
            found.append(words[place])
            place += 1
    return found


def _composed(words: Sequence[str], start: int) -> tuple[int, int]:
    # The number that stands from `start` on, and the place behind it.
    value, place = _below_hundred(words, start)
    for scale in (_HUNDRED, _THOUSAND):
        if place < len(words) and _value(words[place]) == scale:
            rest, after = _below_hundred(words, _behind_link(words, place + 1))
            value = max(1, value) * scale
            place += 1
            if rest:
                value, place = value + rest, after
    return value, place


def _below_hundred(words: Sequence[str], start: int) -> tuple[int, int]:
    first = _value(words[start]) if start < len(words) else 0
    if not 0 < first < _HUNDRED:
        return 0, start
    place = _behind_link(words, start + 1)
    second = _value(words[place], _BEHIND_TENS) if place < len(words) else 0
    more = 20 if first == _SOIXANTE and words[start].startswith("soix") else 10
    if first in _TENS and 0 < second < more:
        return first + second, place + 1
    return first, start + 1


def _behind_link(words: Sequence[str], place: int) -> int:
    return place + 1 if place < len(words) and words[place] in _LINKS else place


def _value(word: str, more: Mapping[str, str] = MappingProxyType({})) -> int:
    digits = digits_of(word) if len(word) == 1 else number_words().get(word) or more.get(word)
    return int(digits or 0)


def _glued(words: dict[int, list[str]], link: str, units_first: bool) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for tens in _TENS:
        for unit in range(1, 10):
            units = [_GERMAN_ONE] if units_first and unit == 1 else words.get(unit, [])
            for ten in words.get(tens, []):
                pairs = [(each, ten) if units_first else (ten, each) for each in units]
                found += [(f"{one}{link}{other}", tens + unit) for one, other in pairs]
    return found


def _rows() -> list[tuple[int, list[str], str]]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(int(value), words.split(), language) for value, words, language, _source in rows]
