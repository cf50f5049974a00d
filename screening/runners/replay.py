"""A kept run made again from what it was made from, and held against what it answered then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from screening.audit import Cause, Change, KeptRun, Recorder, compare, kept_answers
from screening.errors import ScreeningError, ScreeningErrors, UsageError
from screening.lists import ListStore
from screening.pipeline import Screener
from screening.progress import SILENT, Progress
from screening.review import NOBODY, Register, Standing
from screening.runners.by_row import by_row_again
from screening.runners.chunks import Screens
from screening.runners.kept import Reopened, ground_differences, reopen
from screening.settings import FreshnessSettings, WorkspaceSettings
from screening.workspace import Workspace

_CAUSES = {
    "the program": Cause.CODE,
    "the matching method": Cause.CODE,
    "the rules": Cause.RULES,
    "the settings": Cause.SETTINGS,
}


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of a replay. `missing` is what of the run's ground is no longer there or not what it was: nothing was judged then; `differing`
    what else is not what it was, in words; `changes` the answers that came out otherwise."""

    run_id: str
    rows: int
    then: str
    now: str
    missing: tuple[ScreeningError, ...]
    differing: tuple[str, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    """What was read from elsewhere than it lay for the run."""

    @property
    def identical(self) -> bool:
        """Did the same ground give the same answers?"""
        return not self.missing and not self.differing and self.then == self.now


def replay(
    run: KeptRun,
    workspace: Workspace,
    passwords: Mapping[Path, str | None] | None = None,
    progress: Progress = SILENT,
    names: Sequence[str] | None = None,
) -> Replay:
    """Make the run again from its inputs, the kept editions, its settings and the reviewers' answers as they were. `names` are what the
    inputs were called, where they were moved.

    Raises:
        WorkspaceError: the run's answers are not kept, or are damaged.
        UsageError: the run cannot be made again at all.
    """
    then, before = kept_answers(workspace, run.run_id)
    if run.answers_sha256 is not None and then != run.answers_sha256:
        raise UsageError(
            f"the kept answers of run {run.run_id} are not those that it gave",
            remedy="restore the workspace from a backup",
        )
    try:
        ground = reopen(run, ListStore(workspace), passwords, progress, same_ground=False, names=names)
        standing = _standing(run, workspace)
    except ScreeningErrors as error:
        return Replay(run.run_id, 0, then, "", error.errors, (), ())
    except ScreeningError as error:
        return Replay(run.run_id, 0, then, "", (error,), (), ())
    differing = ground_differences(run, ground.settings, ground.ruleset)
    screener = _screener(run, ground, workspace, standing)
    recorder = Recorder()
    progress.start("Screening rows again", None)
    for decision in screener.screen(
        (row for table in ground.tables for row in table.rows()), progress=progress
    ):
        recorder.take(decision)
    after = recorder.answers()
    causes = list(dict.fromkeys(_CAUSES[each] for each in differing))
    changes = compare(before, after, causes) if recorder.sha256 != then else ()
    return Replay(run.run_id, len(after), then, recorder.sha256, (), tuple(differing), changes, ground.notes)


def _screener(run: KeptRun, ground: Reopened, workspace: Workspace, standing: Standing) -> Screens:
    screener = Screener(
        ground.ruleset, ground.snapshots, ground.settings, ground.ownership, workspace, standing
    )
    if not ground.settings.by_row:
        return screener
    limits = FreshnessSettings.model_validate(run.freshness)
    return by_row_again(screener, ground.dated, workspace, limits, allow_stale=run.allow_stale)


def _standing(run: KeptRun, workspace: Workspace) -> Standing:
    """The reviewers' answers as they stood for the run. Raises UsageError where the register no longer holds them."""
    if not run.reviewed:
        return NOBODY
    settings = WorkspaceSettings.read(workspace.settings).review
    found = Register(workspace).standing(
        date.fromisoformat(run.reviewed["on"]),
        two_reviewers=settings.two_reviewers,
        upto=int(run.reviewed["seq"]),
    )
    if found.digest != run.reviewed["sha256"]:
        raise UsageError(
            "the register no longer holds the reviewers' answers as they stood for the run",
            remedy="answers were deleted, or `review.two_reviewers` was changed since; restore the register from a backup",
        )
    return found
