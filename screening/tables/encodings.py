"""Bytes of a text file to characters: by mark, by strict UTF-8, by NUL bytes, and only then by a guess that is said aloud."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from screening.errors import Location, TableError
from screening.tables.options import TableOptions

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In order of preference when two read a file equally well.
_CANDIDATES = (
    "cp1252",
    "cp1251",
    "cp1250",
    "koi8-r",
    "cp866",
    "gb18030",
    "big5",
    "shift_jis",
    "cp949",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp1255",
)
_SPOKEN = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1250": "Windows-1250 (Central European)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "cp866": "DOS 866 (Cyrillic)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "shift_jis": "Shift JIS (Japanese)",
    "cp949": "Windows-949 (Korean)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1255": "Windows-1255 (Hebrew)",
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_BYTES = 400_000
_CHUNK_BYTES = 1 << 20
# Text of Latin letters in UTF-16 is half NULs, of others less; the delimiters and digits of a table are in any.
_NULS_OF_WIDE_TEXT = 0.05
_FEW_NULS = 8
_CYRILLIC_VOWELS = frozenset("аеёиоуыэюяіїє")
_COMMON_HAN_LEADS = range(0xB0, 0xD8)  # GB 2312 level 1, ordered by sound: 3,755 everyday characters


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` for Python's codecs, `errors` for bytes that cannot be read, and a line for the reader where it was not certain."""

    name: str
    errors: str = "strict"
    note: str | None = None


def encoding_of(path: Path, options: TableOptions) -> Encoding:
    """How a text file is encoded: what the user says, held to it, else what the file shows.

    Raises TableError where the user's word does not hold, and with `options.strict` where there would only be a guess.
    """
    if options.encoding is not None:
        return _as_told(path, options.encoding)
    found = detect_encoding(path)
    if options.strict and found.note is not None:
        raise TableError(
            f"--strict, and the encoding is not certain: {found.note}",
            where=Location(path.name),
            remedy=f"say --encoding {found.name}, if that is right, or save the file as CSV UTF-8",
        )
    return found


def _as_told(path: Path, name: str) -> Encoding:
    with path.open("rb") as file:
        head = file.read(4)
    for mark, marked in _MARKS:
        if head.startswith(mark) and codecs.lookup(marked) != codecs.lookup(name):
            # A mark is no text: under its own encoding it is dropped, under another one it would stand in the first header.
            return _told_against_mark(path, name, marked)
    bad = _first_unreadable(path, name)
    if bad is not None:
        raise TableError(
            f"is not encoded as {name}: what stands near byte {bad:,} is no character of it",
            where=Location(path.name, line=_line_at(path, bad)),
            remedy="say another --encoding, or none to have it found",
        )
    return Encoding(name)


def _told_against_mark(path: Path, name: str, marked: str) -> Encoding:
    if codecs.lookup(name).name == "utf-8" and marked == "utf-8-sig":
        return _held_to(path, marked)
    if codecs.lookup(name).name in {"utf-16-le", "utf-16-be"} and marked == "utf-16":
        return _held_to(path, marked)
    raise TableError(
        f"starts with the mark of {marked.upper()}, so it is not encoded as {name}",
        where=Location(path.name),
        remedy=f"say --encoding {marked}, or none",
    )


def _line_at(path: Path, offset: int) -> int:
    lines = 1
    with path.open("rb") as file:
        while offset > 0 and (chunk := file.read(min(_CHUNK_BYTES, offset))):
            lines += chunk.count(b"\n")
            offset -= len(chunk)
    return lines


def detect_encoding(path: Path) -> Encoding:
    """How a text file is encoded, read to its end; an encoding that had to be guessed carries a note with sample words."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _held_to(path, name)
    if head[:4000].count(0) > max(_FEW_NULS, _NULS_OF_WIDE_TEXT * len(head[:4000])):
        even, odd = head[:4000:2].count(0), head[1:4000:2].count(0)
        return _held_to(path, "utf-16-be" if even > odd else "utf-16-le")
    odd_at = _first_unreadable(path, "utf-8")
    if odd_at is None:
        return Encoding("utf-8")
    sample = _lines_around(path, odd_at)
    return _damaged_utf8(head + sample) or _guess(sample)


def _held_to(path: Path, name: str) -> Encoding:
    bad = _first_unreadable(path, name)
    if bad is None:
        return Encoding(name)
    return Encoding(
        name,
        "replace",
        f"the file says it is {name.upper()}, but near byte {bad:,} a character cannot be read; such characters are shown as \ufffd",
    )


def _first_unreadable(path: Path, name: str) -> int | None:
    """About the offset where strict decoding fails, None where it never does."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    offset = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK_BYTES)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return max(offset + error.start, 0)
            if not chunk:
                return None
            offset += len(chunk)


def _lines_around(path: Path, offset: int) -> bytes:
    """Whole lines from shortly before `offset` on, up to the sample size."""
    with path.open("rb") as file:
        file.seek(max(offset - 10_000, 0))
        sample = file.read(_SAMPLE_BYTES)
        at_end = not file.read(1)
    if offset > 10_000:
        sample = sample[sample.find(b"\n") + 1 :]
    return sample if at_end else sample[: sample.rfind(b"\n") + 1]


def _damaged_utf8(sample: bytes) -> Encoding | None:
    # Valid multi-byte UTF-8 hardly arises by chance: a few bad bytes among much of it are damage, not another encoding.
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", sample))
    if good < 20 * bad:
        return None
    return Encoding(
        "utf-8", "replace", "the file is UTF-8 with damaged characters, which are shown as \ufffd"
    )


def _guess(sample: bytes) -> Encoding:
    best, best_score, best_words = "cp1252", float("-inf"), list[str]()
    for name in _CANDIDATES:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        words = [word for word in _WORD.findall(text) if not word.isascii()]
        score = _plausibility(name, text, words)
        if score > best_score + 1e-9:
            best, best_score, best_words = name, score, words
    samples = ", ".join(f"«{word}»" for word in tuple(dict.fromkeys(best_words))[:3])
    note = f"the file does not say how it is encoded; read as {_SPOKEN[best]}"
    note += f", for example {samples}" if samples else ""
    return Encoding(best, "replace", f"{note}; if this is wrong, save the file as CSV UTF-8")


def _plausibility(name: str, text: str, words: list[str]) -> float:
    """Mean over non-ASCII words of how much each looks like one, less what no text contains."""
    if not words:
        return -1.0
    mean = sum(_word_score(name, word) for word in words) / len(words)
    odd = sum(
        1 for char in text if char > "\x7f" and not char.isalnum() and char not in "«»–—’“”„№€£\xa0°§…‘"
    )
    return mean - 2.0 * odd / max(sum(len(word) for word in words), 1)


def _word_score(name: str, word: str) -> float:
    if name in {"gb18030", "big5", "shift_jis", "cp949"}:
        return _east_asian_score(name, word)
    foreign = [char for char in word if not char.isascii()]
    if name in {"cp1252", "cp1250", "cp1254"}:
        # Real Latin words are mostly plain letters; Cyrillic bytes read as Latin are accents from end to end.
        return (1.0 if len(foreign) <= max(1, len(word) * 0.45) else -1.0) + _case_score(word)
    if len(foreign) < len(word):
        return -1.5  # two scripts in one word
    if name in {"cp1251", "koi8-r", "cp866"}:
        vowels = sum(1 for char in word.lower() if char in _CYRILLIC_VOWELS) / len(word)
        return (1.0 if len(word) < 4 or 0.2 <= vowels <= 0.7 else 0.0) + _case_score(word)
    return 0.8 + _case_score(word)


def _case_score(word: str) -> float:
    return 0.2 if word.islower() or word.isupper() or word.istitle() or word == word.capitalize() else -1.0


def _east_asian_score(name: str, word: str) -> float:
    if name == "gb18030":
        encoded = word.encode("gb18030", "ignore")
        leads = encoded[::2]
        common = sum(1 for lead in leads if lead in _COMMON_HAN_LEADS) / max(len(leads), 1)
        return 1.1 if common > 0.9 else -0.5
    kana_or_hangul = sum(1 for char in word if "\u3040" <= char <= "\u30ff" or "\uac00" <= char <= "\ud7a3")
    return 1.1 if kana_or_hangul / len(word) > 0.5 else 0.3
