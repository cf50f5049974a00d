"""Decides what each word of a name does where it stands: initial, title, particle, number, or a word of weight."""

from itertools import groupby

from screening.model import PartyKind
from screening.names.legal_forms import Item
from screening.names.lexicon import Role, lexicon
from screening.names.name import Token, TokenKind
from screening.names.numbers import number_words
from screening.names.tokens import LETTER_NUMERALS, ROMAN, is_number, token

NUMBER_SIGNS = frozenset({"no", "nr", "num", "number", "n"})
JOINING_WORDS = frozenset({"and", "of", "the", "for"})
"""Words that no person's name has."""

_GENERATIONS = frozenset({"ii", "iii", "iv"})
_TITLES_OF = {
    PartyKind.PERSON: frozenset({Role.TITLE, Role.TITLE_PERSON}),
    PartyKind.ANY: frozenset({Role.TITLE}),
    PartyKind.VESSEL: frozenset({Role.VESSEL}),
}
_TITLES = frozenset({Role.TITLE, Role.SUFFIX})
_SHORT_RANK = 3
NAMES_AND_TITLES = frozenset({"sayyid"})
"""Classes of given names that honour whoever bears them as a title does."""
_KINDS_WITH_SUFFIXES = frozenset({PartyKind.PERSON, PartyKind.ANY})
# A run of single letters this long is an abbreviation ("m i n s"), unless the party is known to be a person.
_ABBREVIATION = 3
_LINKS = frozenset({"y", "e"})
# A particle that may be a name itself is light only between names of some length: "Li An Na" has three names.
_LONG_ENOUGH = 3


def is_title(token: Token) -> bool:
    """Is a word of weight one that stands before or after the names of people ("prof", "jr")?"""
    return token.kind is TokenKind.WORD and lexicon().roles.get(token.text) in _TITLES


def is_title_anywhere(token: Token) -> bool:
    """The same, or a title that is a given name too ("sayyid"), or a short rank that is a word of few firms ("gen", "eng")."""
    rank = token.kind is TokenKind.WORD and len(token.text) <= _SHORT_RANK
    short = rank and lexicon().roles.get(token.text) is Role.TITLE_PERSON
    return is_title(token) or short or token.canon in NAMES_AND_TITLES


def assign_roles(items: list[Item], kind: PartyKind, person: bool, surname: frozenset[int]) -> list[Token]:
    """The tokens of a name's items, in order; fewer than the items where single letters were joined to a word.

    `person` says that the name reads as a person's, known or not; `surname` indexes the items that are a family name.
    """
    joined = _join_letters(items, kind, person)
    kinds = [_kind_by_itself(item, person) for item in joined]
    titles = _TITLES_OF.get(kind, frozenset()) if person or kind is PartyKind.VESSEL else frozenset()
    _mark_titles(joined, kinds, titles, min(surname, default=len(joined)))
    if person:
        _mark_titles_within(joined, kinds)
    _mark_suffixes(joined, kinds, kind)
    _mark_number_signs(joined, kinds)
    if not person:
        _mark_last_numeral(joined, kinds)
    _mark_particles(joined, kinds, person)
    return [
        item if isinstance(item, Token) else token(item, found)
        for item, found in zip(joined, kinds, strict=True)
    ]


def _join_letters(items: list[Item], kind: PartyKind, person: bool) -> list[Item]:
    """ "m i n s" is "mins", "A. V. Bortnikov" keeps its initials."""
    if kind is PartyKind.PERSON:
        return items
    joined: list[Item] = []
    linking = {index for index in range(len(items)) if not person and _links(items, index)}
    numbered = enumerate(items)
    for single, group in groupby(numbered, lambda each: each[0] not in linking and _is_letter(each[1])):
        run = [item for _, item in group]
        initials = person and len(run) < _ABBREVIATION and len(run) < len(items)
        if single and len(run) > 1 and not initials:
            joined.append("".join(item for item in run if isinstance(item, str)))
        else:
            joined.extend(run)
    return joined


def _is_letter(item: Item) -> bool:
    return isinstance(item, str) and len(item) == 1 and item.isalpha()


def _links(items: list[Item], index: int) -> bool:
    # "D. y Muelles": the Spanish "and" after one letter and before a word is no letter of an abbreviation.
    after = items[index + 1] if index + 1 < len(items) else ""
    alone = index == 1 and _is_letter(items[0]) and isinstance(after, str) and len(after) > 1
    return alone and items[index] in _LINKS


def _kind_by_itself(item: Item, person: bool) -> TokenKind:
    if isinstance(item, Token):
        return item.kind
    if person and len(item) == 1 and item.isalpha():
        return TokenKind.INITIAL
    if is_number(item) or (item in ROMAN and not person):
        return TokenKind.NUMBER
    return TokenKind.WORD


def _mark_titles(items: list[Item], kinds: list[TokenKind], titles: frozenset[Role], surname: int) -> None:
    """Titles count before the first word of weight; a ship's prefix before the ship's name.

    A word that may be a given name is one where no other stands before the surname ("JOHNSON, Prince").
    """
    for index, item in enumerate(items):
        role = lexicon().roles.get(item) if isinstance(item, str) else None
        if kinds[index] is TokenKind.INITIAL:
            continue  # "A. Sheikh Yusuf": the initial of a family name before title and given names
        if role not in titles or (role is Role.TITLE_PERSON and index + 1 == surname):
            return
        kinds[index] = TokenKind.TITLE


def _mark_titles_within(items: list[Item], kinds: list[TokenKind]) -> None:
    """A sure title within a name ("Yusuf Sheikh AASI") is light where two names of some length stand without it."""
    roles = lexicon().roles
    words = [
        item
        for item, kind in zip(items, kinds, strict=True)
        if kind is TokenKind.WORD and isinstance(item, str)
    ]
    titles = [word for word in words[:-1] if roles.get(word) is Role.TITLE]
    if titles and sum(len(word) >= _LONG_ENOUGH and word not in titles for word in words) > 1:
        for index, item in enumerate(items[:-1]):
            if item in titles:
                kinds[index] = TokenKind.TITLE


def _mark_suffixes(items: list[Item], kinds: list[TokenKind], kind: PartyKind) -> None:
    for index in range(len(items) - 1, 0, -1):
        item = items[index]
        if not isinstance(item, str):
            return
        generation = item in _GENERATIONS and kind is PartyKind.PERSON
        if item in ROMAN and kind is PartyKind.ANY:
            kinds[index] = TokenKind.NUMBER
        elif generation or (kind in _KINDS_WITH_SUFFIXES and lexicon().roles.get(item) is Role.SUFFIX):
            kinds[index] = TokenKind.TITLE
        else:
            return


def _mark_last_numeral(items: list[Item], kinds: list[TokenKind]) -> None:
    """ "Fund V L.P.": a numeral of one letter, last of the words, is a number."""
    words = [index for index, item in enumerate(items) if isinstance(item, str)]
    if len(words) > 1 and items[words[-1]] in LETTER_NUMERALS:
        kinds[words[-1]] = TokenKind.NUMBER


def _mark_number_signs(items: list[Item], kinds: list[TokenKind]) -> None:
    for index in range(len(items) - 1):
        in_letters = items[index + 1] in number_words()
        if items[index] in NUMBER_SIGNS and (in_letters or kinds[index + 1] is TokenKind.NUMBER):
            kinds[index] = TokenKind.PARTICLE


def _mark_particles(items: list[Item], kinds: list[TokenKind], person: bool) -> None:
    """Sure particles are light; those that may be names only where two names of some length remain without them.

    A particle leads to another word: the last item of a name is none ("KO Tae Bin").
    """
    maybe = {Role.PARTICLE_UNSURE} if person else {Role.PARTICLE_UNSURE, Role.JOINING}
    sure: list[int] = []
    unsure: list[int] = []
    names = long_names = 0
    for index, item in enumerate(items):
        if kinds[index] is not TokenKind.WORD or not isinstance(item, str):
            names += kinds[index] in {TokenKind.NUMBER, TokenKind.INITIAL}
            continue
        role = lexicon().roles.get(item)
        if role is Role.PARTICLE:
            sure.append(index)
        elif role in maybe and index > 0:
            unsure.append(index)
        else:
            names += 1
            long_names += len(item) >= _LONG_ENOUGH
    light = (sure if names else []) + (unsure if long_names > 1 else [])
    for index in light:
        if index < len(items) - 1:
            kinds[index] = TokenKind.PARTICLE
