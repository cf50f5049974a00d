"""Does a Latin spelling stand for a word in another script? For scripts without vowels, of syllables, or with several romanisations."""

import re
from functools import cache, lru_cache

from screening.names.signs import Part, parts_of

_MOST_KEYED = 4
"""Consonants that a key has at most: more would only multiply the keys of a word."""

_LONGEST_SYLLABLE = 6
"""Letters of a word that may be a single syllable, which has few spellings."""

_DOUBLED = re.compile(r"([^aeiou])\1+")
_VOWELS = "aeiou"
_REPEATED = re.compile(r"(.)\1+")
# One letter for the consonants between which readings waver; vowels, h, w and y come and go.
_CLASSES = str.maketrans("bpfvtdkcgqjxszlrmn", "BBFFTTKKKKJKSSLRMN", "aeiouhwy0123456789")
_WEAK = "a"
_WITH_WEAK = _CLASSES | dict.fromkeys(map(ord, "aeiouhwy"), _WEAK)


@lru_cache(maxsize=1 << 16)
def agreement(written: str, text: str) -> int:
    """How many consonants bear out that the folded Latin word `text` spells the word `written` in another script; 0 where it cannot, else 1 or more."""
    parts = parts_of(written)
    spelled = undoubled(text)
    places = {0} if parts else set[int]()
    for readings in parts:
        places = {end for place in places for each in readings for end in _ends(spelled, place, each)}
        if not places:
            break
    return consonants_borne_out(text) if len(spelled) in places else 0


def consonants_borne_out(text: str) -> int:
    """How many consonants of a folded Latin word bear out that it spells a word of another script, if it does: 1 or more."""
    return max(1, len(_REPEATED.sub(r"\1", text.translate(_CLASSES))))


def _ends(spelled: str, place: int, reading: str) -> tuple[int, ...]:
    """Where the reading ends that starts at a place; one that starts with the consonant just read may share it, as a doubled one does."""
    if spelled.startswith(reading, place):
        return (place + len(reading),)
    shares = place > 0 and reading[0] == spelled[place - 1] and reading[0] not in _VOWELS
    return (place + len(reading) - 1,) if shares and spelled.startswith(reading[1:], place) else ()


@lru_cache(maxsize=1 << 16)
def spelling_keys(text: str) -> tuple[str, ...]:
    """The keys of a folded Latin word: one of them is among the `written_keys` of every word that it may spell.

    The first consonants in classes, with a mark where it starts or ends otherwise; and for a word as short as a syllable the whole of it.
    """
    key = _sketch(text)
    return (key, f"={undoubled(text)}") if len(text) <= _LONGEST_SYLLABLE else (key,)


@lru_cache(maxsize=1 << 16)
def written_keys(written: str) -> frozenset[str]:
    """The keys of all Latin spellings of a word in another script; none for a word that is not read."""
    parts = parts_of(written)
    if len(parts) == 1:
        short = {f"={each}" for each in parts[0] if len(each) <= _LONGEST_SYLLABLE}
        return frozenset(short | {_sketch(each) for each in parts[0] if len(each) > _LONGEST_SYLLABLE})
    keys = {""} if parts else set[str]()
    for readings in parts:
        sketches = _sketches(readings)
        keys = {_joined(key, each) for key in keys for each in sketches}
    return frozenset(keys)


@cache
def _sketches(readings: Part) -> tuple[str, ...]:
    # Most readings of a part differ in vowels alone, or between consonants of one class.
    return tuple(dict.fromkeys(map(_sketch, readings)))


def _sketch(letters: str) -> str:
    """The first consonants of a word or of a part of one, in classes; before and after them a mark of what else it starts and ends with."""
    sketch = letters.translate(_WITH_WEAK)
    consonants = _REPEATED.sub(r"\1", sketch.replace(_WEAK, ""))[:_MOST_KEYED]
    starts, ends = sketch.startswith(_WEAK), sketch.endswith(_WEAK) and bool(consonants)
    return _WEAK * starts + consonants + _WEAK * ends


def _joined(first: str, second: str) -> str:
    """The sketch of two parts, one after the other."""
    if not first or not second:
        return first or second
    consonants, more = first.strip(_WEAK), second.strip(_WEAK)
    consonants += more[1:] if consonants[-1:] == more[:1] else more
    starts, ends = first[0] == _WEAK, second[-1] == _WEAK and bool(consonants)
    return _WEAK * starts + consonants[:_MOST_KEYED] + _WEAK * ends


@lru_cache(maxsize=1 << 17)
def undoubled(text: str) -> str:
    """A folded word with each doubled consonant once: scripts differ in whether they write it twice."""
    return _DOUBLED.sub(r"\1", text)
