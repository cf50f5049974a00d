"""The sound of a word: one key for the spellings that differ only by the system of transliteration (Prigozhin, Prigoschin, Prigojine).

The systems weighed: BGN/PCGN and passport English, German (w, sch, j), French (ou, tch, j), ISO 9 and Slavic Latin without
its diacritics (c, s, z, j), Arabic with and without doubled and long letters. Keys are for equality, not for display.
"""

import re
from collections.abc import Iterable, Sequence

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

_FRENCH_INE = 6
"""Letters of the shortest word whose ending "ine" is French: "Poutine", not "Nine"."""

# A rule: letters without which it cannot apply (a look at them costs a tenth of a search), what it finds, what it puts there.
# Rules read many words at once, one a line: none may look beyond the line that it stands on. A rule that starts with its letters, and
# looks at what stands before them only then, is found ten times as fast.
_Rule = tuple[str, re.Pattern[str], str]
_WHEN_FRENCH: tuple[_Rule, ...] = (
    ("ch", re.compile(r"ch(?=[aeiouy])", re.M), "S"),
    ("j", re.compile(r"j(?=[aeiouy])(?=.*(?:[oe]v|[oe]ff|ine|sk[iy]|oi|enko)$)", re.M), "Z"),
    ("ine", re.compile(r"ine$", re.M), "in"),
    ("oue", re.compile(r"ou(?=e)", re.M), "u"),
)

# Applied in order to the word as folded.
_SPELLING: tuple[_Rule, ...] = (
    ("abd", re.compile(r"^abd(?:ou|[aeiou])(?:l|r$)", re.M), "abdal"),
    ("dj", re.compile(r"^dj", re.M), "J"),
    ("gu", re.compile(r"gu(?=[ei])", re.M), "g"),
    ("ff", re.compile(r"ff$(?<=...[oe]ff)", re.M), "v"),
    # Latvian and Lithuanian endings: Lavrovs, Ivanovas, Dombrovskis, Sergejs, Andrejus.
    ("vs", re.compile(r"vs$(?<=..[oe]vs)", re.M), "v"),
    ("vas", re.compile(r"vas$(?<=..[oe]vas)", re.M), "v"),
    ("skis", re.compile(r"skis$(?<=..skis)", re.M), "ski"),
    ("js", re.compile(r"js$(?<=..[aei]js)", re.M), "j"),
    ("jus", re.compile(r"jus$(?<=..[aei]jus)", re.M), "j"),
    ("ee", re.compile(r"ee(?![vwf]|nk)", re.M), "i"),
    ("oe", re.compile(r"oe(?<=[bcdfghklmnprstvwz]oe)(?=[bcdfghklmnprstvwz])", re.M), "o"),
    ("ue", re.compile(r"ue(?<=[bcdfghkmnprstvwz]ue)(?=[bcdfghkmnprstvwz]|ll)", re.M), "u"),
    ("ch", re.compile(r"ch(?=[rl])(?<![st]ch)", re.M), "H"),
    ("ic", re.compile(r"ic$(?<=..[bcdghjklmstvz]ic)", re.M), "ich"),
)
# Applied in order once groups are single letters; `j` is still as written.
_SOUNDS: tuple[_Rule, ...] = (
    ("ch", re.compile(r"c(?=h)", re.M), "C"),
    ("Ch", re.compile(r"Ch", re.M), "C"),
    ("c", re.compile(r"c(?=ova?$|[eiy])", re.M), "T"),
    ("c", re.compile(r"c", re.M), "k"),
    ("ji", re.compile(r"j(?=i)(?<=[^ie\n]j)", re.M), "J"),
    ("", re.compile(r"[yj]", re.M), "i"),
    ("ii", re.compile(r"ii+", re.M), "i"),
    ("ie", re.compile(r"^ie", re.M), "e"),
    ("iov", re.compile(r"iov(?=a?$)(?<=[^aeiou\n]iov)", re.M), "ev"),
    ("ie", re.compile(r"ie(?:(?<=[aeou]ie)|(?=.)(?<=.ie))", re.M), "e"),
    ("er", re.compile(r"er$(?<=[dt]er)", re.M), "r"),
    ("ah", re.compile(r"h$(?<=..ah)", re.M), ""),
    ("", re.compile(r"(.)\1+", re.M), r"\1"),
)
_WHEN_SHORT = str.maketrans({"S": "sh", "Z": "zh", "C": "ch", "T": "ts", "J": "j", "H": "kh"})
_WHEN_LONG = str.maketrans({"S": "s", "Z": "s", "z": "s", "T": "s", "C": "ch", "J": "j", "H": "h"})


# "Servant of the ...": Abdulaziz, Abdelaziz, Abdoul-Aziz in one word; Abdurrahman, Abderrahmane, Abdirahman, Abdussalam, Abdennasser. No Abdullah.
_SERVANT_OF = re.compile(
    r"abd(?:(?:ou|[aeiou])l(?!lah?i?$|ah?i?$)|(?:ou|[aeiou])?r?(?=r[aeiou])|(?:ou|[aeiou])(?:s?(?=s[ael])|n(?=n)))(?=...)"
)
_SERVANT = "abdal"

_INITIAL_J = re.compile(r"^[jJ].*", re.M)
_REMEMBERED = 1 << 19
_heard: dict[str, str] = {}
"""Words and their sounds, as far as they are remembered."""


def sound(word: str) -> str:
    """The key of one folded word (`[a-z0-9]+`), never empty; numbers lose leading zeros, digits inside a word count as look-alikes."""
    known = _heard.get(word)
    if known is None:
        hear((word,))
        known = _heard[word]
    return known


def hear(words: Iterable[str]) -> None:
    """Work out the sounds of many folded words at once: `sound` then knows them, at a third of the cost."""
    new = [word for word in words if word not in _heard]
    if len(_heard) + len(new) > _REMEMBERED:
        _heard.clear()
    spelled: dict[str, str] = {}
    servants = {word: found.end() for word in new if (found := _servant_of(word))}
    if servants:
        hear(word[end:] for word, end in servants.items())
    for word in new:
        if word in servants:
            _heard[word] = _SERVANT + _heard[word[servants[word] :]]
            continue
        letters = word if word.isalpha() else _without_look_alike_digits(word)
        if not letters.isalpha():
            _heard[word] = (word.lstrip("0") or "0") if word.isdigit() else letters
        elif len(letters) <= _ABBREVIATION or not _VOWEL.search(letters):
            _heard[word] = _abbreviation(letters)
        else:
            spelled[word] = letters
    for word, letters, key in zip(spelled, spelled.values(), _keys([*spelled.values()]), strict=True):
        _heard[word] = key or letters


def _servant_of(word: str) -> re.Match[str] | None:
    return _SERVANT_OF.match(word) if word.startswith("abd") else None


def _abbreviation(word: str) -> str:
    """A word too short to be spelled by a system, or an abbreviation (PKK is not PPC): only "w" after a vowel is unsettled."""
    return word[:-1] + "v" if word[-1] == "w" and _VOWEL.search(word) else word


def _without_look_alike_digits(word: str) -> str:
    """ "sech1n" is "sechin"; a digit counts as a letter only between letters, where letters are three or more."""
    if sum(char.isalpha() for char in word) < 3:
        return word
    return _LEET_DIGIT.sub(lambda digit: digit.group().translate(_LEET).lower(), word)


def _keys(words: Sequence[str]) -> list[str]:
    # The words of each way of spelling, one a line.
    german, french, others = (list[int](), list[int](), list[int]())
    for place, word in enumerate(words):
        way = german if "w" in word and "v" not in word else french if _is_french(word) else others
        way.append(place)
    lines, in_german, in_french = (
        "\n".join([words[place] for place in way]) for way in (others, german, french)
    )
    # As in Chodorkowski.
    in_german = in_german.replace("schtsch", "S").replace("tsch", "C").replace("sch", "S").replace("ch", "H")
    in_french = _respell(in_french.replace("chtch", "S").replace("tch", "C"), _WHEN_FRENCH)
    keys = [""] * len(words)
    heard = [key for each in (lines, in_german, in_french) if each for key in _heard_alike(each).split("\n")]
    for place, key in zip([*others, *german, *french], heard, strict=True):
        keys[place] = key.translate(_WHEN_SHORT if len(key) <= _SHORT else _WHEN_LONG)
    return keys


def _is_french(word: str) -> bool:
    return "ou" in word or "tch" in word or (word.endswith("ine") and len(word) >= _FRENCH_INE)


def _heard_alike(lines: str) -> str:
    lines = _respell(lines, _SPELLING)
    lines = _GROUP.sub(lambda group: _GROUPS[group.group()], lines)
    return _respell(_INITIAL_J.sub(lambda word: _with_j(word.group()), lines), _SOUNDS)


def _with_j(word: str) -> str:
    # Jin and Yin, Jiang and Yang are two people, Jewgeni and Yevgeni one.
    return ("J" if len(word) <= _SHORT or is_syllable(word) else "y") + word[1:]


def _respell(lines: str, rules: tuple[_Rule, ...]) -> str:
    for letters, pattern, replacement in rules:
        if letters in lines:
            lines = pattern.sub(replacement, lines)
    return lines
