"""Listed entities made ready for screening: the columns of their names, whose each name is, and who bears an identifier."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from screening.matching.columns import Columns, columns_of
from screening.matching.hashing import Hashes, HashTable, hashed, mixed
from screening.model import DECISIVE, Entity, EntityName, Identifier


@dataclass(frozen=True, slots=True)
class Owners:
    """By name, the number of its entity and which of the entity's names it is; and the entities under the hash of a decisive identifier."""

    entities: NDArray[np.int32]
    places: NDArray[np.int32]
    identifier_hashes: Hashes
    identifier_entities: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Listing:
    """Entities, in their order, with all that finding them needs; the arrays may be mapped from the disk, the entities read one by one."""

    entities: Sequence[Entity]
    columns: Columns
    owners: Owners

    @classmethod
    def of(cls, entities: Sequence[Entity]) -> "Listing":
        """Entities made ready in memory."""
        every = tuple(entities)
        counts = np.fromiter((len(entity.names) for entity in every), np.int64, len(every))
        entities_of = np.repeat(np.arange(len(every), dtype=np.int32), counts)
        places = np.arange(len(entities_of)) - np.repeat(np.cumsum(counts) - counts, counts)
        borne = [
            (_key(identifier), number)
            for number, entity in enumerate(every)
            for identifier in entity.identifiers
            if identifier.kind in DECISIVE and identifier.key
        ]
        hashes = mixed(hashed([key for key, _ in borne])[0])
        order = np.argsort(hashes, kind="stable")
        owners = Owners(
            entities_of,
            places.astype(np.int32),
            hashes[order],
            np.array([number for _, number in borne], dtype=np.int32)[order],
        )
        columns = columns_of((name.text, entity.kind) for entity in every for name in entity.names)
        return cls(every, columns, owners)

    def name(self, row: int) -> tuple[int, EntityName]:
        """The number of the entity of a name, and the name."""
        number = int(self.owners.entities[row])
        return number, self.entities[number].names[int(self.owners.places[row])]

    def rows(self, number: int) -> range:
        """The names of an entity, by row."""
        first, end = np.searchsorted(self.owners.entities, [number, number + 1])
        return range(int(first), int(end))

    def bearing(self, identifiers: Sequence[Identifier]) -> list[tuple[int, int]]:
        """Places among decisive identifiers, and the numbers of entities that may bear each: by hash, so that each is to be looked at."""
        table = HashTable(self.owners.identifier_hashes, self.owners.identifier_entities)
        places, entities = table.find(mixed(hashed([_key(each) for each in identifiers])[0]))
        return list(zip(places.tolist(), entities.tolist(), strict=True))


def _key(identifier: Identifier) -> str:
    return f"{identifier.kind}:{identifier.key}"
