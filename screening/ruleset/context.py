"""What one evaluation may read: the row's facts, what its words and its paper imply, and the matches of its parties."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from screening.model import (
    Cell,
    DateSpan,
    Entity,
    Fact,
    FactValue,
    FieldType,
    Match,
    Need,
    Record,
    Role,
    RowFacts,
    Tristate,
    Vocabulary,
)
from screening.ruleset.ownership import Holding, OwnershipTest
from screening.ruleset.recognition import Reading, Recogniser, SecurityText

ACTOR = "actor"
ISSUE_DATE = "issue_date"
_OF_SECURITIES = ("isin", "security", "issuer")
# All of a row's own cells that say what its security is.
SECURITY_FIELDS = ("isin", "security", "issuer_country", "activity")
_REMEMBERED = 1 << 14


class Resolved(NamedTuple):
    """A fact as a rule sees it: None with a reason where it is not known; `source` says who states it when the row's own cell does not."""

    value: FactValue | None
    reason: str = ""
    cell: str | None = None
    source: str = ""


class Answer(NamedTuple):
    """A leaf's answer: what was read, in which cell, and, for an unknown, the fact that would settle it."""

    state: Tristate
    read: str
    cell: str | None = None
    need: Need | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A target's choice among the entries of a list: those with one of the programmes (none: any) and one of the remarks (none: any)."""

    target: str
    programs: frozenset[str]
    remarks: "re.Pattern[str] | None" = None

    @property
    def whole(self) -> bool:
        return not self.programs and self.remarks is None

    def takes(self, entity: Entity) -> bool:
        return (not self.programs or not self.programs.isdisjoint(entity.programs)) and (
            self.remarks is None or self.remarks.search(entity.remarks) is not None
        )


@dataclass(frozen=True, slots=True)
class World:
    """What stays the same from row to row."""

    vocabulary: Vocabulary
    recogniser: Recogniser
    targets_of: Mapping[str, tuple[str, ...]]
    """Targets by the id of a member."""
    targets_of_list: Mapping[str, tuple["Chosen", ...]]
    """Targets that select from a list, by the list's id."""
    implied_by: Mapping[str, tuple[str, ...]]
    """Fields whose terms imply a value of this field."""
    _remembered: dict[object, Mapping[str, Reading]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def hits(self, matches: Sequence[Match]) -> dict[str, list[Match]]:
        """The matches by the targets that their entities belong to."""
        found: dict[str, list[Match]] = {}
        for match in matches:
            for target in self.targets_naming(match.entity):
                found.setdefault(target, []).append(match)
        return found

    def encodes(self, entity: Entity) -> bool:
        """Do the targets say all that the entity's listing means? One chosen by its programmes is, when each of them is chosen."""
        if entity.id in self.targets_of:
            return True
        chosen = [each for each in self._selections(entity) if each.takes(entity)]
        named = frozenset[str]().union(*(each.programs for each in chosen))
        return any(each.whole for each in chosen) or (bool(chosen) and named.issuperset(entity.programs))

    def targets_naming(self, entity: Entity) -> tuple[str, ...]:
        """The targets that the entity belongs to."""
        selected = (each.target for each in self._selections(entity) if each.takes(entity))
        return tuple(dict.fromkeys((*self.targets_of.get(entity.id, ()), *selected)))

    def _selections(self, entity: Entity) -> Iterator["Chosen"]:
        for name in (entity.list, *entity.also_on):
            yield from self.targets_of_list.get(name, ())

    def readings(self, record: Record) -> Mapping[str, Reading]:
        """What the row's security is, for each set of securities."""
        facts = record.facts
        if not isinstance(facts, RowFacts) or Role.ISSUER in [each.role for each in record.parties]:
            return self.recogniser.read(self._security_text(record))
        # Of rows without an issuer of their own these cells are all that is read, and most rows have the same ones.
        at = facts.layout.at
        key = (facts.layout, *[facts.cells[at[name]] for name in SECURITY_FIELDS if name in at])
        known = self._remembered.get(key)
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            known = self._remembered[key] = self.recogniser.read(self._security_text(record))
        return known

    def _security_text(self, record: Record) -> SecurityText:
        facts = record.facts
        isin, security, country = (_text(facts.get(each)) for each in ("isin", "security", "issuer_country"))
        issuers = [party for party in record.parties if party.role is Role.ISSUER]
        countries = (
            (country,) if country else tuple(sorted({each for party in issuers for each in party.countries}))
        )
        named = any(party.name or party.identifiers for party in issuers)
        unread = next(
            (
                f"{each}: {_problem(facts[each])}"
                for each in ("isin", "security")
                if each in facts and _stated(facts[each])
            ),
            "",
        )
        return SecurityText(
            isin,
            security,
            named,
            countries,
            self._security_expected(record, has_issuer=bool(issuers)),
            unread,
        )

    def _security_expected(self, record: Record, *, has_issuer: bool) -> bool:
        """A dealing in securities must name one; a row of something else need not, even where the sheet has a column for securities."""
        activity = record.facts.get("activity")
        if (
            activity is not None
            and isinstance(activity.value, str)
            and self.vocabulary.term("activity", activity.value)
        ):
            return self.vocabulary.is_a("activity", activity.value, "security_dealing") is not Tristate.FALSE
        return has_issuer or any(each in record.facts for each in _OF_SECURITIES)


def _text(fact: Fact | None) -> str:
    return fact.value.strip() if fact is not None and isinstance(fact.value, str) else ""


@dataclass(slots=True)
class Context:
    """One row before one set of rules."""

    world: World
    record: Record
    hits: Mapping[str, list[Match]]
    readings: Mapping[str, Reading]
    as_of: date
    actor: str | None
    anchor: tuple[str, ...] = ()
    owned: Mapping[OwnershipTest, Sequence[Holding]] | None = None
    """The holdings of listed parties in the row's parties; None where the run was given no sheet of holdings."""
    _known: dict[str, Resolved] = field(default_factory=dict)
    answers: dict[object, Answer] = field(init=False, repr=False, default_factory=dict)
    """Questions that a leaf has asked of this row already; a changed copy of the row starts with none."""

    def fact(self, name: str) -> Resolved:
        """The fact `name`: the row's own, else what its words imply, else the run's actor, else what the recognised paper is."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._resolve(name)
        return known

    def span(self) -> Resolved:
        """The days on which the law is read: from the earliest to the latest of the anchor's dates; the run's day for a sheet without any."""
        spans: list[DateSpan] = []
        gap: Resolved | None = None
        for name in self.anchor:
            own = self.record.facts.get(name)
            if own is None:
                continue
            if isinstance(own.value, DateSpan):
                spans.append(own.value)
            elif gap is None or _stated(own):
                gap = Resolved(None, _problem(own), _ref(own.cell), source=name)
                if _stated(own):
                    return gap
        if spans:
            return Resolved(DateSpan(min(each.first for each in spans), max(each.last for each in spans)))
        return gap or Resolved(DateSpan.day(self.as_of), source="the run's day")

    def _resolve(self, name: str) -> Resolved:
        own = self.record.facts.get(name)
        reference = self._reference(name)
        if own is not None and own.value is not None:
            mine = Resolved(own.value, cell=_ref(own.cell))
            return mine if reference is None else self._reconciled(name, mine, reference)
        if own is not None and _stated(own):
            return Resolved(None, _problem(own), _ref(own.cell))
        stated = self._implied(name) or self._run_actor(name) or reference
        if stated is not None:
            return stated
        if own is None:
            return Resolved(None, "no column states it")
        return Resolved(None, _problem(own), _ref(own.cell))

    def _run_actor(self, name: str) -> Resolved | None:
        return (
            Resolved(self.actor, source="the run's actor")
            if name == ACTOR and self.actor is not None
            else None
        )

    def _implied(self, name: str) -> Resolved | None:
        for source in self.world.implied_by.get(name, ()):
            fact = self.record.facts.get(source)
            term = (
                self.world.vocabulary.term(source, fact.value)
                if fact and isinstance(fact.value, str)
                else None
            )
            value = dict(term.implies).get(name) if term else None
            if term is not None and value is not None:
                return Resolved(value, cell=_ref(fact.cell) if fact else None, source=f"'{term.label}'")
        return None

    def _reference(self, name: str) -> Resolved | None:
        """What the recognised paper says of `name`."""
        for reading in self.readings.values():
            if reading.state is not Tristate.TRUE:
                continue
            value: FactValue | None = None
            if name == "instrument":
                value = reading.instrument
            elif name == "currency":
                value = reading.currency
            elif name == ISSUE_DATE and reading.paper is not None:
                value = reading.paper.first_issue.span()
            if value is not None:
                return Resolved(value, source=f"reference: {reading.reason}")
        return None

    def _reconciled(self, name: str, mine: Resolved, reference: Resolved) -> Resolved:
        """The row's own word, unless the paper's reference contradicts it; the narrower of the two where one contains the other."""
        if isinstance(mine.value, DateSpan) and isinstance(reference.value, DateSpan):
            agrees = (
                mine.value.last >= reference.value.first
            )  # later than the first issue is a reopening, not a contradiction
        elif isinstance(mine.value, str) and isinstance(reference.value, str):
            known = self.world.vocabulary.field(name)
            if known is not None and known.type is FieldType.TERM:
                if self.world.vocabulary.is_a(name, reference.value, mine.value) is Tristate.TRUE:
                    return Resolved(reference.value, cell=mine.cell, source=reference.source)
                agrees = self.world.vocabulary.is_a(name, mine.value, reference.value) is Tristate.TRUE
            else:
                agrees = mine.value == reference.value
        else:
            agrees = True
        if agrees:
            return mine
        return Resolved(
            None, f"the row says {mine.value}, but {reference.source} says {reference.value}", mine.cell
        )


def _stated(fact: Fact) -> bool:
    """Was something written there that could not be read?"""
    return fact.value is None and fact.cell is not None and bool(fact.cell.text.strip())


def _problem(fact: Fact) -> str:
    return fact.problem or "the cell is blank"


def _ref(cell: Cell | None) -> str | None:
    return cell.ref if cell is not None else None
