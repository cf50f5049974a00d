"""Words of Han and Hangul, which have no space between them: cut into ordinary words, foreign names, and syllables."""

from functools import cache, lru_cache
from pathlib import Path

from screening.names.alphabets import FOREIGN
from screening.names.scripts import Script, script_of
from screening.names.translations import unspaced_words

_DATA = Path(__file__).parent / "data" / "syllables.tsv"
_LEGAL_FORMS = Path(__file__).parent / "data" / "legal_forms.tsv"
_LONGEST_FOREIGN = 10
_LONGEST_NATIVE_NAME = 3
"""Syllables of a Chinese or Korean name with a family name of one."""


@lru_cache(maxsize=1 << 16)
def units(word: str, foreign: bool) -> tuple[str, ...]:
    """A word cut into ordinary words of organisations' names, foreign names (behind FOREIGN), syllables, and what stands between them (kana, Latin).

    `foreign` says that the text itself marks the word as one of a foreign name, by a dot between the names.
    """
    found: list[str] = []
    stretches = _by_words(word)
    for part, known in stretches:
        if known:
            found.append(part)
        elif len(stretches) > 1 and len(part) > 1 and _is_hangul(part):
            found.append(FOREIGN + part)
        else:
            found += _names(part, foreign)
    return tuple(found)


def _by_words(word: str) -> list[tuple[str, bool]]:
    """Stretches of a word in order, each known as an ordinary word or not."""
    known, longest = _known()
    if len(word) <= _LONGEST_NATIVE_NAME:
        return [(word, word in known)]
    stretches: list[tuple[str, bool]] = []
    rest = place = 0
    while place < len(word):
        lengths = range(min(longest, len(word) - place), 1, -1)
        length = next((each for each in lengths if word[place : place + each] in known), 0)
        if length:
            stretches += [(word[rest:place], False)] if rest < place else []
            stretches.append((word[place : place + length], True))
            rest = place = place + length
        else:
            place += 1
    return stretches + ([(word[rest:], False)] if rest < place else [])


def _names(part: str, foreign: bool) -> list[str]:
    syllabic = all(script_of(char) is Script.SYLLABIC for char in part)
    if syllabic and len(part) <= _LONGEST_FOREIGN and (foreign or _is_foreign(part)):
        return [FOREIGN + part]
    found: list[str] = []
    apart = True
    for char in part:
        syllable = script_of(char) is Script.SYLLABIC
        if syllable or apart:
            found.append("")
        found[-1] += char
        apart = syllable
    return found


def _is_foreign(part: str) -> bool:
    """Does a word spell a foreign name by its syllables? No word that reads as a Chinese or Korean name does."""
    if len(part) < 2:
        return False
    if _is_hangul(part):
        return len(part) > _LONGEST_NATIVE_NAME or not _characters("hangul", "name").issuperset(part)
    if not _characters("han", "foreign").issuperset(part):
        return False
    return len(part) > _LONGEST_NATIVE_NAME or part[0] not in _characters("han", "surname")


def _is_hangul(part: str) -> bool:
    return all("가" <= char <= "힣" for char in part)


@cache
def _known() -> tuple[frozenset[str], int]:
    known = unspaced_words() | _legal_forms()
    return known, max(map(len, known))


def _legal_forms() -> frozenset[str]:
    forms = [line.partition("\t")[0] for line in _LEGAL_FORMS.read_text(encoding="utf-8").splitlines()]
    return frozenset(
        form for form in forms if len(form) > 1 and all(script_of(char) is Script.SYLLABIC for char in form)
    )


@cache
def _characters(script: str, use: str) -> frozenset[str]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset(
        char for each, meant, characters, _ in rows if (each, meant) == (script, use) for char in characters
    )
