"""What an answer to each match of a run would rest on, written onto the match."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from screening.model import Entity, Match, Party, Record, entity_digest
from screening.model.reference import match_key


class KeyMaker:
    """Gives matches their keys; `rules_of` tells the measures that name an entity, each with its revision ("us/eo-14024@2")."""

    def __init__(self, rules_of: Callable[[Entity], Sequence[str]]) -> None:
        self._rules_of = rules_of
        self._known: dict[str, tuple[Entity, str, tuple[str, ...]]] = {}

    def keyed(self, record: Record, match: Match) -> Match:
        """The match with its key."""
        digest, rules = self._entry(match.entity)
        return replace(match, key=match_key(match, _party(record, match), digest, rules))

    def _entry(self, entity: Entity) -> tuple[str, tuple[str, ...]]:
        known = self._known.get(entity.id)
        if known is None or known[0] is not entity:
            known = self._known[entity.id] = (entity, entity_digest(entity), tuple(self._rules_of(entity)))
        return known[1], known[2]


def _party(record: Record, match: Match) -> Party | None:
    """The party whose match it is; None for a name that was found within a text."""
    for party in record.parties:
        cell = party.cell.ref if party.cell else None
        if (party.role, party.name, cell) == (match.role, match.input_name, match.cell):
            return party
    return None
