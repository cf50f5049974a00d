"""Which territory under an embargo of its own a row names in its countries, addresses and texts, in any language."""

import unicodedata
from collections.abc import Sequence

import ahocorasick

from screening.model import Cell, Fact, Field, FieldType, Vocabulary
from screening.tables.headers import fold_header

TERRITORY = "territory"
NONE_NAMED, SEVERAL = "none_named", "several_named"
_PLACES = frozenset(
    fold_header(word)
    for word in (
        "address", "addr", "street", "city", "town", "region", "province", "state", "place", "location", "port", "destination", "origin", "domicile",
        "адрес", "адреса", "город", "регион", "область", "место", "порт", "адреса", "місто", "adresse", "anschrift", "ort", "stadt", "ville", "région", "lieu",
        "dirección", "ciudad", "región", "lugar", "indirizzo", "città", "adres", "miasto", "şehir", "العنوان", "المدينة", "地址", "城市", "住所",
    )
)  # fmt: skip
"""Words of the headers of columns that say where somebody or something is."""

_WITHOUT_SPACES = range(0x2E80, 0xD7FF)
"""Han, Kana and Hangul: words there stand without spaces around them."""


class Territories:
    """The words of the vocabulary's territories, looked for all at once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        field = vocabulary.field(TERRITORY)
        self._vocabulary = vocabulary
        self._words = ahocorasick.Automaton()
        for term in field.terms if field is not None else ():
            for word in term.words if term.id not in (NONE_NAMED, SEVERAL) else ():
                self._words.add_word(_folded(word), (len(_folded(word)), term.id))
        self.known = len(self._words) > 0
        if self.known:
            self._words.make_automaton()

    def fact(self, cells: Sequence[Cell]) -> Fact | None:
        """The territory that the cells name, with its cell; "none_named" where none does; None where there is no cell that could."""
        if not self.known or not cells:
            return None
        named: dict[str, Fact] = {}
        for cell in cells:
            for term in self.named(cell.text):
                named.setdefault(term, Fact(term, cell))
        return self._one(named)

    def named(self, text: str) -> tuple[str, ...]:
        """The terms whose words stand in the text, in its order; none where the vocabulary knows no territory."""
        if not self.known:
            return ()
        folded = _folded(text)
        found = (
            term
            for end, (length, term) in self._words.iter(folded)
            if _apart(folded, end - length + 1) and _apart(folded, end + 1)
        )
        return tuple(dict.fromkeys(found))

    def _one(self, named: dict[str, Fact]) -> Fact:
        # Sevastopol beside Crimea is the narrower word for it.
        wider = {parent for term in named for parent in self._parents(term)}
        left = [fact for term, fact in named.items() if term not in wider]
        if not left:
            return Fact(NONE_NAMED)
        return left[0] if len(left) == 1 else Fact(SEVERAL, left[0].cell)

    def _parents(self, term_id: str) -> tuple[str, ...]:
        term = self._vocabulary.term(TERRITORY, term_id)
        return term.parents if term is not None else ()


def may_name(field: Field | None, header: str) -> bool:
    """Can a column name a territory: one of countries or of texts, or one that nothing else is read from and whose header speaks of places?"""
    if field is None:
        return not _PLACES.isdisjoint(fold_header(header).split())
    return field.type is FieldType.COUNTRY or field.id == "narrative"


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _apart(text: str, place: int) -> bool:
    """Does a word begin or end between this sign and the one before it?"""
    if not 0 < place < len(text):
        return True
    before, after = text[place - 1], text[place]
    if ord(before) in _WITHOUT_SPACES or ord(after) in _WITHOUT_SPACES:
        return True
    return not (before.isalnum() and after.isalnum())
