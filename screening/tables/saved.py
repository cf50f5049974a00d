"""Mappings that a user has settled, kept by the set of a sheet's headers: the next export with these headers is read the same way."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from screening.errors import Location, TableError
from screening.model import Vocabulary
from screening.tables.headers import fold_header

UNREAD = "none"


class SavedColumn(BaseModel):
    """One column: its header as it stood, and the id of the field it is read as, or "none"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    header: str = Field(min_length=1)
    field: str = Field(min_length=1)


class SavedMapping(BaseModel):
    """How the columns of sheets with one set of headers are read; `source` names the file it was settled on. No cell of it is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    source: str = ""
    columns: tuple[SavedColumn, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        """The SHA-256 of the normalised set of headers."""
        return headers_key(column.header for column in self.columns)

    def text(self) -> str:
        """The file's content."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=1) + "\n"


def headers_key(headers: Iterable[str]) -> str:
    """Tells sheets with the same headers, whatever their order, case and punctuation: the SHA-256 of the normalised set."""
    folded = sorted({folded for header in headers if (folded := fold_header(header))})
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()


def read_mapping(path: Path, vocabulary: Vocabulary) -> SavedMapping:
    """Read a mapping file; raises TableError, with the place and what would be right, for one that is damaged or names unknown fields."""
    try:
        mapping = SavedMapping.model_validate_json(path.read_bytes())
    except OSError as error:
        raise TableError(
            f"the mapping cannot be read ({error.strerror or error})",
            where=Location(str(path)),
            remedy="give a file that `screening map FILE --save` or `-o` wrote",
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise TableError(
            f"is no mapping: {first['msg']}",
            where=Location(str(path), keys=".".join(str(part) for part in first["loc"]) or None),
            remedy="write it again with `screening map FILE --save`",
        ) from error
    unknown = sorted(
        {each.field for each in mapping.columns if each.field != UNREAD and not vocabulary.field(each.field)}
    )
    if unknown:
        raise TableError(
            f"reads columns as unknown fields: {', '.join(unknown)}",
            where=Location(str(path)),
            remedy="`screening map --list-fields` shows the fields there are; or save the mapping again",
        )
    return mapping


@dataclass(frozen=True, slots=True)
class KnownMappings:
    """Where settled readings may come from: one file that was given, and the folder of those that were saved."""

    vocabulary: Vocabulary
    given: Path | None = None
    folder: Path | None = None

    def find(self, headers: Sequence[str]) -> tuple[SavedMapping, str] | None:
        """The mapping that holds for a sheet with these headers, and where it comes from in words.

        A file that was given holds for every sheet with one of its headers; a saved one only for sheets with the very same set.
        """
        if self.given is not None:
            mapping = read_mapping(self.given, self.vocabulary)
            known = {fold_header(column.header) for column in mapping.columns}
            if any(fold_header(header) in known for header in headers):
                return mapping, f"the mapping in {self.given.name}"
            return None
        if self.folder is None:
            return None
        path = self.folder / f"{headers_key(headers)}.json"
        if not path.is_file():
            return None
        mapping = read_mapping(path, self.vocabulary)
        return mapping, f"the saved mapping of {mapping.source or path.stem[:12]}"
