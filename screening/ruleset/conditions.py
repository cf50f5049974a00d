"""Condition trees as closures in Kleene's logic, each with the trace that proves its answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from screening.model import Need, Trace, Tristate
from screening.ruleset.context import Context
from screening.ruleset.leaves import AnyLeaf, Ask, compile_leaf
from screening.ruleset.schema import All, AnyOf, Condition, Matches, Not, OwnedBy, SecurityIn

Explained = tuple[Trace, tuple[Need, ...]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A condition: `state` answers it, `explain` answers it with every node shown; the two agree.

    `lowest_without_hit` and `highest_without_hit` bound its answer for a row that matches nobody and whose security is none of its sets'.
    """

    state: Callable[[Context], Tristate]
    explain: Callable[[Context], Explained]
    lowest_without_hit: Tristate
    highest_without_hit: Tristate


def compile_condition(condition: Condition) -> Compiled:
    """The condition as closures."""
    if isinstance(condition, All):
        return _group("all", "all of these hold", min, [compile_condition(each) for each in condition.all])
    if isinstance(condition, AnyOf):
        return _group("any", "one of these holds", max, [compile_condition(each) for each in condition.any])
    if isinstance(condition, Not):
        return _negation(compile_condition(condition.not_))
    return _leaf(condition)


def leaves_of(condition: Condition) -> Iterator[AnyLeaf]:
    """Every leaf, in the order of the file."""
    if isinstance(condition, All):
        parts: tuple[Condition, ...] = condition.all
    elif isinstance(condition, AnyOf):
        parts = condition.any
    elif isinstance(condition, Not):
        parts = (condition.not_,)
    else:
        yield condition
        return
    for part in parts:
        yield from leaves_of(part)


def _leaf(leaf: AnyLeaf) -> Compiled:
    ask: Ask = compile_leaf(leaf)

    def explain(ctx: Context) -> Explained:
        answer = ask(ctx)
        trace = Trace(leaf.op, answer.state, leaf.text, answer.read, answer.cell, leaf.cite)
        return trace, (answer.need,) if answer.need is not None else ()

    turns_on_a_hit = isinstance(leaf, Matches | OwnedBy | SecurityIn)
    highest = Tristate.FALSE if turns_on_a_hit else Tristate.TRUE
    return Compiled(lambda ctx: ask(ctx).state, explain, Tristate.FALSE, highest)


def _group(
    label: str, text: str, fold: Callable[[list[Tristate]], Tristate], parts: list[Compiled]
) -> Compiled:
    states = [part.state for part in parts]
    final = Tristate.FALSE if label == "all" else Tristate.TRUE

    def state(ctx: Context) -> Tristate:
        answers = []
        for each in states:
            answer = each(ctx)
            if answer is final:
                return answer
            answers.append(answer)
        return fold(answers)

    def explain(ctx: Context) -> Explained:
        explained = [part.explain(ctx) for part in parts]
        answer = fold([trace.state for trace, _ in explained])
        # A fact can settle the group only while the group itself is open, and only through a part that is open.
        needs = tuple(need for _, part in explained for need in part) if answer is Tristate.UNKNOWN else ()
        return Trace(label, answer, text, children=tuple(trace for trace, _ in explained)), needs

    return Compiled(
        state,
        explain,
        fold([part.lowest_without_hit for part in parts]),
        fold([part.highest_without_hit for part in parts]),
    )


def _negation(part: Compiled) -> Compiled:
    def explain(ctx: Context) -> Explained:
        trace, needs = part.explain(ctx)
        return Trace("not", ~trace.state, "this does not hold", children=(trace,)), needs

    return Compiled(
        lambda ctx: ~part.state(ctx), explain, ~part.highest_without_hit, ~part.lowest_without_hit
    )
