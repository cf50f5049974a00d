"""Column headers to fields: known whole, then by their words, then by close spellings; words that rule a field out always hold."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from screening.model import Field, Vocabulary
from screening.tables.grammar import HeaderGrammar, expand

# Chosen on the vocabulary itself: at 85 a typing error in a two-word header passes and no header of one field reaches another's alias.
ACCEPTED_SIMILARITY = 85.0
SUGGESTED_SIMILARITY = 70.0
_WORD_SIMILARITY = 75.0

# In a shorter word one letter more or less makes another word ("DMBTR" is no "Dbtr").
_SHORTEST_SLIP = 6
# A header read by its words stands behind one that is known whole.
_BY_WORDS = 100

_CAMEL = re.compile(
    r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[А-ЯЁ])(?=[А-ЯЁ][а-яё])|(?<=\d)(?=[A-Z][a-z]{2})"
)
_POSSESSIVE = re.compile(r"[’']s\b", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_SWIFT_TAG = re.compile(r"^\s*:?\d{2}[a-zA-Z]?:?[\s.)]+(?=\w)|^\s*\d{1,2}\s*[.)]\s*")
_WITH_ADDRESS = re.compile(
    r"\s*(?:[&+,/]|\b(?:and|und|et|y|e|и)\b)\s*(?:full\s+)?(?:address(?:es)?|addr\.?|adresse|anschrift|dirección|indirizzo|адрес)\s*$",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"[\s_#]*\d{1,2}\s*$")
_PARTS = re.compile(r"\s*[/|\n()\[\]]\s*")
# Letters that do not come apart into a plain one and an accent.
_PLAIN_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
# How German is written without umlauts ("Empfaenger").
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def fold_header(text: str) -> str:
    """Words in lower case with single spaces: "BeneName", "bene_name" and "Bene. Name" are the same; accents are dropped."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", _POSSESSIVE.sub("", text)))
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", spaced.casefold()) if not unicodedata.combining(char)
    )
    return _NOT_WORD.sub(" ", plain.translate(_PLAIN_LETTERS)).strip()


def _spellings(word: str) -> tuple[str, ...]:
    """A word as headers write it, folded: with its umlauts dropped, and spelt out."""
    spelt = unicodedata.normalize("NFC", word.casefold()).translate(_UMLAUTS)
    return tuple(dict.fromkeys((fold_header(word), fold_header(spelt))))


def _key(folded: str) -> str:
    return folded.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A field whose alias resembles a header: `similarity` 0 to 100; `exact` when they are equal after folding (`rank`: the alias's place),
    `by_words` when each word of the header is known and together they mean the field, `unknown` the words that had to be passed over for it.
    """

    field: Field
    similarity: float
    alias: str
    exact: bool
    rank: int = 0
    by_words: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def doubt(self) -> str:
        """In what the header falls short of the field."""
        if self.unknown:
            words = ", ".join(f"'{word}'" for word in self.unknown)
            return f"{words} in it is no known word; without it the header would be '{self.field.label}'"
        return f"the header only resembles '{self.alias}' ({self.similarity:.0f} of 100)"


class AliasIndex:
    """Every header known for every field. Ids and labels are headers too."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._exact: dict[str, list[tuple[Field, str, int]]] = {}
        self._aliases: list[Field] = []
        self._texts: list[str] = []
        self._vetoes: dict[str, tuple[str, ...]] = {}
        self._memory: dict[str, tuple[Likeness, ...]] = {}
        self._written = {
            word.casefold() for field in vocabulary.fields for word in (*field.headers, field.label)
        }
        for field in vocabulary.fields:
            self._vetoes[field.id] = tuple(f" {fold_header(word)} " for word in field.vetoes)
            for rank, alias in enumerate((*field.headers, field.label, field.id)):
                for folded in _spellings(alias):
                    self._add(field, folded, rank)
        self._fields = {field.id: field for field in vocabulary.fields}
        words = {
            concept: [folded for word in known for folded in _spellings(word) if folded]
            for concept, known in vocabulary.header_words.words
        }
        # As they are written, so that a cell of data is told from a header without being folded.
        self._words = frozenset(
            part
            for _, known in vocabulary.header_words.words
            for word in known
            for part in word.casefold().split()
        )
        self._grammar = HeaderGrammar(words, expand(vocabulary.header_words))

    def _add(self, field: Field, folded: str, rank: int) -> None:
        known = self._exact.setdefault(_key(folded), [])
        if folded and all(field.id != other.id for other, _, _ in known):
            known.append((field, folded, rank))
            self._aliases.append(field)
            self._texts.append(folded)

    def candidates(self, header: str) -> tuple[Likeness, ...]:
        """The fields that `header` may stand for, best first: the exact ones alone where there are any, else those above the suggested similarity."""
        if header not in self._memory:
            # "Beneficiary Name & Address" holds the name first of all; an address alone is no name.
            plain = _WITH_ADDRESS.sub("", header) or header
            self._memory[header] = self._exact_ones(plain) or self._close_ones(plain)
        return self._memory[header]

    def whole(self, header: str) -> tuple[Likeness, ...]:
        """The fields of which the whole header, nothing stripped, is a known header, or that all its words mean."""
        return tuple(self._hits(header)) or self._by_words(header)

    def is_header(self, text: str) -> bool:
        """Is `text`, letter for letter but for case, a header of the vocabulary? Cheap enough to ask of every row."""
        known = text.strip().casefold()
        if known in self._written:
            return True
        return self._words.issuperset(known.replace("_", " ").split()) and bool(self._by_words(text))

    def _hits(self, text: str) -> Iterator[Likeness]:
        for field, alias, rank in self._exact.get(_key(fold_header(text)), ()):
            yield Likeness(field, 100.0, alias, exact=True, rank=rank)

    def _exact_ones(self, header: str) -> tuple[Likeness, ...]:
        if whole := tuple(self._hits(header)) or tuple(self._hits(_LAST_NUMBER.sub("", header))):
            return whole
        if said := self._by_words(header):
            return said
        folded = f" {fold_header(header)} "
        for variant in self._variants(header):
            hits = [hit for hit in self._hits(variant) if not self._vetoed(hit.field, folded)]
            if hits := hits or list(self._by_words(variant)):
                return tuple(hits)
        return ()

    def _by_words(self, text: str) -> tuple[Likeness, ...]:
        reading = self._grammar.read(fold_header(text))
        if reading is None:
            return ()
        return (Likeness(self._fields[reading.field], 100.0, reading.corrected, True, _BY_WORDS, True),)

    def _variants(self, header: str) -> Iterator[str]:
        """A header without what is often added to one: a note in parentheses, a SWIFT tag or number before it, a number after it, a translation.
        What is left out says nothing, or says the same as the rest.
        """
        for text in (_SWIFT_TAG.sub("", header), _LAST_NUMBER.sub("", header)):
            if text != header and text.strip():
                yield text
        parts = [part for part in _PARTS.split(header) if part.strip()]
        telling = [part for part in parts if self._says_something(part)]
        meant = {tuple(hit.field.id for hit in self.whole(part)) for part in telling}
        if len(parts) > 1 and len(meant) == 1:
            yield telling[0]

    def _says_something(self, text: str) -> bool:
        return self._grammar.says_something(fold_header(text))

    def _close_ones(self, header: str) -> tuple[Likeness, ...]:
        folded = fold_header(header)
        best = {each.field.id: each for each in self._resembling(folded)}
        guess = self._grammar.guess(folded)
        if guess is not None and not self._vetoed(self._fields[guess.field], f" {folded} "):
            similarity = (
                max(fuzz.ratio(folded, guess.corrected), SUGGESTED_SIMILARITY)
                if not guess.ignored
                else SUGGESTED_SIMILARITY
            )
            known = best.get(guess.field)
            if known is None or similarity > known.similarity:
                best[guess.field] = Likeness(
                    self._fields[guess.field], similarity, guess.corrected, exact=False, unknown=guess.ignored
                )
        return tuple(sorted(best.values(), key=lambda each: (-each.similarity, each.field.id)))

    def _resembling(self, folded: str) -> Iterator[Likeness]:
        """The best alias of each field whose letters are nearly those of the header."""
        if self._grammar.rules_out(folded):
            return
        near = process.extract(
            folded, self._texts, scorer=fuzz.token_sort_ratio, score_cutoff=SUGGESTED_SIMILARITY, limit=None
        )
        seen: set[str] = set()
        for alias, similarity, place in near:  # best first
            field = self._aliases[place]
            too_short = min(len(folded), len(alias)) < 4
            if (
                field.id in seen
                or too_short
                or self._vetoed(field, f" {folded} ")
                or not _says(folded, alias)
            ):
                continue
            seen.add(field.id)
            sure = _says(alias, folded) and self._differs_by_slips(folded, alias)
            believed = similarity if sure else min(similarity, ACCEPTED_SIMILARITY - 0.1)
            yield Likeness(field, believed, alias, exact=False)

    def _differs_by_slips(self, folded: str, alias: str) -> bool:
        """Are the words in which a header and an alias differ no known words themselves? "Report date" is a slip of nothing."""
        own, wanted = set(folded.split()), set(alias.split())
        strange = own - wanted
        return len(strange) == len(wanted - own) and not any(
            len(word) < _SHORTEST_SLIP or self._grammar.knows(word) for word in strange
        )

    def _vetoed(self, field: Field, spaced: str) -> bool:
        return any(veto in spaced for veto in self._vetoes[field.id])

    def header_score(self, cells: Sequence[str]) -> float:
        """How much a row of texts looks like a header: 3 for each known header, 2 for a close one."""
        score = 0.0
        for cell in (cell.strip() for cell in cells):
            if 0 < len(cell) <= 80 and not cell.isdigit():
                found = self.candidates(cell)
                if found and found[0].similarity >= ACCEPTED_SIMILARITY:
                    score += 3 if found[0].exact else 2
        return score


def _says(text: str, other: str) -> bool:
    """Does every word of `other` have a close one in `text`? "tax date" is near "trade date" in letters, but not in words."""
    words = text.split()
    return text.replace(" ", "") == other.replace(" ", "") or all(
        any(fuzz.ratio(word, own) >= _WORD_SIMILARITY for own in words) for word in other.split()
    )
