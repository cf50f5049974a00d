"""A publisher's file as bytes and text: readable or refused with the reason, and its digest."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from screening.errors import ListError, Location

_DOWNLOAD = "download it again from the publisher"
_CHUNK = 1 << 20


def check_readable(path: Path) -> None:
    """Raise ListError when the file can be no list whatever its format: missing, unreadable, empty, an archive, a web page or binary data."""
    start = head(path)
    if not start.strip(b"\x1a \r\n\t\0"):
        raise ListError("the file is empty", where=Location(str(path)), remedy=_DOWNLOAD)
    if start[:4] == b"PK\x03\x04" or start[:2] == b"\x1f\x8b":
        raise ListError(
            "the file is an archive", where=Location(str(path)), remedy="unpack it and give the file inside"
        )
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if text.startswith((b"<!doctype html", b"<html")) or b"<html" in text:
        raise ListError(
            "the file is a web page, not a list", where=Location(str(path), line=1), remedy=_DOWNLOAD
        )
    if b"\0" in start:
        raise ListError("the file is binary data, not a list", where=Location(str(path)), remedy=_DOWNLOAD)


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
    """The file's text and, where it is not UTF-8, a note that says how it was read. Refuses what is neither UTF-8 nor Windows-1252."""
    check_readable(path)
    raw = path.read_bytes()
    if b"\0" in raw:
        line = raw[: raw.index(b"\0")].count(b"\n") + 1
        raise ListError(
            "binary data in the middle of the file", where=Location(str(path), line=line), remedy=_DOWNLOAD
        )
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            where = Location(str(path), line=line)
            raise ListError(
                "the text is neither UTF-8 nor Windows-1252", where=where, remedy=_DOWNLOAD
            ) from error
        return text, f"{path.name} is not UTF-8 from line {line} on; it was read as Windows-1252"


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
