"""Rows and matches for tests, from plain words."""

from datetime import date

from screening.model import Cell, DateSpan, Entity, Fact, FactValue, Match, Party, Record, Role, Strength
from screening.ruleset import Ruleset

DAY = date(2021, 7, 1)


def fact(value: FactValue | date | None, problem: str | None = None, text: str | None = None) -> Fact:
    shown = text if text is not None else ("" if value is None else str(value))
    typed = DateSpan.day(value) if isinstance(value, date) else value
    return Fact(typed, Cell("B7", "Header", shown), problem or ("blank cell" if value is None else None))


def row(*parties: Party, **facts: FactValue | date | Fact | None) -> Record:
    """A record with these facts; None is a blank cell."""
    typed = {name: value if isinstance(value, Fact) else fact(value) for name, value in facts.items()}
    return Record("book.xlsx", "Sheet1", 7, "", parties, typed)


def match(entity: Entity, strength: Strength = Strength.CONFIRMED, role: Role = Role.PARTY) -> Match:
    return Match(role, entity.name, entity, entity.names[0], 100.0, strength, cell="C7")


def entity(ruleset: Ruleset, entity_id: str) -> Entity:
    return next(each for each in ruleset.entities() if each.id == entity_id)
