"""Parties against listed entities: candidates, scores, evidence and strength, best match first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from screening.collector import collector_paused
from screening.matching.alignment import ROUNDING
from screening.matching.batch import Batch
from screening.matching.candidates import CandidateIndex
from screening.matching.evidence import countries_differ, gather
from screening.matching.explain import left_over, token_pairs, why
from screening.matching.fuller import tempered
from screening.matching.listing import Listing
from screening.matching.options import Scored, Spelling, compared, preference, rank
from screening.matching.profile import Profile, profile
from screening.matching.reading import Reader
from screening.matching.strength import decisive, judge, lowest_score
from screening.matching.threads import Threads
from screening.matching.weights import shipped_weights
from screening.model import (
    DECISIVE,
    Agreement,
    Entity,
    Identifier,
    Match,
    Party,
    PartyKind,
    Strength,
    TokenPair,
)
from screening.names import parse_name
from screening.progress import SILENT, Progress
from screening.settings import MatchingSettings

_Found = tuple[Profile, list[Scored]]
"""A query taken apart, and its best spelling of each entity that it reaches."""

METHOD = "token-alignment-7"
_DEEPEST = 5.0
"""Below this score two names have nothing in common that is worth a place in a ranking."""
_Key = tuple[str, PartyKind]

_REMEMBERED = 1 << 19
"""Distinct names whose scores are kept from one call to the next: some 100 MB when they are all there."""

_WORDS = 1 << 18
"""Distinct words that are remembered from one batch to the next with what they are like: some 200 MB."""

_BATCH = 1 << 17
"""Distinct names joined at once: the more, the more of their words they share; the fewer, the less memory they take meanwhile."""


class Matcher:
    """Listed entities compiled for screening. A match depends on the party and the entity alone, never on what else is listed."""

    def __init__(
        self, listed: Listing | Sequence[Entity], settings: MatchingSettings, threads: int | None = None
    ) -> None:
        """`threads` is how many work on a large batch at the most: nothing of it changes a result. Where nobody says, as many as there are processors, up to four."""
        self._listing = listed if isinstance(listed, Listing) else Listing.of(listed)
        self._settings = settings
        self._threads = Threads(threads)
        self._index = CandidateIndex(self._listing.columns, self._threads)
        self._reader = Reader()
        self._spelled: dict[int, Spelling] = {}
        self._met: dict[_Key, _Found | None] = {}

    @property
    def threads(self) -> int:
        """How many threads work on a large batch at the most."""
        return self._threads.count

    @property
    def version(self) -> str:
        """Method and weights that every score of this matcher rests on."""
        return f"{METHOD}/{shipped_weights().version}"

    def match(self, parties: Sequence[Party], progress: Progress = SILENT) -> list[tuple[Match, ...]]:
        """For each party, in order, at most one match an entity: its best alias, best match first."""
        with collector_paused():
            return self._match_all(parties, progress)

    def near(self, names: Iterable[tuple[str, PartyKind]]) -> AbstractSet[tuple[str, PartyKind]]:
        """Those of the names, given once each, that are near a listed one: a party of another name is matched by its identifiers or not at all."""
        with collector_paused():
            return self._found(names, SILENT).keys()

    def borne(self, identifiers: Iterable[Identifier]) -> AbstractSet[Identifier]:
        """Those of the identifiers that a listed entity may bear: the others match nobody."""
        given = [each for each in identifiers if each.kind in DECISIVE and each.key]
        return {given[place] for place, _ in self._listing.bearing(given)}

    def rank(self, party: Party, count: int) -> tuple[Match, ...]:
        """The first `count` entities by score, best first, below the threshold too: a nearest neighbour, not an alert."""
        deep = self._settings.model_copy(update=dict.fromkeys(("min_score", "weak_min_score"), _DEEPEST))
        return Matcher(self._listing, deep).match([party])[0][:count]

    def _match_all(self, parties: Sequence[Party], progress: Progress) -> list[tuple[Match, ...]]:
        by_name = self._found({(party.name, party.kind): None for party in parties}, progress)
        identified = self._identified(parties)
        nothing: tuple[Match, ...] = ()
        nobody: frozenset[int] = frozenset()
        return [
            self._matches(party, found, bearers) if found or bearers else nothing
            for number, party in enumerate(parties)
            for found in (by_name.get((party.name, party.kind)),)
            for bearers in (identified.get(number, nobody),)
        ]

    def _found(self, names: Iterable[_Key], progress: Progress) -> dict[_Key, _Found]:
        # What there is of each name that is near a listed one.
        distinct = [each for each in names if each[0].strip()]
        unmet = [each for each in distinct if each not in self._met]
        progress.start("matching names", len(unmet))
        by_name = {each: found for each in distinct if (found := self._met.get(each)) is not None}
        for start in range(0, len(unmet), _BATCH):
            batch = unmet[start : start + _BATCH]
            scored = self._score(batch)
            by_name.update(scored)
            self._remember(batch, scored)
            progress.advance(len(batch))
        progress.finish()
        return by_name

    def _remember(self, names: Sequence[_Key], found: Mapping[_Key, _Found]) -> None:
        # What a name is like depends on the name and the list alone: it holds for the next parties too.
        if len(self._met) + len(names) > _REMEMBERED:
            self._met.clear()
        if len(names) <= _REMEMBERED:
            self._met.update(dict.fromkeys(names))
            self._met.update(found)

    def _score(self, names: Sequence[_Key]) -> dict[_Key, _Found]:
        if len(self._reader.vocabulary) > _WORDS:
            self._reader = Reader()
        batch = Batch(names, self._reader)
        found: dict[_Key, _Found] = {}
        cut = self._index.cut(batch)
        candidates = dict(self._index.candidates(batch, self._settings.min_score - ROUNDING))
        for number in sorted(candidates.keys() | cut.keys()):
            rows = sorted({*candidates.get(number, ()), *cut.get(number, ())})
            ours = batch.profile(number)
            best: dict[int, Scored] = {}
            for row in rows:
                option = compared(ours, self._spelling(row))
                if option.alignment.score < lowest_score(option.listed.name, self._settings):
                    continue
                rival = best.get(option.listed.entity)
                if rival is None or preference(option) > preference(rival):
                    best[option.listed.entity] = option
            tried = [self._tempered(ours, option) for option in best.values()]
            kept = [option for option in tried if option.alignment.score >= self._settings.min_score]
            if kept:
                found[names[number]] = ours, kept
        return found

    def _tempered(self, ours: Profile, option: Scored) -> Scored:
        if option.listed.kind is not PartyKind.PERSON:
            return option
        names = (self._spelling(row).profile for row in self._listing.rows(option.listed.entity))
        return replace(option, alignment=tempered(ours, option.alignment, names))

    def _spelling(self, row: int) -> Spelling:
        # A name of the list, taken apart when it is first met.
        known = self._spelled.get(row)
        if known is None:
            number, name = self._listing.name(row)
            kind = self._listing.entities[number].kind
            known = Spelling(number, kind, name, profile(parse_name(name.text, kind)))
            self._spelled[row] = known
        return known

    def _matches(self, party: Party, found: _Found | None, bearers: AbstractSet[int]) -> tuple[Match, ...]:
        ours, options = found or (None, [])
        by_name = {option.listed.entity: option for option in options}
        matches = []
        for number in sorted(by_name.keys() | bearers):
            option = by_name.get(number)
            match = self._match(party, self._listing.entities[number], ours, option)
            if match is not None:
                rarity = min(ours.total, option.listed.profile.total) if ours and option else 0
                matches.append((rank(match, rarity), match))
        return tuple(match for _, match in sorted(matches, key=lambda ranked: ranked[0]))

    def _identified(self, parties: Sequence[Party]) -> dict[int, set[int]]:
        # By number of a party, the entities that bear one of its decisive identifiers, whatever their name.
        given = [
            (number, each)
            for number, party in enumerate(parties)
            for each in party.identifiers
            if each.kind in DECISIVE and each.key
        ]
        found: dict[int, set[int]] = defaultdict(set)
        for place, entity in self._listing.bearing([each for _, each in given]):
            number, ours = given[place]
            if any(
                theirs.kind is ours.kind and theirs.key == ours.key and not countries_differ(ours, theirs)
                for theirs in self._listing.entities[entity].identifiers
            ):
                found[number].add(entity)
        return found

    def _match(
        self, party: Party, entity: Entity, ours: Profile | None, option: Scored | None
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
