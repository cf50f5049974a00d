"""How spreadsheets are to be read, from the command's options; and the password of a protected one, which is never an argument."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from screening.errors import UsageError

if TYPE_CHECKING:
    from screening.tables import TableOptions
    from screening.values import DateOrder
    from screening.workspace import Workspace

PASSWORD = "SCREENING_PASSWORD"  # noqa: S105 - the name of the variable
"""The environment variable that holds the password of protected workbooks."""


def table_options(
    maps: list[str] | None,
    sheets: list[str] | None,
    header_row: str | None,
    yes: bool,
    *,
    date_order: str | None = None,
    encoding: str | None = None,
    strict: bool = False,
    untrusted: bool = False,
    mapping: Path | None = None,
    workspace: "Workspace | None" = None,
) -> "TableOptions":
    """How spreadsheets are to be read, from the options; UsageError for what cannot be meant."""
    from screening.tables import TableOptions

    return TableOptions(
        sheets=tuple(sheets or ()),
        header_row=_header_row(header_row),
        maps=tuple(_pair(each) for each in maps or []),
        date_order=_date_order(date_order),
        assume_yes=yes,
        encoding=encoding,
        strict=strict,
        untrusted=untrusted,
        mapping=mapping,
        saved_mappings=workspace.mappings if workspace is not None else None,
    )


def _pair(text: str) -> tuple[str, str]:
    header, found, field_id = text.rpartition("=")
    if not (found and header.strip() and field_id.strip()):
        raise UsageError(f"--map '{text}' is not Header=field", remedy='write --map "Bene. Name=beneficiary"')
    return header.strip(), field_id.strip()


def _header_row(text: str | None) -> int | Literal["none"] | None:
    if text is None:
        return None
    if text == "none":
        return "none"
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"--header-row '{text}' is not a row", remedy="give Excel's row number, or none")
    return int(text)


def _date_order(text: str | None) -> "DateOrder | None":
    from screening.values import DateOrder

    if text is None:
        return None
    try:
        return DateOrder(text.lower())
    except ValueError:
        known = ", ".join(f"{each.value}" for each in DateOrder)
        raise UsageError(
            f"--date-order '{text}' is no order",
            remedy=f"use one of: {known} (a year that comes first needs none)",
        ) from None


def options_in_words(options: "TableOptions") -> list[str]:
    """The options as arguments, so that a report can quote them; the password is none of them."""
    words: list[str] = []
    for header, field_id in options.maps:
        words += ["--map", f"{header}={field_id}"]
    for sheet in options.sheets:
        words += ["--sheet", sheet]
    if options.header_row is not None:
        words += ["--header-row", str(options.header_row)]
    if options.date_order is not None:
        words += ["--date-order", options.date_order.value]
    if options.encoding is not None:
        words += ["--encoding", options.encoding]
    if options.mapping is not None:
        words += ["--mapping", options.mapping.name]
    switches = (
        ("--strict", options.strict),
        ("--untrusted", options.untrusted),
        ("--yes", options.assume_yes),
    )
    return words + [name for name, given in switches if given]


def ask_password(path: Path) -> str | None:
    """The password of a protected workbook: from the environment, else asked for on a terminal; None where nobody can be asked."""
    given = os.environ.get(PASSWORD)
    if given:
        return given
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    return str(typer.prompt(f"Password of {path.name}", hide_input=True, err=True))
