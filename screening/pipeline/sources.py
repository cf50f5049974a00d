"""What a screener is opened from: rules, the user's own lists, and the index of all listed parties."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from screening import resources, tables
from screening.errors import ScreeningError, ScreeningErrors, UsageError
from screening.lists import (
    ListSnapshot,
    house_list_id,
    house_vocabulary,
    read_house,
)
from screening.matching import Listing, built_by, kept_listing
from screening.model import (
    Entity,
    Row,
    entity_digest,
)
from screening.ruleset import Ruleset
from screening.workspace import Workspace

if TYPE_CHECKING:
    from screening.tables import TableOptions


def own_rules(workspace: Workspace) -> tuple[Path, ...]:
    """The workspace's folder of house rules, where it holds any."""
    folder = workspace.rules
    return (folder,) if folder.is_dir() and any(folder.rglob("*.y*ml")) else ()


def read_table(path: str | Path, options: "TableOptions | None" = None) -> Iterator[Row]:
    """The rows of a spreadsheet, in order and none left out, read with the shipped vocabulary.

    Raises TableError where the file, or what its columns mean, cannot be understood.
    """
    vocabulary = Ruleset.load([resources.rules_dir()]).vocabulary
    return tables.open_table(Path(path), vocabulary, options or tables.TableOptions()).rows()


def check_actor(ruleset: Ruleset, actor: str | None) -> None:
    """Raises UsageError for an actor class that the vocabulary does not know."""
    if actor is None or ruleset.vocabulary.term("actor", actor) is not None:
        return
    known = ruleset.vocabulary.field("actor")
    terms = ", ".join(term.id for term in known.terms) if known else ""
    raise UsageError(f"unknown actor class '{actor}'", remedy=f"use one of: {terms}")


def read_house_lists(paths: Sequence[Path], ruleset: Ruleset) -> list[ListSnapshot]:
    """The user's own tables, read as an input is, each as a list; everything that is wrong with any of them is said at once."""
    snapshots: list[ListSnapshot] = []
    errors: list[ScreeningError] = []
    seen: dict[str, Path] = {}
    for path in paths:
        earlier = seen.setdefault(house_list_id(path), path)
        try:
            if earlier is not path:
                raise UsageError(
                    f"'{earlier}' and '{path}' would be one house list", remedy="give them other file names"
                )
            snapshots.append(read_house_list(path, ruleset))
        except ScreeningError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ScreeningErrors(errors)
    return snapshots


def listing_of(
    bundled: Sequence[Entity],
    snapshots: Sequence[ListSnapshot],
    workspace: Workspace | None,
    say: Callable[[str], None],
) -> Listing:
    """Every entity made ready for screening, from the workspace where it keeps an index made of the same parties by the same code."""
    if workspace is None:
        return Listing.of(united(bundled, snapshots))
    parts = [built_by(), *map(entity_digest, bundled)]
    for snapshot in snapshots:
        parts += ["list", *([snapshot.source] if snapshot.source else map(entity_digest, snapshot.entities))]
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return kept_listing(workspace, key, lambda: united(bundled, snapshots), say)


def read_house_list(path: Path, ruleset: Ruleset) -> ListSnapshot:
    """One of the user's own tables of parties as a list. Raises TableError or ListError where a row of it cannot be read."""
    table = tables.open_table(path, house_vocabulary(ruleset.vocabulary), tables.TableOptions())
    return read_house(path, table.rows())


def united(bundled: Sequence[Entity], snapshots: Sequence[ListSnapshot]) -> tuple[Entity, ...]:
    """Every entity once: a loaded list's own entry stands for the bundled one of the same id, and keeps the spellings that only the bundle has."""
    by_id = {entity.id: entity for entity in bundled}
    for snapshot in snapshots:
        for entity in snapshot.entities:
            ours = by_id.get(entity.id)
            by_id[entity.id] = entity if ours is None else entity.united_with(ours)
    return tuple(by_id.values())
