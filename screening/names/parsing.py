"""Text to `Name`: the words of a name with what each of them does in it."""

import re

from screening.model import PartyKind
from screening.names.name import Name, Token, TokenKind

_WORD = re.compile(r"[a-z0-9]+")


def parse_name(text: str, kind: PartyKind = PartyKind.ANY) -> Name:
    """The name in `text`; never raises, and a text that holds a letter or a digit never gives zero tokens."""
    from anyascii import anyascii

    words = _WORD.findall(anyascii(text).lower())
    tokens = tuple(Token(word, word, TokenKind.WORD) for word in words)
    return Name(text, tokens, frozenset(), " ".join(words))
