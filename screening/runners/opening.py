"""How a run's screener is opened: said once, so that every process of the run opens the same."""

from dataclasses import dataclass
from pathlib import Path

from screening.errors import UsageError
from screening.pipeline import Screener
from screening.progress import SILENT, Progress
from screening.review import NOBODY, Standing
from screening.settings import Settings
from screening.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opening:
    """The arguments of `Screener.open`; it can be sent to another process."""

    settings: Settings
    lists: tuple[str | Path, ...] = ()
    house_lists: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    ownership: Path | None = None
    workspace: Workspace | None = None
    house_rules: bool = True
    allow_stale: bool = False
    standing: Standing = NOBODY

    @classmethod
    def of(cls, screener: Screener) -> "Opening":
        """How a screener was opened. Raises UsageError for one that was put together by hand."""
        if screener.opened_with is None:
            raise UsageError(
                "the screener cannot be opened again in another process", remedy="make it with Screener.open"
            )
        return cls(**screener.opened_with)

    def open(self, progress: Progress = SILENT, threads: int | None = None) -> Screener:
        """The screener; `threads` and errors as those of `Screener.open`."""
        return Screener.open(
            as_of=self.settings.as_of,
            lists=self.lists,
            house_lists=self.house_lists,
            rules=self.rules,
            settings=self.settings,
            ownership=self.ownership,
            workspace=self.workspace,
            house_rules=self.house_rules,
            allow_stale=self.allow_stale,
            standing=self.standing,
            progress=progress,
            threads=threads,
        )

    def open_same(self, ground: tuple[str, ...]) -> Screener:
        """The screener again, in one of several processes, which has one thread. Raises UsageError where something it rests on has changed since."""
        screener = self.open(threads=1)
        if ground_of(screener) != ground:
            raise UsageError(
                "a list, a rule or a setting was changed while the run went on", remedy="start the run again"
            )
        return screener


def ground_of(screener: Screener) -> tuple[str, ...]:
    """All that a screener's answers rest on beside the rows, by digest."""
    lists = (f"{each.list} {each.sha256}" for each in screener.lists())
    holdings = screener.ownership.info.sha256 if screener.ownership is not None else ""
    return (
        screener.ruleset.digest,
        screener.settings.digest(),
        screener.matcher.version,
        holdings,
        screener.standing.digest,
        *lists,
    )
