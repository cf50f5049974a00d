"""Runs told to the journal: once before the screening begins, and once when the report stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import JsonValue

from screening.audit import Author, Entry, Event, Journal, remember, sha256_of
from screening.errors import WorkspaceError
from screening.model import InputInfo, MatchState, Rescreening, RunInfo, SnapshotInfo
from screening.review import Standing
from screening.runners.local import RunRequest, RunSummary
from screening.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Logbook:
    """Who enters what they do in the journal of a workspace; `now` gives the time (UTC)."""

    workspace: Workspace
    who: str
    now: Callable[[], datetime]

    def begun(self, info: RunInfo, request: RunRequest) -> Entry:
        """Enter a run that is about to start. Raises WorkspaceError where the journal cannot be written: the run must not start."""
        try:
            return self._enter(Event.RUN_BEGUN, info, made_from(info), request.command)
        except WorkspaceError as error:
            remedy = f"{error.remedy}; or leave the run out of the journal: --no-journal"
            raise WorkspaceError(error.message, where=error.where, remedy=remedy) from error

    def ended(self, summary: RunSummary, request: RunRequest, answers_sha256: str) -> Entry:
        """Enter a run whose report stands, with its counts and the digests of its answers and of the report."""
        facts = made_from(summary.info) | came_to(summary)
        facts |= {"answers_sha256": answers_sha256, "report": _report(request)}
        entry = self._enter(Event.RUN, summary.info, facts, request.command)
        remember(self.workspace, summary.info.run_id, entry)
        return entry

    def enter(self, event: Event, command: str, program: str, facts: dict[str, JsonValue]) -> Entry:
        """Enter anything else that was done."""
        return Journal(self.workspace).append(event, Author(self.who, command, program, self.now()), facts)

    def _enter(self, event: Event, info: RunInfo, facts: dict[str, JsonValue], command: str) -> Entry:
        return self.enter(event, command, info.program, facts)


def made_from(info: RunInfo) -> dict[str, JsonValue]:
    """Everything that a run's answers follow from, by digest."""
    return {
        "run_id": info.run_id,
        "as_of": info.as_of,
        "actor": info.actor,
        "inputs": [_input(each) for each in info.inputs],
        "lists": [_list(each) for each in info.lists],
        "rules_sha256": info.rules_sha256,
        "settings": dict(info.settings),
        "settings_sha256": info.settings_sha256,
        "register": dict(info.register),
    }


def came_to(summary: RunSummary) -> dict[str, JsonValue]:
    """What a run counted."""
    rows = summary.info.reconciliation
    return {
        "rows": {
            "in": rows.rows_in,
            "screened": rows.screened,
            "not_screened": rows.not_screened,
            "skipped": rows.skipped,
        },
        "verdicts": dict(summary.info.verdicts),
        "exit_code": summary.exit_code,
    }


def rescreened(done: Rescreening, standing: Standing, output: Path | None) -> dict[str, JsonValue]:
    """What a rescreening was made from and what it counted; `output` is the file that tells every change, where one was written."""
    facts: dict[str, JsonValue] = {
        "run_id": done.run_id,
        "lists_before": [_list(each) for each in done.before],
        "lists": [_list(each) for each in done.after],
        "register": dict(standing.told()),
        "entities_changed": done.entities,
        "rows": {"in": done.rows, "judged_again": done.again, "changed": len(done.judged)},
        "matches": {state.value: len(done.of(state)) for state in MatchState},
    }
    if output is not None:
        facts["output"] = {"file": output.name, "sha256": sha256_of(output)}
    return facts


def _report(request: RunRequest) -> JsonValue:
    if not isinstance(request.output, Path):
        return {"file": "standard output", "format": request.format.value}
    return {
        "file": request.output.name,
        "format": request.format.value,
        "sha256": sha256_of(request.output),
    }


def _input(each: InputInfo) -> JsonValue:
    return {"file": Path(each.path).name, "sha256": each.sha256, "size": each.size}


def _list(each: SnapshotInfo) -> JsonValue:
    day = each.published or (each.day.isoformat() if each.day else None)
    return {"list": each.list, "edition": day, "sha256": each.sha256}
