"""What the files of one OFAC CSV set say about each other: whether any was cut, merged or taken from another edition."""

from collections.abc import Collection, Sequence

from screening.errors import ListError, Location
from screening.lists.ofac.csv_rows import Rows

SAME_DAY = "download all four files again, on one day, into one folder"

# A whole edition has a row, if a blank one, in the address file for every entity (0 of 8,976 lack one on 7 July 2021, 0 of 442 on 19 December 2025).
# Fewer entities than these are an extract made by hand; in more, this share without a row is a file cut in the middle, or of another edition.
_WHOLE_EDITION = 100
_MISSING_SHARE = 0.01
# Four or five entities in ten have an alias, spread over the whole list; the longest stretch without one is 327 entities (7 May 2024: employees of one
# laboratory, designated together). A longer stretch at the end is an alias file cut at a line's end; a shorter one may be, and is said.
_LONGEST_STRETCH = 400
_DOUBTFUL_STRETCH = 100
_USUAL_SHARE = 0.3


def check_endings(*tables: Rows) -> None:
    """OFAC ends these files with the DOS end-of-file mark; one that lacks it beside others that have it was cut at a line's end."""
    for table in tables:
        if not table.marked_end and any(each.marked_end for each in tables):
            problem = "the file lacks the end mark that its sister files have: it was cut short"
            raise ListError(problem, where=Location(str(table.path)), remedy=SAME_DAY)


def check_row_numbers(*tables: Rows) -> None:
    """Each alias and each address has a number of its own; a second row with the same is of a merged file."""
    for table in tables:
        seen: dict[str, int] = {}
        for line, _, row in table.rows:
            if row[1] and row[1] in seen:
                raise ListError(
                    f"row number {row[1]} stands here and on line {seen[row[1]]}: two editions were merged",
                    where=table.at(line),
                    remedy=SAME_DAY,
                )
            seen[row[1]] = line


def check_orphans(entities: Collection[str], main: Rows, *sisters: Rows) -> None:
    """Every alias and address belongs to an entity of the main file."""
    for sister in sisters:
        orphans = [(line, uid) for line, uid, _ in sister.rows if uid not in entities]
        if orphans:
            raise ListError(
                f"{len(orphans)} rows belong to entities that {main.path.name} lacks (the first: {orphans[0][1]}); one of the two is cut short "
                "or of another edition",
                where=sister.at(orphans[0][0]),
                remedy=SAME_DAY,
            )


def doubts(entities: Sequence[str], aliases: Rows, addresses: Rows) -> list[str]:
    """Notes on what may be missing from the two files; raises ListError where it surely is."""
    return [*_without_address(entities, addresses), *_end_without_alias(entities, aliases)]


def _without_address(entities: Sequence[str], addresses: Rows) -> list[str]:
    with_row = {uid for _, uid, _ in addresses.rows}
    missing = [uid for uid in entities if uid not in with_row]
    if not missing:
        return []
    problem = f"{len(missing)} of {len(entities)} entities have no row (the first: {missing[0]})"
    if len(entities) >= _WHOLE_EDITION and len(missing) > _MISSING_SHARE * len(entities):
        where = Location(str(addresses.path))
        raise ListError(
            f"{problem}; the file is cut short or of another edition", where=where, remedy=SAME_DAY
        )
    return [f"{addresses.path.name}: {problem}"]


def _end_without_alias(entities: Sequence[str], aliases: Rows) -> list[str]:
    named = {uid for _, uid, _ in aliases.rows}
    stretch = next((at for at, uid in enumerate(reversed(entities)) if uid in named), len(entities))
    before = len(entities) - stretch
    if stretch < _DOUBTFUL_STRETCH or len(named) < _USUAL_SHARE * before:
        return []
    problem = f"the last {stretch} of {len(entities)} entities have no alias"
    if stretch >= _LONGEST_STRETCH:
        where = Location(str(aliases.path))
        raise ListError(
            f"{problem}; the file is cut short or of an older edition", where=where, remedy=SAME_DAY
        )
    return [f"{aliases.path.name}: {problem}; if that is not so at the publisher, the file is cut short"]
