"""The row's own dates that a measure is held against: each with its cell, and which of them, if any, is not known to the day."""

from typing import NamedTuple

from screening.model import DateSpan
from screening.ruleset.context import Context


class Dated(NamedTuple):
    """One of the anchor's dates as the row states it."""

    field: str
    span: DateSpan
    cell: str | None


def stated_dates(ctx: Context) -> tuple[Dated, ...]:
    """The anchor's dates that the row states and that could be read, in the anchor's order."""
    found = []
    facts = ctx.record.facts
    for name in ctx.anchor:
        fact = facts.get(name)
        if fact is not None and isinstance(fact.value, DateSpan):
            found.append(Dated(name, fact.value, fact.cell.ref if fact.cell else None))
    return tuple(found)


def not_to_the_day(ctx: Context) -> Dated | None:
    """The first of the stated dates that is known only to the month, the year or as a range."""
    return next((each for each in stated_dates(ctx) if not each.span.exact), None)


def days_in_words(ctx: Context, *, cells: bool = True) -> str:
    """ "trade date 2021-06-11 (E7) and settlement date 2021-06-15 (F7)"; empty where the row states none."""
    return " and ".join(
        f"{_label(ctx, each.field)} {each.span}" + (f" ({each.cell})" if cells and each.cell else "")
        for each in stated_dates(ctx)
    )


def _label(ctx: Context, name: str) -> str:
    described = ctx.world.vocabulary.field(name)
    return described.label.lower() if described else name.replace("_", " ")
