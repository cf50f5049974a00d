"""Entities as plain JSON values and back, exact both ways, and the digest that tells whether an entry is still the same."""

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from screening.model.entity import Entity

_T = TypeVar("_T")


class _Codec(NamedTuple):
    # `decode` raises ValueError or TypeError for a value that `encode` never made.
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def entity_to_json(entity: Entity) -> dict[str, object]:
    """The entity as strings, numbers, lists and objects. A field that stands at its default is left out, so that a field which the
    model gains later changes no entry that does not use it."""
    encoded: dict[str, object] = _codec(Entity).encode(entity)
    return encoded


def entity_from_json(encoded: Mapping[str, object]) -> Entity:
    """The entity that `entity_to_json` gave, equal in every field.

    Raises:
        ValueError: a field is unknown, missing, or of another type; the message names it.
    """
    try:
        entity: Entity = _codec(Entity).decode(encoded)
    except TypeError as error:
        raise ValueError(str(error)) from error
    return entity


def canonical_json(encoded: Mapping[str, object]) -> str:
    """The one JSON text of an encoded entity: ASCII, keys sorted, no spaces."""
    return json.dumps(encoded, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def entity_digest(entity: Entity) -> str:
    """SHA-256 of the entity's canonical JSON, in hexadecimal: equal for equal entities, in every process and on every platform."""
    return hashlib.sha256(canonical_json(entity_to_json(entity)).encode("ascii")).hexdigest()


@cache
def _codec(kind: Any) -> _Codec:
    # The model's own annotations tell how a value is written, so that a new field needs no line here.
    if kind in {str, bool}:
        return _Codec(lambda value: value, lambda value: _checked(value, kind))
    if kind is date:
        return _Codec(date.isoformat, lambda value: date.fromisoformat(_checked(value, str)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _Codec(lambda value: value.value, kind)
    if is_dataclass(kind):
        return _dataclass_codec(kind)
    if get_origin(kind) is tuple:
        return _tuple_codec(_codec(get_args(kind)[0]))
    if get_origin(kind) is types.UnionType:
        (inner,) = (each for each in get_args(kind) if each is not types.NoneType)
        one = _codec(inner)
        return _Codec(
            lambda value: None if value is None else one.encode(value),
            lambda value: None if value is None else one.decode(value),
        )
    raise TypeError(f"the model has a field of a type that cannot be written: {kind}")


def _checked(value: object, kind: type[_T]) -> _T:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of the type {kind.__name__}")
    return value


def _tuple_codec(item: _Codec) -> _Codec:
    encode, decode = item
    return _Codec(
        lambda values: [encode(value) for value in values],
        lambda values: tuple([decode(value) for value in _checked(values, list)]),
    )


def _dataclass_codec(kind: Any) -> _Codec:
    types_of = get_type_hints(kind)
    known = [(each.name, _default(each), _codec(types_of[each.name])) for each in fields(kind)]
    decoders = {name: codec.decode for name, _, codec in known}

    def encode(value: Any) -> dict[str, Any]:
        return {
            name: codec.encode(own)
            for name, default, codec in known
            if (own := getattr(value, name)) != default
        }

    def decode(encoded: Any) -> Any:
        found = _checked(encoded, dict)
        unknown = sorted(found.keys() - decoders.keys())
        if unknown:
            raise ValueError(f"{kind.__name__} has no field {', '.join(unknown)}")
        return kind(**{name: decoders[name](value) for name, value in found.items()})

    return _Codec(encode, decode)


def _default(field: Field[Any]) -> Any:
    # MISSING equals nothing: a field without a default is always written.
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
