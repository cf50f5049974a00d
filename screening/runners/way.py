"""How a run is gone about: in how many processes, and where what it has finished is kept meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from screening.errors import ScreeningError, WorkspaceError
from screening.model import RunInfo
from screening.report import TEXTS, head_of
from screening.resources import code_digest
from screening.runners.chunks import CHUNK_ROWS
from screening.runners.opening import Opening
from screening.runners.unfinished import Unfinished
from screening.runners.workers import Workers
from screening.workspace import Workspace

if TYPE_CHECKING:
    from screening.runners.local import RunRequest


@dataclass(frozen=True, slots=True)
class Way:
    """How a run is gone about; nothing of it changes a result. More `jobs` than one need `opening`, by which each opens the screener again,
    or are `workers` that were started before the inputs were opened.

    Finished chunks are kept in the workspace `keep` until the run ends; `resume` goes on from those of a run that was stopped.
    `record` takes down what is kept of the decisions, as lines; `say` is told what a reader should know.
    """

    jobs: int = 1
    opening: Opening | None = None
    workers: Workers | None = None
    keep: Workspace | None = None
    resume: bool = False
    chunk_rows: int = CHUNK_ROWS
    record: Callable[[bytes], None] | None = None
    say: Callable[[str], None] = lambda _: None


class RunStopped(ScreeningError):
    """The user stopped the run: no report was written. Exit code 130, as of every program that is stopped by Ctrl-C."""

    exit_code = 130


@contextmanager
def kept_chunks(way: Way, request: "RunRequest", info: RunInfo, total: int) -> Iterator[Unfinished | None]:
    """The place for finished chunks, held against a second run of the same; None where the run is one chunk or nothing can be kept."""
    if way.keep is None and way.resume:
        way.say("rows judged each by its own day are begun with the first row")
    if way.keep is None or (total <= way.chunk_rows and not way.resume):
        yield None
        return
    output = str(request.output.absolute()) if isinstance(request.output, Path) else "-"
    asked = "\n".join([output, request.format.value, *(str(each.absolute()) for each in request.inputs)])
    head = head_of(request.format) if request.format in TEXTS else b""
    place = Unfinished.of(way.keep, asked, _made_from(info, request, way), head)
    with ExitStack() as held:
        try:
            held.enter_context(way.keep.lock("unfinished", timeout=0))
            ready = way.resume and place.found()
            if not ready:
                if way.resume:
                    way.say("there is no stopped run of this input and output: it begins with the first row")
                place.begin(way.keep)
        except WorkspaceError as error:
            if way.resume:
                raise
            way.say(f"this run cannot be resumed if it is stopped: {error}")
            yield None
            return
        yield place


def _made_from(info: RunInfo, request: "RunRequest", way: Way) -> dict[str, str]:
    """Every ingredient of the answers by the name that a user has for it, with its digest."""
    columns = [f"{c.letter}={c.field}" for i in info.inputs for s in i.sheets for c in s.columns]
    return {
        **{f"input {each.path}": each.sha256 for each in info.inputs},
        **{f"list {each.list}": each.sha256 for each in info.lists},
        "the rules": info.rules_sha256,
        "the settings": info.settings_sha256,
        "reviewers' answers": repr(sorted(info.register.items())),
        "whether answers are kept": str(way.record is not None),
        "how columns are read": " ".join([*columns, repr(replace(request.options, password=None))]),
        "the program": f"{info.program} {info.settings.get('matching method', '')} {code_digest('')}",
        "the size of chunks": str(way.chunk_rows),
    }


def stopped(done: int, total: int, kept: Unfinished | None) -> RunStopped:
    """The error of a run that was stopped after `done` rows."""
    goes_on = kept is not None and done
    return RunStopped(
        f"stopped after {done:,} of {total:,} rows; no report was written",
        remedy="the same command with --resume goes on from there" if goes_on else "run again",
    )
