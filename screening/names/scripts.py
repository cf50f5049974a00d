"""What is known of each script: whose letter a character is, which letters look alike, and how Cyrillic and Arabic are written in Latin."""

import sys
from bisect import bisect_right
from enum import StrEnum


class Script(StrEnum):
    """The scripts that are treated by rules of their own; OTHER goes to the general transliteration."""

    LATIN = "latin"
    GREEK = "greek"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    SYLLABIC = "syllabic"
    OTHER = "other"


# First code point of each block and its script, after the Unicode charts. SYLLABIC: Han and Hangul, one syllable a character.
_BLOCKS: tuple[tuple[int, Script], ...] = (
    (0x0000, Script.OTHER),
    (0x0041, Script.LATIN),
    (0x005B, Script.OTHER),
    (0x0061, Script.LATIN),
    (0x007B, Script.OTHER),
    (0x00AA, Script.LATIN),
    (0x02B0, Script.OTHER),
    (0x0370, Script.GREEK),
    (0x0400, Script.CYRILLIC),
    (0x0530, Script.OTHER),
    (0x0600, Script.ARABIC),
    (0x0700, Script.OTHER),
    (0x0750, Script.ARABIC),
    (0x0780, Script.OTHER),
    (0x08A0, Script.ARABIC),
    (0x0900, Script.OTHER),
    (0x1C80, Script.CYRILLIC),
    (0x1C90, Script.OTHER),
    (0x1E00, Script.LATIN),
    (0x1F00, Script.GREEK),
    (0x2000, Script.OTHER),
    (0x2C60, Script.LATIN),
    (0x2C80, Script.OTHER),
    (0x2DE0, Script.CYRILLIC),
    (0x2E00, Script.OTHER),
    (0x3400, Script.SYLLABIC),
    (0x4DC0, Script.OTHER),
    (0x4E00, Script.SYLLABIC),
    (0xA000, Script.OTHER),
    (0xA640, Script.CYRILLIC),
    (0xA6A0, Script.OTHER),
    (0xA722, Script.LATIN),
    (0xA800, Script.OTHER),
    (0xAB30, Script.LATIN),
    (0xAB70, Script.OTHER),
    (0xAC00, Script.SYLLABIC),
    (0xD7A4, Script.OTHER),
    (0xF900, Script.SYLLABIC),
    (0xFB00, Script.OTHER),
    (0x20000, Script.SYLLABIC),
    (0x323B0, Script.OTHER),
)
_STARTS = [start for start, _ in _BLOCKS]


class _Scripts(dict[str, Script]):
    """The script of each character that was met."""

    def __missing__(self, char: str) -> Script:
        script = self[char] = _BLOCKS[bisect_right(_STARTS, ord(char)) - 1][1]
        return script


_SCRIPTS = _Scripts()


def script_of(char: str) -> Script:
    """The script of one character."""
    return _SCRIPTS[char]


def scripts_of(text: str) -> set[Script]:
    """The scripts of the characters of a text."""
    return {_SCRIPTS[char] for char in text}


def ranges_of(script: Script) -> str:
    """The characters of a script, as they stand in a class of a regular expression."""
    ends = (*_STARTS[1:], sys.maxunicode + 1)
    blocks = [(start, end - 1) for (start, each), end in zip(_BLOCKS, ends, strict=True) if each is script]
    return "".join([f"\\U{first:08x}-\\U{last:08x}" for first, last in blocks])


def _pairs(left: str, right: str) -> dict[int, str]:
    return {ord(a): b for a, b in zip(left, right, strict=True)}


# Letters that look alike, capitals and small letters apart: Cyrillic "Н" is an H to the eye, but small "н" is not an n.
# Source: Unicode confusables (UTS #39), the single letters that fonts draw the same.
_LATIN_FOR_CYRILLIC = _pairs("АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјкорсухһԁԛԝѵ", "ABESIJKMHOPCTYXYGQWaesijkopcyxhdqwv")
_LATIN_FOR_GREEK = _pairs("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ", "ABEZHIKMNOPTYXaikvopux")
_CYRILLIC_FOR_LATIN = _pairs("ABEIJKMHOPCTYXSaeijkopcyxs", "АВЕІЈКМНОРСТУХЅаеіјкорсухѕ")
_GREEK_FOR_LATIN = _pairs("ABEZHIKMNOPTYXaikvopux", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ")

# For the script that most letters of a word belong to, how a strayed letter is taken home.
LOOK_ALIKES: dict[Script, dict[int, str]] = {
    Script.LATIN: _LATIN_FOR_CYRILLIC | _LATIN_FOR_GREEK,
    Script.CYRILLIC: _CYRILLIC_FOR_LATIN,
    Script.GREEK: _GREEK_FOR_LATIN,
}


def _table(text: str) -> dict[int, str]:
    """ "а=a б=b" as a table for `str.translate`."""
    return {ord(letter): latin for letter, _, latin in (pair.partition("=") for pair in text.split())}


# Russian, Ukrainian and Belarusian as sanctions lists spell them (BGN/PCGN without apostrophes), then the letters of
# Serbian, Macedonian and the Turkic and Iranian languages written in Cyrillic. Lower case only.
CYRILLIC = _table(
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch "
    "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya є=ye і=i ї=yi ґ=g ў=u ѓ=g ќ=k ѕ=dz ј=j љ=lj њ=nj ћ=c ђ=dj џ=dz "
    "ә=a ғ=gh қ=q ң=ng ө=o ұ=u ү=u һ=h ҳ=h ҷ=j ӣ=i ӯ=u ҡ=q ҙ=z ҫ=s ѣ=e ѳ=f ѵ=i"
)

# Arabic letters that the general transliteration drops or that lists spell otherwise; short vowels are not written.
ARABIC = _table(
    "ا=a آ=a أ=a إ=i ٱ=a ع=a ى=a ة=a ء= ئ=i ؤ=u ث=th ج=j خ=kh ذ=dh ش=sh غ=gh ق=q چ=ch ژ=zh گ=g ک=k ی=y پ=p"
)

# Commonest Korean family names as passports spell them, where the syllable alone would read otherwise.
# Source: Ministry of Foreign Affairs of Korea, statistics of romanised family names on passports.
HANGUL_SURNAMES = {
    "김": "kim",
    "이": "lee",
    "박": "park",
    "최": "choi",
    "정": "jung",
    "조": "cho",
    "강": "kang",
    "임": "lim",
}
