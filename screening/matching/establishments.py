"""Branches and offices of an organisation, named after it with their place: "Bank Rossiya, Moscow Branch" is Bank Rossiya."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from screening.names import Token, TokenKind

AROUND = 2
"""Words on either side of "branch" that may say which branch it is: "Dubai Main Branch", "Filiale Frankfurt am Main"."""

_WORDS = Path(__file__).resolve().parent / "data" / "establishments.tsv"


def is_establishment(token: Token) -> bool:
    """Does the word say that what is named is a part of an organisation ("branch", "office", "filial")?"""
    return token.kind is TokenKind.WORD and token.text in establishment_words()


def of_establishments(tokens: Sequence[Token], weights: Sequence[int], left: Sequence[int]) -> frozenset[int]:
    """The indexes among `left` of words that say that it is a branch or an office, and which: AROUND words beside it that are left over too.

    `weights` stand beside the tokens; words without weight are passed over.
    """
    weighty = [index for index in range(len(tokens)) if weights[index]]
    found: set[int] = set()
    for place, index in enumerate(weighty):
        if index in left and is_establishment(tokens[index]):
            found.add(index)
            found |= _beside(weighty[place + 1 :], left)
            found |= _beside(weighty[:place][::-1], left)
    return frozenset(found)


def _beside(others: Sequence[int], left: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for index in others[:AROUND]:
        if index not in left:
            break
        found.add(index)
    return found


@cache
def establishment_words() -> frozenset[str]:
    """The folded words that say so."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if line and not line.startswith("#"))
