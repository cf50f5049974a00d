"""Text to `Name`: the words of a name with what each of them does in it."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import TypeVar

from screening.model import PartyKind
from screening.names.damaged import mended
from screening.names.folding import latinise, spell_out, unmasked, written_words
from screening.names.legal_forms import Item, mark_legal_forms
from screening.names.lexicon import Role, lexicon
from screening.names.name import LIGHT_KINDS, Name, Token, TokenKind
from screening.names.numbers import with_digits, without_endings
from screening.names.roles import JOINING_WORDS, assign_roles
from screening.names.sound import hear
from screening.names.spacing import respaced, shows_a_gap
from screening.names.tokens import (
    FORM_START,
    GLUED,
    LETTER,
    NUMBER,
    ORGANIZATION,
    as_written,
    token,
    traits,
    unglued,
)

_T = TypeVar("_T")
_WORD = re.compile(r"[a-z0-9]+")
# "A/S", "M/V", "S/A": one abbreviation; "c/o" is not.
_SLASHED = re.compile(r"\b(?!c/o\b)([a-z])\s?/\s?([a-z])\b")
_LETTERS = re.compile(r"[A-Za-z0158](?:\.[A-Za-z0158])*\.?,?")
_POINTED = re.compile(r"[.,]")
_JOINING = re.compile(r"[,/&]")
_VESSEL_PREFIX = re.compile(r"\s*[ms]/[vtsy]\b")
_KINDS_WITH_LEGAL_FORMS = frozenset({PartyKind.ORGANIZATION, PartyKind.ANY})
# Every sign that is read as a comma.
_COMMA = re.compile("[,\u060c\u3001\ufe10\ufe50\ufe51\uff0c\U0001f101-\U0001f10a]")
# "Co., Ltd": the comma parts one legal form.
_SPLIT_FORM = re.compile(r"\b(co|company|corp|corporation)\s*,(?=\s*(?:ltd|limited|inc|llc)\b)")
# The Persian link in "Sepah-e Qods" and "Lashkar-i-Taiba"; other spellings leave it out.
_LINK = re.compile(r"(?<=[a-z]{3})-[ei](?=[- ]+[a-z])")
# In a name whose kind is not known, more words than these are no person's (the longest listed ones), or no "SURNAME, Given".
_MOST_WORDS_OF_A_PERSON = 10
_MOST_WORDS_OF_A_SURNAME = 4
_MOST_GIVEN_NAMES = 7
_REMEMBERED = 1 << 19
_plain: dict[str, tuple[Token, ...] | None] = {}
"""Stretches of text and their plain tokens, as far as they are remembered."""


def parse_name(text: str, kind: PartyKind = PartyKind.ANY) -> Name:
    """The name in `text`, read as that of a party of `kind`.

    Pure, and never raises. A text that holds a letter or a digit never gives zero tokens, nor an empty `folded`; a name made of
    legal forms, titles and particles alone keeps them as words.
    """
    plain = _plain_words(text)
    if plain:
        return _assembled(text, plain, frozenset(), kind)
    pointed = "." in text and kind in _KINDS_WITH_LEGAL_FORMS
    spaced = respaced(text, kind)
    latin = latinise(_with_forms_joined(unmasked(spaced), kind) if pointed else spaced)
    if "/" in latin:
        if kind is PartyKind.ANY and _VESSEL_PREFIX.match(latin):
            kind = PartyKind.VESSEL
        latin = _SLASHED.sub(r"\1\2", latin)
    if "&" in latin:
        latin = latin.replace("&", " and ")
    if "-" in latin:
        latin = without_endings(_LINK.sub(" ", latin))
    if "," not in latin:
        words = _WORD.findall(latin)
        return _parse([words], words, text, kind)
    latin = _SPLIT_FORM.sub(r"\1 ", latin)
    sections = [words for words in map(_WORD.findall, latin.split(",")) if words]
    return _parse(sections, [word for section in sections for word in section], text, kind)


def may_be_moved(text: str) -> bool:
    """Does a comma part a text, so that the words of a name in it may change places?"""
    if not _COMMA.search(text):
        return False
    latin = latinise(text)
    return "," in latin and "," in _SPLIT_FORM.sub(r"\1 ", latin)


def are_pointed_letters(stretch: str) -> bool:
    """Is a stretch of text made of letters with points ("S.A.,", "P.")?"""
    return "." in stretch and _LETTERS.fullmatch(stretch) is not None


def _with_forms_joined(text: str, kind: PartyKind) -> str:
    # "G.L.G. S.A.": beside other letters, those with points between them that spell a legal form are a word.
    stretches = text.split(" ")
    letters = [_POINTED.sub("", each).casefold() if _LETTERS.fullmatch(each) else "" for each in stretches]
    if kind is PartyKind.ORGANIZATION:
        _mend_forms(stretches, letters)
    for place, spelled in enumerate(letters):
        beside = letters[max(0, place - 1) : place] + letters[place + 1 : place + 2]
        if len(spelled) > 1 and any(beside) and (spelled,) in lexicon().forms:
            stretches[place] = spelled + "," * stretches[place].endswith(",")
    return " ".join(stretches)


def _mend_forms(stretches: list[str], letters: list[str]) -> None:
    # "Kave, 5.A.": letters behind a name that spell a legal form but for a scanner, or an ear.
    for place, spelled in enumerate(letters):
        meant = mended(spelled)
        if place and len(spelled) > 1 and (spelled,) not in lexicon().forms and (meant,) in lexicon().forms:
            letters[place] = meant
            stretches[place] = mended(stretches[place].casefold())


def _plain_words(text: str) -> list[Token]:
    """The tokens of a name in which no word depends on its neighbours, or none."""
    tokens: list[Token] = []
    for stretch in text.split(" "):
        plain = plain_tokens(stretch)
        if plain is None:
            return []
        tokens += plain
    return tokens


def plain_tokens(stretch: str) -> tuple[Token, ...] | None:
    """The tokens of a stretch of text without spaces, where they are the same in every name; None where its neighbours have a say.

    A name whose stretches are all plain has their tokens, whatever the kind of its party.
    """
    return _plain.get(stretch) if stretch in _plain else plain_tokens_of((stretch,))[0]


def plain_tokens_of(stretches: Sequence[str]) -> list[tuple[Token, ...] | None]:
    """`plain_tokens` of many stretches at once, at half the cost."""
    new = {stretch: latinise(stretch) for stretch in stretches if stretch not in _plain}
    if new:
        words = [_words_of(latin) for latin in new.values()]
        hear(chain.from_iterable(words))
        if len(_plain) + len(new) > _REMEMBERED:
            _plain.clear()
        _plain.update(zip(new, map(_plain_or_none, new, new.values(), words), strict=True))
    # None is always right, if slow: another thread may have cleared what was remembered.
    return [_plain.get(stretch) for stretch in stretches]


def _plain_or_none(stretch: str, latin: str, words: list[str]) -> tuple[Token, ...] | None:
    if (not latin.isalnum() and _JOINING.search(latin)) or shows_a_gap(stretch):
        return None
    for word in words:
        if traits(word) & ~ORGANIZATION:
            return None
    tokens = [token(word) for word in words]
    return tuple(tokens if stretch.isascii() else as_written(tokens, written_words(stretch)))


def latin_words(stretch: str) -> list[str]:
    """The folded words of a stretch of text, as they stand."""
    return _words_of(latinise(stretch))


def _words_of(latin: str) -> list[str]:
    return [latin] if latin.isalnum() else _WORD.findall(latin)


def _parse(sections: list[list[str]], words: list[str], text: str, kind: PartyKind) -> Name:
    if not words:
        spelled = spell_out(text)
        return _assemble(text, [token(spelled)] if spelled else [], frozenset(), kind)
    found = 0
    for word in words:
        found |= traits(word)
    if found & NUMBER and kind in _KINDS_WITH_LEGAL_FORMS:
        sections = [with_digits(section) for section in sections]
        words = _flat(sections)
    if found & GLUED:
        if kind in _KINDS_WITH_LEGAL_FORMS:
            sections = [unglued(section) for section in sections]
            words = unglued(words)
        found = (found | FORM_START) & ~GLUED
    if len(sections) == 1 and not found & ~(FORM_START | ORGANIZATION):
        # The commonest company name: legal forms among plain words.
        items = _parts(sections, found, kind)[0]
        tokens = [item if isinstance(item, Token) else token(item) for item in items]
        if any(one.kind is TokenKind.WORD for one in tokens):
            return _assemble(text, tokens, frozenset(), kind)
    if found:
        return _parse_parts(_parts(sections, found, kind), words, text, kind)
    person = kind is PartyKind.PERSON or (kind is PartyKind.ANY and len(words) <= _MOST_WORDS_OF_A_PERSON)
    plain, surname = _in_natural_order(sections, kind) if person else (words, frozenset[int]())
    return _assemble(text, [token(word) for word in plain], surname, kind)


def _parts(sections: list[list[str]], found: int, kind: PartyKind) -> list[list[Item]]:
    if found & (FORM_START | LETTER) and kind in _KINDS_WITH_LEGAL_FORMS:
        return [mark_legal_forms(section, kind) for section in sections]
    return [list(section) for section in sections]


def _parse_parts(parts: list[list[Item]], words: list[str], text: str, kind: PartyKind) -> Name:
    person = kind is PartyKind.PERSON or (kind is PartyKind.ANY and _may_be_a_person(parts))
    suffixes = _take_suffixes(parts) if person and len(parts) > 1 else []
    items, surname = _in_natural_order(parts, kind) if person else (_flat(parts), frozenset[int]())
    items += suffixes
    tokens = assign_roles(items, kind, person, surname)
    if all(one.kind in LIGHT_KINDS for one in tokens):
        has_form = any(one.kind is TokenKind.LEGAL_FORM for one in tokens)
        kept = words if has_form else [one.text for one in tokens]
        return _assemble(text, [token(word) for word in kept], frozenset(), kind)
    return _assemble(text, tokens, surname if len(tokens) == len(items) else frozenset(), kind)


def _may_be_a_person(parts: list[list[Item]]) -> bool:
    """Nothing in the name says that it is an organisation's: no legal form, no number, no "&", no word like "bank"."""
    roles = lexicon().roles
    items = _flat(parts)
    return len(items) <= _MOST_WORDS_OF_A_PERSON and not any(
        isinstance(item, Token)
        or roles.get(item) is Role.ORGANIZATION
        or item in JOINING_WORDS
        or item[0].isdigit()
        for item in items
    )


def _take_suffixes(parts: list[list[Item]]) -> list[Item]:
    """Suffixes at the end of a name with commas ("Smith, John Jr.", "Smith, John, PhD"), taken out of `parts`."""
    suffixes: list[Item] = []
    while len(parts) > 1 and _is_suffix(parts[-1][-1]):
        suffixes.insert(0, parts[-1].pop())
        if not parts[-1]:
            parts.pop()
    return suffixes


def _is_suffix(item: Item) -> bool:
    return isinstance(item, str) and (lexicon().roles.get(item) is Role.SUFFIX or item in {"ii", "iii", "iv"})


def _in_natural_order(parts: list[list[_T]], kind: PartyKind) -> tuple[list[_T], frozenset[int]]:
    """ "SURNAME, Given" turned round, with the indexes of the surname; other names as they stand."""
    if len(parts) != 2:
        return _flat(parts), frozenset()
    surname, given = parts
    too_long = len(surname) > _MOST_WORDS_OF_A_SURNAME or len(given) > _MOST_GIVEN_NAMES
    if kind is not PartyKind.PERSON and too_long:
        return _flat(parts), frozenset()
    # "Dr SMITH, John": the title stands before the whole name.
    before = {Role.TITLE, Role.TITLE_PERSON} if kind is PartyKind.PERSON else {Role.TITLE}
    titles = 0
    while titles < len(surname) - 1 and lexicon().roles.get(str(surname[titles])) in before:
        titles += 1
    given = surname[:titles] + given
    surname = surname[titles:]
    return given + surname, frozenset(range(len(given), len(given) + len(surname)))


def _flat(parts: list[list[_T]]) -> list[_T]:
    return [item for part in parts for item in part]


def _assemble(text: str, tokens: list[Token], surname: frozenset[int], kind: PartyKind) -> Name:
    return _assembled(text, as_written(tokens, written_words(text)), surname, kind)


def _assembled(text: str, tokens: list[Token], surname: frozenset[int], kind: PartyKind) -> Name:
    weighty = [
        found.canon if found.kind is TokenKind.NUMBER and len(found.text) > 1 else found.text
        for found in tokens
        if found.kind not in LIGHT_KINDS
    ]
    return Name(text, tuple(tokens), surname, " ".join(weighty), kind is PartyKind.ORGANIZATION)
