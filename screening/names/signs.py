"""A word in another script, sign by sign, with every way in which each sign is written in Latin."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from pathlib import Path

from screening.names.alphabets import FOREIGN, Reading, plain_form, reading_of

_DATA = Path(__file__).parent / "data" / "readings.tsv"

_LONGEST_WORD = 14
"""Letters of the longest word that is read: a longer one is a phrase."""

_DOUBLED = re.compile(r"([^aeiou])\1+")

Part = tuple[str, ...]
"""The readings of one part of a word; an empty one where the part may be silent."""

Parts = tuple[Part, ...]


_INDIC_BLOCK, _DEVANAGARI = 0x80, 0x900
_INDIC_CONSONANTS = frozenset(map(chr, range(0x915, 0x93A)))
_VIRAMA, _NUKTA = "\u094d", "\u093c"
_THAI_SILENT = "\u0e4c"
_THAI_TONES = re.compile("[\u0e47-\u0e4b\u0e4d\u0e4e]")
_THAI_BEFORE = frozenset("เแโใไ")
_THAI_VOWELS = frozenset("ะัาำิีึืุูๅ")
_THAI_CLUSTER = re.compile("[รลว](?![ะัาำิีึืุู])")
# The sign of silence, on the consonant itself or on the next one.
_THAI_SILENCED = re.compile("[ก-ฮ]?[ิุ]?\u0e4c")
_HANGUL_SILENT = "\u110b"


@lru_cache(maxsize=1 << 16)
def parts_of(word: str) -> Parts:
    """The parts of a word (lower case, NFKC), each with its readings; none for a word that is not read sign by sign."""
    reading = reading_of(word)
    if reading is None or len(word) > _LONGEST_WORD:
        return ()
    word = word.removeprefix(FOREIGN)
    match reading:
        case Reading.CHINESE:
            return _chinese(word)
        case Reading.KOREAN:
            return _korean(word)
        case Reading.HAN:
            return _foreign_han(word)
        case Reading.THAI:
            return _thai(word)
        case _:
            return _by_signs(_prepared(word, reading), _table(reading))


@dataclass(frozen=True, slots=True)
class _Table:
    signs: dict[str, Parts]
    longest: int

    @property
    def after(self) -> Parts:
        """What may stand between two signs, unwritten."""
        return self.signs.get("+", ())


@cache
def _table(reading: Reading) -> _Table:
    rows = [row for row in _rows() if row[0] == reading]
    classes = {
        sign[1:]: tuple(latin.split("/")) for _, sign, latin in rows if sign.startswith("=") and sign != "="
    }
    signs = {
        sign: tuple(_part(each, classes) for each in latin.split())
        for _, sign, latin in rows
        if sign[:1] != "="
    }
    return _Table(signs, max(map(len, signs)))


def _part(text: str, classes: dict[str, Part]) -> Part:
    readings = classes.get(text) or text.split("/")
    return tuple(dict.fromkeys("" if each == "-" else _DOUBLED.sub(r"\1", each) for each in readings))


@cache
def _rows() -> list[tuple[str, str, str]]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(script, unicodedata.normalize("NFKC", sign), latin) for script, sign, latin, _source in cells]


def _by_signs(word: str, table: _Table) -> Parts:
    """The longest signs from the beginning on; none at all where one is not known."""
    parts: list[Part] = []
    place = 0
    while place < len(word):
        sign, length = _sign_at(word, place, table)
        if not length:
            return ()
        parts += table.signs[sign]
        place += length
        if place < len(word):
            parts += table.after
    return tuple(parts)


def _sign_at(word: str, place: int, table: _Table) -> tuple[str, int]:
    for length in range(min(table.longest, len(word) - place), 0, -1):
        letters = word[place : place + length]
        if place == 0 and f"^{letters}" in table.signs:
            return f"^{letters}", length
        if place + length == len(word) and f"{letters}$" in table.signs:
            return f"{letters}$", length
        if letters in table.signs:
            return letters, length
    return "", 0


def _prepared(word: str, reading: Reading) -> str:
    """The letters of a word as the table has them: without points, of one form, an Indic consonant's own vowel marked."""
    if reading is Reading.INDIC:
        return _with_own_vowels("".join([chr(_DEVANAGARI + ord(char) % _INDIC_BLOCK) for char in word]))
    if reading is Reading.KANA:
        return "".join([chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in word])
    if reading is Reading.HANGUL:
        return unicodedata.normalize("NFD", word).replace(_HANGUL_SILENT, "")
    return plain_form(word)


def _with_own_vowels(word: str) -> str:
    """Devanagari with "*" behind each consonant that no vowel sign and no virama follows."""
    word = word.replace(_NUKTA, "")
    marked = [
        f"{char}*" if char in _INDIC_CONSONANTS and not unicodedata.category(after).startswith("M") else char
        for char, after in pairwise(word + " ")
    ]
    return "".join(marked).replace(_VIRAMA, "")


def _thai(word: str) -> Parts:
    """Letters in the order in which they are spoken; a consonant under the sign of silence, and one before it, may be silent."""
    signs = _table(Reading.THAI).signs
    word = _THAI_TONES.sub("", word)
    if not all(char in signs or char == _THAI_SILENT for char in word):
        return ()
    parts: list[Part] = []
    vowel: Part = ()
    for place, char in enumerate(word):
        before, after = word[place - 1 : place], word[place + 1 :]
        if char in _THAI_BEFORE:
            vowel = signs[char][0]
        elif vowel:
            # The vowel that is written before its consonant; between two of which the second is r, l or w, it may follow either.
            cluster = _THAI_CLUSTER.match(after) is not None
            parts += [*signs[char], (*vowel, "") if cluster or before not in _THAI_BEFORE else vowel]
            vowel = vowel if cluster else ()
        elif char in _THAI_VOWELS:
            parts += signs[char] if after[:1] != _THAI_SILENT else ()
        elif char != _THAI_SILENT:
            parts += _thai_consonant(char, before, after)
    return tuple(parts)


def _thai_consonant(char: str, before: str, after: str) -> Parts:
    signs = _table(Reading.THAI).signs
    if before and (follows := signs.get(f"{char}<")):
        return follows
    readings = signs[char][0]
    if after[:1] not in _THAI_VOWELS or not after:
        closing = [each for part in signs.get(f"{char}>", ()) for each in part]
        readings = tuple(dict.fromkeys([*readings, *closing]))
        readings = (*readings, "") if _THAI_SILENCED.match(after) else readings
        return readings, *signs["+"]
    return () if _THAI_SILENCED.fullmatch(after[:2]) else (readings,)


def _foreign_han(word: str) -> Parts:
    """Syllable by syllable: what a character is used for in foreign names, or the beginning and the end of its reading."""
    table = _table(Reading.HAN)
    parts: list[Part] = []
    for char in word:
        own = table.signs.get(char) or _halves(_pinyin(char), table)
        if not own:
            return ()
        parts += [*own, *table.after]
    return tuple(parts)


def _chinese(char: str) -> Parts:
    """One syllable in any romanisation of Chinese."""
    table = _table(Reading.CHINESE)
    pinyin = _pinyin(char)
    halves = _halves(pinyin, table)
    composed = ["".join(each) for each in product(*halves)] if halves else []
    rows = [reading for key in (char, pinyin) for part in table.signs.get(key, ()) for reading in part]
    return (tuple(dict.fromkeys([pinyin, *rows, *composed])),) if pinyin else ()


def _korean(char: str) -> Parts:
    """One syllable in any romanisation of Korean."""
    table = _table(Reading.KOREAN)
    letters = _by_signs(unicodedata.normalize("NFD", char), table)
    composed = ["".join(each) for each in product(*letters)] if letters else []
    own = [reading for part in table.signs.get(char, ()) for reading in part]
    return (tuple(dict.fromkeys([*own, *composed])),)


def _halves(pinyin: str, table: _Table) -> Parts:
    """The beginning and the end of a syllable in Pinyin, each with its readings."""
    for length in (2, 1, 0):
        beginning, end = pinyin[:length], pinyin[length:]
        if end in table.signs and (beginning in table.signs or not beginning):
            return (*(table.signs[beginning] if beginning else ()), *table.signs[end])
    return ()


@cache
def _pinyin(char: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415  (a third of the start-up time; many runs see ASCII names only)

    return anyascii(char).lower()
