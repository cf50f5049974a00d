"""Entries to a snapshot of the European Union's list."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from screening.lists.eu.entry import LIST_ID
from screening.lists.files import digest
from screening.lists.interface import ListSnapshot
from screening.model import AliasQuality, Entity, SnapshotInfo

# Fewer entries than these are an extract made by hand: the list has had more since 2014.
_WHOLE_EDITION = 1000
_LAST = 50
# No half-year since 2014 has passed without a listing.
_QUIET = timedelta(days=180)


def make_snapshot(
    entities: Sequence[Entity],
    path: Path,
    file: Path,
    *,
    published: date,
    names: int,
    notes: Sequence[str],
) -> ListSnapshot:
    """The edition as read, its entities in the publisher's order; `names` is the number of spellings in the file."""
    kinds = Counter(entity.kind.value for entity in entities)
    info = SnapshotInfo(
        list=LIST_ID,
        title="Consolidated list of persons, groups and entities subject to EU financial sanctions",
        publisher="European Commission, Financial Sanctions Files",
        path=str(path),
        published=published.isoformat(),
        sha256=digest([file]),
        counts={
            "entities": len(entities),
            "persons": kinds["person"],
            "organizations": kinds["organization"],
            "names": names,
            "aliases": names - len(entities),
            "weak aliases": sum(
                name.quality is AliasQuality.WEAK for entity in entities for name in entity.names
            ),
            "addresses": sum(len(entity.addresses) for entity in entities),
            "identifiers": sum(len(entity.identifiers) for entity in entities),
        },
        notes=tuple(notes),
    )
    return ListSnapshot(info, tuple(entities))


def looks_cut(entities: Sequence[Entity], published: date) -> bool:
    """Does the list end long before its day? Entries stand in the order in which they were made, and the Union adds some in any season: of the
    last entries of a whole edition the newest is weeks old (24 days on 13 May 2024), where a quarter is cut away over a year.
    """
    newest = max((each.listed_on for each in entities[-_LAST:] if each.listed_on), default=published)
    return len(entities) >= _WHOLE_EDITION and published - newest > _QUIET


def entry_id(logical_id: str, reference: str, programme: str, taken: dict[str, str]) -> str | None:
    """The id of an entry in an edition that has given `taken` (id to programme) already; None where this very entry stands there before.

    One party may be listed under two programmes, as two entries of one number: the second has its programme in its id.
    """
    number = logical_id or reference
    if number in taken and taken[number] != programme:
        number = f"{number}/{programme}"
    if number in taken:
        return None
    taken[number] = programme
    return number
