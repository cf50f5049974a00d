"""Options that several commands share, and the checks that turn their text into values."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.errors import UsageError

if TYPE_CHECKING:
    from screening.model import PartyKind
    from screening.settings import Settings
    from screening.workspace import Workspace

ListOption = Annotated[
    list[str] | None,
    typer.Option(
        "--list",
        metavar="NAME_OR_PATH",
        help="A list of the workspace (us-ofac-sdn, us-ofac-sdn@2021-07-07, all), or a publisher's file or folder; may repeat. "
        "Adds to the parties named in the measures.",
    ),
]
HouseListOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--house-list",
        metavar="FILE",
        help="Your own table of parties (csv, xlsx), with the columns of an input; a match leads to review; may repeat.",
    ),
]
WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        help="Where lists, runs and rules of the house are kept.",
        show_default="$SCREENING_WORKSPACE, else a data folder of your own",
    ),
]
NoJournalOption = Annotated[
    bool,
    typer.Option("--no-journal", help="Do not enter the run in the workspace's journal; the report says so."),
]
KeepInputOption = Annotated[
    bool,
    typer.Option(
        "--keep-input",
        help="Keep a copy of the input with the run, so that it can be replayed when the file is gone. The copy holds personal data.",
    ),
]
AllowStaleOption = Annotated[
    bool,
    typer.Option("--allow-stale", help="Use lists that are past their limit of age; the report says so."),
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
RunAsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE|row[:DATE]",
        help="The day whose law and list editions judge a row without a date of its own; row: each row by the editions of its own day.",
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
SheetOption = Annotated[
    list[str] | None,
    typer.Option("--sheet", metavar="NAME", help="Only this sheet; may repeat.", show_default="every sheet"),
]
DateOrderOption = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="dmy|mdy|ymd",
        help="How dates such as 06/07/2021 are written, in columns that do not show it.",
        show_default="unknown",
    ),
]
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Encoding of text files.", show_default="found"),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Refuse a text file whose encoding would have to be guessed.")
]
UntrustedOption = Annotated[
    bool,
    typer.Option(
        "--untrusted",
        help="Read workbooks and Parquet files in a process of their own with a memory limit, however small they are.",
    ),
]
MappingOption = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="How columns are read, as `screening map` wrote it.",
        show_default="the one saved for these headers",
    ),
]
AnnotateOption = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="OUT",
        help="Also write a copy of the input with verdict, reasons, score and a link beside each row; a folder for several inputs.",
    ),
]
RedactOption = Annotated[
    bool,
    typer.Option(
        "--redact",
        help="Leave personal data of the input out: names, identifiers, free text, amounts become references; listed names, dates of the deal and countries stay.",
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Accept the proposed reading of doubtful columns.")]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="How many processes screen; the result is the same.",
        show_default="2 for a large input and a text report, else 1",
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="local|spark",
        help="What screens: this machine, or a Spark cluster (parquet in, a folder of parquet out).",
        show_default="local",
    ),
]
MasterOption = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="With --engine spark: the cluster (local[4], spark://host:7077, yarn) or Spark Connect server (sc://host:15002).",
        show_default="local[*]",
    ),
]
ResumeOption = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on with a run that was stopped; the input, lists, rules and settings must be the same.",
    ),
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def workspace_of(place: Path | None) -> "Workspace":
    """The workspace that was named, or the default one; UsageError where the name is that of a file."""
    from screening.workspace import Workspace

    if place is not None and place.exists() and not place.is_dir():
        raise UsageError(
            f"--workspace '{place}' is not a folder", remedy="give a folder; it is made where there is none"
        )
    return Workspace.at(place)


def now() -> datetime:
    """The time of day, which nothing below the command line asks for."""
    return datetime.now(UTC).replace(microsecond=0)


def day_of(text: str | None) -> date:
    """The day that was given as YYYY-MM-DD, else today's date in UTC; UsageError for anything else."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of '{text}' is not a date", remedy="write it as YYYY-MM-DD") from None


def run_settings_of(as_of: str | None, actor: str | None, min_score: float | None) -> "Settings":
    """As `settings_of`, where `as_of` may be "row", or "row:DATE" with the day of rows that state none."""
    word, colon, day = (as_of or "").partition(":")
    if word != "row":
        return settings_of(as_of, actor, min_score)
    if colon and not day:
        raise UsageError(f"--as-of '{as_of}' names no day", remedy="write it as row or row:YYYY-MM-DD")
    return settings_of(day or None, actor, min_score).model_copy(update={"by_row": True})


def settings_of(as_of: str | None, actor: str | None, min_score: float | None) -> "Settings":
    """One run's settings from the options; what was not given keeps its default."""
    from screening.settings import MatchingSettings, Settings

    matching = MatchingSettings() if min_score is None else MatchingSettings(min_score=min_score)
    return Settings(as_of=day_of(as_of), actor=actor, matching=matching)


def party_kind_of(word: str) -> "PartyKind":
    """The kind of party that `--kind` names; UsageError for any other word."""
    from screening.model import PartyKind

    try:
        return PartyKind(word)
    except ValueError:
        raise UsageError(
            f"no kind '{word}'", remedy=f"use one of: {', '.join(each.value for each in PartyKind)}"
        ) from None
