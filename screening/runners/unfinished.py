"""What a run has finished so far, kept in the workspace until it ends, so that a stopped run can go on where it was."""

import hashlib
import json
import pickle
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from screening.errors import Location, UsageError, WorkspaceError
from screening.runners.chunks import Part, digest_of, unpickled
from screening.workspace import Workspace, cannot_write, write_whole

_FOLDER = ".unfinished"
_MANIFEST = "made-from.json"
_SUFFIX = ".part"
_TEXT = "report.text"
_DIGEST = hashlib.sha256().digest_size


@dataclass(slots=True)
class Unfinished:
    """The parts of one run, each in a file of its owner's alone; `made_from` names every ingredient of the answers with its digest.

    The text of a text report is kept apart, in the file that becomes the report: it begins with `head`, and is written once.
    """

    folder: Path
    made_from: Mapping[str, str]
    head: bytes = b""
    _end: int = 0

    @classmethod
    def of(
        cls, workspace: Workspace, asked: str, made_from: Mapping[str, str], head: bytes = b""
    ) -> "Unfinished":
        """The place of the run that was asked for in these words (inputs, output, format)."""
        name = hashlib.sha256(asked.encode()).hexdigest()[:16]
        return cls(workspace.runs / _FOLDER / name, made_from, head, len(head))

    def found(self) -> bool:
        """Is there a stopped run to go on with? Raises UsageError, naming it, where an ingredient is another than before."""
        before = self._before()
        if before is None:
            return False
        changed = [
            name
            for name in dict.fromkeys((*before, *self.made_from))
            if before.get(name) != self.made_from.get(name)
        ]
        if changed:
            raise UsageError(
                f"the stopped run cannot go on: {', '.join(changed)} changed since",
                remedy="run without --resume, which begins anew",
            )
        return True

    def parts(self) -> Iterator[Part]:
        """The parts that were finished, from the first on; a damaged one ends them: it is made again."""
        number = 0
        while (part := self._read(number)) is not None:
            yield part
            number += 1

    def begin(self, workspace: Workspace) -> None:
        """Forget what an earlier run kept, and make the place ready. Raises WorkspaceError where it cannot be written."""
        self.forget()
        workspace.folder(self.folder)
        text = json.dumps(dict(self.made_from), ensure_ascii=False, indent=1)
        write_whole(self.folder / _MANIFEST, lambda draft: _filled(draft, text.encode()))

    def keep(self, part: Part) -> None:
        """Keep one more part. Raises WorkspaceError where the disk is full."""
        pieces = part.pieces()
        length = sum(map(len, pieces))
        told = (replace(part, content=[]) if pieces else part, self._end, length)
        content = pickle.dumps(told, pickle.HIGHEST_PROTOCOL)
        place = self._file(part.number)
        draft = place.with_suffix(".draft")
        try:
            if pieces:
                self._append(pieces)
            draft.touch(mode=0o600)
            _filled(draft, hashlib.sha256(content).digest() + content)
            draft.replace(place)
        except OSError as error:
            raise cannot_write(place, error) from error
        self._end += length

    def hand_over(self, draft: Path, parts: Iterable[Part]) -> None:
        """The whole text as a file, once all `parts` are kept. Raises OSError."""
        for _ in parts:
            continue
        if self._end == len(self.head):
            self._append([])
        with self._text.open("r+b") as stream:
            stream.truncate(self._end)
        shutil.move(self._text, draft)

    def _append(self, pieces: Sequence[bytes]) -> None:
        # Behind the last part that is whole: what a stopped run wrote after it is written again.
        self._text.touch(mode=0o600)
        with self._text.open("r+b") as stream:
            if self._end == len(self.head):
                stream.write(self.head)
            stream.seek(self._end)
            stream.truncate()
            stream.writelines(pieces)

    @property
    def _text(self) -> Path:
        return self.folder / _TEXT

    def forget(self) -> None:
        """Remove everything that was kept: it holds personal data."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.exists():
            raise WorkspaceError(
                "what a run kept for its resumption cannot be removed",
                where=Location(str(self.folder)),
                remedy="remove the folder: it holds personal data",
            )

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:08}{_SUFFIX}"

    def _before(self) -> dict[str, str] | None:
        try:
            told = json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) else None

    def _read(self, number: int) -> Part | None:
        try:
            content = self._file(number).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return None
        told = unpickled(content[_DIGEST:])
        part, start, length = told if isinstance(told, tuple) and len(told) == 3 else (None, 0, 0)
        if not isinstance(part, Part) or part.number != number:
            return None
        return part if not length else self._with_text(part, int(start), int(length))

    def _with_text(self, part: Part, start: int, length: int) -> Part | None:
        try:
            with self._text.open("rb") as stream:
                stream.seek(start)
                part.content = [stream.read(length)]
        except OSError:
            return None
        if digest_of(part.pieces()) != part.sha256:
            return None
        self._end = start + length
        return part


def _filled(draft: Path, content: bytes) -> None:
    draft.write_bytes(content)
