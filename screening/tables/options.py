"""What a user may say about an input table before it is read."""

from dataclasses import dataclass
from typing import Literal

from screening.values.dates import DateOrder


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How to read a table where the file itself does not say.

    `sheet` names the one sheet to read (all without it); `header_row` is the number Excel shows, or "none" for a table that starts with
    data; `maps` are (header or column letter, field id) pairs, where the field id "none" leaves a column unread; `date_order` settles
    days and months that can be read both ways; `assume_yes` takes the better of two candidate columns instead of asking.
    """

    sheet: str | None = None
    header_row: int | Literal["none"] | None = None
    maps: tuple[tuple[str, str], ...] = ()
    date_order: DateOrder | None = None
    assume_yes: bool = False
