"""How alike two words are: one function that both the index and the scorer use."""

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from screening.matching.weights import is_patronymic, shipped_weights
from screening.names import (
    Token,
    TokenKind,
    agreement,
    consonants_heard,
    heard_consonants,
    is_alphabetic,
    is_given,
    is_syllable,
    means_the_same,
    same_in_two_systems,
    same_syllable,
    vowels_apart,
)


class Relation(StrEnum):
    """Why two words were taken for one another, in words for a reader."""

    SAME = "same word"
    SOUND = "same word, spelled another way"
    SCRIPT = "same word in another script"
    GIVEN = "forms of one given name"
    NUMBER = "same number"
    COUNTRY = "same country"
    MEANING = "same word in another language"
    EDIT = "nearly the same spelling"
    SHAPE = "letters that look alike, or one for two"
    VOWELS = "same word without its vowels"
    CONSONANTS = "same consonants, other vowels"
    INITIAL = "initial"
    JOINED = "same word, written apart"
    ABBREVIATED = "abbreviation"
    ROMANISED = "same word in an older romanisation"
    CUT = "same beginning, cut off"
    NONE = "different words"


SAME = 100
_SOUND = 97
_SHORT_SOUND = 80
_OTHER_SYSTEM = 60
"""Of two syllables in an older and a newer system of romanisation, of which the older spells several."""

_SHORT = 3
"""Words of so few letters sound alike by chance: "vad" and "waad"."""

JOINED = 97
ROMANISED = 88
"""Of a Chinese given name in one word and its two syllables in an older romanisation, which spells several alike."""

_COUNTRY = 95
GIVEN = 84
MEANING = 92
_BY_READING = {1: 78, 2: 82}
_MORE_READING = 88
"""By number of consonants that bear out a word written in another script: few of them spell many words."""

STANDS_FOR = 85
"""Similarity of an initial to a word that begins with it."""

_FIRST_LETTER = 6
"""Taken off where the first sounds differ: writers seldom err there."""

DETOUR = 2
"""Edits that a slip in another transliteration counts as."""

_SURE = 7
"""Letters from which a word bears two edits whatever they are."""

_ONE_EDIT = {4: 70, 5: 78, 6: 84, 7: 88}
_TWO_EDITS = {4: 50, 5: 50, 6: 56, 7: 72, 8: 78, 9: 82}
_MANY = (91, 85)
_LOOKS_ALIKE = 90
_SHORT_LOOKS_ALIKE = 70
_BY_CONSONANTS = {2: 76, 3: 84}
"""By number of consonants: few of them fit many words."""

_MORE_CONSONANTS = 88
_OTHER_VOWELS = {2: 62, 3: 68}
"""By number of consonants, of words that have them in common and not their vowels: "hajij" and "hejeij"."""

_MORE_OTHER_VOWELS = 74
VOWELS_APART = 1
"""Vowels, or groups of them, that one of two such words may have more than the other."""

HEADLESS = 78
CONSONANTS_LEFT = 3
"""With its first vowel gone too ("byd" for "ubaydi"), a word needs so many consonants."""

FEWEST_CONSONANTS = 2
CLIPPED = 60
_ENDLESS = {2: 60}
"""A short word without its last vowel: "sw" for "swe"."""

_SHORT_SLIP = 50
_FAR_SLIP = 40
"""A slip of one edit in a word of two or three letters or a syllable, and of two edits in a longer one, where all else agrees: "Kim Jong On", "Niels Oscar Trost"."""

SLIP = max(_SHORT_SLIP, _FAR_SLIP)
"""The most that words are alike of which one is a slip of the other."""
SLIP_LETTERS = 4
"""Letters that one of two such words has and the other has not, at the most: each of two edits takes one and puts another."""

_FEWEST_OF_A_FAR_SLIP = 5

_DIGITS = bytes.maketrans(b"012589l", b"oizsbgi")
_VOWELS = re.compile(r"(?<!^)[aeiou]+", re.M)
_VOWEL_LETTERS = frozenset("aeiou")
_TWICE = re.compile(rb"([a-z])\1+")
_DOUBLED = re.compile(r"(.)\1+")
_WORDS = 1 << 16
"""Words whose look and consonants are kept in mind: one word is compared with many."""

_Scored = tuple[int, Relation]
_DIFFERENT: _Scored = (0, Relation.NONE)


def allowed_edits(letters: int) -> int:
    """Edits that a word of so many letters may carry and still be read as itself: the shorter word of a pair decides."""
    return 0 if letters < 4 else 1 if letters < _SURE else 2


def sound_edits(letters: int) -> int:
    """Edits between the sounds of two words, on top of another transliteration."""
    return 1 if letters >= 5 else 0


def detour_letters(letters: int) -> int:
    """Letters by which a word may be longer than the other, of so many, to be another transliteration of it with a slip."""
    return 1 if letters < _SURE else DETOUR


@lru_cache(maxsize=1 << 17)
def similarity(a: Token, b: Token) -> _Scored:
    """How alike two words are, 0 (different words) to 100 (the same), and why; symmetric."""
    if TokenKind.INITIAL in (a.kind, b.kind):
        return _initials(a, b)
    if a.text == b.text:
        return SAME, Relation.SAME
    if TokenKind.NUMBER in (a.kind, b.kind):
        # A number in letters is a word with its digits for a class.
        return (_SOUND, Relation.NUMBER) if a.canon and a.canon == b.canon else _DIFFERENT
    read = in_another_script(a, b)
    if a.sound == b.sound:
        return max(read, (sound_score(min(len(a.text), len(b.text))), Relation.SOUND))
    classed = _classed(a, b)
    if classed is None:
        return max(read, _misspelled(a, b))
    return max(read, classed) if classed[0] else classed


def _misspelled(a: Token, b: Token) -> _Scored:
    # Beside a script that says so little of the vowels, a slip cannot be told from another word.
    if bool(a.written) is not bool(b.written) and not is_alphabetic(a.written or b.written):
        return _DIFFERENT
    return max(
        _looking(a.text, b.text),
        _edited(a, b),
        _without_vowels(a, b),
        _with_other_vowels(a, b),
        _in_two_systems(a, b),
    )


def sound_score(letters: int) -> int:
    """How alike words are that sound the same, the shorter of so many letters."""
    return _SHORT_SOUND if letters <= _SHORT else _SOUND


def in_another_script(a: Token, b: Token) -> _Scored:
    """How alike two words are of which one is written in a script that may be read in several ways, where the other spells it in one of them."""
    if bool(a.written) is bool(b.written):
        return _DIFFERENT
    consonants = agreement(a.written, b.text) if a.written else agreement(b.written, a.text)
    one_sign = len(a.written or b.written) == 1
    return (reading_score(consonants, one_sign), Relation.SCRIPT) if consonants else _DIFFERENT


def reading_score(consonants: int, one_sign: bool) -> int:
    """How alike a word and its spelling in another script are, by the consonants that bear it out; a single sign is a syllable of Chinese or Korean."""
    # As little as two spellings of a syllable in Latin letters.
    return _SHORT_SOUND if one_sign else _BY_READING.get(consonants, _MORE_READING)


def _classed(a: Token, b: Token) -> _Scored | None:
    # Two countries, or two given names, are the same or different whatever their spelling; None where either is neither.
    table = shipped_weights()
    ours, theirs = table.country(a), table.country(b)
    if ours and theirs:
        return (_COUNTRY, Relation.COUNTRY) if ours == theirs else _DIFFERENT
    if means_the_same(a, b):
        return MEANING, Relation.MEANING
    if is_given(a) and is_given(b):
        if a.canon != b.canon:
            return _without_vowels(a, b)
        return GIVEN, Relation.NUMBER if a.canon.isdigit() else Relation.GIVEN
    return None


@lru_cache(maxsize=_WORDS)
def shape(text: str) -> str:
    """The look of a folded word: equal for words that a scanner or a hurried eye takes for one another ("rn" and "m", "l" and "1", "oo" and "o")."""
    return seen(text.encode("ascii")).decode("ascii")


def seen(letters: bytes) -> bytes:
    """The look of folded words, one a line."""
    shapes = letters.replace(b"rn", b"m").replace(b"cl", b"d").replace(b"vv", b"w")
    return _TWICE.sub(rb"\1", shapes).translate(_DIGITS)


def _looking(a: str, b: str) -> _Scored:
    if shape(a) != shape(b):
        return _DIFFERENT
    return looks_score(min(len(a), len(b))), Relation.SHAPE


def looks_score(letters: int) -> int:
    """How alike words are that look the same, the shorter of so many letters."""
    return _SHORT_LOOKS_ALIKE if letters <= _SHORT else _LOOKS_ALIKE


@lru_cache(maxsize=_WORDS)
def skeleton(text: str) -> str:
    """The first letter and the consonants of a folded word, doubled ones once."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", text))


def headless(text: str) -> str:
    """The consonants of a folded word that begins with a vowel, where three or more are written without it; else ""."""
    written = _VOWELS.sub("", text)
    return skeleton(text)[1:] if text[0] in "aeiou" and len(written) > CONSONANTS_LEFT else ""


def clipped(text: str) -> str:
    """A folded word of three letters that begins with "a" without it ("li" for "ali", "bd" for "abd"): the sound that is lost is no vowel in Arabic; else ""."""
    return text[1:] if len(text) == _SHORT and text[0] == "a" and is_bare(text[1:]) else ""


@lru_cache(maxsize=_WORDS)
def is_bare(text: str) -> bool:
    """Is a folded word written without vowels between its first and its last letter ("mhmd", "ivnka")?"""
    return len(text) >= FEWEST_CONSONANTS and text.isalpha() and _VOWEL_LETTERS.isdisjoint(text[1:-1])


def _without_vowels(a: Token, b: Token) -> _Scored:
    # One is the other without vowels, as a careless hand writes it; a word in a script without vowels has readings instead.
    bare, full = (a.text, b.text) if len(a.text) < len(b.text) else (b.text, a.text)
    if a.written or b.written or not is_bare(bare) or len(bare) == len(full):
        return _DIFFERENT
    if bare == clipped(full):
        return CLIPPED, Relation.VOWELS
    if is_bare(full):
        ending = skeleton(bare) == _VOWELS.sub("", full)
        return (endless_score(len(bare)), Relation.VOWELS) if ending else _DIFFERENT
    if skeleton(bare) == headless(full) != skeleton(full) and len(bare) >= CONSONANTS_LEFT:
        return HEADLESS, Relation.VOWELS
    return _by_consonants(bare, full) if skeleton(bare) == skeleton(full) else _DIFFERENT


def _by_consonants(bare: str, full: str) -> _Scored:
    # A double letter that is written twice tells as much as two letters: "azz" is "aziz".
    telling = len(bare) if bare == _VOWELS.sub("", full) else len(skeleton(bare))
    letters = iter(full)
    score = bare_score(telling, bare[0] in "aeiou")
    return (score, Relation.VOWELS) if score and all(letter in letters for letter in bare) else _DIFFERENT


def bare_score(telling: int, vowel_first: bool) -> int:
    """How alike a word and its consonants are, by how much those tell; 0 where that is too little."""
    if telling < FEWEST_CONSONANTS or (telling == FEWEST_CONSONANTS and vowel_first):
        return 0
    return _BY_CONSONANTS.get(telling, _MORE_CONSONANTS)


def endless_score(letters: int) -> int:
    """How alike a word of so many letters, without a vowel, and one that has a vowel more are."""
    return _ENDLESS.get(letters, HEADLESS)


def _with_other_vowels(a: Token, b: Token) -> _Scored:
    # Arabic and Persian names, written down by ear: "fawaz" and "fouaz", "yaqubi" and "yaghoubi".
    heard = heard_consonants(a.text)
    if not heard or heard != heard_consonants(b.text) or a.written or b.written:
        return _DIFFERENT
    if is_syllable(a.text) or is_syllable(b.text) or vowels_apart(a.text, b.text) > VOWELS_APART:
        return _DIFFERENT
    if is_bare(a.text) or is_bare(b.text):
        return _DIFFERENT
    return other_vowels_score(heard), Relation.CONSONANTS


def other_vowels_score(heard: str) -> int:
    """How alike words are of which the same consonants are heard, and of which neither is a syllable or bare."""
    return _OTHER_VOWELS.get(consonants_heard(heard), _MORE_OTHER_VOWELS)


def _initials(a: Token, b: Token) -> _Scored:
    if a.kind is b.kind:
        return (SAME, Relation.SAME) if a.text == b.text else _DIFFERENT
    if TokenKind.NUMBER in (a.kind, b.kind):
        return _DIFFERENT
    initial, word = (a, b) if a.kind is TokenKind.INITIAL else (b, a)
    begins = initial.text[0] in (word.text[0], word.sound[:1])
    return (STANDS_FOR, Relation.INITIAL) if begins else _DIFFERENT


def _edited(a: Token, b: Token) -> _Scored:
    letters = min(len(a.text), len(b.text))
    allowed = allowed_edits(letters)
    patronymic = is_patronymic(a) or is_patronymic(b)
    if patronymic:
        allowed = min(allowed, 1)
    if not allowed:
        return _DIFFERENT
    if is_syllable(a.text) and is_syllable(b.text):
        return (_SHORT_SOUND, Relation.SOUND) if same_syllable(a.text, b.text) else _DIFFERENT
    edits = OSA.distance(a.text, b.text, score_cutoff=allowed)
    longer = max(len(a.text), len(b.text)) - letters
    if (
        edits > allowed
        and not patronymic
        and longer <= detour_letters(letters)
        and sound_edits(min(len(a.sound), len(b.sound)))
    ):
        # Another transliteration with a slip in it: the slip, and one more for the detour by sound.
        allowed = DETOUR
        edits = 1 + OSA.distance(a.sound, b.sound, score_cutoff=1)
    if edits > allowed:
        return _DIFFERENT
    return edit_score(edits, letters, a.sound[:1] == b.sound[:1]), Relation.EDIT


def _in_two_systems(a: Token, b: Token) -> _Scored:
    syllables = is_syllable(a.text) and is_syllable(b.text)
    same = syllables and same_in_two_systems(a.text, b.text)
    return (_OTHER_SYSTEM, Relation.SOUND) if same else _DIFFERENT


def slip_score(a: Token, b: Token) -> int:
    """How alike two words are as one with a slip in it, where all other words of two names are the same; 0 where they are different words all the same."""
    edits = OSA.distance(a.text, b.text, score_cutoff=2)
    if edits == 1:
        return _SHORT_SLIP if _slips_by_one(a.text) and _slips_by_one(b.text) else 0
    if edits > 2 or min(len(a.text), len(b.text)) < _FEWEST_OF_A_FAR_SLIP or a.written or b.written:
        return 0
    if (is_given(a) and is_given(b)) or is_patronymic(a) or is_patronymic(b):
        return 0
    return 0 if is_syllable(a.text) or is_syllable(b.text) else _FAR_SLIP


def _slips_by_one(text: str) -> bool:
    return len(text) <= _SHORT or is_syllable(text)


def edit_score(edits: int, letters: int, same_start: bool) -> int:
    """How alike words are that are one or two edits apart, the shorter of so many letters, and whether their sounds start alike."""
    steps = _ONE_EDIT if edits == 1 else _TWO_EDITS
    score = steps.get(letters, _MANY[edits - 1])
    return score if same_start else score - _FIRST_LETTER
