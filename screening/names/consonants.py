"""The consonants of a word as every romanisation has them: Arabic and Persian names are written with one set of vowels here, with another there."""

import re
from collections.abc import Sequence
from functools import lru_cache

from screening.names.lines import lines_of, without_repeats

# Read from the left, the first that fits; a letter more or less than the original has no say. "ch" is French for "sh", "q" and "gh" Arabic and Persian
# ones for "k" and "g", "z" Persian and Turkish for the Arabic "d" and "dh". Capitals are what was read, and are no part of another group.
_GROUPS = (
    *((b"sch", b"S"), (b"sh", b"S"), (b"ch", b"S"), (b"ck", b"K"), (b"kh", b"H"), (b"gh", b"K")),
    *((b"dj", b"J"), (b"dh", b"D"), (b"th", b"T"), (b"ph", b"F"), (b"x", b"ks")),
)
_LETTERS = bytes.maketrans(b"qcgzKHJDTF", b"kkkdkhjdtf")
_WEAK = b"aeiouwy"
_SYLLABLES = re.compile(r"[aeiouy]+")
_LAST_VOWELS = dict.fromkeys("aeiuy", "i") | {"o": "o"}
_FEWEST_LETTERS = 5
_FEWEST_CONSONANTS = 2


@lru_cache(maxsize=1 << 17)
def heard_consonants(word: str) -> str:
    """The consonants of a folded word, of one letter for each that romanisations write in several ways; "" for words of fewer than five letters or two consonants.

    A word that begins with a vowel begins so here too, and one that ends in a vowel in one of its sort: that tells Marko from Mirka, Rossi from Rossiya.
    """
    return all_heard_consonants([word])[0]


def all_heard_consonants(words: Sequence[str]) -> list[str]:
    """The same of many folded words at once, at a fraction of the cost."""
    long = [
        place
        for place, word in enumerate(words)
        if len(word) >= _FEWEST_LETTERS and word.isalpha() and word.isascii()
    ]
    bare_words = [words[place] for place in long]
    bare_words = [word[:-1] if word[-1] == "h" and word[-2] in "aeiou" else word for word in bare_words]
    letters = without_repeats(lines_of(bare_words)).tobytes()
    for group, read in _GROUPS:
        letters = letters.replace(group, read)
    consonants = letters.translate(_LETTERS, _WEAK).decode("ascii").split("\n")
    heard = [""] * len(words)
    for place, bare, found in zip(long, bare_words, consonants, strict=False):
        if len(found) >= _FEWEST_CONSONANTS:
            heard[place] = f"{'a' if bare[0] in 'aeiou' else ''}{found}{_ending(bare)}"
    return heard


def _ending(bare: str) -> str:
    last = bare[-1]
    return "ia" if last in "ae" and bare[-2] in "iy" else _LAST_VOWELS.get(last, "")


def consonants_heard(heard: str) -> int:
    """How many consonants there are in what was heard."""
    return len(heard.strip("aio"))


def vowels_apart(one: str, other: str) -> int:
    """By how many vowels, or groups of them, two folded words differ in length."""
    return abs(vowel_groups(one) - vowel_groups(other))


def vowel_groups(word: str) -> int:
    """How many vowels, or groups of them, a folded word has."""
    return len(_SYLLABLES.findall(word))
