"""The consonants of a word as every romanisation has them: Arabic and Persian names are written with one set of vowels here, with another there."""

import re
from functools import lru_cache

# Digraphs first; a letter more or less than the original has no say. "ch" is French for "sh", "q" and "gh" Arabic and Persian ones for "k" and "g",
# "z" Persian and Turkish for the Arabic "d" and "dh".
_GROUPS = {
    "sch": "S",
    "sh": "S",
    "ch": "S",
    "kh": "h",
    "gh": "k",
    "ck": "k",
    "dj": "j",
    "dh": "d",
    "th": "t",
    "ph": "f",
    "q": "k",
    "c": "k",
    "g": "k",
    "z": "d",
    "x": "ks",
}
_GROUP = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)))
_ENDING = re.compile(r"(?<=[aeiou])h$")
_DOUBLED = re.compile(r"([a-z])\1+")
_WEAK = re.compile(r"[aeiouwy]+")
_SYLLABLES = re.compile(r"[aeiouy]+")
_MORE = re.compile(r"[iy]+[ae]$")
_LAST_VOWELS = dict.fromkeys("aeiuy", "i") | {"o": "o"}
_FEWEST_LETTERS = 5
_FEWEST_CONSONANTS = 2


@lru_cache(maxsize=1 << 17)
def heard_consonants(word: str) -> str:
    """The consonants of a folded word, of one letter for each that romanisations write in several ways; "" for words of fewer than five letters or two consonants.

    A word that begins with a vowel begins so here too, and one that ends in a vowel in one of its sort: that tells Marko from Mirka, Rossi from Rossiya.
    """
    if len(word) < _FEWEST_LETTERS or not word.isalpha():
        return ""
    bare = _ENDING.sub("", word)
    letters = _GROUP.sub(_group, _DOUBLED.sub(r"\1", bare))
    consonants = _WEAK.sub("", letters)
    if len(consonants) < _FEWEST_CONSONANTS:
        return ""
    first = "a" if word[0] in "aeiou" else ""
    last = "ia" if _MORE.search(bare) else _LAST_VOWELS.get(bare[-1], "")
    return f"{first}{consonants}{last}"


def consonants_heard(heard: str) -> int:
    """How many consonants there are in what was heard."""
    return len(heard.strip("aio"))


def vowels_apart(one: str, other: str) -> int:
    """By how many vowels, or groups of them, two folded words differ in length."""
    return abs(vowel_groups(one) - vowel_groups(other))


def vowel_groups(word: str) -> int:
    """How many vowels, or groups of them, a folded word has."""
    return len(_SYLLABLES.findall(word))


def _group(found: re.Match[str]) -> str:
    return _GROUPS[found.group()]
