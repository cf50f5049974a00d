"""One rule applied to one row: dates, who is bound, the condition and its exceptions, folded into a finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from screening.model import DateSpan, Finding, FindingState, Need, Outcome, Trace, Tristate
from screening.ruleset.anchor import days_in_words, not_to_the_day, stated_dates
from screening.ruleset.conditions import Compiled, compile_condition, leaves_of
from screening.ruleset.context import Context, Resolved
from screening.ruleset.leaves import NO_SHARE, need_for, shown, test_of
from screening.ruleset.rule import Rule, RuleException, Temporal
from screening.ruleset.schema import ANCHOR, DateBound, Matches, OwnedBy, SecurityIn
from screening.ruleset.settle import Settler, open_leaves

_TRUE, _UNKNOWN, _FALSE = Tristate.TRUE, Tristate.UNKNOWN, Tristate.FALSE
_IF_CONFIRMED = "If the match is confirmed:"
_ONLY_POSSIBLE = "The match itself is only possible: it is to be confirmed or dismissed first."


@dataclass(frozen=True, slots=True)
class _Exception:
    text: RuleException
    when: Compiled
    verified: bool


class Measure:
    """A compiled rule. `gated` says that it cannot reach a row that matched nobody and whose security is none of its sets'."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.when = compile_condition(rule.when) if rule.when is not None else None
        self.bound = compile_condition(rule.bound) if rule.bound is not None else None
        leaves = tuple(leaves_of(rule.when)) if rule.when is not None else ()
        self._on_anchor = [each for each in leaves if isinstance(each, DateBound) and each.field == ANCHOR]
        self.targets = tuple(dict.fromkeys(each.target for each in leaves if isinstance(each, Matches)))
        self.ownership = tuple(dict.fromkeys(test_of(each) for each in leaves if isinstance(each, OwnedBy)))
        self.sets = tuple(dict.fromkeys(each.set for each in leaves if isinstance(each, SecurityIn)))
        self.gated = self.when is None or self.when.highest_without_hit is _FALSE
        verified = {each.id: each.verified for each in rule.sources}
        self.exceptions = tuple(
            _Exception(
                each, compile_condition(each.when), all(verified.get(cite, False) for cite in each.cite)
            )
            for each in rule.exceptions
        )
        self.cite = tuple(each.id for each in rule.sources)
        self._settler = Settler(rule, self.judge)

    def evaluate(self, ctx: Context) -> Finding | None:
        """The finding, with what would settle it where it is open, or None where the rule has no bearing on the row."""
        finding = self.judge(ctx)
        if finding is None or finding.state is not FindingState.UNKNOWN:
            return finding
        if finding.needs:
            return replace(finding, needs=self._settler.settled(ctx, finding.needs))
        if finding.text.startswith(_IF_CONFIRMED):
            return replace(
                finding, text=f"{finding.text} If it is dismissed: {self._settler.dismissed(ctx)}."
            )
        return finding

    def judge(self, ctx: Context) -> Finding | None:
        """As `evaluate`, without what each answer to its needs would give."""
        if self.when is None:
            return None
        readings = [ctx.readings[each].state for each in self.sets]
        hit = any(each in ctx.hits for each in self.targets) or _TRUE in readings or self._holds(ctx)
        if self.gated and not hit and _UNKNOWN not in readings:
            return None
        ctx.anchor = self.rule.temporal.anchor
        answer = self.when.state(ctx)
        if answer is _FALSE and not hit:
            return None
        force, force_trace, force_needs = _in_force(self.rule.temporal, ctx)
        if force is _FALSE:
            return self._not_in_force(ctx, force_trace) if hit else None
        return self._finding(ctx, hit, force_trace, force_needs)

    def _holds(self, ctx: Context) -> bool:
        """Do members of the rule's targets hold a share in a party of the row, however small?"""
        owned = ctx.owned or {}
        return any(each in owned for each in self.ownership)

    def whole(self, ctx: Context) -> Trace:
        """Every part of the rule asked of the row, whether or not the rule has a bearing on it."""
        ctx.anchor = self.rule.temporal.anchor
        parts = [_in_force(self.rule.temporal, ctx)[1]]
        if self.bound is not None:
            bound, _ = self.bound.explain(ctx)
            parts.append(Trace("bound", bound.state, "the actor is bound by the measure", children=(bound,)))
        if self.when is not None:
            parts.append(self.when.explain(ctx)[0])
        state = min(part.state for part in parts) if self.when is not None else _FALSE
        lifted, _, exceptions = self._excepted(ctx, state)
        children = (*parts, *exceptions)
        return Trace("measure", lifted, self.rule.title, cite=self.cite, children=children)

    def _not_in_force(self, ctx: Context, trace: Trace) -> Finding:
        read = days_in_words(ctx, cells=False) or trace.read
        said = f"{self.rule.short_title}: {_why_not_in_force(self.rule.temporal, ctx)} ({read})."
        words = f"{said} {self.rule.rationale.not_in_force}".rstrip()
        whole = Trace("measure", _FALSE, self.rule.title, cite=self.cite, children=(trace,))
        return self._made(FindingState.NOT_IN_FORCE, words, (), whole)

    def _finding(
        self, ctx: Context, hit: bool, force: Trace, force_needs: tuple[Need, ...]
    ) -> Finding | None:
        assert self.when is not None
        parts = [force]
        needs = list(force_needs)
        when, when_needs = self.when.explain(ctx)
        needs += when_needs
        if self.bound is not None:
            bound, bound_needs = self.bound.explain(ctx)
            parts.append(Trace("bound", bound.state, "the actor is bound by the measure", children=(bound,)))
            needs += bound_needs
        parts.append(when)
        state = min(part.state for part in parts)
        state, words, exceptions = self._excepted(ctx, state)
        if state is _FALSE and (not hit or self.rule.outcome is Outcome.INFORMATIONAL):
            return None
        trace = Trace("measure", state, self.rule.title, cite=self.cite, children=(*parts, *exceptions))
        kept = _distinct(needs) if state is _UNKNOWN else ()
        said = self._rationale(state, kept, parts, doubt=self._doubt(ctx, force, trace), yes=self._yes(ctx))
        if self._holds(ctx):
            words = [f"{each.read}." for each in _stakes(when)] + words
        return self._made(self._state(state), " ".join((*said, *words)), kept, trace)

    def _excepted(self, ctx: Context, state: Tristate) -> tuple[Tristate, list[str], list[Trace]]:
        """The answer after the exceptions: only one that holds and is verified lifts the measure; an open one is named and weakens nothing."""
        words: list[str] = []
        traces: list[Trace] = []
        if state is _FALSE:
            return state, words, traces
        for each in self.exceptions:
            anchor, ctx.anchor = ctx.anchor, each.text.temporal.anchor
            force, force_trace, _ = _in_force(each.text.temporal, ctx)
            when, _ = each.when.explain(ctx)
            ctx.anchor = anchor
            holds = min(force, when.state)
            if holds is _FALSE:
                continue
            traces.append(
                Trace("exception", holds, each.text.title, cite=each.text.cite, children=(force_trace, when))
            )
            if holds is _TRUE and each.verified:
                return _FALSE, [each.text.text], traces
            if holds is _TRUE:
                state = _UNKNOWN
            words.append(f"Possible exception, to be checked: {each.text.title}.")
        return state, words, traces

    def _rationale(
        self, state: Tristate, needs: Sequence[Need], parts: Sequence[Trace], *, doubt: str, yes: str
    ) -> list[str]:
        """Why, and, for an open answer that no fact would settle, what a person must decide."""
        rationale = self.rule.rationale
        if state is not _UNKNOWN:
            return [yes if state is _TRUE else rationale.false]
        if needs or doubt:
            possible = any(leaf.label == "matches" for part in parts for leaf in open_leaves(part))
            return [each for each in (rationale.unknown, doubt, _ONLY_POSSIBLE if possible else "") if each]
        if all(part.state is _TRUE for part in parts):  # an exception that nobody has verified keeps it open
            return [f"Unless the exception holds: {yes}"]
        if yes != rationale.true:
            return [f"If it is owned so: {yes}"]
        return [f"{_IF_CONFIRMED} {yes}"]

    def _yes(self, ctx: Context) -> str:
        """What a true answer means: that a party is one of the target's, or that it is owned by them."""
        met = any(each in ctx.hits for each in self.targets)
        return (
            self.rule.rationale.true
            if met or not self._holds(ctx)
            else self.rule.rationale.owned or self.rule.rationale.true
        )

    def _doubt(self, ctx: Context, force: Trace, trace: Trace) -> str:
        """What to say of dates that are all known to the day and yet leave the answer open: they straddle a bound, or fall on a doubtful day."""
        dates = stated_dates(ctx)
        turning = [
            leaf for leaf in self._on_anchor if any(leaf.text == each.text for each in open_leaves(trace))
        ]
        if not dates or not_to_the_day(ctx) is not None or (force.state is not _UNKNOWN and not turning):
            return ""
        words = days_in_words(ctx)
        words = words[:1].upper() + words[1:]
        if len(dates) == 1:
            return f"{words} is a day on which the hour decides or the sources differ: a person must decide."
        temporal = self.rule.temporal
        bounds = (temporal.in_force, temporal.expires) if force.state is _UNKNOWN else ()
        first, last = (pick(each.span.first for each in dates) for pick in (min, max))
        days = [*(each for each in bounds if each is not None), *(each.date for each in turning)]
        crossed = next(
            (str(each) for each in days if first <= each <= last), "a day on which the law changed"
        )
        return f"{words} lie on either side of {crossed}: which of them governs is for a person to decide."

    def _state(self, state: Tristate) -> FindingState:
        if state is _FALSE:
            return FindingState.FALSE
        if self.rule.outcome is Outcome.INFORMATIONAL:
            return FindingState.INFORMATIONAL
        return FindingState.TRUE if state is _TRUE else FindingState.UNKNOWN

    def _made(self, state: FindingState, text: str, needs: tuple[Need, ...], trace: Trace) -> Finding:
        rule = self.rule
        return Finding(rule.id, rule.revision, rule.title, state, rule.outcome, self.cite, text, needs, trace)


def _stakes(trace: Trace) -> Iterator[Trace]:
    """The answers that tell a share which the target has in a party of the row."""
    if trace.label == "owned_by" and trace.read != NO_SHARE:
        yield trace
    for child in trace.children:
        yield from _stakes(child)


def _in_force(temporal: Temporal, ctx: Context) -> tuple[Tristate, Trace, tuple[Need, ...]]:
    """Was it in force on the row's days? UNKNOWN where they are not known, reach across a limit, or fall on a day of which the hour decides."""
    known = ctx.span()
    if not isinstance(known.value, DateSpan):
        need = need_for(ctx, known.source, known)
        return _UNKNOWN, Trace("in force", _UNKNOWN, "in force on the day", known.reason, known.cell), (need,)
    span = known.value
    state = ~span.before(temporal.in_force)
    if temporal.expires is not None:
        state = min(state, span.before(temporal.expires))
    if any(span.first <= day <= span.last for day in temporal.partial_days):
        state = min(state, _UNKNOWN)
    text = f"in force from {temporal.in_force}" + (f" until {temporal.expires}" if temporal.expires else "")
    read = days_in_words(ctx) or shown(span) + (f", {known.source}" if known.source else "")
    dates = stated_dates(ctx)
    trace = Trace("in force", state, text, f"read on {read}", dates[0].cell if dates else None)
    asked = not_to_the_day(ctx) or (dates[0] if len(dates) == 1 else None)
    if state is not _UNKNOWN or asked is None:
        return state, trace, ()
    reason = (
        f"the hour of {asked.span} decides"
        if asked.span.exact
        else f"{shown(asked.span)} reaches across a day on which the law changed"
    )
    return state, trace, (need_for(ctx, asked.field, Resolved(None, reason, asked.cell)),)


def _why_not_in_force(temporal: Temporal, ctx: Context) -> str:
    """Too early, with a heads-up once it is announced, or too late."""
    known = ctx.span().value
    if isinstance(known, DateSpan) and known.last < temporal.in_force:
        if temporal.announced is not None and known.last >= temporal.announced:
            return (
                f"announced on {temporal.announced}, but not in force before {temporal.in_force}: take heed"
            )
        return f"not in force before {temporal.in_force}"
    replaced = f", replaced by {temporal.superseded_by}" if temporal.superseded_by else ""
    return f"no longer in force since {temporal.expires}{replaced}"


def _distinct(needs: Sequence[Need]) -> tuple[Need, ...]:
    """One need a field, in the order in which they were met."""
    first: dict[str, Need] = {}
    for need in needs:
        first.setdefault(need.field, need)
    return tuple(first.values())
