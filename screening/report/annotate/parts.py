"""Where the sheets and styles of a workbook lie in its archive, and the styles with those of the verdicts added."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from screening.report.workbook.palette import MARKS

_OFFICE, _STYLES = "/officeDocument", "/styles"


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive's member of each sheet, by the sheet's name."""
    book = _workbook(archive)
    related = {key: target for key, (_, target) in _relations(archive, book).items()}
    found = {}
    for each in _parsed(archive, book).iter():
        if _local(each.tag) == "sheet":
            key = next((value for name, value in each.attrib.items() if name.endswith("}id")), "")
            if key in related:
                found[each.attrib.get("name", "")] = related[key]
    return found


def style_part(archive: zipfile.ZipFile) -> str | None:
    """The archive's member of the styles, None where the workbook has none."""
    related = _relations(archive, _workbook(archive)).values()
    return next((target for kind, target in related if kind.endswith(_STYLES)), None)


def with_styles(styles: bytes) -> tuple[bytes, Mapping[str, int]]:
    """The style sheet with a font, a fill and a cell format for each mark, and the formats' numbers; unchanged where it has an unusual form."""
    counts = {name: _count(styles, name) for name in (b"fonts", b"fills", b"cellXfs")}
    if None in counts.values():
        return styles, {}
    prefix = _prefix(styles)
    fonts, fills, formats = (counts[name] or 0 for name in (b"fonts", b"fills", b"cellXfs"))
    size = re.search(rb'<(?:\w+:)?sz val="([\d.]+)"', styles)
    face = re.search(rb'<(?:\w+:)?name val="([^"<>]+)"', styles)
    tail = (
        b'<sz val="%s"/>' % (size[1] if size else b"10"),
        b'<name val="%s"/>' % (face[1] if face else b"Arial"),
    )
    added: dict[bytes, list[bytes]] = {b"fonts": [], b"fills": [], b"cellXfs": []}
    numbers = {}
    for index, mark in enumerate(MARKS):
        ink, fill = (colour.lstrip("#").encode() for colour in (mark.ink, mark.fill))
        added[b"fonts"].append(b'<font><b/>%s<color rgb="FF%s"/>%s</font>' % (tail[0], ink, tail[1]))
        added[b"fills"].append(
            b'<fill><patternFill patternType="solid"><fgColor rgb="FF%s"/><bgColor indexed="64"/></patternFill></fill>'
            % fill
        )
        added[b"cellXfs"].append(
            b'<xf numFmtId="0" fontId="%d" fillId="%d" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
            % (fonts + index, fills + index)
        )
        numbers[mark.label] = formats + index
    for name, elements in added.items():
        styles = _extended(styles, name, prefix, elements)
    return styles, numbers


def _count(styles: bytes, name: bytes) -> int | None:
    found = re.search(rb"<(?:\w+:)?%s\b[^>]*\bcount=\"(\d+)\"[^>]*>" % name, styles)
    return int(found[1]) if found and not found[0].endswith(b"/>") else None


def _prefix(styles: bytes) -> bytes:
    found = re.search(rb"<(\w+:)?styleSheet\b", styles)
    return (found[1] or b"") if found else b""


def _extended(styles: bytes, name: bytes, prefix: bytes, elements: list[bytes]) -> bytes:
    whole = b"".join(elements)
    if prefix:
        whole = re.sub(rb"<(/?)(?=\w)", rb"<\g<1>" + prefix, whole)
    opening = re.search(rb"(<(?:\w+:)?%s\b[^>]*\bcount=\")(\d+)(\")" % name, styles)
    if opening is None:
        return styles
    count = str(int(opening[2]) + len(elements)).encode()
    styles = styles[: opening.start(2)] + count + styles[opening.end(2) :]
    closing = b"</" + prefix + name + b">"
    return styles.replace(closing, whole + closing, 1)


def _workbook(archive: zipfile.ZipFile) -> str:
    kinds = _relations(archive, "").values()
    return next((target for kind, target in kinds if kind.endswith(_OFFICE)), "xl/workbook.xml")


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """(kind, member) of what `part` refers to inside the archive, by the reference's id."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    found = {}
    for each in _parsed(archive, member).iter():
        if _local(each.tag) == "Relationship" and each.attrib.get("TargetMode") != "External":
            target = each.attrib.get("Target", "")
            place = posixpath.normpath(
                target[1:] if target.startswith("/") else posixpath.join(folder, target)
            )
            found[each.attrib.get("Id", "")] = (each.attrib.get("Type", ""), place)
    return found


def _parsed(archive: zipfile.ZipFile, member: str) -> ET.Element:
    return ET.fromstring(archive.read(member))  # noqa: S314 - a document type was refused when the file was opened


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
