"""Entities to a snapshot: what was counted in an edition, whoever publishes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening.lists.files import digest
from screening.lists.interface import ListSnapshot
from screening.model import AliasQuality, Entity, SnapshotInfo


@dataclass(frozen=True, slots=True)
class Publication:
    """A list as its publisher names it."""

    list: str
    title: str
    publisher: str


def snapshot_of(
    publication: Publication,
    entities: Sequence[Entity],
    path: Path,
    files: Sequence[Path],
    *,
    published: str | None,
    notes: Sequence[str] = (),
    counts: Mapping[str, int] | None = None,
) -> ListSnapshot:
    """The edition as read; `published` is the publisher's own date (ISO), `counts` are those that only this format knows."""
    info = SnapshotInfo(
        list=publication.list,
        title=publication.title,
        publisher=publication.publisher,
        path=str(path),
        published=published,
        sha256=digest(files),
        counts=count(entities) | dict(counts or {}),
        notes=tuple(notes),
    )
    return ListSnapshot(info, tuple(entities), tuple(files))


def count(entities: Sequence[Entity]) -> dict[str, int]:
    """How many entities, names, aliases, weak aliases, addresses and identifiers there are."""
    aliases = [name for entity in entities for name in entity.names[1:]]
    return {
        "entities": len(entities),
        "names": len(entities) + len(aliases),
        "aliases": len(aliases),
        "weak aliases": sum(1 for name in aliases if name.quality is AliasQuality.WEAK),
        "addresses": sum(len(entity.addresses) for entity in entities),
        "identifiers": sum(len(entity.identifiers) for entity in entities),
    }
