"""Countries and cities that stand after an organisation's name, where a form has the place in the same field: "VTB Bank, Moscow"."""

from functools import cache
from pathlib import Path

from screening.matching.weights import shipped_weights
from screening.names import Token, TokenKind

_OF_A_PEOPLE = ("ian", "ish", "ese")
_CITIES = Path(__file__).resolve().parent / "data" / "cities.tsv"


def is_place(token: Token) -> bool:
    """Does the word name a country, by its code too, its people, or a city in which banks and companies have their seats?"""
    if token.kind is not TokenKind.WORD:
        return False
    return token.text in cities() or bool(shipped_weights().country(token))


def names_a_people(token: Token) -> bool:
    """Is the word the adjective of a country, which says where a thing is before its noun only: "Emma Syrian" is not Emma in Syria?"""
    return token.text.endswith(_OF_A_PEOPLE) and bool(shipped_weights().country(token))


@cache
def cities() -> frozenset[str]:
    """The folded words that name such a city."""
    lines = _CITIES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset(word for _, words in rows for word in words.split())
