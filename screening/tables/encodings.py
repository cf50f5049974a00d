"""Bytes of a text file to characters: by mark, by strict UTF-8, by NUL bytes, and only then by a guess that is said aloud."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from screening.errors import Location, TableError
from screening.tables.guessing import Guess, guesses
from screening.tables.options import TableOptions

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
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
    "cp1257": "Windows-1257 (Baltic)",
    "iso8859-15": "Latin-9 (Western European)",
}
_SAMPLE_BYTES = 400_000
_CHUNK_BYTES = 1 << 20
# Text of Latin letters in UTF-16 is half NULs, of others less; the delimiters and digits of a table are in any.
_NULS_OF_WIDE_TEXT = 0.05
_FEW_NULS = 8


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` for Python's codecs, `errors` for bytes that cannot be read, and a line for the reader where it was not certain."""

    name: str
    errors: str = "strict"
    note: str | None = None


def encoding_of(path: Path, options: TableOptions) -> Encoding:
    """How a text file is encoded: what the user says, held to it, else what the file shows.

    Raises TableError where the user's word does not hold, where two guesses are as good (unless `options.assume_yes`), and with `options.strict`
    where there would only be a guess.
    """
    if options.encoding is not None:
        return _as_told(path, options.encoding)
    found = detect_encoding(path, take_best=options.assume_yes)
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


def detect_encoding(path: Path, *, take_best: bool = False) -> Encoding:
    """How a text file is encoded, read to its end; an encoding that had to be guessed carries a note with sample words.

    Raises TableError where two encodings are as likely and read different words, unless `take_best`.
    """
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
    return _damaged_utf8(head + sample) or _guess(sample, path.name, take_best=take_best)


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


def _guess(sample: bytes, name: str, *, take_best: bool) -> Encoding:
    best, *others = guesses(sample) or [Guess("cp1252", (), 0.0)]
    rival = next((each for each in others if best.is_rivalled_by(each)), None)
    said = f"the file does not say how it is encoded; read as {_shown(best)}"
    if rival is None:
        return Encoding(best.name, "replace", f"{said}; if this is wrong, save the file as CSV UTF-8")
    if not take_best:
        raise TableError(
            f"does not say how it is encoded: it can be {_shown(best)}, or {_shown(rival)}",
            where=Location(name),
            remedy=f"say --encoding {best.name} or --encoding {rival.name}, whichever shows the names rightly",
        )
    return Encoding(
        best.name, "replace", f"{said}; it can also be {_shown(rival)}: if so, say --encoding {rival.name}"
    )


def _shown(guess: Guess) -> str:
    samples = ", ".join(f"«{word}»" for word in guess.words)
    return _SPOKEN[guess.name] + (f", for example {samples}" if samples else "")
