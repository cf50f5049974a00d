"""Where each list is published: the shipped table of official addresses, and a workspace's own."""

import tomllib
from importlib.resources import files
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from screening.errors import Location, UsageError
from screening.workspace import Workspace

NAME = "sources.toml"
_MB = 1 << 20


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceFile(_Strict):
    """One file of an edition and its address."""

    name: str = Field(pattern=r"^[\w][\w.-]*$")
    url: str


class Source(_Strict):
    """A list's addresses. `limit_mb` is the size in MiB beyond which a download is not the list."""

    page: str = ""
    limit_mb: int = Field(default=500, gt=0)
    files: Annotated[tuple[SourceFile, ...], Field(min_length=1)]

    @property
    def limit(self) -> int:
        """The size limit in bytes."""
        return self.limit_mb * _MB


_TABLE = TypeAdapter(dict[str, Source])


def read_sources(workspace: Workspace) -> dict[str, Source]:
    """Every known source by the list's id; an entry of the workspace's `sources.toml` replaces the shipped one.

    Raises:
        UsageError: the workspace's file cannot be read or understood.
    """
    shipped = _parse(files("screening.lists").joinpath(NAME).read_text(encoding="utf-8"), NAME)
    own = workspace.root / NAME
    if not own.exists():
        return shipped
    try:
        text = own.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "the sources cannot be read", where=Location(str(own)), remedy="make it a readable UTF-8 file"
        ) from error
    return shipped | _parse(text, str(own))


def source_at(urls: tuple[str, ...], known: Source | None) -> Source:
    """A source with other addresses: one for each file, or a folder's (it ends in "/") that holds the files of `known`.

    Raises:
        UsageError: a folder is given for a list whose files nobody knows, or the addresses are not as many as the files.
    """
    if len(urls) == 1 and urls[0].endswith("/"):
        if known is None:
            raise UsageError(
                f"'{urls[0]}' is a folder, and the files of this list are not known",
                remedy="give the address of each file",
            )
        moved = tuple(SourceFile(name=each.name, url=urls[0] + each.name) for each in known.files)
    elif known is not None and len(urls) == len(known.files) == 1:
        moved = (SourceFile(name=known.files[0].name, url=urls[0]),)
    else:
        moved = tuple(SourceFile(name=file_name(url), url=url) for url in urls)
    limit = known.limit_mb if known is not None else Source.model_fields["limit_mb"].default
    return Source(files=moved, limit_mb=limit)


def file_name(url: str) -> str:
    """The name under which a download is kept: the last part of its path, in letters that every system takes."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    plain = "".join(letter if letter.isalnum() or letter in "._-" else "_" for letter in last).lstrip("._-")
    return plain or "list"


def _parse(text: str, place: str) -> dict[str, Source]:
    remedy = 'write as in: [my-list]\\nfiles = [{ name = "list.xml", url = "https://…" }]'
    try:
        return _TABLE.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"the sources are not TOML ({error})", where=Location(place), remedy=remedy
        ) from error
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg'].lower()}" for each in error.errors()
        )
        raise UsageError(
            f"the sources are not understood: {told}", where=Location(place), remedy=remedy
        ) from error
