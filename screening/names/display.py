"""Names in right-to-left scripts within a sentence of another direction."""

import re

# A stretch of right-to-left writing: its words with what stands between them, save the marks that part one name from another.
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_STRETCH = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}0-9 .'’\u200c\u200d-]*[{_RIGHT_TO_LEFT}])?")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """A text to be shown, each stretch of right-to-left writing between isolates (U+2068, U+2069), so that it moves no word around it.

    For display alone, the last step before it. A text that is right-to-left throughout stays as it is (Unicode Standard Annex 9, 2.4).
    """
    if text.isascii() or not _STRETCH.search(text) or _STRETCH.fullmatch(text):
        return text
    return _STRETCH.sub(lambda found: f"{_FIRST_STRONG_ISOLATE}{found.group()}{_POP_ISOLATE}", text)
