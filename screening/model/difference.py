"""What set two editions of a list apart: entities that came, went, or changed, and what changed in them."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from screening.model.entity import Entity
from screening.model.run import SnapshotInfo


class ChangeKind(StrEnum):
    """What became of an entity between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What an entity gained and lost in one respect ("names", "identifiers", "programmes"), each value in words."""

    field: str
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [f"+ {each}" for each in self.gained] + [f"− {each}" for each in self.lost]
        return f"{self.field}: {'; '.join(parts)}"


@dataclass(frozen=True, slots=True)
class EntityChange:
    """One entity that is not the same in both editions; `before` or `after` is None where it was added or removed."""

    before: Entity | None
    after: Entity | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.CHANGED

    @property
    def entity(self) -> Entity:
        """The entity as it is now, or as it last was."""
        entity = self.after or self.before
        assert entity is not None
        return entity


@dataclass(frozen=True, slots=True)
class ListDifference:
    """Two editions of one list, and every entity that sets them apart, by id."""

    before: SnapshotInfo
    after: SnapshotInfo
    changes: tuple[EntityChange, ...]
    unchanged: int
    not_compared: tuple[str, ...] = ()
    """Respects that one edition's file format does not carry."""

    def of(self, kind: ChangeKind) -> tuple[EntityChange, ...]:
        """The changes of one kind."""
        return tuple(each for each in self.changes if each.kind is kind)

    def changed_fields(self) -> dict[str, int]:
        """How many of the changed entities changed in each respect, most first."""
        counts = Counter(field.field for each in self.changes for field in each.fields)
        return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
