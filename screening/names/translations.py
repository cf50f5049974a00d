"""Ordinary words of organisations' names in other languages, as the reviewed table has them."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data" / "translated_words.tsv"
_SHORTEST_UNSPACED = 2
FIRST_UNSPACED = "\u3041"
"""The first sign of the scripts that write words without a space between them."""


class Meaning(NamedTuple):
    """One line of the table: English words that mean nearly the same, the first naming them all, and words of another language."""

    english: tuple[str, ...]
    words: tuple[str, ...]


@cache
def meanings() -> tuple[Meaning, ...]:
    """The table, line by line."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        Meaning(tuple(english.split()), tuple(words.split())) for english, words, _language, _source in rows
    )


@cache
def unspaced_words() -> frozenset[str]:
    """Those of two signs and more in Han, Kana and Hangul, which stand in names without spaces around them."""
    words = (word for meaning in meanings() for word in meaning.words)
    return frozenset(
        word for word in words if len(word) >= _SHORTEST_UNSPACED and min(word) >= FIRST_UNSPACED
    )
