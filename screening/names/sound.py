"""The sound of a word: one key for the spellings that differ only by the system of transliteration (Prigozhin, Prigoschin, Prigojine).

The systems weighed: BGN/PCGN and passport English, German (w, sch, j), French (ou, tch, j), ISO 9 and Slavic Latin without
its diacritics (c, s, z, j), Arabic with and without doubled and long letters. Keys are for equality, not for display.
"""

import re
from functools import lru_cache

from screening.names.syllables import is_syllable

# In a short word (Zhang, Shang, Sang) the hissing sounds tell people apart; in a longer one they tell systems apart.
_SHORT = 4

# Groups of letters that stand for one sound. Capitals are sounds without a letter of their own: S sh, Z zh, C ch, T ts, J dzh, H kh.
_GROUPS = {
    "schtsch": "S",
    "stsch": "S",
    "chtch": "S",
    "shtch": "S",
    "shch": "S",
    "tsch": "C",
    "dsch": "J",
    "dzh": "J",
    "sch": "S",
    "tch": "C",
    "kh": "H",
    "sh": "S",
    "zh": "Z",
    "sz": "S",
    "cz": "C",
    "ts": "T",
    "tz": "T",
    "ck": "k",
    "ph": "f",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "bh": "b",
    "rh": "r",
    "qu": "k",
    "ou": "u",
    "oo": "u",
    "x": "ks",
    "q": "k",
    "w": "v",
}
_GROUP = re.compile("|".join(sorted(_GROUPS, key=lambda group: (-len(group), group))))
_LEET = str.maketrans("0134579", "oieasTg")
_LEET_DIGIT = re.compile(r"(?<=[a-z])[013459](?=[a-z])")

_VOWEL = re.compile(r"[aeiouy]")
_ABBREVIATION = 3

_FRENCH = re.compile(r"ou|tch|.{3}ine$")

# A rule: letters without which it cannot apply (a look at them costs a tenth of a search), what it finds, what it puts there.
_Rule = tuple[str, re.Pattern[str], str]
_WHEN_FRENCH: tuple[_Rule, ...] = (
    ("ch", re.compile(r"ch(?=[aeiouy])"), "S"),
    ("j", re.compile(r"j(?=[aeiouy])(?=.*(?:[oe]v|[oe]ff|ine|sk[iy]|oi|enko)$)"), "Z"),
    ("ine", re.compile(r"ine$"), "in"),
    ("oue", re.compile(r"ou(?=e)"), "u"),
)

# Applied in order to the word as folded.
_SPELLING: tuple[_Rule, ...] = (
    ("dj", re.compile(r"^dj"), "J"),
    ("gu", re.compile(r"gu(?=[ei])"), "g"),
    ("ff", re.compile(r"(?<=...[oe])ff$"), "v"),
    ("ee", re.compile(r"ee(?![vwf]|nk)"), "i"),
    ("oe", re.compile(r"(?<=[bcdfghklmnprstvwz])oe(?=[bcdfghklmnprstvwz])"), "o"),
    ("ue", re.compile(r"(?<=[bcdfghkmnprstvwz])ue(?=[bcdfghkmnprstvwz]|ll)"), "u"),
    ("ch", re.compile(r"(?<![st])ch(?=[rl])"), "H"),
    ("ic", re.compile(r"(?<=..[bcdghjklmstvz])ic$"), "ich"),
)
# Applied in order once groups are single letters; `j` is still as written.
_SOUNDS: tuple[_Rule, ...] = (
    ("ch", re.compile(r"c(?=h)"), "C"),
    ("Ch", re.compile(r"Ch"), "C"),
    ("c", re.compile(r"c(?=ova?$|[eiy])"), "T"),
    ("c", re.compile(r"c"), "k"),
    ("ji", re.compile(r"(?<=[^ie])j(?=i)"), "J"),
    ("", re.compile(r"[yj]"), "i"),
    ("ii", re.compile(r"ii+"), "i"),
    ("ie", re.compile(r"^ie"), "e"),
    ("iov", re.compile(r"(?<=[^aeiou])iov(?=a?$)"), "ev"),
    ("ie", re.compile(r"(?<=[aeou])ie|(?<=.)ie(?=.)"), "e"),
    ("er", re.compile(r"(?<=[dt])er$"), "r"),
    ("ah", re.compile(r"(?<=..a)h$"), ""),
    ("", re.compile(r"(.)\1+"), r"\1"),
)
_WHEN_SHORT = str.maketrans({"S": "sh", "Z": "zh", "C": "ch", "T": "ts", "J": "j", "H": "kh"})
_WHEN_LONG = str.maketrans({"S": "s", "Z": "s", "z": "s", "T": "s", "C": "ch", "J": "j", "H": "h"})


@lru_cache(maxsize=1 << 19)
def sound(word: str) -> str:
    """The key of one folded word (`[a-z0-9]+`), never empty; numbers lose leading zeros, digits inside a word count as look-alikes."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if not word.isalpha():
        word = _without_look_alike_digits(word)
        if not word.isalpha():
            return word
    if len(word) <= _ABBREVIATION or not _VOWEL.search(word):
        return _abbreviation(word)
    return _key(word) or word


def _abbreviation(word: str) -> str:
    """A word too short to be spelled by a system, or an abbreviation (PKK is not PPC): only "w" after a vowel is unsettled."""
    return word[:-1] + "v" if word[-1] == "w" and _VOWEL.search(word) else word


def _without_look_alike_digits(word: str) -> str:
    """ "sech1n" is "sechin"; a digit counts as a letter only between letters, where letters are three or more."""
    if sum(char.isalpha() for char in word) < 3:
        return word
    return _LEET_DIGIT.sub(lambda digit: digit.group().translate(_LEET).lower(), word)


def _key(word: str) -> str:
    if "w" in word and "v" not in word:  # German, as in Chodorkowski
        word = word.replace("schtsch", "S").replace("tsch", "C").replace("sch", "S").replace("ch", "H")
    elif _FRENCH.search(word):
        word = _respell(word.replace("chtch", "S").replace("tch", "C"), _WHEN_FRENCH)
    word = _respell(word, _SPELLING)
    word = _GROUP.sub(lambda group: _GROUPS[group.group()], word)
    if word[0] in "jJ":  # Jin and Yin, Jiang and Yang are two people, Jewgeni and Yevgeni one
        word = ("J" if len(word) <= _SHORT or is_syllable(word) else "y") + word[1:]
    word = _respell(word, _SOUNDS)
    return word.translate(_WHEN_SHORT if len(word) <= _SHORT else _WHEN_LONG)


def _respell(word: str, rules: tuple[_Rule, ...]) -> str:
    for letters, pattern, replacement in rules:
        if letters in word:
            word = pattern.sub(replacement, word)
    return word
