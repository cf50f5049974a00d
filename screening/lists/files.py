"""A publisher's file as bytes and text: readable or refused with the reason, and its digest."""

import codecs
import hashlib
from collections.abc import Iterable
from pathlib import Path

from screening.errors import ListError, Location

AGAIN = "download it again from the publisher"
_CHUNK = 1 << 20


def check_readable(path: Path) -> None:
    """Raise ListError when the file can be no list whatever its format: missing, unreadable, empty, an archive, a web page or binary data."""
    start = head(path)
    if not start.strip(b"\x1a \r\n\t\0"):
        raise ListError("the file is empty", where=Location(str(path)), remedy=AGAIN)
    if start[:4] == b"PK\x03\x04" or start[:2] == b"\x1f\x8b":
        raise ListError(
            "the file is an archive", where=Location(str(path)), remedy="unpack it and give the file inside"
        )
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if text.startswith((b"<!doctype html", b"<html")) or b"<html" in text:
        raise ListError("the file is a web page, not a list", where=Location(str(path), line=1), remedy=AGAIN)
    if b"\0" in start:
        raise ListError("the file is binary data, not a list", where=Location(str(path)), remedy=AGAIN)


def head(path: Path) -> bytes:
    """The first 64 KiB."""
    try:
        with path.open("rb") as stream:
            return stream.read(1 << 16)
    except OSError as error:
        raise ListError(
            f"the file cannot be read ({error.strerror})",
            where=Location(str(path)),
            remedy="check the path and its permissions",
        ) from error


def read_text(path: Path) -> tuple[str, str | None]:
    """The file's text and, where it is not UTF-8, a note that says how it was read. Refuses what `encoding` refuses."""
    check_readable(path)
    codec, note = encoding(path)
    return path.read_bytes().decode(codec), note


def encoding(path: Path, *, utf8_only: bool = False) -> tuple[str, str | None]:
    """The codec of a whole file, found in bounded memory, and a note where it is not UTF-8.

    Refuses binary data, what is neither UTF-8 nor Windows-1252, and UTF-8 with a damaged byte: read as Windows-1252, such a file would turn
    every name in another script into nonsense that matches nobody.
    """
    line = _first_line_not_utf8(path)
    if line is None:
        return "utf-8-sig", None
    where = Location(str(path), line=line)
    if utf8_only or _has_utf8_letters(path):
        raise ListError("the text is damaged: it is not UTF-8 from here on", where=where, remedy=AGAIN)
    try:
        with path.open(encoding="cp1252", newline="") as stream:
            while stream.read(_CHUNK):
                pass
    except UnicodeDecodeError as error:
        raise ListError("the text is neither UTF-8 nor Windows-1252", where=where, remedy=AGAIN) from error
    return "cp1252", f"{path.name} is not UTF-8 from line {line} on; it was read as Windows-1252"


def _first_line_not_utf8(path: Path) -> int | None:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    lines = 1
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK)
            if b"\0" in chunk:
                where = Location(str(path), line=lines + chunk[: chunk.index(b"\0")].count(b"\n"))
                raise ListError("binary data in the middle of the file", where=where, remedy=AGAIN)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return lines + error.object[: error.start].count(b"\n")
            if not chunk:
                return None
            lines += chunk.count(b"\n")


def _has_utf8_letters(path: Path) -> bool:
    """Are there more whole UTF-8 letters beyond ASCII than bytes that are none?"""
    whole = broken = 0
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        while text := stream.read(_CHUNK):
            beyond = sum(mark > "\x7f" for mark in text)
            odd = sum("\udc80" <= mark <= "\udcff" for mark in text)
            whole, broken = whole + beyond - odd, broken + odd
    return whole > broken


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and contents of an edition's files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda each: each.name):
        content = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                content.update(chunk)
        total.update(f"{path.name}\0{content.hexdigest()}\n".encode())
    return total.hexdigest()
