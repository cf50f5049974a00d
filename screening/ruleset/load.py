"""Rule files to models: YAML without its surprises, and every broken file reported at once with its line and what would be right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from screening.errors import Location, RuleError, ScreeningErrors
from screening.ruleset.schema import FileModel

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Model = TypeVar("_Model", bound=FileModel)
Keys = tuple[str | int, ...]

# Only these are typed; "NO", "010", "1e3", "12:30" and dates stay text, as they were written.
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_MAX_DEPTH = 40


@dataclass(slots=True)
class Document:
    """A file's plain values, and the line of each key path in it."""

    path: Path
    value: object = None
    lines: dict[Keys, int] = field(default_factory=dict)

    def where(self, keys: Sequence[str | int]) -> Location:
        """The place of the longest part of `keys` that stands in the file; a validator's own marks between the keys are left out."""
        found: Keys = ()
        for key in keys:
            if (*found, key) in self.lines:
                found = (*found, key)
        shown = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in found).lstrip(".")
        return Location(str(self.path), line=self.lines.get(found, 1), keys=shown or None)


class _Builder:
    """Builds plain values from parser events, refusing what a reviewer would not expect: tags, anchors, aliases, duplicate keys."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.document = document
        self.events = events

    def node(self, event: Any, path: Keys) -> object:
        self.document.lines.setdefault(path, _line(event))
        if len(path) > _MAX_DEPTH:
            raise self.error(event, path, "nested too deeply", "flatten it")
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.error(
                event, path, "anchors and aliases (& and *) are not allowed", "write the value out"
            )
        if event.tag is not None:
            raise self.error(event, path, f"the tag '{event.tag}' is not allowed", "remove it")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Keys) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.node(event, (*path, len(values))))
        return values

    def mapping(self, path: Keys) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
                raise self.error(event, path, "a key must be plain text", "write one word before the colon")
            key = event.value
            if key in values:
                raise self.error(event, path, f"the key '{key}' stands here twice", "keep one of the two")
            self.document.lines[*path, key] = _line(event)
            values[key] = self.node(next(self.events), (*path, key))
        return values

    def error(self, event: Any, path: Keys, message: str, remedy: str) -> RuleError:
        place = self.document.where(path)
        return RuleError(
            message, where=Location(place.path, line=_line(event), keys=place.keys), remedy=remedy
        )


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> object:
    text: str = event.value
    if event.style:  # quoted, or a block of text
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def read_document(path: Path) -> Document:
    """The plain values of one YAML file. Raises RuleError with its line when it is not YAML as we allow it."""
    document = Document(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleError(
            f"cannot be read ({error.strerror})",
            where=Location(str(path)),
            remedy="check the path and its permissions",
        ) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise RuleError(
            "is not UTF-8", where=Location(str(path), line=line), remedy="save it as UTF-8"
        ) from error
    try:
        events = iter(yaml.parse(text, Loader=_Loader))
        _fill(document, events)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
        place = Location(str(path), line=mark.line + 1 if mark is not None else None)
        raise RuleError(
            f"is not YAML: {problem}",
            where=place,
            remedy="mend this line or the one before it",
        ) from error
    return document


def _fill(document: Document, events: Iterator[Any]) -> None:
    builder = _Builder(document, events)
    seen = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            seen += 1
            if seen > 1:
                raise builder.error(
                    event, (), "holds more than one document", "remove the line '---' or split the file"
                )
        elif not isinstance(event, yaml.StreamStartEvent | yaml.DocumentEndEvent | yaml.StreamEndEvent):
            document.value = builder.node(event, ())
    if not isinstance(document.value, dict):
        raise RuleError(
            "holds no keys",
            where=Location(str(document.path)),
            remedy="see CONTRIBUTING for an example of such a file",
        )


def read_model(path: Path, model: type[_Model]) -> tuple[_Model, Document]:
    """The file as `model`. Raises ScreeningErrors with one RuleError for each thing that is wrong in it."""
    document = read_document(path)
    try:
        return model.model_validate(document.value), document
    except ValidationError as error:
        raise ScreeningErrors(_problem(document, each) for each in error.errors(include_url=False)) from error


def _problem(document: Document, found: Any) -> RuleError:
    """One finding of the validator in plain words; its own words for types name no key of ours."""
    keys = tuple(found["loc"])
    kind, message, name = found["type"], found["msg"], str(keys[-1]) if keys else ""
    if kind == "extra_forbidden":
        return RuleError(
            f"the key '{name}' is not known here",
            where=document.where(keys),
            remedy="check its spelling and its place",
        )
    if kind == "missing":
        return RuleError(
            f"the key '{name}' is missing", where=document.where(keys[:-1]), remedy=f"add '{name}:'"
        )
    if kind == "value_error":
        message = str(found["ctx"]["error"])
    shown = repr(found["input"]) if isinstance(found["input"], str | int | bool | None) else ""
    text = f"{shown}: {message}" if shown and shown not in message else message
    return RuleError(
        text[:1].lower() + text[1:], where=document.where(keys), remedy="see the expected form in the message"
    )


def collect(path: Path, model: type[_Model], errors: list[RuleError]) -> tuple[_Model, Document] | None:
    """As `read_model`, but adds what is wrong to `errors` and gives None, so that all files are reported together."""
    try:
        return read_model(path, model)
    except ScreeningErrors as found:
        errors.extend(each for each in found.errors if isinstance(each, RuleError))
    except RuleError as found:
        errors.append(found)
    return None
