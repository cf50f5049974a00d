"""Parties against listed entities: candidates, scores, evidence and strength, best match first."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from screening.matching.alignment import ROUNDING, Alignment, align
from screening.matching.batch import Batch
from screening.matching.candidates import CandidateIndex
from screening.matching.evidence import BIRTH_DATE, countries_differ, gather
from screening.matching.explain import left_over, token_pairs, why
from screening.matching.profile import Profile, profile
from screening.matching.similarity import Relation
from screening.matching.strength import decisive, judge, lowest_score
from screening.matching.weights import is_patronymic, shipped_weights
from screening.model import (
    DECISIVE,
    Agreement,
    AliasQuality,
    Entity,
    EntityName,
    IdentifierKind,
    Match,
    NameKind,
    Party,
    PartyKind,
    Strength,
    TokenPair,
)
from screening.names import parse_name
from screening.progress import SILENT, Progress
from screening.settings import MatchingSettings

METHOD = "token-alignment-2"
_BATCH = 1 << 17
"""Distinct names joined at once: they share most of their words, and take some 2 KB each meanwhile."""

_SAME_WORD = frozenset({Relation.SAME, Relation.SOUND})


@dataclass(frozen=True, slots=True)
class _Listed:
    # One spelling of one entity.
    entity: int
    name: EntityName
    profile: Profile


@dataclass(frozen=True, slots=True)
class _Scored:
    # A query's best alias of one entity. `exact`: the same words after folding, for a person in any order; `whole`: but for a patronymic.
    listed: _Listed
    alignment: Alignment
    exact: bool
    whole: bool


class Matcher:
    """Listed entities compiled for screening. A match depends on the party and the entity alone, never on what else is listed."""

    def __init__(self, entities: Sequence[Entity], settings: MatchingSettings) -> None:
        self._entities = tuple(entities)
        self._settings = settings
        self._listed = tuple(
            _Listed(number, name, profile(parse_name(name.text, entity.kind)))
            for number, entity in enumerate(self._entities)
            for name in entity.names
        )
        self._index = CandidateIndex.of(
            [(name.text, entity.kind) for entity in self._entities for name in entity.names]
        )
        self._identifiers: dict[tuple[IdentifierKind, str], list[int]] = defaultdict(list)
        for number, entity in enumerate(self._entities):
            for identifier in entity.identifiers:
                if identifier.kind in DECISIVE and identifier.key:
                    self._identifiers[identifier.kind, identifier.key].append(number)

    @property
    def version(self) -> str:
        """Method and weights that every score of this matcher rests on."""
        return f"{METHOD}/{shipped_weights().version}"

    def match(self, parties: Sequence[Party], progress: Progress = SILENT) -> list[tuple[Match, ...]]:
        """For each party, in order, at most one match an entity: its best alias, best match first."""
        with _collector_paused():
            return self._match_all(parties, progress)

    def _match_all(self, parties: Sequence[Party], progress: Progress) -> list[tuple[Match, ...]]:
        names = {(party.name, party.kind): None for party in parties if party.name.strip()}
        progress.start("matching names", len(names))
        scored: dict[tuple[str, PartyKind], tuple[Profile, list[_Scored]]] = {}
        distinct = list(names)
        for start in range(0, len(distinct), _BATCH):
            batch = distinct[start : start + _BATCH]
            scored.update(self._score(batch))
            progress.advance(len(batch))
        progress.finish()
        nothing: tuple[Match, ...] = ()
        return [
            self._matches(party, found) if found or party.identifiers else nothing
            for party in parties
            for found in (scored.get((party.name, party.kind)),)
        ]

    def _score(
        self, names: Sequence[tuple[str, PartyKind]]
    ) -> dict[tuple[str, PartyKind], tuple[Profile, list[_Scored]]]:
        batch = Batch(names)
        found: dict[tuple[str, PartyKind], tuple[Profile, list[_Scored]]] = {}
        for number, rows in self._index.candidates(batch, self._settings.min_score - ROUNDING):
            ours = batch.profile(number)
            best: dict[int, _Scored] = {}
            for row in rows:
                option = self._option(ours, self._listed[row])
                if option.alignment.score < lowest_score(option.listed.name, self._settings):
                    continue
                rival = best.get(option.listed.entity)
                if rival is None or _preference(option) > _preference(rival):
                    best[option.listed.entity] = option
            if best:
                found[names[number]] = ours, list(best.values())
        return found

    def _option(self, ours: Profile, listed: _Listed) -> _Scored:
        alignment = align(ours, listed.profile)
        person = self._entities[listed.entity].kind is PartyKind.PERSON
        whole = alignment.score == 100 or (
            person and same_words(alignment) and lacks_patronymics_alone(ours, listed.profile, alignment)
        )
        left = alignment.left_ours or alignment.left_theirs
        return _Scored(listed, alignment, whole and not left, whole)

    def _matches(self, party: Party, scored: tuple[Profile, list[_Scored]] | None) -> tuple[Match, ...]:
        by_name = {option.listed.entity: option for option in scored[1]} if scored else {}
        matches = []
        for number in sorted(by_name.keys() | self._identified(party)):
            option = by_name.get(number)
            match = self._match(party, self._entities[number], scored[0] if scored else None, option)
            if match is not None:
                rarity = min(scored[0].total, option.listed.profile.total) if scored and option else 0
                matches.append((_rank(match, rarity), match))
        return tuple(match for _, match in sorted(matches, key=lambda ranked: ranked[0]))

    def _identified(self, party: Party) -> set[int]:
        return {
            number
            for ours in party.identifiers
            for number in self._identifiers.get((ours.kind, ours.key), ())
            if any(
                theirs.kind is ours.kind and theirs.key == ours.key and not countries_differ(ours, theirs)
                for theirs in self._entities[number].identifiers
            )
        }

    def _match(
        self, party: Party, entity: Entity, ours: Profile | None, option: _Scored | None
    ) -> Match | None:
        evidence = gather(party, entity)
        score = option.alignment.score if option else 0.0
        name = option.listed.name if option else entity.names[0]
        exact, whole = (option.exact, option.whole) if option else (False, False)
        strength = judge(score, exact, whole, entity, name, evidence, self._settings)
        if strength is Strength.NONE:
            return None
        pairs: tuple[TokenPair, ...] = ()
        extra_ours: tuple[str, ...] = ()
        extra_theirs: tuple[str, ...] = ()
        reasons = [
            f"same {piece.field.removeprefix('identifier:').replace('_', ' ')}: {piece.ours}"
            for piece in evidence
            if piece.field.startswith("identifier:") and piece.agreement is Agreement.AGREES
        ]
        if option and ours:
            theirs = option.listed.profile
            pairs = token_pairs(ours, theirs, option.alignment)
            extra_ours = left_over(ours, option.alignment.left_ours)
            extra_theirs = left_over(theirs, option.alignment.left_theirs)
            reasons.append(why(ours, theirs, option.alignment))
        return Match(
            role=party.role,
            input_name=party.name,
            entity=entity,
            name=name,
            score=100.0 if decisive(evidence) else score,
            strength=strength,
            evidence=evidence,
            pairs=pairs,
            extra_ours=extra_ours,
            extra_theirs=extra_theirs,
            cell=party.cell.ref if party.cell else None,
            why="; ".join(reasons),
        )


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Names and profiles make no cycles, but the collector would walk all of a batch's again and again: a third of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def same_words(alignment: Alignment) -> bool:
    """Is every word that has a partner the same word, in any order and in any transliteration?"""
    return all(pair.relation in _SAME_WORD for pair in alignment.pairs)


def lacks_patronymics_alone(ours: Profile, theirs: Profile, alignment: Alignment) -> bool:
    """Is nothing left over but patronymics, on one side?"""
    left = [ours.tokens[index] for index in alignment.left_ours]
    left_theirs = [theirs.tokens[index] for index in alignment.left_theirs]
    return not (left and left_theirs) and all(is_patronymic(token) for token in left + left_theirs)


def _preference(option: _Scored) -> tuple[float, bool, bool]:
    # The alias shown for an entity: the best score, then a strong one, then the primary name; the first listed wins a tie.
    name = option.listed.name
    return (
        option.alignment.score,
        name.quality is AliasQuality.STRONG,
        name.kind is NameKind.PRIMARY,
    )


def _rank(match: Match, rarity: int) -> tuple[bool, bool, float, bool, int, int, str]:
    said = [piece.agreement for piece in match.evidence]
    doubted = any(
        piece.field == BIRTH_DATE and piece.agreement is Agreement.CONFLICTS for piece in match.evidence
    )
    return (
        match.strength is Strength.CONTRADICTED,
        doubted and match.strength is not Strength.CONFIRMED,
        -match.score,
        match.strength is not Strength.CONFIRMED,
        said.count(Agreement.CONFLICTS) - said.count(Agreement.AGREES),
        -rarity,
        match.entity.id,
    )
