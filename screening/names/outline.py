"""The outline of a name: words that have no say in what their neighbours are, each replaced by a stand-in, so that few outlines are parsed."""

from functools import lru_cache

from screening.names.damaged import ends_a_form
from screening.names.folding import latinise
from screening.names.legal_forms import in_a_form, looks_like_a_family_name
from screening.names.lexicon import Role, lexicon
from screening.names.numbers import is_part_of_a_number
from screening.names.parsing import are_pointed_letters, latin_words, plain_tokens
from screening.names.roles import JOINING_WORDS, NUMBER_SIGNS
from screening.names.scripts import LOOK_ALIKES, Script
from screening.names.spacing import shows_a_gap
from screening.names.tokens import token

_SHORT = 2
_STAND_INS = ("zj", "zzj", "zzjova", "bank")
"""Words that are in no table: one of two letters, one of more, and one that reads as a family name; and one that tells an organisation's name."""

STAND_INS = frozenset(_STAND_INS)


@lru_cache(maxsize=1 << 18)
def outlined(stretch: str) -> str | None:
    """A stretch of text without spaces, or its words' stand-ins where they are plain words to any neighbour; None where a stand-in could not be told from it.

    A name of which no comma moves words (`may_be_moved`) parses as its outline does, with the tokens of the replaced stretches in place of
    the stand-ins, in order.
    """
    looks_latin = LOOK_ALIKES[Script.LATIN]
    if not plain_tokens(stretch) or (
        not stretch.isascii() and any(ord(char) in looks_latin for char in stretch)
    ):
        return _as_it_is(stretch)
    words = latin_words(stretch)
    return _as_it_is(stretch) if any(map(_has_a_say, words)) else " ".join(map(_stand_in, words))


def _as_it_is(stretch: str) -> str | None:
    words = latin_words(stretch)
    # An abbreviation may be short for a stand-in, and the end of a legal form makes one with whatever stands before it.
    if shows_a_gap(stretch) or not STAND_INS.isdisjoint(token(word).text for word in words):
        return None
    if any(map(ends_a_form, words)):
        return None
    # Names differ in capitals and points more than in what these do, but where points tell a legal form from other letters.
    if are_pointed_letters(stretch):
        return stretch.lower()
    return latinise(stretch) if stretch.isascii() else stretch


def _has_a_say(word: str) -> bool:
    if word in NUMBER_SIGNS or word in JOINING_WORDS or is_part_of_a_number(word) or in_a_form(word):
        return True
    role = lexicon().roles.get(word)
    organization = role is Role.ORGANIZATION and len(word) > _SHORT and not looks_like_a_family_name(word)
    return role is not None and not organization


def _stand_in(word: str) -> str:
    short, longer, family, organization = _STAND_INS
    if word in lexicon().roles:
        return organization
    if looks_like_a_family_name(word):
        return family
    return short if len(word) == _SHORT else longer
