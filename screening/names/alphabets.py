"""Scripts that may be read in several ways: by which rows of the table a word is read, and its letters in one form."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

FOREIGN = "·"
"""Stands before a word of Han or Hangul that spells a foreign name by its syllables."""


class Reading(StrEnum):
    """By which rows of the table a word is read; KOREAN and CHINESE are single syllables of native names, HANGUL and HAN foreign names."""

    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    INDIC = "indic"
    THAI = "thai"
    GREEK = "greek"
    ARMENIAN = "armenian"
    GEORGIAN = "georgian"
    KANA = "kana"
    HANGUL = "hangul"
    HAN = "han"
    KOREAN = "korean"
    CHINESE = "chinese"


# First and last code point of the letters of each script (Unicode charts).
_LETTERS = (
    (0x0370, 0x03FF, Reading.GREEK),
    (0x0400, 0x04FF, Reading.CYRILLIC),
    (0x0530, 0x058F, Reading.ARMENIAN),
    (0x0590, 0x05FF, Reading.HEBREW),
    (0x0600, 0x06FF, Reading.ARABIC),
    (0x0900, 0x0D7F, Reading.INDIC),
    (0x0E00, 0x0E7F, Reading.THAI),
    (0x10A0, 0x10FF, Reading.GEORGIAN),
    (0x1C90, 0x1CBF, Reading.GEORGIAN),
    (0x1F00, 0x1FFF, Reading.GREEK),
    (0x3041, 0x30FF, Reading.KANA),
    (0x3400, 0x9FFF, Reading.HAN),
    (0xAC00, 0xD7A3, Reading.HANGUL),
)
_MARK = "mark"
_ALPHABETS = frozenset({Reading.CYRILLIC, Reading.GREEK, Reading.ARMENIAN, Reading.GEORGIAN})
_SYLLABIC = {Reading.HAN: Reading.CHINESE, Reading.HANGUL: Reading.KOREAN}
# The final forms of Hebrew letters, and the letters of Persian and its neighbours that only look otherwise.
_SAME = str.maketrans("ךםןףץیکەۀۂۃېۍڪۇ", "כמנפצيكهههةييكو")
# Cyrillic is romanised alike by all save for these letters and the pairs that spell foreign sounds.
_WAVERING = re.compile("[цћђџљњј]|дж|ай|эй|ей|уэ|уи|оу")
_POINTED = frozenset({Reading.ARABIC, Reading.HEBREW, Reading.GREEK})
_TATWEEL = "ـ"


@lru_cache(maxsize=1 << 17)
def reading_of(word: str) -> Reading | None:
    """How a word, all in one script, is read; None for a script that has one romanisation, and for mixed ones."""
    letters = word.removeprefix(FOREIGN)
    found = {_block(char) for char in letters} - {_MARK}
    reading = found.pop() if len(found) == 1 else None
    if not isinstance(reading, Reading):
        return None
    if reading is Reading.CYRILLIC and not _WAVERING.search(letters):
        return None
    if reading in _SYLLABIC and not word.startswith(FOREIGN):
        return _SYLLABIC[reading] if len(letters) == 1 else None
    return reading


def is_alphabetic(word: str) -> bool:
    """Is a word written in an alphabet that has letters for all vowels, so that a misspelled letter is seen as one?"""
    return reading_of(word) in _ALPHABETS


@lru_cache(maxsize=1 << 16)
def _block(char: str) -> Reading | str:
    """The reading of a letter, "" of one that has none; a mark belongs to the letter before it."""
    if unicodedata.category(char).startswith("M"):
        return _MARK
    point = ord(char)
    return next((reading for first, last, reading in _LETTERS if first <= point <= last), "")


def plain_form(word: str) -> str:
    """A word (lower case, NFKC) without vowel points and accents, its letters of one form; Indic and other vowel signs stay."""
    if reading_of(word) not in _POINTED:
        return word
    decomposed = unicodedata.normalize("NFD", word) if reading_of(word) is Reading.GREEK else word
    plain = "".join([char for char in decomposed if unicodedata.category(char) != "Mn" and char != _TATWEEL])
    return plain.translate(_SAME)
