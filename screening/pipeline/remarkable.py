"""Which plain rows of a block may have more to say than that nothing was found: asked of each distinct cell once, not of each row."""

from collections.abc import Collection, Iterator, Sequence
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
    columns = [
        list(zip(block.columns[place], [pattern.kinds[naming] for pattern in block.patterns], strict=True))
        for naming, place in enumerate(block.places.naming)
    ]
    distinct = dict.fromkeys(chain.from_iterable(columns))
    near = matcher.near(dict.fromkeys(chain.from_iterable(map(_names, distinct))))
    if not near:
        return set()
    met = {each for each in distinct if not near.isdisjoint(_names(each))}
    return {at for column in columns for at, each in enumerate(column) if each in met}


def _names(named: _Named) -> Iterator[tuple[str, PartyKind]]:
    cell, kinds = named
    return zip(cell.names, kinds, strict=True)


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
