"""The form in which two writings of a name are compared: tokens with their kind, their sound and their canonical class."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class TokenKind(StrEnum):
    """What a token does in its name; LEGAL_FORM, TITLE and PARTICLE carry no weight of their own."""

    WORD = "word"
    NUMBER = "number"
    INITIAL = "initial"
    LEGAL_FORM = "legal_form"
    TITLE = "title"
    PARTICLE = "particle"


LIGHT_KINDS = frozenset({TokenKind.LEGAL_FORM, TokenKind.TITLE, TokenKind.PARTICLE})

MEANT = "="
"""Stands before the class of an ordinary word of organisations' names, which is its English."""


class Token(NamedTuple):
    """One word of a name: a tuple, for tokens are made and looked up by the million.

    `text` is folded Latin, `[a-z0-9]+`, never empty. `sound` is equal for spellings of one word that differ only by the
    system of transliteration; that of a legal form is its class and country, "llcgb" for "Ltd" and "Limited". `canon` is the canonical class of a legal form ("llc"), of a given name that is known to have
    equivalents ("aleksandr" for Sasha and Alexander), the English of an ordinary word of organisations' names ("=plant"), or the digits of a number ("2" for "two", "II" and "2nd"); else empty.
    `written` is the word as it stands in a script that may be read in several ways (see `readings`), else empty.
    """

    text: str
    sound: str
    kind: TokenKind
    canon: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready to be compared.

    `text` is the name as written. `tokens` stand in the order of the text, save that "SURNAME, Given" is turned to natural
    order. `surname` holds the indexes of tokens known to be the family name, empty where the text does not tell. `folded`
    joins the tokens that carry weight: equal for two names that are the same after folding. `organization` says that the bearer is known
    to be one.
    """

    text: str
    tokens: tuple[Token, ...]
    surname: frozenset[int]
    folded: str
    organization: bool = False

    @property
    def core(self) -> tuple[Token, ...]:
        """The tokens that carry weight: words, numbers and initials, in order."""
        return tuple(token for token in self.tokens if token.kind not in LIGHT_KINDS)

    @property
    def joined(self) -> str:
        """`folded` without its spaces: equal for names that differ in spacing and hyphens alone."""
        return self.folded.replace(" ", "")

    @property
    def legal_forms(self) -> tuple[str, ...]:
        """The canonical classes of the legal forms in the name ("llc", "jsc"), in order."""
        return tuple(token.canon for token in self.tokens if token.kind is TokenKind.LEGAL_FORM)
