"""All rules, targets and securities of a run, loaded together, checked against each other and compiled once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from screening.model import (
    DateSpan,
    Entity,
    FieldType,
    Finding,
    Match,
    Outcome,
    OwnershipSheet,
    Party,
    Record,
    RuleInfo,
    Vocabulary,
)
from screening.ruleset.columns import Column, Columns
from screening.ruleset.context import Chosen, Context, World
from screening.ruleset.files import VOCABULARY, read_folders
from screening.ruleset.load import read_model
from screening.ruleset.measure import Measure
from screening.ruleset.ownership import Owned, Ownership, examine
from screening.ruleset.recognition import Reading, Recogniser
from screening.ruleset.rule import Rule, Status
from screening.ruleset.securities import SecuritySet
from screening.ruleset.states import States
from screening.ruleset.targets import Target
from screening.ruleset.vocabulary import VocabularyFile


class Ruleset:
    """The measures that a run applies.

    `rules` stand in the order of their ids; `digest` is the SHA-256 over all files, whatever their order and line ends.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        rules: Iterable[Rule],
        targets: Iterable[Target],
        securities: Iterable[SecuritySet],
        digest: str = "",
    ) -> None:
        self.vocabulary = vocabulary
        self.rules = tuple(sorted(rules, key=lambda each: each.id))
        self.targets = tuple(sorted(targets, key=lambda each: each.id))
        self.securities = tuple(sorted(securities, key=lambda each: each.id))
        self.digest = digest
        self.world = _world(vocabulary, self.targets, self.securities)
        self._measures = tuple(Measure(each) for each in self.rules if each.status is Status.ACTIVE)
        self._all_gated = all(each.gated for each in self._measures)

    @classmethod
    def load(cls, dirs: Sequence[Path]) -> "Ruleset":
        """The rules of `dirs`: the shipped folder first, then the user's own, whose rules are called `house.*` and can only add severity.

        Raises ScreeningErrors with every broken file, and every name that leads nowhere, at once.
        """
        vocabulary, files = read_folders(dirs)
        return cls(
            vocabulary,
            (rule for rule, _ in files.rules.values()),
            (target for target, _ in files.targets.values()),
            (each for each, _ in files.securities.values()),
            files.digest(),
        )

    @cached_property
    def _entities(self) -> tuple[Entity, ...]:
        found: dict[str, Entity] = {}
        for target in self.targets:
            for entity in target.members():
                known = found.get(entity.id)
                found[entity.id] = known.united_with(entity) if known is not None else entity
        return tuple(found[each] for each in sorted(found))

    def entities(self) -> tuple[Entity, ...]:
        """Every party that the targets name, once, with the names and programmes of all its entries."""
        return self._entities

    def evaluate(
        self,
        record: Record,
        matches: Sequence[Match],
        *,
        as_of: date,
        actor: str | None,
        owned: Owned | None = None,
    ) -> tuple[Finding, ...]:
        """What every rule says of the record, in the order of their ids.

        A rule whose answer is false, or that is not in force, is there only where one of its parties or securities was met; others that
        have no bearing on the row are left out. `as_of` is the law's day for a record without a date, `actor` the run's own actor class, `owned` what listed parties
        own of the record's parties (none: the run was given no sheet of holdings).
        """
        readings = self.world.readings(record)
        if not matches and not owned and not self._reached(readings):
            return ()
        context = self._context(record, matches, readings, as_of, actor, owned)
        findings = (measure.evaluate(context) for measure in self._measures)
        return tuple(finding for finding in findings if finding is not None)

    @cached_property
    def _states(self) -> States:
        return States(self.world, self._measures)

    def columns(
        self,
        records: Sequence[Record],
        matches: Sequence[Sequence[Match]],
        *,
        as_of: date,
        actor: str | None,
        owned: Sequence[Owned] | None = None,
    ) -> Columns:
        """The records, and the matches of each, as columns of what these rules read; encode once, then ask `evaluate_states`."""
        asked = self._states.asked
        return Columns.of(records, matches, as_of, actor, world=self.world, asked=asked, owned=owned)

    def evaluate_states(self, columns: Columns) -> dict[str, Column]:
        """Each active rule's answer for each row: 0 false, 1 unknown, 2 true, its dates and exceptions included.

        It is the `state` of the trace that `evaluate` gives, and 0 where that gives no finding.
        """
        return self._states.answers(columns).states

    def evaluate_many(
        self,
        records: Sequence[Record],
        matches: Sequence[Sequence[Match]],
        *,
        as_of: date,
        actor: str | None,
        owned: Sequence[Owned] | None = None,
    ) -> list[tuple[Finding, ...]]:
        """`evaluate` for each record with its matches, the same findings in less time: only rules that have one to make are asked for it."""
        rows = [
            row
            for row, record in enumerate(records)
            if matches[row]
            or (owned is not None and owned[row])
            or self._reached(self.world.readings(record))
        ]
        columns = self.columns(
            [records[row] for row in rows],
            [matches[row] for row in rows],
            as_of=as_of,
            actor=actor,
            owned=[owned[row] for row in rows] if owned is not None else None,
        )
        speaks = self._states.answers(columns).speaks
        heard: dict[int, list[Measure]] = {}
        for measure in self._measures:
            for position in speaks[measure.rule.id].nonzero()[0].tolist():
                heard.setdefault(rows[position], []).append(measure)
        found: list[tuple[Finding, ...]] = [()] * len(records)
        for row, measures in heard.items():
            record = records[row]
            holdings = owned[row] if owned is not None else None
            context = self._context(record, matches[row], self.world.readings(record), as_of, actor, holdings)
            findings = (measure.evaluate(context) for measure in measures)
            found[row] = tuple(finding for finding in findings if finding is not None)
        return found

    def bears_on(self, record: Record) -> bool:
        """May some rule have a bearing on the record, if nobody is matched in it and nothing is known of who owns its parties?

        It turns on the cells of `SECURITY_FIELDS` and on the countries of its issuers, and on nothing else of the record.
        """
        return self._reached(self.world.readings(record))

    def _reached(self, readings: Mapping[str, Reading]) -> bool:
        """May some rule have a bearing on a row that matched nobody?"""
        return not self._all_gated or any(each.state for each in readings.values())

    def context(
        self,
        record: Record,
        matches: Sequence[Match],
        *,
        as_of: date,
        actor: str | None,
        owned: Owned | None = None,
    ) -> Context:
        """One row as `evaluate` puts it before the rules."""
        return self._context(record, matches, self.world.readings(record), as_of, actor, owned)

    def _context(
        self,
        record: Record,
        matches: Sequence[Match],
        readings: Mapping[str, Reading],
        as_of: date,
        actor: str | None,
        owned: Owned | None,
    ) -> Context:
        hits = self.world.hits(matches)
        return Context(self.world, record, hits, readings, as_of, actor, owned=owned)

    def ownership(
        self, sheet: OwnershipSheet, match: Callable[[Sequence[Party]], Sequence[Sequence[Match]]]
    ) -> Ownership:
        """What the members of targets own by `sheet`; `match` finds the listed parties among its names."""
        tests = tuple(dict.fromkeys(test for each in self._measures for test in each.ownership))
        return examine(sheet, tests, match, self.world.hits)

    def day_of(self, record: Record) -> date | None:
        """The latest day that the row states for its dealing: of the dates that the measures are held against, the end of the last.

        The latest, so that a party which was listed between trade and settlement is met. None where no such date could be read.
        """
        spans = (record.facts[each].value for each in self._dates if each in record.facts)
        return max((span.last for span in spans if isinstance(span, DateSpan)), default=None)

    @cached_property
    def _dates(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in self._measures for name in each.rule.temporal.anchor))

    def encodes(self, entity: Entity) -> bool:
        """Does some target name this entity, so that the rules say what its listing means?"""
        return self.world.encodes(entity)

    def naming(self, entity: Entity) -> tuple[str, ...]:
        """The active measures that name the entity in a target, each with its revision ("us/eo-14024-directive-1@2")."""
        targets = self.world.targets_naming(entity)
        found = (each for each in self._measures if not set(targets).isdisjoint(each.targets))
        return tuple(f"{each.rule.id}@{each.rule.revision}" for each in found)

    def rule_infos(self) -> tuple[RuleInfo, ...]:
        """The active rules as the report shows them, with no counts yet."""
        return tuple(_info(measure.rule) for measure in self._measures)


def load_vocabulary(folder: Path) -> Vocabulary:
    """The words alone that rules and spreadsheets share, from a folder of rules; raises ScreeningErrors for a broken file."""
    return read_model(folder / VOCABULARY, VocabularyFile)[0].vocabulary()


def _world(vocabulary: Vocabulary, targets: Sequence[Target], securities: Sequence[SecuritySet]) -> World:
    by_member: dict[str, tuple[str, ...]] = {}
    by_list: dict[str, tuple[Chosen, ...]] = {}
    for target in targets:
        for entry in target.entities:
            by_member[entry.id] = (*by_member.get(entry.id, ()), target.id)
        if target.select is not None:
            select = target.select
            remarks = "|".join(re.escape(each) for each in select.remarks)
            pattern = re.compile(rf"(?<!\w)(?:{remarks})(?!\w)") if remarks else None
            chosen = Chosen(target.id, frozenset(select.programs), pattern)
            by_list[target.select.list] = (*by_list.get(target.select.list, ()), chosen)
    implied: dict[str, tuple[str, ...]] = {}
    for each in vocabulary.fields:
        if each.type is FieldType.TERM:
            for name in sorted({name for term in each.terms for name, _ in term.implies}):
                implied[name] = (*implied.get(name, ()), each.id)
    return World(vocabulary, Recogniser(securities), by_member, by_list, implied)


def _info(rule: Rule) -> RuleInfo:
    return RuleInfo(
        id=rule.id,
        revision=rule.revision,
        title=rule.title,
        authority=rule.authority,
        outcome=Outcome(rule.outcome).value,
        in_force=rule.temporal.in_force.isoformat(),
        expires=rule.temporal.expires.isoformat() if rule.temporal.expires else None,
        sources=tuple(
            (each.id, each.title if each.verified else f"{each.title} (not verified)", each.url)
            for each in rule.sources
        ),
    )
