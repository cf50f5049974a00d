"""The register of reviewers' answers: one SQLite file, in which nothing is overwritten, so that each day's state can be told again."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from screening.errors import Location, WorkspaceError
from screening.model import MatchKey, Ruling
from screening.review.kept import Conflict, Kept, Settled, settle
from screening.review.refusals import Refusal
from screening.review.schema import migrate
from screening.review.sheet import Answer
from screening.review.standing import NOBODY, Standing
from screening.review.validity import valid_until
from screening.workspace import Workspace, cannot_write, write_whole

__all__ = ["Conflict", "Import", "Imported", "Kept", "Register"]

_LOCK = "register"
_BUSY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Import:
    """One report that is read back: the file with its digest, by whom, when (UTC), and how long a false positive may hold."""

    file: str
    sha256: str
    who: str
    at: datetime
    months: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a report's answers. `number` is the import's in the register, None where there was nothing to take and nothing to refuse."""

    number: int | None
    taken: tuple[Answer, ...]
    known: tuple[Answer, ...]
    refused: tuple[Refusal, ...]


class Register:
    """The register of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.path = workspace.register

    def take(self, answers: Sequence[Answer], refused: Sequence[Refusal], told: Import) -> Imported:
        """Keep the answers of one report, in one transaction: all that are good, or none. One that is kept already changes nothing.

        Raises:
            WorkspaceError: the register cannot be written, or is damaged.
        """
        with self.workspace.lock(_LOCK), self._open(create=True) as connection:
            with _transaction(connection):
                known = [each for each in answers if self._knows(connection, each)]
                fresh, bad = _valid([each for each in answers if each not in known], told)
                refusals = (*refused, *bad)
                if not fresh and not refusals:
                    return Imported(None, (), tuple(known), ())
                number = self._enter(connection, told, len(fresh), len(known), len(refusals))
                for answer, until in fresh:
                    self._keep(connection, number, answer, until)
            return Imported(number, tuple(each for each, _ in fresh), tuple(known), refusals)

    def answers(self, upto: int | None = None) -> tuple[Kept, ...]:
        """Every answer in the order of its number, or those up to a number; none where there is no register."""
        with self._reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT seq, ref, entity, party, rules, band, run, entry, ruling, reason, reviewer, second_reviewer, "
                "valid_until, place FROM answers WHERE ? IS NULL OR seq <= ? ORDER BY seq",
                (upto, upto),
            ).fetchall()
        return tuple(_kept(row) for row in rows)

    def settled(self, *, two_reviewers: bool, upto: int | None = None) -> Settled:
        """What the answers come to."""
        return settle(self.answers(upto), two_reviewers=two_reviewers)

    def standing(self, on: date, *, two_reviewers: bool, upto: int | None = None) -> Standing:
        """The settled answers as they stand on a day, up to a number of the register (None: all)."""
        answers = self.answers(upto)
        if not answers:
            return NOBODY
        settled = settle(answers, two_reviewers=two_reviewers)
        return Standing(settled.dispositions, on, answers[-1].seq)

    def not_entered(self) -> tuple[tuple[int, dict[str, str | int]], ...]:
        """Imports that the journal does not know yet, with what to tell it."""
        with self._reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT id, at, file, sha256, taken, known, refused FROM imports WHERE journal IS NULL ORDER BY id"
            ).fetchall()
        names = ("import", "imported_at", "file", "sha256", "taken", "known", "refused")
        return tuple((row[0], dict(zip(names, row, strict=True))) for row in rows)

    def entered(self, number: int, seq: int) -> None:
        """Note the entry of the journal that tells of an import."""
        with self.workspace.lock(_LOCK), self._open(create=False) as connection, _transaction(connection):
            connection.execute("UPDATE imports SET journal = ? WHERE id = ?", (seq, number))

    def backup(self, target: Path) -> None:
        """Write a whole copy to `target`, also while others read and write.

        Raises:
            WorkspaceError: there is no register, or the copy cannot be written.
        """
        with self._reading() as connection:
            if connection is None:
                raise WorkspaceError(
                    "there is no register to copy",
                    where=Location(str(self.path)),
                    remedy="import a report first: screening review import REPORT.xlsx",
                )
            write_whole(target, lambda draft: _copy(connection, draft))

    def forget(self, before: datetime) -> int:
        """Delete the answers of imports before a moment, and give their number; what is left of them is the entry in the journal."""
        with self._reading() as present:
            if present is None:
                return 0
        with self.workspace.lock(_LOCK), self._open(create=False) as connection:
            with _transaction(connection):
                done = connection.execute(
                    "DELETE FROM answers WHERE import IN (SELECT id FROM imports WHERE at < ?)",
                    (before.isoformat(),),
                )
            # What was deleted must not be readable in the file any more.
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return done.rowcount

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        if not self.path.exists():
            yield None
            return
        with self._open(create=False) as connection:
            yield connection

    @contextmanager
    def _open(self, *, create: bool) -> Iterator[sqlite3.Connection]:
        try:
            if create:
                self.workspace.folder(self.workspace.root)
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            with closing(
                sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                if state != "ok":
                    raise self._damaged(state)
                migrate(connection)
                yield connection
        except ValueError as error:
            raise WorkspaceError(
                f"the register cannot be used: {error}",
                where=Location(str(self.path)),
                remedy="use the version of the program that wrote it, or a later one",
            ) from error
        except sqlite3.OperationalError as error:
            raise cannot_write(self.path, OSError(str(error))) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from error
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def _damaged(self, how: str) -> WorkspaceError:
        return WorkspaceError(
            f"the register is damaged ({how})",
            where=Location(str(self.path)),
            remedy="put the last copy of `screening review backup` in its place; move this one away as evidence",
        )

    def _knows(self, connection: sqlite3.Connection, answer: Answer) -> bool:
        found = connection.execute(
            "SELECT 1 FROM answers WHERE ref = ? AND entity = ? AND party = ? AND rules = ? AND band = ? AND run = ? "
            "AND ruling = ? AND reason = ? AND reviewer = ? AND second_reviewer = ? AND given_until = ?",
            _identity(answer),
        )
        return found.fetchone() is not None

    def _enter(
        self, connection: sqlite3.Connection, told: Import, taken: int, known: int, refused: int
    ) -> int:
        done = connection.execute(
            "INSERT INTO imports (at, who, file, sha256, taken, known, refused) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (told.at.isoformat(), told.who, told.file, told.sha256, taken, known, refused),
        )
        assert done.lastrowid is not None
        return done.lastrowid

    def _keep(self, connection: sqlite3.Connection, number: int, answer: Answer, until: date | None) -> None:
        connection.execute(
            "INSERT INTO answers (ref, entity, party, rules, band, run, ruling, reason, reviewer, second_reviewer, "
            "given_until, import, entry, valid_until, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*_identity(answer), number, answer.entry, until.isoformat() if until else "", str(answer.where)),
        )


def _identity(answer: Answer) -> tuple[str, ...]:
    key = answer.key
    given = answer.until.isoformat() if answer.until else ""
    said = (answer.ruling.value, answer.reason, answer.reviewer, answer.second_reviewer, given)
    return (answer.ref, key.entity, key.party, key.rules, key.band, answer.run_id, *said)


def _valid(answers: Sequence[Answer], told: Import) -> tuple[list[tuple[Answer, date | None]], list[Refusal]]:
    good: list[tuple[Answer, date | None]] = []
    bad: list[Refusal] = []
    for each in answers:
        until = valid_until(each, told.at.date(), told.months)
        if isinstance(until, Refusal):
            bad.append(until)
        else:
            good.append((each, until))
    return good, bad


def _kept(row: tuple[int | str, ...]) -> Kept:
    seq, ref, entity, party, rules, band, run, entry, ruling, reason, reviewer, second, until, place = row
    return Kept(
        seq=int(seq),
        ref=str(ref),
        key=MatchKey(str(entity), str(party), str(rules), str(band)),
        run=str(run),
        entry=str(entry),
        ruling=Ruling(str(ruling)),
        reason=str(reason),
        reviewer=str(reviewer),
        second_reviewer=str(second),
        valid_until=date.fromisoformat(str(until)) if until else None,
        place=str(place),
    )


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _copy(connection: sqlite3.Connection, draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as copy:
        connection.backup(copy)
        # One file, which can be moved: no log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
