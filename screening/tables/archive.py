"""A workbook's zip file: that it is whole and no bomb, and its parts, read to their ends."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from screening.errors import Location, TableError

_MAX_TOTAL_BYTES = 6 * 2**30
_MAX_RATIO = 400  # beyond the ratio of real sheets with a million equal rows
_RATIO_MATTERS_FROM = 200 * 2**20
_CHUNK = 1 << 20
# The parts that list what a workbook holds are small in every real one, and are taken apart whole.
_MAX_INDEX_PART = 16 * 2**20
_DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """Bytes that the parts say they unpack to."""
    return sum(info.file_size for info in archive.infolist())


def refuse_bombs(archive: zipfile.ZipFile, name: str) -> None:
    """Raises TableError for what would unpack to far more than any real workbook, or to two workbooks in one."""
    infos = archive.infolist()
    total = unpacked_size(archive)
    packed = max(sum(info.compress_size for info in infos), 1)
    if total > _MAX_TOTAL_BYTES or (total > _RATIO_MATTERS_FROM and total / packed > _MAX_RATIO):
        raise TableError(
            f"would unpack to {total / 2**20:,.0f} MB from {packed / 2**20:,.1f} MB, which no real workbook does",
            where=Location(name),
            remedy="export the table again, or as CSV",
        )
    twice = len(infos) - len(set(archive.namelist()))
    if twice:
        raise TableError(
            f"holds {twice} of its parts twice, so that two programs may read two different tables",
            where=Location(name),
            remedy="open it in Excel and save it again",
        )


def chunks(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    """A part to its end, which checks its CRC; refuses document types, which can hide or swell content."""
    is_xml = part.endswith((".xml", ".rels"))
    tail = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                if is_xml:
                    looked_at = tail + chunk
                    if looked_at[:2] in _WIDE_TEXT or b"\0" in looked_at[:64]:
                        raise damaged(name, part)
                    # One byte is found far quicker than two, and hardly any sheet holds this one.
                    if b"!" in looked_at and b"<!" in looked_at and _DOCUMENT_TYPE.search(looked_at):
                        raise TableError(
                            f"holds a document type in {part}, which no spreadsheet program writes",
                            where=Location(name),
                            remedy="export the table again, or as CSV",
                        )
                tail = chunk[-10:]
                yield chunk
    except (
        zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, KeyError, ValueError
    ) as error:  # fmt: skip
        raise damaged(name, part) from error


def damaged(name: str, part: str) -> TableError:
    """The error for a part that breaks off or is no XML."""
    return TableError(
        f"is damaged: its part {part} cannot be read whole",
        where=Location(name),
        remedy="copy or export the file again",
    )


def drain(archive: zipfile.ZipFile, parts: "set[str]", name: str) -> None:
    """Read parts to their ends for nothing but their check sums and what they must not hold."""
    for part in sorted(parts):
        for _ in chunks(archive, part, name):
            pass


def elements(archive: zipfile.ZipFile, part: str, name: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part in order, by their local names, with their attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    try:
        if archive.getinfo(part).file_size > _MAX_INDEX_PART:
            raise damaged(name, part)
        for chunk in chunks(archive, part, name):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (KeyError, expat.ExpatError) as error:
        raise damaged(name, part) from error
    return found
