"""The closed operators: each leaf of a condition as a function from a row's context to its answer."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from sys import intern
from typing import assert_never

from screening.model import DateSpan, FactValue, FieldType, Match, Need, Strength, Tristate
from screening.ruleset.anchor import days_in_words, not_to_the_day
from screening.ruleset.context import Answer, Context, Resolved
from screening.ruleset.ownership import OwnershipTest
from screening.ruleset.schema import (
    ANCHOR,
    AmountBound,
    DateBetween,
    DateBound,
    Equals,
    IsA,
    Matches,
    OneOf,
    OwnedBy,
    Present,
    SecurityIn,
)

_TRUE, _UNKNOWN, _FALSE = Tristate.TRUE, Tristate.UNKNOWN, Tristate.FALSE


AnyLeaf = (
    Matches | OwnedBy | SecurityIn | IsA | OneOf | Equals | DateBound | DateBetween | AmountBound | Present
)
Ask = Callable[[Context], Answer]


def question_of(leaf: AnyLeaf) -> str:
    """What the leaf asks, without its words and sources: leaves of the same question have the same answer."""
    return intern(leaf.model_dump_json(exclude={"text", "cite"}))


def compile_leaf(leaf: AnyLeaf) -> Ask:
    """The leaf as a function; a question that several leaves ask of a row is answered once."""
    question, ask = question_of(leaf), _compiled(leaf)
    on_anchor = getattr(leaf, "field", None) == ANCHOR

    def answer(ctx: Context) -> Answer:
        key = (question, ctx.anchor) if on_anchor else question
        known = ctx.answers.get(key)
        if known is None:
            known = ctx.answers[key] = ask(ctx)
        return known

    return answer


def _compiled(leaf: AnyLeaf) -> Ask:  # noqa: PLR0911 - one return an operator
    """The operator as a function; the schema's closed set of operators is walked whole."""
    match leaf:
        case Matches():
            return _matches(leaf)
        case OwnedBy():
            return _owned_by(leaf)
        case SecurityIn():
            return _security_in(leaf)
        case IsA():
            return _is_a(leaf)
        case OneOf():
            return _one_of(leaf.field, leaf.values, negated=leaf.op == "not_in")
        case Equals():
            return _equals(leaf)
        case DateBound():
            return _date_bound(leaf)
        case DateBetween():
            return _date_between(leaf)
        case AmountBound():
            return _amount(leaf)
        case Present():
            return _present(leaf)
        case _:
            assert_never(leaf)


def shown(value: FactValue) -> str:
    """A value as a reader sees it; a span with an open end says so."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, DateSpan):
        return str(value)
    if value.first == date.min:
        return f"{value.last} or earlier"
    return f"{value.first} or later" if value.last == date.max else str(value)


def need_for(ctx: Context, name: str, known: Resolved) -> Need:
    """What to ask for the field `name`, in the vocabulary's words."""
    described = ctx.world.vocabulary.field(name)
    question = described.question if described else f"What is the {name.replace('_', ' ')}?"
    return Need(name, question, known.reason, known.cell)


def _label(ctx: Context, name: str) -> str:
    described = ctx.world.vocabulary.field(name)
    return described.label if described else name.replace("_", " ")


def _unknown(ctx: Context, name: str, known: Resolved) -> Answer:
    label = _label(ctx, name)
    return Answer(_UNKNOWN, f"{label}: {known.reason}", known.cell, need_for(ctx, name, known))


def _known(ctx: Context, name: str, known: Resolved, state: Tristate, why: str = "") -> Answer:
    """An answer from a value that was read; when it still leaves the question open, the value itself is what is not enough."""
    assert known.value is not None
    text = shown(known.value)
    described = ctx.world.vocabulary.field(name)
    if described is not None and described.type is FieldType.TERM:
        term = ctx.world.vocabulary.term(name, text)
        text = term.label if term else text
    read = f"{_label(ctx, name)} = {text}" + (f" ({known.source})" if known.source else "")
    if name == ANCHOR:
        read = days_in_words(ctx) or f"{text} ({known.source})"
    # An anchor whose dates are all known to the day asks for none of them: what is open is which of them governs.
    if state is not _UNKNOWN or name == ANCHOR:
        return Answer(state, read, known.cell)
    settled = known._replace(reason=why or f"'{text}' does not settle it")
    return Answer(state, read, known.cell, need_for(ctx, name, settled))


def _matches(leaf: Matches) -> Ask:
    roles = frozenset(leaf.roles)

    def ask(ctx: Context) -> Answer:
        found = [each for each in ctx.hits.get(leaf.target, ()) if not roles or each.role in roles]
        best = next((each for each in found if each.strength is Strength.CONFIRMED), None)
        best = best or next((each for each in found if each.strength is Strength.POSSIBLE), None)
        if best is None:
            return _set_aside(found)
        sure = best.strength is Strength.CONFIRMED
        read = f"{'confirmed' if sure else 'possible'} match: {best.ours} with {best.name.text} ({best.entity.id}), score {best.score:.0f}"
        return Answer(_TRUE if sure else _UNKNOWN, read, best.cell)

    return ask


def _set_aside(found: Sequence[Match]) -> Answer:
    """No match that counts; those that a fact of the row contradicts are named, with the fact."""
    if not found:
        return Answer(_FALSE, "no match")
    told = "; ".join(
        f"{each.ours} with {each.name.text} ({each.entity.id}), score {each.score:.0f}: {each.set_aside}"
        for each in found
    )
    return Answer(_FALSE, f"contradicted match set aside: {told}", found[0].cell)


NO_HOLDINGS = "not examined: no sheet of holdings was given"
NO_SHARE = "the sheet of holdings names no share of a listed party in it"


def test_of(leaf: OwnedBy) -> OwnershipTest:
    """The leaf's question without the row."""
    return OwnershipTest(leaf.target, leaf.threshold, leaf.over, leaf.together)


def _owned_by(leaf: OwnedBy) -> Ask:
    test, roles = test_of(leaf), frozenset(leaf.roles)

    def ask(ctx: Context) -> Answer:
        if ctx.owned is None:
            return Answer(_FALSE, NO_HOLDINGS)
        found = [each for each in ctx.owned.get(test, ()) if not roles or each.role in roles]
        if not found:
            return Answer(_FALSE, NO_SHARE)
        best = max(found, key=lambda each: each.state(test))
        alike = "" if best.sure else f"'{best.input_name}' is perhaps "
        return Answer(best.state(test), f"{alike}'{best.company}': {best.words}", best.cell)

    return ask


def _security_in(leaf: SecurityIn) -> Ask:
    def ask(ctx: Context) -> Answer:
        reading = ctx.readings[leaf.set]
        cell = ctx.fact("isin").cell or ctx.fact("security").cell
        if reading.state is not _UNKNOWN:
            return Answer(reading.state, reading.reason, cell)
        return Answer(
            _UNKNOWN, reading.reason, cell, need_for(ctx, "isin", Resolved(None, reading.reason, cell))
        )

    return ask


def _is_a(leaf: IsA) -> Ask:
    def ask(ctx: Context) -> Answer:
        known = ctx.fact(leaf.field)
        if not isinstance(known.value, str):
            return _unknown(ctx, leaf.field, known)
        vocabulary = ctx.world.vocabulary
        if vocabulary.term(leaf.field, known.value) is None:
            return _unknown(
                ctx, leaf.field, known._replace(reason=f"'{known.value}' is not in the vocabulary")
            )
        return _known(ctx, leaf.field, known, vocabulary.is_a(leaf.field, known.value, leaf.value))

    return ask


def _one_of(name: str, values: tuple[str, ...], *, negated: bool) -> Ask:
    wanted = {value.casefold() for value in values}

    def ask(ctx: Context) -> Answer:
        known = ctx.fact(name)
        if not isinstance(known.value, str):
            return _unknown(ctx, name, known)
        return _known(ctx, name, known, Tristate.of((known.value.casefold() in wanted) is not negated))

    return ask


def _equals(leaf: Equals) -> Ask:
    if isinstance(leaf.value, str):
        return _one_of(leaf.field, (leaf.value,), negated=False)

    def ask(ctx: Context) -> Answer:
        known = ctx.fact(leaf.field)
        if not isinstance(known.value, bool):
            return _unknown(ctx, leaf.field, known)
        return _known(ctx, leaf.field, known, Tristate.of(known.value is leaf.value))

    return ask


def _date(ctx: Context, name: str) -> tuple[str, Resolved]:
    """The date that a leaf asks for, and the field to ask for when it is not known."""
    if name != ANCHOR:
        return name, ctx.fact(name)
    known = ctx.span()
    if known.value is None:
        return known.source, known
    open_date = not_to_the_day(ctx)
    return (
        (open_date.field, known._replace(cell=open_date.cell)) if open_date is not None else (ANCHOR, known)
    )


def _date_bound(leaf: DateBound) -> Ask:
    def ask(ctx: Context) -> Answer:
        name, known = _date(ctx, leaf.field)
        if not isinstance(known.value, DateSpan):
            return _unknown(ctx, name, known)
        match leaf.op:
            case "before":
                state = known.value.before(leaf.date)
            case "after":
                state = known.value.after(leaf.date)
            case "on_or_before":
                state = ~known.value.after(leaf.date)
            case "on_or_after":
                state = ~known.value.before(leaf.date)
            case _:
                assert_never(leaf.op)
        if any(known.value.first <= day <= known.value.last for day in leaf.doubtful):
            return _known(ctx, name, known, _UNKNOWN, f"the sources differ on {shown(known.value)} itself")
        return _known(ctx, name, known, state, f"{shown(known.value)} reaches across {leaf.date}")

    return ask


def _date_between(leaf: DateBetween) -> Ask:
    def ask(ctx: Context) -> Answer:
        name, known = _date(ctx, leaf.field)
        if not isinstance(known.value, DateSpan):
            return _unknown(ctx, name, known)
        state = min(~known.value.before(leaf.first), ~known.value.after(leaf.last))
        return _known(
            ctx, name, known, state, f"{shown(known.value)} reaches across {leaf.first} or {leaf.last}"
        )

    return ask


def _amount(leaf: AmountBound) -> Ask:
    def ask(ctx: Context) -> Answer:
        known = ctx.fact(leaf.field)
        if not isinstance(known.value, Decimal):
            return _unknown(ctx, leaf.field, known)
        holds = known.value >= leaf.value if leaf.op == "ge" else known.value <= leaf.value
        return _known(ctx, leaf.field, known, Tristate.of(holds))

    return ask


def _present(leaf: Present) -> Ask:
    def ask(ctx: Context) -> Answer:
        known = ctx.fact(leaf.field)
        if known.value is None:
            return _unknown(ctx, leaf.field, known)
        return _known(ctx, leaf.field, known, _TRUE)

    return ask
