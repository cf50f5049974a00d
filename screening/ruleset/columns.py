"""Rows as columns of small numbers: what the rules read of many records, encoded once, so that all rows are answered together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from screening.model import DateSpan, Fact, FactValue, Match, Record, Role, Strength, Tristate
from screening.ruleset.context import Context, World
from screening.ruleset.leaves import AnyLeaf, compile_leaf
from screening.ruleset.ownership import Owned, OwnershipTest
from screening.ruleset.recognition import Reading
from screening.ruleset.schema import OwnedBy

Column = NDArray[np.uint8]
"""One answer a row: FALSE 0, UNKNOWN 1, TRUE 2."""
Word = str | bool | None
Anchor = tuple[str, ...]
PartyKey = tuple[str, tuple[Role, ...]]
"""A target and the roles in which it is looked for."""
MetKey = tuple[tuple[str, ...], tuple[OwnershipTest, ...]]
"""What brings a rule to a row: any of these targets, or a share that one of them has."""
# A date that is not known may be any day, so it is the span wider than every date that a rule can name.
_BEFORE_ALL, _AFTER_ALL = 0, date.max.toordinal() + 1
_STRENGTHS = {
    Strength.CONFIRMED: Tristate.TRUE,
    Strength.POSSIBLE: Tristate.UNKNOWN,
    Strength.CONTRADICTED: Tristate.FALSE,
    Strength.NONE: Tristate.FALSE,
}


@dataclass(frozen=True, slots=True)
class Words:
    """A field of terms, codes, texts or flags: `codes[row]` numbers one of the distinct `values`; None where there is no such value."""

    codes: NDArray[np.unsignedinteger]
    values: tuple[Word, ...]

    def part(self, rows: slice) -> "Words":
        return Words(self.codes[rows], self.values)


@dataclass(frozen=True, slots=True)
class Spans:
    """Dates as the ordinals of the first and the last day that they may be."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]

    def part(self, rows: slice) -> "Spans":
        return Spans(self.first[rows], self.last[rows])


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts to the nearest double (NaN where there is none), beside what was written for those that lie on a bound."""

    near: NDArray[np.float64]
    exact: Sequence[Decimal | None]

    def part(self, rows: slice) -> "Amounts":
        return Amounts(self.near[rows], self.exact[rows])


@dataclass(frozen=True, slots=True)
class Asked:
    """What a set of rules reads of a row; `others` are leaves that have no column of their own kind, each with the anchor it is asked under."""

    words: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    amounts: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    anchors: set[Anchor] = field(default_factory=set)
    parties: set[PartyKey] = field(default_factory=set)
    met: set[MetKey] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)
    others: dict[str, tuple[AnyLeaf, Anchor]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Columns:
    """Records as columns, each of `rows` entries.

    Facts stand as the rules see them: the row's own, what its words imply, the run's actor, the recognised paper's. `parties` hold the
    strength of the best match by target and roles, `met` whether any of some targets was met at all, `sets` the security's membership.
    """

    rows: int
    words: Mapping[str, Words]
    dates: Mapping[str, Spans]
    anchors: Mapping[Anchor, Spans]
    amounts: Mapping[str, Amounts]
    known: Mapping[str, Column]
    parties: Mapping[PartyKey, Column]
    met: Mapping[MetKey, NDArray[np.bool_]]
    sets: Mapping[str, Column]
    others: Mapping[str, Column]

    @classmethod
    def of(
        cls,
        records: Sequence[Record],
        matches: Sequence[Sequence[Match]],
        as_of: date,
        actor: str | None,
        *,
        world: World,
        asked: Asked,
        owned: Sequence[Owned] | None = None,
    ) -> "Columns":
        """Encode records, the matches of each and what listed parties own of each; facts come out as the closures' own `Context` has them."""
        encoder = _Encoder(world, records, as_of, actor)
        parties, met = _matched(world, matches, owned or (), asked)
        return cls(
            rows=len(records),
            words={name: _words(encoder.facts(name)) for name in sorted(asked.words)},
            dates={name: _spans(encoder.facts(name)) for name in sorted(asked.dates)},
            anchors={names: encoder.anchor(names) for names in sorted(asked.anchors)},
            amounts={name: _amounts(encoder.facts(name)) for name in sorted(asked.amounts)},
            known={name: _known(encoder.facts(name)) for name in sorted(asked.known)},
            parties=parties,
            met=met,
            sets={name: encoder.membership(name) for name in sorted(asked.sets)},
            others={
                key: encoder.answers(leaf, anchor, matches, owned)
                for key, (leaf, anchor) in asked.others.items()
            },
        )

    def part(self, start: int, stop: int) -> "Columns":
        """The rows from `start` up to `stop`, without copying numbers."""
        rows = slice(start, stop)
        return Columns(
            rows=len(range(self.rows)[rows]),
            words=_each(self.words, lambda column: column.part(rows)),
            dates=_each(self.dates, lambda column: column.part(rows)),
            anchors=_each(self.anchors, lambda column: column.part(rows)),
            amounts=_each(self.amounts, lambda column: column.part(rows)),
            known=_each(self.known, lambda column: column[rows]),
            parties=_each(self.parties, lambda column: column[rows]),
            met=_each(self.met, lambda column: column[rows]),
            sets=_each(self.sets, lambda column: column[rows]),
            others=_each(self.others, lambda column: column[rows]),
        )

    @property
    def nbytes(self) -> int:
        """The memory that the numbers take, in bytes."""
        return sum(array.nbytes for array in self._arrays())

    def _arrays(self) -> Iterator[NDArray[np.generic]]:
        for each in fields(self)[1:]:
            for column in getattr(self, each.name).values():
                if isinstance(column, Words):
                    yield column.codes
                elif isinstance(column, Spans):
                    yield from (column.first, column.last)
                else:
                    yield column.near if isinstance(column, Amounts) else column


_K = TypeVar("_K")
_C = TypeVar("_C")


def _each(columns: Mapping[_K, _C], part: Callable[[_C], _C]) -> dict[_K, _C]:
    return {key: part(column) for key, column in columns.items()}


class _Encoder:
    """One batch of records; whatever is not simply the row's own value is answered by the reference, once for each distinct case."""

    def __init__(self, world: World, records: Sequence[Record], as_of: date, actor: str | None) -> None:
        self.world = world
        self.records = records
        self.as_of = as_of
        self.actor = actor
        self.readings: list[Mapping[str, Reading]] = []
        numbers: dict[int, int] = {}
        self.reading_of: list[int] = []
        for record in records:
            found = world.readings(record)
            number = numbers.get(id(found))
            if number is None:  # `self.readings` keeps each alive, so that an id stays its own
                number = numbers[id(found)] = len(self.readings)
                self.readings.append(found)
            self.reading_of.append(number)
        self.speaks = [any(each.state is Tristate.TRUE for each in found.values()) for found in self.readings]
        self._facts: dict[str, list[FactValue | None]] = {}
        self._stated: dict[str, _Stated] = {}

    def facts(self, name: str) -> list[FactValue | None]:
        """The field as a rule sees it, row by row."""
        if name not in self._facts:
            self._facts[name] = self._resolved(name)
        return self._facts[name]

    def _resolved(self, name: str) -> list[FactValue | None]:
        settled: dict[object, FactValue | None] = {}
        sources = self.world.implied_by.get(name, ())
        speaks = self.speaks
        values: list[FactValue | None] = []
        for record, number in zip(self.records, self.reading_of, strict=True):
            own = record.facts.get(name)
            value = own.value if own is not None else None
            if value is not None and not speaks[number]:
                values.append(value)
                continue
            key = (
                number if speaks[number] else None,
                value.__class__,
                value,
                own.cell.text if own is not None and own.cell is not None else None,
                *(_text(record.facts.get(source)) for source in sources),
            )
            if key not in settled:
                context = Context(self.world, record, {}, self.readings[number], self.as_of, self.actor)
                settled[key] = context.fact(name).value
            values.append(settled[key])
        return values

    def anchor(self, names: Anchor) -> Spans:
        """The days on which the law is read, as `Context.span` has them: the union of the stated dates; any day where one cannot be read."""
        rows = len(self.records)
        first = np.full(rows, _AFTER_ALL, np.int32)
        last = np.full(rows, _BEFORE_ALL, np.int32)
        gap = np.zeros(rows, np.bool_)
        for name in names:
            stated = self._stated_dates(name)
            np.minimum(first, stated.first, out=first)
            np.maximum(last, stated.last, out=last)
            gap |= stated.gap
        undated = first == _AFTER_ALL
        first[undated] = last[undated] = self.as_of.toordinal()
        first[undated & gap], last[undated & gap] = _BEFORE_ALL, _AFTER_ALL
        return Spans(first, last)

    def _stated_dates(self, name: str) -> "_Stated":
        if name not in self._stated:
            self._stated[name] = _stated_dates([record.facts.get(name) for record in self.records])
        return self._stated[name]

    def membership(self, name: str) -> Column:
        table = np.array([found[name].state for found in self.readings], np.uint8)
        return table[np.array(self.reading_of, np.intp)]

    def answers(
        self,
        leaf: AnyLeaf,
        anchor: Anchor,
        matches: Sequence[Sequence[Match]],
        owned: Sequence[Owned] | None,
    ) -> Column:
        """A leaf that has no column of its own kind, asked of the reference, row by row; of shares, only where there is one."""
        ask = compile_leaf(leaf)
        states = np.zeros(len(self.records), np.uint8)
        for row, record in enumerate(self.records):
            holdings = owned[row] if owned is not None else None
            if isinstance(leaf, OwnedBy) and not holdings:
                continue
            hits = self.world.hits(matches[row])
            readings = self.readings[self.reading_of[row]]
            context = Context(self.world, record, hits, readings, self.as_of, self.actor, anchor, holdings)
            states[row] = ask(context).state
        return states


@dataclass(frozen=True, slots=True)
class _Stated:
    """A column of dates as written: nothing where the row states none, any day where it cannot be read; `gap` marks a blank cell."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    gap: NDArray[np.bool_]


def _stated_dates(facts: Sequence[Fact | None]) -> _Stated:
    first, last, gap = [], [], []
    for fact in facts:
        value = fact.value if fact is not None else None
        blank = unread = False
        if isinstance(value, DateSpan):
            first.append(value.first.toordinal())
            last.append(value.last.toordinal())
        else:
            unread = _unreadable(fact)
            blank = fact is not None and not unread
            first.append(_BEFORE_ALL if unread else _AFTER_ALL)
            last.append(_AFTER_ALL if unread else _BEFORE_ALL)
        gap.append(blank)
    return _Stated(np.array(first, np.int32), np.array(last, np.int32), np.array(gap, np.bool_))


def _unreadable(fact: Fact | None) -> bool:
    return fact is not None and fact.value is None and fact.cell is not None and bool(fact.cell.text.strip())


def _text(fact: Fact | None) -> str | None:
    return fact.value if fact is not None and isinstance(fact.value, str) else None


def _words(values: Sequence[FactValue | None]) -> Words:
    numbers: dict[Word, int] = {}
    codes = [
        numbers.setdefault(value if isinstance(value, (str, bool)) else None, len(numbers))
        for value in values
    ]
    size = np.uint8 if len(numbers) <= 1 << 8 else np.uint16 if len(numbers) <= 1 << 16 else np.uint32
    return Words(np.array(codes, size), tuple(numbers))


def _spans(values: Sequence[FactValue | None]) -> Spans:
    first = [value.first.toordinal() if isinstance(value, DateSpan) else _BEFORE_ALL for value in values]
    last = [value.last.toordinal() if isinstance(value, DateSpan) else _AFTER_ALL for value in values]
    return Spans(np.array(first, np.int32), np.array(last, np.int32))


def _amounts(values: Sequence[FactValue | None]) -> Amounts:
    exact = [value if isinstance(value, Decimal) else None for value in values]
    near = [float("nan") if value is None else float(value) for value in exact]
    return Amounts(np.array(near, np.float64), exact)


def _known(values: Sequence[FactValue | None]) -> Column:
    return np.array([Tristate.UNKNOWN if value is None else Tristate.TRUE for value in values], np.uint8)


def _matched(
    world: World, matches: Sequence[Sequence[Match]], owned: Sequence[Owned], asked: Asked
) -> tuple[dict[PartyKey, Column], dict[MetKey, NDArray[np.bool_]]]:
    """Rows that matched nobody keep FALSE; the others get the strength of their best match for each target and its roles."""
    parties = {key: np.zeros(len(matches), np.uint8) for key in sorted(asked.parties)}
    met = {key: np.zeros(len(matches), np.bool_) for key in asked.met}
    for row, found in enumerate(matches):
        hits = world.hits(found) if found else {}
        if not hits:
            continue
        for (targets, _), column in met.items():
            column[row] = not hits.keys().isdisjoint(targets)
        for (target, roles), states in parties.items():
            for match in hits.get(target, ()):
                if not roles or match.role in roles:
                    states[row] = max(int(states[row]), _STRENGTHS[match.strength])
    for row, holdings in enumerate(owned):
        for (_, tests), column in met.items() if holdings else ():
            column[row] |= not holdings.keys().isdisjoint(tests)
    return parties, met
