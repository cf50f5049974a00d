"""A header read by its words: whose and what it says, in any language and order; a word that is not known leaves it unread."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from screening.model import HeaderWords

# Concepts that say nothing of a column ("of", "the"), and those that rule every reading out ("manager", "fee").
FILLER = "filler"
OTHER = "other"

_TAG = re.compile(r"\d{2}[a-z]?")
_SMALL_NUMBER = re.compile(r"\d{1,2}")
_NUMBERED = re.compile(r"([^\W\d]{2,})(\d{1,2})")
# Parts of a compound ("Empfängerbank", "BENEFNAME"): shorter ones stand at its end alone ("DBTRNM"), or would be found in any word.
_SHORTEST_PART = 3
_LAST_PARTS = frozenset({"nm", "id", "no", "nr", "dt", "cd"})
# Endings of English nouns that are words themselves: "ownership" is no ship.
_NEVER_PARTS = frozenset({"ship", "ships"})
_LINKERS = ("", "s", "n", "en", "es")
_SHORTEST_COMPOUND = 6
_LONGEST_WORD = 40
_SHORTEST_MISTYPED = 5
_TWO_SLIPS_FROM = 9


@dataclass(frozen=True, slots=True)
class Reading:
    """What a header's words say: the field's id, `corrected` the header with its mistyped words put right, `ignored` the words not understood."""

    field: str
    corrected: str
    slips: int = 0
    ignored: tuple[str, ...] = ()


class HeaderGrammar:
    """Every word that headers are made of, and which words together mean which field. Words are given folded, as `fold_header` leaves them."""

    def __init__(self, words: Mapping[str, Sequence[str]], readings: Mapping[frozenset[str], str]) -> None:
        self._concepts: dict[tuple[str, ...], str] = {}
        self._glued: dict[str, str] = {}
        for concept, phrases in words.items():
            for phrase in phrases:
                tokens = tuple(phrase.split())
                self._concepts[tokens] = concept
                self._glued.setdefault("".join(tokens), concept)
        self._longest = max((len(tokens) for tokens in self._concepts), default=1)
        self._readings = dict(readings)
        self._known = frozenset(word for tokens in self._concepts for word in tokens)

    @cached_property
    def _correctable(self) -> list[str]:
        alone = (tokens[0] for tokens in self._concepts if len(tokens) == 1)
        return sorted(word for word in alone if len(word) >= _SHORTEST_MISTYPED)

    def knows(self, word: str) -> bool:
        """Is `word` one that headers are made of?"""
        return word in self._known or word in self._glued

    def says_something(self, folded: str) -> bool:
        """Does any part of the header say something?"""
        return any(concept != FILLER for concept in self._parse(folded)[0])

    def rules_out(self, folded: str) -> bool:
        """Does the header hold a word that no reading goes with ("fee", "manager")?"""
        return OTHER in self._parse(folded)[0]

    def read(self, folded: str) -> Reading | None:
        """The field that all words of a folded header mean together; None where one of them is not known, or they mean none."""
        concepts, unknown = self._parse(folded)
        field = None if unknown else self._field(concepts)
        if field is None and (glued := self._glued.get(folded.replace(" ", ""))):
            field = self._field([glued])  # "DoB" is folded to two words
        return Reading(field, folded) if field is not None else None

    def guess(self, folded: str) -> Reading | None:
        """The field once mistyped words are put right, or words that are not known are passed over (`ignored`): for a question, not for belief."""
        tokens = folded.split()
        _, unknown = self._parse(folded)
        if not unknown:
            return None
        right = {word: near for word in unknown if (near := self._nearest(word)) is not None}
        left = tuple(word for word in unknown if word not in right)
        concepts, strange = self._parse(
            " ".join(right.get(word, word) for word in tokens if word not in left)
        )
        field = None if strange else self._field(concepts)
        if field is None:
            return None
        corrected = " ".join(right.get(word, word) for word in tokens)
        return Reading(field, corrected, sum(OSA.distance(*pair) for pair in right.items()), left)

    def _nearest(self, word: str) -> str | None:
        """The one known word that `word` differs from by a slip (two in a long word)."""
        if len(word) < _SHORTEST_MISTYPED or any(char.isdigit() for char in word):
            return None
        slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        near = process.extract(word, self._correctable, scorer=OSA.distance, score_cutoff=slips, limit=3)
        near = [each for each in near if each[0][0] == word[0]]
        if not near or (len(near) > 1 and near[0][1] == near[1][1] and self._differ(near[0][0], near[1][0])):
            return None
        return str(near[0][0])

    def _differ(self, word: str, other: str) -> bool:
        return self._glued.get(word) != self._glued.get(other)

    def _field(self, concepts: Sequence[str]) -> str | None:
        said = frozenset(concepts) - {FILLER}
        return self._readings.get(said)

    def _parse(self, folded: str) -> tuple[list[str], list[str]]:
        """The concepts of a header's words, and the words that are none."""
        tokens = _tokens(folded)
        concepts: list[str] = []
        unknown: list[str] = []
        place = 0
        while place < len(tokens):
            length = next(
                (
                    length
                    for length in range(min(self._longest, len(tokens) - place), 0, -1)
                    if tuple(tokens[place : place + length]) in self._concepts
                ),
                0,
            )
            if length:
                concepts.append(self._concepts[tuple(tokens[place : place + length])])
                place += length
                continue
            parts = self._compound(tokens[place])
            if parts is None:
                unknown.append(tokens[place])
            else:
                concepts += parts
            place += 1
        return concepts, unknown

    def _compound(self, word: str) -> list[str] | None:
        """The concepts of the fewest known words that `word` is put together from; None where there are none."""
        if word in self._glued:
            return [self._glued[word]]
        if word.endswith("s") and word[:-1] in self._glued and len(word) > _SHORTEST_COMPOUND:
            return [self._glued[word[:-1]]]
        alphabetic = word.isascii() or any("a" <= char <= "z" for char in word)
        if len(word) > _LONGEST_WORD or (alphabetic and len(word) < _SHORTEST_COMPOUND):
            return None
        shortest = _SHORTEST_PART if alphabetic or "а" <= word[0] <= "я" else 1
        best: list[list[str] | None] = [None] * len(word) + [[]]
        for start in range(len(word) - 1, -1, -1):
            for part, rest in _heads(word, start, shortest):
                concept = self._glued.get(part)
                after = best[rest]
                if concept is None or after is None:
                    continue
                kept = best[start]
                if kept is None or len(after) + 1 < len(kept):
                    best[start] = [concept, *after]
        return best[0]


def _heads(word: str, start: int, shortest: int) -> Iterator[tuple[str, int]]:
    """Each part that may stand at `start` of a compound, longest first, and where the next part begins."""
    for end in range(len(word), start, -1):
        part = word[start:end]
        if part in _NEVER_PARTS:
            continue
        if end == len(word):
            if len(part) >= shortest or part in _LAST_PARTS:
                yield part, end
        elif len(part) >= shortest:
            for linker in _LINKERS if shortest > 1 else ("",):
                if word.startswith(linker, end) and end + len(linker) < len(word):
                    yield part, end + len(linker)


def _tokens(folded: str) -> list[str]:
    """The header's words: "name1" is "name", small numbers that count columns are left out, but not a SWIFT tag in front."""
    tokens = []
    for place, token in enumerate(folded.split()):
        numbered = _NUMBERED.fullmatch(token)
        if numbered is not None and not _TAG.fullmatch(token):
            tokens.append(numbered[1] if not token.startswith("mt") else token)
        elif place == 0 or not _SMALL_NUMBER.fullmatch(token):
            tokens.append(token)
    # "Name name" says no more than "Name".
    return tokens[:1] + [later for earlier, later in pairwise(tokens) if later != earlier]


def expand(readings: HeaderWords) -> dict[frozenset[str], str]:
    """Every combination of concepts with its field: "account (number)" is {account} and {account, number}."""
    table: dict[frozenset[str], str] = {}
    for field_id, patterns in readings.readings:
        for pattern in patterns:
            said: list[frozenset[str]] = [frozenset()]
            for word in pattern.split():
                concept = frozenset({word.strip("()")})
                longer = [each | concept for each in said]
                said = said + longer if word.startswith("(") else longer
            table |= {each: field_id for each in said if each}
    return table
