"""Finds legal forms among the words of a name and makes each a token without weight."""

import re

from screening.model import PartyKind
from screening.names.lexicon import LegalForm, Place, form_key, lexicon
from screening.names.name import Token
from screening.names.tokens import legal_form

Item = str | Token
"""A folded word that is still to be judged, or a token that has been."""

# "Ivanov S.A." and "Smirnova A. O." are people: the endings of East Slavic, Armenian and Georgian family names.
_FAMILY_NAME = re.compile(r".+(?:[oe]va?|ina?|yna?|ski?[iy]|sky|skaya|enko|uk|yan|ian|dze|shvili|vich|[oe]w)")
_ANYWHERE = frozenset({Place.ANY})
_AT_THE_END = {True: frozenset(Place), False: frozenset({Place.ANY, Place.EDGE, Place.END})}
_AT_THE_START = {True: frozenset(Place), False: frozenset({Place.ANY, Place.EDGE})}


def mark_legal_forms(words: list[str], kind: PartyKind) -> list[Item]:
    """The words of one stretch between commas, legal forms replaced by tokens.

    A form spelled letter by letter ("S. A.", "d.o.o.") is one too, unless the name reads as a family name with initials.
    """
    items: list[Item] = list(words)
    organization = kind is PartyKind.ORGANIZATION
    if any(form_key(word) in lexicon().form_starts for word in words):
        _mark_anywhere(items)
        _mark_end(items, _AT_THE_END[organization])
        _mark_start(items, _AT_THE_START[organization])
    return _mark_spelled(items, organization)


def _find(words: list[str], places: frozenset[Place]) -> LegalForm | None:
    form = lexicon().forms.get(tuple(form_key(word) for word in words))
    return form if form and form.place in places else None


def _stretch(items: list[Item], start: int, stop: int) -> list[str]:
    """The unjudged words from `start` to `stop`, or none where a token stands between them."""
    words = [item for item in items[start:stop] if isinstance(item, str)]
    return words if len(words) == stop - start else []


def _mark_anywhere(items: list[Item]) -> None:
    start = 0
    while start < len(items):
        item = items[start]
        longest = lexicon().form_starts.get(form_key(item), 0) if isinstance(item, str) else 0
        _mark_longest(items, start, [start + length for length in range(longest, 0, -1)], _ANYWHERE)
        start += 1


def _mark_longest(items: list[Item], start: int, stops: list[int], places: frozenset[Place]) -> bool:
    for stop in stops:
        words = _stretch(items, start, stop) if stop <= len(items) else []
        form = _find(words, places) if words else None
        if form:
            items[start:stop] = [legal_form(words, form.canon)]
            return True
    return False


def _mark_end(items: list[Item], places: frozenset[Place]) -> None:
    stop = len(items)
    while stop > 0:
        if isinstance(items[stop - 1], Token):
            stop -= 1
            continue
        found = next(
            (start for start in range(max(0, stop - 4), stop) if _mark_longest(items, start, [stop], places)),
            None,
        )
        if found is None:
            return
        stop = found


def _mark_start(items: list[Item], places: frozenset[Place]) -> None:
    start = 0
    while start < len(items):
        if isinstance(items[start], str) and not _mark_longest(
            items, start, [start + length for length in range(4, 0, -1)], places
        ):
            return
        start += 1


def _mark_spelled(items: list[Item], organization: bool) -> list[Item]:
    """Runs of single letters that spell a form which is written as one word elsewhere ("L. L. C.")."""
    start = 0
    while start < len(items):
        stop = start
        while stop < len(items) and len(_letter(items[stop])) == 1:
            stop += 1
        letters = [_letter(item) for item in items[start:stop]]
        at_edge = start == 0 or stop == len(items)
        form = _find(["".join(letters)], _AT_THE_END[organization] if at_edge else _ANYWHERE)
        if len(letters) > 1 and form and (organization or not _reads_as_initials(items, letters)):
            items[start:stop] = [legal_form(["".join(letters)], form.canon)]
            stop = start
        start = max(stop, start) + 1
    return items


def _letter(item: Item) -> str:
    return item if isinstance(item, str) else ""


def _reads_as_initials(items: list[Item], letters: list[str]) -> bool:
    words = [item for item in items if isinstance(item, str) and len(item) > 1]
    return len(letters) == 2 and len(words) == 1 and _FAMILY_NAME.fullmatch(words[0]) is not None
