"""A listing on the disk: plain arrays that are mapped into memory, entities that are read one by one, and a manifest that vouches for every byte."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints, overload

import numpy as np
import numpy.lib.format as npy
from numpy.typing import NDArray

from screening.errors import Location, WorkspaceError
from screening.matching.columns import Columns
from screening.matching.listing import Listing, Owners
from screening.model import Entity, canonical_json, entity_from_json, entity_to_json
from screening.resources import code_digest

FORMAT = 4
"""The layout of the files: another number is another index."""

MANIFEST = "manifest.json"
_ARRAY = ".npy"
_LINES, _STARTS = "entities", "entity_starts"
_REMEDY = "remove the folder: the index is made anew from the lists"


class StoredEntities(Sequence[Entity]):
    """Entities over their written form, one JSON text a line; each is read when it is first asked for."""

    def __init__(self, lines: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._lines, self._starts = lines, starts
        self._known: dict[int, Entity] = {}

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> Entity: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entity, ...]: ...
    def __getitem__(self, index: int | slice) -> Entity | tuple[Entity, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        known = self._known.get(index)
        if known is None:
            line = self._lines[self._starts[index] : self._starts[index + 1]].tobytes()
            known = self._known[index] = entity_from_json(json.loads(line))
        return known


def save(listing: Listing, folder: Path, key: str) -> None:
    """Write a listing into an empty folder; `key` names what it was made from, and must be asked for when it is opened.

    Raises OSError where the folder cannot be written.
    """
    with _created(folder / f"{_LINES}{_ARRAY}") as stream:
        starts = _write_lines(stream, listing.entities)
    arrays = {
        _STARTS: starts,
        **dict(_flat("columns", listing.columns)),
        **dict(_flat("owners", listing.owners)),
    }
    for name, array in arrays.items():
        with _created(folder / f"{name}{_ARRAY}") as stream:
            np.save(stream, np.ascontiguousarray(array), allow_pickle=False)
    files = {f"{name}{_ARRAY}": _sha256(folder / f"{name}{_ARRAY}") for name in sorted([*arrays, _LINES])}
    manifest = folder / MANIFEST
    manifest.write_text(_sealed({"format": FORMAT, "key": key, "files": files}), encoding="ascii")
    manifest.chmod(0o600)


def open_listing(folder: Path, key: str) -> Listing:
    """The listing in a folder, its arrays mapped from the disk once every byte was verified.

    Raises:
        FileNotFoundError: there is no such folder.
        WorkspaceError: a file is missing, changed by a single byte, or not what `key` asks for; nothing of it is used.
    """
    files = _read_manifest(folder, key)
    try:
        damaged = [name for name, digest in files.items() if _sha256(folder / name) != digest]
    except OSError as error:
        raise _damage(folder, f"a file cannot be read ({error.strerror})") from error
    if damaged:
        raise _damage(folder, f"not as it was written: {', '.join(damaged)}")
    arrays = {name.removesuffix(_ARRAY): _mapped(folder / name) for name in files}
    return Listing(
        StoredEntities(arrays[_LINES], arrays[_STARTS]),
        _built(Columns, "columns", arrays),
        _built(Owners, "owners", arrays),
    )


def built_by() -> str:
    """The code and tables that an index rests on, its layout and the machine's byte order: under another word stands another index."""
    return f"{FORMAT} {sys.byteorder} {code_digest('names', 'matching', 'model')}"


@contextmanager
def _created(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(0o600)


def _write_lines(stream: BinaryIO, entities: Sequence[Entity]) -> NDArray[np.int64]:
    # One by one: all of them at once would take as much memory as the entities themselves. The header has room for any length.
    _write_header(stream, 0)
    begin = stream.tell()
    starts = np.zeros(len(entities) + 1, dtype=np.int64)
    for number, entity in enumerate(entities):
        line = canonical_json(entity_to_json(entity)).encode("ascii") + b"\n"
        starts[number + 1] = starts[number] + len(line)
        stream.write(line)
    stream.seek(0)
    _write_header(stream, int(starts[-1]))
    assert stream.tell() == begin
    return starts


def _write_header(stream: BinaryIO, length: int) -> None:
    npy.write_array_header_1_0(stream, {"descr": "|u1", "fortran_order": False, "shape": (length,)})


def _read_manifest(folder: Path, key: str) -> dict[str, str]:
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    try:
        text, _, seal = (folder / MANIFEST).read_text(encoding="ascii").partition("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _damage(folder, "its manifest cannot be read") from error
    if seal != _seal(text):
        raise _damage(folder, "its manifest is not as it was written")
    manifest = json.loads(text)
    if (manifest["format"], manifest["key"]) != (FORMAT, key):
        raise _damage(folder, "it was made from something else")
    files: dict[str, str] = manifest["files"]
    return files


def _sealed(manifest: Mapping[str, object]) -> str:
    text = json.dumps(manifest, sort_keys=True)
    return f"{text}\n{_seal(text)}"


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _mapped(path: Path) -> NDArray[Any]:
    # A plain view of what is mapped: numpy asks at each step what to make of the mapping itself.
    array: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return array


def _damage(folder: Path, what: str) -> WorkspaceError:
    return WorkspaceError(
        f"the compiled index is damaged: {what}", where=Location(str(folder)), remedy=_REMEDY
    )


def _flat(name: str, value: Any) -> Iterator[tuple[str, NDArray[Any]]]:
    # A tree of records whose leaves are arrays, by dotted name.
    if isinstance(value, np.ndarray):
        yield name, value
        return
    for part in _parts(type(value)):
        yield from _flat(f"{name}.{part}", getattr(value, part))


def _built(kind: Any, name: str, arrays: Mapping[str, NDArray[Any]]) -> Any:
    if not (is_dataclass(kind) or hasattr(kind, "_fields")):
        return arrays[name]
    types = get_type_hints(kind)
    return kind(*(_built(types[part], f"{name}.{part}", arrays) for part in _parts(kind)))


def _parts(kind: Any) -> list[str]:
    return [each.name for each in fields(kind)] if is_dataclass(kind) else list(kind._fields)
