"""Abbreviations by which bodies are as well known as by their names ("IRGC", "PLA"), from the reviewed table."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "abbreviations.tsv"


def spelled_out(word: str) -> tuple[str, ...]:
    """The folded words that a folded word is known to be short for ("pla": "peoples", "liberation", "army"); none for any other word."""
    return _abbreviations().get(word, ())


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {letters: tuple(name.split()) for letters, name, _source in rows}
