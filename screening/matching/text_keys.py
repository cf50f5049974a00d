"""How a listed name or identifier is written in a payment's text, and which are too common to be looked for there."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from screening.matching.weights import is_patronymic, weight_of
from screening.model import DECISIVE, AliasQuality, EntityName, Identifier, IdentifierKind, PartyKind
from screening.names import TokenKind, latinise, parse_name

_LEAST_WEIGHT = 800
"""A name whose words weigh less together ("Ali Hassan", "General Trading") stands in texts by chance; one word as rare as can be weighs 1,000."""

_LEAST_LETTERS, _LEAST_WEIGHT_ALONE = 8, 700
"""A name of one word is looked for where the word has so many letters and is so rare."""

_LEAST_WEIGHT_WITH_FORM = 450
"""A company's name of less weight is looked for with its legal form ("KOTI CORP")."""

_MARKERS = ("mv", "m v", "mt", "m t", "ss", "vessel", "vsl", "ship", "tanker", "motor vessel", "aircraft")
"""Words before a vessel's or an aircraft's name; with one of them, or with "IMO" behind it, a name of any length is looked for."""

_LEAST_IDENTIFIER = 6
_SEPARATED = str.maketrans({mark: " " for mark in map(chr, range(128)) if not mark.isalnum()})
_JOINING = re.compile(r"[.'`’ʼ]")
_SERIES = re.compile(r"(?<=[a-z])(?=\d)")
"""Between the series and the number of a paper ("AB 1234567")."""


class LeftOut(StrEnum):
    """Why a name is not looked for in texts, in words for the report."""

    WEAK = "weak aliases"
    COMMON = "short or common names"


class Key(NamedTuple):
    """Folded words to look for; the first `before` and the last `after` of them mark the name and are no part of it ("mv", "imo")."""

    words: str
    before: int = 0
    after: int = 0


def name_keys(name: EntityName, kind: PartyKind) -> list[Key] | LeftOut:
    """How a listed name may stand in a text, folded; or why it is not looked for in texts."""
    if name.quality is AliasQuality.WEAK:
        return LeftOut.WEAK
    orders = list(_orders(name.text, kind))
    weights = _weights(name.text, kind)
    if _is_telling(weights, kind):
        return [Key(order) for order in orders]
    if kind in (PartyKind.VESSEL, PartyKind.AIRCRAFT):
        marked = [Key(f"{marker} {order}", marker.count(" ") + 1) for order in orders for marker in _MARKERS]
        return [*(Key(f"{order} imo", 0, 1) for order in orders), *marked]
    has_form = orders[0] != orders[-1]
    if kind is not PartyKind.PERSON and has_form and sum(weights.values()) >= _LEAST_WEIGHT_WITH_FORM:
        return [Key(orders[0])]
    return LeftOut.COMMON


def fold(text: str) -> str:
    """Lower-case Latin words with a space before, between and after them; points and apostrophes join ("S.A." is "sa")."""
    plain = _JOINING.sub("", text)
    if not plain.isascii():
        plain = latinise(plain)
    return f" {' '.join(plain.lower().translate(_SEPARATED).split())} "


def _orders(text: str, kind: PartyKind) -> Iterator[str]:
    """The name as it is written; "SURNAME, Given" also in natural order and without patronymic; a company's without the legal form at its end or beginning."""
    whole = fold(text).strip()
    yield whole
    if kind is PartyKind.PERSON:
        surname, _, given = text.partition(",")
        if given.strip():
            yield f"{fold(given).strip()} {fold(surname).strip()}"
            yield from _without_patronymic(surname, given)
        return
    forms = {token.text for token in parse_name(text, kind).tokens if token.kind is TokenKind.LEGAL_FORM}
    words = whole.split()
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    while len(words) > 1 and words[0] in forms:
        words.pop(0)
    yield " ".join(words)


def _without_patronymic(surname: str, given: str) -> Iterator[str]:
    """Both orders of a person's name whose patronymic is left out, as most papers outside East Slavic countries do; none where it has none."""
    tokens = parse_name(given, PartyKind.PERSON).tokens
    names = [token.text for token in tokens if not is_patronymic(token)]
    if names and len(names) < len(tokens):
        short, family = " ".join(names), fold(surname).strip()
        yield f"{short} {family}"
        yield f"{family} {short}"


def _weights(text: str, kind: PartyKind) -> dict[str, int]:
    """The words of a name that tell, each with its weight; initials tell nothing in a text."""
    core = parse_name(text, kind).core
    return {token.text: weight_of(token) for token in core if token.kind is not TokenKind.INITIAL}


def _is_telling(weights: dict[str, int], kind: PartyKind) -> bool:
    """Is the name rare enough that it stands in no text by chance?"""
    if len(weights) == 1:
        (word, weight), *_ = weights.items()
        rare = weight >= _LEAST_WEIGHT_ALONE and len(word) >= _LEAST_LETTERS
        return rare and kind not in (PartyKind.PERSON, PartyKind.VESSEL)
    return sum(weights.values()) >= _LEAST_WEIGHT


def identifier_keys(identifier: Identifier) -> set[str]:
    if identifier.kind not in DECISIVE or len(identifier.key) < _LEAST_IDENTIFIER:
        return set()
    whole = fold(identifier.key).strip()
    keys = {whole, fold(identifier.text).strip(), _SERIES.sub(" ", whole)}
    if identifier.kind is IdentifierKind.BIC and len(identifier.key) == 8:
        keys.add(fold(f"{identifier.key}xxx").strip())
    return {key for key in keys if key}
