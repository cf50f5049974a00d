"""Listed names and identifiers that stand word for word in a payment's text, all of them looked for at once."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import ahocorasick

from screening.matching.alignment import align
from screening.matching.evidence import gather
from screening.matching.explain import left_over, token_pairs, why
from screening.matching.profile import profile
from screening.matching.strength import judge
from screening.matching.text_keys import Key, LeftOut, fold, identifier_keys, name_keys
from screening.model import (
    Cell,
    Entity,
    EntityName,
    Identifier,
    IdentifierKind,
    Match,
    Party,
    PartyKind,
    Role,
    Strength,
)
from screening.names import parse_name
from screening.settings import MatchingSettings
from screening.values import make_identifier

METHOD = "word-for-word-1"
CONTEXT = 40
"""Characters of the text that are shown on each side of what was found."""

_LABEL_WORDS = (
    "imo passport passports pasaporte passeport pass inn tin tax taxid rut nit rfc cedula curp dni id idno identification identity national "
    "registration reg registro ogrn licence license pasport"
)
_LABELS = frozenset(_LABEL_WORDS.split())
_LABEL_REACH = 3
"""A number without letters is an identifier only where one of the labels stands among so many words before it."""

_IMO = re.compile(r" imo (?:no |nr |number )?(\d{7})(?= )")
_RUN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:[.'`’ʼ]+[^\W_]+)*")


class _Listed(NamedTuple):
    # What a key of the automaton stands for: a name, or an identifier, of an entity; `before` and `after` are its words that mark the name.
    entity: int
    what: EntityName | Identifier
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text, from `start` to `end` (characters), where a name or identifier of the entity stands; `words` as folded."""

    entity: Entity
    what: EntityName | Identifier
    start: int
    end: int
    words: str


class FreeText:
    """Listed entities to be found in texts. What is found of an entity depends on the text and the entity alone."""

    def __init__(self, entities: Sequence[Entity], settings: MatchingSettings) -> None:
        # Not copied: a list on disk is read when the first text comes.
        self._entities = entities
        self._settings = settings
        self.names = 0
        """Spellings that are looked for."""
        self.left_out: Counter[str] = Counter()
        """Spellings that are not, by the reason."""

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton | None:
        # Built when the first text comes: most tables have none.
        keys: dict[str, list[_Listed]] = defaultdict(list)
        for number, entity in enumerate(self._entities):
            for name in entity.names:
                spelled = self._spelled(name, entity.kind)
                self.names += bool(spelled)
                for key, before, after in spelled:
                    keys[key].append(_Listed(number, name, before, after))
            for identifier in entity.identifiers:
                for key in identifier_keys(identifier):
                    keys[key].append(_Listed(number, identifier))
        if not keys:
            return None
        automaton = ahocorasick.Automaton()
        for key, listed in keys.items():
            automaton.add_word(f" {key} ", (len(key), tuple(listed)))
        automaton.make_automaton()
        return automaton

    def _spelled(self, name: EntityName, kind: PartyKind) -> dict[Key, None]:
        keys = name_keys(name, kind)
        if isinstance(keys, LeftOut):
            self.left_out[keys.value] += 1
            return {}
        return dict.fromkeys(key for key in keys if key.words)

    @property
    def version(self) -> str:
        """The method that decides what is looked for in a text."""
        return METHOD

    def looked_for(self) -> str:
        """Which names were looked for in texts, and how many were not and why; empty as long as there was no text."""
        if not self.names:
            return ""
        out = "; ".join(f"{count:,} {reason}" for reason, count in sorted(self.left_out.items()))
        return f"{self.names:,} names and the listed identifiers are looked for word for word ({METHOD}); not looked for: {out or 'none'}"

    def search(self, text: str) -> list[Hit]:
        """Every name and identifier in the text, in its order; of an entity, only what lies in nothing longer of its own."""
        automaton = self._automaton
        if automaton is None:
            return []
        folded = fold(text)
        found = [
            (end - length, end, listed)
            for end, (length, every) in automaton.iter(folded)
            for listed in every
            if isinstance(listed.what, EntityName) or _is_labelled(listed.what, folded, end - length)
        ]
        if not found:
            return []
        places = _places(text)
        hits: list[Hit] = []
        for start, end, listed in sorted(found, key=lambda each: (each[0], -each[1], each[2].entity)):
            first = folded.count(" ", 0, start) - 1 + listed.before
            last = folded.count(" ", 0, end) - 1 - listed.after
            words = folded.split()[first : last + 1]
            span = places[first][0], places[last][1]
            hit = Hit(self._entities[listed.entity], listed.what, *span, " ".join(words))
            if _stands(hit, text) and not any(_covers(other, hit) for other in hits):
                hits.append(hit)
        return hits

    def matches(self, text: str, cell: Cell | None = None) -> tuple[Match, ...]:
        """One match for each entity that the text names, in the order of the text; nothing for a name below the cut."""
        hits: dict[str, list[Hit]] = defaultdict(list)
        for hit in self.search(text):
            hits[hit.entity.id].append(hit)
        found = (self._match(text, own, cell) for own in hits.values())
        return tuple(match for match in found if match is not None)

    def _match(self, text: str, hits: Sequence[Hit], cell: Cell | None) -> Match | None:
        entity = hits[0].entity
        named = next((hit for hit in hits if isinstance(hit.what, EntityName)), None)
        identifiers = [
            make_identifier(hit.what.kind, text[hit.start : hit.end])
            for hit in hits
            if isinstance(hit.what, Identifier)
        ]
        if entity.kind is PartyKind.VESSEL and not identifiers:
            identifiers = _only_imo(text)
        shown = named or hits[0]
        said = text[shown.start : shown.end] if named else ""
        party = Party(Role.NARRATIVE, said, PartyKind.ANY, cell, identifiers=tuple(identifiers))
        match = self._judged(party, entity, named)
        if match is None:
            return None
        numbers = [
            f"same {each.kind.replace('_', ' ')}: {each.text}" for each in identifiers if _agrees(match, each)
        ]
        reasons = [*numbers, *([match.why] if match.why else []), f"in the text: {_context(text, shown)}"]
        return replace(match, why="; ".join(reasons))

    def _judged(self, party: Party, entity: Entity, named: Hit | None) -> Match | None:
        evidence = gather(party, entity)
        name = named.what if named is not None and isinstance(named.what, EntityName) else None
        listed = name or entity.names[0]
        ours = profile(parse_name(named.words if named else "", entity.kind))
        theirs = profile(parse_name(listed.text, entity.kind))
        alignment = align(ours, theirs)
        score = alignment.score if name else 0.0
        exact = name is not None and not (alignment.left_ours or alignment.left_theirs)
        strength = judge(score, exact, exact, entity, listed, evidence, self._settings)
        if strength is Strength.NONE:
            return None
        match = Match(Role.NARRATIVE, party.name, entity, listed, score, strength, evidence, cell=_ref(party))
        if name is None:
            return replace(match, score=100.0)
        return replace(
            match,
            pairs=token_pairs(ours, theirs, alignment),
            extra_ours=left_over(ours, alignment.left_ours),
            extra_theirs=left_over(theirs, alignment.left_theirs),
            why=why(ours, theirs, alignment),
        )


def _ref(party: Party) -> str | None:
    return party.cell.ref if party.cell else None


def _is_labelled(identifier: Identifier, folded: str, start: int) -> bool:
    """Does the text say that the number is one? A number with letters in it says so itself."""
    if not identifier.key.isdecimal():
        return True
    before = folded[:start].split()[-_LABEL_REACH:]
    if identifier.kind is IdentifierKind.IMO:
        return "imo" in before
    return not _LABELS.isdisjoint(before)


def _stands(hit: Hit, text: str) -> bool:
    """Is an identifier in the text the same as the listed one in its own form? A BIC is written in capitals."""
    if isinstance(hit.what, EntityName):
        return True
    said = text[hit.start : hit.end]
    if hit.what.kind is IdentifierKind.BIC and not said.isupper():
        return False
    return make_identifier(hit.what.kind, said).key == hit.what.key


def _covers(other: Hit, hit: Hit) -> bool:
    return (
        other.entity is hit.entity
        and isinstance(other.what, Identifier) is isinstance(hit.what, Identifier)
        and other.start <= hit.start
        and hit.end <= other.end
    )


def _agrees(match: Match, identifier: Identifier) -> bool:
    return any(piece.ours == identifier.text and piece.agreement == "agrees" for piece in match.evidence)


def _only_imo(text: str) -> list[Identifier]:
    """The one IMO number that the text states; of several none, since nobody can tell whose each is."""
    numbers = set(_IMO.findall(fold(text)))
    return [make_identifier(IdentifierKind.IMO, number) for number in numbers] if len(numbers) == 1 else []


def _places(text: str) -> list[tuple[int, int]]:
    """Where each word of `fold(text)` stands in the text; words that cannot be told apart share the place of their run of signs."""
    places: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        count = len(fold(run.group()).split())
        inner = [found.span() for found in _WORD.finditer(text, *run.span())]
        places += inner if len(inner) == count else [run.span()] * count
    whole = len(fold(text).split())
    return places if len(places) == whole else [(0, len(text))] * whole


def _context(text: str, hit: Hit) -> str:
    """What stands around the place, on one line, what was found in brackets."""
    before, after = text[: hit.start], text[hit.end :]
    left = ("…" if len(before) > CONTEXT else "") + before[-CONTEXT:]
    right = after[:CONTEXT] + ("…" if len(after) > CONTEXT else "")
    return " ".join(f"{left}[{text[hit.start : hit.end]}]{right}".split())
