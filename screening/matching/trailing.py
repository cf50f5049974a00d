"""Words that stand behind an organisation's name and make it no other: a place, or what it is called by ("VTB Bank, Moscow", "Sberbank Group")."""

from functools import cache
from pathlib import Path

from screening.matching.weights import shipped_weights
from screening.names import Token, TokenKind

_OF_A_PEOPLE = ("ian", "ish", "ese")
_CITIES = Path(__file__).resolve().parent / "data" / "cities.tsv"


_CALLED = frozenset(
    [
        "bank",
        "banka",
        "banco",
        "banque",
        "group",
        "gruppa",
        "gruppe",
        "grupo",
        "gruppo",
        "holding",
        "holdings",
    ]
)


def may_trail(token: Token) -> bool:
    """Does the word say where an organisation is, or that it is a bank or a group?"""
    return is_place(token) or (token.kind is TokenKind.WORD and token.text in _CALLED)


def is_place(token: Token) -> bool:
    """Does the word name a country, by its code too, its people, or a city in which banks and companies have their seats?"""
    if token.kind is not TokenKind.WORD:
        return False
    return token.text in _cities() or bool(shipped_weights().country(token))


def names_a_people(token: Token) -> bool:
    """Is the word the adjective of a country, which says where a thing is before its noun only: "Emma Syrian" is not Emma in Syria?"""
    return token.text.endswith(_OF_A_PEOPLE) and bool(shipped_weights().country(token))


def trailing_words() -> frozenset[str]:
    """The folded words that may trail and name no country."""
    return _CALLED | _cities()


@cache
def _cities() -> frozenset[str]:
    lines = _CITIES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset(word for _, words in rows for word in words.split())
