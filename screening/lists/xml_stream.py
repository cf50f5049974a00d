"""A large XML file as a stream of its elements at one depth, in bounded memory; documents that define entities are refused."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from screening.errors import ListError, Location
from screening.lists.files import head
from screening.progress import Progress

_CHUNK = 1 << 18
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_BEFORE_ROOT = ((b"<?", b"?>"), (b"<!--", b"-->"))


@dataclass(slots=True)
class Element:
    """An element without its namespace: its attributes, its own text, its children, and the line on which it starts."""

    name: str
    line: int
    body: str = ""
    children: list["Element"] = field(default_factory=list)
    attributes: Mapping[str, str] = field(default_factory=dict)

    def get(self, attribute: str) -> str:
        """The attribute's value; empty where it has none."""
        return self.attributes.get(attribute, "")

    def first(self, child: str) -> "Element | None":
        """The first child of this name."""
        return next((each for each in self.children if each.name == child), None)

    def every(self, *path: str) -> Iterator["Element"]:
        """The descendants that the path of names leads to, in order: `every("names", "name")`."""
        for each in self.children:
            if each.name == path[0]:
                if len(path) == 1:
                    yield each
                else:
                    yield from each.every(*path[1:])

    def text(self, child: str) -> str:
        """The text of the first child of this name; empty where there is none."""
        for each in self.children:
            if each.name == child:
                return each.body
        return ""


def root_name(start: bytes) -> str | None:
    """The name of the root element of a document that starts so, without its namespace; None where it is no XML."""
    rest = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    while opening := next((pair for pair in _BEFORE_ROOT if rest.startswith(pair[0])), None):
        _, closed, rest = rest.partition(opening[1])
        rest = rest.lstrip()
        if not closed:
            return None
    if rest.startswith(
        b"<!DOCTYPE"
    ):  # It is refused later, with its line; the name that it declares is the root's.
        found = re.match(rb"<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)", rest)
    else:
        found = _ROOT.match(rest)
    return found[1].decode("ascii", "replace") if found else None


def documents(path: Path, root: str, *, containing: bytes = b"") -> list[Path]:
    """The files of a folder, or the one file, whose root element has this name and whose start contains this word, in the order of their names."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    # A folder may hold anything else beside; only files that start like XML are opened further.
    starts = ((file, head(file)) for file in files if file.is_file())
    return [file for file, start in starts if root_name(start) == root and containing in start]


def the_document(path: Path, root: str, *, containing: bytes = b"") -> Path:
    """The one file of this root; raises ListError where a folder holds several editions."""
    files = documents(path, root, containing=containing)
    if len(files) > 1:
        names = ", ".join(file.name for file in files)
        raise ListError(
            f"the folder holds more than one edition ({names})",
            where=Location(str(path)),
            remedy="name the file",
        )
    return files[0]


def root_attributes(path: Path, remedy: str) -> Mapping[str, str]:
    """The attributes of the root element, which stand in the first 64 KiB of any real list."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, attributes: found.append(attributes) if not found else None
    try:
        parser.Parse(head(path), False)
    except expat.ExpatError as error:
        if not found:
            raise _damaged(path, error, remedy) from error
    return found[0] if found else {}


def elements(path: Path, *, depth: int, progress: Progress, remedy: str) -> Iterator[Element]:
    """Every element `depth` levels down (the root is 1), whole, in order. Advances `progress` by bytes.

    Raises ListError with the line where the file is cut short or malformed, or where it has a document type declaration: no publisher
    needs one, and its entities can swell a small file until memory ends.
    """
    collector = _Collector(path, depth, remedy)
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                collector.parser.Parse(chunk, False)
                progress.advance(len(chunk))
                yield from collector.drain()
            collector.parser.Parse(b"", True)
            yield from collector.drain()
    except expat.ExpatError as error:
        raise _damaged(path, error, remedy) from error


def _damaged(path: Path, error: expat.ExpatError, remedy: str) -> ListError:
    problem = f"the XML ends early or is damaged ({expat.ErrorString(error.code)})"
    return ListError(problem, where=Location(str(path), line=error.lineno), remedy=remedy)


class _Collector:
    def __init__(self, path: Path, depth: int, remedy: str) -> None:
        self.path, self.depth, self.remedy = path, depth, remedy
        self.stack: list[Element | None] = []
        self.done: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def drain(self) -> list[Element]:
        done, self.done = self.done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        # What lies above the wanted depth is not kept.
        inside = len(self.stack) + 1 >= self.depth
        plain = name.rpartition(":")[2]
        self.stack.append(
            Element(plain, self.parser.CurrentLineNumber, attributes=attributes) if inside else None
        )

    def _end(self, _name: str) -> None:
        element = self.stack.pop()
        if element is None:
            return
        parent = self.stack[-1] if self.stack else None
        if parent is None:
            self.done.append(element)
        else:
            parent.children.append(element)

    def _text(self, data: str) -> None:
        if self.stack and (element := self.stack[-1]) is not None:
            element.body += data

    def _refuse(self, *_declaration: object) -> None:
        where = Location(str(self.path), line=self.parser.CurrentLineNumber)
        raise ListError(
            "the XML has a document type declaration, which no sanctions list needs",
            where=where,
            remedy=self.remedy,
        )
