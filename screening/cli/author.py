"""Who runs a command, as the journal names them."""

from typing import TYPE_CHECKING

from screening import __version__
from screening.cli.options import now

if TYPE_CHECKING:
    from pydantic import JsonValue

    from screening.audit import Event
    from screening.lists import Edition
    from screening.runners.logbook import Logbook
    from screening.workspace import Workspace

PROGRAM = f"sanctions-screening {__version__}"
_UNKNOWN = "unknown user"


def user() -> str:
    """The user's name in the operating system."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run under a number that has no name
        return _UNKNOWN


def logbook_of(workspace: "Workspace", who: str | None = None) -> "Logbook":
    """The journal of a workspace, written to in the name of `who`, or of the user of the operating system."""
    from screening.runners.logbook import Logbook

    return Logbook(workspace, who or user(), now)


def enter_edition(workspace: "Workspace", event: "Event", command: str, edition: "Edition") -> None:
    """Tell the journal what became of a list's edition."""
    told = edition.manifest
    facts: dict[str, JsonValue] = {
        "list": told.list,
        "edition": told.day.isoformat(),
        "sha256": told.sha256,
        "source": told.source,
        "entities": told.counts.get("entities", 0),
    }
    logbook_of(workspace).enter(event, command, PROGRAM, facts)
