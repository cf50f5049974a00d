"""Text from data made safe to stand in a cell, a CSV field or a JSON line, with every change visible."""

import re

from screening.names import isolated

EXCEL_CELL_UNITS = 32_767
"""The longest text of one cell, in UTF-16 units (Excel specifications and limits)."""

# Lone surrogates and noncharacters cannot be encoded; control characters are illegal in XML; bidirectional overrides let a
# name show other letters than it holds.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")
# A spreadsheet program may run a text that starts with one of these (a carriage return has become a newline by then); the full-width forms count in East Asian locales.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    """The text with line ends as newlines and every unprintable or misleading character shown as "[U+202E]"."""
    if text.isascii() and (text.isprintable() or text.replace("\n", " ").isprintable()):
        return text
    text = _LINE_END.sub("\n", text)
    return _UNSAFE.sub(_shown, text)


def excel_text(text: str) -> str:
    """`visible`, and cut to what one cell holds, with a mark that counts what was cut."""
    text = visible(text)
    if len(text) * 2 <= EXCEL_CELL_UNITS or _units(text) <= EXCEL_CELL_UNITS:
        return text
    room = EXCEL_CELL_UNITS - 40
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore")
    return f"{kept} … [{len(text) - len(kept)} more characters cut]"


def encodable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot hold, shown as "[U+D800]"; all else as it was."""
    return _LONE_SURROGATE.sub(_shown, text)


class Sentence(str):
    """A text of ours in which a name from data may stand: `cell_text` keeps the order of its words readable."""

    __slots__ = ()


def shown(text: str) -> str:
    """A sentence for a page or a terminal: `visible`, then `isolated`."""
    return isolated(visible(text))


def cell_text(text: str) -> str:
    """`excel_text`; a sentence of ours is isolated too, where the cell has room for it."""
    plain = excel_text(text)
    if not isinstance(text, Sentence):
        return plain
    apart = isolated(plain)
    return apart if _units(apart) <= EXCEL_CELL_UNITS else plain


def csv_text(text: str) -> str:
    """`visible`, with an apostrophe before a start that a spreadsheet program would take for a formula."""
    text = visible(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _shown(found: re.Match[str]) -> str:
    return f"[U+{ord(found.group()):04X}]"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
