"""What is kept of a run when its report stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening.cli.options import now

if TYPE_CHECKING:
    from rich.console import Console

    from screening.lists import ListSnapshot
    from screening.runners import RunRequest
    from screening.runners.local import RunSummary
    from screening.settings import Settings
    from screening.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Made:
    """A finished run and what it was made from: `rules` are the folders of house rules; of a run by the rows' own days (`dated`)
    `snapshots` are the lists that judged every row. `inputs_too` asks for copies of the inputs."""

    settings: "Settings"
    request: "RunRequest"
    summary: "RunSummary"
    snapshots: "Sequence[ListSnapshot]"
    rules: Sequence[Path]
    ownership: Path | None
    answers_sha256: str
    dated: bool = False
    allow_stale: bool = False
    inputs_too: bool = False


def keep(console: "Console", place: "Workspace", made: Made) -> None:
    """Write down what the run was made of, so that it can be made again; a workspace that cannot be written is no reason to lose the report."""
    from screening.audit import keep_run
    from screening.errors import ListError, UsageError, WorkspaceError
    from screening.runners.kept import kept_run
    from screening.runners.kept_inputs import keep_inputs
    from screening.runners.kept_lists import KEEPING, keep_lists
    from screening.settings import WorkspaceSettings

    try:
        limits = WorkspaceSettings.read(place.settings).freshness if made.dated else None
        kept = kept_run(
            made.request,
            made.summary,
            made.settings,
            rules=made.rules,
            ownership=made.ownership,
            finished=now(),
            answers_sha256=made.answers_sha256,
            fixed=len(made.snapshots) if made.dated else None,
            freshness=limits,
            allow_stale=made.allow_stale,
        )
        with place.lock(KEEPING):
            keep_run(place, kept)
            keep_lists(place, made.snapshots, kept.program, kept.finished)
            if made.inputs_too:
                keep_inputs(place, kept)
    except (OSError, ListError, UsageError, WorkspaceError) as error:
        console.print(
            f"note: this run could not be kept whole for a replay or a rescreening: {error}", markup=False
        )
