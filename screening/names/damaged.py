"""Words of legal forms that a slip, a scanner or a missing vowel has damaged: "limlted", "c0rp", "cmpny"."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from screening.names.lexicon import form_key, lexicon
from screening.names.slips import Slips

_SLIP_LETTERS = 7
"""A word of so many letters may carry one edit and still be a legal form by itself."""
_SLIP_LETTERS_WITHIN = 5
"""The same for a word that is a legal form beside others only: "joint stock"."""
_BARE_LETTERS = 4
"""A word without its vowels is known from so many letters on."""
_LOOK_LETTERS = 3
"""A word with a digit that looks like a letter is known from so many signs on: "pa0"."""
_SPLIT_ANYWHERE = ("limited", "company", "corporation", "corporacion", "incorporated")
"""The words of legal forms that are known in two parts ("LIMI TED"), wherever they stand."""
_SPLIT_AT_THE_END = ("ltd", "llc", "inc", "corp", "gmbh", "sarl")
"""The same at the end of a name, where the second part has two letters at least: "L TD"."""

_USUAL = (
    *("sa", "cv", "rl", "nv", "bv", "ag", "kg", "ao", "ad"),
    *(
        "ltd",
        "llc",
        "inc",
        "llp",
        "plc",
        "srl",
        "sas",
        "sal",
        "fze",
        "fzc",
        "doo",
        "ood",
        "ooo",
        "oao",
        "zao",
        "pte",
        "pvt",
    ),
    *("corp", "gmbh", "ltda", "sarl", "eood", "fzco", "cjsc", "ojsc", "pjsc"),
)
"""The abbreviations that end most companies' names, of every kind of form."""

_VOWELS = re.compile(r"[aeiou]")
_LOOK_ALIKES = str.maketrans("0158", "ossb")
_SOUND_ALIKES = str.maketrans("kz", "cs")


@lru_cache(maxsize=1 << 19)
def form_word(word: str) -> str:
    """A folded word as legal forms are looked up by it: the word that it was before it was damaged, if that is part of a form."""
    key = form_key(word)
    if key in lexicon().form_words or len(word) < _LOOK_LETTERS:
        return key
    if len(word) < _BARE_LETTERS:
        return key if word.isalpha() else _by_look(word) or key
    return _by_look(word) or _bare().get(word) or _by_slip(word) or key


def begins_a_form(word: str) -> bool:
    """Is a folded word the beginning of a long word of a legal form ("limit" of "limited")?"""
    return word in form_beginnings()


@cache
def form_beginnings() -> frozenset[str]:
    """The beginnings of four letters and more of the long words of legal forms."""
    words = [word for word in lexicon().form_spellings if word.isascii() and len(word) >= _SLIP_LETTERS]
    return frozenset(word[:end] for word in words for end in range(_BARE_LETTERS, len(word)))


def ends_a_form(word: str) -> bool:
    """May a folded word be the end of a word of a legal form that a stray space has parted ("ted")?"""
    return len(word) > 1 and word in _ends()


def lacks_a_letter(word: str) -> bool:
    """Is a folded word all but the last letter of such a word ("limite")?"""
    return f"{word}{_last_letters().get(word, '')}" in _SPLIT_ANYWHERE


@cache
def _ends() -> frozenset[str]:
    ends = {word[at:] for word in _SPLIT_ANYWHERE for at in range(1, len(word))}
    return frozenset(ends | {word[at:] for word in _SPLIT_AT_THE_END for at in range(1, len(word) - 1)})


@cache
def _last_letters() -> dict[str, str]:
    return {word[:-1]: word[-1] for word in _SPLIT_ANYWHERE}


def with_forms_whole(words: list[str]) -> list[str]:
    """The words, those of legal forms that a stray space has parted put together: "limi", "ted"."""
    whole: list[str] = []
    for place, word in enumerate(words):
        both = whole[-1] + word if whole else ""
        ends = place == len(words) - 1 and len(word) > 1
        if both in _SPLIT_ANYWHERE or (ends and both in _SPLIT_AT_THE_END):
            whole[-1] = both
        else:
            whole.append(word)
    return whole


def mended(letters: str) -> str:
    """Letters that spell an abbreviation one by one, each as it may have been before a scanner or an ear took it for another ("5a", "za": "sa")."""
    return letters.translate(_LOOK_ALIKES).translate(_SOUND_ALIKES)


def is_near_a_form(word: str) -> bool:
    """Is a short folded word one slip away from the usual abbreviation of a legal form ("lts" from "ltd")?"""
    return extractOne(word, _USUAL, scorer=OSA.distance, score_cutoff=1) is not None


def _by_look(word: str) -> str:
    # "c0rp" and "oj5c" for a scanner's eye; "kjsc" and "cjzc" for the ear, in abbreviations without vowels.
    if word.isalpha():
        meant = "" if _VOWELS.search(word) else word.translate(_SOUND_ALIKES)
    else:
        meant = "" if word.isdigit() else word.translate(_LOOK_ALIKES)
    return lexicon().form_spellings.get(meant, "") if meant else ""


def _by_slip(word: str) -> str:
    if len(word) < _SLIP_LETTERS_WITHIN - 1:
        return ""
    meant = _slips().meant(word)
    return lexicon().form_spellings[meant] if meant else ""


@cache
def _slips() -> Slips:
    # The words of forms that are long enough to bear a slip.
    alone = {words[0] for words in lexicon().forms if len(words) == 1}
    return Slips(
        word
        for word, key in lexicon().form_spellings.items()
        if word.isascii() and len(word) >= (_SLIP_LETTERS if key in alone else _SLIP_LETTERS_WITHIN)
    )


@cache
def _bare() -> dict[str, str]:
    # By the spelling without the vowels between first and last letter.
    found: dict[str, str] = {}
    for word, key in sorted(lexicon().form_spellings.items()):
        bare = word[0] + _VOWELS.sub("", word[1:-1]) + word[-1]
        if word.isascii() and bare != word and len(bare) >= _BARE_LETTERS:
            found.setdefault(bare, key)
    return found
