"""What a user may say about an input table before it is read."""

import codecs
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from screening.errors import UsageError
from screening.values.dates import DateOrder

_ENCODINGS = "utf-8, utf-16, cp1250, cp1251, cp1252, cp1254, koi8-r, iso8859-15, gb18030, shift_jis"


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How to read a table where the file itself does not say.

    `sheets` names the sheets to read (all without it); `header_row` is the number Excel shows, or "none" for a table that starts with
    data; `maps` are (header or column letter, field id) pairs, where the field id "none" leaves a column unread; `date_order` settles
    days and months that can be read both ways; `assume_yes` takes the better of two candidate columns instead of asking; `encoding` is that
    of a text file; `strict` refuses a text file whose encoding would have to be guessed; `untrusted` reads in a process of its own, however
    small the file; `mapping` is a file of settled readings, `saved_mappings` the folder of those that were saved, by the set of headers (`maps`
    stand above both); `today` is the day of the run, after which no trade or birth can lie; `password` opens a protected workbook; `name` is what the file is called in messages and reports (its own name without it).
    """

    sheets: tuple[str, ...] = ()
    header_row: int | Literal["none"] | None = None
    maps: tuple[tuple[str, str], ...] = ()
    date_order: DateOrder | None = None
    assume_yes: bool = False
    encoding: str | None = None
    strict: bool = False
    untrusted: bool = False
    mapping: Path | None = None
    saved_mappings: Path | None = None
    today: date | None = None
    password: str | None = field(default=None, repr=False)
    name: str | None = None

    def __post_init__(self) -> None:
        if self.encoding is not None and not _is_text_encoding(self.encoding):
            raise UsageError(f"no encoding '{self.encoding}'", remedy=f"use one such as {_ENCODINGS}")


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name) is not None and isinstance(b"".decode(name), str)
    except (LookupError, ValueError):
        return False
