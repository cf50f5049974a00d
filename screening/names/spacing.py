"""Spaces that a typist left out and capitals still show: "AlisherUsmanov", "JC Juncker", "SiemensAG"."""

import re

from screening.model import PartyKind
from screening.names.folding import fold
from screening.names.lexicon import lexicon

# Two capitals that are no syllable, two names of some letters, or a company's legal form behind a word: all that is parted below, and a little more.
_SHOWN = re.compile(
    r"^[B-DF-HJ-NP-TV-XZ]{2}$|[A-Z][a-z]{2,}[A-Z][a-z]{2}|[^\W\d_A-Z]{3}(?:[A-Z]{2}|GmbH|Ltd|Inc)"
)
_GLUED_INITIALS = re.compile(r"(?<![^\s])([B-DF-HJ-NP-TV-XZ])([B-DF-HJ-NP-TV-XZ])(?=\s)")
_SMALL = re.compile(r"[a-z]{2}")
_PREFIXED = "(?!Mac|Fitz)"
_NAMES = re.compile(rf"(?<!\S){_PREFIXED}[A-Z][a-z]{{3,}}(?:[A-Z][a-z]{{3,}})+(?!\S)")
_ONLY_NAMES = re.compile(rf"{_PREFIXED}[A-Z][a-z]{{2,}}(?:[A-Z][a-z]{{2,}})+")
"""Fewer letters will do in a name that is one word."""
_BETWEEN = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEFORE_A_FORM = re.compile(r"(?<=[^\W\d_A-Z]{3})([A-Z]{2,5}|GmbH|Ltd|Inc)(?![A-Za-z])")
_FEWEST_BEFORE_TWO = 6
"""Letters before a form of two that many names end in: "PetroSA" is one."""
_ENDS_NO_NAME = frozenset({"AG", "KG", "NV", "BV", "OY"})
_KEPT = frozenset({"NG", "FC"})
"""A family name of two consonants, and a club."""


def shows_a_gap(stretch: str) -> bool:
    """May a stretch of text without spaces be several words, by its capitals?"""
    return not stretch[1:].islower() and _SHOWN.search(stretch) is not None


def respaced(text: str, kind: PartyKind) -> str:
    """The name with a space where its capitals show one: between names and initials of a person, before a company's legal form."""
    if kind is PartyKind.PERSON:
        if _ONLY_NAMES.fullmatch(text):
            return _BETWEEN.sub(" ", text)
        text = _NAMES.sub(lambda glued: _BETWEEN.sub(" ", glued.group()), text)
        return _GLUED_INITIALS.sub(_initials, text) if _SMALL.search(text) else text
    if kind in (PartyKind.ORGANIZATION, PartyKind.ANY):
        return " ".join([_before_a_form(stretch) for stretch in text.split(" ")])
    return text


def _initials(letters: re.Match[str]) -> str:
    return letters.group() if letters.group() in _KEPT else " ".join(letters.groups())


def _before_a_form(stretch: str) -> str:
    found = _BEFORE_A_FORM.search(stretch)
    if found is None:
        return stretch
    doubtful = len(found.group(1)) == 2 and found.group(1) not in _ENDS_NO_NAME
    if doubtful and found.start(1) < _FEWEST_BEFORE_TWO:
        return stretch
    known = (fold(found.group(1)),) in lexicon().forms
    return f"{stretch[: found.start(1)]} {stretch[found.start(1) :]}" if known else stretch
