"""Two editions of a list compared, entity by entity, so that a publisher's other file format is no difference."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

from screening.errors import UsageError
from screening.lists.interface import ListSnapshot
from screening.model import (
    AliasQuality,
    Entity,
    EntityChange,
    EntityName,
    FieldChange,
    Identifier,
    ListDifference,
    NameKind,
    Vessel,
)

_TELLING_SIZE, _TELLING_SHARE = 50, 0.1
"""From this many entries on, and this share of them, silence about everybody is the format's and not the publisher's."""
_BY_FORMAT = ("legal basis", "listing date", "delisting date", "relations", "other lists", "vessel")

_WORD = re.compile(r"\w+")


def compare(before: ListSnapshot, after: ListSnapshot) -> ListDifference:
    """What the later edition adds, removes and changes. Case, spacing and punctuation are no change, nor is the order of values.

    Raises:
        UsageError: they are editions of two different lists.
    """
    if before.info.list != after.info.list:
        raise UsageError(
            f"{before.info.list} and {after.info.list} are two lists, not two editions of one",
            remedy="name two editions of the same list",
        )
    old, new = by_id(before.entities), by_id(after.entities)
    missing = _not_carried(tuple(old.values()), tuple(new.values()))
    changes = []
    for each in sorted(old.keys() | new.keys(), key=_natural):
        then, now = old.get(each), new.get(each)
        if then is None or now is None:
            changes.append(EntityChange(then, now))
        elif then != now and (fields := changed_fields(then, now, leaving_out=missing)):
            changes.append(EntityChange(then, now, fields))
    both = len(old.keys() & new.keys())
    changed = sum(1 for each in changes if each.before is not None and each.after is not None)
    return ListDifference(before.info, after.info, tuple(changes), both - changed, missing)


def by_id(entities: Iterable[Entity]) -> Mapping[str, Entity]:
    """Entities by id; entries of one id are united, as a run unites them."""
    found: dict[str, Entity] = {}
    for each in entities:
        known = found.get(each.id)
        found[each.id] = each if known is None else known.united_with(each)
    return found


def _not_carried(before: Collection[Entity], after: Collection[Entity]) -> tuple[str, ...]:
    """Respects in which one edition says nothing of anybody and the other of one in ten: its file format has no place for them."""
    if min(len(before), len(after)) < _TELLING_SIZE:
        return ()
    missing = []
    for field in _BY_FORMAT:
        spoken = [
            sum(any(_TOLD[field](each)) for each in edition) / len(edition) for edition in (before, after)
        ]
        if min(spoken) == 0 and max(spoken) >= _TELLING_SHARE:
            missing.append(field)
    # What a listing means is read from the other lists where the format names them.
    return (*missing, *(["effect"] if "other lists" in missing else []))


def changed_fields(
    then: Entity, now: Entity, *, leaving_out: Collection[str] = ()
) -> tuple[FieldChange, ...]:
    """In what respects an entity is not what it was, each with the values gained and lost."""
    found = []
    for field, told in _TOLD.items():
        if field in leaving_out:
            continue
        old, new = _keyed(told(then), field), _keyed(told(now), field)
        gained = tuple(text for key, text in new.items() if key not in old)
        lost = tuple(text for key, text in old.items() if key not in new)
        if gained or lost:
            found.append(FieldChange(field, gained, lost))
    return tuple(found)


def _keyed(texts: Iterable[str], field: str) -> dict[str, str]:
    return {_key(text, anyhow=field in _ANY_ORDER): text for text in texts if text}


@lru_cache(maxsize=1 << 16)
def _key(text: str, *, anyhow: bool) -> str:
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    # A text without a letter or digit is only itself.
    return " ".join(sorted(words) if anyhow else words) or text


def _natural(id_: str) -> tuple[str, int, str]:
    # "us-ofac:9" before "us-ofac:10".
    publisher, _, number = id_.partition(":")
    return publisher, int(number) if number.isascii() and number.isdigit() else 0, number


def _name(name: EntityName) -> str:
    marks = [] if name.kind is NameKind.PRIMARY else [f"{name.kind.value}"]
    marks += ["weak"] if name.quality is AliasQuality.WEAK else []
    return f"{name.text} ({', '.join(marks)})" if marks else name.text


def _identifier(each: Identifier) -> str:
    return f"{each.kind.value.replace('_', ' ')} {each.text}" + (f" ({each.country})" if each.country else "")


def _vessel(vessel: Vessel | None) -> list[str]:
    if vessel is None:
        return []
    parts = (
        ("type", vessel.type),
        ("flag", vessel.flag),
        ("tonnage", vessel.tonnage),
        ("owner", vessel.owner),
    )
    return [f"{label} {value}" for label, value in parts if value]


_TOLD: dict[str, Callable[[Entity], Iterable[str]]] = {
    "names": lambda each: map(_name, each.names),
    "identifiers": lambda each: map(_identifier, each.identifiers),
    "programmes": lambda each: each.programs,
    "effect": lambda each: [each.effect.value.replace("_", " ")],
    "legal basis": lambda each: each.legal_basis,
    "dates of birth": lambda each: map(str, each.birth_dates),
    "places of birth": lambda each: each.birth_places,
    "nationalities": lambda each: each.nationalities,
    "gender": lambda each: [each.gender or ""],
    "addresses": lambda each: (address.text for address in each.addresses),
    "countries": lambda each: each.countries,
    "title": lambda each: [each.title],
    "links": lambda each: each.linked_to,
    "relations": lambda each: (" ".join((tie.kind, tie.name, tie.entity)).strip() for tie in each.relations),
    "vessel": lambda each: _vessel(each.vessel),
    "kind of party": lambda each: [each.kind.value],
    "other lists": lambda each: each.also_on,
    "listing date": lambda each: [str(each.listed_on or "")],
    "delisting date": lambda each: [str(each.delisted_on or "")],
    "remarks": lambda each: each.remarks.split("; "),
}
# Publishers' formats put the parts of an address and the sentences of a remark in other orders.
_ANY_ORDER = frozenset({"addresses", "remarks"})
