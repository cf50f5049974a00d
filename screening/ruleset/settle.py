"""What each possible answer to an open question would give: the rule asked again with the fact in place, equal outcomes told as one."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace

from screening.model import (
    DateSpan,
    Fact,
    FactValue,
    Finding,
    FindingState,
    Need,
    Outcome,
    Strength,
    Trace,
    Tristate,
)
from screening.ruleset.bounds import Bounds, Choice, span_in_words
from screening.ruleset.conditions import leaves_of
from screening.ruleset.context import Context, Resolved
from screening.ruleset.leaves import AnyLeaf
from screening.ruleset.recognition import Reading
from screening.ruleset.rule import Rule
from screening.ruleset.schema import Matches, OwnedBy, SecurityIn

Judge = Callable[[Context], Finding | None]
_SECURITY = "isin"
_ACTIVITY = "activity"
# Rows of one pattern share their texts; beyond so many patterns the oldest texts are made again.
_REMEMBERED = 20_000
_SHOWN_TERMS = 4
_OPEN = "still open"
_UNSETTLED = "does not settle it"
_IF_TRUE = {
    Outcome.BLOCKED: "blocked",
    Outcome.PROHIBITED: "prohibited",
    Outcome.LICENCE_REQUIRED: "a licence is required",
    Outcome.REVIEW: "review",
    Outcome.INFORMATIONAL: "the measure has a bearing",
}
_IF_FALSE = {
    Outcome.BLOCKED: "not blocked",
    Outcome.PROHIBITED: "not prohibited",
    Outcome.LICENCE_REQUIRED: "no licence is required",
    Outcome.REVIEW: "no review",
    Outcome.INFORMATIONAL: "the measure has no bearing",
}


class Settler:
    """Fills in `settle` for the needs of one rule's open findings. `judge` answers the rule without filling it in."""

    def __init__(self, rule: Rule, judge: Judge) -> None:
        self._rule = rule
        self._judge = judge
        self._bounds = Bounds(rule)
        leaves: list[AnyLeaf] = []
        for condition in (rule.when, rule.bound, *(each.when for each in rule.exceptions)):
            leaves += leaves_of(condition) if condition is not None else ()
        self._security = {each.set: each.text for each in leaves if isinstance(each, SecurityIn)}
        self._targets = tuple(dict.fromkeys(each.target for each in leaves if isinstance(each, Matches)))
        # What an operator reads beside facts, matches and papers is not in the key, so that such a rule remembers nothing.
        self._remembers = all(
            isinstance(each, Matches | OwnedBy | SecurityIn) or hasattr(each, "field") for each in leaves
        )
        self._known: dict[Hashable, tuple[tuple[str, ...], ...]] = {}

    def settled(self, ctx: Context, needs: Sequence[Need]) -> tuple[Need, ...]:
        """The needs with what each answer would give."""
        key = (
            (tuple(each.field for each in needs), self._pattern(ctx, needs))
            if self._remembers and not ctx.owned
            else None
        )
        told = self._known.get(key) if key is not None else None
        if told is None:
            told = tuple(self._answers(ctx, need) for need in needs)
            self._remember(key, told)
        return tuple(replace(need, settle=lines) for need, lines in zip(needs, told, strict=True))

    def _answers(self, ctx: Context, need: Need) -> tuple[str, ...]:
        if need.field == _SECURITY and self._security:
            return _merged([(said, self._told(changed, need)) for said, changed in self._papers(ctx)])
        field = ctx.world.vocabulary.field(need.field)
        own = ctx.record.facts.get(need.field)
        known = own.value if own is not None and isinstance(own.value, DateSpan) else None
        if known is None and field is not None:
            resolved = ctx.fact(need.field).value
            known = resolved if isinstance(resolved, DateSpan) else None
        if known is not None and known.exact:
            return ("the day is known: what it means is for a person to decide",)
        answers = [
            (choice, self._told(_with_fact(ctx, need.field, choice.value), need))
            for choice in self._bounds.choices(ctx.world.vocabulary, need.field, known)
        ]
        if field is not None and field.terms:
            parents = {term.id: term.parents for term in field.terms}
            return _grouped(answers, parents)
        return _merged(_joined(answers))

    def _papers(self, ctx: Context) -> Iterator[tuple[str, Context]]:
        """The row's security as one of each set that is open, and as none of them."""
        open_sets = [name for name in self._security if ctx.readings[name].state is Tristate.UNKNOWN]
        outside = {name: Reading(Tristate.FALSE, "another paper") for name in open_sets}
        for name in open_sets:
            said = self._security[name]
            readings = {**ctx.readings, **outside, name: Reading(Tristate.TRUE, said)}
            yield said, replace(ctx, readings=readings, _known={})
        yield "otherwise", replace(ctx, readings={**ctx.readings, **outside}, _known={})

    def dismissed(self, ctx: Context) -> str:
        """What the rule would say of the row if its possible matches were dismissed."""
        key = ("dismissed", self._pattern(ctx, ())) if self._remembers and not ctx.owned else None
        told = self._known.get(key) if key is not None else None
        if told is None:
            hits = {
                target: [each for each in found if each.strength is Strength.CONFIRMED]
                for target, found in ctx.hits.items()
            }
            kept = {target: found for target, found in hits.items() if found}
            told = ((self._told(replace(ctx, hits=kept, _known={}), None),),)
            self._remember(key, told)
        return told[0][0]

    def _remember(self, key: Hashable | None, told: tuple[tuple[str, ...], ...]) -> None:
        if key is None:
            return
        if len(self._known) >= _REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self._known[key] = told

    def _told(self, ctx: Context, need: Need | None) -> str:
        finding = self._judge(ctx)
        if finding is None or finding.state is FindingState.FALSE:
            return _IF_FALSE[self._rule.outcome]
        if finding.state is FindingState.NOT_IN_FORCE:
            return "the measure is not in force"
        if finding.state is FindingState.UNKNOWN:
            return _still_open(ctx, finding, need)
        return _IF_TRUE[self._rule.outcome]

    def _pattern(self, ctx: Context, needs: Sequence[Need]) -> Hashable:
        """All that the rule reads of the row, dates only as far as the rule tells them apart: equal patterns have equal answers."""
        implying = (source for name in self._bounds.fields for source in ctx.world.implied_by.get(name, ()))
        names = dict.fromkeys((*self._bounds.fields, *implying))
        hits = tuple(
            (target, frozenset((each.strength, each.role) for each in ctx.hits.get(target, ())))
            for target in self._targets
        )
        papers = tuple((name, replace(each, reason="")) for name, each in ctx.readings.items())
        # Another activity can change whether the row must name a security, and so what its texts mean.
        texts = (
            tuple(str(ctx.record.facts.get(each)) for each in ("isin", "security", "issuer_country"))
            + tuple(str(each) for each in ctx.record.parties)
            if any(each.field == _ACTIVITY for each in needs)
            else ()
        )
        run = (ctx.as_of, ctx.actor)
        return (tuple(self._bucket(ctx, name) for name in names), hits, papers, texts, run)

    def _bucket(self, ctx: Context, name: str) -> Hashable:
        fact = ctx.record.facts.get(name)
        if fact is None:
            return "absent"
        value = fact.value
        if value is None:
            return "unread" if fact.cell is not None and fact.cell.text.strip() else "blank"
        if isinstance(value, DateSpan) and value.exact and name in self._rule.temporal.anchor:
            return sum(day <= value.first for day in self._bounds.days[name])
        return value


def _with_fact(ctx: Context, name: str, value: FactValue) -> Context:
    """The row with this fact in place, whoever else says otherwise."""
    own = ctx.record.facts.get(name)
    record = replace(ctx.record, facts={**ctx.record.facts, name: Fact(value, own.cell if own else None)})
    readings = ctx.world.readings(record) if name == _ACTIVITY else ctx.readings
    return replace(ctx, record=record, readings=readings, _known={name: Resolved(value)})


def _still_open(ctx: Context, finding: Finding, need: Need | None) -> str:
    """What would be open even then: other facts, matches, or a choice between laws."""
    if need is not None and any(each.field == need.field for each in finding.needs):
        return _UNSETTLED
    waits = [_label(ctx, each.field) for each in finding.needs]
    if any(leaf.label == "matches" for leaf in open_leaves(finding.trace)):
        waits.append("the decision on the match")
    if waits:
        return f"{_OPEN}, waits for {', '.join(waits[:-1])}{' and ' if waits[:-1] else ''}{waits[-1]}"
    return f"{_OPEN}, for a person to decide"


def open_leaves(trace: Trace | None) -> Iterator[Trace]:
    """The leaves through which an open answer is open."""
    if trace is None or trace.state is not Tristate.UNKNOWN:
        return
    if not trace.children:
        yield trace
    for each in trace.children:
        yield from open_leaves(each)


def _label(ctx: Context, name: str) -> str:
    field = ctx.world.vocabulary.field(name)
    label = field.label if field is not None else name.replace("_", " ")
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _joined(answers: list[tuple[Choice, str]]) -> list[tuple[str, str]]:
    """Neighbouring stretches of days with one outcome as one stretch."""
    told: list[tuple[FactValue, str, str]] = []
    for choice, outcome in answers:
        last = told[-1] if told else None
        if (
            last
            and last[2] == outcome
            and isinstance(last[0], DateSpan)
            and isinstance(choice.value, DateSpan)
        ):
            whole = DateSpan(last[0].first, choice.value.last)
            told[-1] = (whole, span_in_words(whole), outcome)
        else:
            told.append((choice.value, choice.said, outcome))
    return [(said, outcome) for _, said, outcome in told]


def _merged(answers: list[tuple[str, str]]) -> tuple[str, ...]:
    """One line an outcome, in the order in which they were met; one outcome for every answer is said once."""
    lines: dict[str, list[str]] = {}
    for said, outcome in answers:
        lines.setdefault(outcome, []).append(said)
    if len(lines) == 1:
        return (_whatever(next(iter(lines)), len(answers)),)
    return tuple(f"{', or '.join(said)}: {outcome}" for outcome, said in lines.items())


def _grouped(answers: list[tuple[Choice, str]], parents: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Terms by outcome, the gravest first, each group by its widest terms; a group too long to name is "anything else"."""
    groups: dict[str, list[Choice]] = {}
    for choice, outcome in answers:
        groups.setdefault(outcome, []).append(choice)
    if len(groups) == 1:
        return (_whatever(next(iter(groups)), len(answers)),)
    is_open = [outcome for outcome in groups if outcome.startswith(_OPEN)]
    if len(is_open) > 1:  # what each wider word would wait for in turn is more than a reader can use
        groups[_OPEN] = [choice for outcome in is_open for choice in groups.pop(outcome)]
    named = {outcome: _widest(chosen, parents) for outcome, chosen in groups.items()}
    longest = max(named, key=lambda outcome: len(named[outcome]))
    if len(named[longest]) > _SHOWN_TERMS:
        named[longest] = ["anything else"]
    order = sorted(named, key=lambda outcome: (named[outcome] == ["anything else"], _rank(outcome)))
    return tuple(f"{_either(named[outcome])}: {outcome}" for outcome in order)


def _widest(chosen: list[Choice], parents: dict[str, tuple[str, ...]]) -> list[str]:
    ids = {str(each.value) for each in chosen}
    return [each.said for each in chosen if not ids.intersection(parents[str(each.value)])]


def _either(said: list[str]) -> str:
    shown, more = said[:_SHOWN_TERMS], len(said) - _SHOWN_TERMS
    return ", or ".join([*shown, *([f"{more} more"] if more > 0 else [])])


def _rank(outcome: str) -> int:
    """Forbidden, let through, open."""
    return 0 if outcome in _IF_TRUE.values() else 2 if outcome.startswith((_OPEN, _UNSETTLED)) else 1


def _whatever(outcome: str, count: int) -> str:
    if count <= 1:
        return f"once it is known: {outcome}"
    if outcome.startswith(_OPEN):
        return f"whatever the answer {outcome}"
    return f"{outcome} either way" if count == 2 else f"{outcome} whatever the answer"
