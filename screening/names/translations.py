"""Ordinary words of organisations' names in other languages, as the reviewed table has them."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "translated_words.tsv"
_SHORTEST_UNSPACED = 2


@cache
def translations() -> tuple[tuple[str, str], ...]:
    """Every word of the table as written, with its English."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((word, english) for english, words, _language, _source in rows for word in words.split())


@cache
def unspaced_words() -> frozenset[str]:
    """Those of two signs and more in Han, Kana and Hangul, which stand in names without spaces around them."""
    return frozenset(
        word
        for word, _ in translations()
        if len(word) >= _SHORTEST_UNSPACED and all(char >= "\u3041" for char in word)
    )
