"""Any text to plain lower-case Latin: compatibility forms, invisible characters, look-alike letters, transliteration."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from screening.names.alphabets import reading_of
from screening.names.scripts import (
    ARABIC,
    CYRILLIC,
    HANGUL_SURNAMES,
    LOOK_ALIKES,
    Script,
    ranges_of,
    script_of,
    scripts_of,
)
from screening.names.translations import unspaced_words
from screening.names.unspaced import units

_APOSTROPHES = "'`´ʹʺʻʼʽʾʿˈˊˋ‘’‛′″＇՚׳ꞌ"
_KEPT = ",/&-"
# Marks of trade that compatibility forms would write out as letters of the word before them.
_TRADE_MARKS = "™℠®©"
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣"), "-")
_COMMAS = dict.fromkeys(map(ord, "،，、﹐﹑"), ",")
_BEFORE_NFKC = (
    dict.fromkeys(map(ord, _APOSTROPHES + _TRADE_MARKS))
    | _COMMAS
    | _HYPHENS
    | {ord("＆"): "&", 0x2116: "no "}
)
# Characters that print nothing: format controls, variation selectors, tags, fillers (Unicode categories Cf and Cc,
# Default_Ignorable_Code_Point), save the controls that end a line or a column.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The sign over the letter makes a p of it, which general transliteration does not know (Unicode Standard, 16.4).
_KHMER_P = ("\u1794\u17c9", "\u1796")
_SYLLABLES_OF_A_KOREAN = range(1, 5)
# A syllable of one letter is a name in full; with two letters it is not read as an initial.
_LONE_VOWELS = {"a": "ah", "e": "eh", "i": "yi", "o": "oh", "u": "woo"}
# Signs in the place of letters that they look like: "$ergei", "L@vrov", "Put!n"; not "US$" or "Yahoo!".
_SIGNS = re.compile(r"\$(?=[^\W\d_])|(?<=[^\W\d_])[@!](?=[^\W\d_])")
_LOOK_LIKE = {"$": "s", "@": "a", "!": "i"}
_LATIN = re.compile(f"[{ranges_of(Script.LATIN)}]")
_LOOKS_LATIN = re.compile(f"[{''.join(map(chr, LOOK_ALIKES[Script.LATIN]))}]")
_NEUTRAL = frozenset({Script.LATIN, Script.OTHER})
_SEPARATORS = re.compile(r"([ ,/&-]+)")
_NOT_LATIN = re.compile(r"[^a-z0-9 ]+")
_CONSONANT_W = re.compile(r"(?<=[^aeiouwy])w(?![aeiouwy])")
_CONSONANT_Y = re.compile(r"(?<=[^aeiouwy])y(?![aeiouwy])")
# The dot between the names of a foreigner, in the scripts that write them without a space.
_DOT_BETWEEN_NAMES = re.compile(r"(?<=[\u3041-\u9fff\uac00-\ud7a3])[·‧・･•∙](?=[\u3041-\u9fff\uac00-\ud7a3])")
# Letters of the scripts that are read in more than one way: Greek to Thai, Georgian, and from kana on.
_READ = re.compile("[\u0370-\u04ff\u0530-\u0e7f\u10a0-\u10ff\u1c90-\u1cbf\u1f00-\u1fff\u3041-\ud7a3]")
# Persian writes two given names as one word where Latin spellings mostly have two ("Mohammad Javad", "Mir Hossein").
_TWO_GIVEN_NAMES = re.compile(
    "(محمد|م[يی]ر)(باقر|تق[يی]|جواد|حس[يی]ن|حسن|رضا|سع[يی]د|صادق|صالح|عل[يی]|[كک]اظم|مهد[يی]|هاد[يی]|[يی]وسف|ابراه[يی]م|اسماع[يی]ل|ام[يی]ن)"
)
_ARTICLE = re.compile(r"^(?:و?ال|و?ٱل)(?=\w{3})")


class _Separating(dict[int, str]):
    """A translation table that learns: letters, digits and marks stay, the punctuation that parsing reads stays, all else is a space."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        if char in _KEPT:
            kept = char
        elif char in _APOSTROPHES:
            kept = ""
        else:
            kept = char if unicodedata.category(char)[0] in "LNM" else " "
        self[point] = kept
        return kept


_SEPARATE = _Separating({ord("%"): " percent"})
_ASCII = {point: _SEPARATE[point] or None for point in range(128)} | dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x1C), 0x7F]
)


def latinise(text: str) -> str:
    """`text` in lower-case ASCII: letters, digits, spaces, and `, / & -` where they stood; all other signs are spaces.

    Apostrophes and invisible characters vanish without a trace, so that "O'Brien" is one word.
    """
    if not text.isascii():
        text = _unmask(text)
    # A batch of names has few distinct words, and no step below looks beyond a space.
    return " ".join([_latinise_stretch(stretch) for stretch in text.split(" ")])


def unmasked(text: str) -> str:
    """`text` without invisible characters, and letters of another script that only look Latin as Latin ones."""
    return text if text.isascii() else _INVISIBLE.sub("", _unmask(text))


@lru_cache(maxsize=1 << 18)
def _latinise_stretch(text: str) -> str:
    if not text.isalnum():
        # A letter and its accent may be two characters.
        whole = text if text.isascii() else unicodedata.normalize("NFC", text)
        text = _SIGNS.sub(lambda sign: _LOOK_LIKE[sign.group()], whole)
    if text.isascii():
        return text.lower().translate(_ASCII)
    return _read_stretch(text)[0]


@lru_cache(maxsize=1 << 17)
def _read_stretch(text: str) -> tuple[str, dict[str, str]]:
    """A stretch in Latin, and its `written_words`."""
    visible = _INVISIBLE.sub("", text.translate(_BEFORE_NFKC))
    foreign = _DOT_BETWEEN_NAMES.search(visible) is not None
    plain = unicodedata.normalize("NFKC", visible).translate(_SEPARATE)
    read: dict[str, str] = {}
    parts = _SEPARATORS.split(plain)
    for place in range(0, len(parts), 2):
        parts[place], written = _read_word(parts[place], foreign)
        read |= written
    return "".join(parts), read


def written_words(text: str) -> Mapping[str, str]:
    """By folded word, how it is written in the text, for the words whose script may be read in several ways (see `alphabets`)."""
    if text.isascii() or not _READ.search(text):
        return {}
    stretches = [stretch for stretch in text.split(" ") if not stretch.isascii()]
    if len(stretches) == 1:
        return _read_stretch(stretches[0])[1]
    return {latin: written for stretch in stretches for latin, written in _read_stretch(stretch)[1].items()}


def fold(text: str) -> str:
    """The words of `text` in lower-case ASCII, one space between two; never empty where `text` holds a letter or a digit."""
    folded = " ".join(_NOT_LATIN.sub(" ", latinise(text)).split())
    return folded or spell_out(text)


def _read_word(word: str, foreign: bool) -> tuple[str, dict[str, str]]:
    """One word (letters, digits and marks only) in lower-case ASCII, and its `written_words`.

    Han and Hangul come as one syllable a character, spaced; ordinary words of organisations' names, and foreign names, as one word. `foreign`
    says that the word is such a name.
    """
    if word.isascii():
        return word.lower(), {}
    words = [(latin, written) for latin, written in _words(word, foreign) if latin]
    read: dict[str, str] = {}
    if _READ.search(word):
        read = {
            latin: written for latin, written in words if reading_of(written) or written in unspaced_words()
        }
    return " ".join([latin for latin, _ in words]) or spell_out(word), read


def _words(word: str, foreign: bool) -> list[tuple[str, str]]:
    """A word as one or more folded words, each with what is written for it."""
    scripts = scripts_of(word)
    if len(scripts) > 1 and len(scripts & LOOK_ALIKES.keys()) > 1:
        word = _take_strays_home(word)
        scripts = scripts_of(word)
    word = word.replace(*_KHMER_P)
    word = unicodedata.normalize("NFKC", word.casefold())
    if Script.SYLLABIC in scripts:
        return _syllables(word, foreign)
    if Script.CYRILLIC in scripts:
        return [(_plain(_transliterate(word.translate(CYRILLIC))), word)]
    if Script.ARABIC in scripts:
        return _arabic(word)
    return [(_plain(_transliterate(word)), word)]


def _plain(latin: str) -> str:
    if latin.isalnum():
        return latin
    return " ".join(_NOT_LATIN.sub("", latin).split())


def spell_out(text: str) -> str:
    """The letters and digits of `text` as code points ("u13000"): the last resort for a script that nobody has romanised."""
    return "".join(f"u{ord(char):x}" for char in text if char.isalnum())


def _take_strays_home(word: str) -> str:
    """In a word of several scripts, letters of one that only look like the script of the rest (Cyrillic "Р" in "РUTIN") are exchanged for it.

    The home is the script in which every letter can be read ("САNСНО": no Cyrillic letter looks like an N); of several, that of most letters.
    """
    counts = dict.fromkeys(LOOK_ALIKES, 0)
    letters = []
    for char in word:
        script = script_of(char)
        if script in counts:
            counts[script] += 1
            letters.append((char, script))
    present = [script for script, count in counts.items() if count]
    readable = [
        home
        for home in present
        if all(script is home or ord(char) in LOOK_ALIKES[home] for char, script in letters)
    ]
    return word.translate(LOOK_ALIKES[max(readable or present, key=lambda script: counts[script])])


def _unmask(text: str) -> str:
    """Words of Cyrillic or Greek letters that all look Latin, in a text that mixes the scripts within a word, are read as Latin.

    "АВВА Ноldіng" is "ABBA Holding"; "Роснефть Oil" mixes no word, and stays as it is.
    """
    if not (_LOOKS_LATIN.search(text) and _LATIN.search(text)):
        return text
    latin = LOOK_ALIKES[Script.LATIN]
    words = text.split(" ")
    readable = [all(ord(char) in latin or script_of(char) in _NEUTRAL for char in word) for word in words]
    mixed = any(
        reads and not word.isascii() and {Script.LATIN} < scripts_of(word) - {Script.OTHER}
        for word, reads in zip(words, readable, strict=True)
    )
    if not mixed:
        return text
    return " ".join(
        word.translate(latin) if reads else word for word, reads in zip(words, readable, strict=True)
    )


def _arabic(word: str) -> list[tuple[str, str]]:
    """Arabic and Persian: the article apart, weak letters as vowels between consonants; short vowels stay unknown."""
    compound = _TWO_GIVEN_NAMES.fullmatch(word)
    if compound:
        return [pair for part in compound.groups() for pair in _arabic(part)]
    rest = _ARTICLE.sub("", word)
    latin = _transliterate(rest.translate(ARABIC))
    read = _plain(_CONSONANT_Y.sub("i", _CONSONANT_W.sub("u", latin)))
    return [("al", ""), (read, rest)] if rest != word else [(read, rest)]


def _syllables(word: str, foreign: bool) -> list[tuple[str, str]]:
    """Han and Hangul: ordinary words and foreign names whole, all else syllable by syllable; what stands between them (kana, Latin) stays together."""
    parts = units(word, foreign)
    surname = HANGUL_SURNAMES.get(parts[0]) if len(parts) in _SYLLABLES_OF_A_KOREAN else None
    latin = [_plain(_transliterate(part)).replace(" ", "") or spell_out(part) for part in parts]
    latin = [_LONE_VOWELS.get(syllable, syllable) for syllable in latin]
    return list(zip([surname, *latin[1:]] if surname else latin, parts, strict=True))


class _InLatin(dict[int, str]):
    """A translation table that learns: the general transliteration of every character that was met, in lower case."""

    def __missing__(self, point: int) -> str:
        from anyascii import anyascii  # noqa: PLC0415  (a third of the start-up time; many runs see ASCII names only)

        latin = self[point] = anyascii(chr(point)).lower()
        return latin


_IN_LATIN = _InLatin()


def _transliterate(text: str) -> str:
    return text if text.isascii() else text.translate(_IN_LATIN)
