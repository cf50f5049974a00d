"""Finds legal forms among the words of a name and makes each a token without weight."""

import re
from functools import lru_cache

from screening.model import PartyKind
from screening.names.damaged import form_word, mended
from screening.names.lexicon import LegalForm, Place, Role, lexicon
from screening.names.name import Token
from screening.names.tokens import FORM_START, LETTER_NUMERALS, legal_form, traits

Item = str | Token
"""A folded word that is still to be judged, or a token that has been."""

# "Ivanov S.A." and "Smirnova A. O." are people: the endings of East Slavic, Armenian and Georgian family names.
_FAMILY_NAME = re.compile(r".+(?:[oe]va?|ina?|yna?|ski?[iy]|sky|skaya|enko|uk|yan|ian|dze|shvili|vich|[oe]w)")
_OTHER = "other word"
"""Stands for any word that is part of no legal form; with its space, no word itself."""

_ANYWHERE = frozenset({Place.ANY})
_AT_THE_END = {True: frozenset(Place), False: frozenset({Place.ANY, Place.EDGE, Place.END})}
_AT_THE_START = {True: frozenset(Place), False: frozenset({Place.ANY, Place.EDGE})}


def mark_legal_forms(words: list[str], kind: PartyKind) -> list[Item]:
    """The words of one stretch between commas, legal forms replaced by tokens.

    A form spelled letter by letter ("S. A.", "d.o.o.") is one too, unless the name reads as a family name with initials.
    """
    organization = kind is PartyKind.ORGANIZATION
    if any(len(word) == 1 for word in words):
        items = list(_marked(tuple(words), organization))
        _mark_spelled(items, organization)
        return items
    # Which words make a form depends on those alone that some form is made of: few patterns of them, for all names there are.
    pattern = tuple([word if in_a_form(word) or word in lexicon().roles else _OTHER for word in words])
    others = iter([word for word, kept in zip(words, pattern, strict=True) if kept is _OTHER])
    return [next(others) if item is _OTHER else item for item in _marked(pattern, organization)]


@lru_cache(maxsize=1 << 16)
def _marked(words: tuple[str, ...], organization: bool) -> tuple[Item, ...]:
    items: list[Item] = list(words)
    if any(word is not _OTHER and traits(word) & FORM_START for word in words):
        _mark_anywhere(items)
        _mark_end(items, _AT_THE_END[organization])
        _mark_start(items, _AT_THE_START[organization])
    return tuple(items)


@lru_cache(maxsize=1 << 18)
def in_a_form(word: str) -> bool:
    """Is some legal form made of this folded word, alone or with others?"""
    return form_word(word) in lexicon().form_words


def _find(words: list[str], places: frozenset[Place]) -> LegalForm | None:
    form = lexicon().forms.get(tuple(form_word(word) for word in words))
    return form if form and form.place in places else None


def _stretch(items: list[Item], start: int, stop: int) -> list[str]:
    """The unjudged words from `start` to `stop`, or none where a token stands between them."""
    words = [item for item in items[start:stop] if isinstance(item, str)]
    return words if len(words) == stop - start else []


def _mark_anywhere(items: list[Item]) -> None:
    start = 0
    while start < len(items):
        _mark_from(items, start, _ANYWHERE)
        start += 1


def _mark_start(items: list[Item], places: frozenset[Place]) -> None:
    start = 0
    while start < len(items) and (_is_title(items[start]) or _mark_from(items, start, places)):
        start += 1


def _is_title(item: Item) -> bool:
    # A form, or a title that people put before a company's name as before a person's: "Dr. AO Kontsern Okeanpribor".
    return isinstance(item, Token) or lexicon().roles.get(item) is Role.TITLE


def _mark_from(items: list[Item], start: int, places: frozenset[Place]) -> bool:
    """Marks the longest form that starts at `start`; is there one?"""
    item = items[start]
    if isinstance(item, Token) or not traits(item) & FORM_START:
        return False
    longest = lexicon().form_starts[form_word(item)]
    return any(
        _mark(items, start, stop, places) for stop in range(min(start + longest, len(items)), start, -1)
    )


def _mark_end(items: list[Item], places: frozenset[Place]) -> None:
    """Marks the longest form at the end, then the one before it, and so on."""
    stop = len(items)
    while stop > 0:
        item = items[stop - 1]
        if not isinstance(item, Token) and not _is_suffix(item):
            longest = lexicon().form_ends.get(form_word(item), 0)
            starts = range(max(0, stop - longest), stop)
            found = next((start for start in starts if _mark(items, start, stop, places)), None)
            if found is None:
                return
            stop = found
        else:
            stop -= 1


def _is_suffix(word: str) -> bool:
    # "Havanatur S.A. Jr.": what people add to names of people may be added to any.
    return lexicon().roles.get(word) is Role.SUFFIX


def _mark(items: list[Item], start: int, stop: int, places: frozenset[Place]) -> bool:
    words = _stretch(items, start, stop)
    form = _find(words, places) if words else None
    if form is not None and _cuts_letters(items, start, stop):
        form = None
    if form:
        items[start:stop] = [legal_form(words, form)]
    return form is not None


def _cuts_letters(items: list[Item], start: int, stop: int) -> bool:
    """Would letters from `start` to `stop` be a part only of a run of letters ("A. S." of "S. A. S.")?"""
    if any(len(_word(item)) != 1 for item in items[start:stop]):
        return False
    before = start > 0 and len(_word(items[start - 1])) == 1 and items[start - 1] not in LETTER_NUMERALS
    return before or (stop < len(items) and len(_word(items[stop])) == 1)


def _mark_spelled(items: list[Item], organization: bool) -> None:
    """Runs of single letters that spell a form which is written as one word elsewhere ("L. L. C.")."""
    start = 0
    while start < len(items):
        stop = start
        while stop < len(items) and len(_word(items[stop])) == 1:
            stop += 1
        if 0 < start < stop - 2 and items[start] in LETTER_NUMERALS:
            start += 1  # "Fund V L. P."
        if stop > start + 1:
            letters = "".join(map(_word, items[start:stop]))
            at_edge = start == 0 or all(_is_suffix(_word(item)) for item in items[stop:])
            form = _find([letters], _AT_THE_END[organization] if at_edge else _ANYWHERE)
            if form is None and at_edge and organization and start > 0:
                form = _find([mended(letters)], _ANYWHERE | _AT_THE_END[False])
            if form and (organization or not _reads_as_initials(items, letters)):
                items[start:stop] = [legal_form([letters], form)]
                stop = start
        start = max(stop, start) + 1


def _word(item: Item) -> str:
    return item if isinstance(item, str) else ""


def _reads_as_initials(items: list[Item], letters: str) -> bool:
    words = [item for item in items if isinstance(item, str) and len(item) > 1]
    return len(letters) == 2 and len(words) == 1 and looks_like_a_family_name(words[0])


def looks_like_a_family_name(word: str) -> bool:
    """Does a folded word end as East Slavic, Armenian or Georgian family names do?"""
    return _FAMILY_NAME.fullmatch(word) is not None
