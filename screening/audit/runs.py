"""What is kept of each run: enough to repeat it, and no personal data."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue, ValidationError

from screening.audit.identity import sha256_of
from screening.audit.witness import witnesses
from screening.errors import Location, UsageError, WorkspaceError
from screening.workspace import Workspace, cannot_write, write_whole

REQUEST = "request.json"
INPUTS = "inputs"
"""The folder, within a run's, of the copies of its inputs, each by its content; there where they were asked for."""
LATEST = "latest"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KeptFile(_Strict):
    """A file that a run read or wrote, by its absolute path and its content."""

    path: str
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "KeptFile":
        """The file as it is now."""
        return cls(path=str(path.absolute()), sha256=sha256_of(path))


class KeptEdition(_Strict):
    """An edition that judged a run; `path` is None where it is one of the workspace's own, which its digest finds. A `dated` one judged the
    rows of its own time, and `confirmed` is the day on which its publisher was known to have none newer."""

    list: str
    sha256: str
    day: str | None = None
    path: str | None = None
    dated: bool = False
    confirmed: date | None = None


class KeptRun(_Strict):
    """One run. `options` is how its tables were read, `mapping` what each column was read as, `rules` the folders of house rules; `method` names matcher and weights."""

    format: Literal[1] = 1
    run_id: str
    program: str
    method: str
    finished: AwareDatetime
    command: str
    inputs: tuple[KeptFile, ...]
    options: dict[str, JsonValue]
    mapping: tuple[str, ...]
    editions: tuple[KeptEdition, ...]
    ownership: KeptFile | None = None
    rules: tuple[str, ...] = ()
    rules_sha256: str
    settings: dict[str, JsonValue]
    settings_sha256: str
    verdicts: dict[str, int]
    report: KeptFile | None = None
    answers_sha256: str | None = None
    """SHA-256 over the kept answers, row by row; None where they are not kept."""
    reviewed: dict[str, str] = {}
    """The reviewers' answers that were taken into account, as `RunInfo.register`."""
    freshness: dict[str, JsonValue] | None = None
    """The limits of age that rows were held to, where each was judged by the editions of its own day."""
    allow_stale: bool = False


def keep_run(workspace: Workspace, run: KeptRun) -> Path:
    """Write a run down in its folder, owner-only; the same run made again takes the place of the former. Raises WorkspaceError."""
    path = workspace.folder(workspace.runs / run.run_id) / REQUEST
    text = run.model_dump_json(indent=2) + "\n"
    write_whole(path, lambda draft: _fill(draft, text))
    return path


def find_run(workspace: Workspace, which: str) -> KeptRun:
    """The kept run that is named by its id, the unique beginning of it, "latest", or the report that it wrote.

    Raises:
        UsageError: there is no such run, or several; or the file is no report that a kept run wrote.
        WorkspaceError: the run's file is damaged.
    """
    known = {each.name: each / REQUEST for each in _folders(workspace.runs)}
    if not known:
        raise UsageError(f"the workspace {workspace.root} keeps no run", remedy="run the screening first")
    report = Path(which)
    if report.is_file():
        return _of_report(report, [_read(path) for path in known.values()])
    if which == LATEST:
        # The journal's own order first: a clock may go back, and two runs may end in one second.
        entered = {
            run: max((each.seq for each in told), default=0) for run, told in witnesses(workspace).items()
        }
        return max(
            ((_read(path), path.stat().st_mtime_ns) for path in known.values()),
            key=lambda kept: (entered.get(kept[0].run_id, 0), kept[0].finished, kept[1]),
        )[0]
    found = sorted(name for name in known if name.startswith(which) and which)
    if len(found) != 1:
        several = f"; it begins {', '.join(found)}" if found else ""
        raise UsageError(
            f"'{which}' names no one run of the workspace {workspace.root}{several}",
            remedy="give the run id that its report shows, the report itself, or latest",
        )
    return _read(known[found[0]])


def kept_runs(workspace: Workspace) -> tuple[KeptRun, ...]:
    """Every kept run, by its id. Raises WorkspaceError for a damaged one."""
    return tuple(_read(each / REQUEST) for each in _folders(workspace.runs))


def runs_before(workspace: Workspace, moment: datetime) -> list[str]:
    """The ids of the kept runs that ended before a moment."""
    return sorted(run.run_id for run in kept_runs(workspace) if run.finished < moment)


def forget_run(workspace: Workspace, run_id: str) -> None:
    """Delete all that is kept of a run but what it remembers of the journal, which names nobody. Raises WorkspaceError."""
    with workspace.lock("runs"):
        for each in sorted((workspace.runs / run_id).iterdir()):
            if each.name != "journal.json":
                try:
                    shutil.rmtree(each) if each.is_dir() else each.unlink()
                except OSError as error:
                    raise cannot_write(each, error) from error


def _of_report(report: Path, runs: list[KeptRun]) -> KeptRun:
    digest = sha256_of(report)
    for run in runs:
        if run.report is not None and run.report.sha256 == digest:
            return run
    raise UsageError(
        "no run that is kept wrote this report as it stands",
        where=Location(str(report)),
        remedy="give the report unchanged, or the run id that it shows",
    )


def _folders(place: Path) -> list[Path]:
    return sorted(each for each in place.iterdir() if (each / REQUEST).is_file()) if place.is_dir() else []


def _read(path: Path) -> KeptRun:
    try:
        return KeptRun.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise WorkspaceError(
            "what was kept of a run is damaged", where=Location(str(path)), remedy="run the screening again"
        ) from error


def _fill(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8", newline="\n")
