"""Which plain rows of a block may have more to say than that nothing was found: asked of each distinct cell once, not of each row."""

from collections.abc import Collection, Sequence
from itertools import chain

from screening.matching import FreeText, Matcher
from screening.model import Block, KnownCell, PartyKind
from screening.ruleset import SECURITY_FIELDS, Ruleset

Bearing = dict[object, bool]
"""Whether rules may bear on rows that say the same of their security, from one block to the next."""

_REMEMBERED = 1 << 16
_Named = tuple[KnownCell, tuple[PartyKind, ...]]


def remarkable(
    block: Block, matcher: Matcher, texts: FreeText, ruleset: Ruleset, bearing: Bearing
) -> Collection[int]:
    """The plain rows, by place, that are to be looked at. All others match nobody, and no rule has a bearing on them; `bearing` is added to."""
    if not block.numbers:
        return ()
    found = _telling(block, ruleset, bearing)
    if len(found) == len(block.numbers):
        return found
    found |= _near(block, matcher)
    for place in block.places.identifying:
        cells = block.columns[place]
        given = {cell.identifier for cell in set(cells) if cell.identifier is not None}
        borne = matcher.borne(given)
        if borne:
            found |= {at for at, cell in enumerate(cells) if cell.identifier in borne}
    return found | _in_texts(block, texts)


def _near(block: Block, matcher: Matcher) -> set[int]:
    """The rows in which a name is near a listed one."""
    columns = [_by_row(block, naming) for naming in range(len(block.places.naming))]
    names = [{key: _names(cell, kinds) for key, (cell, kinds) in named.items()} for _, named in columns]
    near = matcher.near(dict.fromkeys(chain.from_iterable(chain.from_iterable(map(dict.values, names)))))
    if not near:
        return set()
    found: set[int] = set()
    for (keys, _), of_column in zip(columns, names, strict=True):
        met = {key for key, each in of_column.items() if not near.isdisjoint(each)}
        found |= {at for at, key in enumerate(keys) if key in met} if met else set()
    return found


def _by_row(block: Block, naming: int) -> tuple[Sequence[object], dict[object, _Named]]:
    """What each row says in a naming column, and what each of these is: the cell alone where all rows say of what kind those are whom it names."""
    cells = block.columns[block.places.naming[naming]]
    kinds = {pattern.kinds[naming] for pattern in set(block.patterns)}
    if len(kinds) == 1:
        (kind,) = kinds
        return cells, {cell: (cell, kind) for cell in dict.fromkeys(cells)}
    named = list(zip(cells, [pattern.kinds[naming] for pattern in block.patterns], strict=True))
    return named, {each: each for each in named}


def _names(cell: KnownCell, kinds: tuple[PartyKind, ...]) -> list[tuple[str, PartyKind]]:
    return list(zip(cell.names, kinds, strict=True))


def _in_texts(block: Block, texts: FreeText) -> set[int]:
    """The rows whose payment text names a listed party word for word."""
    cells = block.column("narrative")
    if cells is None:
        return set()
    met = {
        cell
        for cell in set(cells)
        if isinstance(cell.read.value, str) and texts.matches(cell.read.value, None)
    }
    return {at for at, cell in enumerate(cells) if cell in met}


def _telling(block: Block, ruleset: Ruleset, bearing: Bearing) -> set[int]:
    """The rows on which rules may bear although nobody is matched in them."""
    columns = [column for field in SECURITY_FIELDS if (column := block.column(field)) is not None]
    issuers = [pattern.issuers for pattern in block.patterns]
    keys = list(zip(issuers, *columns, strict=True))
    if len(bearing) > _REMEMBERED:
        bearing.clear()
    told: set[object] = set()
    for key, at in _first_of(keys).items():
        known = bearing.get((block.layout, key))
        if known is None:
            known = bearing[block.layout, key] = ruleset.bears_on(block.record(at))
        if known:
            told.add(key)
    return {at for at, key in enumerate(keys) if key in told} if told else set()


def _first_of(keys: Sequence[object]) -> dict[object, int]:
    """Each key with the place where it stands last: any will do."""
    return {key: at for at, key in enumerate(keys)}
