"""Options that several commands share, and the checks that turn their text into values."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.errors import UsageError

if TYPE_CHECKING:
    from screening.settings import Settings

ListOption = Annotated[
    list[str] | None,
    typer.Option(
        "--list",
        metavar="NAME_OR_PATH",
        help="A publisher's list file or folder, recognised by its content; may repeat. Adds to the parties named in the measures.",
    ),
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules", metavar="DIR", help="A folder of house rules; may repeat. They can only add severity."
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day whose law judges a row without a date of its own.",
        show_default="today",
    ),
]
ActorOption = Annotated[
    str | None,
    typer.Option(
        "--actor", metavar="CLASS", help="Who acts in rows that do not say, such as us_bank or non_us_person."
    ),
]
MinScoreOption = Annotated[
    float | None,
    typer.Option(
        "--min-score",
        metavar="N",
        min=0,
        max=100,
        help="Lowest score shown as a possible match.",
        show_default="80",
    ),
]
OwnershipOption = Annotated[
    Path | None,
    typer.Option(
        "--ownership",
        metavar="FILE",
        help="A sheet of holdings (owner, owned, percent): what listed parties own to half or more is found by it.",
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar='"Header=field"', help="Read a column as a field; may repeat."),
]
HeaderRowOption = Annotated[
    str | None,
    typer.Option(
        "--header-row", metavar="N|none", help="Where the column headers stand.", show_default="found"
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Accept the proposed reading of doubtful columns.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def day_of(text: str | None) -> date:
    """The day that was given as YYYY-MM-DD, else today's date in UTC; UsageError for anything else."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of '{text}' is not a date", remedy="write it as YYYY-MM-DD") from None


def settings_of(as_of: str | None, actor: str | None, min_score: float | None) -> "Settings":
    """One run's settings from the options; what was not given keeps its default."""
    from screening.settings import MatchingSettings, Settings

    matching = MatchingSettings() if min_score is None else MatchingSettings(min_score=min_score)
    return Settings(as_of=day_of(as_of), actor=actor, matching=matching)
