"""What is kept of a run's decisions: each row's verdict, measures and matches by their references, and no name."""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screening.errors import Location, WorkspaceError
from screening.model import Decision, FindingState, Record
from screening.model.reference import match_ref
from screening.workspace import Workspace, write_whole

ANSWERS = "answers.jsonl.gz"
DIGITS_SAID = 16
"""Of the digest of what a row says, so many hexadecimal digits are kept."""


@dataclass(frozen=True, slots=True)
class KeptMatch:
    """One match: its reference, the key that an answer to it rests on, its listed entry, and how it stood."""

    ref: str
    key: str
    entry: str
    strength: str
    dismissed: bool


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One row's answer. `said` is a digest of what the row says, `rules` the measures' states by "id@revision"."""

    file: str
    sheet: str
    row: int
    said: str
    verdict: str
    rules: tuple[tuple[str, str], ...]
    matches: tuple[KeptMatch, ...]

    @property
    def place(self) -> str:
        """ "payments.xlsx[Sheet1!7]"."""
        return f"{self.file}[{self.sheet}!{self.row}]" if self.sheet else f"{self.file}:{self.row}"


def answer_lines(decisions: Iterable[Decision]) -> bytes:
    """Decisions as they are taken down."""
    return b"".join(map(_line, decisions))


class Recorder:
    """Takes down each decision of a run as it is made, compressed in memory: some ten bytes a clear row."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        # No time and no name in the file's head: the same answers are the same bytes.
        self._packed = gzip.GzipFile(filename="", mode="wb", fileobj=self._buffer, compresslevel=6, mtime=0)
        self._digest = hashlib.sha256()

    def take(self, decision: Decision) -> None:
        """Take one decision down."""
        self.take_lines(_line(decision))

    def take_lines(self, lines: bytes) -> None:
        """Take down decisions that `answer_lines` has written."""
        self._digest.update(lines)
        self._packed.write(lines)

    @property
    def sha256(self) -> str:
        """SHA-256 of the lines so far: the same for the same decisions, in whatever format the report is."""
        return self._digest.hexdigest()

    def answers(self) -> tuple[KeptAnswer, ...]:
        """All that was taken down; nothing can be added afterwards."""
        self._packed.close()
        return tuple(_answers(gzip.decompress(self._buffer.getvalue())))

    def keep(self, workspace: Workspace, run_id: str) -> None:
        """Put what was taken down into the run's folder. Raises WorkspaceError."""
        self._packed.close()
        path = workspace.folder(workspace.runs / run_id) / ANSWERS
        write_whole(path, lambda draft: _fill(draft, self._buffer.getvalue()))


def kept_answers(workspace: Workspace, run_id: str) -> tuple[str, tuple[KeptAnswer, ...]]:
    """The digest of a run's answers, and the answers.

    Raises:
        WorkspaceError: they are not kept, or are damaged.
    """
    path = workspace.runs / run_id / ANSWERS
    try:
        lines = gzip.decompress(path.read_bytes())
        return hashlib.sha256(lines).hexdigest(), tuple(_answers(lines))
    except FileNotFoundError as error:
        raise WorkspaceError(
            f"the answers of run {run_id} are not kept",
            where=Location(str(path)),
            remedy="screen again in this workspace, with the journal",
        ) from error
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise WorkspaceError(
            f"the kept answers of run {run_id} are damaged",
            where=Location(str(path)),
            remedy="restore the file from a backup, or screen again",
        ) from error


def answer_of_line(told: dict[str, Any]) -> KeptAnswer:
    """The answer that a line of a JSON Lines report gives. Raises KeyError or TypeError for a line of another kind."""
    said = json.dumps([_unplaced(told["parties"]), _unplaced(told["facts"])], sort_keys=True)
    return KeptAnswer(
        file=told["file"],
        sheet=told["sheet"],
        row=told["row"],
        said=hashlib.sha256(said.encode()).hexdigest()[:DIGITS_SAID]
        if told["verdict"] != "not_screened"
        else "",
        verdict=told["verdict"],
        rules=tuple((f"{each['rule']}@{each['revision']}", each["state"]) for each in told["findings"]),
        matches=tuple(
            KeptMatch(
                each["ref"],
                each["key"] or "",
                each["entity_id"],
                each["strength"],
                bool(each["earlier"] and each["earlier"]["dismisses"]),
            )
            for each in told["matches"]
        ),
    )


def _unplaced(value: Any) -> Any:
    """The value without the cells that it was read from."""
    if isinstance(value, dict):
        return {name: _unplaced(each) for name, each in value.items() if name != "cell"}
    return [_unplaced(each) for each in value] if isinstance(value, list) else value


def _line(decision: Decision) -> bytes:
    told: list[object] = [
        decision.file,
        decision.sheet,
        decision.row,
        _said(decision.record),
        decision.verdict.value,
        sorted(
            [f"{each.rule}@{each.revision}", each.state.value]
            for each in decision.findings
            if each.state in (FindingState.TRUE, FindingState.UNKNOWN)
        ),
        [
            [match_ref(each), str(each.key or ""), each.entity.id, each.strength.value, each.dismissed]
            for each in decision.matches
        ],
    ]
    return json.dumps(told, separators=(",", ":"), ensure_ascii=True).encode("ascii") + b"\n"


def _answers(lines: bytes) -> Iterator[KeptAnswer]:
    for line in lines.splitlines():
        file, sheet, row, said, verdict, rules, matches = json.loads(line)
        yield KeptAnswer(
            file, sheet, row, said, verdict, tuple((rule, state) for rule, state in rules),
            tuple(KeptMatch(*each) for each in matches),
        )  # fmt: skip


def _said(record: Record | None) -> str:
    """A digest of the parties and facts of a row, wherever they stand in the sheet."""
    if record is None:
        return ""
    parties = [
        (each.role, each.name, each.kind, each.birth_date, each.countries, each.identifiers, each.gender)
        for each in record.parties
    ]
    facts = sorted((field, str(each.value), each.problem or "") for field, each in record.facts.items())
    return hashlib.sha256(repr((parties, facts)).encode("utf-8", "backslashreplace")).hexdigest()[
        :DIGITS_SAID
    ]


def _fill(draft: Path, packed: bytes) -> None:
    draft.write_bytes(packed)
